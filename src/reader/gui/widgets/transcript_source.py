"""What the transcript view needs of an open item, and the words it writes around the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reader.domain.framework import Framework
from reader.domain.hits import Hit, SliceScore
from reader.domain.profile import Profile
from reader.domain.slicing import Slice
from reader.domain.transcript import Transcript
from reader.domain.wording import MINUS, clock, signed

CHANGED_BY = {"negation": "negated", "hedge": "hedged", "intensifier": "intensified"}


class TranscriptItem(Protocol):
    """An open item. ``slice_score`` gives the hits of one slice, their offsets counted from its start."""

    @property
    def transcript(self) -> Transcript: ...
    @property
    def slices(self) -> Sequence[Slice]: ...
    @property
    def profile(self) -> Profile: ...
    @property
    def framework(self) -> Framework: ...
    def slice_score(self, number: int) -> SliceScore: ...


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading line of a slice in its parts; ``time`` is empty where the source has no times."""

    name: str
    time: str
    score: str
    band: str
    points: int
    has_hits: bool

    def plain(self) -> str:
        """The heading of copied text: ``Slice 119 · 2:07:50 · −37 · Risk-forward``."""
        return " · ".join(part for part in (self.name, self.time, self.score, self.band) if part)

    def spoken(self) -> str:
        """The heading for a screen reader: ``Slice 119, 2:07:50, score −37, risk-forward``."""
        return ", ".join(part for part in (self.name, self.time, f"score {self.score}", self.band.lower()) if part)


def heading_of(item: TranscriptItem, index: int) -> Heading:
    """The heading of the slice with this index (from 0)."""
    piece = item.slices[index]
    points = int(item.profile.scores[index])
    has_hits = bool(item.profile.hit_counts[index])
    band = item.framework.band_of(points).name
    return Heading(
        name=f"Slice {piece.number}",
        time="" if piece.start_ms is None else clock(piece.start_ms),
        score=signed(points),
        band=band if has_hits else f"{band}, no hits",
        points=points,
        has_hits=has_hits,
    )


def hit_sentence(hit: Hit, framework: Framework) -> str:
    """How a hit counts: ``harm · weight −2 · factor 0.5 (hedged) · contribution −7``."""
    parts = [hit.term, f"weight {_number(hit.weight)}"]
    if hit.factor != 1:
        parts.append(f"factor {_number(hit.factor)}{_reason(hit.factor, framework)}")
    parts.append(f"contribution {_number(round(hit.contribution, 1))}")
    return " · ".join(parts)


def _reason(factor: float, framework: Framework) -> str:
    """Which kind of context gives this factor, in brackets; empty where several together did."""
    for rule in framework.context_rules:
        if abs(rule.factor - factor) < 1e-9 and rule.kind in CHANGED_BY:
            return f" ({CHANGED_BY[rule.kind]})"
    return ""


def _number(value: float) -> str:
    return f"{value:g}".replace("-", MINUS)
