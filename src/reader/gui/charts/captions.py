"""What the charts say in words: of a slice, of a marker, of a place on the axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.domain.wording import clock, signed

if TYPE_CHECKING:
    from reader.domain.framework import Framework
    from reader.domain.hits import SliceScore
    from reader.domain.slicing import Slice

TERMS_NAMED = 4


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a slice's score may move, and the one term whose loss moves it into another band ("" for none)."""

    least: int
    greatest: int
    hinge: str = ""

    def words(self) -> str:
        """``hinges on “evil”``."""
        return f"hinges on “{self.hinge.replace('*', '…')}”" if self.hinge else "hinges on no single word"


def slice_caption(
    number: int,
    slices: Sequence[Slice],
    score: int,
    evidence: bool,
    hits: SliceScore | None,
    reach: Reach | None = None,
) -> str:
    """``slice 119 of 124 · 2:07:50 · −37 · “malicious”, “harmful” ×2``; the place in the sound where it is
    known, and how far the score may move: ``−37 (−45 to −20) · hinges on “malicious”``.
    """
    parts = [f"slice {number:,} of {len(slices):,}"]
    start = slices[number - 1].start_ms
    if start is not None:
        parts.append(clock(start))
    moves = reach is not None and reach.least < reach.greatest
    span = f" ({signed(reach.least)} to {signed(reach.greatest)})" if reach is not None and moves else ""
    parts.append(signed(score) + span)
    if reach is not None and evidence:
        parts.append(reach.words())
    if not evidence:
        parts.append("no hits")
    elif hits is not None:
        parts.append(hit_words(hits))
    elif score == 0:
        parts.append("hits balance")
    return " · ".join(part for part in parts if part)


def hit_words(hits: SliceScore) -> str:
    """The terms found, weightiest first, each once with its count."""
    weights: dict[str, float] = {}
    counts: dict[str, int] = {}
    for hit in hits.hits:
        weights[hit.term] = weights.get(hit.term, 0.0) + abs(hit.contribution)
        counts[hit.term] = counts.get(hit.term, 0) + 1
    ordered = sorted(weights, key=lambda term: -weights[term])
    words = [
        f"“{term.replace('*', '…')}”" + (f" ×{counts[term]}" if counts[term] > 1 else "")
        for term in ordered[:TERMS_NAMED]
    ]  # fmt: skip
    if len(ordered) > TERMS_NAMED:
        words.append(f"{len(ordered) - TERMS_NAMED} more")
    return ", ".join(words)


def spoken_slice(
    number: int, count: int, score: int, evidence: bool, framework: Framework, reach: Reach | None = None
) -> str:
    """One sentence for the ear: ``slice 119 of 124, score −37, risk-forward``."""
    band = framework.band_of(score).name.lower()
    words = f"slice {number} of {count}, score {signed(score)}, {band if evidence else 'no hits'}"
    if reach is not None and evidence:
        words += f", between {signed(reach.least)} and {signed(reach.greatest)}, {reach.words()}"
    return words
