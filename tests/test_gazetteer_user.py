"""The user's own store: additions of every kind, interrupted, damaged, read while written."""

import contextlib
import csv
import json
import os
import resource
import sqlite3
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path
from unittest import mock

import pytest

import geomap.gazetteer
from geomap.errors import GazetteerError, InputError, OutputError, ReadError
from geomap.gazetteer import Gazetteer, add, additions, export, remove, verify

LINE = "{id}\t{name}\t{name}\t{others}\t{lat}\t{lon}\tP\tPPL\tPK\t\t03\t7418\t\t\t{people}\t\t300\tAsia/Karachi\t2026-01-01"


def line(number, name="Testabad", others="", lat=34.1, lon=71.5, people=0):
    return LINE.format(id=number, name=name, others=others, lat=lat, lon=lon, people=people)


def dump(path, *lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An own folder of additions, where those of the person running the tests are not seen."""
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(tmp_path / "own"))
    return tmp_path / "own"


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found(name):
    return [m.place for m in geomap.gazetteer.open().lookup(name)]


def test_a_country_table_is_added_over_the_packaged_store(tmp_path, folder):
    path = dump(
        tmp_path / "PK.txt",
        line(1, "Zzyzabad", "Zizabad,http://x.example,زیزآباد,ZZB,123"),
        line(2, "Zzyzabad Kalan", people=12000),
    )
    made = add(path)
    assert (made.name, made.places, made.rejected) == ("pk", 2, 0)
    assert additions() == (folder / "pk.sqlite",)
    place = found("Zizabad")[0]
    assert (place.id, place.country, place.admin1) == ("geonames:1", "PK", "Khyber Pakhtunkhwa")
    assert found("زیزآباد") == [place]
    assert geomap.gazetteer.open().lookup("ZZB")[0].kind == "abbreviation"
    assert found("123") == []
    assert "geonames:1" in {n.place.id for n in geomap.gazetteer.open().near(34.1, 71.5, 1)}
    assert found("Torkham")  # the packaged store is still asked
    assert verify(geomap.gazetteer.open()) == ()
    assert geomap.gazetteer.open().fuzzy("Zzyzabadd")[0].place.id == "geonames:1"


def test_an_added_place_replaces_the_packaged_one_of_its_id(tmp_path):
    old = found("Kabul")[0]
    number = old.id.partition(":")[2]
    add(dump(tmp_path / "new.txt", line(number, "Kabul", lat=34.5, lon=69.1, people=9_999_999)))
    place = geomap.gazetteer.open().get(old.id)
    assert (place.population, place.lat) == (9_999_999, 34.5)
    assert sum(p.id == old.id for p in found("Kabul")) == 1


def test_divisions_and_countries_of_a_dump_are_ours(tmp_path):
    upper = line(1168873, "Pakhtunkhwa Test").replace("\tP\tPPL\t", "\tA\tADM1\t")
    country = line(1168579, "Pakistan Test").replace("\tP\tPPL\t", "\tA\tPCLI\t")
    add(dump(tmp_path / "x.txt", upper, country, line(5)))
    assert found("Pakhtunkhwa Test")[0].id == "adm1:PK.03"
    assert found("Pakistan Test")[0].id == "country:PK"
    assert geomap.gazetteer.open().area("adm1:PK.03") is not None


DAMAGED = [
    ("too few columns", "7\tX\tX", "has 3 columns, not 19"),
    ("no number", line("x7"), "geonameid is 'x7', not a number"),
    ("no name", line(7, "  "), "name has 2 letters"),
    ("a latitude beyond the pole", line(7, lat=95), "latitude is 95, not within 90 degrees"),
    ("a longitude that is no number", line(7, lon="east"), "longitude is 'east', not a number"),
    ("not a number of people", line(7, people="many"), "population is 'many', not a number"),
    ("infinite", line(7, lat="inf"), "latitude is inf"),
]


@pytest.mark.parametrize(("bad", "reason"), [d[1:] for d in DAMAGED], ids=[d[0] for d in DAMAGED])
def test_damaged_lines_are_set_aside_with_their_reason(tmp_path, folder, bad, reason):
    made = add(dump(tmp_path / "d.txt", line(1), bad, line(2)))
    assert (made.places, made.rejected) == (2, 1)
    rows = table(folder / "d.rejects.csv")
    assert [row["line"] for row in rows] == ["2"]
    assert reason in f"{rows[0]['field']} {rows[0]['reason']}".strip()
    assert made.reasons[0].startswith("line 2: ")


def test_broken_letters_and_repeated_ids_are_set_aside(tmp_path):
    path = tmp_path / "d.txt"
    path.write_bytes(
        (line(1) + "\n" + line(2, "Caf") + "\n" + line(1, "Again") + "\n")
        .encode()
        .replace(b"Caf", b"Caf\xe9")
    )
    made = add(path)
    assert (made.places, made.rejected) == (1, 2)
    assert found("Again") == []


NOT_TABLES = [
    ("empty.txt", b"", "is empty"),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "is no table that geomap knows"),
    ("words.txt", b"Some words.\nMore words.\n", "is no table that geomap knows"),
    ("rows.csv", b"a,b,c\n1,2,3\n", "has no column name, lat, lon"),
    ("latin.csv", "name,lat,lon\nCaf\xe9,1,2\n".encode("latin-1"), "is not UTF-8"),
    ("all.csv", b"name,lat,lon\n,1,2\nX,99,0\n", "nothing that can be used"),
    ("broken.geojson", b'{"type": "FeatureColl', "is not GeoJSON"),
    ("none.geojson", b'{"type": "FeatureCollection", "features": []}', "holds no GeoJSON features"),
    ("meters.geojson", b'{"features": [{}], "crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}}', "not in degrees"),
    ("bad.zip", b"PK\x03\x04 broken", "is no table|damaged zip"),
    ("shifted.txt", ("x\t" + line(1) + "\n").encode() * 3, "is no table that geomap knows"),
    ("wrong.txt", (line("x") + "\n").encode() * 1200, "damaged from its beginning"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "words"), NOT_TABLES, ids=[n[0] for n in NOT_TABLES])
def test_a_wrong_file_is_a_clear_error_and_the_store_stays(tmp_path, folder, name, data, words):
    stem = name.partition(".")[0]
    add(dump(tmp_path / f"{stem}.txt", line(1, "Staysabad")), name=stem)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError, match=words):
        add(tmp_path / name, name=stem)
    assert found("Staysabad")
    assert sorted(p.name for p in folder.iterdir()) == [f"{stem}.sqlite"]


@pytest.mark.parametrize("name", ["none.txt", "."])
def test_a_missing_file_or_a_folder_is_an_error(tmp_path, name):
    with pytest.raises(ReadError):
        add(tmp_path / name)


def zipped(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return path


def test_a_zip_is_added_by_its_table(tmp_path):
    made = add(zipped(tmp_path / "PK.zip", PK_txt=line(1, "Zipabad"), readme_txt="Read me."))
    assert made.places == 1
    assert found("Zipabad")


def test_a_zip_bomb_is_refused(tmp_path, folder):
    path = zipped(tmp_path / "PK.zip", PK_txt=b"0" * (64 << 20))
    with pytest.raises(ReadError, match="zip bomb"):
        add(path)
    assert not folder.exists() or not list(folder.iterdir())


def test_a_zip_of_many_tables_is_refused(tmp_path):
    with pytest.raises(ReadError, match=r"must hold one table, but holds a.txt, b.txt"):
        add(zipped(tmp_path / "x.zip", a_txt=line(1), b_txt=line(2)))


def test_a_cut_off_zip_is_refused(tmp_path):
    path = zipped(
        tmp_path / "PK.zip", PK_txt="\n".join(line(i, f"Name{i * 7919}") for i in range(20000))
    )
    data = path.read_bytes()
    middle = len(data) // 2
    path.write_bytes(data[: middle - 2000] + b"\0" * 4000 + data[middle + 2000 :])
    with pytest.raises(ReadError, match=r"unpacked|damaged"):
        add(path)


def test_an_interrupted_import_goes_on_where_it_stopped(tmp_path, folder, monkeypatch):
    from geomap.gazetteer.adding import geonames, opening

    monkeypatch.setattr(opening, "_BLOCK", 1 << 12)
    path = dump(tmp_path / "big.txt", *(line(i, f"Bigabad {i}") for i in range(1, 301)))
    whole = add(path, name="whole")
    read, real = [], geonames.FORMS["places"]

    def stop(lines, first, known):
        if len(read) == 3:
            raise KeyboardInterrupt
        read.append(len(lines))
        return real(lines, first, known)

    monkeypatch.setitem(geonames.FORMS, "places", stop)
    with pytest.raises(KeyboardInterrupt):
        add(path)
    assert not (folder / "big.sqlite").exists()
    assert (folder / "big.sqlite.stage").exists()
    seen = []
    monkeypatch.setitem(
        geonames.FORMS,
        "places",
        lambda lines, first, known: (seen.append(first), real(lines, first, known))[1],
    )
    made = add(path)
    assert seen[0] == sum(read) + 1
    assert (made.places, made.names) == (whole.places, whole.names) == (300, 300)
    tables = [
        [store.rows(f"SELECT * FROM {t}") for t in ("places", "names", "sounds", "boxes_node")]
        for store in (Gazetteer(folder / f"{n}.sqlite").stores[0] for n in ("big", "whole"))
    ]
    assert tables[0] == tables[1]
    assert sorted(p.name for p in folder.iterdir()) == ["big.sqlite", "whole.sqlite"]


def test_a_changed_file_is_read_from_its_beginning(tmp_path, folder, monkeypatch):
    path = dump(tmp_path / "x.txt", line(1, "Oldabad"))
    stopped = mock.Mock(side_effect=KeyboardInterrupt)
    monkeypatch.setattr("geomap.gazetteer.adding._write", stopped)
    with pytest.raises(KeyboardInterrupt):
        add(path)
    monkeypatch.undo()
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(folder))
    add(dump(path, line(2, "Newabad"), line(3, "Newabad")))
    assert found("Newabad")
    assert found("Oldabad") == []


def test_the_same_file_gives_the_same_bytes(tmp_path, folder):
    path = dump(tmp_path / "x.txt", *(line(i, f"Sameabad {i % 7}", "Samabad") for i in range(50)))
    add(path)
    first = (folder / "x.sqlite").read_bytes()
    add(path)
    assert (folder / "x.sqlite").read_bytes() == first


def test_a_full_disk_is_a_clear_error_and_the_store_stays(tmp_path, folder):
    """A limit on the size of files stands for the full disk: writing fails in the same places."""
    add(dump(tmp_path / "x.txt", line(1, "Staysabad")))
    before = (folder / "x.sqlite").read_bytes()
    dump(tmp_path / "x.txt", *(line(i, f"Fullabad {i * 7919}") for i in range(20000)))
    code = textwrap.dedent(f"""
        import resource, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
        from geomap.errors import OutputError
        from geomap.gazetteer import add
        try:
            add({str(tmp_path / "x.txt")!r})
        except OutputError as error:
            print(error)
    """)
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    assert "cannot be written" in done.stdout
    assert "the store is as it was" in done.stdout
    assert (folder / "x.sqlite").read_bytes() == before
    assert [p.name for p in folder.iterdir()] == ["x.sqlite"]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 400_000


def test_an_unwritable_folder_is_a_clear_error(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(tmp_path / "file" / "own"))
    with pytest.raises(OutputError, match="cannot be written"):
        add(dump(tmp_path / "x.txt", line(1)))


def test_two_read_while_a_third_adds(tmp_path, folder):
    """Readers open the store over and over: they see all of the addition or nothing of it."""
    folder.mkdir()
    path = dump(tmp_path / "x.txt", *(line(i, f"Atomabad {i}") for i in range(1, 4001)))
    code = textwrap.dedent("""
        import sys, geomap.gazetteer
        first, last, seen = "Atomabad 1", "Atomabad 4000", set()
        print("ready", flush=True)
        while True:
            store = geomap.gazetteer.open()
            seen.add((bool(store.lookup(first)), bool(store.lookup(last)), bool(store.lookup("Kabul"))))
            if sys.stdin in __import__("select").select([sys.stdin], [], [], 0)[0]:
                break
        print(sorted(seen))
    """)
    readers = [
        subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])
        for _ in range(2)
    ]  # fmt: skip
    with contextlib.ExitStack() as stack:
        for reader in readers:
            stack.enter_context(reader)
            assert reader.stdout.readline() == "ready\n"
        for _ in range(3):
            add(path)
        for reader in readers:
            out, _ = reader.communicate("stop\n", timeout=60)
            seen = {"(False, False, True)", "(True, True, True)"}
            assert set(out.strip()[1:-1].replace("), (", ")|(").split("|")) <= seen
            assert "(True, True, True)" in out
            assert reader.returncode == 0


# ---------------------------------------------------------------------- other dumps


def test_alternate_names_of_known_places(tmp_path):
    number = found("Peshawar")[0].id.partition(":")[2]
    rows = [
        f"1\t{number}\ten\tPeshtestabad\t\t\t\t\t\t",
        f"2\t{number}\tps\tپېښورټسټ\t\t\t\t\t\t",
        f"3\t{number}\tlink\thttps://en.example/P\t\t\t\t\t\t",
        f"4\t{number}\tpost\t25000\t\t\t\t\t\t",
        f"5\t{number}\ten\tPurushatest\t\t\t\t1\t\t",
        "6\t999999999999\ten\tNowhereabad\t\t\t\t\t\t",
        "7\tbroken",
    ]
    made = add(dump(tmp_path / "alternateNamesV2.txt", *rows))
    assert (made.places, made.rejected) == (1, 1)
    assert found("Peshtestabad")[0].name == "Peshawar"
    assert found("پېښورټسټ")[0].name == "Peshawar"
    assert geomap.gazetteer.open().lookup("Purushatest")[0].kind == "historic"
    assert found("Nowhereabad") == []
    assert sum(p.id == f"geonames:{number}" for p in found("Peshawar")) == 1


def test_names_of_divisions(tmp_path):
    rows = ["PK.03\tTestkhwa\tTestkhwa\t1168873", "XX.99\tNowhere\tNowhere\t1", "PK.02\tBaluchtest"]
    made = add(dump(tmp_path / "admin1CodesASCII.txt", *rows))
    assert (made.places, made.rejected) == (1, 2)
    assert found("Testkhwa")[0].id == "adm1:PK.03"
    assert found("Khyber Pakhtunkhwa")[0].id == "adm1:PK.03"


def test_hierarchy_puts_places_into_their_division(tmp_path):
    add(dump(tmp_path / "a.txt", line(11, "Loneabad").replace("\t03\t7418\t", "\t\t\t")))
    assert found("Loneabad")[0].admin1 == ""
    add(
        dump(
            tmp_path / "admin1CodesASCII.txt",
            "PK.03\tKhyber Pakhtunkhwa\tKhyber Pakhtunkhwa\t1168873",
        )
    )
    add(dump(tmp_path / "hierarchy.txt", "1168873\t11\tADM", "x\ty\tz"), name="0-hierarchy")
    assert found("Loneabad")[0].admin1 == "Khyber Pakhtunkhwa"


# ---------------------------------------------------------------------- tables and GeoJSON


@pytest.mark.parametrize("header", ["name,lat,lon", "Name;Latitude;Longitude", "place\ty\tx"])
def test_tables_of_places_with_any_usual_header(tmp_path, header):
    cut = next(c for c in ";\t," if c in header)
    (tmp_path / "own.csv").write_text(
        f"{header}\n" + cut.join(["Ownabad", "34.2", "70.5"]) + "\n", encoding="utf-8-sig"
    )
    add(tmp_path / "own.csv")
    place = found("Ownabad")[0]
    assert (place.lat, place.lon, place.country, place.id) == (34.2, 70.5, "AF", "user:own/2")


def test_a_table_says_more_of_a_place(tmp_path):
    (tmp_path / "own.csv").write_text(
        'id,name,lat,lon,aliases,feature_code,country,admin1,population,accuracy_km\n'
        'me/1,Gateabad,34.2,70.5,"Gate;گیٹ",S.PSTB,pk,Khyber Pakhtunkhwa,"1,200",2\n'
        "me/1,Twiceabad,34.2,70.5,,,,,,\nme/3,Farabad,1,2,,,Pakistan,,,\n", encoding="utf-8"
    )  # fmt: skip
    made = add(tmp_path / "own.csv")
    assert (made.places, made.rejected) == (1, 2)
    place = found("گیٹ")[0]
    assert (place.id, place.feature_class, place.feature_code, place.country, place.population) == (
        "me/1",
        "S",
        "PSTB",
        "PK",
        1200,
    )


def geojson(path, *features, **more):
    rows = [{"type": "Feature", "properties": p, "geometry": g} for p, g in features]
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": rows, **more}), encoding="utf-8"
    )
    return path


def point(lon, lat):
    return {"type": "Point", "coordinates": [lon, lat]}


def square(west, south, size):
    ring = [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
    ]
    return {"type": "Polygon", "coordinates": [ring]}


def test_points_of_geojson_are_places(tmp_path):
    path = geojson(
        tmp_path / "p.geojson",
        ({"name": "Pointabad"}, point(70.5, 34.2)),
        ({"name": "Lineabad"}, None),
    )
    made = add(path)
    assert (made.places, made.rejected) == (1, 1)
    assert found("Pointabad")[0].country == "AF"


def test_polygons_are_the_official_areas_of_divisions(tmp_path):
    path = geojson(
        tmp_path / "adm1.geojson",
        ({"shapeName": "Nangarhar", "shapeType": "ADM1", "shapeGroup": "AFG"}, square(70, 34, 1)),
        ({"name": "Khyber Pakhtunkhwa", "gn_a1_code": "PK.03"}, square(71, 33, 2)),
        ({"shapeName": "Newprovince", "shapeType": "ADM1"}, square(66, 33, 0.5)),
        ({"shapeName": "Point"}, point(1, 2)),
        ({"shapeName": "Meters"}, square(500_000, 3_000_000, 1000)),
        ({}, square(60, 30, 1)),
    )
    made = add(path)
    assert (made.places, made.areas, made.rejected) == (3, 3, 3)
    store = geomap.gazetteer.open()
    for place_id in ("adm1:AF.18", "adm1:PK.03"):
        assert store.area(place_id).kind == "official"
        assert store.area(place_id).geometry.area in (1, 4)
    assert found("Newprovince")[0].country == "AF"
    drawn = store.layer("admin1", geomap.model.Extent(69, 32, 74, 36))
    assert list(drawn["approximate"][drawn["name"] == "Nangarhar"]) == [False]


def test_districts_are_found_by_name_and_place(tmp_path):
    path = geojson(tmp_path / "d.geojson", ({"shapeName": "Achin"}, square(70.5, 33.9, 0.4)))
    add(path, level="ADM2")
    store = geomap.gazetteer.open()
    assert store.area("adm/af-achin").kind == "official"


def test_a_crossing_of_openstreetmap_gets_the_better_point(tmp_path):
    path = geojson(
        tmp_path / "osm.geojson",
        (
            {"barrier": "border_control", "name": "Torkham", "name:ps": "تورخم", "@id": "node/1"},
            point(71.0945, 34.1215),
        ),
        ({"barrier": "border_control", "name": "New Gate", "@id": "node/2"}, point(71.0, 34.05)),
        ({"barrier": "border_control", "name": "Inland"}, point(72.5, 33.5)),
        ({"barrier": "border_control"}, point(71.0, 34.05)),
        ({"amenity": "cafe", "name": "Tea"}, point(71.0, 34.05)),
    )
    made = add(path)
    assert (made.crossings, made.rejected) == (2, 2)
    store = geomap.gazetteer.open()
    torkham = next(c for c in store.crossings("AF", "PK") if c.place.name == "Torkham")
    assert (torkham.place.id, torkham.accuracy_km, torkham.place.lat, torkham.major) == (
        "crossing/torkham",
        0.5,
        34.1215,
        True,
    )
    assert "osm:node/2" in {c.place.id for c in store.crossings("AF", "PK")}
    assert any("OpenStreetMap" in s.credit for s in store.info().sources)


# ---------------------------------------------------------------------- keeping


@pytest.mark.parametrize("suffix", [".csv", ".geojson"])
def test_what_is_exported_can_be_added_again(tmp_path, suffix):
    add(
        dump(
            tmp_path / "a.txt", line(1, "Roundabad", "Ringabad,رند"), line(2, "Tripabad", people=77)
        )
    )
    path = tmp_path / f"out{suffix}"
    count = export(geomap.gazetteer.open(additions()[0]), path)
    remove("a")
    assert count == 2
    assert found("Roundabad") == []
    add(path)
    assert [p.id for p in found("رند")] == ["geonames:1"]
    assert found("Tripabad")[0].population == 77


def test_export_keeps_to_countries_and_codes(tmp_path):
    count = export(geomap.gazetteer.open(), tmp_path / "out.csv", countries=["af"], codes=["PSTB"])
    rows = table(tmp_path / "out.csv")
    assert len(rows) == count > 5
    assert {(r["country"], r["feature_code"]) for r in rows} == {("AF", "PSTB")}
    with pytest.raises(InputError, match="must end in"):
        export(geomap.gazetteer.open(), tmp_path / "out.xlsx")
    with pytest.raises(OutputError):
        export(geomap.gazetteer.open(), tmp_path / "none" / "out.csv")


def test_removing_what_is_not_there_says_what_is(tmp_path):
    add(dump(tmp_path / "a.txt", line(1)))
    with pytest.raises(GazetteerError, match=r"no addition 'b'.*there are: a"):
        remove("b")
    remove("a")
    assert additions() == ()


def test_a_damaged_addition_is_found(tmp_path, folder):
    add(dump(tmp_path / "a.txt", *(line(i, f"Badabad {i}") for i in range(2000))))
    db = sqlite3.connect(folder / "a.sqlite")
    db.execute("DELETE FROM places WHERE id = 'geonames:7'")
    db.commit()
    db.close()
    faults = verify(geomap.gazetteer.open())
    assert any("names of no place (1)" in fault for fault in faults)
    assert all(str(folder) in fault for fault in faults)


def test_one_store_file_can_stand_for_the_folder(tmp_path, folder, monkeypatch):
    add(dump(tmp_path / "a.txt", line(1, "Fileabad")))
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(folder / "a.sqlite"))
    assert found("Fileabad")
    with pytest.raises(InputError, match="name a folder"):
        add(dump(tmp_path / "b.txt", line(1)))


def test_without_the_variable_the_users_data_folder_is_used(monkeypatch, tmp_path):
    from geomap.gazetteer.user import user_folder

    monkeypatch.delenv("GEOMAP_GAZETTEER")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    if sys.platform == "linux":
        assert user_folder() == tmp_path / "geomap" / "gazetteer"
    assert os.fspath(user_folder()).endswith("gazetteer")
