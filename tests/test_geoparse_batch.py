"""``geomap toponyms``: documents in, a line of JSON each out; spans given; explanations."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import geomap
from geomap.cli import main
from geomap.errors import InputError, ReadError

TEXT = "A truck burned near Kitale in Kenya, police said."
KEYS = ["start", "end", "text", "lat", "lon", "geonameid", "place_id", "role", "confidence"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    start = TEXT.index("Kenya")
    rows = [
        {"id": 7, "text": TEXT, "toponyms": [{"start": start, "end": start + 5}]},
        {"id": "none", "text": "Nothing is said of anything.", "toponyms": []},
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "batch.jsonl").write_text(lines, encoding="utf-8")
    return lambda *words: CliRunner().invoke(main, ["toponyms", *words])


def documents(done: Result) -> list[dict[str, object]]:
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_line_a_document(run: Callable[..., Result]) -> None:
    first, second = documents(run("batch.jsonl", "--format", "jsonl"))
    assert list(first) == ["id", "text", "toponyms"]
    assert (first["id"], first["text"]) == ("7", TEXT)
    rows = first["toponyms"]
    assert isinstance(rows, list)
    assert [row["text"] for row in rows] == ["Kitale", "Kenya"]
    assert all(list(row) == KEYS for row in rows)
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows)
    assert rows[0]["geonameid"] == int(rows[0]["place_id"].removeprefix("geonames:"))
    assert (second["id"], second["toponyms"]) == ("none", [])


def test_given_spans_are_resolved_and_no_other(run: Callable[..., Result]) -> None:
    first, second = documents(run("batch.jsonl", "--format", "jsonl", "--spans", "given"))
    rows = first["toponyms"]
    assert isinstance(rows, list)
    assert [(row["text"], row["place_id"]) for row in rows] == [("Kenya", "country:KE")]
    assert second["toponyms"] == []


def test_bad_spans_cost_only_their_document(run: Callable[..., Result], tmp_path: Path) -> None:
    with (tmp_path / "batch.jsonl").open("a", encoding="utf-8") as file:
        for spans in ([{"start": 3}], [{"start": 5, "end": 99}], "x", None):
            file.write(json.dumps({"id": str(spans), "text": "Kigali", "toponyms": spans}) + "\n")
    done = run("batch.jsonl", "--format", "jsonl", "--spans", "given")
    assert len(documents(done)) == 2
    assert done.stderr.count("set aside") == 4
    assert "5:99 does not lie in a text of 6 characters" in done.stderr


def test_explanations_name_cue_reasons_and_rivals(run: Callable[..., Result]) -> None:
    done = run("batch.jsonl", "--explain")
    assert done.exit_code == 0, done.stderr
    assert "  Kitale  [20:26]  literal by 'near _'" in done.stdout
    assert "the text points off it: 'near'" in done.stdout
    rows = documents(run("batch.jsonl", "--explain", "--format", "jsonl"))[0]["toponyms"]
    assert isinstance(rows, list)
    assert {"cue", "reasons", "rivals", "offset"} < set(rows[0])
    assert rows[0]["offset"] == {"words": "near", "km": None, "bearing": None}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--country", "Xqzv"], "'Xqzv' is not a country"),
        (["--bias", "Xqzv"], "'Xqzv' is not in the gazetteer"),
        (["--bias", "geonames:0"], "holds no place 'geonames:0'"),
    ],
)
def test_unknown_hints_are_an_error_in_one_line(
    run: Callable[..., Result], words: list[str], message: str
) -> None:
    done = run("batch.jsonl", *words)
    assert done.exit_code == 1
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_hints_reach_the_resolver(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A fire in London on Monday hurt two.", encoding="utf-8")
    for words in (["--country", "CA"], ["--country", "CA", "--bias", "Ontario"]):
        (row,) = documents(run("a.txt", "--format", "jsonl", *words))[0]["toponyms"]  # type: ignore[misc]
        assert row["geonameid"] == 6058560


def test_a_role_may_be_left_out(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Kenyan driver slept in Kitale.", encoding="utf-8")
    for words, names in ([], ["Kenyan", "Kitale"]), (["--leave-out", "demonym"], ["Kitale"]):
        (row,) = documents(run("a.txt", "--format", "jsonl", *words))
        assert [t["text"] for t in row["toponyms"]] == names  # type: ignore[attr-defined]
    with pytest.raises(InputError, match="no role"):
        geomap.toponyms("a.txt", leave_out=["people"])


def test_python_gives_the_same(run: Callable[..., Result]) -> None:
    places = geomap.toponyms("batch.jsonl")
    assert list(places.json_lines()) == run("batch.jsonl", "--format", "jsonl").stdout.splitlines()
    assert list(places.frame()["text"]) == ["Kitale", "Kenya"]
    with pytest.raises(InputError):
        geomap.toponyms("batch.jsonl", bias=["Xqzv"])
    with pytest.raises(ReadError):
        geomap.toponyms("absent.jsonl", given_spans=True)
