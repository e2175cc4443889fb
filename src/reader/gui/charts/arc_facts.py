"""What the episode arc knows of the slices that it draws, and says of one in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reader.gui.charts.captions import Reach, slice_caption, spoken_slice

if TYPE_CHECKING:
    from reader.domain.fragility import Fragility
    from reader.domain.framework import Framework
    from reader.domain.hits import SliceScore
    from reader.domain.profile import Profile
    from reader.domain.slicing import Slice

HitSource = Callable[[int], "SliceScore"]


def _nobody() -> NDArray[np.bool_]:
    return np.zeros(0, dtype=np.bool_)


@dataclass
class ArcFacts:
    """``evidence`` tells for each slice whether it has a hit. ``absent`` says why a slice is left out of which
    ``present`` is False ("Ben does not speak here"); with ``present`` None all slices are there.
    """

    profile: Profile | None = None
    framework: Framework | None = None
    slices: Sequence[Slice] = ()
    evidence: NDArray[np.bool_] = field(default_factory=_nobody)
    present: NDArray[np.bool_] | None = None
    absent: str = ""
    fragility: Fragility | None = None
    hit_source: HitSource | None = None

    @property
    def count(self) -> int:
        """Number of slices."""
        return len(self.evidence)

    def scores(self) -> NDArray[np.int8]:
        """One score per slice."""
        return np.asarray(self.profile.scores if self.profile is not None else (), dtype=np.int8)

    def extremes(self) -> tuple[int, int]:
        """The least and the greatest score that is drawn, whiskers included."""
        figures = self.profile.figures if self.profile is not None else None
        least, greatest = (int(figures.least), int(figures.greatest)) if figures is not None else (0, 0)
        if self.fragility is None or not self.count:
            return least, greatest
        return min(least, *self.fragility.least), max(greatest, *self.fragility.greatest)

    def caption(self, number: int) -> str:
        """A slice in the line under the arc; empty for 0."""
        if not number or self.profile is None:
            return ""
        if not self.is_present(number):
            return f"slice {number:,} of {self.count:,} · {self.absent}"
        hits = self.hit_source(number) if self.hit_source is not None else None
        evidence = bool(self.evidence[number - 1])
        score = int(self.profile.scores[number - 1])
        return slice_caption(number, self.slices, score, evidence, hits, self.reach(number))

    def spoken(self, number: int) -> str:
        """A slice in one sentence for the ear; empty for 0."""
        if not number or self.profile is None or self.framework is None:
            return ""
        if not self.is_present(number):
            return f"slice {number} of {self.count}, {self.absent}"
        score, evidence = int(self.profile.scores[number - 1]), bool(self.evidence[number - 1])
        return spoken_slice(number, self.count, score, evidence, self.framework, self.reach(number))

    def is_present(self, number: int) -> bool:
        """Whether a slice is drawn."""
        return self.present is None or bool(self.present[number - 1])

    def reach(self, number: int) -> Reach | None:
        """How far the score of a slice may move, where that has been worked out."""
        found = self.fragility
        if found is None:
            return None
        return Reach(int(found.least[number - 1]), int(found.greatest[number - 1]), found.hinges[number - 1])
