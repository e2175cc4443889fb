"""From bytes to text: byte order mark, then strict UTF-8, then a guess that says it is one."""

from __future__ import annotations

import codecs
import re
from functools import cache

from reader.domain.record import record
from reader.errors import InputError
from reader.formats.pattern import pattern

ENCODINGS: tuple[tuple[str, str], ...] = (
    ("utf-8", "Unicode (UTF-8)"),
    ("utf-16-le", "Unicode (UTF-16, little end first)"),
    ("utf-16-be", "Unicode (UTF-16, big end first)"),
    ("utf-32-le", "Unicode (UTF-32, little end first)"),
    ("utf-32-be", "Unicode (UTF-32, big end first)"),
    ("cp1252", "Western European (Windows-1252)"),
    ("iso8859-15", "Western European (ISO 8859-15)"),
    ("mac-roman", "Western European (Mac Roman)"),
    ("cp850", "Western European (DOS 850)"),
    ("cp1250", "Central European (Windows-1250)"),
    ("iso8859-2", "Central European (ISO 8859-2)"),
    ("cp1251", "Cyrillic (Windows-1251)"),
    ("koi8-r", "Cyrillic (KOI8-R)"),
    ("koi8-u", "Cyrillic (KOI8-U)"),
    ("iso8859-5", "Cyrillic (ISO 8859-5)"),
    ("cp866", "Cyrillic (DOS 866)"),
    ("cp1253", "Greek (Windows-1253)"),
    ("cp1254", "Turkish (Windows-1254)"),
    ("cp1255", "Hebrew (Windows-1255)"),
    ("cp1256", "Arabic (Windows-1256)"),
    ("cp1257", "Baltic (Windows-1257)"),
    ("cp1258", "Vietnamese (Windows-1258)"),
    ("cp874", "Thai (Windows-874)"),
    ("gb18030", "Simplified Chinese (GB 18030)"),
    ("big5", "Traditional Chinese (Big5)"),
    ("big5hkscs", "Traditional Chinese (Big5-HKSCS)"),
    ("cp932", "Japanese (Shift JIS)"),
    ("euc_jp", "Japanese (EUC-JP)"),
    ("iso2022_jp", "Japanese (ISO-2022-JP)"),
    ("cp949", "Korean (Windows-949)"),
)
"""Names for :func:`decode` with readable names, in the order of a picker."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH_BYTE = pattern(rb"[\x80-\xff]")
_SAMPLE = 32_768
_LEAST_CONFIDENCE = 0.15
_REPLACEMENT = "\ufffd"


@record
class Decoded:
    """Text and its encoding. ``sure`` is False for a guess; ``unreadable`` counts what had no meaning."""

    text: str
    encoding: str
    sure: bool
    unreadable: int = 0


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode ``data``; ``encoding`` (a name of ``ENCODINGS``) overrides what the file says.

    Raises InputError where the encoding is unknown, or where the bytes are no text in it.
    """
    if encoding is not None:
        return _decode_as(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], name, sure=True)
    unmarked = _utf16_without_mark(data)
    if unmarked:
        return _replacing(data, unmarked, sure=False)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", True)
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _guessed(data)


@cache
def _known_codecs() -> dict[str, str]:
    """Python's names of the encodings to ours. Looking them all up loads thirty modules: only where one is needed."""
    return {codecs.lookup(name).name: name for name, _ in ENCODINGS}


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        name = _known_codecs()[codecs.lookup(encoding).name]
    except (LookupError, ValueError) as error:
        raise InputError(
            f"“{encoding[:40]}” is not an encoding this program knows.", "Choose one from the list of encodings."
        ) from error
    for mark, of_mark in _MARKS:
        if data.startswith(mark) and of_mark == name:
            data = data[len(mark) :]
            break
    decoded = _replacing(data, name, sure=True)
    if decoded.unreadable > max(3, len(decoded.text) // 100):
        raise InputError(f"This file is not {dict(ENCODINGS)[name]} text.", "Choose another encoding.")
    return decoded


def _replacing(data: bytes, name: str, *, sure: bool) -> Decoded:
    """Decode, with U+FFFD for what cannot be read; counts those that were not in the source."""
    try:
        return Decoded(data.decode(name), name, sure)
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        return Decoded(text, name, sure, max(1, text.count(_REPLACEMENT)))


def _utf16_without_mark(data: bytes) -> str | None:
    """The name of UTF-16 where every other byte of the beginning is mostly zero, as in Latin text."""
    sample = data[:2000]
    half = len(sample) // 2
    if half < 4 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, where the sound characters outside ASCII are ten times as many."""
    text = data.decode("utf-8", "replace")
    broken = text.count(_REPLACEMENT)
    sound = sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", text))
    return Decoded(text, "utf-8", False, broken) if sound >= 10 * broken else None


def _guessed(data: bytes) -> Decoded:
    """The encoding that the bytes outside ASCII suggest; Western European where they suggest nothing."""
    # Most files are UTF-8; only the others pay for loading the detector.
    import chardet

    first = _HIGH_BYTE.search(data)
    start = max(0, (first.start() if first else 0) - 1000)
    found = chardet.detect(data[start : start + _SAMPLE])
    names = ["cp1252"]
    if found["encoding"] and found["confidence"] >= _LEAST_CONFIDENCE:
        try:
            codec = codecs.lookup(found["encoding"]).name
        except LookupError:
            codec = ""
        if codec in _known_codecs():
            names.insert(0, _known_codecs()[codec])
    for name in names:
        try:
            return Decoded(data.decode(name), name, False)
        except UnicodeDecodeError:
            continue
    return _replacing(data, names[0], sure=False)
