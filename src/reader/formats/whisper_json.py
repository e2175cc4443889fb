"""Results of Whisper and its relatives (whisperX, faster-whisper, whisper-timestamped): segments with words."""

from __future__ import annotations

from collections import Counter
from typing import Any

from reader.domain.item import Metadata
from reader.domain.transcript import Cue
from reader.formats import limits
from reader.formats.cleaning import clean_part, one_line
from reader.formats.clock import number, seconds_ms
from reader.formats.json_input import texts
from reader.formats.report import Report
from reader.formats.words import Piece, fitted, joined_words, text_of

_CONFIDENCES = ("probability", "score", "confidence")
_OF_SEGMENTS = frozenset({"words", "tokens", "avg_logprob", "no_speech_prob", "compression_ratio", "seek"})


def segments_in(value: Any) -> list[Any] | None:
    """The list of segments in a JSON value, or None where it is something else."""
    if isinstance(value, dict):
        segments = value.get("segments")
        if not isinstance(segments, list) or any(isinstance(s, dict) and "body" in s for s in segments[:20]):
            return None
        if segments and not any(isinstance(s, dict) and ("text" in s or "words" in s) for s in segments[:20]):
            return None
        return segments
    if isinstance(value, list) and any(isinstance(s, dict) and _OF_SEGMENTS & s.keys() for s in value[:20]):
        return value
    return None


def read_whisper(value: Any, report: Report) -> tuple[list[Cue], Metadata]:
    """One cue for each segment that has text."""
    segments = segments_in(value) or []
    limits.check_cues(len(segments))
    loose = _words_of_file(value, segments)
    cues: list[Cue] = []
    for index, segment in enumerate(segments):
        if not isinstance(segment, dict):
            report.tally("left out", 0, "One segment is no object.", "{count} segments are no objects.")
            continue
        cue = _cue(segment, loose.get(index), cues[-1].speaker if cues else None, report)
        if cue:
            cues.append(cue)
        else:
            report.tally("left out", 0, "One segment has no text.", "{count} segments have no text.")
    return cues, Metadata(title=texts(value, "title"))


def _cue(segment: dict[str, Any], loose: list[Any] | None, before: str | None, report: Report) -> Cue | None:
    raw = segment.get("words")
    raw = raw if isinstance(raw, list) else loose or []
    raw = [word for word in raw if isinstance(word, dict)]
    start, end = seconds_ms(segment.get("start")), seconds_ms(segment.get("end"))
    words = joined_words(_pieces(raw), end)
    text = segment.get("text")
    text = one_line(clean_part(text)) if isinstance(text, str) else ""
    if text and words:
        fit = fitted(text, words)
        if fit is None:
            report.tally(
                "left out",
                0,
                "The words of one segment do not fit its text; their times were left out.",
                "The words of {count} segments do not fit their texts; their times were left out.",
            )
        words = fit or ()
    text = text or text_of(words)
    if not text:
        return None
    if start is None:
        start = next((word.start_ms for word in words if word.start_ms is not None), None)
    if end is None:
        end = next((word.end_ms for word in reversed(words) if word.end_ms is not None), None)
    if start is not None and end is not None and end < start:
        report.tally("repaired", 0, "One segment ends before it starts.", "{count} segments end before they start.")
        end = None
    speaker = _speaker(segment, raw)
    return Cue(text, start, end, speaker, words, new_paragraph=speaker is not None and speaker != before)


def _pieces(raw: list[dict[str, Any]]) -> list[Piece]:
    """Words as pieces: where any has its leading space, those without one go on with the word before."""
    texts_of = [clean_part(str(word.get("word") or word.get("text") or "")) for word in raw]
    spaced = any(text[:1].isspace() for text in texts_of[1:])
    pieces = []
    for word, text in zip(raw, texts_of, strict=True):
        start, end = seconds_ms(word.get("start")), seconds_ms(word.get("end"))
        if start is not None and end is not None and end < start:
            end = None
        pieces.append(Piece(text if spaced else f" {text}", start, end, _confidence(word)))
    return pieces


def _confidence(word: dict[str, Any]) -> float | None:
    for key in _CONFIDENCES:
        value = number(word.get(key))
        if value is not None:
            return min(1.0, max(0.0, value))
    return None


def _speaker(segment: dict[str, Any], raw: list[dict[str, Any]]) -> str | None:
    """The segment's speaker, else the one that most of its words name."""
    named = texts(segment, "speaker")
    if not named:
        counts = Counter(name for word in raw if (name := texts(word, "speaker")))
        named = counts.most_common(1)[0][0] if counts else ""
    return one_line(clean_part(named)) or None


def _words_of_file(value: Any, segments: list[Any]) -> dict[int, list[Any]]:
    """Words that stand beside the segments instead of in them, given to the segment in which each starts."""
    raw = value.get("words") if isinstance(value, dict) else None
    if not isinstance(raw, list) or any(isinstance(s, dict) and s.get("words") for s in segments):
        return {}
    starts = [(seconds_ms(s.get("start")), i) for i, s in enumerate(segments) if isinstance(s, dict)]
    known = sorted((start, index) for start, index in starts if start is not None)
    result: dict[int, list[Any]] = {}
    at = 0
    for word in raw:
        start = seconds_ms(word.get("start")) if isinstance(word, dict) else None
        if start is None or not known:
            continue
        while at + 1 < len(known) and known[at + 1][0] <= start:
            at += 1
        result.setdefault(known[at][1], []).append(word)
    return result
