"""Count the words that news write in lower case: ``geomap/geoparse/words/common.txt``.

    python -m training.common TEXTS.jsonl ...

Only the text of each row is read ("text", "sentence" or "headline"), no annotation.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

OUT: Final = Path(__file__).parents[1] / "geomap" / "geoparse" / "words" / "common.txt"
HEAD: Final = (
    "# English words that news write in lower case, "
    "counted over unlabeled news texts by training/common.py."
)
LEAST_COUNT: Final = 4
LEAST_SHARE: Final = 0.3
_WORD: Final = re.compile(r"(?<![\w'’.@/])[A-Za-z]{2,}")


def common_words(texts: Iterable[str]) -> list[str]:
    """Return the words seen often enough in lower case, and not mostly with a capital."""
    lower, other = Counter[str](), Counter[str]()
    for text in texts:
        for word in _WORD.findall(text):
            (lower if word.islower() else other)[word.lower()] += 1
    return sorted(w for w, n in lower.items() if n >= LEAST_COUNT and n > LEAST_SHARE * other[w])


def _texts(paths: Iterable[Path]) -> Iterable[str]:
    """Yield the texts of jsonl files."""
    for path in paths:
        with path.open(encoding="utf-8") as file:
            for row in map(json.loads, file):
                yield next((row[k] for k in ("text", "sentence", "headline") if row.get(k)), "")


def main() -> None:
    """Count the given files and write the list."""
    found = common_words(_texts(Path(name) for name in sys.argv[1:]))
    lines = textwrap.wrap(" ".join(found), 138, break_long_words=False, break_on_hyphens=False)
    OUT.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    print(f"{len(found)} words -> {OUT}")


if __name__ == "__main__":
    main()
