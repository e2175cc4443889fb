"""Transcripts as files for others: WebVTT where they are captions, else Markdown with a cue a paragraph.

What they cannot hold stays in the library alone: times of single words, confidence, and in WebVTT chapters.
"""

from __future__ import annotations

import re

from reader.domain.transcript import Cue, Transcript

_MARKS = re.compile(r"[\\`*_\[\]<>#]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LIST_MARK = re.compile(r"^(\d{0,3})([-+.)=~])")
HEADING = "## Transcript"
"""Tells Markdown from plain text where nothing else in the file does."""
MOST_MS = 4_000
"""How long a caption is shown whose end nobody knows."""


def ending_of(transcript: Transcript) -> str:
    """The ending of the file that :func:`written` makes."""
    if _is_timed(transcript):
        return ".vtt"
    return ".md" if any(_has_marks(cue) for cue in transcript.cues) else ".txt"


def written(transcript: Transcript) -> str:
    """The text of the file."""
    if _is_timed(transcript):
        return _webvtt(transcript)
    if ending_of(transcript) == ".md":
        return "\n\n".join([HEADING, *map(_turn, transcript.cues)]) + "\n"
    return "\n\n".join(cue.text for cue in transcript.cues) + "\n"


def _has_marks(cue: Cue) -> bool:
    return bool(cue.speaker or cue.chapter or cue.start_ms is not None)


def _is_timed(transcript: Transcript) -> bool:
    """Captions: what is only known to begin somewhere is a paragraph, which Markdown holds better."""
    cues = transcript.cues
    return all(cue.start_ms is not None for cue in cues) and any(cue.end_ms is not None for cue in cues)


def _webvtt(transcript: Transcript) -> str:
    blocks = ["WEBVTT\n"]
    cues = transcript.cues
    for number, cue in enumerate(cues):
        start = cue.start_ms or 0
        following = cues[number + 1].start_ms if number + 1 < len(cues) else None
        end = cue.end_ms
        if end is None or end < start:
            end = start + MOST_MS if following is None or following <= start else following
        blocks.append(f"{_clock(start)} --> {_clock(end)}\n{_voice(cue)}{_escaped(cue.text)}\n")
    return "\n".join(blocks)


def _voice(cue: Cue) -> str:
    return f"<v {_escaped(cue.speaker).replace(chr(10), ' ')}>" if cue.speaker else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(ms: int) -> str:
    seconds, part = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{part:03}"


def _turn(cue: Cue) -> str:
    """A paragraph of Markdown: the chapter that begins, who speaks, when, and what."""
    chapter = f"## {_plain(cue.chapter)}\n\n" if cue.chapter else ""
    time = f"({_clock(cue.start_ms)}):" if cue.start_ms is not None else ""
    if cue.speaker:
        head = f"**{cue.speaker}** {time} " if time else f"**{cue.speaker}:** "
    else:
        head = f"{time} " if time else ""
    return chapter + head + _plain(cue.text)


def _plain(text: str) -> str:
    """Text in which nothing is taken for a mark."""
    text = _MARKS.sub(r"\\\g<0>", text)
    text = _ENTITY.sub("&amp;", text)
    return _LIST_MARK.sub(r"\1\\\2", text)
