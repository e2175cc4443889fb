"""The evidence of all slices of an item at once: what :mod:`reader.domain.evidence` gathers hit by hit, by numpy."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from reader.domain.evidence import Evidence, balances, gathered
from reader.domain.many_scores import Batch
from reader.domain.scoring import Scorer
from reader.domain.striking import Struck
from reader.domain.words import Words


def evidence_of(scorer: Scorer, texts: Sequence[str], struck: Sequence[Struck]) -> Evidence:
    """The evidence of slices with these texts; ``struck`` is what is struck out of each."""
    scores = np.zeros(len(texts), np.int8)
    counts = np.zeros(len(texts), np.int32)
    lens_counts = [0] * len(scorer.framework.lenses)
    strengths: dict[str, float] = {}
    balanced = 0
    left = set(range(len(texts)))
    for batch in scorer.many.batches(texts, struck):
        left.difference_update(batch.texts)
        scores[batch.texts] = np.trunc(batch.exact + np.copysign(0.5, batch.exact))  # halves away from 0
        counts[batch.texts] = np.bincount(batch.of_text, minlength=len(batch.texts))
        sizes = np.bincount(batch.of_text, np.abs(batch.points), len(batch.texts))
        sides = zip((sizes - batch.exact).tolist(), (sizes + batch.exact).tolist(), strict=True)
        balanced += sum(balances(negative / 2, positive / 2) for negative, positive in sides)
        _add_strengths(batch, strengths)
        scorer.count_lenses(batch.lenses.tolist(), lens_counts)
    for at in sorted(left):
        one = scorer.score_words(Words(texts[at]), struck[at], lens_counts)
        of_one = gathered([one], ())
        scores[at], counts[at] = one.score, len(one.hits)
        balanced += of_one.balanced
        for emphasis, points in of_one.strengths.items():
            strengths[emphasis] = strengths.get(emphasis, 0.0) + points
    return Evidence(array("b", scores.tobytes()), array("i", counts.tobytes()), strengths, tuple(lens_counts), balanced)


def _add_strengths(batch: Batch, strengths: dict[str, float]) -> None:
    of_terms = np.bincount(batch.patterns, np.abs(batch.points), len(batch.terms))
    for pattern in np.flatnonzero(np.bincount(batch.patterns, minlength=len(batch.terms))).tolist():
        emphasis = batch.terms[pattern].emphasis
        strengths[emphasis] = strengths.get(emphasis, 0.0) + float(of_terms[pattern])
