"""Values -> frames: the one place where events, reports and toponyms become GeoDataFrames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerError
from geomap.events.schema import (
    CROSSING_COLUMNS,
    CRS,
    EVENT_COLUMNS,
    TOPONYM_COLUMNS,
    typed,
    validate,
)
from geomap.model import Candidate, CrossingReport, Document, Event, Place, Source, Toll, Toponym

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.gazetteer import Gazetteer

__all__ = ["crossings_frame", "events_frame", "toponyms_frame", "validate"]

#: UCDP where_prec -> what is drawn: a point, an area or line, or nothing.
_POINT, _AREA = (1, 2), (3, 4, 5)


def events_frame(events: Iterable[Event], gazetteer: Gazetteer) -> GeoDataFrame:
    """Return one row an event (EPSG:4326), in the order given.

    The geometry is a point for where_prec 1 and 2, the area or line of the place for 3 to 5 (None
    when the gazetteer has none) and None for 6, 7 and events without a place.
    """
    chosen = tuple(events)
    names = _country_names((e.place for e in chosen), gazetteer)
    lines = _lines(chosen, gazetteer)
    rows = [_event_row(event, names) for event in chosen]
    return validate(_frame(rows, EVENT_COLUMNS, [_shape(e, gazetteer, lines) for e in chosen]))


def crossings_frame(reports: Iterable[CrossingReport], gazetteer: Gazetteer) -> GeoDataFrame:
    """Return one row a crossing (EPSG:4326), by name; the latest report gives its status.

    What is said of all crossings of a border is a row without a point.
    """
    facts = {crossing.place.id: crossing for crossing in gazetteer.crossings()}
    ordered = sorted(reports, key=lambda r: r.crossing.id)
    rows = [
        _crossing_row(_newest_first(group), facts.get(place_id))
        for place_id, group in groupby(ordered, key=lambda r: r.crossing.id)
    ]
    rows.sort(key=lambda row: (row["name"], row["crossing_id"]))
    return validate(_frame(rows, CROSSING_COLUMNS, [_point(r["lat"], r["lon"]) for r in rows]))


def toponyms_frame(parsed: Iterable[tuple[Document, Sequence[Toponym]]]) -> GeoDataFrame:
    """Return one row a toponym (EPSG:4326); a row without a place has no geometry."""
    rows = [_toponym_row(document, t) for document, toponyms in parsed for t in toponyms]
    return _frame(rows, TOPONYM_COLUMNS, [_point(r["lat"], r["lon"]) for r in rows])


def _frame(
    rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], shapes: Sequence[Any]
) -> GeoDataFrame:
    """Return a frame with exactly ``columns`` and a geometry, also when there is no row."""
    import geopandas as gpd
    import pandas as pd

    table = typed(pd.DataFrame(rows, columns=list(columns), dtype="object"), columns)
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(list(shapes), crs=CRS), crs=CRS)


# ------------------------------------------------------------------ rows


def _event_row(event: Event, country_names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "event_id": event.event_id,
        "source_system": event.source_system,
        "native_id": event.native_id,
        "event_type": event.event_type,
        "sub_event_type": event.sub_event_type,
        "status": event.status,
        "date_start": _iso(event.when.start),
        "date_end": _iso(event.when.end),
        "date_prec": event.when.precision,
        "date_basis": event.when.basis if event.when.start or event.when.end else "",
        **_place_cells(event.place, country_names),
        "place_words": event.place_words,
        "where_prec": event.where_prec,
        "actors": [asdict(actor) for actor in event.actors],
        **_toll_cells("fatalities", event.fatalities),
        **_toll_cells("injured", event.injured),
        **_toll_cells("displaced", event.displaced),
        "claims": [asdict(claim) for claim in event.claims],
        "evidence": [asdict(evidence) for evidence in event.evidence],
        "quotes": [evidence.text for evidence in event.evidence],
        "sources": [_source(source) for source in event.sources],
        **dict.fromkeys(("border", "side", "nearest_crossing"), ""),
        "confidence": event.confidence,
        "reasons": list(event.reasons),
        "extractor": event.extractor,
        "notes": event.notes,
        "tags": list(event.tags),
        "codes": dict(event.codes),
        "native": dict(event.native),
    }


def _place_cells(place: Place | None, country_names: Mapping[str, str]) -> dict[str, Any]:
    if place is None:
        return dict.fromkeys(("place_name", "place_id", "country", "country_code", "admin1"), "")
    return {
        "place_name": place.name,
        "place_id": place.id,
        "country": country_names.get(place.country, place.country),
        "country_code": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
    }


def _toll_cells(name: str, toll: Toll) -> dict[str, int | None]:
    return {f"{name}_low": toll.low, f"{name}_best": toll.best, f"{name}_high": toll.high}


def _source(source: Source) -> dict[str, str | None]:
    return {
        "publisher": source.publisher,
        "url": source.url,
        "date": _iso(source.date),
        "headline": source.headline,
    }


def _crossing_row(reports: Sequence[CrossingReport], facts: Any) -> dict[str, Any]:  # noqa: ANN401
    latest, place = reports[0], reports[0].crossing
    point = (None, None) if place.id.startswith("border:") else (place.lat, place.lon)
    sides = _sides(place, facts)
    return {
        "crossing_id": place.id,
        "name": place.name,
        "aliases": list(facts.aliases) if facts else [],
        "country_a": sides[0],
        "country_b": sides[1],
        "kind": facts.kind if facts else "",
        "major": bool(facts.major) if facts else False,
        "status": latest.status,
        "as_of": _iso(latest.as_of),
        "since": _iso(latest.since),
        "scope": latest.scope,
        "detail": latest.detail,
        "quotes": list(dict.fromkeys(report.evidence.text for report in reports)),
        "reports": [_report(report) for report in _told_once(reports)],
        "contradicted": _contradicted(reports),
        "lat": point[0],
        "lon": point[1],
        "border": "-".join(sorted(sides)) if all(sides) else "",
    }


def _sides(place: Place, facts: Any) -> tuple[str, str]:  # noqa: ANN401
    """Return the codes of the two countries of a crossing or of a border, "" where not known."""
    if facts:
        return facts.country_a, facts.country_b
    pair = place.id.removeprefix("border:").partition("/")[0]
    first, _, second = pair.partition("-")
    return (first, second) if place.id.startswith("border:") else (place.country, "")


def _report(report: CrossingReport) -> dict[str, Any]:
    return {
        "status": report.status,
        "as_of": _iso(report.as_of),
        "since": _iso(report.since),
        "scope": report.scope,
        "detail": report.detail,
        "evidence": asdict(report.evidence),
    }


def _told_once(reports: Sequence[CrossingReport]) -> list[CrossingReport]:
    """Return reports without those that a copy of a document repeats word for word."""
    chosen = {(r.evidence.text, r.status, r.as_of, r.detail): r for r in reversed([*reports])}
    return [r for r in reports if chosen[r.evidence.text, r.status, r.as_of, r.detail] is r]


def _newest_first(reports: Iterable[CrossingReport]) -> list[CrossingReport]:
    """Order reports: known before unknown status, late before early, named before generic."""
    return sorted(
        reports,
        key=lambda r: (
            r.status != "unknown",
            r.as_of or date.min,
            r.scope == "named",
            r.evidence.document_id,
            r.evidence.start,
        ),
        reverse=True,
    )


def _contradicted(reports: Sequence[CrossingReport]) -> bool:
    """Say whether reports on the newest day differ in what they say."""
    newest = {r.status for r in reports if r.as_of == reports[0].as_of and r.status != "unknown"}
    return len(newest) > 1


def _toponym_row(document: Document, toponym: Toponym) -> dict[str, Any]:
    mention, place = toponym.mention, toponym.place
    return {
        "document_id": document.id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "role": mention.role,
        "cue": mention.cue,
        "place_id": place.id if place else "",
        "place_name": place.name if place else "",
        "feature_code": place.feature_code if place else "",
        "country_code": place.country if place else "",
        "admin1": place.admin1 if place else "",
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "confidence": toponym.confidence,
        "reasons": list(toponym.reasons),
        "rivals": [_rival(candidate) for candidate in toponym.rivals],
    }


def _rival(candidate: Candidate) -> dict[str, Any]:
    place = candidate.place
    return {
        "place_id": place.id,
        "name": place.name,
        "country": place.country,
        "score": candidate.score,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


# ------------------------------------------------------------------ geometry


def _shape(event: Event, gazetteer: Gazetteer, lines: Mapping[str, Any]) -> Any:  # noqa: ANN401
    place = event.place
    if place is None or event.where_prec is None:
        return None
    if event.where_prec in _POINT:
        return _point(place.lat, place.lon)
    if event.where_prec not in _AREA or place.feature_code.startswith("PCL"):
        return None
    if place.id in lines:
        return lines[place.id]
    area = gazetteer.area(place.id)
    return area.geometry if area else None


def _point(lat: float | None, lon: float | None) -> Any:  # noqa: ANN401 - a shapely point
    from shapely import Point

    return None if lat is None or lon is None else Point(lon, lat)


def _lines(events: Sequence[Event], gazetteer: Gazetteer) -> dict[str, Any]:
    """Return the geometry of each border between two countries that an event lies along."""
    if not any(e.place and e.place.feature_code == "BDRY" for e in events):
        return {}
    return {border.place.id: border.geometry for border in gazetteer.borders()}


def _country_names(places: Iterable[Place | None], gazetteer: Gazetteer) -> dict[str, str]:
    codes = sorted({place.country for place in places if place and place.country})
    return {code: _country_name(code, gazetteer) for code in codes}


def _country_name(code: str, gazetteer: Gazetteer) -> str:
    try:
        return gazetteer.get(f"country:{code}").name
    except GazetteerError:
        return code
