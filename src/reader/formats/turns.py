"""Turns in Markdown and plain text: who starts to speak, and when.

One tolerant grammar: ``**Name:**`` · ``**Name** (HH:MM:SS):`` · ``**Name** (MM:SS):`` · a bare ``(HH:MM:SS):`` at the
start of a paragraph of the same speaker · ``\\[MM:SS\\]`` anywhere · ``Name: HH:MM:SS`` · ``Name (MM:SS):`` ·
``[MM:SS] Name:`` · ``Name:`` · a line that is nothing but a time, or a name and a time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from reader.domain.record import record
from reader.formats.clock import clock_ms
from reader.formats.names import MAX_NAME_LENGTH, is_person, plausible_label, plausible_name
from reader.formats.pattern import pattern

_TIME = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,:]\d{1,3})?"
_MARKED_TIME = rf"\\?[\[(]\s?({_TIME})\s?\\?[\])]"
_LEADING_TIME = pattern(rf"(?:[*_]{{1,3}})?(?:\\\s)?{_MARKED_TIME}(?:[*_]{{1,3}})?\s*:?(?:\s+|$)")
_LONE_TIME = pattern(rf"\s*({_TIME})\s*$")
_BARE_TIME = pattern(rf"({_TIME})(?:\s+[-–—]\s+|\s+)")
_TIME_BEHIND_NAME = pattern(rf"\s*(?:{_MARKED_TIME}\s*:?|:\s*(?:{_MARKED_TIME}|({_TIME}))|\s({_TIME})\s*$)(?:\s+|$)")
_LABEL_COLON = pattern(r":(?!\d)")
_LABEL_TIME = pattern(rf"^(.*?)\s*(?:{_MARKED_TIME}|\s({_TIME}))$")
_PLAIN_NAME = pattern(
    rf"([^\s:()\[\]*_<>|{{}}\\#][^:()\[\]*<>|{{}}\\\n]{{0,{MAX_NAME_LENGTH - 1}}}?)(?=\s*[:(\[\\]|\s+\d)"
)
_INLINE_TIME = pattern(r"\[\s?(\d{1,3}:\s?\d{2}(?::\s?\d{1,2})?(?:[.,:]\d{1,3})?)\s?\]")


@record
class Header:
    """The start of a turn or of a timed paragraph. ``marked`` says that the name is set in bold or stands with a time.

    ``rest`` is what follows on the line.
    """

    name: str
    start_ms: int | None
    rest: str
    marked: bool


def read_header(line: str) -> Header | None:
    """The header at the start of a line, or None for a line of text. Takes time in proportion to the header."""
    line = line.strip()
    if not line:
        return None
    first = line[0]
    if first in "*_" and line[1:2] == first:
        return _bold_header(line)
    if first in "([\\" or (first == "*" and line[1:2] in "(["):
        return _timed_header(line)
    if first.isdigit():
        return _digit_header(line)
    if ":" not in line[: MAX_NAME_LENGTH + 20]:
        return None
    return _plain_header(line, None)


def _bold_header(line: str) -> Header | None:
    marks = line[:3] if line.startswith(("***", "___")) else line[:2]
    end = line.find(marks, len(marks), MAX_NAME_LENGTH + 40)
    if end < 0:
        return None
    label, rest = line[len(marks) : end].strip(), line[end + len(marks) :]
    name, time, colon, tail = _read_label(label)
    if not name and time is not None:
        return Header("", time, rest.lstrip(": "), marked=True)
    if not plausible_label(name):
        return None
    if colon:
        return _with_time(name, time, tail + rest)
    if rest.lstrip()[:1] == ":":
        return _with_time(name, time, rest.lstrip()[1:])
    return _unpunctuated(name, time, rest)


def _read_label(label: str) -> tuple[str, int | None, bool, str]:
    """Name, time, whether there is a colon, and what stands behind it, of the words set in bold."""
    leading = _LEADING_TIME.match(label)
    time = clock_ms(leading.group(1)) if leading else None
    name, colon, tail = _split_label(label[leading.end() :] if leading else label)
    labelled = _LABEL_TIME.match(name)
    if labelled and labelled.group(1):
        name = labelled.group(1)
        time = clock_ms(labelled.group(2) or labelled.group(3))
    return name, time, colon, tail


def _unpunctuated(name: str, time: int | None, rest: str) -> Header | None:
    """A label without a colon: it names who speaks where a time follows, or where it stands alone on its line."""
    behind = _TIME_BEHIND_NAME.match(rest)
    if behind:
        return Header(name, _first_time(behind), rest[behind.end() :], marked=True)
    if rest.strip() and time is None:
        return None
    return Header(name, time, rest, marked=time is not None or not is_person(name))


def _split_label(label: str) -> tuple[str, bool, str]:
    """A label at its colon: ``Chris: I`` + ``ndeed`` happens where an editor closed the bold too late."""
    match = _LABEL_COLON.search(label)
    if match is None:
        return label, False, ""
    return label[: match.start()].strip(), True, label[match.end() :].lstrip()


def _with_time(name: str, time: int | None, rest: str) -> Header:
    rest = rest.lstrip()
    match = _LEADING_TIME.match(rest) or _LONE_TIME.match(rest)
    if match and time is None:
        known = clock_ms(match.group(1))
        if known is not None:
            return Header(name, known, rest[match.end() :], marked=True)
    return Header(name, time, rest, marked=True)


def _first_time(match: re.Match[str]) -> int | None:
    return next((clock_ms(group) for group in match.groups() if group), None)


def _timed_header(line: str) -> Header | None:
    """``(00:01:02):`` or ``[01:02]`` at the start; a name may follow."""
    match = _LEADING_TIME.match(line)
    time = clock_ms(match.group(1)) if match else None
    if match is None or time is None:
        return None
    rest = line[match.end() :]
    inner = _bold_header(rest) if rest.startswith("**") else _plain_header(rest, time)
    if inner and inner.name:
        return Header(inner.name, time, inner.rest, inner.marked)
    return Header("", time, rest, marked=True)


def _digit_header(line: str) -> Header | None:
    """A line that is a time, or a time and then a name with a colon."""
    alone = _LONE_TIME.match(line)
    if alone:
        time = clock_ms(alone.group(1))
        return None if time is None else Header("", time, "", marked=True)
    match = _BARE_TIME.match(line)
    if not match:
        return None
    time = clock_ms(match.group(1))
    rest = line[match.end() :]
    inner = _bold_header(rest) if rest.startswith("**") else _plain_header(rest, time)
    return Header(inner.name, time, inner.rest, inner.marked) if inner and inner.name and time is not None else None


def _plain_header(line: str, time: int | None) -> Header | None:
    match = _PLAIN_NAME.match(line)
    if not match or not plausible_name(match.group(1)):
        return None
    name = match.group(1).strip()
    behind = _TIME_BEHIND_NAME.match(line, match.end())
    if behind:
        known = _first_time(behind)
        if known is not None:
            return Header(name, known, line[behind.end() :], marked=True)
    after = line[match.end() :].lstrip()
    if after[:1] != ":" or (after[1:2] and not after[1].isspace()):
        return None
    return Header(name, time, after[1:].lstrip(), marked=time is not None)


def accepted_names(headers: Iterable[Header | None]) -> frozenset[str]:
    """The names that stand for speakers in a file.

    A marked name counts where it comes with a colon or a time. An unmarked one (``Name:``) counts where it is marked
    elsewhere, comes at least twice in a file without marked names, or where two such names make most of the paragraphs.
    """
    marked: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    total = 0
    for header in headers:
        total += 1
        if header and header.name:
            (marked if header.marked else bare)[header.name] += 1
    if marked:
        return frozenset(marked)
    names = {name for name, count in bare.items() if count >= 2}
    if len(bare) >= 2 and sum(bare.values()) * 2 >= total:
        names |= bare.keys()
    return frozenset(names)


def inline_parts(text: str, start_ms: int | None) -> list[tuple[int | None, str]]:
    """A paragraph cut at the times inside it: start and text of each part."""
    if "[" not in text:
        return [(start_ms, text)]
    parts: list[tuple[int | None, str]] = []
    position = 0
    time = start_ms
    for match in _INLINE_TIME.finditer(text):
        known = clock_ms(match.group(1).replace(" ", ""))
        if known is None:
            continue
        parts.append((time, text[position : match.start()]))
        time, position = known, match.end()
    parts.append((time, text[position:]))
    return parts
