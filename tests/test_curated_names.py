"""The curated names of gazetteer/: countries, aliases, regions, borders, disputed areas.

Form only, with nothing but the files: whether the rows are true is asked of the built store.
"""

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "gazetteer"

COLUMNS = {
    "countries": "code iso3 geonameid name lat lon capital continent names demonyms source",
    "aliases": "name kind target source",
    "regions": "id name aliases feature_code countries lat lon radius_km parts accuracy_km source note",
    "borders": "country_a country_b name aliases part status claimed_by note source",
    "disputed": "id name aliases claimed_by administered_by lat lon radius_km outline note source",
}
LISTS = "names demonyms aliases countries parts claimed_by administered_by".split()
CODE_LISTS = "countries claimed_by administered_by".split()
KINDS = {"official", "alternate", "abbreviation", "demonym", "historic"}
STATUSES = {
    "contested", "line_of_control", "ceasefire_line", "administrative", "treaty", "undelimited",
}  # fmt: skip
NOT_A_STATE = {"local", "UN"}  # who administers where no state does

ID = re.compile(r"(region|disputed)/[a-z0-9]+(-[a-z0-9]+)*")
TARGET = re.compile(r"country:[A-Z]{2}|adm1:[A-Z]{2}\.[A-Z0-9]+|geonames:[1-9]\d*|geomap:[a-z]+/.+")
PART = re.compile(r"country:[A-Z]{2}|adm1:[A-Z]{2}\.[A-Z0-9]+")


def read(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


ROWS = {name: read(name) for name in COLUMNS}
CODES = {row["code"] for row in ROWS["countries"]}
IDS = Counter(row["id"] for name in ("regions", "disputed") for row in ROWS[name])
every_file = pytest.mark.parametrize("name", COLUMNS)


def items(cell):
    return cell.split(";") if cell else []


def fold(name):
    """Case, accents and punctuation aside: coarser than the store's folding is not needed here."""
    letters = unicodedata.normalize("NFKD", re.sub(r"[.'’ʻ]", "", name))
    kept = "".join(" " if not c.isalnum() else c for c in letters if not unicodedata.combining(c))
    return " ".join(kept.casefold().split())


def names_of(row):
    """Every name that leads to the row, the name itself first."""
    return [
        row["name"],
        *(n for key in ("names", "demonyms", "aliases") for n in items(row.get(key))),
    ]


@every_file
def test_columns_are_those_of_the_contract(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == COLUMNS[name].split()


@every_file
def test_every_row_has_a_name_and_a_source(name):
    assert [row for row in ROWS[name] if not (row["name"].strip() and row["source"].strip())] == []


@every_file
def test_cells_are_whole_and_trimmed(name):
    bad = [
        row
        for row in ROWS[name]
        if None in row or any(v is None or v != v.strip() for v in row.values())
    ]
    assert bad == []


@every_file
def test_lists_hold_no_empty_and_no_double_item(name):
    for row in ROWS[name]:
        for key in LISTS:
            parts = items(row.get(key))
            assert all(part and part == part.strip() for part in parts), (key, row)
            assert len(parts) == len(set(parts)), (key, row)


@every_file
def test_no_name_folds_to_nothing(name):
    assert [n for row in ROWS[name] for n in names_of(row) if not fold(n)] == []


@every_file
def test_codes_are_known(name):
    for row in ROWS[name]:
        codes = {code for key in CODE_LISTS for code in items(row.get(key))}
        codes |= {row[key] for key in ("country_a", "country_b") if key in row}
        allowed = CODES | (NOT_A_STATE if name == "disputed" else set())
        assert codes <= allowed, row


@pytest.mark.parametrize("name", ["countries", "regions", "disputed"])
def test_points_lie_on_the_globe_or_are_left_out(name):
    for row in ROWS[name]:
        assert bool(row["lat"]) == bool(row["lon"]), row
        if row["lat"]:
            assert -90 <= float(row["lat"]) <= 90, row
            assert -180 <= float(row["lon"]) <= 180, row


@pytest.mark.parametrize("name", ["countries", "aliases", "regions", "borders", "disputed"])
def test_a_name_of_two_rows_is_marked_ambiguous(name):
    keyed = [
        (row, row.get("target") or row.get("id") or row.get("code") or row["name"])
        for row in ROWS[name]
    ]
    owners = defaultdict(set)
    for row, key in keyed:
        for n in names_of(row):
            owners[fold(n)].add(key)
    for row, _ in keyed:
        rivals = any(len(owners[fold(n)]) > 1 for n in names_of(row))
        assert rivals == ("ambiguous" in row["source"]), row


def test_there_are_250_countries_with_unique_codes():
    rows = ROWS["countries"]
    assert len(rows) == 250
    for key, form in {
        "code": r"[A-Z]{2}",
        "iso3": r"[A-Z]{3}",
        "geonameid": r"[1-9]\d*",
        "name": r".+",
    }.items():
        assert all(re.fullmatch(form, row[key]) for row in rows), key
        assert len({row[key] for row in rows}) == 250, key


def test_continents_are_the_seven():
    assert {row["continent"] for row in ROWS["countries"]} == set("AF AN AS EU NA OC SA".split())


def test_every_country_has_a_point():
    assert [row["code"] for row in ROWS["countries"] if not row["lat"]] == []


def test_ids_are_unique_and_well_formed():
    assert [i for i, count in IDS.items() if count > 1 or not ID.fullmatch(i)] == []


def test_aliases_are_of_a_known_kind_and_lead_somewhere():
    for row in ROWS["aliases"]:
        assert row["kind"] in KINDS, row
        assert TARGET.fullmatch(row["target"]), row
        space, key = row["target"].split(":", 1)
        assert space in ("geonames", "geomap") or key[:2] in CODES, row
        assert space != "geomap" or key in IDS, row


def test_bare_two_letter_aliases_are_abbreviations():
    bare = [
        row
        for row in ROWS["aliases"]
        if re.fullmatch(r"[A-Z]{2}", row["name"]) and row["kind"] != "abbreviation"
    ]
    assert bare == []


def test_aliases_stand_once():
    pairs = Counter((row["name"], row["target"]) for row in ROWS["aliases"])
    assert [pair for pair, count in pairs.items() if count > 1] == []


def test_regions_have_a_feature_code_and_a_place_on_the_map():
    for row in ROWS["regions"]:
        assert re.fullmatch(r"[A-Z]{2,5}", row["feature_code"]), row
        assert row["lat"] or row["parts"], row
        assert bool(row["lat"]) == bool(row["accuracy_km"]), row
        assert all(float(row[key]) > 0 for key in ("radius_km", "accuracy_km") if row[key]), row


def test_parts_of_regions_are_countries_or_first_order_divisions():
    for row in ROWS["regions"]:
        for part in items(row["parts"]):
            assert PART.fullmatch(part), row
            assert part.split(":")[1][:2] in CODES, row


def test_a_part_inside_another_part_is_not_named_twice():
    for row in ROWS["regions"]:
        parts = set(items(row["parts"]))
        inside = {
            part for part in parts if part.startswith("adm1:") and f"country:{part[5:7]}" in parts
        }
        assert inside == set(), row["id"]


def test_the_two_sides_of_a_line_stand_in_order():
    assert [row for row in ROWS["borders"] if row["country_a"] > row["country_b"]] == []


def test_lines_have_a_known_status():
    assert {row["status"] for row in ROWS["borders"]} <= STATUSES


def test_a_contested_line_says_who_contests_it():
    assert [
        row["name"]
        for row in ROWS["borders"]
        if row["status"] == "contested" and not row["claimed_by"]
    ] == []


@pytest.mark.parametrize("name", ["borders", "disputed"])
def test_notes_are_one_sentence_to_print(name):
    for row in ROWS[name]:
        assert re.fullmatch(r"[A-Z][^\n]{20,180}\.", row["note"]), row
        assert not re.search(r"[.!?] [A-Z]", row["note"].replace("St. ", "")), row
