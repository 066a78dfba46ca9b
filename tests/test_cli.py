"""The command line as a user meets it: data on stdout, words on stderr, exit codes 0, 1 and 2."""

import csv
import io
import json

import click
import pytest
from click.testing import CliRunner

from geomap.cli import main

ARTICLE = """Bridge shut at Ipiales
Published: 2024-03-12

IPIALES, Colombia - A bomb exploded at a market in Ipiales on Monday, killing three people, police said.
The Rumichaca crossing was closed on Monday, officials in Quito said.
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")

    def _run(*words, **options):
        return CliRunner().invoke(main, [str(w) for w in words], **options)

    return _run


def commands(group=main, path=()):
    """Yield every command with its words."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


@pytest.mark.parametrize(("words", "command"), list(commands()), ids=lambda x: str(x))
def test_every_command_helps_with_an_example(run, words, command):
    done = run(*words, "--help")
    assert done.exit_code == 0
    assert "Example:\n" in done.output
    assert f"geomap {' '.join(words)}" in done.output
    assert command.help


def test_map_writes_every_file_and_prints_the_folder(run, tmp_path):
    done = run("map", "article.txt", "-o", "out")
    assert done.exit_code == 0, done.stderr
    folder = tmp_path / "out" / "article"
    assert done.stdout == "out/article\n"
    assert {p.name for p in folder.iterdir()} == {
        *("map.html", "map.png", "map.svg", "map.pdf", "embed.html"),
        *("report.md", "report.html", "report.docx"),
        *("events.geojson", "events.csv", "crossings.geojson", "toponyms.geojson"),
        "manifest.json",
    }
    counts = json.loads((folder / "manifest.json").read_text())["counts"]
    assert counts["events_drawn"] + counts["events_not_mapped"] == counts["events"]


@pytest.mark.parametrize("command", ["events", "toponyms"])
def test_data_comes_in_three_forms(run, command):
    geojson = json.loads(run(command, "article.txt").stdout)
    lines = run(command, "article.txt", "--format", "jsonl").stdout.splitlines()
    rows = list(csv.DictReader(io.StringIO(run(command, "article.txt", "--format", "csv").stdout)))
    assert geojson["type"] == "FeatureCollection"
    told = [json.loads(line) for line in lines]
    if command == "toponyms":  # a line a document, its names within
        told = [row for document in told for row in document["toponyms"]]
    assert len(geojson["features"]) == len(told) == len(rows) > 0
    assert all(isinstance(row, dict) for row in told)


def test_stdin_is_an_article(run):
    done = run("toponyms", "-", input="Police closed the road to Ipiales.")
    names = [f["properties"]["text"] for f in json.loads(done.stdout)["features"]]
    assert names == ["Ipiales"]


def test_several_articles_make_one_map(run, tmp_path):
    (tmp_path / "more.txt").write_text("A bomb exploded in Pasto on 3 May 2024.", encoding="utf-8")
    assert run("map", "article.txt", "more.txt", "-o", "out").stdout == "out/article-and-1-more\n"


def test_geocode_answers_names_and_lists_what_is_missing(run):
    done = run("geocode", "Ipiales", "Xyzzyqu")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows[0]["query"] == "Ipiales"
    assert round(rows[0]["lat"]) == 1
    assert "'Xyzzyqu' is not in the gazetteer" in done.stderr


def test_search_and_info(run):
    assert "Ipiales" in run("gazetteer", "search", "Ipiales").stdout
    assert "Ipiales" in run("gazetteer", "search", "--near", "0.83,-77.64").stdout
    assert "CC BY 4.0" in run("gazetteer", "info").stdout


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "is empty"),
        ("binary.txt", b"\x00\x01\x02", "is a binary file"),
        ("gone.txt", None, "cannot be opened"),
    ],
)
def test_bad_input_is_one_line_and_leaves_nothing(run, tmp_path, name, content, words):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("map", name, "-o", "out")
    assert (done.exit_code, done.stdout) == (1, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_an_article_without_places_still_gives_a_clear_result(run, tmp_path):
    (tmp_path / "plain.txt").write_text("Nothing much was said about anything.", encoding="utf-8")
    done = run("map", "plain.txt", "-o", "out")
    assert done.exit_code == 0
    assert "No event or crossing with a place was found" in done.stderr
    assert (tmp_path / "out/plain/map.png").stat().st_size > 1000


def test_a_folder_that_cannot_be_written_is_one_line(run, tmp_path):
    (tmp_path / "out").write_text("a file, not a folder", encoding="utf-8")
    done = run("map", "article.txt", "-o", "out")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("map",),
        ("nonsense",),
        ("events", "a.txt", "--format", "xls"),
        ("gazetteer", "search"),
        ("gazetteer", "search", "--near", "here"),
    ],
)
def test_wrong_calls_exit_2(run, words):
    done = run(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr


def test_a_wrong_day_is_said_plainly(run):
    done = run("events", "article.txt", "--published", "tomorrow")
    assert done.exit_code == 1
    assert "write it as YYYY-MM-DD" in done.stderr
