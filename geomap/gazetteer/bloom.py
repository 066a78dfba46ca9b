"""A Bloom filter over folded names: most names that a store does not hold cost no query.

Method: B. H. Bloom, Space/time trade-offs in hash coding with allowable errors, CACM 13 (1970).
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

__all__ = ["bloom", "may_hold"]

#: Three bits are set for each name, of up to 24 bits each, all cut from one digest.
_MOST_BITS: Final = 1 << 24
_BITS_A_NAME: Final = 12


def bloom(folded: Iterable[str], count: int) -> bytes:
    """Return the filter of ``count`` names: a power of two of bits, at most 2 MB."""
    bits = 1 << 10
    while bits < min(_MOST_BITS, _BITS_A_NAME * count):
        bits <<= 1
    mask, held = bits - 1, bytearray(bits // 8)
    for name in folded:
        digest = int.from_bytes(blake2b(name.encode(), digest_size=9).digest(), "little")
        for shift in (0, 24, 48):
            bit = digest >> shift & mask
            held[bit >> 3] |= 1 << (bit & 7)
    return bytes(held)


def may_hold(held: bytes, folded: str) -> bool:
    """Whether a name may be among those of a filter; False is sure. An empty filter knows nothing.

    >>> may_hold(bloom(["torkham"], 1), "torkham"), may_hold(bloom(["torkham"], 1), "chaman")
    (True, False)
    """
    mask = len(held) * 8 - 1
    if mask < 0:
        return True
    digest = int.from_bytes(blake2b(folded.encode(), digest_size=9).digest(), "little")
    for shift in (0, 24, 48):
        bit = digest >> shift & mask
        if not held[bit >> 3] >> (bit & 7) & 1:
            return False
    return True
