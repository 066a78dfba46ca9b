"""Values become frames with one checked schema."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from shapely import LineString, box

from geomap.errors import GazetteerError, SchemaError
from geomap.events.frame import crossings_frame, events_frame, toponyms_frame, validate
from geomap.events.schema import CROSSING_COLUMNS, EVENT_COLUMNS, TOPONYM_COLUMNS
from geomap.model import (
    Actor,
    Claim,
    CrossingReport,
    Document,
    Event,
    Evidence,
    Interval,
    Mention,
    Place,
    Source,
    Toll,
    Toponym,
)

PASTO = Place("geonames:1", "Pasto", 1.21, -77.28, "P", "PPLA", "CO", "Nariño")
NARINO = Place("geonames:2", "Nariño", 1.5, -78.0, "A", "ADM1", "CO", "Nariño")
COLOMBIA = Place("geonames:3", "Colombia", 4.0, -72.0, "A", "PCLI", "CO")
LINE = Place("border/CO-EC", "Colombia-Ecuador border", 0.8, -77.7, "L", "BDRY")
BRIDGE = Place("crossing/rumichaca", "Rumichaca", 0.815, -77.665, "S", "PSTB", "CO")
WORDS = Evidence("d", 0, 5, "Words")


@dataclass
class Thing:
    geometry: object = None
    place: object = None
    name: str = ""
    country_a: str = "CO"
    country_b: str = "EC"
    aliases: tuple = ("Puente",)
    kind: str = "bridge"
    major: bool = True


class Store:
    """A gazetteer of one province, one country, one border and one crossing."""

    def area(self, place_id):
        return Thing(geometry=box(-79, 0, -77, 2)) if place_id == NARINO.id else None

    def borders(self):
        return (Thing(geometry=LineString([(-78, 1), (-77, 0)]), place=LINE),)

    def crossings(self):
        return (Thing(place=BRIDGE),)

    def get(self, place_id):
        if place_id != "country:CO":
            raise GazetteerError(place_id)
        return COLOMBIA


def event(**changes):
    return Event(
        **{
            "event_id": "e1",
            "event_type": "Battles",
            "place": PASTO,
            "where_prec": 1,
            "when": Interval(date(2025, 3, 4), date(2025, 3, 4), 1, "stated"),
            "actors": (Actor("Army", "State forces", "CO"),),
            "fatalities": Toll(2, 2, 9),
            "claims": (Claim("army", "CO", "killed", "rebels", 9, 9, 9, "says", "Words"),),
            "evidence": (WORDS,),
            "sources": (Source("P", "https://example.org", date(2025, 3, 5), "H"),),
            **changes,
        }
    )


def test_columns_types_and_crs_are_those_of_the_contract():
    frame = events_frame([event()], Store())
    assert list(frame.columns) == [*EVENT_COLUMNS, "geometry"]
    assert str(frame.crs) == "EPSG:4326"
    row = frame.iloc[0]
    assert (row["country"], row["country_code"], row["admin1"]) == ("Colombia", "CO", "Nariño")
    assert (row["lat"], row["lon"]) == (row.geometry.y, row.geometry.x)
    assert row["quotes"] == ["Words"]
    assert row["sources"][0]["date"] == "2025-03-05"


def test_empty_frames_have_the_same_schema():
    full, empty = events_frame([event()], Store()), events_frame([], Store())
    assert list(full.dtypes.items()) == list(empty.dtypes.items())
    assert str(empty.crs) == "EPSG:4326"
    assert list(crossings_frame([], Store()).columns) == [*CROSSING_COLUMNS, "geometry"]
    assert list(toponyms_frame([]).columns) == [*TOPONYM_COLUMNS, "geometry"]


@pytest.mark.parametrize(
    ("place", "precision", "kind"),
    [
        (PASTO, 1, "Point"),
        (PASTO, 2, "Point"),
        (PASTO, 3, None),
        (NARINO, 4, "Polygon"),
        (LINE, 5, "LineString"),
        (COLOMBIA, 5, None),
        (COLOMBIA, 6, None),
        (None, None, None),
    ],
)
def test_geometry_follows_where_prec(place, precision, kind):
    shape = events_frame([event(place=place, where_prec=precision)], Store()).geometry[0]
    assert (shape.geom_type if shape is not None else None) == kind


def test_missing_is_not_zero():
    row = events_frame([event(fatalities=Toll(), place=None, where_prec=None)], Store()).iloc[0]
    assert str(row["fatalities_best"]) == "<NA>"
    assert row["lat"] != row["lat"]


def test_validate_lists_every_fault_at_once():
    frame = events_frame([event(), event(event_id="e2")], Store())
    bad = frame.assign(
        event_id="same",
        status="perhaps",
        date_end="2025-01-01",
        lat=99.0,
        actors=[None, []],
    ).drop(columns=["notes"])
    with pytest.raises(SchemaError) as caught:
        validate(bad.to_crs(3857))
    for words in ("notes", "unique", "perhaps", "before", "99.0", "actors", "3857"):
        assert words in str(caught.value)


def test_validate_asks_for_the_order_of_the_contract_but_lets_more_follow():
    frame = events_frame([event()], Store())
    assert validate(frame.assign(extra=1)) is not None
    with pytest.raises(SchemaError, match="order"):
        validate(frame[[*reversed(EVENT_COLUMNS), "geometry"]])


def report(status, as_of, **changes):
    words = changes.pop("evidence", WORDS)
    return replace(
        CrossingReport(BRIDGE, status, as_of, None, "named", "", words),
        **changes,
    )


def test_the_latest_report_wins_and_all_are_kept():
    first, later = report("closed", date(2025, 3, 1)), report("open", date(2025, 3, 2))
    row = crossings_frame([later, first], Store()).iloc[0]
    assert (row["status"], row["contradicted"], row["border"]) == ("open", False, "CO-EC")
    assert [r["status"] for r in row["reports"]] == ["open", "closed"]


def test_two_reports_of_one_day_contradict_each_other():
    day = date(2025, 3, 1)
    row = crossings_frame([report("closed", day), report("open", day)], Store()).iloc[0]
    assert row["contradicted"]


def test_an_unknown_status_never_hides_a_known_one():
    known, unknown = report("closed", date(2025, 3, 1)), report("unknown", date(2025, 3, 9))
    assert crossings_frame([known, unknown], Store()).iloc[0]["status"] == "closed"


def test_toponyms_without_a_place_have_no_point():
    mention = Mention(0, 5, "Pasto", "literal", "in")
    frame = toponyms_frame(
        [(Document("d", "Pasto"), [Toponym(mention, PASTO), Toponym(mention, None)])]
    )
    assert frame.geometry[0].x == PASTO.lon
    assert frame.geometry[1] is None
