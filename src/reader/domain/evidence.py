"""What scoring found in an item, slice by slice: all that the figures and the headline are drawn from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

from reader.domain.hits import SliceScore
from reader.domain.record import record


@record
class Evidence:
    """Scores (signed bytes, type code ``b``) and numbers of hits (type code ``i``), one entry per slice.

    ``strengths`` says for each subject that terms speak of (``Term.emphasis``; empty for terms that name none) how many
    score points its hits made, either way, over all slices. ``lens_counts`` has one entry per lens of the framework.
    """

    scores: array[int]
    hit_counts: array[int]
    strengths: Mapping[str, float]
    lens_counts: Sequence[int]


def gathered(scored: Iterable[SliceScore], lens_counts: Sequence[int]) -> Evidence:
    """The evidence of these slices, in their order."""
    scores, hit_counts = array("b"), array("i")
    strengths: dict[str, float] = {}
    for one in scored:
        scores.append(one.score)
        hit_counts.append(len(one.hits))
        for hit in one.hits:
            strengths[hit.emphasis] = strengths.get(hit.emphasis, 0.0) + abs(hit.contribution)
    return Evidence(scores, hit_counts, strengths, tuple(lens_counts))
