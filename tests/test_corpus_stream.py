"""Inputs of any form become one stream in a fixed order; what cannot be read is set aside."""

import gzip
import json
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from corpora import rows, write_rows

from geomap.corpus.partition import partitions
from geomap.corpus.stream import stream, total_bytes
from geomap.errors import ReadError
from geomap.model import Document, Reject

PAGE = "<html><head><title>T</title></head><body><p>A bomb exploded in Pasto.</p></body></html>"


def items(*inputs, **options):
    return [read.item for read in stream(inputs, **options)]


def texts(*inputs):
    return [item.text for item in items(*inputs)]


@pytest.fixture
def lines(tmp_path):
    return write_rows(tmp_path / "a.jsonl", rows(5))


def test_json_lines_gzip_and_parquet_hold_the_same(lines, tmp_path):
    packed = tmp_path / "b.jsonl.gz"
    packed.write_bytes(gzip.compress(lines.read_bytes()))
    table = [{**row, "published": date.fromisoformat(row["published"])} for row in rows(5)]
    pq.write_table(pa.Table.from_pylist(table), tmp_path / "c.parquet")
    assert items(lines) == items(packed) == items(tmp_path / "c.parquet")
    assert [item.published for item in items(lines)][:2] == [date(2024, 3, 2)] * 2


def test_a_folder_is_read_by_name_with_paths_as_ids(tmp_path):
    (tmp_path / "x/b").mkdir(parents=True)
    (tmp_path / "x/b/1.txt").write_text("One thing.")
    (tmp_path / "x/a.html").write_text(PAGE)
    (tmp_path / "x/.hidden.txt").write_text("Not this.")
    (tmp_path / "x/c.txt.gz").write_bytes(gzip.compress(b"Three things."))
    found = items(tmp_path / "x")
    assert [item.id for item in found] == ["a", "b/1", "c"]
    assert [item.text for item in found][1:] == ["One thing.", "Three things."]
    assert [item.id for item in items(f"{tmp_path}/x/**/*.txt")] == ["1"]


def test_files_of_the_same_name_in_two_folders_have_two_ids(tmp_path):
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text(f"Told in {name}.")
    assert [item.id for item in items(tmp_path / "a", tmp_path / "b")] == ["a/1", "b/1"]


def test_positions_rise_to_the_size_of_the_inputs(lines, tmp_path):
    other = write_rows(tmp_path / "z.jsonl", rows(900))
    positions = [read.position for read in stream([lines, other])]
    assert positions == sorted(positions)
    assert (
        positions[-1]
        == total_bytes([lines, other])
        == sum(path.stat().st_size for path in (lines, other))
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{broken", "is not JSON"),
        ('{"title": "no text"}', "has no text"),
        ('["no", "object"]', "has no text"),
        ("[" * 100_000, "is not JSON"),
        (json.dumps({"id": "long", "text": "x" * 2_000_001}), "2,000,001 characters"),
    ],
)
def test_a_bad_line_costs_only_itself(tmp_path, line, words):
    path = write_rows(tmp_path / "a.jsonl", [rows(1)[0], line, rows(2)[1]])
    good, bad, other = items(path)
    assert isinstance(good, Document)
    assert isinstance(other, Document)
    assert isinstance(bad, Reject)
    assert words in bad.reason


def test_bytes_that_are_no_text_are_set_aside(lines):
    lines.write_bytes(lines.read_bytes() + b'{"text": "\xff\xfe"}\n')
    assert "is not UTF-8" in items(lines)[-1].reason


def test_half_letters_do_not_reach_the_workers(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "A bomb \\ud800 exploded.", "title": "\\udfff"}\n')
    (document,) = items(path)
    document.text.encode()
    document.title.encode()
    assert len(document.text) == len("A bomb x exploded.")


def test_a_damaged_gzip_keeps_what_was_read(tmp_path):
    packed = gzip.compress(write_rows(tmp_path / "b", rows(2000)).read_bytes())
    (tmp_path / "c.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    found = items(tmp_path / "c.jsonl.gz")
    assert len(found) > 10
    assert "could not be read to its end" in found[-1].reason


@pytest.mark.parametrize(
    ("name", "held"), [("a.jsonl", b""), ("b.bin", b"\0\1"), ("c.parquet", b"PAR1 and no more")]
)
def test_a_file_that_is_nothing_is_set_aside(tmp_path, name, held):
    (tmp_path / name).write_bytes(held)
    (item,) = items(tmp_path / name)
    assert isinstance(item, Reject)
    assert name.split(".")[0] in item.reason


def test_an_input_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ReadError, match="is no file, no folder"):
        items(tmp_path / "gone")


def test_a_stream_is_cut_into_partitions(lines):
    cut = list(partitions(stream([lines]), 2))
    assert [len(p.documents) for p in cut] == [2, 2, 1]
    assert [p.number for p in cut] == [0, 1, 2]
    assert [p.digest for p in cut] == [p.digest for p in partitions(stream([lines]), 2)]


def test_since_and_limit_are_applied_before_the_work(lines):
    (late,) = partitions(stream([lines]), 10, since=date(2024, 3, 3))
    assert [d.published for d in late.documents] == [date(2024, 3, 3)] * 2 + [date(2024, 3, 4)]
    assert late.older == 2
    (few,) = partitions(stream([lines]), 10, limit=3)
    assert len(few.documents) == 3
    assert few.older == 0


def test_another_text_is_another_digest(lines):
    (before,) = partitions(stream([lines]), 10)
    write_rows(lines, [{**rows(5)[0], "text": "Changed."}, *rows(5)[1:]])
    (after,) = partitions(stream([lines]), 10)
    assert before.digest != after.digest
