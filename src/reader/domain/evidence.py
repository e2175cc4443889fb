"""What scoring found in an item, slice by slice: all that the figures and the headline are drawn from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

from reader.domain.hits import SliceScore
from reader.domain.record import record

BALANCE_POINTS = 5.0
"""Score points that either pole must make in a slice before the two can be said to balance in it."""


@record
class Evidence:
    """Scores (signed bytes, type code ``b``) and numbers of hits (type code ``i``), one entry per slice.

    ``strengths`` says for each subject that terms speak of (``Term.emphasis``; empty for terms that name none) how many
    score points its hits made, either way, over all slices. ``lens_counts`` has one entry per lens of the framework.
    ``balanced`` is the number of slices in which both poles speak up and about as much as each other
    (:func:`balances`).
    """

    scores: array[int]
    hit_counts: array[int]
    strengths: Mapping[str, float]
    lens_counts: Sequence[int]
    balanced: int = 0


def balances(negative: float, positive: float) -> bool:
    """Whether the points of either pole in one slice (both given without sign) balance: each side makes at least
    ``BALANCE_POINTS``, and neither more than one and a half times what the other makes.
    """
    return min(negative, positive) >= max(BALANCE_POINTS, max(negative, positive) / 1.5)


def gathered(scored: Iterable[SliceScore], lens_counts: Sequence[int]) -> Evidence:
    """The evidence of these slices, in their order."""
    scores, hit_counts = array("b"), array("i")
    strengths: dict[str, float] = {}
    balanced = 0
    for one in scored:
        scores.append(one.score)
        hit_counts.append(len(one.hits))
        size = 0.0
        for hit in one.hits:
            points = abs(hit.contribution)
            size += points
            strengths[hit.emphasis] = strengths.get(hit.emphasis, 0.0) + points
        balanced += balances((size - one.exact) / 2, (size + one.exact) / 2)
    return Evidence(scores, hit_counts, strengths, tuple(lens_counts), balanced)
