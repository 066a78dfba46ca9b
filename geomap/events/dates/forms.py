"""Patterns of words of time."""

from __future__ import annotations

import calendar
import re
from typing import Final

__all__ = ["DAYS", "FORMS", "MONTHS", "NUM"]

MONTHS: Final = {name.lower(): n for n, name in enumerate(calendar.month_name) if name} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
DAYS: Final = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_MONTH: Final = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DAY: Final = rf"(?:{'|'.join(DAYS)})"
NUM: Final = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|a few|a couple of)"
)
_UNIT: Final = r"(?:day|week|month|year|decade)s?"
_PART: Final = r"(?:\s+(?:morning|afternoon|evening|night))?"

FORMS: Final = tuple(
    (name, re.compile(rf"(?<![\w-])(?:{source})(?![\w-])", re.IGNORECASE))
    for name, source in (
        ("iso", r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"),
        (
            "days",
            rf"(?P<month>{_MONTH})\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:-|–|to|and|through)\s?"
            rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<y>\d{{4}}))?",
        ),
        (
            "day",
            rf"(?P<month>{_MONTH})\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:)"
            r"(?:,?\s(?P<y>\d{4}|(?:this|last|that)\syear))?",
        ),
        (
            "day",
            rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})"
            r"(?:,?\s(?P<y>\d{4}|(?:this|last|that)\syear))?",
        ),
        (
            "months",
            rf"(?P<month>{_MONTH})\s(?:and|to|until|-|–)\s(?P<month2>{_MONTH})\s(?P<y>\d{{4}})",
        ),
        (
            "month",
            rf"(?:(?P<pre>since|in|by|until|during|of|from|late|early|mid|last|this|that|next)[\s-])+"
            rf"(?P<month>{_MONTH})(?:\s(?:of\s)?(?P<y>\d{{4}}|that\syear|last\syear|this\syear))?",
        ),
        ("month", rf"(?P<month>{_MONTH})\s(?P<y>\d{{4}})"),
        ("weekdays", rf"(?:from\s)?(?P<day>{_DAY})\s(?:to|through|until)\s(?P<day2>{_DAY})"),
        ("weekday", rf"(?:(?P<pre>last|next|this|this\spast|late|early)\s)?(?P<day>{_DAY}){_PART}"),
        ("nth", r"(?<=[Oo]n\s)(?:the\s)(?P<d>\d{1,2})(?:st|nd|rd|th)"),
        ("anchor", r"(?:the|that)\s(?P<same>same)\s(?:day|night|morning|evening|afternoon)"),
        (
            "anchor",
            r"the\s(?P<next>next|following|previous)\s(?:day|night|morning|evening|afternoon)",
        ),
        ("anchor", rf"(?P<n>{NUM})\s(?P<unit>days?|weeks?)\s(?P<way>later|earlier|after|before)"),
        ("ago", rf"(?P<n>{NUM})\s(?P<unit>{_UNIT})\sago"),
        ("near", r"(?P<near>today|tonight|tomorrow|yesterday|overnight)"),
        ("near", r"(?P<near>last\snight|this\s(?:morning|afternoon|evening))"),
        (
            "week",
            r"(?:(?P<pre>earlier|later)\s)?(?P<which>this|last|next|the\spast)\s"
            r"(?P<unit>week|month|year|weekend)",
        ),
        ("week", r"over\s(?P<which>the)\s(?P<unit>weekend)"),
        ("recent", r"(?:in|over|for|during)\s(?:the\s)?(?P<recent>recent|past|last)\s"
                   r"(?:few\s|several\s)?(?P<unit>days|weeks|months|years)"),
        ("duration", rf"(?:for|within|after|in)\s(?P<n>{NUM}|[\w-]+)\s(?:{_UNIT}|hours?)"),
        ("duration", rf"(?P<n>{NUM})\s{_UNIT}\sof"),
        ("year", r"(?P<y>(?:19|20)\d{2})(?=,?\swhen\b)"),
        ("year", r"(?:(?P<pre>in|since|during|of|late|early|mid|by)[\s-])+(?P<y>(?:19|20)\d{2})"),
    )
)  # fmt: skip
