"""Patterns of words of time."""

from __future__ import annotations

import calendar
import re
from typing import Final

from geomap.events.dates.holidays import HOLIDAYS

__all__ = ["DAYS", "FORMS", "MONTHS", "NUM", "ORDINAL"]

MONTHS: Final = {name.lower(): n for n, name in enumerate(calendar.month_name) if name} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
DAYS: Final = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_MONTH: Final = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DAY: Final = rf"(?:{'|'.join(DAYS)})"
NUM: Final = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty|several|a few|a couple of)"
)
ORDINAL: Final = (
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:nd|rd|th|st))"
)
_UNIT: Final = r"(?:day|night|week|fortnight|month|year|decade)s?"
_PART: Final = r"(?:\s+(?:morning|afternoon|evening|night))?"
_HOURS: Final = r"(?:day|night|morning|evening|afternoon)"
_WHICH: Final = r"(?:this|last|next|the)"
_SEASON: Final = r"(?:spring|summer|autumn|fall(?!\sof\s\D)|winter)"
#: "Sunday, September 1": the weekday that a date repeats.
_ALSO: Final = (
    rf"(?:(?:{_DAY}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?{_PART},?\s\(?(?:the\s)?)?"
)
_OF_MONTH: Final = r"(?:st|nd|rd|th)?"
_TO: Final = r"\s?(?:-|–|to|and|or|through|until|into)\s?(?:the\s)?"
#: "9 May, a Friday": the weekday after the date that it repeats.
_YEAR: Final = (
    r"(?:,?\s(?:of\s)?(?P<y>\d{4}|(?:this|last|that)\syear))?"
    rf"(?:,\san?\s{_DAY}\b|\s\({_DAY}\))?"
)

FORMS: Final = tuple(
    (name, re.compile(rf"(?<![\w-])(?:{source})(?![\w-])", re.IGNORECASE))
    for name, source in (
        ("iso", r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"),
        (
            "span",
            rf"{_ALSO}(?P<month>{_MONTH})\s?(?P<d>\d{{1,2}}){_OF_MONTH}{_TO}"
            rf"{_ALSO}(?P<month2>{_MONTH})\s?(?P<d2>\d{{1,2}}){_OF_MONTH}(?!\d|:){_YEAR}",
        ),
        (
            "span",
            rf"{_ALSO}(?P<d>\d{{1,2}}){_OF_MONTH}\s(?P<month>{_MONTH}){_TO}"
            rf"{_ALSO}(?P<d2>\d{{1,2}}){_OF_MONTH}\s(?P<month2>{_MONTH}){_YEAR}",
        ),
        (
            "days",
            rf"(?P<month>{_MONTH})\s?(?P<d>\d{{1,2}}){_OF_MONTH}(?:,\s\d{{1,2}})*,?{_TO}"
            rf"(?P<d2>\d{{1,2}}){_OF_MONTH}(?!\d|:){_YEAR}",
        ),
        (
            "days",
            rf"(?P<d>\d{{1,2}}){_OF_MONTH}(?:,\s\d{{1,2}})*{_TO}"
            rf"(?P<d2>\d{{1,2}}){_OF_MONTH}\s(?:of\s)?"
            rf"(?P<month>{_MONTH}){_YEAR}",
        ),
        ("day", rf"{_ALSO}(?P<month>{_MONTH})\s?(?P<d>\d{{1,2}}){_OF_MONTH}(?!\d|:){_YEAR}"),
        ("day", rf"{_ALSO}(?P<d>\d{{1,2}}){_OF_MONTH}\s(?:of\s)?(?P<month>{_MONTH}){_YEAR}"),
        (
            "numbers",
            r"(?P<d>\d{1,2})(?P<mark>[./])(?P<m>\d{1,2})(?P=mark)(?P<y>(?:19|20)\d{2})\s?(?:-|–|to|until)\s?"
            r"(?P<d2>\d{1,2})(?P=mark)(?P<m2>\d{1,2})(?P=mark)(?P<y2>(?:19|20)\d{2})",
        ),
        ("numbers", r"(?P<d>\d{1,2})(?P<mark>[./])(?P<m>\d{1,2})(?P=mark)(?P<y>(?:19|20)\d{2})"),
        (
            "nth_weekday",
            rf"(?P<nth>first|second|third|fourth|fifth|last)\s(?P<day>{_DAY})\s(?:of|in)\s"
            rf"(?:(?P<month>{_MONTH}){_YEAR}|(?P<which>{_WHICH})\smonth)",
        ),
        (
            "part",
            r"(?:in\s)?(?:the\s)?(?P<part>(?:first|second)\shalf|(?:first|second|third|fourth|last|final)\sweek|"
            r"(?:first|last|final)\s(?:few\s)?days|(?:first|last)\sday|beginning|start|middle|end)\sof\s"
            rf"(?:(?:this\s|next\s)?(?P<month>{_MONTH}){_YEAR}|(?P<which>{_WHICH})\smonth)",
        ),
        (
            "part",
            rf"(?P<part>early|mid|late|middle)[\s-](?:(?:in|of)\s)?(?P<which>{_WHICH})\smonth",
        ),
        (
            "of_year",
            r"(?:the\s)?(?P<part>(?:first|second)\shalf|(?:first|second|third|fourth|last)\squarter|"
            r"(?:first|last|final)\s(?:few\s)?(?:days|weeks|months)|beginning|start|middle|end)\sof\s"
            r"(?P<y>(?:19|20)\d{2}|(?:this|last|next|the|that)\syear)",
        ),
        (
            "season",
            rf"(?:in|during|by|since|over|of|last|this|next)\s(?:the\s)?(?:early\s|late\s|mid-)?(?P<season>{_SEASON})"
            r"(?:\s(?:of\s)?(?P<y>(?:19|20)\d{2}|(?:this|last|that)\syear))?",
        ),
        ("season", rf"(?P<season>{_SEASON})\s(?:of\s)?(?P<y>(?:19|20)\d{{2}})"),
        ("holiday", rf"(?P<holiday>{HOLIDAYS}){_YEAR}"),
        (
            "holiday",
            r"(?:(?<=before\s)|(?<=after\s)|(?<=since\s)|(?<=until\s)|(?<=over\s)|(?<=at\s))"
            rf"(?P<holiday>christmas|easter){_YEAR}(?=\W*$|[,.;)]|\s(?:and|but|in|on|when|last)\b)",
        ),
        (
            "months",
            rf"(?P<month>{_MONTH})\s(?:and|to|until|-|–)\s(?P<month2>{_MONTH})\s(?:of\s)?"
            r"(?P<y>\d{4}|(?:this|last|that)\syear)",
        ),
        (
            "month",
            rf"(?:(?P<pre>since|in|by|until|during|of|from|late|early|mid|last|this|that|next)[\s-])+"
            rf"(?P<month>{_MONTH})(?:\s(?:of\s)?(?P<y>\d{{4}}|that\syear|last\syear|this\syear))?",
        ),
        ("month", rf"(?P<month>{_MONTH})\s(?P<y>\d{{4}})"),
        ("month", rf"(?P<pre>early|mid|late)[\s-](?P<month>{_MONTH}){_YEAR}"),
        ("anchor", rf"the\s(?P<next>following|previous|preceding)\s(?P<day>{_DAY}){_PART}"),
        (
            "weekdays",
            rf"(?:from\s)?(?:(?:late|early)\s)?(?P<day>{_DAY}){_PART}(?:,\s{_DAY})*{_TO}"
            rf"(?:(?:late|early)\s)?(?P<day2>{_DAY}){_PART}",
        ),
        ("weeks", rf"(?P<n>{NUM})\s(?P<day>{_DAY})s\sago"),
        (
            "weeks",
            rf"(?P<n>{NUM})\s(?P<weeks>weeks?)\sago\son\s(?P<day>{_DAY}){_PART}|"
            rf"(?P<day2>{_DAY}){_PART}\s(?P<n2>{NUM})\sweeks?\sago",
        ),
        (
            "in_week",
            rf"(?P<day>{_DAY}){_PART},?\s(?:of\s)?(?P<which>last|this|next)\sweek|"
            rf"(?P<which2>last|this|next)\sweek\son\s(?P<day2>{_DAY}){_PART}",
        ),
        (
            "weekday",
            rf"(?P<day>{_DAY})\s(?:(?P<post>last|next)(?!\s(?:week|month|year))|(?P<after>week)\b)",
        ),
        ("nth", rf"(?P<weekday>{_DAY})(?:,\s|\s)the\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)"),
        ("weekday", rf"(?:(?P<pre>last|next|this|this\spast|late|early)\s)?(?P<day>{_DAY}){_PART}"),
        (
            "nth",
            r"(?:(?<=[Oo]n\s)|(?<=for\s)|(?<=by\s)|(?<=since\s)|(?<=until\s))"
            r"the\s(?P<d>\d{1,2})(?:st|nd|rd|th)",
        ),
        ("near", r"the\s(?P<near>day\sbefore\syesterday|day\safter\stomorrow)"),
        (
            "anchor",
            r"in\sthe\s(?P<vague>days|week|weeks|months)\s(?:immediately\s)?(?P<way>after|before)",
        ),
        (
            "anchor",
            rf"the\s(?P<unit>{_HOURS}|week|month|year)\s(?P<next>before|after)(?!\slast\b)",
        ),
        (
            "anchor",
            rf"(?:{NUM}\s|some\s|just\s)?(?P<same>hours?|minutes?)\s(?:later|earlier|afterwards?|after|before)",
        ),
        ("anchor", rf"(?:the|that)\s(?P<same>same)\s{_HOURS}|that\s(?:very\s)?(?P<same2>{_HOURS})"),
        (
            "anchor",
            rf"the\s(?:very\s)?(?P<next>next(?=\s{_HOURS})|following|previous|preceding)\s"
            rf"(?P<unit>{_HOURS}|week|month|year)",
        ),
        (
            "anchor",
            rf"(?P<n>{NUM})\s(?P<unit>(?:day|night|week|fortnight|month|year)s?)\s"
            r"(?P<way>later|earlier|after(?:wards)?|before|on(?=,))",
        ),
        ("anchor", r"(?P<vague>days|weeks|months)\s(?P<way>later|earlier|after|before)"),
        (
            "years_ago",
            rf"(?P<n>{NUM})\syears?\sago\s(?:(?P<near>today|to\sthe\sday|this\sweek|(?:this|last|next)\smonth)|"
            rf"(?:in|this)\s(?P<month>{_MONTH}))",
        ),
        ("ago", rf"(?P<n>{NUM})\s(?P<unit>{_UNIT})\sago"),
        ("near", r"(?P<near>today|tonight|tomorrow|yesterday|overnight)"),
        ("near", r"(?P<near>last\snight|this\s(?:morning|afternoon|evening))"),
        (
            "week",
            r"(?:(?P<pre>earlier|later|early|late)\s)?(?P<which>this|last|next|the\spast|this\spast|the\scoming)\s"
            r"(?P<unit>week|month|year|weekend)",
        ),
        (
            "week",
            r"(?P<pre>early|late|earlier|later|start|beginning|middle|end)\s(?:in|of)\s"
            r"(?P<which>the|last|this|next)\s(?P<unit>week)",
        ),
        ("week", r"(?P<pre>mid)-?(?P<unit>week)"),
        ("week", r"(?:over|at|during)\s(?P<which>the)\s(?P<unit>weekend)"),
        ("week", r"(?P<pre>earlier|later)\sin\s(?P<which>the)\s(?P<unit>week|month)"),
        ("recent", r"(?:in|over|for|during)\s(?:the\s)?(?P<recent>recent|past|last)\s"
                   r"(?:few\s|several\s)?(?P<unit>days|weeks|months|years)"),
        ("past", rf"(?:in|over|for|during|within)\s(?:the\s)?(?:past|last|previous)\s"
                 rf"(?P<n>{NUM})\s(?P<unit>hours?|days?|weeks?|months?|years?)"),
        (
            "ahead",
            rf"(?P<how>in|within|over)\s(?:the\s(?:coming|next)\s(?P<few>few\s|several\s)?)?(?P<n>{NUM}\s)?"
            r"(?P<unit>(?:day|week|month)s?)(?:['’]s?\stime)?(?!\sof)",
        ),
        (
            "nth_day",
            rf"(?:for|in|into|entered|on)\s(?:a|the|its|their)\s(?P<nth>{ORDINAL})\s"
            r"(?:(?:straight|consecutive|successive)\s)?(?:day|night)",
        ),
        ("duration", rf"(?:for|within|after|in)\s(?P<n>{NUM}|[\w-]+)\s(?:{_UNIT}|hours?)"),
        ("duration", rf"(?P<n>{NUM})\s{_UNIT}\sof"),
        ("year", r"(?P<y>(?:19|20)\d{2})(?=,?\swhen\b)"),
        (
            "year",
            r"(?:from\s|between\s)?(?P<y>(?:19|20)\d{2})\s?(?:-|–|to|and|until)\s?"
            r"(?P<y2>(?:19|20)\d{2})",
        ),
        ("year", r"(?<=[Tt]he\s)(?P<y>(?:19|20)\d{2})(?=\s[a-z])"),
        ("decade", r"the\s(?:(?P<pre>early|mid|late)[\s-])?(?P<decade>(?:19|20)\d0)s"),
        ("year", r"(?:(?P<pre>in|since|during|of|late|early|mid|by)[\s-])+(?P<y>(?:19|20)\d{2})"),
    )
)  # fmt: skip
