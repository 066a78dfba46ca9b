"""Read gold corpora: jsonl files of texts with their toponyms."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Gold", "in_fold", "read_corpus"]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated document; ``toponyms`` are the rows of the corpus, named like its file."""

    id: str
    text: str
    toponyms: tuple[dict[str, Any], ...]
    corpus: str = ""


def read_corpus(path: Path) -> Iterator[Gold]:
    """Yield the documents of one jsonl file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield Gold(str(row["id"]), row["text"], tuple(row["toponyms"]), path.stem)


def in_fold(document_id: str, fold: str) -> bool:
    """Whether a document belongs to a fold written "k/n"; "" holds none."""
    if not fold:
        return False
    k, n = (int(part) for part in fold.split("/"))
    return zlib.crc32(document_id.encode()) % n == k
