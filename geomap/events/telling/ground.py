"""Names of a sentence that are no ground: forces, directions of travel, where people are from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from geomap.events.cues import source
from geomap.events.status import SPEECH
from geomap.events.text import Sentence
from geomap.model import Toponym

__all__ = ["filed_until", "grounded"]

_ACTS: Final = re.compile(
    r"^(?:['’]s|s['’])?\s(?:(?!(?:when|while|where|after|before|as|and|or|but|by|that|with|because|"
    r"since|until|if|for|from|to|of|on|in|at|against|amid|during|which|who)\s)[a-z]+\s)?"
    rf"(?:{source('actor', 'forces')}|{source('actor', 'armed')}|"
    r"administration|leadership|militia|fighters|side|governor|mayor|prefect|prosecutor|"
    r"commissioner)\b"
)
_BOUND: Final = re.compile(
    r"^-(?:bound|based|registered|backed|led|born|trained|plated|owned|made|flagged|run)\b"
)
#: "a father of six from X", "two traders from X".
_FROM: Final = re.compile(
    r"\b(?:father|mother|parents?|couple|sons?|daughters?|m[ae]n|wom[ae]n|boys?|girls?|child|children|"
    r"drivers?|traders?|farmers?|herders?|students?|teachers?|workers?|labou?rers?|truckers?|merchants?|"
    r"residents?|natives?|famil(?:y|ies)|officers?|brigade|unit|team|volunteers?|crew|citizens?|"
    r"villagers?|families|patients?|doctors?|engineers?|technicians?|mechanics?|people|persons?|"
    r"migrants?|pilgrims?|tourists?|passengers?|constables?|sergeants?|privates?|sepoys?|naiks?|"
    r"corporals?|lieutenants?|majors?|captains?|colonels?|conscripts?|reservists?|recruits?|"
    r"[a-z]{2,}(?:m[ae]n|wom[ae]n|ists?|keepers?|smiths?|owners?)|lawyers?|businessm[ae]n|smugglers?|"
    r"\d+-year-olds?(?: [\w-]+)?)"
    r"(?:,? (?:aged \d+|of (?:\w+)|\d+))?,? "
    r"(?:all |both |mostly |originally |who (?:is|was|came) )?from "
    r"(?:the (?:\w+ )?(?:(?:city|town|village|district|province|state) of )?)?$",
    re.IGNORECASE,
)
#: "a 50-year-old trader of X".
_AGED: Final = re.compile(r"\b\d+-year-old (?:[\w-]+ ){1,3}(?:of|from) (?:the )?$")
#: "from X, in Y": what holds the one holds the other.
_HELD: Final = re.compile(r",? in (?:the )?(?:\w+ern )?|, (?:the )?| \(| (?:or|and) (?:the )?")
#: "near the X border", "the border with X": it may be on either side.
_OF_BORDER: Final = re.compile(r"(?:['’]s)? (?:border|frontier|boundary)\b")
_BORDER_WITH: Final = re.compile(
    r"\b(?:borders?|frontier|boundary|crossings?|gates?|line) "
    r"(?:with|between (?:[\w-]+ ){1,3}and) (?:the )?$"
)
#: "what X calls a camp": who says so.
_SO_CALLED: Final = re.compile(r"\bwhat (?:[\w-]+ ){0,2}$")
_CALLS: Final = re.compile(
    r"\s(?:has |had |have )?(?:called|calls?|described|describes?|said|says?|termed|terms|regards?|"
    r"considers?|considered|claimed|claims?|believed|believes?)\b"
)
#: "a group based in X".
_BASED: Final = re.compile(
    r"\b(?:based|headquartered|liv(?:es|ing)|exiled?|born|raised|educated|trained|registered|jailed|"
    r"interned|studying|who (?:is|was|were|are)(?: \w+)?|speaking|visiting|"
    r"on (?:a|an) (?:\w+ )?visit|travell?ing|on leave|"
    r"at (?:a|the) (?:\w+ )?(?:conference|summit|meeting|forum)) "
    r"(?:in|to) (?:the )?$",
    re.IGNORECASE,
)
#: "the bureau in X spoke of three dead": where it is said.
_SPEAKS: Final = re.compile(
    rf"^(?:, (?:the|an?|where|which|who|near|in|some|about|on)\s[^,;.]{{1,70}},)?"
    rf"\s(?:also\s|later\s|has\s|have\s|had\s)?(?:spoke of|puts?|"
    r"did not (?:answer|respond|reply|return|comment)|could not be reached|declined|"
    r"calls?|called|rejects?|rejected|dismissed|described|urged|vowed|blamed|demanded|"
    r"counte?[ds]|gave|gives|listed|"
    rf"registered|documented|recorded|reports|{SPEECH})\b"
)
#: "police in X said they had found": they tell of their own ground.
_FOUND: Final = re.compile(
    rf"\s{SPEECH} (?:on \w+ )?(?:that )?(?:they|it|he|she|officers|its \w+|their \w+) "
    r"(?:had |have |has )?(?:found|seized|arrested|detained|stopped|intercepted|caught|shot|killed|"
    r"recovered|discovered|foiled)\b"
)
_SPEAKER: Final = re.compile(
    r"\b(?:bureau|office|ministry|department|headquarters|centre|center|union|council|mission|agency|"
    r"radio|"
    r"television|tv|newspaper|correspondents?|reporters?|journalists?|group|command|hospital|"
    r"clinic|town hall|embassy|consulate|spokes\w+|officials?|sources?|"
    r"doctors?|nurses?|medics?|authorities|governor|mayor|prefect) "
    r"(?:in|at|of|for) (?:the (?:\w+ )?)?$",
    re.IGNORECASE,
)
#: "the wounded were taken to X".
_BROUGHT: Final = re.compile(
    r"\b(?:injured|wounded|victims?|patients?|bodies|survivors?|casualties|dead|officers?|soldiers?|"
    r"men|people|them) (?:\S+ ){0,4}?(?:taken|referred|rushed|flown|evacuated|transferred|"
    r"airlifted|brought|moved|admitted) (?:by \w+ )?(?:to|in|at) (?:\S+ ){0,4}?$"
    r"|\b(?:was|were|been|being) (?:\w+ly )?(?:referred|rushed|flown|evacuated|airlifted|"
    r"admitted|taken|brought) (?:\S+ ){0,2}?(?:to|in) (?:the )?(?:\w+ )?$"
    r"|\b(?:died|dies|succumbed) (?:\S+ ){0,5}?(?:wounds?|injuries|surgery|hospital) (?:\S+ ){0,3}?"
    r"(?:in|at) (?:the )?$|\b(?:buried|funerals?|mass|memorial) (?:\S+ ){0,5}?(?:in|at) (?:the )?$",
    re.IGNORECASE,
)
#: "he told journalists in X".
_TOLD_IN: Final = re.compile(
    r"\b(?:told (?:\w+ ){0,2}?(?:journalists|reporters|media|newsmen|press|conference|briefing)|"
    r"(?:news|press) (?:conference|briefing)|interview|speaking|a statement(?: issued)?) "
    r"(?:by (?:tele)?phone |over the phone )?(?:in|from) (?:the )?$"
    rf"|,[\"”’]* (?:the |an? )?(?:[\w’'-]+ ){{1,8}}{SPEECH} (?:late |early )?"
    r"(?:on \w+day |\w+day )?(?:in|from) $"
)
#: "Officials in X, the capital of Y, said".
_APPOSITION: Final = re.compile(r"^,\s[^,;.:]{2,60},(?=\s)")
#: "according to the prosecutor in X", "talks between the rulers in X and"; "many in X thought".
_PARTY: Final = re.compile(
    r"\baccording to (?:[\w’'-]+ ){1,8}(?:in|at|of|for) (?:the )?$"
    r"|\b(?:between|by|against) (?:the )?(?:\w+ )?(?:authorities|government|officials|"
    r"administration|junta|regime|rulers?|leaders(?:hip)?|diplomats?|generals|politicians) in $"
)
_SPEAKERS_IN: Final = re.compile(r"\b(?:many|some|few|those|people|officials|most|experts) in $")
_THINKS: Final = re.compile(
    r"^(?: (?:and|or) [A-ZÀ-Þ]\w+)?\s(?:had |have |has )?(?:thought|think|hoped?|fear(?:ed)?|"
    r"believed?|expect(?:ed)?|suspect(?:ed)?|dared|like to)\b"
)
#: "Nouakchott accuses": who speaks, not where.
_VOICE: Final = re.compile(
    r"^\s(?:has |had |also |later |\w+ly )?"
    r"(?:accuse[sd]?|blame[sd]|den(?:ies|ied)|reject(?:s|ed)|dismiss(?:es|ed)|insists?|insisted|"
    r"vow(?:s|ed)|warn(?:s|ed)|summon(?:s|ed)|protest(?:s|ed) to|condemn(?:s|ed)|demand(?:s|ed)|"
    r"claim(?:s|ed)|says?|said|sp(?:eaks|oke) of|puts?|admit(?:s|ted)|acknowledge[sd]?|"
    r"confirm(?:s|ed)|announce[sd]?|wants to know|told)\b"
)
#: "towards X", "the busiest on the road from X", "fired from a hill near X", "trying to enter X".
_TOWARDS: Final = re.compile(
    r"\btowards? (?:the )?$|\b(?:\w+est|main|only|one) (?:\w+ ){0,2}?(?:on|along) the (?:\w+ )?"
    r"(?:road|route|highway|way) (?:from|between) $"
    r"|\b(?:fired|launched|lobbed|set (?:off|out|sail)|sailed|embarked|departed) from "
    r"(?:an?|the|positions?) (?:(?!across|over|hit|landed|struck|fell|set|\w+ed\b)[a-z-]+ ){0,3}?"
    r"(?:near|in|at|of|outside) (?:the )?$"
    r"|\b(?:cross(?:ed|ing)|came|coming|infiltrat\w+|slipp\w+) (?:over |in |across )?"
    r"from (?:the )?$"
    r"|\b(?:trying|tried|attempt\w*|hoping|hoped|want\w*|about|waiting) to "
    r"(?:enter|reach|cross (?:in)?to|get (?:in)?to|leave) (?:the )?$"
)
#: "X, where the wounded were taken".
_WHERE_TO: Final = re.compile(
    r"^, where (?:the |their |his |her )?(?:\w+ )?(?:wounded|injured|victims?|bodies|body|dead|"
    r"survivors?|casualties|patients|funeral\w*|rescued)\b"
)
#: "mortar fire from the direction of X".
_DIRECTION: Final = re.compile(
    r"\b(?:from the (?:direction|side|hills|mountains|heights|ridges?|territory) of|across from) "
    r"(?:the )?$"
)
#: "Juma Pakwach, 58, died": a person who has the name of a place.
#: "battled along the road to X", "drove thousands into X": a state where people go.
_GONE_TO: Final = re.compile(
    r"\b(?:roads?|routes?|highway|way|tracks?|path) (?:leading )?to (?:the )?$"
    r"|\b(?:push|driv|drove|send|sent|forc)\w* (?:\S+ ){0,3}?(?:thousands|hundreds|dozens|people|"
    r"residents|villagers|civilians|families|refugees) (?:\w+ ){0,2}?(?:in)?to (?:the )?$",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(r"(?:^|[;:]\s|,\s(?:and|but|while)\s)[\"“]?$")
_GIVEN_NAME: Final = re.compile(
    r"(?<!\w)(?!(?:In|At|Near|On|Outside|From|Around|Inside|And|But|The|Of|For|To|By)\s)"
    r"[A-ZÀ-Þ][a-zà-ÿ]+\s$"
)
_AGE: Final = re.compile(r"^,\s(?:aged\s)?[1-9]\d,\s")
#: "From our reporter in X", "say security officials in X".
_REPORTER: Final = re.compile(
    r"\b(?:our|my|AFP|BBC|Reuters|AP)(?:['’]s)? (?:\w+ )?(?:reporter|correspondent|colleague|team|"
    r"stringer|producer)s?(?: [A-ZÀ-Þ][\w’'-]+){0,3} (?:in|at) (?:the )?$"
    r"|\b(?:say|says|said) (?:[\w-]+ ){0,3}?(?:officials?|sources?|residents?|police|witnesses|"
    r"doctors?|medics?|officers?|diplomats?|elders?|activists?) (?:in|at|from) (?:the )?$"
)
#: "said the commander of the brigade in X", "X's garrison says".
_SAID_BY: Final = re.compile(
    rf"\b{SPEECH}(?: [A-ZÀ-Þ][\w.’'-]*){{1,5}}, (?:an? |the )?"
    r"(?:[\w-]+ ){0,3}(?:commander|chief|head|director|governor|mayor|officer|official|doctor|"
    r"nurse|leader|spokes\w+|coordinator|manager|prosecutor|prefect|captain|resident|teacher|elder)\b"
    r"[^.;:,]{0,60}\b(?:in|of|at|for) (?:the )?$"
)
_WHOSE_VOICE: Final = re.compile(rf"^['’]s (?:[\w-]+ ){{1,3}}{SPEECH}\b")
#: "took them to the hospital of X".
_TO_HOSPITAL: Final = re.compile(
    r"\b(?:took|taken|brought|rushed|carried|moved|flown|sent) (?:\S+ ){0,6}?to (?:\S+ ){0,4}?"
    r"(?:hospitals?|clinics?|morgue|mortuary) (?:of|in|at) (?:the )?$"
)
_SUBJECT: Final = re.compile(
    r"[\"“]?(?:(?!was|were|had|has|is|are|hit|fell|that|when|after|said)[\w’'-]+\s){1,5}(?:in|at|from)\s"
    r"(?:the\s)?"
)
#: "outside the X embassy": its ground is elsewhere.
_EMBASSY: Final = re.compile(
    r"^(?:['’]s)?\s(?:embassy|consulate|mission|ambassador)\b", re.IGNORECASE
)
#: "men who had served in X jails were deported": what people did before.
_WHO: Final = re.compile(r"\bwho(?:se)?\s(?!(?:was|were|had been) [a-z]+ing\b)[^,;.]{0,70}$")
_CAME: Final = re.compile(
    r"\bwho (?:had |have |later )?(?:reached|fled|came|liv\w+|served|worked|studied|arrived|"
    r"returned|grew up|escaped|travell?ed|crossed (?:to|into)|left) (?:\S+ ){0,3}?$"
)
#: "the boat had left a beach near X", "on a truck that set out from X": where a way began.
_SET_OUT: Final = re.compile(
    r"\b(?:(?:left|leaving) (?:the|an?) (?:\w+ )?(?:beach|port|coast|shore|harbou?r|jetty)|"
    r"(?:departed|set (?:off|out|sail)|setting (?:off|out)|sailed|embarked|put to sea|took off)"
    r"(?: (?:the|an?) (?:\w+ )?(?:beach|port|coast|shore|harbou?r|jetty|airfield))?)"
    r" (?:from|at|in|near|off|of) (?:the )?$"
)
#: "now in hospital in X".
_IN_HOSPITAL: Final = re.compile(
    r"\b(?:in|at|to) (?:an? |the )?(?:\w+ )?(?:hospital|clinic|intensive care|morgue)s? "
    r"(?:in|at|of) (?:the )?$"
)
_HURT: Final = re.compile(
    r"\b(?:now|injured|wounded|hurt|beat\w*|shot|treat\w*|recover\w*|died|dying|survivors?|victims?)\b"
)
#: "on the X's canal": a river, not the town of its name.
_THE: Final = re.compile(r"\b[Tt]he $")
_WATER: Final = re.compile(r"^(?:['’]s)? (?:canal|banks?|waters?|bed|dam|reservoir|tributar\w+)\b")
_THEN: Final = re.compile(r"^(?:\s[a-z]+){0,2}\s(?:was|were|is|are|has|have|had|will)\b")
#: "to protest against the closure of X": where the marchers are not.
_CAUSE: Final = re.compile(
    r"\b(?:protest\w*|anger|angry|march\w*|rall\w+|demonstrat\w+|strike|complain\w*) "
    r"(?:(?:against|over|at|about|to demand) )?(?:\S+ ){0,3}?"
    r"(?:clos(?:ure|ing)|re-?opening|shutting|building|construction|handover|sale|loss|state) "
    r"(?:of|at) (?:\S+ ){0,4}?$",
    re.IGNORECASE,
)
#: "METEMA, Ethiopia, May 14 - ": where a story was filed.
_DATELINE: Final = re.compile(
    r"(?-i:[A-ZÀ-Þ][A-ZÀ-Þ'’ .-]{2,40})(?:,? \(?[\w. ]{2,24}\)?){0,3}\s?(?:[-–—]{1,2}|:)\s"
)
_LOOK_BACK: Final = 90
_FOUND_REACH: Final = 130
#: What leads to a place where nothing happened, and what follows its name.
_BEFORE: Final = (
    *(_FROM, _AGED, _BASED, _DIRECTION, _TOLD_IN, _BROUGHT, _CAUSE, _CAME, _SAID_BY),
    *(_TO_HOSPITAL, _PARTY, _TOWARDS, _SET_OUT, _REPORTER),
)
_AFTER: Final = (_WHOSE_VOICE, _ACTS, _BOUND, _EMBASSY, _VOICE, _WHERE_TO)


def _is_short(before: str) -> bool:
    """Say whether a clause up to a name is only a subject: "The junta in X"."""
    clause = re.split(r"[,;:.]\s", before)[-1]
    return bool(_SUBJECT.fullmatch(clause))


def filed_until(sentence: Sentence) -> int:
    """Return where the words of a sentence end that say where and when a story was filed."""
    dateline = _DATELINE.match(sentence.text) if sentence.first else None
    return dateline.end() if dateline else 0


def grounded(sentence: Sentence, toponyms: Sequence[Toponym]) -> Iterator[Toponym]:
    """Yield the names of a sentence; those that cannot place an event carry the cue "no_ground"."""
    filed = filed_until(sentence)
    last: Toponym | None = None
    for toponym in toponyms:
        chained = last is not None and _HELD.fullmatch(
            sentence.text, *_within(sentence, last.mention.end, toponym.mention.start)
        )
        if (
            chained
            or toponym.mention.end - sentence.start <= filed
            or _elsewhere(sentence, toponym)
        ):
            last = toponym
            yield replace(toponym, mention=replace(toponym.mention, cue="no_ground"))
        else:
            last = None
            yield toponym


def _within(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    return start - sentence.start, end - sentence.start


def _elsewhere(sentence: Sentence, toponym: Toponym) -> bool:
    """Say whether the words around a name tell that nothing happened there."""
    start, end = _within(sentence, toponym.mention.start, toponym.mention.end)
    before, after = sentence.text[max(0, start - _LOOK_BACK) : start], sentence.text[end:]
    led = any(words.search(before) for words in _BEFORE)
    plain = _APPOSITION.sub("", after, count=1)
    voice = _VOICE.match(plain) and _CLAUSE.search(before)
    person = _GIVEN_NAME.search(before) and _AGE.match(after)
    own = voice or person or any(words.match(after) for words in _AFTER)
    state = toponym.place is not None and toponym.place.feature_code.startswith("PCL")
    border = state and (
        _OF_BORDER.match(after) or _BORDER_WITH.search(before) or _GONE_TO.search(before)
    )
    return bool(led or own or border or _speaks(before, after) or _apart(before, after))


def _speaks(before: str, after: str) -> bool:
    """Say whether who is in a place speaks or thinks: "officials in X, the capital, said"."""
    plain = _APPOSITION.sub("", after, count=1)
    said = _SPEAKS.match(plain) and not _FOUND.search(after, 0, _FOUND_REACH)
    by = _SPEAKER.search(before) or _is_short(before)
    return bool((said and by) or (_SPEAKERS_IN.search(before) and _THINKS.match(after)))


def _apart(before: str, after: str) -> bool:
    """Say whether a name is part of other words: "who had served in X", "the X canal"."""
    return bool(
        (_WHO.search(before) and _THEN.match(after))
        or (_IN_HOSPITAL.search(before) and _HURT.search(before))
        or (_THE.search(before) and _WATER.match(after))
        or (_SO_CALLED.search(before) and _CALLS.match(after))
    )
