"""What the tagger sees of each token: the word, its shape, its company and the gazetteer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from geomap.geoparse.lexicon import clusters, feature_words, words
from geomap.geoparse.scan import Hit, is_grammar, longest, may_open, named_areas
from geomap.geoparse.tokens import Token

if TYPE_CHECKING:
    from geomap.gazetteer import Match

__all__ = ["Segment", "document_features"]

_LISTS: Final = (
    ("g", "given_names"),
    ("t", "titles"),
    ("o", "organizations"),
    ("f", "facilities"),
    ("r", "streets"),
    ("v", "speech_verbs"),
    ("l", "locative"),
    ("c", "calendar"),
    ("k", "offices"),
)
_LOCATIVE: Final = frozenset("in at near from to outside around across through toward into".split())
_JOINERS: Final = frozenset(("of", "de", "la", "del", "al", "el", "-", "&"))
_BRIDGES: Final = _JOINERS | frozenset(
    ("the", "du", "das", "do", "los", "las", "d", "'", "’", "/", "st", "nd", "rd", "th")
)
_LONGEST_STRETCH: Final = 400
_MOST_BEARERS: Final = 12
_NONE: Final = "-"
_NO_CLUSTER: Final = (_NONE, _NONE)


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens from ``first`` on that may hold names, with the features of each.

    Whatever stands between segments is lower case and never part of a name.
    """

    first: int
    features: list[list[str]]


def document_features(tokens: Sequence[Token], hits: Sequence[Hit]) -> Iterator[Segment]:
    """Yield the stretches of a document that may hold names, as the tagger's weights see them."""
    columns = _Columns.of(tokens, hits)
    evidence = _evidence(columns)
    yield from (
        Segment(first, [_token_features(columns, evidence, i) for i in range(first, last)])
        for first, last in _stretches(tokens, _inside(hits))
        if last - first > 1 or columns.edge[first] != _NONE or not is_grammar(tokens, first)
    )


def _inside(hits: Sequence[Hit]) -> frozenset[int]:
    """Return the tokens inside names of several words: "and" in "Saint Kitts and Nevis"."""
    return frozenset(i for hit in hits for i in range(hit.first + 1, hit.last))


def _stretches(tokens: Sequence[Token], inside: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of capitals with what may bind them; the end is exclusive.

    Hundreds of capitals without a break are no prose.
    """
    i = 0
    while i < len(tokens):
        if not may_open(tokens, i):
            i += 1
            continue
        first = i
        i = _stretch_end(tokens, first, inside)
        if i - first <= _LONGEST_STRETCH:
            yield first, i


def _stretch_end(tokens: Sequence[Token], first: int, inside: frozenset[int]) -> int:
    """Return the end (exclusive) of the stretch from ``first``: a capital or "19" in "Route 19"."""
    end, i = first + 1, first + 1
    while i < len(tokens) and i - end < 3 and not tokens[i].first:
        token = tokens[i]
        if token.capital or (token.kind == "number" and i == end):
            end = i + 1
        elif i not in inside and not _binds(token):
            break
        i += 1
    return end


def _binds(token: Token) -> bool:
    """Whether a token without a capital may stand between the capitals of one name."""
    return token.kind in ("clitic", "number") or token.text in _BRIDGES


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitals in a row: tokens ``first:last``."""

    first: int
    last: int


@dataclass(slots=True)
class _Columns:
    """The atoms of features, one value a token."""

    tokens: Sequence[Token]
    word: list[str]
    shape: list[str]
    kind: list[str]
    place: list[str]
    edge: list[str]
    rank: list[str]
    home: list[str]
    common: list[bool]
    cluster: list[tuple[str, str]]
    run: list[_Run | None] = field(default_factory=list)

    @classmethod
    def of(cls, tokens: Sequence[Token], hits: Sequence[Hit]) -> _Columns:
        word = [t.text.lower() if t.kind != "number" else "0" * len(t.text) for t in tokens]
        place, edge, rank, home = _places(tokens, hits)
        shape, kind = [_shape(t) for t in tokens], [_kind(w.rstrip(".") or w) for w in word]
        common = [w in words("common") for w in word]
        cluster = [clusters().get(w, _NO_CLUSTER) for w in word]
        columns = cls(tokens, word, shape, kind, place, edge, rank, home, common, cluster)
        columns.run = _runs(tokens)
        return columns


def _shape(token: Token) -> str:
    """Return a short code of the token's letters: Xx, XX, X, x, 0, A. or the mark itself."""
    text = token.text
    if token.kind in ("initials", "short"):
        return token.kind
    if token.kind == "number":
        return f"0{len(text)}" if len(text) < 5 else "0+"
    if not text[0].isalpha():
        return text
    if text.islower():
        return "x"
    if text.isupper():
        return "X" if len(text) == 1 else ("XX" if len(text) < 4 else "XXX")
    return "Xx" if text[1:].islower() else "xX"


@lru_cache(maxsize=20_000)
def _kind(word: str) -> str:
    """Return the word lists that hold a word, a letter a list."""
    letters = "".join(letter for letter, name in _LISTS if word in words(name))
    return letters + ("n" if word in feature_words() else "") or _NONE


def _places(
    tokens: Sequence[Token], hits: Sequence[Hit]
) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return what the gazetteer says of each token's longest name: sense, edge, rank, home."""
    place, edge, rank, home = ([_NONE] * len(tokens) for _ in range(4))
    kept = longest(hits)
    named = named_areas(kept)
    told: dict[int, tuple[str, str]] = {}  # a name said often has the same matches each time
    for hit in kept:
        span = range(hit.first, hit.last)
        if id(hit.matches) not in told:
            told[id(hit.matches)] = _sense(hit.matches), _at_home(hit.matches, named)
        sense, at_home = told[id(hit.matches)]
        for i in span:
            place[i] = sense
            rank[i] = str(int(hit.matches[0].score * 10))
            edge[i] = "B" if i == hit.first else "I"
            home[i] = at_home
        if len(span) == 1:
            edge[hit.first] = "S"
    return place, edge, rank, home


def _at_home(matches: Sequence[Match], named: Counter[str]) -> str:
    """Return whether a bearer of a name lies in a division (a) or country (c) that the text names.

    With the number of bearers; "A" and "C" where the text names it more than once.
    """
    size = min(len(matches), 4)
    places = [m.place for m in matches[:_MOST_BEARERS]]
    if places[0].feature_code.startswith("PCL") or places[0].feature_code == "ADM1":
        return "="
    division = max(named[f"{p.country}/{p.admin1}"] for p in places)
    if division:
        return f"{'A' if division > 1 else 'a'}{size}"
    country = max(named[p.country] for p in places)
    return f"{'C' if country > 1 else 'c' if country else ''}{size}"


def _sense(matches: Sequence[Match]) -> str:
    """Return a coarse word for what a name may mean, by its most prominent sense."""
    top = matches[0]
    if any(m.kind == "demonym" for m in matches[:3]):
        return "dem"
    code = top.place.feature_code
    abbreviation = "~" if top.kind == "abbreviation" else ""
    if code.startswith("PCL"):
        return abbreviation + "country"
    if code in ("ADM1", "ADM2", "CONT", "PSTB"):
        return abbreviation + code
    if top.place.feature_class == "P":
        return f"{abbreviation}P{len(str(top.place.population))}"
    return top.place.feature_class


def _runs(tokens: Sequence[Token]) -> list[_Run | None]:
    """Return for each token the run of capitals it stands in."""
    runs: list[_Run | None] = [None] * len(tokens)
    i = 0
    while i < len(tokens):
        if not tokens[i].capital:
            i += 1
            continue
        run = _Run(i, _run_end(tokens, i))
        runs[run.first : run.last] = [run] * (run.last - run.first)
        i = run.last
    return runs


def _run_end(tokens: Sequence[Token], first: int) -> int:
    """Return the end of the run of capitals that begins at ``first``."""
    end = first + 1
    while end < len(tokens) and not tokens[end].first:
        if tokens[end].capital:
            end += 1
        elif tokens[end].text in _JOINERS and end + 1 < len(tokens) and tokens[end + 1].capital:
            end += 2
        else:
            break
    return end


def _evidence(columns: _Columns) -> Mapping[str, str]:
    """Return for each capitalized word what the rest of the document makes of it."""
    seen: dict[str, Counter[str]] = {}
    for i, token in enumerate(columns.tokens):
        if token.capital:
            counts = seen.setdefault(columns.word[i], Counter())
            counts.update(_hints(columns, i))
    lower = {t.text for t in columns.tokens if t.kind == "word" and t.text.islower()}
    return {w: _summary(c) + ("w" if w in lower else "") or _NONE for w, c in seen.items()}


def _hints(columns: _Columns, i: int) -> Iterator[str]:
    """Yield what one occurrence says of its word: place, person, organization."""
    run = columns.run[i]
    if run is None:
        return
    before = columns.word[run.first - 1] if run.first else ""
    if run.first == i and before in _LOCATIVE:
        yield "l"
    if i > run.first and set(columns.kind[i - 1]) & {"g", "t"}:
        yield "p"
    elif i + 1 < run.last and "g" in columns.kind[i] and columns.kind[i + 1] == _NONE:
        yield "q"
    if i + 1 < run.last and "o" in columns.kind[run.last - 1]:
        yield "o"
    if columns.kind[min(run.last, len(columns.kind) - 1)].startswith("v"):
        yield "v"
    if i + 2 < len(columns.word) and columns.word[i + 1] == ",":
        yield from _pair(columns.place[i + 2])


def _pair(sense: str) -> Iterator[str]:
    """Yield that a name of a state or country follows the comma."""
    if sense.lstrip("~") in ("country", "ADM1"):
        yield "s"


def _summary(counts: Counter[str]) -> str:
    """Return letters of the hints that occur, upper case where they occur more than once."""
    return "".join(k.upper() if counts[k] > 1 else k for k in "lpqovs" if counts[k])


def _token_features(columns: _Columns, evidence: Mapping[str, str], i: int) -> list[str]:
    """Return the features of one token."""
    word, shape, kind, place = columns.word, columns.shape, columns.kind, columns.place
    token, last = columns.tokens[i], len(word) - 1
    w, s, k, p, e = word[i], shape[i], kind[i], place[i], columns.edge[i]
    features = [
        "b", "w=" + w, "s=" + s, "k=" + k, "p=" + p, f"pe={p}{e}", f"ps={p}{s}{e}", f"pk={p}{k}",
    ]  # fmt: skip
    if token.capital:
        features += (
            "3<" + w[:3], "3>" + w[-3:], "4>" + w[-4:], "2>" + w[-2:], f"sf={s}{token.first}",
            f"c={columns.common[i]}{token.first}", f"cp={columns.common[i]}{p}",
            f"m={columns.home[i]}", f"mp={columns.home[i]}{p}", f"me={columns.home[i]}{e}{k}",
            f"mg={columns.home[i]}{columns.cluster[i][0]}", f"md={columns.home[i]}{evidence[w]}",
            f"q={columns.rank[i]}{e}", f"qs={columns.rank[i]}{s}{kind[i]}",
            "d=" + evidence[w], f"dp={evidence[w]}{p}",
        )  # fmt: skip
        features += (f"d{letter}" for letter in evidence[w])
        features += (f"d{letter}{s}{e}" for letter in evidence[w])
    for offset in (-2, -1, 1, 2):
        j = i + offset
        if 0 <= j <= last:
            features += (f"w{offset}={word[j]}", f"s{offset}={shape[j]}", f"k{offset}={kind[j]}",
                         f"p{offset}={place[j]}{columns.edge[j]}")  # fmt: skip
        else:
            features.append(f"w{offset}=|")
    if i > 0:
        features += (f"ww-={word[i - 1]}|{w}", f"ss-={shape[i - 1]}|{s}", f"pp-={place[i - 1]}|{p}",
                     f"wp-={word[i - 1]}|{p}", f"kp-={kind[i - 1]}|{p}")  # fmt: skip
    if i < last:
        features += (f"ww+={w}|{word[i + 1]}", f"ss+={s}|{shape[i + 1]}", f"pp+={p}|{place[i + 1]}",
                     f"pw+={p}|{word[i + 1]}", f"pk+={p}|{kind[i + 1]}")  # fmt: skip
    if 0 < i < last:
        features += (f"wpw={word[i - 1]}|{p}|{word[i + 1]}", f"kpk={kind[i - 1]}|{p}|{kind[i + 1]}")
    features.extend(_cluster_features(columns, i))
    features.extend(_run_features(columns, evidence, i))
    return features


def _cluster_features(columns: _Columns, i: int) -> Iterator[str]:
    """Yield the groups of a token and its neighbors, and what the gazetteer makes of the group."""
    cluster, p = columns.cluster, columns.place[i]
    last = len(cluster) - 1
    coarse, fine = cluster[i]
    yield "g=" + coarse
    yield "h=" + fine
    yield f"gp={coarse}{p}"
    yield f"hp={fine}{p}"
    for offset in (-2, -1, 1, 2):
        if 0 <= i + offset <= last:
            near = cluster[i + offset]
            yield f"g{offset}={near[0]}"
            yield f"h{offset}={near[1]}"
    if i > 0:
        yield f"gg-={cluster[i - 1][0]}|{coarse}"
        yield f"hh-={cluster[i - 1][1]}|{fine}"
    if i < last:
        yield f"gg+={coarse}|{cluster[i + 1][0]}"
        yield f"hh+={fine}|{cluster[i + 1][1]}"


def _run_features(columns: _Columns, evidence: Mapping[str, str], i: int) -> Iterator[str]:
    """Yield what the run of capitals around a token and its two neighbors say."""
    run = columns.run[i]
    if run is None:
        return
    word, kind = columns.word, columns.kind
    before = word[run.first - 1] if run.first else "|"
    after = word[run.last] if run.last < len(word) else "|"
    after_kind = kind[run.last] if run.last < len(word) else "|"
    size = min(run.last - run.first, 5)
    where = f"{min(i - run.first, 3)}/{size}"
    p = columns.place[i]
    yield "r=" + where
    yield f"rp={where}{p}"
    yield f"r<{before}"
    yield f"r>{after}"
    yield f"r<>{before}|{after_kind}"
    yield f"r<p{before}|{p}"
    yield f"r>p{p}|{after_kind}"
    yield f"rk={kind[run.first]}|{kind[run.last - 1]}|{where}"
    yield f"rl={word[run.last - 1]}|{min(run.last - 1 - i, 3)}"
    yield f"rf={word[run.first]}|{min(i - run.first, 3)}"
    yield f"rd={evidence.get(word[run.first], _NONE)}|{evidence.get(word[run.last - 1], _NONE)}"
