"""A transcript: cues in order, and the one text they join to.

Positions in the text are counted in characters from 0; times in milliseconds from the start of the sound.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from reader.domain.record import record

CUE_SEPARATOR = " "
"""Joins the texts of neighbouring cues; belongs to the cue before it."""


@record
class Word:
    """One word of a cue, with its times (milliseconds) and the recogniser's confidence (0 to 1), where known."""

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    confidence: float | None = None


@record
class Cue:
    """One caption or spoken paragraph.

    ``text`` is one line: no line breaks, no markup, no speaker prefix, never empty. Times are in milliseconds and may
    be unknown. ``new_paragraph`` says that the source starts a paragraph or a turn here; ``chapter`` is the heading
    that stands just before this cue in the source.
    """

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    speaker: str | None = None
    words: tuple[Word, ...] = ()
    new_paragraph: bool = False
    chapter: str | None = None


@record(slots=False)
class Transcript:
    """All cues of an item, in order. ``text`` is their texts joined by ``CUE_SEPARATOR``."""

    cues: Sequence[Cue] = ()

    @classmethod
    def from_cues(cls, cues: Iterable[Cue]) -> Transcript:
        """Return a transcript of these cues, leaving out those without text."""
        return cls(tuple(cue for cue in cues if cue.text.strip()))

    @classmethod
    def restored(
        cls,
        cues: Sequence[Cue],
        text: str,
        cue_starts: Sequence[int],
        speakers: tuple[str, ...],
        duration_ms: int | None,
    ) -> Transcript:
        """Return a transcript whose derived parts are known already, so that ``cues`` may be built one by one on
        demand.

        The caller answers for it that they agree with the cues, as they did when the transcript was stored.
        """
        transcript = cls(cues)
        known = {"text": text, "cue_starts": cue_starts, "speakers": speakers, "duration_ms": duration_ms}
        transcript.__dict__.update(known)
        return transcript

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return CUE_SEPARATOR.join(cue.text for cue in self.cues)

    @cached_property
    def cue_starts(self) -> Sequence[int]:
        """Position in ``text`` where each cue starts."""
        starts = []
        position = 0
        for cue in self.cues:
            starts.append(position)
            position += len(cue.text) + len(CUE_SEPARATOR)
        return starts

    def cue_at(self, position: int) -> int:
        """Index of the cue that holds this position (the separator belongs to the cue before it); 0 at the least."""
        return max(0, bisect_right(self.cue_starts, position) - 1)

    @cached_property
    def duration_ms(self) -> int | None:
        """The last known time in the transcript, or None where no cue has a time."""
        times = [t for cue in self.cues for t in (cue.start_ms, cue.end_ms) if t is not None]
        return max(times) if times else None

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Names of the known speakers in the order in which they first speak."""
        return tuple(dict.fromkeys(cue.speaker for cue in self.cues if cue.speaker))

    @property
    def has_times(self) -> bool:
        """True where at least one cue has a time."""
        return self.duration_ms is not None
