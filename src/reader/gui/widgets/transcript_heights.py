"""Heights of all slices: measured where one has been laid out, estimated from its length elsewhere. No Qt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LEAST_MEASURED = 6
"""Measured slices from which on the estimates are corrected by what was measured."""

LONGEST_IDLE = 20_000
"""Slices of more characters are not laid out in idle time: one alone would take too long."""


class Heights:
    """Heights in pixels and their sums. ``lengths`` are the slices' characters."""

    def __init__(self, lengths: NDArray[np.int64]) -> None:
        self._lengths = lengths
        self._guess = np.zeros(len(lengths))
        self._heights = np.zeros(len(lengths), dtype=np.int64)
        self._measured = np.zeros(len(lengths), dtype=np.bool_)
        self._tops: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self._lengths)

    def estimate(self, fixed: float, line_height: float, characters_in_line: float) -> None:
        """Forget what was measured, and estimate every height for this text size and width."""
        lines = np.ceil(self._lengths / max(characters_in_line, 1.0)) + 0.25
        self._guess = fixed + line_height * lines
        self._heights = np.rint(self._guess).astype(np.int64)
        self._measured[:] = False
        self._tops = None

    def set(self, index: int, height: int) -> None:
        """Note a measured height."""
        if not self._measured[index] or self._heights[index] != height:
            self._measured[index] = True
            self._heights[index] = height
            self._tops = None

    def correct_estimates(self) -> None:
        """Scale the estimates by the relation of measured heights to their own estimates."""
        measured = self._measured
        if measured.sum() < LEAST_MEASURED or measured.all():
            return
        scale = self._heights[measured].sum() / self._guess[measured].sum()
        self._heights[~measured] = np.rint(self._guess[~measured] * scale).astype(np.int64)
        self._tops = None

    @property
    def tops(self) -> NDArray[np.int64]:
        """The top of every slice and, last, the bottom of all. The array is never changed afterwards."""
        if self._tops is None:
            tops = np.zeros(len(self._heights) + 1, dtype=np.int64)
            np.cumsum(self._heights, out=tops[1:])
            self._tops = tops
        return self._tops

    def top(self, index: int) -> int:
        """The top of one slice."""
        return int(self.tops[index])

    @property
    def total(self) -> int:
        """The height of all slices."""
        return int(self.tops[-1])

    def is_measured(self, index: int) -> bool:
        """True where the height is no estimate."""
        return bool(self._measured[index])

    @property
    def measured_count(self) -> int:
        """How many heights are measured."""
        return int(self._measured.sum())

    def nearest_unmeasured(self, index: int) -> int | None:
        """The unmeasured slice nearest to ``index`` that is worth measuring in idle time, or None."""
        open_ones = np.flatnonzero(~self._measured & (self._lengths <= LONGEST_IDLE))
        if not len(open_ones):
            return None
        return int(open_ones[np.abs(open_ones - index).argmin()])


def place_at(tops: NDArray[np.int64], value: float) -> tuple[int, float]:
    """Index of the slice at a height, and how far down in it (0 to 1), by the given tops."""
    index = min(max(int(np.searchsorted(tops, value, side="right")) - 1, 0), len(tops) - 2)
    height = int(tops[index + 1] - tops[index])
    return index, min(max((value - int(tops[index])) / max(height, 1), 0.0), 1.0)
