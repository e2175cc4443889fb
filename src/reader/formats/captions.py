"""What all caption formats share: from captions as a file has them to cues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.domain.record import replaced
from reader.domain.transcript import Cue
from reader.formats import limits
from reader.formats.cleaning import one_line
from reader.formats.cue_text import Part, has_inline_times, plain, spoken_parts
from reader.formats.names import is_person, recurring
from reader.formats.pattern import pattern
from reader.formats.report import Report, quoted

_SORTED = "One caption stood out of order; all were sorted by their times."
REPEATED = "One line that repeats the caption before it was left out."
REPEATED_MANY = "{count} lines that repeat the caption before them were left out."

_NAME = pattern(r"\s*(?:>>+\s*|[-–]\s*)?([^\s:.?!<>\[\]\-–>][^:?!<>\[\]]{0,46}):(?:\s+|$)")
_NEW_TURN = pattern(r"\s*(?:>>|-\s|–\s)")


class Caption:
    """One caption as the file has it: times in milliseconds where they could be read, its lines with their markup."""

    __slots__ = ("end_ms", "line", "lines", "start_ms")

    def __init__(self, line: int, start_ms: int | None, end_ms: int | None, lines: list[str] | None = None) -> None:
        self.line = line
        self.start_ms = start_ms
        self.end_ms = end_ms
        self.lines = [] if lines is None else lines

    @property
    def markup(self) -> str:
        """All lines in one."""
        return " ".join(self.lines)


def cues_from(captions: Iterable[Caption], report: Report) -> list[Cue]:
    """Cues of captions: in the order of their times, repeated lines left out, speakers found, markup removed."""
    known = _with_text(captions, report)
    limits.check_cues(len(known))
    known = _in_order(known, report)
    known = _without_repeats(known, report)
    _mend_times(known, report)
    if any("<v" in line or "<V" in line for caption in known for line in caption.lines):
        return _voiced(known)
    return _named(known)


def _with_text(captions: Iterable[Caption], report: Report) -> list[Caption]:
    known = []
    for caption in captions:
        if any(one_line(plain(line)) for line in caption.lines):
            known.append(caption)
        else:
            report.tally(
                "left out",
                caption.line,
                "One caption has no text.",
                "{count} captions have no text (the first is here).",
            )
    return known


def _in_order(captions: list[Caption], report: Report) -> list[Caption]:
    """Captions by their starts; those without one stay behind the caption before them."""
    keys: list[int] = []
    latest, late = 0, 0
    first_line = 0
    for caption in captions:
        start = caption.start_ms if caption.start_ms is not None else (keys[-1] if keys else 0)
        if start < latest:
            late += 1
            first_line = first_line or caption.line
        latest = max(latest, start)
        keys.append(start)
    if not late:
        return captions
    report.add(
        "repaired",
        first_line,
        _SORTED if late == 1 else f"{late:,} captions stood out of order; all were sorted by their times.",
    )
    order = sorted(range(len(captions)), key=keys.__getitem__)
    return [captions[index] for index in order]


def _mend_times(captions: Sequence[Caption], report: Report) -> None:
    for caption in captions:
        if caption.start_ms is not None and caption.end_ms is not None and caption.end_ms < caption.start_ms:
            report.add("repaired", caption.line, "This caption ends before it starts; its end was left open.")
            caption.end_ms = None


def _without_repeats(captions: list[Caption], report: Report) -> list[Caption]:
    """Captions that roll up repeat the lines of the one before: keep each line once.

    Files roll where every third caption or more starts with a line of the caption before it while the two touch.
    """
    shown = [[one_line(plain(line)) for line in caption.lines] for caption in captions]
    rolling = sum(
        1
        for before, here, old, new in zip(shown, shown[1:], captions, captions[1:], strict=False)
        if (len(here) > 1 or len(before) > 1) and _first(here) in before and _touch(old, new)
    )
    if len(captions) < 4 or rolling * 3 < len(captions):
        return captions
    kept: list[Caption] = []
    before: list[str] = []
    for caption, lines in zip(captions, shown, strict=True):
        new = [line for line, text in zip(caption.lines, lines, strict=True) if text and text not in before]
        if any(lines):
            before = lines
        dropped = sum(1 for text in lines if text) - len(new)
        if dropped:
            report.tally("left out", caption.line, REPEATED, REPEATED_MANY, dropped)
        if new:
            kept.append(Caption(caption.line, caption.start_ms, caption.end_ms, new))
    return kept


def _first(lines: Sequence[str]) -> str:
    return next((line for line in lines if line), "\n")


def _touch(old: Caption, new: Caption) -> bool:
    return old.end_ms is not None and new.start_ms is not None and abs(new.start_ms - old.end_ms) < 1000


def _voiced(captions: Sequence[Caption]) -> list[Cue]:
    cues: list[Cue] = []
    speaker: str | None = None
    for caption in captions:
        for part in spoken_parts(caption.markup, caption.start_ms, caption.end_ms):
            changed = part.speaker is not None and part.speaker != speaker
            speaker = part.speaker or speaker
            cues.append(_cue(caption, part, new_paragraph=changed or not cues))
    return cues


def _named(captions: Sequence[Caption]) -> list[Cue]:
    """Cues with speakers from ``Name:`` at the start of lines, for names that come at least twice.

    A caption without a name goes on with the speaker before.
    """
    names = recurring(
        match.group(1).strip()
        for caption in captions
        for line in caption.lines
        if ":" in line and (match := _NAME.match(plain(line)))
    )
    names = frozenset(name for name in names if is_person(name))
    cues: list[Cue] = []
    speaker: str | None = None
    for caption in captions:
        for part in _split_by_names(caption, names):
            turn = part.speaker is not None and part.speaker != speaker
            speaker = part.speaker or speaker
            if not part.text:
                continue
            turn = turn or not cues or _NEW_TURN.match(part.text) is not None
            cues.append(_cue(caption, Part(speaker, part.text, part.words), new_paragraph=turn))
    return cues


def _split_by_names(caption: Caption, names: frozenset[str]) -> list[Part]:
    groups: list[tuple[str | None, list[str]]] = [(None, [])]
    for line in caption.lines:
        match = _NAME.match(plain(line)) if names and ":" in line else None
        name = match.group(1).strip() if match else ""
        if name in names:
            groups.append((name, [line]))
        else:
            groups[-1][1].append(line)
    parts: list[Part] = []
    for name, lines in groups:
        for part in spoken_parts(" ".join(lines), caption.start_ms, caption.end_ms):
            parts.append(part if name is None else _without_name(part, name))
    return parts


def _without_name(part: Part, name: str) -> Part:
    match = _NAME.match(part.text)
    if not match:
        return Part(name, part.text, part.words)
    gone = len(part.text[: match.end()].split())
    return Part(name, part.text[match.end() :].lstrip(), part.words[gone:])


def _cue(caption: Caption, part: Part, *, new_paragraph: bool) -> Cue:
    return Cue(part.text, caption.start_ms, caption.end_ms, part.speaker, part.words, new_paragraph)


def clipped(cues: Sequence[Cue]) -> list[Cue]:
    """Cues whose ends do not pass the start of the next one that has a later start."""
    result = list(cues)
    following: int | None = None
    for index in range(len(result) - 1, -1, -1):
        cue = result[index]
        if cue.start_ms is None:
            continue
        if following is not None and cue.end_ms is not None and cue.end_ms > following >= cue.start_ms:
            result[index] = replaced(cue, end_ms=following)
        following = cue.start_ms
    return result


def nothing_said(text: str) -> str:
    """A remark about a stretch that was left out, with its beginning quoted."""
    return f"This text belongs to no caption: {quoted(text)}."


def has_words(captions: Iterable[Caption]) -> bool:
    """True where some words have times."""
    return any(has_inline_times(line) for caption in captions for line in caption.lines)
