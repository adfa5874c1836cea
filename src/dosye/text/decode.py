"""From bytes to characters: UTF-8, UTF-16 and windows-1256, and what is no text at all."""

from __future__ import annotations

import codecs
import io
import re
from typing import BinaryIO

from dosye.errors import DocumentError

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PICTURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "sound or a picture",
    b"BM": "a BMP picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "compressed",
    b"\xd0\xcf\x11\xe0": "an old office document (.doc); save it as .docx",
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_LETTER = re.compile("[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc]")
_HIGH = re.compile("[\x80-\U0010ffff]")
_LEAST_ARABIC = 0.7  # of the letters beyond ASCII, before bytes count as windows-1256
_SAMPLE = 65536
_BUFFER = 1 << 16


def decode(raw: bytes) -> str:
    """Return bytes as text.

    UTF-8, UTF-16 with or without its mark, and windows-1256 are known; nothing is replaced on the way.

    Raises:
        DocumentError: the bytes are no text, or in no encoding that Kurdish sites have used.
    """
    refuse_binary(raw)
    for mark, encoding in _MARKED:
        if raw.startswith(mark):
            return _checked(_strict(raw, encoding))
    if wide := _unmarked_wide(raw):
        return _checked(_strict(raw, wide))
    try:
        return _checked(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        text = raw.decode("windows-1256", "replace")
        high = _HIGH.findall(text[:_SAMPLE])
        if sum(map(bool, map(_LETTER.match, high))) < _LEAST_ARABIC * len(high) or _CONTROL.search(text):
            raise DocumentError(f"not UTF-8 text (byte {error.start}); save it as UTF-8") from error
        return text


def encoding_of(raw: bytes) -> str:
    """Return the encoding of a stream by its first bytes, for what is read line by line."""
    for mark, encoding in _MARKED:
        if raw.startswith(mark):
            return encoding
    return _unmarked_wide(raw) or "utf-8"


def refuse_binary(raw: bytes) -> None:
    """Raise DocumentError where the first bytes are those of a picture or another format."""
    for start, what in _PICTURES.items():
        if raw.startswith(start) and (start != b"BM" or b"\x00" in raw[:64]):
            raise DocumentError(f"holds no text: it is {what}")


def _unmarked_wide(raw: bytes) -> str | None:
    """UTF-16 without its mark: every second byte is one of few, as in Arabic and Latin letters."""
    sample = raw[:2000]
    if len(sample) < 4 or len(raw) % 2:
        return None
    common = (0x00, 0x06)
    even, odd = sample[0::2], sample[1::2]
    for encoding, high in (("utf-16-le", odd), ("utf-16-be", even)):
        if sum(byte in common for byte in high) > 0.9 * len(high) and 0x00 in high:
            return encoding
    return None


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(f"broken {encoding} text (byte {error.start})") from error


def _checked(text: str) -> str:
    if "\x00" in text:
        raise DocumentError("holds null bytes, so it is no text")
    return text


def rejoined(head: bytes, rest: BinaryIO) -> io.BufferedReader:
    """Return a stream with the head that was read from it put back."""
    return io.BufferedReader(_Joined(head, rest), _BUFFER)


class _Joined(io.RawIOBase):
    """A stream with the head that was read from it put back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(part) :]
        buffer[: len(part)] = part
        return len(part)
