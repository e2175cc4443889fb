"""The statistics of slice scores: the one function that feeds strip, arc, sentence, cards, exports and command line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from reader.domain.framework import Framework
from reader.domain.profile import Figures


def figures(scores: ArrayLike, framework: Framework) -> Figures:
    """Statistics of the integer scores of an item's slices (one dimension, may be empty).

    Percentiles interpolate linearly between ranks (numpy's default). An empty item has zeros throughout and no shares.
    """
    values = np.asarray(scores, dtype=np.int16)
    if values.size == 0:
        return Figures(0, 0.0, 0.0, 0, 0, 0.0, 0.0, {band.id: 0 for band in framework.bands})
    p10, median, p90 = (float(p) for p in np.percentile(values, (10, 50, 90)))
    return Figures(
        slices=int(values.size),
        median=median,
        mean=float(values.mean()),
        least=int(values.min()),
        greatest=int(values.max()),
        p10=p10,
        p90=p90,
        shares=_shares(values, framework),
    )


def _shares(values: NDArray[np.int16], framework: Framework) -> dict[str, int]:
    limits = np.array([band.greatest for band in framework.bands[:-1]], dtype=np.int16)
    counts = np.bincount(np.searchsorted(limits, values), minlength=len(framework.bands))
    percents = whole_percents([int(count) for count in counts])
    return {band.id: percent for band, percent in zip(framework.bands, percents, strict=True)}


def whole_percents(counts: Sequence[int]) -> list[int]:
    """Whole percentages of the counts that add up to 100 (largest remainders; ties to the earlier). All 0 for no
    counts."""
    total = sum(counts)
    if total == 0:
        return [0] * len(counts)
    floors = [count * 100 // total for count in counts]
    remainders = [count * 100 % total for count in counts]
    order = sorted(range(len(counts)), key=lambda index: (-remainders[index], index))
    for index in order[: 100 - sum(floors)]:
        floors[index] += 1
    return floors
