"""Characters that no transcript shows: control characters, zero-width ones, signs that turn the writing direction."""

from __future__ import annotations

import re

from reader.formats.pattern import pattern
from reader.formats.report import Report

_HIDDEN = pattern(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_ODD = pattern("[\x00-\x08\x0e-\x1f\ufffd]")
_JOINER_AFTER = "\u0300"
"""Zero-width joiners keep their meaning behind letters from here on (Persian, Indic scripts, emoji)."""

_NUL = "\0"
_JOINERS = "\u200c\u200d"
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ZERO_WIDTH = frozenset("\xad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff")


def clean(text: str, report: Report) -> str:
    """The text without hidden characters and with ``\\n`` at line ends; what was removed is reported by kind.

    The number of lines stays the same as an editor shows it (``\\r\\n``, ``\\r`` and ``\\n`` end lines).
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _without_hidden(text, report)


def clean_part(text: str) -> str:
    """The same for a short text from inside a file (a JSON string, decoded entities), without a report."""
    return _HIDDEN.sub(_kept, text) if _HIDDEN.search(text) else text


def one_line(text: str) -> str:
    """The words of a text with single spaces between them."""
    return " ".join(text.split())


def _kept(match: re.Match[str]) -> str:
    character = match.group()
    if character in _JOINERS and match.start() and match.string[match.start() - 1] >= _JOINER_AFTER:
        return character
    return "\ufffd" if "\ud800" <= character <= "\udfff" else ""


def _without_hidden(text: str, report: Report) -> str:
    counts: dict[str, list[int]] = {}

    def replacement(match: re.Match[str]) -> str:
        kept = _kept(match)
        if not kept:
            known = counts.setdefault(_kind(match.group()), [match.start(), 0])
            known[1] += 1
        return kept

    cleaned = _HIDDEN.sub(replacement, text)
    for name, (position, count) in counts.items():
        line = text.count("\n", 0, position) + 1
        report.tally("repaired", line, f"One {name} was removed.", f"{{count}} {name}s were removed.", count)
    return cleaned


def _kind(character: str) -> str:
    if character == _NUL:
        return "NUL character"
    if character in _BIDI:
        return "writing-direction sign"
    if character in _ZERO_WIDTH or character in _JOINERS:
        return "zero-width character"
    return "control character"


def looks_binary(text: str) -> bool:
    """True where more than 2 % of the first 100,000 characters are control characters or could not be decoded."""
    sample = text[:100_000]
    odd = sum(1 for _ in _ODD.finditer(sample))
    return odd > max(2, len(sample) // 50)
