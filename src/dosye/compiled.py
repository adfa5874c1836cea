"""Plain look-up tables made of the reviewed ones, kept in a file beside the code so that a start is quick.

scripts/make-compiled writes the file. It is used only while the tables and the code that made it are to the
byte what they were then; otherwise each table is made anew, which gives the same.
"""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Callable, Iterator, KeysView, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import ParamSpec, TypeVar, cast, overload

P = ParamSpec("P")
T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
X = TypeVar("X")
D = TypeVar("D")
HERE = Path(__file__).parent
FILE = HERE / "compiled.bin"
_FOLDERS = ("entities", "events", "knowledge", "language", "statements", "stances", "times")  # of tables
_CODE = (
    "tables.py", "compiled.py", "knowledge", "language/ckb", "entities/link.py", "entities/loose.py",
    "entities/names.py", "events/lexicon.py", "events/scene.py", "events/words.py", "stances/again.py",
    "stances/lines.py", "stances/phrases.py", "stances/tie_drafts.py",
)  # fmt: skip
_CASES = ".cases.tsv"
_SIZE = 16  # bytes of a digest
_FORM = 3  # of marshal: what is one object is written once


def compiled(make: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what a function makes of the tables of dosye: from the file if it is there and fresh.

    Args:
        make: a function of a module; it returns dicts, lists, tuples, strings and numbers only.
        args: what it is called with; strings among them tell one call from another.
        kwargs: none.
    """
    held = _held().get(name_of(make, *args))
    return make(*args, **kwargs) if held is None else cast(T, marshal.loads(held))


def name_of(make: Callable[..., object], *args: object) -> str:
    """Return the name of a call in the file."""
    told = [arg for arg in args if isinstance(arg, str)]
    return " ".join([f"{make.__module__}.{make.__qualname__}", *told])


def packed(made: dict[str, object]) -> bytes:
    """Return the file that holds these values by name, for the tables and the code as they are."""
    parts = {name: marshal.dumps(_shared(value, {}), _FORM) for name, value in made.items()}  # type: ignore[arg-type]
    return digest() + marshal.dumps(parts, 2)


def _shared(value: object, seen: dict[object, object]) -> object:
    """A copy where equal strings and numbers are one, each new: so the file is small and always the same."""
    if isinstance(value, dict):
        return {_shared(key, seen): _shared(held, seen) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return type(value)([_shared(held, seen) for held in value])
    if isinstance(value, str):
        return seen.setdefault(value, value.encode().decode())
    return value if isinstance(value, bool | None) else seen.setdefault((type(value), value), value)


class LazyMapping(Mapping[K, V]):
    """A mapping whose values are made of plain ones when they are first asked for."""

    __slots__ = ("_made", "_make", "_plain")

    def __init__(self, plain: Mapping[K, X], make: Callable[[X], V]) -> None:
        self._plain, self._make = plain, make
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._make(self._plain[key])
        return found

    @overload
    def get(self, key: K) -> V | None: ...
    @overload
    def get(self, key: K, default: V | D) -> V | D: ...
    def get(self, key: K, default: object = None) -> object:
        """Return a value, or the default where there is none."""
        found = self._made.get(key)
        if found is None:
            return self[key] if key in self._plain else default
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._plain

    def __iter__(self) -> Iterator[K]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)

    def keys(self) -> KeysView[K]:
        """Return the keys, as those of a dict."""
        return self._plain.keys()


class LazySequence(Sequence[V]):
    """A sequence whose items are made of plain ones when they are first asked for."""

    __slots__ = ("_made", "_make", "_plain")

    def __init__(self, plain: Sequence[X], make: Callable[[X], V]) -> None:
        self._plain, self._make = plain, make
        self._made: dict[int, V] = {}

    @overload
    def __getitem__(self, at: int) -> V: ...
    @overload
    def __getitem__(self, at: slice) -> list[V]: ...
    def __getitem__(self, at: int | slice) -> V | list[V]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        found = self._made.get(at)
        if found is None:
            found = self._made[at] = self._make(self._plain[at])
        return found

    def __len__(self) -> int:
        return len(self._plain)


@cache
def _held() -> dict[str, bytes]:
    try:
        held = FILE.read_bytes()
    except OSError:
        return {}
    if held[:_SIZE] != digest():
        return {}
    return cast("dict[str, bytes]", marshal.loads(memoryview(held)[_SIZE:]))


def digest() -> bytes:
    """Return a digest of the tables and of the code that reads them."""
    found = hashlib.sha256()
    for path in _sources():
        with open(os.path.join(HERE, path), "rb", buffering=0) as file:
            held = file.read()
        found.update(f"{path} {len(held)}\n".encode())
        found.update(held)
    return found.digest()[:_SIZE]


def _sources() -> list[str]:
    found = [path for folder in _FOLDERS for path in _files(folder, ".tsv")]
    for path in _CODE:
        found += [path] if path.endswith(".py") else _files(path, ".py")
    return sorted(found)


def _files(folder: str, ending: str) -> Iterator[str]:
    """The files of a folder and the folders in it, as paths from here."""
    for entry in os.scandir(os.path.join(HERE, folder)):
        path = f"{folder}/{entry.name}"
        if entry.name.endswith(ending) and not entry.name.endswith(_CASES):
            yield path
        elif "." not in entry.name and "__" not in entry.name and entry.is_dir():
            yield from _files(path, ending)
