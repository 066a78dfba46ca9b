"""The report: every event in a table with its words, and no text of an article becomes markup."""

import re
from dataclasses import replace

import pytest
from grounds import make_scene
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import CROSSING, _event, crossings_frame, empty, events_frame
from shapely.geometry import Point

from geomap.errors import OutputError
from geomap.model import Source
from geomap.render.report import report_text, save_report

CLAIM = {
    "source": "Army spokesman", "side": "Military of Colombia", "metric": "killed",
    "victims": "gunmen", "low": 2, "best": 2, "high": 9, "stance": "claims", "quote": "q",
}  # fmt: skip


@pytest.fixture(scope="module")
def text():
    return report_text(make_scene())


def table(text, title):
    """Return the cells of the table under a heading."""
    section = text.split(f"## {title}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[c.strip() for c in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def test_the_head_has_title_figure_and_caption(text):
    assert text.startswith("# Colombia–Ecuador border, Mar 4, 2025\n")
    assert re.search(r"^!\[Map: .+\]\(<map\.png>\)$", text, re.MULTILINE)
    assert "*Colombia–Ecuador border, Mar 4, 2025. The map shows 6 of 9 events" in text


def test_every_event_has_a_row_with_its_words(text):
    head, _, *rows = table(text, "Events")
    assert head[:4] == ["No.", "When", "What", "Where"]
    assert [row[0] for row in rows] == [str(i) for i in range(1, 10)]
    assert "2 killed (claims 2 to 9)" in rows[0]
    assert "district" not in rows[0][3]
    assert "near this place" in rows[1][3]
    assert "province, not exact" in rows[2][3]
    assert "(not mapped)" in rows[4][3]
    assert "(alleged)" in rows[1][2]
    assert "“Soldiers clashed with gunmen in Ipiales on Tuesday.”" in rows[0]
    assert "[P](<https://example.org/a>)" in rows[0]


def test_who_says_how_many():
    made = make_scene(events_frame(_event("a", Point(-77, 1), claims=[CLAIM])))
    _, _, row = table(report_text(made), "Events")
    assert "Army spokesman claims 2 to 9 gunmen killed" in row


def test_crossings_have_status_day_and_scope(text):
    _, _, *rows = table(text, "Border crossings")
    assert rows[0][:6] == [
        "Rumichaca", "CO–EC", "closed", "2025-03-05", "2025-03-04", "of this crossing",
    ]  # fmt: skip
    assert rows[1][5] == "of the crossings as a whole"


def test_a_contradicted_status_says_so():
    made = make_scene(crossings=crossings_frame(CROSSING | {"contradicted": True}))
    _, _, row = table(report_text(made), "Border crossings")
    assert row[2] == "closed; reports contradict each other"


def test_what_is_not_mapped_is_listed_with_the_reason(text):
    _, _, *rows = table(text, "Not mapped, and why")
    assert [row[0] for row in rows] == ["5", "6", "7"]
    assert rows[0][2] == "known only to the country (Colombia)"


def test_method_limits_sources_and_notes_are_there(text):
    assert "check the quotes before publishing" in text
    assert "claims are never added together" in text
    assert "[Border closed](<https://example.org/a>), Example Press, 2025-03-06" in text
    assert "do not imply endorsement" in text


def test_an_empty_scene_has_a_report():
    text = report_text(make_scene(empty(events_frame()), empty(crossings_frame())))
    assert "No event was found." in text
    assert "Border crossings" not in text


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ("a|b", r"a\|b"),
        ("[x](javascript:1)", r"\[x\](javascript:1)"),
        ("**bold** `code`", r"\*\*bold\*\* \`code\`"),
        ("line\n# heading", r"line \# heading"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("\u202eevil", "evil"),
        ("$x$ ~y~", r"\$x\$ \~y\~"),
    ],
)
def test_hostile_text_is_words(hostile, shown):
    made = make_scene(events_frame(_event("a", Point(-77, 1), quotes=[hostile])))
    assert f"“{shown}”" in report_text(replace(made, title=hostile, caption=hostile))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x", "ftp://x", "http://x y"]
)
def test_only_web_addresses_are_links(url):
    made = replace(make_scene(), sources=(Source("P", url, None, "Headline"),))
    assert "- Headline, P" in report_text(made)


@pytest.mark.parametrize("url", ["https://x.org/a)b", "https://x.org/a>b<c", "https://[x/a"])
def test_an_address_cannot_leave_its_link(url):
    made = replace(make_scene(), sources=(Source("", url, None, ""),))
    (address,) = re.findall(r"^- \[.+\]\(<([^<>\n]*)>\)$", report_text(made), re.MULTILINE)
    assert address.startswith("https://")


ONE = make_scene(events_frame(_event("a", Point(-77, 1))))


@settings(deadline=None)
@given(st.text(max_size=60))
def test_tables_keep_their_shape_whatever_the_text(words):
    events = ONE.events.assign(quotes=[[words]], headline=words, where_words=words)
    cells = table(report_text(replace(ONE, events=events)), "Events")
    assert len(cells) == 3
    assert len({len(row) for row in cells}) == 1


def test_right_to_left_names_are_isolated():
    made = make_scene(events_frame(_event("a", Point(-77, 1), place_name="Torkham (طورخم)")))
    assert "Torkham (\u2068طورخم\u2069)" in report_text(made)


def test_a_report_is_written_or_the_folder_is_named(tmp_path):
    path = save_report(make_scene(), tmp_path / "r.md", picture="my map.png")
    assert "](<my%20map.png>)" in path.read_text("utf-8")
    with pytest.raises(OutputError, match="nowhere"):
        save_report(make_scene(), tmp_path / "nowhere" / "r.md")


@pytest.mark.parametrize("form", ["html", "docx"])
def test_a_report_with_its_figure_has_the_same_bytes_twice(tmp_path, form):
    made = make_scene()
    first = save_report(made, tmp_path / f"a.{form}").read_bytes()
    assert first == save_report(made, tmp_path / f"b.{form}").read_bytes()


def test_the_page_is_self_contained_and_runs_nothing(tmp_path):
    hostile = "<script>alert(1)</script>"
    event = _event(
        "a",
        Point(-77, 1),
        quotes=[hostile],
        sources=[
            {"publisher": hostile, "url": "https://x.org/'\"><img>", "date": None, "headline": ""}
        ],
    )
    made = replace(make_scene(events_frame(event)), title=hostile, alt_text='" onload="x')
    text = save_report(made, tmp_path / "r.html").read_text("utf-8")
    assert "<script" not in text
    assert 'onload="' not in text.replace("&quot;", "")
    assert "default-src 'none'" in text
    assert re.findall(r'(?:src|href)="(?!data:image/png|https://(?:x|example)\.org)', text) == []
    assert "&lt;script&gt;" in text


def test_the_document_has_figure_alt_text_and_tables(tmp_path):
    import docx

    made = make_scene()
    document = docx.Document(save_report(made, tmp_path / "r.docx"))
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == made.alt_text
    events, crossings, left = document.tables
    assert len(events.rows) == 1 + len(made.events)
    assert "“Soldiers clashed with gunmen in Ipiales on Tuesday.”" in [
        c.text for c in events.rows[1].cells
    ]
    assert [len(crossings.rows), len(left.rows)] == [4, 4]
    assert any("as of" in p.text.lower() for p in document.paragraphs)


@settings(deadline=None, max_examples=20)
@given(st.text(max_size=60))
def test_a_document_holds_any_text(words):
    from geomap.render.report.content import make_content
    from geomap.render.report.docx import docx_bytes
    from geomap.render.report.html import html_text

    png = _dot()
    content = make_content(replace(ONE, events=ONE.events.assign(quotes=[[words]]), caption=words))
    assert docx_bytes(content, png, None)[:2] == b"PK"
    assert html_text(content, png).startswith("<!doctype html>")


def _dot():
    import io

    from PIL import Image

    target = io.BytesIO()
    Image.new("RGB", (2, 2)).save(target, "PNG")
    return target.getvalue()
