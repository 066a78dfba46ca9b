"""GeoNames' dumps, line by line: https://download.geonames.org/export/dump/readme.txt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from geomap.gazetteer.prominence import prominence
from geomap.gazetteer.rows import Row, SourceRow, is_name, kind_of_name

if TYPE_CHECKING:
    from geomap.gazetteer.adding.known import Known
    from geomap.gazetteer.values import NameKind

__all__ = ["FORMS", "SOURCE", "Fault", "Form", "Reading", "alternate_rows", "form_of"]

#: Number of the line, field, reason.
Fault = tuple[int, str, str]
Other = tuple[int, str, "NameKind"]
Reading = tuple[list[Row], list[Fault], list[Other]]
Form = Callable[[Sequence[bytes], int, "Known"], Reading]

SOURCE: Final = SourceRow(
    "geonames", "GeoNames dump", "", "CC BY 4.0",
    "Place names: GeoNames (geonames.org), CC BY 4.0", "https://www.geonames.org/",
)  # fmt: skip
_COUNTRY_CODES: Final = frozenset("PCLI PCLD PCLF PCLS PCLIX PCL".split())
#: Languages of alternateNamesV2 that are no language, but a link or another system's code.
_NO_NAMES: Final = frozenset("link wkdt post iata icao faac tcid unlc fr_1793 phon piny".split())


def form_of(first: bytes) -> str:
    r"""Return which dump a line belongs to, by its number of columns; "" when to none.

    >>> form_of(b"PK.03\tKhyber Pakhtunkhwa\tKhyber Pakhtunkhwa\t1168873")
    'divisions'
    """
    cells = first.rstrip(b"\r").split(b"\t")
    if len(cells) == _PLACE_CELLS:
        return "places"
    if len(cells) in (8, 10) and cells[0].isdigit() and cells[1].isdigit():
        return "alternates"
    if len(cells) == 4 and b"." in cells[0]:
        return "divisions"
    if len(cells) in (2, 3) and cells[0].isdigit() and cells[1].isdigit():
        return "hierarchy"
    return ""


_PLACE_CELLS: Final = 19


def places(lines: Sequence[bytes], first: int, known: Known) -> Reading:
    """Return the places of lines of ``allCountries`` or of a country's table."""
    rows, faults = [], []
    above = _Above(known.divisions)
    for number, line in enumerate(lines, first):
        try:
            cells = line.decode("utf-8").rstrip("\r").split("\t")
        except UnicodeDecodeError as error:
            faults.append((number, "", f"is not UTF-8 ({error.reason} at byte {error.start})"))
            continue
        if len(cells) != _PLACE_CELLS:
            if cells != [""]:
                faults.append((number, "", f"has {len(cells)} columns, not {_PLACE_CELLS}"))
            continue
        try:
            rows.append(_place(cells, above))
        except ValueError as error:
            faults.append((number, *_split(str(error))))
    return rows, faults, []


def _place(cells: Sequence[str], above: _Above) -> Row:
    """Return a place; `ValueError` ("field|reason") when its cells cannot be used."""
    (
        number, name, ascii_name, others, lat, lon, letter, code, country, _, admin1, admin2,
        _, _, people, _, _, _, _,
    ) = cells  # fmt: skip
    if not number.isdigit():
        raise ValueError(f"geonameid|is {number[:40]!r}, not a number")
    if not name.strip() or len(name) > 400:
        raise ValueError(f"name|has {len(name)} letters")
    north, east = _degrees("latitude", lat, 90.0), _degrees("longitude", lon, 180.0)
    if people and not people.isdigit():
        raise ValueError(f"population|is {people[:40]!r}, not a number")
    names = [(n, kind_of_name(n)) for n in others.split(",") if is_name(n)] if others else []
    if ascii_name and ascii_name != name:
        names.append((ascii_name, "alternate"))
    row_id = f"geonames:{number}" if letter != "A" else _id(number, code, country, admin1, admin2)
    first, second = above[country, admin1, admin2]
    row = Row(
        row_id, name, north, east, letter or "S", code, country, "geonames", admin1,
        first, second, int(people or 0), names=names,
        origin="" if row_id[0] == "g" else f"geonames:{number}",
    )  # fmt: skip
    row.prominence = prominence(row)
    return row


class _Above(dict[tuple[str, str, str], tuple[str, str]]):
    """Names of the first- and second-order division of codes, found when first asked for."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self.names = names

    def __missing__(self, codes: tuple[str, str, str]) -> tuple[str, str]:
        country, first, second = codes
        upper = f"{country}.{first}"
        found = self.names.get(f"adm1:{upper}", ""), self.names.get(f"adm2:{upper}.{second}", "")
        self[codes] = found
        return found


def _degrees(field: str, cell: str, most: float) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise ValueError(f"{field}|is {cell[:40]!r}, not a number") from None
    if not -most <= value <= most:
        raise ValueError(f"{field}|is {value:g}, not within {most:g} degrees")
    return value


def _split(message: str) -> tuple[str, str]:
    field, _, reason = message.partition("|")
    return (field, reason) if reason else ("", message)


def _id(number: str, code: str, country: str, admin1: str, admin2: str) -> str:
    """Return the id: countries and divisions have one by their codes, as in the packaged store."""
    if code == "ADM1" and country and admin1:
        return f"adm1:{country}.{admin1}"
    if code == "ADM2" and country and admin1 and admin2:
        return f"adm2:{country}.{admin1}.{admin2}"
    if code in _COUNTRY_CODES and country:
        return f"country:{country}"
    return f"geonames:{number}"


def alternates(lines: Sequence[bytes], first: int, known: Known) -> Reading:
    """Return names of known places, (id, name, kind), from lines of ``alternateNamesV2``."""
    import numpy as np

    faults: list[Fault] = []
    found: list[Other] = []
    for number, line in enumerate(lines, first):
        cells = line.decode("utf-8", "replace").rstrip("\r").split("\t")
        if len(cells) < 8 or not cells[1].isdigit():
            if cells != [""]:
                faults.append((number, "", f"has {len(cells)} columns, not 10, or no geonameid"))
        elif cells[2] not in _NO_NAMES and is_name(cells[3]):
            found.append((int(cells[1]), cells[3], _kind(cells)))
    if not found:
        return [], faults, []
    numbers = np.array([item[0] for item in found])
    held = known.numbers
    at = np.minimum(np.searchsorted(held, numbers), len(held) - 1)
    kept = held[at] == numbers
    return [], faults, [item for item, keep in zip(found, kept, strict=True) if keep]


def _kind(cells: Sequence[str]) -> NameKind:
    if cells[2] == "abbr":
        return "abbreviation"
    return "historic" if cells[7] == "1" else kind_of_name(cells[3])


def alternate_rows(found: Iterable[Other], known: Known) -> Iterator[Row]:
    """Yield known places with further names; ``found`` is sorted by GeoNames id."""
    row, last = None, -1
    for number, name, kind in found:
        if number != last:
            if row is not None:
                yield row
            row, last = known.by_number(number), number
        if row is not None:
            row.names.append((name, kind))
    if row is not None:
        yield row


def divisions(lines: Sequence[bytes], first: int, known: Known) -> Reading:
    """Return known divisions as lines of ``admin1CodesASCII`` or ``admin2Codes`` name them."""
    rows, faults = [], []
    for number, line in enumerate(lines, first):
        cells = line.decode("utf-8", "replace").rstrip("\r").split("\t")
        if len(cells) != 4 or not cells[3].isdigit() or not cells[1].strip():
            if cells != [""]:
                faults.append((number, "", f"has {len(cells)} columns, not code, name, name, id"))
            continue
        order = cells[0].count(".")
        row = known.row(f"adm{order}:{cells[0]}") if order in (1, 2) else None
        if row is None:
            faults.append(
                (number, "code", f"{cells[0]!r} is no division of which a point is known")
            )
            continue
        row.names = [(n, "alternate") for n in dict.fromkeys((row.name, cells[2])) if n != cells[1]]
        row.name, row.origin = cells[1], f"geonames:{cells[3]}"
        if order == 1:
            row.admin1 = row.name
        rows.append(row)
    return rows, faults, []


def hierarchy(lines: Sequence[bytes], first: int, known: Known) -> Reading:
    """Return the places that ``hierarchy`` puts into a division, where they had none."""
    rows, faults = [], []
    for number, line in enumerate(lines, first):
        cells = line.decode("ascii", "replace").rstrip("\r").split("\t")
        if len(cells) not in (2, 3) or not (cells[0].isdigit() and cells[1].isdigit()):
            if cells != [""]:
                faults.append((number, "", "is not two GeoNames ids and a type"))
            continue
        upper = known.typed_ids.get(int(cells[0]), "")
        if upper.startswith(("adm1:", "adm2:")) and (row := known.by_number(int(cells[1]))):
            rows += _placed(row, upper, known.divisions)
    return rows, faults, []


def _placed(row: Row, upper: str, names: dict[str, str]) -> list[Row]:
    """Return a place with the names of its division, nothing when it had them."""
    code = upper.partition(":")[2].split(".")
    first, second = names.get(f"adm1:{code[0]}.{code[1]}", ""), names.get(upper, "")
    second = second if upper.startswith("adm2:") else row.admin2
    if row.country != code[0] or (row.admin1 and (row.admin2 or not second)):
        return []
    row.admin1, row.admin1_code, row.admin2 = (
        row.admin1 or first,
        row.admin1_code or code[1],
        second,
    )
    return [row]


FORMS: Final[dict[str, Any]] = {
    "places": places,
    "alternates": alternates,
    "divisions": divisions,
    "hierarchy": hierarchy,
}
