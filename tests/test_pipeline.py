"""The whole story, from words to files."""

import json

import pytest

import geomap
from geomap.errors import OutputError, ReadError
from geomap.gazetteer import open as open_gazetteer
from geomap.model import Document
from geomap.pipeline import parse_all

EXAMPLES = ["examples/durand-line.txt", "examples/dangrek.txt"]


@pytest.fixture(scope="module")
def drawn(request):
    return geomap.map(request.config.rootpath / EXAMPLES[0])


def test_nothing_is_lost(drawn):
    assert (drawn.events["mark"] != "none").sum() + len(drawn.scene.unmapped) == len(drawn.events)


def test_every_event_points_at_its_words(drawn):
    text = drawn.documents[0].text
    for evidence in drawn.events["evidence"]:
        assert evidence
        for words in evidence:
            assert text[words["start"] : words["end"]] == words["text"]


def test_no_mark_where_somebody_only_spoke_or_wrote(drawn):
    drawn_at = set(drawn.events.loc[drawn.events["mark"] != "none", "place_name"])
    assert drawn_at.isdisjoint({"Islamabad", "Peshawar", "Quetta"})


def test_areas_are_areas(drawn):
    coarse = drawn.events[drawn.events["where_prec"].isin([3, 4])]
    assert len(coarse)
    assert set(coarse["mark"]) <= {"area", "none"}


def test_the_same_input_gives_the_same_bytes(drawn, tmp_path, request):
    first = {p.name: p.read_bytes() for p in drawn.save_all(tmp_path / "a")}
    again = geomap.map(request.config.rootpath / EXAMPLES[0])
    second = {p.name: p.read_bytes() for p in again.save_all(tmp_path / "b")}
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.parametrize("suffix", ["html", "png", "svg", "pdf", "md", "geojson", "csv"])
def test_the_suffix_chooses_the_renderer(drawn, tmp_path, suffix):
    path = drawn.save(tmp_path / f"map.{suffix}")
    assert path.stat().st_size > 500


def test_an_unknown_suffix_names_the_known_ones(drawn, tmp_path):
    with pytest.raises(OutputError, match=r"\.html"):
        drawn.save(tmp_path / "map.doc")


def test_a_failed_run_leaves_the_earlier_one_whole(drawn, tmp_path, monkeypatch):
    drawn.save_all(tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def fail(*_args, **_words):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("geomap.render.save_report", fail)
    with pytest.raises(OutputError, match="earlier results are as they were"):
        drawn.save_all(tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_files_of_the_users_own_stay(drawn, tmp_path):
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    drawn.save_all(tmp_path)
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "mine"


def test_one_poisonous_document_costs_the_others_nothing(monkeypatch):
    import geomap.geoparse

    real = geomap.geoparse.geoparse

    def poisoned(document, gazetteer):
        if document.id == "bad":
            raise RecursionError("too deep")
        return real(document, gazetteer)

    monkeypatch.setattr("geomap.geoparse.geoparse", poisoned)
    documents = [Document("bad", "Words."), Document("good", "A bomb exploded in Pasto.")]
    parsed, failed = parse_all(documents, open_gazetteer())
    assert [p.document.id for p in parsed] == ["good"]
    assert [f.source for f in failed] == ["bad"]
    with pytest.raises(ReadError, match="too deep"):
        parse_all(documents[:1], open_gazetteer())


def test_several_articles_make_one_map(request):
    made = geomap.map([request.config.rootpath / path for path in EXAMPLES])
    assert len(made.documents) == 2
    assert set(made.events["country_code"]) >= {"AF", "TH"}


def test_the_manifest_holds_no_path_of_the_machine(drawn, tmp_path):
    drawn.save_all(tmp_path)
    text = (tmp_path / "manifest.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    assert json.loads(text)["inputs"][0]["published"] == "2025-10-30"


def test_a_notebook_shows_the_page(drawn):
    assert "<iframe" in drawn._repr_html_()
