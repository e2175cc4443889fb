"""The interval of the mean: its laws, and how it compares with what theory says."""

from __future__ import annotations

import random
import statistics
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.interval import LEAST_SLICES, mean_interval

SCORES = st.lists(st.integers(-100, 100), min_size=1, max_size=300)


def width(scores: list[int]) -> float:
    low, high = mean_interval(scores)
    return high - low


@given(SCORES)
def test_it_holds_the_mean_and_stays_within_the_scores(scores: list[int]) -> None:
    low, high = mean_interval(scores)
    assert min(scores) <= low <= statistics.fmean(scores) + 1e-9
    assert statistics.fmean(scores) - 1e-9 <= high <= max(scores)


@given(SCORES)
def test_the_same_scores_give_the_same_interval(scores: list[int]) -> None:
    assert mean_interval(scores) == mean_interval(scores[:])


@given(SCORES, st.integers(0, 300))
def test_read_backwards_or_from_the_middle_it_is_the_same(scores: list[int], start: int) -> None:
    turned = scores[start % len(scores) :] + scores[: start % len(scores)]
    assert mean_interval(scores[::-1]) == pytest.approx(mean_interval(scores))
    assert mean_interval(turned) == pytest.approx(mean_interval(scores))


@given(st.integers(-100, 100), st.integers(1, 500))
def test_equal_scores_leave_no_doubt(score: int, number: int) -> None:
    assert mean_interval([score] * number) == (score, score)


def test_too_few_slices_give_the_mean_alone() -> None:
    assert mean_interval([]) == (0.0, 0.0)
    assert mean_interval([-40, 40, 10, 10]) == (5.0, 5.0)
    assert width([-40, 40, 10, 10, 0]) > 0
    assert LEAST_SLICES == 5


@pytest.mark.parametrize("seed", range(5))
def test_more_slices_make_it_narrower(seed: int) -> None:
    drawn = random.Random(seed)
    widths = [width([round(drawn.gauss(-6, 20)) for _ in range(number)]) for number in (12, 60, 300, 1500)]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 2 * widths[2]


def test_independent_slices_give_what_the_formula_gives() -> None:
    """1.96 standard errors to either side, on average over many items."""
    drawn = random.Random(1)
    ratios = []
    for _ in range(40):
        scores = [round(drawn.gauss(0, 20)) for _ in range(120)]
        ratios.append(width(scores) / (2 * 1.96 * statistics.stdev(scores) / len(scores) ** 0.5))
    assert statistics.fmean(ratios) == pytest.approx(1, abs=0.12)


def test_neighbours_that_are_alike_make_it_wider() -> None:
    drawn = random.Random(2)
    ratios = []
    for _ in range(40):
        values = [0.0]
        for _ in range(119):
            values.append(0.5 * values[-1] + drawn.gauss(0, 20))
        scores = [round(max(-100, min(100, value))) for value in values]
        ratios.append(width(scores) / (2 * 1.96 * statistics.stdev(scores) / len(scores) ** 0.5))
    assert statistics.fmean(ratios) > 1.25


def test_5000_slices_cost_little_more_than_250() -> None:
    drawn = random.Random(3)

    def seconds(number: int) -> float:
        scores = [round(drawn.gauss(0, 20)) for _ in range(number)]
        taken = []
        for _ in range(5):
            start = time.process_time()
            mean_interval(scores)
            taken.append(time.process_time() - start)
        return min(taken)

    assert seconds(5000) < 3 * seconds(250)
