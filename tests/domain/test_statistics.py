"""Figures against an independent computation, and percentages that add up."""

from __future__ import annotations

import statistics as stdlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.framework import Framework, round_half_away
from reader.domain.statistics import figures, whole_percents

SCORES = st.lists(st.integers(-100, 100), min_size=1, max_size=200)


@given(SCORES)
def test_figures_agree_with_an_independent_computation(small_framework: Framework, scores: list[int]) -> None:
    result = figures(np.array(scores, dtype=np.int8), small_framework)
    ranked = sorted(scores)

    def percentile(p: float) -> float:
        place = p * (len(ranked) - 1)
        low = int(place)
        high = min(low + 1, len(ranked) - 1)
        return ranked[low] + (ranked[high] - ranked[low]) * (place - low)

    assert result.slices == len(scores)
    assert result.median == pytest.approx(stdlib.median(scores))
    assert result.mean == pytest.approx(stdlib.fmean(scores))
    assert (result.least, result.greatest) == (ranked[0], ranked[-1])
    assert result.p10 == pytest.approx(percentile(0.1))
    assert result.p90 == pytest.approx(percentile(0.9))
    assert result.least <= result.p10 <= result.median <= result.p90 <= result.greatest
    for band_id, low, high in (
        ("risk-forward", -100, -12),
        ("mixed", -11, 11),
        ("opportunity-forward", 12, 100),
    ):
        true_share = 100 * sum(low <= s <= high for s in scores) / len(scores)
        assert abs(result.shares[band_id] - true_share) < 1
    assert sum(result.shares.values()) == 100


def test_no_scores_give_zeros(small_framework: Framework) -> None:
    result = figures([], small_framework)
    assert (result.slices, result.median, result.least, sum(result.shares.values())) == (0, 0.0, 0, 0)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=9).filter(any))
def test_percents_add_up_and_stay_within_one(counts: list[int]) -> None:
    percents = whole_percents(counts)
    assert sum(percents) == 100
    assert all(abs(p - 100 * c / sum(counts)) < 1 for p, c in zip(percents, counts, strict=True))


@pytest.mark.parametrize(("value", "rounded"), [(0.5, 1), (-0.5, -1), (0.49, 0), (-0.49, 0), (-6.5, -7), (2.0, 2)])
def test_halves_round_away_from_0(value: float, rounded: int) -> None:
    assert round_half_away(value) == rounded
