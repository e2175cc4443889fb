"""What bands and scores mean to a search: those of one framework, whose figures are stored."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.domain.framework import Band
from reader.domain.query import InBand, Scored
from reader.domain.searching import bands_named


@dataclass(frozen=True, slots=True)
class Scope:
    """The framework in force. Slices that were scored by another one are in no band of it, and have no score."""

    framework_id: str = ""
    bands: tuple[Band, ...] = ()

    def ranges(self, node: InBand | Scored) -> tuple[tuple[int, int], ...]:
        """The scores that a part of a query means, both ends included; none where no band has such a name."""
        if isinstance(node, Scored):
            return ((node.least, node.greatest),)
        return tuple((band.least, band.greatest) for band in bands_named(node.words, self.bands))

    @staticmethod
    def fitting(scores: NDArray[np.int8], ranges: tuple[tuple[int, int], ...]) -> NDArray[np.bool_]:
        """Which of these scores are in one of the ranges."""
        fitting = np.zeros(len(scores), np.bool_)
        for least, greatest in ranges:
            # Python's whole numbers: ends outside a byte must not wrap round.
            low, high = max(least, -128), min(greatest, 127)
            if low <= high:
                fitting |= (scores >= low) & (scores <= high)
        return fitting
