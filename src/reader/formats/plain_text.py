"""Plain text: paragraphs, lines, or one huge paragraph; turns of speakers and times where it has them."""

from __future__ import annotations

from reader.domain.item import Metadata
from reader.domain.transcript import Cue
from reader.formats.front_matter import KEYS, metadata_from, normal_key
from reader.formats.links import video_id
from reader.formats.paragraphs import CueBuilder, Paragraph, find_turns
from reader.formats.pattern import pattern
from reader.formats.report import Report

_FACT = pattern(r"([A-Za-z][A-Za-z ]{1,30}):\s+(\S.{0,500})$")
_LONE_LINK = pattern(r"\s*(https?://\S{3,1000})\s*$")


def read_text(text: str, report: Report) -> tuple[list[Cue], Metadata, bool]:
    """Cues, metadata, and whether the file has turns of speakers or times of its own.

    Each line is a cue; a blank line, or a name or time at the start of the line, starts a paragraph.
    """
    lines = text.split("\n")
    metadata, body = _facts_at_top(lines, report)
    paragraphs: list[Paragraph] = []
    starts = True
    for number, line in enumerate(lines[body:], start=body + 1):
        if not line.strip():
            starts = True
            continue
        paragraphs.append(Paragraph(number, [line], starts=starts))
        starts = False
    turns = find_turns(paragraphs)
    builder = CueBuilder(report, _as_it_is)
    for paragraph in paragraphs:
        builder.paragraph(paragraph)
    return builder.cues, metadata, turns.count > 0


def _as_it_is(text: str) -> str:
    return text.replace("\\[", "[").replace("\\]", "]") if "\\" in text else text


def _facts_at_top(lines: list[str], report: Report) -> tuple[Metadata, int]:
    """``Title: …``, ``Date: …`` and the like, and a link to a video, where they make the first block of the file."""
    values: dict[str, str] = {}
    index = next((i for i, line in enumerate(lines) if line.strip()), 0)
    first = index
    while index < len(lines) and lines[index].strip():
        match = _FACT.match(lines[index]) if len(lines[index]) < 600 else None
        link = _LONE_LINK.match(lines[index][:1100])
        if match and normal_key(match.group(1)) in KEYS:
            values.setdefault(normal_key(match.group(1)), match.group(2).strip())
        elif link and video_id(link.group(1)):
            values.setdefault("link", link.group(1))
        else:
            return Metadata(), 0
        index += 1
    if not values or index >= len(lines) or (len(values) < 2 and not values.keys() & {"title", "link"}):
        return Metadata(), 0
    return metadata_from(values, report, first + 1), index
