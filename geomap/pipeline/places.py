"""The first half of the story: articles in, the places that they name out; no events."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from geomap.errors import GeomapError, InputError, ReadError
from geomap.model import Document, Reject, Role, Toponym

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.gazetteer import Gazetteer
    from geomap.geoparse import Hints

__all__ = ["Places", "explain_lines", "toponym_row", "toponyms"]

Spans = tuple[tuple[int, int], ...]
Progress = Callable[[Sequence[Document]], Iterable[Document]]


@dataclass(frozen=True, slots=True)
class Places:
    """What documents name: each with its toponyms, and what was set aside."""

    found: tuple[tuple[Document, tuple[Toponym, ...]], ...]
    rejects: tuple[Reject, ...] = ()

    def frame(self) -> GeoDataFrame:
        """Return one row a toponym (EPSG:4326); see docs/design.md for the columns."""
        from geomap.events import toponyms_frame

        return toponyms_frame(self.found)

    def json_lines(self, *, explain: bool = False) -> Iterator[str]:
        """Yield one line of JSON a document: id, text and toponyms (`toponym_row`)."""
        for document, found in self.found:
            rows = [toponym_row(toponym, explain=explain) for toponym in found]
            line = {"id": document.id, "text": document.text, "toponyms": rows}
            yield json.dumps(line, ensure_ascii=False)


def toponyms(  # noqa: PLR0913 - each is an option of the command
    inputs: str | Path | Sequence[str | Path],
    *,
    countries: Sequence[str] = (),
    bias: Sequence[str] = (),
    leave_out: Sequence[str] = (),
    given_spans: bool = False,
    encoding: str | None = None,
    gazetteer: Gazetteer | None = None,
    progress: Progress | None = None,
) -> Places:
    """Return the places that articles name: files, folders or ``-``.

    ``countries`` (ISO codes or names) are the only ones in which a place may lie; ``bias`` (names
    or gazetteer ids) are places that the articles are likely about. ``leave_out`` names roles that
    are not wanted in the answer ("demonym" for those who count no peoples among the places); they
    are found and help to resolve the rest all the same. With ``given_spans`` the spans that stand
    under "toponyms" in files of JSON lines are resolved, and no other is sought.

    Raises
    ------
    ReadError
        When no input could be read.
    InputError
        When a country or place of the hints, or a role, is unknown.
    """
    from geomap.gazetteer import open as open_gazetteer
    from geomap.geoparse import make_hints

    unknown = sorted(set(leave_out) - set(get_args(Role)))
    if unknown:
        msg = f"{unknown[0]!r} is no role; the roles are {', '.join(get_args(Role))}."
        raise InputError(msg)
    paths = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    store = gazetteer or open_gazetteer()
    hints = make_hints(store, countries, bias)
    if given_spans:
        tasks, unread = _read_spans(paths)
    else:
        tasks, unread = _read_articles(paths, encoding)
    found, failed = _geoparse_all(tasks, store, hints, progress)
    if not found:
        reasons = [reject.reason for reject in (*unread, *failed)]
        raise ReadError(reasons[0] if reasons else "There is no document to read.")
    wanted = tuple(
        (document, tuple(t for t in names if t.mention.role not in leave_out))
        for document, names in found
    )
    return Places(wanted, (*unread, *failed))


def _read_articles(
    paths: Sequence[str | Path], encoding: str | None
) -> tuple[list[tuple[Document, Spans | None]], list[Reject]]:
    from geomap.read import read

    documents, rejects = read(paths, encoding=encoding)
    return [(document, None) for document in documents], list(rejects)


def _read_spans(
    paths: Sequence[str | Path],
) -> tuple[list[tuple[Document, Spans | None]], list[Reject]]:
    """Return documents of JSON lines with the spans of their toponyms."""
    from geomap.read.decode import decode, read_bytes
    from geomap.read.jsonl import read_line

    tasks: list[tuple[Document, Spans | None]] = []
    rejects: list[Reject] = []
    for path in paths:
        name = str(path)
        raw = sys.stdin.buffer.read() if name == "-" else read_bytes(Path(path))
        for number, line in enumerate(decode(raw, name, "utf-8").split("\n"), 1):
            if not line.strip():
                continue
            item = read_line(line, name, number)
            spans = None if isinstance(item, Reject) else _spans(json.loads(line))
            if isinstance(item, Reject):
                rejects.append(item)
            elif spans is None:
                reason = (
                    f"Line {number} of {name!r} has no spans; with given spans each document needs "
                    '"toponyms": [{"start": 0, "end": 6}, ...].'
                )
                rejects.append(Reject(name, number, "toponyms", reason))
            else:
                tasks.append((item, spans))
    return tasks, rejects


def _spans(row: Mapping[str, Any]) -> Spans | None:
    """Return the spans of a row, None where they are not what they should be."""
    try:
        return tuple((int(t["start"]), int(t["end"])) for t in row["toponyms"])
    except (KeyError, TypeError, ValueError):
        return None


def _geoparse_all(
    tasks: Sequence[tuple[Document, Spans | None]],
    gazetteer: Gazetteer,
    hints: Hints,
    progress: Progress | None,
) -> tuple[list[tuple[Document, tuple[Toponym, ...]]], list[Reject]]:
    """Return the toponyms of documents; one that fails is set aside and costs no other."""
    from geomap.geoparse import geoparse

    found: list[tuple[Document, tuple[Toponym, ...]]] = []
    failed: list[Reject] = []
    documents = (progress or iter)([document for document, _ in tasks])
    for document, (_, spans) in zip(documents, tasks, strict=True):
        given = None if spans is None else _constant(spans)
        try:
            answers = geoparse(document, gazetteer, recognizer=given, hints=hints)
            found.append((document, answers))
        except InputError as error:
            failed.append(Reject(document.id, None, "toponyms", f"{document.id!r}: {error}"))
        except GeomapError:
            raise
        except Exception as error:
            reason = f"{document.id!r} could not be parsed ({type(error).__name__}: {error})."
            failed.append(Reject(document.id, None, "text", reason))
    return found, failed


def _constant(spans: Spans) -> Callable[[str], Spans]:
    """Return a recognizer that has found these spans."""
    return lambda _text: spans


def toponym_row(toponym: Toponym, *, explain: bool = False) -> dict[str, Any]:
    """Return a toponym as JSON values; with ``explain`` also why, and what else it may mean."""
    mention, place = toponym.mention, toponym.place
    row: dict[str, Any] = {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": _geonameid(place.id) if place else None,
        "place_id": place.id if place else None,
        "role": mention.role,
        "confidence": toponym.confidence,
    }
    if explain:
        offset = toponym.offset
        row |= {
            "name": place.name if place else None,
            "cue": mention.cue,
            "reasons": list(toponym.reasons),
            "rivals": [
                {
                    "place_id": rival.place.id,
                    "name": rival.place.name,
                    "country": rival.place.country,
                    "score": rival.score,
                }
                for rival in toponym.rivals
            ],
            "offset": {"words": offset.words, "km": offset.km, "bearing": offset.bearing}
            if offset
            else None,
        }
    return row


def _geonameid(place_id: str) -> int | None:
    """Return the number of a place of GeoNames."""
    source, _, number = place_id.partition(":")
    return int(number) if source == "geonames" and number.isdigit() else None


def explain_lines(document: Document, found: Sequence[Toponym]) -> Iterator[str]:
    """Yield why each name of a document means what it is taken to mean, for people to read."""
    yield f"{document.title or document.id}"
    for toponym in found:
        mention, place = toponym.mention, toponym.place
        cue = f" by {mention.cue!r}" if mention.cue and mention.cue != mention.role else ""
        yield f"  {mention.text}  [{mention.start}:{mention.end}]  {mention.role}{cue}"
        if place is None:
            yield f"    unresolved: {_words(toponym.reasons)}"
        else:
            where = ", ".join(filter(None, (place.name, place.admin1, place.country)))
            code = f"{place.feature_class}.{place.feature_code}"
            yield f"    {where} ({code}, {place.id}) at {place.lat:.4f}, {place.lon:.4f}"
            yield f"    confidence {toponym.confidence:.2f}, by {_words(toponym.reasons)}"
        if toponym.offset:
            yield f"    the text points off it: {toponym.offset.words!r}, so where_prec is 2"
        for rival in toponym.rivals:
            if place is None or rival.place.id != place.id:
                other = rival.place
                inside = ", ".join(filter(None, (other.name, other.admin1, other.country)))
                yield f"    rival: {inside} ({other.feature_code}, {other.id}) {rival.score:.2f}"


def _words(reasons: Sequence[str]) -> str:
    """Return reasons as words."""
    return ", ".join(reason.replace("_", " ").replace(":", " ") for reason in reasons) or "nothing"
