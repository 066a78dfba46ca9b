"""Compare the resolver of words of time with dateparser on 18 phrases of news and three traps.

    python -m benchmarks.dates

Each library is given the phrase alone and the day of publication; right is the day, or for a span
any day within it (ours must give the whole span). A trap is a duration or an anchor: nothing is
right. `docs/quality.md` has the figures of other libraries, measured on like phrases.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final

from geomap.events.dates import find_dates

BASE: Final = date(2025, 10, 30)
#: Phrase, first and last day.
PHRASES: Final = (
    ("Thursday", "2025-10-30", "2025-10-30"),
    ("on Tuesday", "2025-10-28", "2025-10-28"),
    ("Also Thursday", "2025-10-30", "2025-10-30"),
    ("last Friday", "2025-10-24", "2025-10-24"),
    ("on Oct. 12", "2025-10-12", "2025-10-12"),
    ("on Oct. 19", "2025-10-19", "2025-10-19"),
    ("Oct. 12-15", "2025-10-12", "2025-10-15"),
    ("on the night of Oct. 11", "2025-10-11", "2025-10-11"),
    ("Dec. 3, 2024", "2024-12-03", "2024-12-03"),
    ("earlier this week", "2025-10-27", "2025-10-30"),
    ("earlier this month", "2025-10-01", "2025-10-30"),
    ("last week", "2025-10-20", "2025-10-26"),
    ("last month", "2025-09-01", "2025-09-30"),
    ("last night", "2025-10-29", "2025-10-29"),
    ("yesterday", "2025-10-29", "2025-10-29"),
    ("three days ago", "2025-10-27", "2025-10-27"),
    ("in August", "2025-08-01", "2025-08-31"),
    ("in 2021", "2021-01-01", "2021-12-31"),
)
TRAPS: Final = ("four days of talks", "a day after", "for two years")


def ours(phrase: str) -> tuple[date, date] | None:
    """Return what our resolver says."""
    found = [m.interval for m in find_dates(phrase, BASE) if m.interval]
    if not found or found[0].start is None or found[0].end is None:
        return None
    return found[0].start, found[0].end


def dateparser_says(phrase: str) -> tuple[date, date] | None:
    """Return what dateparser says with a preference for the past."""
    import dateparser

    settings = {
        "PREFER_DATES_FROM": "past",
        "RELATIVE_BASE": datetime.combine(BASE, time(12)),
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = dateparser.parse(phrase, languages=["en"], settings=settings)
    return (found.date(), found.date()) if found else None


def score(says: Callable[[str], tuple[date, date] | None], whole: bool) -> tuple[int, int, int]:
    """Return how many phrases are right and wrong, and how many traps were dated."""
    right = wrong = 0
    for phrase, first, last in PHRASES:
        answer, span = says(phrase), (date.fromisoformat(first), date.fromisoformat(last))
        if answer is None:
            continue
        good = answer == span if whole else span[0] <= answer[0] <= span[1]
        right, wrong = right + good, wrong + (not good)
    return right, wrong, sum(says(trap) is not None for trap in TRAPS)


def main() -> None:
    """Print one line a library."""
    for name, says, whole in (("ours", ours, True), ("dateparser", dateparser_says, False)):
        right, wrong, traps = score(says, whole)
        silent = len(PHRASES) - right - wrong
        print(f"{name}: {right} right, {wrong} wrong, {silent} nothing; {traps} of 3 traps dated")


if __name__ == "__main__":
    main()
