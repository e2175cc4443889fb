from __future__ import annotations

import numpy as np
import pytest

from reader.gui.widgets.transcript_heights import LONGEST_IDLE, Heights, place_at


@pytest.fixture
def heights() -> Heights:
    heights = Heights(np.array([1000] * 10))
    heights.estimate(fixed=50, line_height=20, characters_in_line=100)
    return heights


def test_estimates_follow_length_and_width(heights: Heights) -> None:
    assert heights.top(1) == 50 + 10 * 20 + 5
    assert heights.total == 10 * heights.top(1)
    heights.estimate(fixed=50, line_height=20, characters_in_line=50)
    assert heights.top(1) == 50 + 20 * 20 + 5


def test_a_measured_height_moves_only_what_is_below(heights: Heights) -> None:
    before = heights.tops
    heights.set(4, int(before[5] - before[4]) + 100)
    assert list(heights.tops[:5]) == list(before[:5])
    assert list(heights.tops[5:]) == list(before[5:] + 100)
    assert heights.is_measured(4)
    assert heights.measured_count == 1


def test_estimates_are_corrected_by_what_was_measured(heights: Heights) -> None:
    guess = heights.top(1)
    for index in range(6):
        heights.set(index, guess * 2)
    heights.correct_estimates()
    assert heights.total == guess * 20


def test_the_nearest_unmeasured_slice_comes_next() -> None:
    heights = Heights(np.array([1000, 1000, LONGEST_IDLE + 1, 1000, 1000]))
    heights.estimate(50, 20, 100)
    heights.set(1, 100)
    assert heights.nearest_unmeasured(1) == 0
    heights.set(0, 100)
    assert heights.nearest_unmeasured(1) == 3
    heights.set(3, 100)
    heights.set(4, 100)
    assert heights.nearest_unmeasured(1) is None


def test_a_place_is_a_slice_and_a_part_of_it() -> None:
    tops = np.array([0, 100, 300, 400])
    assert place_at(tops, 0) == (0, 0.0)
    assert place_at(tops, 150) == (1, 0.25)
    assert place_at(tops, 300) == (2, 0.0)
    assert place_at(tops, 9999) == (2, 1.0)
    assert place_at(tops, -5) == (0, 0.0)


def test_no_slices_have_no_height() -> None:
    heights = Heights(np.zeros(0, np.int64))
    heights.estimate(50, 20, 100)
    assert heights.total == 0
    assert heights.nearest_unmeasured(0) is None
