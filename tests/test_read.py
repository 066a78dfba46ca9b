"""Reading: what is text, when it appeared, what is set aside and what is refused."""

import gzip
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import ReadError
from geomap.read import read
from geomap.read.dates import parse_day
from geomap.read.decode import decode

PAGE = """<!doctype html><html><head><title>Ferry stops at Brod</title>
<meta property="article:published_time" content="2024-05-02T08:00:00Z">
<meta property="og:site_name" content="The Sava Post"></head>
<body><nav>Home Sport</nav><script>alert('x')</script><article><h1>Ferry stops</h1>
<p>The ferry at Brod &amp; Slavonski Brod stopped.</p><aside>Read more</aside></article>
<footer>Cookies</footer></body></html>"""


@pytest.fixture
def write(tmp_path):
    def _write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return _write


def test_a_text_keeps_its_words_and_finds_its_date_and_title(write):
    text = "Bridge at Ipiales reopens\nPublished: 12 March 2024\n\nThe bridge opened."
    (document,), rejects = read([write("ipiales.txt", text)])
    assert document.text == text
    assert (document.id, document.title) == ("ipiales", "Bridge at Ipiales reopens")
    assert document.published == date(2024, 3, 12)
    assert rejects == ()


def test_a_date_header_before_the_first_words_counts():
    assert decode(b" date 2025-10-30 Your support", "a").startswith(" date")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (" date 2025-10-30 Some words follow", date(2025, 10, 30)),
        ("Published: Thursday, October 30, 2025", date(2025, 10, 30)),
        ("Updated on 3rd Feb 2021 at noon", date(2021, 2, 3)),
        ("The date of the vote is unknown", None),
    ],
)
def test_published_lines(write, line, day):
    (document,), _ = read([write("a.txt", f"{line}\n\nText.")])
    assert document.published == day


def test_the_given_day_dates_only_what_has_no_date(write):
    paths = [write("a.txt", "No day here."), write("b.txt", "Published: 2020-01-02\n\nText.")]
    documents, _ = read(paths, published=date(2024, 1, 1))
    assert [d.published for d in documents] == [date(2024, 1, 1), date(2020, 1, 2)]


def test_a_page_gives_its_article_and_leaves_menus_and_scripts(write):
    (document,), _ = read([write("page.txt", PAGE)])
    assert document.text == "Ferry stops\n\nThe ferry at Brod & Slavonski Brod stopped."
    assert (document.title, document.publisher) == ("Ferry stops at Brod", "The Sava Post")
    assert document.published == date(2024, 5, 2)


def test_json_lines_set_bad_lines_aside(write):
    rows = [json.dumps({"id": "x", "text": "One.", "date": "2024-01-05"}), "{broken", '{"id": 3}']
    (document,), rejects = read([write("a.data", "\n".join(rows))])
    assert (document.id, document.published) == ("x", date(2024, 1, 5))
    assert [r.row for r in rejects] == [2, 3]
    assert all(r.reason for r in rejects)


def test_a_folder_is_read_in_order_and_ids_stay_unique(tmp_path, write):
    (tmp_path / "sub").mkdir()
    write("b.txt", "Second."), write("a.txt", "First."), write("sub/a.txt", "Third.")
    write(".hidden", "Not read.")
    documents, _ = read([tmp_path])
    assert [d.id for d in documents] == ["a", "b", "a-2"]


def test_stdin(monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(b"Words from a pipe."))
    monkeypatch.setattr("sys.stdin", stdin)
    assert read(["-"])[0][0].text == "Words from a pipe."


def test_gzip_is_unpacked(write):
    assert read([write("a.txt.gz", gzip.compress(b"Packed words."))])[0][0].text == "Packed words."


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"  \n ", "is empty"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "binary"),
        ("half.gz", gzip.compress(b"words " * 99)[:-9], "damaged gzip"),
        ("page.html", b"<html><body><script>x</script></body></html>", "without text"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(write, name, content, words):
    with pytest.raises(ReadError, match=words) as caught:
        read([write(name, content)])
    assert "\n" not in str(caught.value)


def test_a_missing_file_names_itself(tmp_path):
    with pytest.raises(ReadError, match=r"gone\.txt.*cannot be opened"):
        read([tmp_path / "gone.txt"])


def test_one_bad_file_does_not_cost_the_others(write):
    documents, rejects = read([write("a.txt", "Good."), write("b.bin", b"\0\1\2")])
    assert (len(documents), len(rejects)) == (1, 1)


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("El paso de Peñas Blancas cerró el sábado por la mañana.", "cp1252"),
        ("Пограничный пункт Нур-Жолы закрыт до вторника, сообщили власти.", "cp1251"),
        ("تم إغلاق معبر باب الهوى يوم الخميس حتى إشعار آخر", "cp1256"),
        ("Übergang", "utf-16"),
        ("Übergang", "utf-8-sig"),
    ],
)
def test_encodings_are_told(words, encoding):
    assert decode(words.encode(encoding), "a.txt") == words


def test_a_wrong_encoding_is_said_plainly():
    with pytest.raises(ReadError, match="unknown; try utf-8"):
        decode(b"words", "a.txt", "klingon")
    with pytest.raises(ReadError, match="is not ascii"):
        decode("é".encode(), "a.txt", "ascii")


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_text_or_refused(raw):
    try:
        text = decode(raw, "x")
    except ReadError as error:
        text = str(error)
    assert isinstance(text, str)
    assert "\r" not in text


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_day_is_read_back_from_every_form(day):
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%b. %d, %Y"):
        assert parse_day(f"on {day.strftime(form)}, at 9") == day
