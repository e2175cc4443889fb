"""Which slice a click on the spectrum means: pure rules for markers, band, track and the one-sided keys.

Slices count from 1; 0 means that there is none.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from reader.domain.framework import Framework

Marker = Literal["negative", "median", "positive"]


def slice_of_marker(marker: Marker, scores: ArrayLike) -> int:
    """The slice that a marker stands for: the earliest with the least, the greatest, or the score nearest the
    median.
    """
    values = np.asarray(scores, dtype=np.int16)
    if values.size == 0:
        return 0
    if marker == "negative":
        return int(values.argmin()) + 1
    if marker == "positive":
        return int(values.argmax()) + 1
    return slice_at_track(float(np.median(values)), values)


def nearest_slices(value: float, scores: ArrayLike) -> NDArray[np.intp]:
    """The slices whose score is nearest to a point of the axis (score points), in order; empty for an empty
    item.
    """
    values = np.asarray(scores, dtype=np.int16)
    if values.size == 0:
        return np.zeros(0, dtype=np.intp)
    distances = np.abs(values - value)
    return np.flatnonzero(distances == distances.min()) + 1


def slice_at_track(value: float, scores: ArrayLike, after: int = 0) -> int:
    """The slice whose score is nearest to ``value``, earliest first.

    ``after`` is the slice that an earlier click at the same place led to: where it is one of the nearest, the
    next of them follows, and behind the last the first again.
    """
    nearest = nearest_slices(value, scores)
    if nearest.size == 0:
        return 0
    at = int(np.searchsorted(nearest, after))
    if at < nearest.size and nearest[at] == after:
        return int(nearest[(at + 1) % nearest.size])
    return int(nearest[0])


def one_sided_after(current: int, scores: ArrayLike, framework: Framework) -> int:
    """The first slice behind ``current`` whose score lies in an outer band."""
    one_sided = _one_sided(scores, framework)
    at = int(np.searchsorted(one_sided, current, side="right"))
    return int(one_sided[at]) if at < one_sided.size else 0


def one_sided_before(current: int, scores: ArrayLike, framework: Framework) -> int:
    """The last slice before ``current`` whose score lies in an outer band."""
    one_sided = _one_sided(scores, framework)
    at = int(np.searchsorted(one_sided, current)) - 1
    return int(one_sided[at]) if at >= 0 else 0


def _one_sided(scores: ArrayLike, framework: Framework) -> NDArray[np.intp]:
    values = np.asarray(scores, dtype=np.int16)
    limits = np.array([band.greatest for band in framework.bands[:-1]], dtype=np.int16)
    outer = np.array([band.tone != "middle" for band in framework.bands], dtype=np.bool_)
    return np.flatnonzero(outer[np.searchsorted(limits, values)]) + 1
