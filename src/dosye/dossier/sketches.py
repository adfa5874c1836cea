"""What of the words of a text its copies are found by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from struct import pack, unpack
from zlib import crc32

Sketch = tuple[int, ...]
SIZE = 6
"""By so many of the smallest hashes copies are looked up."""
WHOLE = 16
"""So many are kept beside each."""


def shingles(words: Sequence[str]) -> frozenset[int]:
    """Return the hashes of every three look-up keys of a text that follow each other."""
    keys = [word.encode("utf-8", "surrogatepass") for word in words]
    runs = zip(keys, keys[1:], keys[2:], strict=False) if len(keys) > 2 else [keys]
    return frozenset(crc32(b" ".join(run)) for run in runs)


def sketch(runs: Iterable[int]) -> Sketch:
    """Return the smallest hashes of a text (`shingles`); by the first of them its copies are looked up."""
    return tuple(sorted(runs)[:WHOLE])


def pack_sketch(some: Sequence[int]) -> bytes:
    """Return a sketch as the store keeps it."""
    return pack(f"<{len(some)}I", *some)


def unpack_sketch(whole: bytes) -> Sketch:
    """Return a sketch that the store kept."""
    return unpack(f"<{len(whole) // 4}I", whole)
