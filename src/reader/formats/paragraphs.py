"""From paragraphs with turn headers to cues; what Markdown and plain text share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.domain.record import record
from reader.domain.transcript import Cue
from reader.formats import limits
from reader.formats.cleaning import one_line
from reader.formats.names import is_person
from reader.formats.report import Report
from reader.formats.turns import Header, accepted_names, inline_parts, read_header


class Paragraph:
    """Lines that belong together. ``kind`` is ``text``, ``item`` (of a list) or ``heading``; ``line`` counts from 1.

    ``starts`` is False for a further line of plain text that no blank line parts from the one before.
    """

    __slots__ = ("header", "kind", "level", "line", "lines", "starts")

    def __init__(self, line: int, lines: list[str], kind: str = "text", level: int = 0, *, starts: bool = True) -> None:
        self.line = line
        self.lines = lines
        self.kind = kind
        self.level = level
        self.starts = starts
        self.header: Header | None = None

    @property
    def source(self) -> str:
        """All lines in one."""
        return " ".join(self.lines)


@record
class Turns:
    """The headers of a file's paragraphs with the names that count; ``first`` is the index of the first turn or -1."""

    names: frozenset[str]
    first: int
    count: int


def find_turns(paragraphs: Sequence[Paragraph]) -> Turns:
    """Read the header of each paragraph and drop those whose name is none."""
    limits.check_cues(len(paragraphs))
    for paragraph in paragraphs:
        if paragraph.kind != "heading":
            paragraph.header = read_header(paragraph.lines[0])
    names = accepted_names(paragraph.header for paragraph in paragraphs if paragraph.kind != "heading")
    first, count = -1, 0
    for index, paragraph in enumerate(paragraphs):
        header = paragraph.header
        if header is None:
            continue
        if header.name and header.name not in names:
            known = header.start_ms is not None and header.marked
            paragraph.header = Header("", header.start_ms, _whole(header), marked=True) if known else None
        if paragraph.header is not None:
            count += 1
            first = index if first < 0 else first
    return Turns(names, first, count)


def _whole(header: Header) -> str:
    return f"{header.name}: {header.rest}"


class CueBuilder:
    """Makes cues of paragraphs, one after the other; ``plain`` turns the source's markup into text."""

    def __init__(self, report: Report, plain: Callable[[str], str]) -> None:
        self._report = report
        self._plain = plain
        self._speaker: str | None = None
        self._chapter: str | None = None
        self._pending_ms: int | None = None
        self._latest_ms = 0
        self.cues: list[Cue] = []

    def heading(self, text: str) -> None:
        """A heading is the chapter of the next cue; headings that follow one another are joined."""
        if text:
            self._chapter = f"{self._chapter} · {text}" if self._chapter else text

    def paragraph(self, paragraph: Paragraph) -> None:
        """Add the cues of a paragraph: one, and one more for each time inside it."""
        header = paragraph.header
        if header is not None and header.name and self._is_bare_break(paragraph, header):
            return
        source = paragraph.source
        start = self._pending_ms
        turn = paragraph.starts
        if header is not None:
            source = " ".join([header.rest, *paragraph.lines[1:]])
            start = header.start_ms if header.start_ms is not None else start
            if header.name:
                turn = True
                name = self._name(header)
                self._speaker = name if is_person(name) else None
        text = one_line(self._plain(source))
        parts = inline_parts(text, start)
        for time, part in parts:
            part_text = part.strip()
            if part_text:
                self._add(part_text, time, paragraph.line, starts=turn)
                turn = False
        last_time = parts[-1][0]
        self._pending_ms = None if parts[-1][1].strip() else last_time

    def _name(self, header: Header) -> str:
        return one_line(self._plain(header.name)).strip("*_ ")

    def _is_bare_break(self, paragraph: Paragraph, header: Header) -> bool:
        """True for ``Break: [15:57] to [16:58]``, which is neither a turn nor text; such labels are reported."""
        name = self._name(header)
        if is_person(name):
            return False
        self._report.tally(
            "noted",
            paragraph.line,
            f"“{name}” is no person and was not taken for a speaker.",
            f"“{name}” is no person and was not taken for a speaker ({{count}} times, the first is here).",
        )
        text = one_line(self._plain(" ".join([header.rest, *paragraph.lines[1:]])))
        spoken = " ".join(part for _, part in inline_parts(text, None)).strip(" -–—.\\")
        if spoken.casefold() not in ("", "to", "and"):
            return False
        # The time of a break is when it starts, not when the next words are said.
        self._pending_ms = None
        self._speaker = None
        return True

    def _add(self, text: str, time: int | None, line: int, *, starts: bool) -> None:
        if time is not None:
            if time < self._latest_ms:
                self._report.tally(
                    "noted",
                    line,
                    "One time lies before the one above it.",
                    "{count} times lie before the ones above them (the first is here).",
                )
            self._latest_ms = time
        self.cues.append(Cue(text, time, None, self._speaker, (), starts or not self.cues, self._chapter))
        self._chapter = None
        limits.check_cues(len(self.cues))
