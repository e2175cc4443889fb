"""WebVTT captions, with what real files do: comma decimals, single-figure times, no blank lines between cues.

As the standard says, a block without a time line is no caption: it is left out, and the report quotes it.
"""

from __future__ import annotations

import re
from itertools import islice

from reader.domain.item import Metadata
from reader.domain.record import record
from reader.domain.transcript import Cue
from reader.formats.captions import Caption, cues_from, nothing_said
from reader.formats.clock import clock_ms
from reader.formats.pattern import pattern
from reader.formats.report import Report, quoted

_HEADER = pattern(r"\s*WEBVTT(?:[ \t]+(?:-\s*)?(.*?))?\s*$")
_CLOCK = r"\d{1,6}:\d{1,2}:\d{1,2}(?:[.,]\d{1,9})?|\d{1,3}:\d{1,2}(?:[.,]\d{1,9})?"
_TIMING = pattern(rf"\s*({_CLOCK})\s*-->\s*({_CLOCK})(?![.,:\d])")
_YOUTUBE = pattern(r"<\d{2}:\d{2}:\d{2}\.\d{3}><c")
_YOUTUBE_KIND = pattern(r"^Kind:\s*captions\s*$", re.MULTILINE)
_MANY = 10
_COMMENT = pattern(r"NOTE(?:[ \t]|$)")
_SECTION = pattern(r"(?:STYLE|REGION)[ \t]*$")


@record
class Vtt:
    """The captions of a file and what its header says."""

    captions: list[Caption]
    title: str


def looks_like_webvtt(text: str) -> bool:
    """True where the first line that is not blank is a WebVTT header."""
    return _HEADER.match(text[:2000].lstrip().split("\n", 1)[0]) is not None


def looks_like_youtube(text: str) -> bool:
    """True for WebVTT in which words have times in the way YouTube's automatic captions write them."""
    if not looks_like_webvtt(text):
        return False
    least = 1 if _YOUTUBE_KIND.search(text[:2000]) else _MANY
    return sum(1 for _ in islice(_YOUTUBE.finditer(text), least)) == least


def read_webvtt(text: str, report: Report) -> tuple[list[Cue], Metadata]:
    """The cues of WebVTT captions, and the title that the header may give."""
    vtt = read_blocks(text, report)
    drafts = frozenset({"title"}) if vtt.title else frozenset()
    return cues_from(vtt.captions, report), Metadata(title=vtt.title, drafts=drafts)


def read_blocks(text: str, report: Report) -> Vtt:
    """The captions with their lines as they stand in the file."""
    reader = _Blocks(text.split("\n"), report)
    return Vtt(reader.captions(), reader.title)


class _Blocks:
    """Walks over the lines of a file, block by block."""

    def __init__(self, lines: list[str], report: Report) -> None:
        self._lines = lines
        self._report = report
        self._at = 0
        self._with_id = 0
        self._last_number = 0
        self._captions: list[Caption] = []
        self.title = ""

    def captions(self) -> list[Caption]:
        self._skip_blank()
        self._header()
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                self._at += 1
            elif self._is_timing(self._at):
                self._caption(identified=False)
            elif self._is_timing(self._at + 1):
                self._note_id(line)
                self._at += 1
                self._caption(identified=True)
            elif _COMMENT.match(line) or _SECTION.match(line):
                self._skip_block()
            else:
                self._stray_block()
        return self._captions

    def _is_timing(self, at: int) -> bool:
        if at >= len(self._lines) or "-->" not in self._lines[at]:
            return False
        match = _TIMING.match(self._lines[at])
        return match is not None and all(clock_ms(clock) is not None for clock in match.groups())

    def _skip_blank(self) -> None:
        while self._at < len(self._lines) and not self._lines[self._at].strip():
            self._at += 1

    def _skip_block(self) -> None:
        while self._at < len(self._lines) and self._lines[self._at].strip() and not self._is_timing(self._at):
            self._at += 1

    def _header(self) -> None:
        if self._at >= len(self._lines):
            return
        match = _HEADER.match(self._lines[self._at])
        if match:
            self.title = (match.group(1) or "").strip()
            self._at += 1
            self._skip_block()

    def _note_id(self, line: str) -> None:
        self._with_id += 1
        self._last_number = int(line) if line.strip().isascii() and line.strip().isdigit() and len(line) < 12 else 0

    def _caption(self, *, identified: bool) -> None:
        """Read a time line and the lines up to a blank one or to the next caption."""
        match = _TIMING.match(self._lines[self._at])
        assert match is not None
        start, end = clock_ms(match.group(1)), clock_ms(match.group(2))
        number = self._at + 1
        if "," in match.group(1) or "," in match.group(2):
            self._report.tally(
                "repaired",
                number,
                "One time is written with a comma instead of a full stop.",
                "{count} captions have times written with commas instead of full stops (the first is here).",
            )
        caption = Caption(number, start, end)
        self._captions.append(caption)
        self._at += 1
        if self._at < len(self._lines) and not self._lines[self._at].strip(" \t") and self._lines[self._at] == "":
            self._text_behind_blank(caption)
            return
        self._payload(caption, identified=identified)

    def _text_behind_blank(self, caption: Caption) -> None:
        """Text that stands behind a blank line, where a caption would otherwise have none."""
        at = self._at
        while at < len(self._lines) and not self._lines[at].strip():
            at += 1
        if at >= len(self._lines) or self._is_timing(at) or self._is_timing(at + 1) or at > self._at + 1:
            return
        line = self._lines[at]
        if _COMMENT.match(line) or _SECTION.match(line) or "-->" in line:
            return
        self._report.add("repaired", at + 1, "A blank line stood between the times and the text of this caption.")
        self._at = at
        self._payload(caption, identified=False)

    def _payload(self, caption: Caption, *, identified: bool) -> None:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            # YouTube's lines of a single space do not end a caption.
            if line == "" or self._is_timing(self._at):
                return
            if self._is_timing(self._at + 1) and self._is_next_id(line, caption, identified=identified):
                return
            if "-->" in line and not any(character.isalnum() for character in line):
                self._report.add("left out", self._at + 1, nothing_said(line))
            else:
                caption.lines.append(line)
            self._at += 1

    def _is_next_id(self, line: str, caption: Caption, *, identified: bool) -> bool:
        """True where the line before a time line names the next caption, though no blank line stands before it."""
        if "-->" in line:
            return True
        if not identified or self._with_id < len(self._captions) or not caption.lines:
            return False
        if self._last_number:
            return line.strip() == str(self._last_number + 1)
        return len(line.split()) == 1

    def _stray_block(self) -> None:
        start = self._at
        line = self._lines[start]
        self._at += 1
        self._skip_block()
        if "-->" in line or (self._at > start + 1 and "-->" in self._lines[start + 1]):
            said = line if "-->" in line else self._lines[start + 1]
            text = f"The times in {quoted(said)} cannot be read; the caption was left out."
            self._report.add("left out", start + 1, text)
        else:
            self._report.add("left out", start + 1, nothing_said(" ".join(self._lines[start : self._at][:5])))
