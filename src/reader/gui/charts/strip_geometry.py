"""Where things stand on a spectrum strip, and what a point of it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeGuard

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QPointF, QRectF

from reader.domain.framework import GREATEST_SCORE, LEAST_SCORE
from reader.domain.pointing import Marker

Part = Literal["negative", "median", "positive", "band", "track"]

MARKERS: tuple[Marker, ...] = ("negative", "positive", "median")
"""In the order in which they are painted: the last one lies on top."""
GRASP = 3.0
"""How many pixels beside a marker still count as on it."""


def is_marker(part: str) -> TypeGuard[Marker]:
    """Whether a part of the strip, or a stop of the keyboard on it, is one of the markers."""
    return part in MARKERS


@dataclass(frozen=True, slots=True)
class StripFigures:
    """The figures that a strip draws, in score points."""

    least: float
    p10: float
    median: float
    p90: float
    greatest: float

    @classmethod
    def of(cls, source: Any) -> StripFigures:
        """From anything with these figures by these names, as :class:`reader.domain.profile.Figures`."""
        return cls(*(float(getattr(source, name)) for name in ("least", "p10", "median", "p90", "greatest")))

    @classmethod
    def of_scores(cls, scores: ArrayLike, p10: float, median: float, p90: float) -> StripFigures:
        """From what an :class:`reader.domain.item_summary.ItemSummary` holds."""
        values = np.asarray(scores)
        if values.size == 0:
            return cls(0.0, p10, median, p90, 0.0)
        return cls(float(values.min()), p10, median, p90, float(values.max()))

    def marker(self, marker: Marker) -> float:
        """The score that a marker stands at."""
        return {"negative": self.least, "median": self.median, "positive": self.greatest}[marker]


@dataclass(frozen=True, slots=True)
class StripLayout:
    """A track in a scene: ``track`` is its rectangle, ``reach`` how tall the tallest marker can be, ``thick``
    how wide each is, ``tip`` how far a marker stands out above and below one that covers it.
    """

    track: QRectF
    reach: float
    thick: float
    tip: float

    @classmethod
    def within(cls, area: QRectF, track_height: float, thick: float, tip: float) -> StripLayout:
        """The track through the middle of an area, as wide as leaves the outermost markers room."""
        side = thick / 2 + 1
        top = area.center().y() - track_height / 2
        track = QRectF(area.left() + side, top, area.width() - 2 * side, track_height)
        return cls(track, area.height(), thick, tip)

    def x_of(self, score: float) -> float:
        """Where a score stands across."""
        return self.track.left() + self.track.width() * (score - LEAST_SCORE) / (GREATEST_SCORE - LEAST_SCORE)

    def score_at(self, x: float) -> float:
        """The score that stands here; the nearest end outside of the track."""
        if self.track.width() <= 0:
            return 0.0
        share = min(max((x - self.track.left()) / self.track.width(), 0.0), 1.0)
        return LEAST_SCORE + share * (GREATEST_SCORE - LEAST_SCORE)

    def band(self, figures: StripFigures) -> QRectF:
        """The stretch of the track from p10 to p90; at least two pixels wide."""
        left, right = self.x_of(figures.p10), self.x_of(figures.p90)
        spare = max(0.0, 2.0 - (right - left)) / 2
        return QRectF(left - spare, self.track.top(), right - left + 2 * spare, self.track.height())

    def other_band(self, figures: StripFigures) -> QRectF:
        """The line under the track that stands for the band of a second item."""
        band = self.band(figures)
        return QRectF(band.left(), self.track.bottom() + 1, band.width(), 1.5)

    def marker(self, marker: Marker, figures: StripFigures) -> QRectF:
        """The bar of a marker. It stands out by a tip above and below each marker that covers it."""
        x = self.x_of(figures.marker(marker))
        above = MARKERS[MARKERS.index(marker) + 1 :]
        covers = sum(abs(self.x_of(figures.marker(other)) - x) < self.thick for other in above)
        reach = self.reach - 2 * self.tip * (len(MARKERS) - 1 - covers)
        return QRectF(x - self.thick / 2, self.track.center().y() - reach / 2, self.thick, reach)

    def part_at(self, place: QPointF, figures: StripFigures) -> Part | None:
        """What lies under a point. Of several markers it is the nearest across, of equally near ones the
        topmost; where a covered marker's tip stands out, that marker.
        """
        if not self.track.top() - self.reach / 2 <= place.y() <= self.track.bottom() + self.reach / 2:
            return None
        found: tuple[float, Part] | None = None
        for marker in MARKERS:
            bar = self.marker(marker, figures).adjusted(-GRASP, 0, GRASP, 0)
            distance = abs(place.x() - bar.center().x())
            if bar.contains(place) and (found is None or distance <= found[0]):
                found = (distance, marker)
        if found is not None:
            return found[1]
        return "band" if self.band(figures).left() <= place.x() <= self.band(figures).right() else "track"
