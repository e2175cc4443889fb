"""How far the mean of an item's slices could be another one: a bootstrap interval.

Neighbouring slices are alike: in the 357 episodes that the program is tried with, the scores of two neighbours
correlate by 0.16 (median), those of slices five apart no more. Drawing slices one by one would take them for
independent and give intervals that are too narrow. So runs of neighbours are drawn, of length n^(1/3), the usual choice
(4 for an hour of talk), with the last slice followed by the first, so that every slice has the same chance.

The draws come from a fixed seed: the same scores give the same interval. It depends on the order of the slices as far
as neighbours do; reading the slices backwards or starting in the middle gives the same one.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

DRAWS = 1000
"""With 300 the ends are off by a tenth of the width now and then."""
LEAST_SLICES = 5
"""With fewer slices the draws say nothing: the interval is the mean alone."""
MOST_RUNS = 32
"""Runs in one draw; past it they get longer, so that 5,000 slices cost what 200 do."""
SEED = 20250606


def mean_interval(scores: Sequence[int]) -> tuple[float, float]:
    """The ends of the 95 % bootstrap interval of the mean, in score points; the mean lies within."""
    number = len(scores)
    mean = sum(scores) / number if number else 0.0
    if number < LEAST_SLICES or min(scores) == max(scores):
        return mean, mean
    from random import Random  # costs as much as scoring an hour of talk

    length = max(round(number ** (1 / 3)), -(-number // MOST_RUNS))
    runs = -(-number // length)
    sums = sorted(_sums(scores, length))
    picks = array("I", Random(SEED).randbytes(runs * DRAWS * array("I").itemsize))
    picked = [sums[pick % number] for pick in picks]
    drawn = sorted(sum(picked[start : start + runs]) for start in range(0, len(picked), runs))
    outside = DRAWS // 40
    return min(mean, drawn[outside] / (runs * length)), max(mean, drawn[-1 - outside] / (runs * length))


def _sums(scores: Sequence[int], length: int) -> list[int]:
    """The sums of all runs of so many neighbours, the last one followed by the first."""
    total = sum(scores[:length])
    sums = []
    number = len(scores)
    for start in range(number):
        sums.append(total)
        total += scores[(start + length) % number] - scores[start]
    return sums
