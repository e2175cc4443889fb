"""SubRip captions (SRT), read tolerantly: no index, no blank lines, blank lines in the text, damaged times."""

from __future__ import annotations

from reader.domain.transcript import Cue
from reader.formats.captions import Caption, cues_from, nothing_said
from reader.formats.clock import CLOCK, clock_ms
from reader.formats.pattern import pattern
from reader.formats.report import Report, quoted

TIMING = pattern(rf"\s*({CLOCK})\s*-->\s*({CLOCK})(?:\s.*)?$")
_DAMAGED = pattern(r"\s*(\d{1,6}[:.][^\s]{1,20}|)\s*--?>\s*(\d{1,6}[:.][^\s]{1,20}|)(?:\s.*)?$")
_INDEX = pattern(r"\s*(\d{1,9})\s*$")
_PROBE_LINES = 60


def looks_like_srt(text: str) -> bool:
    """True where a line with two times and an arrow stands among the first lines."""
    lines = text[:20_000].split("\n", _PROBE_LINES)[:_PROBE_LINES]
    return any("-->" in line and is_timing(line) for line in lines)


def is_timing(line: str) -> bool:
    """True for a line such as ``00:00:01,000 --> 00:00:03,000`` whose start can be read."""
    match = TIMING.match(line)
    return match is not None and clock_ms(match.group(1)) is not None


def read_srt(text: str, report: Report) -> list[Cue]:
    """The cues of SRT captions. Text is never lost because of damaged times: it is kept with unknown times."""
    return cues_from(_captions(text.split("\n"), report), report)


def _captions(lines: list[str], report: Report) -> list[Caption]:
    """Cut the lines at the timing lines; each caption's text reaches to the next timing line or its index."""
    captions: list[Caption] = []
    gathered: list[str] = []
    gathered_at = 1
    last_index = 0
    for number, line in enumerate(lines, start=1):
        times = _times(line, number, report) if "->" in line else None
        if times is None:
            gathered.append(line)
            continue
        index = _take_index(gathered, last_index, first=not captions)
        last_index = index if index is not None else last_index + 1
        _close(captions, gathered, gathered_at, report)
        captions.append(Caption(number, times[0], times[1]))
        gathered, gathered_at = [], number + 1
    _close(captions, gathered, gathered_at, report)
    return captions


def _times(line: str, number: int, report: Report) -> tuple[int | None, int | None] | None:
    """Start and end of a timing line, None in the place of one that cannot be read; None for a line of text."""
    match = TIMING.match(line)
    if match:
        start, end = clock_ms(match.group(1)), clock_ms(match.group(2))
    else:
        match = _DAMAGED.match(line)
        if not match or not (match.group(1) or match.group(2)):
            return None
        start, end = clock_ms(match.group(1)), clock_ms(match.group(2))
    if start is None or end is None:
        report.add("repaired", number, f"The times in {quoted(line)} cannot be read; the caption is kept without them.")
        # An end alone says too little about when a caption is spoken.
        return (start, None)
    return (start, end)


def _take_index(gathered: list[str], last_index: int, *, first: bool) -> int | None:
    """Remove the number before a timing line from the text gathered so far, and return it; None where there is none.

    A number that directly follows text is an index only where it goes on counting; else it is text ("1984").
    """
    at = len(gathered) - 1
    while at >= 0 and not gathered[at].strip():
        at -= 1
    if at < 0:
        return None
    match = _INDEX.match(gathered[at])
    if not match:
        return None
    value = int(match.group(1))
    directly = at == len(gathered) - 1
    alone = at > 0 and not gathered[at - 1].strip()
    counts_on = value == last_index + 1 and (directly or alone)
    if first or counts_on or (alone and directly):
        del gathered[at:]
        return value
    return None


def _close(captions: list[Caption], gathered: list[str], gathered_at: int, report: Report) -> None:
    """Give the text gathered to the last caption; text before the first caption is left out."""
    filled = [offset for offset, line in enumerate(gathered) if line.strip()]
    if not filled:
        return
    texts = [(gathered_at + offset, gathered[offset]) for offset in range(filled[0], filled[-1] + 1)]
    if not captions:
        report.add("left out", texts[0][0], nothing_said(" ".join(line for _, line in texts[:5])))
        return
    _add_text(captions, texts, report)


def _add_text(captions: list[Caption], texts: list[tuple[int, str]], report: Report) -> None:
    """Add lines to the last caption; a blank line, then a number, then text is a caption that lost its times."""
    lines = captions[-1].lines
    blank_at = 0
    for index, (number, line) in enumerate(texts):
        if not line.strip():
            blank_at = blank_at or number
        elif blank_at and _INDEX.match(line) and index + 1 < len(texts) and texts[index + 1][1].strip():
            report.add("repaired", number, "This caption has no times; it is kept without them.")
            captions.append(Caption(number, None, None))
            lines = captions[-1].lines
            blank_at = 0
        else:
            if blank_at:
                report.tally(
                    "repaired",
                    blank_at,
                    "A blank line stood inside a caption.",
                    "Blank lines stood inside {count} captions (the first is here).",
                )
                blank_at = 0
            lines.append(line)
