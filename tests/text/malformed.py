"""Malformed, hostile and truncated files made from good ones, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

Mutation = Callable[[bytes, random.Random], bytes]


def cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw))]


def flip(raw: bytes, chance: random.Random) -> bytes:
    out = bytearray(raw)
    for _ in range(chance.randint(1, max(1, len(out) // 50))):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def drop(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + raw[at + chance.randint(1, 200) :]


def repeat(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    part = raw[at : at + chance.randint(1, 100)]
    return raw[:at] + part * chance.randint(2, 500) + raw[at:]


def insert(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + chance.choice(HOSTILE) + raw[at:]


def nothing(raw: bytes, chance: random.Random) -> bytes:
    return bytes(chance.randrange(2) * chance.randrange(5000))


def noise(raw: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(chance.randrange(1, 5000))


def swap(raw: bytes, chance: random.Random) -> bytes:
    a, b = sorted(chance.randrange(len(raw)) for _ in range(2))
    return raw[:a] + raw[b:] + raw[a:b]


HOSTILE = (
    b"\x00" * 100,
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    "\u202e\u2066\u200f".encode() * 50,
    "\u064b".encode() * 5000,
    "\u200c".encode() * 5000,
    b"<div>" * 5000,
    b"[" * 100_000,
    b'{"a":' * 20_000,
    b"&#x110000;&#xd800;",
    b"<!ENTITY a '&a;&a;'>",
    b'"' * 999,
    b"(" * 5000,
    b"9" * 10_000,
    b"%PDF-1.4\n1 0 obj<</Length 999999999>>stream\n",
    "کاک".encode() * 20_000,
    b"\r" * 5000,
)
MUTATIONS: tuple[Mutation, ...] = (cut, flip, drop, repeat, insert, nothing, noise, swap)


def make_malformed(good: dict[str, bytes], many: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of malformed files, the formats in turn."""
    chance = random.Random(seed)
    names = sorted(good)
    for number in range(many):
        name = names[number % len(names)]
        raw = good[name]
        for _ in range(chance.randint(1, 3)):
            raw = chance.choice(MUTATIONS)(raw or b"x", chance)
        yield f"{number:04}-{name}", raw
