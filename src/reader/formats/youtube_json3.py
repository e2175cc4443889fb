"""YouTube's captions as json3: events with segments, each a word with its own offset in automatic captions."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from reader.domain.item import Metadata
from reader.domain.transcript import Cue
from reader.formats import limits
from reader.formats.captions import clipped
from reader.formats.cleaning import clean_part
from reader.formats.clock import milliseconds, number
from reader.formats.report import Report
from reader.formats.words import Piece, joined_words, text_of


def is_json3(value: Any) -> bool:
    """True where a JSON object has events, and one of them has segments (or the file says which kind it is)."""
    if not isinstance(value, dict) or not isinstance(value.get("events"), list):
        return False
    return "wireMagic" in value or any(isinstance(e, dict) and isinstance(e.get("segs"), list) for e in value["events"])


def read_json3(value: Any, report: Report) -> tuple[list[Cue], Metadata]:
    """The cues of the events that have text; a time is the event's start plus the segment's offset."""
    limits.check_cues(len(value["events"]))
    cues = []
    for event in value["events"]:
        segments = event.get("segs") if isinstance(event, dict) else None
        if not isinstance(segments, list):
            continue
        cue = _cue(event, segments, report)
        if cue:
            cues.append(cue)
    starts = [cue.start_ms for cue in cues if cue.start_ms is not None]
    if any(after < before for before, after in pairwise(starts)):
        report.add("repaired", 0, "Captions stood out of order and were sorted by their times.")
        cues.sort(key=lambda cue: cue.start_ms or 0)
    return clipped(cues), Metadata()


def is_automatic(value: Any) -> bool:
    """True where words have offsets or a recogniser's confidence."""
    return any(
        isinstance(segment, dict) and ("acAsrConf" in segment or "tOffsetMs" in segment)
        for event in value["events"][:500]
        if isinstance(event, dict)
        for segment in (event.get("segs") if isinstance(event.get("segs"), list) else None) or ()
    )


def _cue(event: dict[str, Any], segments: list[Any], report: Report) -> Cue | None:
    start = milliseconds(event.get("tStartMs"))
    length = milliseconds(event.get("dDurationMs"))
    end = start + length if start is not None and length is not None else None
    timed = any(isinstance(s, dict) and ("tOffsetMs" in s or "acAsrConf" in s) for s in segments)
    pieces = []
    for index, segment in enumerate(segments):
        text = segment.get("utf8") if isinstance(segment, dict) else None
        if not isinstance(text, str):
            continue
        pieces.append(Piece(clean_part(text), *_times(segment, start, first=index == 0), _confidence(segment)))
    words = joined_words(pieces, end)
    if not words:
        return None
    if start is None:
        report.tally("noted", 0, "One caption has no start.", "{count} captions have no start.")
    text = text_of(words)
    return Cue(text, start, end, None, words if timed and start is not None else (), text.startswith(">>"))


def _times(segment: dict[str, Any], start: int | None, *, first: bool) -> tuple[int | None, None]:
    offset = milliseconds(segment.get("tOffsetMs"))
    if start is None or (offset is None and not first):
        return (None, None)
    return (start + (offset or 0), None)


def _confidence(segment: dict[str, Any]) -> float | None:
    """0 to 1; the format's 0 means that the confidence is not known."""
    value = number(segment.get("acAsrConf"))
    return value / 255 if value is not None and 0 < value <= 255 else None
