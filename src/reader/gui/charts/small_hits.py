"""What a point of a small picture means: the slice whose bar, tick or marker is seen there.

The rules are those of the large charts. ``rect`` is where the picture was painted, ``scale`` the device pixels per
logical pixel that it was painted at. Slices count from 1; 0 means that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QPointF, QRectF

from reader.domain.pointing import slice_at_track, slice_of_marker
from reader.gui.charts.arc_geometry import Columns, Span, columns
from reader.gui.charts.small import PADDING, picture_inside, strip_layout
from reader.gui.charts.strip_geometry import MARKERS, Part, StripFigures, is_marker

OTHER_REACH = 2.0
"""How many pixels around the line under the track still count as on it."""


@dataclass(frozen=True, slots=True)
class StripHit:
    """A part of a small strip, and the score at that point. ``other``: it belongs to the second item on it."""

    part: Part
    score: float
    other: bool = False

    @property
    def on_track(self) -> bool:
        """True where clicking again leads on to the next slice of the same score."""
        return not is_marker(self.part)

    def slice_of(self, scores: ArrayLike, after: int = 0) -> int:
        """The slice that a click here means, among these scores; ``after`` is where an earlier one led to."""
        if is_marker(self.part):
            return slice_of_marker(self.part, scores)
        return slice_at_track(self.score, scores, after)


def trail_bar_at(
    rect: QRectF, place: QPointF, scores: NDArray[np.int8], evidence: NDArray[np.bool_], scale: float
) -> int:
    """The slice whose bar is seen at a point of a trail. Where slices share a pixel: above the middle the greatest,
    below it the least, as on the episode arc."""
    if not rect.contains(place) or not len(scores):
        return 0
    shown, pixel = _column(rect, place, scores, evidence, scale)
    return shown.slice_at(pixel, upper=place.y() < rect.center().y())


def band_tick_at(
    rect: QRectF, place: QPointF, scores: NDArray[np.int8], evidence: NDArray[np.bool_], scale: float
) -> int:
    """The slice whose tick is seen at a point of slice bands. Where slices share a pixel: the one that reaches
    farthest, which gives the tick its colour."""
    if not rect.contains(place) or not len(scores):
        return 0
    shown, pixel = _column(rect, place, scores, evidence, scale)
    upper = not shown.shared or -shown.least[pixel] <= shown.greatest[pixel]
    return shown.slice_at(pixel, upper=bool(upper))


def strip_hit_at(
    rect: QRectF, place: QPointF, figures: StripFigures, other: StripFigures | None = None
) -> StripHit | None:
    """What lies under a point of a small strip; None outside. The filled markers lie over the hollow ones of the
    ``other`` item, whose band is the line under the track."""
    if not rect.contains(place):
        return None
    layout = strip_layout(picture_inside(rect))
    part = layout.part_at(place, figures)
    score = layout.score_at(place.x())
    if part is None:
        return None
    if other is not None and not is_marker(part):
        beneath = layout.part_at(place, other)
        if beneath in MARKERS:
            return StripHit(beneath, score, other=True)
        line = layout.other_band(other).adjusted(-OTHER_REACH, 0, OTHER_REACH, OTHER_REACH)
        if line.contains(place):
            return StripHit("band", score, other=True)
    return StripHit(part, score)


def _column(
    rect: QRectF, place: QPointF, scores: NDArray[np.int8], evidence: NDArray[np.bool_], scale: float
) -> tuple[Columns, int]:
    """The slices laid out as they were painted, and the pixel column of a point."""
    left = round(PADDING * scale)
    width = max(round((rect.width() - 2 * PADDING) * scale), 1)
    shown = columns(scores, evidence, Span.whole(len(scores)), width)
    pixel = int((place.x() - rect.left()) * scale) - left
    return shown, min(max(pixel, 0), width - 1)
