"""What a format reader makes of a file: transcript, metadata found in it, and a report of what was mended or left
out."""

from __future__ import annotations

from typing import Literal

from reader.domain.item import Metadata
from reader.domain.record import record
from reader.domain.transcript import Transcript

RemarkKind = Literal["repaired", "left out", "noted"]


@record
class Remark:
    """One line of an import report. ``line`` is the line number in the source from 1, or 0 for the whole file."""

    kind: RemarkKind
    line: int
    text: str


@record
class ParsedFile:
    """A recognised file.

    ``caption_kind`` as in :class:`reader.domain.item.Provenance`. ``encoding_sure`` is False where the encoding was
    guessed.
    """

    format_id: str
    format_name: str
    encoding: str
    encoding_sure: bool
    transcript: Transcript
    metadata: Metadata
    remarks: tuple[Remark, ...] = ()
    caption_kind: str = "text"
    video_id: str = ""

    @property
    def has_words(self) -> bool:
        """True where words have times of their own."""
        return any(word.start_ms is not None for cue in self.transcript.cues for word in cue.words)

    @property
    def has_confidence(self) -> bool:
        """True where the recogniser's confidence is known for some words."""
        return any(word.confidence is not None for cue in self.transcript.cues for word in cue.words)
