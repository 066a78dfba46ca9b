"""A corpus becomes one folder of events, whatever happens on the way."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from corpora import content, rows, threads, write_rows

import geomap
from geomap import corpus
from geomap.cli import main
from geomap.cli.corpus import _line
from geomap.corpus import aggregate, sweep, values, work
from geomap.corpus.pool import outcomes, processes
from geomap.corpus.values import from_table
from geomap.errors import InputError, OutputError, ReadError
from geomap.events import merge_events
from geomap.model import Document, Event


@pytest.fixture
def archive(tmp_path):
    return write_rows(tmp_path / "archive.jsonl", rows(24))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """The folder of a run in which nothing happened."""
    folder = tmp_path_factory.mktemp("undisturbed")
    archive = write_rows(folder / "archive.jsonl", rows(24))
    return build(archive, folder / "made").folder


@pytest.fixture
def made(undisturbed, tmp_path):
    """A copy of it."""
    return Path(shutil.copytree(undisturbed, tmp_path / "made"))


def build(archive, folder, partition=5, **options):
    chosen = corpus.Options(partition=partition, **options)
    return corpus.build([archive], folder, options=chosen, workers=threads())


def test_events_told_twice_are_one_with_two_sources(made):
    manifest = json.loads((made / "manifest.json").read_text())
    assert manifest["counts"] == {
        "documents": 24,
        "left_out_by_since": 0,
        "rejects": 0,
        "events_told": manifest["counts"]["events_told"],
        "events": manifest["counts"]["events"],
        "crossings": 1,
    }
    frame = gpd.read_parquet(made / "events")
    assert len(frame) == manifest["counts"]["events"] < manifest["counts"]["events_told"]
    assert frame["event_id"].is_unique
    bombs = frame[frame["event_type"] == "Explosions/Remote violence"]
    assert len(bombs) == 12
    assert {len(json.loads(sources)) for sources in bombs["sources"]} == {2}
    assert bombs.iloc[0]["border"] == "CO-EC"


def test_the_pieces_of_work_change_nothing(archive, made, tmp_path):
    build(archive, tmp_path / "other", partition=7)
    one, other = content(made), content(tmp_path / "other")
    assert one.keys() == other.keys()
    unlike = {name for name in one if one[name] != other[name]}
    assert unlike == {"manifest.json"}  # which says how many partitions there were


def test_small_pieces_on_the_way_change_nothing(archive, made, tmp_path, monkeypatch):
    monkeypatch.setattr(aggregate, "_ROWS", 2)
    monkeypatch.setattr(sweep, "_DEALT", 3)
    monkeypatch.setattr(sweep, "BUCKET_EVENTS", 4)
    monkeypatch.setattr(values, "BATCH", 5)
    assert content(build(archive, tmp_path / "small").folder) == content(made)


def test_a_finished_run_has_nothing_left_to_do(archive, made):
    before = content(made)
    again = build(archive, made)
    assert again.progress.resumed == again.progress.documents == 24
    assert content(made) == before


def test_an_archive_that_has_grown_is_read_on(archive, made, tmp_path):
    write_rows(archive, rows(33))
    again = build(archive, made)
    assert again.progress.resumed == 20  # the fifth partition was not full
    assert content(made) == content(build(archive, tmp_path / "anew").folder)


def test_a_killed_run_goes_on_where_it_stopped(archive, made, tmp_path):
    words = ["corpus", archive, "-o", tmp_path / "killed", "--partition", "5", "--workers", "1"]
    running = subprocess.Popen(
        [sys.executable, "-m", "geomap", *map(str, words)], stderr=subprocess.DEVNULL
    )
    notes = tmp_path / "killed/.work/0000"
    while len(list(notes.glob("*.json"))) < 2:
        assert running.poll() is None
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.wait()
    finished = len(list(notes.glob("*.json")))
    again = build(archive, tmp_path / "killed")
    assert 0 < again.progress.resumed <= 5 * finished
    assert content(tmp_path / "killed") == content(made)


def test_other_options_need_another_folder(archive, made):
    with pytest.raises(InputError, match=r"countries \[\], not \['CO'\].*choose another folder"):
        build(archive, made, countries=frozenset(["CO"]))


def test_a_poisonous_document_costs_only_itself(archive, made, tmp_path, monkeypatch):
    def parse(document, *rest):
        if "POISON" in document.text:
            raise RecursionError("too deep")
        return geomap.pipeline.parse(document, *rest)

    monkeypatch.setattr(work, "parse", parse)
    poison = [{"id": f"bad-{i}", "text": f"POISON {i}"} for i in range(2)]
    write_rows(archive, [*rows(24)[:7], *poison, *rows(24)[7:], "{broken"])
    built = build(archive, tmp_path / "poisoned")
    assert built.manifest["counts"]["rejects"] == built.progress.rejects == 3
    with (tmp_path / "poisoned/rejects.csv").open(newline="") as file:
        listed = list(csv.DictReader(file))
    assert [row["source"] for row in listed] == ["bad-0", "bad-1", "archive"]
    assert "RecursionError: too deep" in listed[0]["reason"]
    assert (
        content(tmp_path / "poisoned")["events/part-00000.parquet"]
        == (content(made)["events/part-00000.parquet"])
    )


def test_a_document_that_takes_too_long_is_set_aside(monkeypatch):
    def parse(document, *rest):
        while document.id == "slow":
            pass
        return geomap.pipeline.parse(document, *rest)

    monkeypatch.setattr(work, "parse", parse)
    documents = (Document("slow", "x"), Document("quick", "A bomb exploded in Pasto."))
    task = work.Task(0, documents, None, work.fingerprint(None), seconds=0.2)
    outcome = work.parse_task(task)
    assert outcome.documents == 1
    assert "took more than 0.2 seconds" in outcome.rejects[0].reason


def test_a_number_that_no_file_holds_costs_only_its_document(monkeypatch):
    def parse(document, *rest):
        parsed = geomap.pipeline.parse(document, *rest)
        huge = Event(event_id="huge", event_type="Battles", where_prec=10**30)
        return work.replace(parsed, events=(huge,)) if document.id == "huge" else parsed

    monkeypatch.setattr(work, "parse", parse)
    documents = (Document("huge", "x"), Document("fine", "A bomb exploded in Pasto."))
    outcome = work.parse_task(work.Task(0, documents, None, work.fingerprint(None)))
    assert outcome.documents == 1
    assert "'huge' says what cannot be stored" in outcome.rejects[0].reason


def parse_or_die(task):
    """Parse a task, in a worker that some documents end."""
    if any("POISON" in document.text for document in task.documents):
        os.kill(os.getpid(), signal.SIGKILL)
    return work.parse_task(task)


def test_documents_that_end_workers_are_found():
    texts = [row["text"] for row in rows(4)]
    texts[2] = "POISON"
    documents = [
        Document(f"d{i}", text, published=date(2024, 3, 9)) for i, text in enumerate(texts)
    ]
    stamp = work.fingerprint(None)
    tasks = [work.Task(i, tuple(documents[2 * i : 2 * i + 2]), None, stamp) for i in range(2)]
    with processes(1) as pool:
        found = sorted(outcomes(tasks, pool, parse_or_die), key=lambda o: o.number)
    assert [outcome.documents for outcome in found] == [2, 1]
    assert [r.source for outcome in found for r in outcome.rejects] == ["d2"]
    assert "ended every worker" in found[1].rejects[0].reason
    whole = work.parse_task(work.replace(tasks[1], documents=documents[3:]))
    for name in ("events", "reports"):
        one, other = (pq.read_table(pa.BufferReader(getattr(o, name))) for o in (found[1], whole))
        assert one.equals(other)
        assert len(one)


def test_what_is_drawn_is_what_was_merged(made):
    drawn = geomap.map(made)
    assert len(drawn.events) == json.loads((made / "manifest.json").read_text())["counts"]["events"]
    assert list(drawn.crossings["name"]) == ["Rumichaca"]
    assert drawn.rejects == ()


def test_counts_add_up(made):
    events = gpd.read_parquet(made / "events")
    exact = events[events["where_prec"] <= 2]
    counts = {path.stem: gpd.read_file(path) for path in (made / "counts").iterdir()}
    assert set(counts) == {"places", "segments", "crossings", "hexagons"}
    assert counts["hexagons"]["events"].sum() == len(exact)
    assert counts["places"]["events"].sum() == (events["place_id"] != "").sum()
    assert {str(week)[:10] for week in counts["places"]["week"]} == {
        *("2024-02-26", "2024-03-04", "2024-03-11"),
    }
    near = exact[exact["border_km"] <= 25]
    assert counts["segments"]["events"].sum() == len(near)
    assert set(counts["segments"]["border"]) == {"CO-EC"}
    for _, event in exact.iterrows():
        assert counts["hexagons"].geometry.covers(event.geometry).any()


def test_options_push_down(archive, tmp_path):
    ecuador = build(archive, tmp_path / "ec", countries=frozenset(["EC"]))
    found = gpd.read_parquet(ecuador.folder / "events")
    assert set(found["country_code"] + found["event_type"].str[:6]) == {"ECExplos", "COBorder"}
    late = build(archive, tmp_path / "late", since=date(2024, 3, 10), limit=4)
    assert late.manifest["counts"]["documents"] == 4
    assert late.manifest["counts"]["left_out_by_since"] == 16


@pytest.mark.parametrize(
    ("lines", "options", "words"),
    [
        ([], {}, "None of 1 documents could be used.*is empty"),
        (['{"title": "x"}'], {}, "None of 1 documents could be used.*has no text"),
        (rows(3), {"since": date(2030, 1, 1)}, "No document was found in .* with these options"),
    ],
)
def test_nothing_to_read_is_said(tmp_path, lines, options, words):
    archive = write_rows(tmp_path / "a.jsonl", lines)
    with pytest.raises(ReadError, match=words):
        build(archive, tmp_path / "out", **options)
    assert not (tmp_path / "out/manifest.json").exists()


def test_a_folder_that_cannot_be_written_is_said(archive, tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"):
        build(archive, tmp_path / "out")


def test_the_command_line_makes_what_python_makes(archive, made, tmp_path):
    words = ["corpus", archive, "-o", tmp_path / "cli", "--partition", "5", "--workers", "2"]
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert (done.exit_code, done.stdout) == (0, f"{tmp_path / 'cli'}\n"), done.stderr
    assert "24 documents tell" in done.stderr
    assert content(tmp_path / "cli") == content(made)


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (corpus.Progress(0), "0 documents, 0/s, 0 set aside"),
        (
            corpus.Progress(3000, rejects=2, share=0.25, seconds=30.0),
            "3,000 documents, 25%, 100/s, 2 set aside, 0:01:30 left",
        ),
        (  # what was found done took no time: the rest goes at the rate of the new ones
            corpus.Progress(3000, resumed=1500, share=0.5, seconds=7200.0),
            "3,000 documents, 50%, 1,500 of them done before, 0/s, 0 set aside, 4:00:00 left",
        ),
        (
            corpus.Progress(8, seconds=2.0, share=1.0, merging=True),
            "8 documents, 4/s, 0 set aside; merging across documents",
        ),
    ],
)
def test_progress_says_rate_remaining_time_and_rejects(progress, line):
    assert _line(progress) == line


def test_with_a_limit_the_share_is_of_the_limit(archive, tmp_path):
    shares = []
    chosen = corpus.Options(partition=4, limit=8)
    corpus.build([archive], tmp_path / "out", options=chosen, workers=threads(),
                 tell=lambda progress: shares.append(progress.share))  # fmt: skip
    assert shares == [0.5, 1.0, 1.0]


def test_the_files_are_valid_geoparquet(made):
    """As https://geoparquet.org/releases/v1.1.0 has it: what other readers go by."""
    for path in (*(made / "events").iterdir(), made / "crossings.parquet"):
        geo = json.loads(pq.read_metadata(path).metadata[b"geo"])
        assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
        column, frame = geo["columns"]["geometry"], gpd.read_parquet(path)
        assert column["encoding"] == "WKB"
        assert column["crs"]["id"] == {"authority": "EPSG", "code": 4326}
        assert set(column["geometry_types"]) == set(frame.geom_type.dropna())
        assert column["bbox"] == list(frame.total_bounds)
        assert pq.read_schema(path).field("geometry").type == pa.binary()


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["gone.jsonl"], 1, "is no file, no folder"),
        (["archive.jsonl", "--workers", "1", "--scheduler", "tcp://x:1"], 2, "not both"),
        (["archive.jsonl", "--since", "tomorrow"], 2, "does not match"),
        (["archive.jsonl", "--workers", "0"], 2, "not in the range"),
        (["archive.jsonl", "--country", "Pakistan"], 1, "No country has the code 'PAKISTAN'"),
    ],
)
@pytest.mark.usefixtures("archive")
def test_wrong_calls_are_one_line(tmp_path, monkeypatch, words, code, message):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["corpus", *words, "-o", "out"])
    assert (done.exit_code, done.stdout) == (code, "")
    assert message in done.stderr


def test_a_worker_of_another_version_is_refused():
    with pytest.raises(geomap.errors.GazetteerError, match="install the same"):
        work.parse_task(work.Task(0, (), None, "another"))


def test_merging_within_one_document_is_that_of_the_map(tmp_path):
    """What a map of one article shows, a corpus of it shows, too."""
    archive = write_rows(tmp_path / "a.jsonl", rows(1))
    folder = build(archive, tmp_path / "out").folder
    told = from_table(pq.read_table(folder / ".work/0000/0000000.events.parquet"), Event)
    drawn = geomap.map(archive)
    assert sorted(drawn.events["event_id"]) == sorted(e.event_id for e in merge_events(told))
    assert sorted(gpd.read_parquet(folder / "events")["event_id"]) == sorted(
        drawn.events["event_id"]
    )
