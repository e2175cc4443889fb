"""YouTube's automatic captions as WebVTT: lines roll up, so that each comes three times; words have times.

Kept are lines with times inside, and plain lines that the caption before did not show.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.domain.item import Metadata
from reader.domain.transcript import Cue
from reader.formats.captions import REPEATED, REPEATED_MANY, Caption, clipped
from reader.formats.cleaning import one_line
from reader.formats.cue_text import has_inline_times, plain, spoken_parts
from reader.formats.report import Report
from reader.formats.webvtt import read_blocks


def read_youtube_vtt(text: str, report: Report) -> tuple[list[Cue], Metadata]:
    """The cues with their words; each line is one cue with the times of the caption that first shows it."""
    vtt = read_blocks(text, report)
    return clipped(_cues(vtt.captions, report)), Metadata()


def _cues(captions: Sequence[Caption], report: Report) -> list[Cue]:
    cues: list[Cue] = []
    before: list[str] = []
    for caption in captions:
        shown: list[str] = []
        for markup in caption.lines:
            line = one_line(plain(markup))
            if not line:
                continue
            shown.append(line)
            timed = has_inline_times(markup)
            if not timed and line in before:
                report.tally("left out", caption.line, REPEATED, REPEATED_MANY)
                continue
            for part in spoken_parts(markup, caption.start_ms, caption.end_ms):
                turn = not cues or part.text.startswith(">>")
                cues.append(Cue(part.text, caption.start_ms, caption.end_ms, part.speaker, part.words, turn))
        if shown:
            before = shown
    return cues
