"""Slices as paragraphs for reading, and passages as plain text for copying.

A paragraph begins where the source begins one, where the speaker changes and at a chapter heading. Captions without
any of these run on for the whole slice. Positions are characters in the transcript's text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reader.domain.slicing import Slice
from reader.domain.transcript import Cue, Transcript


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a slice: ``transcript.text[start:end]``, without white space at either end.

    ``speaker`` is empty where unknown; ``named`` says that the name stands before the text: the speaker has changed, or
    the paragraph is the first of its slice. ``chapter`` is the heading above it, or empty. ``continued`` says that it
    began in the slice before.
    """

    start: int
    end: int
    speaker: str = ""
    named: bool = False
    chapter: str = ""
    continued: bool = False


def paragraphs_of(transcript: Transcript, piece: Slice) -> tuple[Paragraph, ...]:
    """The paragraphs of one slice, in order. Reads only the cues of that slice and the one before it."""
    text = transcript.text
    runs = list(_runs(transcript, piece))
    paragraphs: list[Paragraph] = []
    for index, (begin, cue, continued) in enumerate(runs):
        stop = runs[index + 1][0] if index + 1 < len(runs) else piece.end
        start, end = _trimmed(text, begin, stop)
        if start == end:
            continue
        speaker = cue.speaker or ""
        named = bool(speaker) and (not paragraphs or paragraphs[-1].speaker != speaker)
        chapter = "" if continued else cue.chapter or ""
        paragraphs.append(Paragraph(start, end, speaker, named, chapter, continued))
    return tuple(paragraphs)


def _runs(transcript: Transcript, piece: Slice) -> Iterator[tuple[int, Cue, bool]]:
    """Where each run of cues without a break begins: position, its first cue, and whether it goes on from before."""
    cues, starts = transcript.cues, transcript.cue_starts
    before = cues[piece.first_cue - 1] if piece.first_cue > 0 else None
    for index in range(piece.first_cue, piece.last_cue + 1):
        cue, start = cues[index], int(starts[index])
        inside = bool(transcript.text[start : piece.start].strip())
        breaks = not inside and _breaks(before, cue)
        if breaks or index == piece.first_cue:
            yield max(start, piece.start), cue, not breaks
        before = cue


def _breaks(before: Cue | None, cue: Cue) -> bool:
    return before is None or cue.new_paragraph or bool(cue.chapter) or cue.speaker != before.speaker


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def slice_index_at(slices: Sequence[Slice], position: int) -> int:
    """Index (from 0) of the slice that holds a position; positions outside belong to the first or the last slice."""
    return min(max(bisect_right(slices, position, key=lambda piece: piece.start) - 1, 0), len(slices) - 1)


def plain_text(transcript: Transcript, slices: Sequence[Slice], start: int, end: int) -> str:
    """A passage as plain text: a line for each paragraph, and its speaker's name before it where the speaker changes.

    Slices leave no trace: a paragraph cut in two by a slice's end is one line. A passage that ends inside its first
    paragraph is that text alone, without a name.
    """
    parts: list[str] = []
    _append_passage(parts, transcript, _overlapping(slices, start, end), start, end)
    return "".join(parts)


def plain_text_by_slice(
    transcript: Transcript, slices: Sequence[Slice], start: int, end: int, heading: Callable[[Slice], str]
) -> str:
    """A passage as plain text with a heading line before each slice's part and an empty line between slices."""
    sections = []
    for piece in _overlapping(slices, start, end):
        parts: list[str] = []
        _append_passage(parts, transcript, (piece,), start, end)
        if parts:
            sections.append(f"{heading(piece)}\n{''.join(parts)}")
    return "\n\n".join(sections)


def _overlapping(slices: Sequence[Slice], start: int, end: int) -> Sequence[Slice]:
    first = bisect_right(slices, start, key=lambda piece: piece.end)
    return slices[first : bisect_left(slices, end, key=lambda piece: piece.start)]


def _append_passage(parts: list[str], transcript: Transcript, pieces: Sequence[Slice], start: int, end: int) -> None:
    text = transcript.text
    speaker, before = "", -1
    for piece in pieces:
        for paragraph in paragraphs_of(transcript, piece):
            first, last = max(paragraph.start, start), min(paragraph.end, end)
            if first >= last:
                continue
            if parts and paragraph.continued:
                parts.append(text[before:first])
            elif parts:
                parts.append("\n")
            whole = first == paragraph.start and (bool(parts) or end >= paragraph.end)
            if whole and paragraph.chapter:
                parts.append(f"{paragraph.chapter}\n")
            if whole and paragraph.speaker != speaker and paragraph.speaker:
                parts.append(f"{paragraph.speaker}: ")
            if whole or not parts:
                speaker = paragraph.speaker
            parts.append(text[first:last])
            before = last
