"""The one folding of names: what two spellings of a name must share to be the same name.

Used when the store is compiled and when it is asked, so it needs only the standard library.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["fold", "skeleton", "variants"]

_SHORTENED: Final = re.compile(r"\b(?:the|ste?|mt|ft)\b")
_PLAIN: Final = re.compile(r"[a-z]{2,}(?: [a-z]{2,})*")
_POSSESSIVE: Final = re.compile(r"(?:['’ʼ`´‘]s)+$")
_APOSTROPHES: Final = re.compile(r"['’‘ʻʼʽʾʿˈ`´′ʹʺ״׳“”\"]")
_INITIAL_DOT: Final = re.compile(r"(?<![^\W_])([^\W_])\.")
# Vowel signs of the scripts of India and Southeast Asia are no separators, though no letters.
_SEPARATOR: Final = re.compile(r"(?:(?![\u0900-\u109f\u1780-\u17ff])[\W_])+")
_MARKS: Final = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f]"
)
_INITIALS: Final = re.compile(r"\b[a-z](?: [a-z]\b)+")
_ARTICLE: Final = re.compile(
    r"(?:al|el|ul|ar|as|ash|az|an|ad|at|ath|adh|il|la|le|les|los|las) (?=\S{3})"
)
_GLUED_ARTICLE: Final = re.compile(r"(?:ال)(?=\S{3})")
_SHORT_WORDS: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

# Letters that do not decompose, and Arabic and Persian letters written one for the other.
_LETTERS: Final = str.maketrans(
    {
        "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "æ": "ae", "œ": "oe",
        "ħ": "h", "ŋ": "n", "ə": "a", "ƙ": "k", "ɓ": "b", "ɗ": "d", "&": " and ", "ё": "е",
        "ٱ": "ا", "ى": "ی", "ي": "ی", "ې": "ی", "ۍ": "ی", "ك": "ک", "ګ": "گ", "ڪ": "ک",
        "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه", "ء": "", "ټ": "ت", "ډ": "د",
        "ړ": "ر", "ښ": "ش", "ڼ": "ن", "ں": "ن",
    }
)  # fmt: skip


def fold(name: str) -> str:
    """Return the form under which a name is filed.

    Case, accents, punctuation, a leading "the" and a trailing "'s" do not matter; "St." is "saint";
    Arabic letters lose their vowel signs and take one form each. Never empty unless ``name`` is
    blank, and ``fold(fold(name)) == fold(name)``.

    >>> fold("The U.S."), fold("Sana’a's"), fold("São Tomé"), fold("St. Louis"), fold("IĞDIR")
    ('us', 'sanaa', 'sao tome', 'saint louis', 'igdir')
    """
    text = name.casefold()
    if not _PLAIN.fullmatch(text):
        text = _bare(text)
    elif not _SHORTENED.search(text):
        return text
    words = text.split(" ")
    first = 0
    while len(words) - first > 1 and words[first] == "the":
        first += 1
    if first or not _SHORT_WORDS.keys().isdisjoint(words):
        return " ".join(_expand(words[first:]))
    return text or " ".join(name.casefold().split())


def variants(folded: str) -> tuple[str, ...]:
    """Return the further forms of a folded name: without its article.

    >>> variants("al qaim"), variants("torkham")
    (('qaim',), ())
    """
    if " " not in folded[:5] and not folded.startswith("ال"):
        return ()
    for article in (_ARTICLE, _GLUED_ARTICLE):
        match = article.match(folded)
        if match:
            return (folded[match.end() :],)
    return ()


def skeleton(folded: str) -> str:
    """Return the consonants of a folded name, those that spellings mix up made one.

    >>> skeleton("torkham") == skeleton("turkam"), skeleton("spin boldak")
    (True, 'spnpltk')
    """
    text = folded.replace(" ", "")
    for written, heard in _SOUNDS:
        if written in text:
            text = text.replace(written, heard)
    text = text[:1] + text[1:].translate(_VOWELS)
    return _TWICE.sub(r"\1", text.translate(_ALIKE))


_SOUNDS: Final = (
    ("kh", "k"), ("gh", "k"), ("ph", "f"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("zh", "s"),
    ("th", "t"), ("dh", "t"), ("ck", "k"),
)  # fmt: skip
_ALIKE: Final = str.maketrans("qgxvzdbj", "kkkwstpc")
_VOWELS: Final = str.maketrans("", "", "aeiouyhw")
_TWICE: Final = re.compile(r"(.)\1+")


def _bare(text: str) -> str:
    """Return a casefolded name without marks and punctuation, letters in one form each."""
    text = _POSSESSIVE.sub("", text)
    text = _APOSTROPHES.sub("", text)
    text = unicodedata.normalize("NFKD", text).casefold()
    text = _MARKS.sub("", text)
    if not text.isascii() or "&" in text:
        text = unicodedata.normalize("NFKC", text.translate(_LETTERS))
    text = _APOSTROPHES.sub("", _INITIAL_DOT.sub(r"\1", text) if "." in text else text)
    text = _SEPARATOR.sub(" ", text).strip()
    return _INITIALS.sub(lambda m: m[0].replace(" ", ""), text)


def _expand(words: list[str]) -> list[str]:
    """Return words with "st" and its like in full; the last word is left ("Bourbon St")."""
    return [*(_SHORT_WORDS.get(word, word) for word in words[:-1]), words[-1]]
