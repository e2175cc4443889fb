"""Which slice a click on the spectrum means, against rules written out slice by slice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.framework import Framework
from reader.domain.pointing import (
    nearest_slices,
    one_sided_after,
    one_sided_before,
    slice_at_track,
    slice_of_marker,
)

SCORES = st.lists(st.integers(-100, 100), min_size=1, max_size=60)
VALUES = st.floats(-100, 100)


def naive_nearest(value: float, scores: list[int]) -> list[int]:
    least = min(abs(score - value) for score in scores)
    return [number for number, score in enumerate(scores, start=1) if abs(score - value) == least]


@given(SCORES, VALUES)
def test_the_track_means_the_earliest_of_the_nearest_slices(scores: list[int], value: float) -> None:
    assert slice_at_track(value, scores) == naive_nearest(value, scores)[0]
    assert nearest_slices(value, scores).tolist() == naive_nearest(value, scores)


@given(SCORES, VALUES)
def test_clicking_there_again_walks_through_all_of_them_and_starts_over(scores: list[int], value: float) -> None:
    nearest = naive_nearest(value, scores)
    walked = []
    at = 0
    for _ in range(len(nearest) + 1):
        at = slice_at_track(value, scores, after=at)
        walked.append(at)
    assert walked == [*nearest, nearest[0]]


@given(SCORES, VALUES, st.integers(1, 60))
def test_a_click_elsewhere_starts_at_the_earliest(scores: list[int], value: float, after: int) -> None:
    nearest = naive_nearest(value, scores)
    if after not in nearest:
        assert slice_at_track(value, scores, after=after) == nearest[0]


@given(SCORES)
def test_markers_mean_the_earliest_slice_with_their_score(scores: list[int]) -> None:
    assert slice_of_marker("negative", scores) == scores.index(min(scores)) + 1
    assert slice_of_marker("positive", scores) == scores.index(max(scores)) + 1
    assert slice_of_marker("median", scores) == naive_nearest(float(np.median(scores)), scores)[0]


@given(SCORES, st.integers(0, 61))
def test_one_sided_slices_are_those_of_the_outer_bands(
    small_framework: Framework, scores: list[int], current: int
) -> None:
    outer = [n for n, score in enumerate(scores, start=1) if small_framework.band_of(score).tone != "middle"]
    behind = [n for n in outer if n > current]
    before = [n for n in outer if n < current]
    assert one_sided_after(current, scores, small_framework) == (behind[0] if behind else 0)
    assert one_sided_before(current, scores, small_framework) == (before[-1] if before else 0)


def test_an_item_without_slices_has_nothing_to_point_at(small_framework: Framework) -> None:
    assert slice_at_track(0, []) == 0
    assert slice_of_marker("median", []) == 0
    assert slice_of_marker("negative", []) == 0
    assert one_sided_after(0, [], small_framework) == 0
    assert one_sided_before(1, [], small_framework) == 0


@pytest.mark.parametrize("score", [-100, 100])
def test_distances_do_not_wrap_around_in_small_integers(score: int) -> None:
    scores = np.array([score, -score], dtype=np.int8)
    assert slice_at_track(-score, scores) == 2
    assert slice_at_track(score, scores) == 1
