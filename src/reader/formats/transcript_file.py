"""Transcripts as files for others: WebVTT where times are known, else plain text with a turn a paragraph.

What the two cannot hold (times of single words, confidence, chapters) stays in the library alone.
"""

from __future__ import annotations

from reader.domain.transcript import Cue, Transcript

MOST_MS = 4_000
"""How long a caption is shown whose end nobody knows."""


def ending_of(transcript: Transcript) -> str:
    """The ending of the file that :func:`written` makes."""
    return ".vtt" if _is_timed(transcript) else ".txt"


def written(transcript: Transcript) -> str:
    """The text of the file."""
    return _webvtt(transcript) if _is_timed(transcript) else _turns(transcript)


def _is_timed(transcript: Transcript) -> bool:
    return bool(transcript.cues) and all(cue.start_ms is not None for cue in transcript.cues)


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


def _turns(transcript: Transcript) -> str:
    paragraphs: list[list[str]] = []
    speaker: str | None = None
    for cue in transcript.cues:
        if not paragraphs or cue.speaker != speaker or cue.new_paragraph:
            paragraphs.append([f"{cue.speaker}: {cue.text}" if cue.speaker else cue.text])
        else:
            paragraphs[-1].append(cue.text)
        speaker = cue.speaker
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs) + "\n"
