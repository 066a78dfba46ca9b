"""Articles in mail, feeds, Markdown and PDF: their text, title, day; what is hostile is refused."""

from datetime import date
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import ReadError
from geomap.read import read
from geomap.read.markdown import read as read_markdown

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Sava Post</title>
<item><title>Ferry stops &amp; waits</title><link>https://x.example/1</link>
<pubDate>Thu, 02 May 2024 08:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The ferry at Brod <b>stopped</b>.</p><script>x</script>]]>
</content:encoded></item><item><title></title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><title>Bridge opens</title><link rel="self" href="https://x.example/s"/>
<link href="https://x.example/2"/><updated>2024-05-03T10:00:00Z</updated>
<summary type="html">&lt;p&gt;It opened.&lt;/p&gt;</summary></entry></feed>"""
MARKDOWN = """---
title: "Bridge at Ipiales reopens"
date: 2024-03-12
url: https://x.example/3
---
# Bridge reopens

![map](map.png) The [bridge at Ipiales](https://x.example/b) **opened** on *Monday*.
> "At last", said a driver.
"""


@pytest.fixture
def load(tmp_path):
    def _load(content, name="a.dat"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read([path])

    return _load


def message(**parts):
    mail = EmailMessage()
    mail["From"] = "The Sava Post <news@x.example>"
    mail["To"] = "a@x.example"
    mail["Subject"] = "Fähre hält"
    mail["Date"] = "Thu, 02 May 2024 08:00:00 +0200"
    if "text" in parts:
        mail.set_content(parts["text"])
    if "html" in parts:
        mail.add_alternative(parts["html"], subtype="html")
    return mail.as_bytes()


def pdf(text):
    """Return a PDF file of one page with lines of text, written by hand."""
    lines = "".join(f"({line}) Tj T* " for line in text)
    stream = f"BT /F1 12 Tf 14 TL 50 700 Td {lines} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + head + table + tail % (len(objects) + 1, len(out))


def test_mail_gives_its_plain_text(load):
    (document,), _ = load(message(text="The ferry at Brod stopped.\n", html="<p>No</p>"))
    assert document.text == "The ferry at Brod stopped.\n"
    assert (document.title, document.publisher) == ("Fähre hält", "The Sava Post")
    assert document.published == date(2024, 5, 2)


def test_mail_of_html_alone_gives_its_words(load):
    (document,), _ = load(message(html="<p>The ferry <b>stopped</b>.</p><script>x</script>"))
    assert document.text == "The ferry stopped."


def test_mail_without_text_is_set_aside(load):
    with pytest.raises(ReadError, match="message without text"):
        load(message(text=" \n"))


def test_a_headline_with_a_colon_is_no_mail(load):
    (document,), _ = load("Date: 2 May 2024\nFrom: our reporter\n\nThe ferry stopped.")
    assert document.text.startswith("Date:")


def test_rss_gives_a_document_an_item(load):
    (document,), rejects = load(RSS)
    assert document.text == "Ferry stops & waits\n\nThe ferry at Brod stopped."
    assert (document.url, document.publisher) == ("https://x.example/1", "The Sava Post")
    assert document.published == date(2024, 5, 2)
    assert "has no text" in rejects[0].reason


def test_atom_gives_a_document_an_entry(load):
    (document,), _ = load(ATOM)
    assert document.text == "Bridge opens\n\nIt opened."
    assert (document.url, document.published) == ("https://x.example/2", date(2024, 5, 3))
    assert document.publisher == "Wire"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (RSS.replace("<rss", '<!DOCTYPE r [<!ENTITY a "b">]><rss'), "defines entities"),
        (RSS[:-30], "damaged feed"),
        ('<rss version="2.0"><channel></channel></rss>', "without entries"),
    ],
)
def test_a_bad_feed_is_refused(load, content, words):
    with pytest.raises(ReadError, match=words):
        load(content)


def test_markdown_becomes_plain_text(load):
    (document,), _ = load(MARKDOWN)
    assert document.text == (
        "Bridge reopens\n\n The bridge at Ipiales opened on Monday.\n"
        '"At last", said a driver.'
    )  # fmt: skip
    assert document.title == "Bridge at Ipiales reopens"
    assert (document.published, document.url) == (date(2024, 3, 12), "https://x.example/3")


@given(st.text(max_size=200))
def test_any_markdown_is_a_document_or_set_aside(text):
    assert len(list(read_markdown(text, "a"))) == 1


def test_pdf_gives_its_words_without_the_breaks_of_lines(load):
    lines = [
        "Ferry at Brod stops",
        "Published: 2 May 2024",
        "The ferry between Brod and Slavonski Brod stopped on Thurs-",
        "day after the river rose above the landing, the port said.",
    ]
    (document,), _ = load(pdf(lines))
    assert "stopped on Thursday after the river rose" in document.text
    assert (document.title, document.published) == ("Ferry at Brod stops", date(2024, 5, 2))


@pytest.mark.parametrize(
    ("content", "words"), [(b"%PDF-1.4 broken", "damaged or locked"), (pdf([]), "pictures")]
)
def test_a_bad_pdf_is_refused(load, content, words):
    with pytest.raises(ReadError, match=words):
        load(content)
