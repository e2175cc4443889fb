"""The small pictures on cards and in lists: strip, slice bands and trail, each on a deep panel of its own.

For delegates: plain functions on a painter, without pyqtgraph. A picture is kept as a pixmap under what it
shows, its size, the screen's scaling and the theme, so that scrolling only copies it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from reader.domain.framework import Band
from reader.domain.pointing import slice_at_track, slice_of_marker
from reader.gui.charts.arc_geometry import LEVEL_STEP, Axis, Columns, Shape, Span, columns, rectangles, shape
from reader.gui.charts.strip_geometry import StripFigures, StripLayout, is_marker
from reader.gui.charts.strip_painting import paint_band, paint_markers, paint_other, paint_track
from reader.gui.theme.palette import Palette

RADIUS = 4.0
PADDING = 4.0
"""Distance of a picture from the edges of its panel."""
MOST_PIXMAPS = 1000


class HasBands(Protocol):
    """A framework, or whatever else knows the bands of an axis, in order."""

    @property
    def bands(self) -> Sequence[Band]:
        """The bands."""


_pixmaps: OrderedDict[Hashable, QPixmap] = OrderedDict()


def clear_cache() -> None:
    """Forget all pictures."""
    _pixmaps.clear()


def paint_trail(
    painter: QPainter, rect: QRectF, scores: NDArray[np.int8], evidence: NDArray[np.bool_], palette: Palette
) -> None:
    """Paint a miniature arc: one bar per slice or pixel, on the fixed axis from −100 to +100."""
    key = ("trail", scores.tobytes(), evidence.tobytes())
    _paint(painter, rect, palette, key, lambda target, area: _draw_trail(target, area, scores, evidence, palette))


def paint_slice_bands(
    painter: QPainter,
    rect: QRectF,
    scores: NDArray[np.int8],
    evidence: NDArray[np.bool_],
    framework: HasBands,
    palette: Palette,
    *,
    padding: float = PADDING,
    present: NDArray[np.bool_] | None = None,
) -> None:
    """Paint a row of ticks, one per slice, in the colour of the band it falls into; faint where a slice has no hit,
    none where it is not ``present``.

    With ``padding`` 0 they take the whole width, as the bars of an arc of the same width do.
    """
    borders = tuple((band.greatest, band.tone) for band in framework.bands)
    there = present.tobytes() if present is not None else None
    key = ("bands", scores.tobytes(), evidence.tobytes(), borders, padding, there)

    def draw(target: QPainter, area: QRectF) -> None:
        inner = area.adjusted(padding - PADDING, 0, PADDING - padding, 0)
        _draw_bands(target, inner, scores, evidence, framework, palette, present)

    _paint(painter, rect, palette, key, draw)


def paint_strip(
    painter: QPainter, rect: QRectF, figures: StripFigures, palette: Palette, other: StripFigures | None = None
) -> None:
    """Paint the axis with band and markers; ``other`` is a second item on the same axis, drawn hollow."""
    key = ("strip", figures, other)
    _paint(painter, rect, palette, key, lambda target, area: _draw_strip(target, area, figures, palette, other))


def trail_slice_at(rect: QRectF, place: QPointF, count: int, *, padding: float = PADDING) -> int:
    """The slice under a point of a trail, or of slice bands, painted into ``rect``; 0 outside."""
    area = rect.adjusted(padding, 0, -padding, 0)
    if not rect.contains(place) or not count or area.width() <= 0:
        return 0
    return min(max(int((place.x() - area.left()) / area.width() * count) + 1, 1), count)


def strip_slice_at(rect: QRectF, place: QPointF, scores: ArrayLike, figures: StripFigures, after: int = 0) -> int:
    """The slice that a click on a strip painted into ``rect`` means, as on the large strip; 0 outside.

    ``after`` is where an earlier click at the same place led to.
    """
    layout = strip_layout(picture_inside(rect))
    part = layout.part_at(place, figures) if rect.contains(place) and np.size(scores) else None
    if part is None:
        return 0
    if is_marker(part):
        return slice_of_marker(part, scores)
    return slice_at_track(layout.score_at(place.x()), scores, after)


def bar_column(rect: QRectF, number: int, count: int) -> QRectF:
    """Where the bar of a slice stands across a trail, or its tick on slice bands; as tall as the picture."""
    width = (rect.width() - 2 * PADDING) / count
    return QRectF(rect.left() + PADDING + (number - 1) * width, rect.top(), width, rect.height())


def paint_slice_mark(painter: QPainter, rect: QRectF, number: int, count: int, palette: Palette, by_keys: bool) -> None:
    """Outline a slice on a trail or on slice bands painted into ``rect``: that under the mouse, or that of the keys."""
    if not 1 <= number <= count:
        return
    column = bar_column(rect, number, count)
    spare = max(0.0, 4.0 - column.width()) / 2 + 1
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(palette.chart_focus if by_keys else palette.chart_outline), 1.5 if by_keys else 1))
    painter.drawRoundedRect(column.adjusted(-spare, 1, spare, -1), 1.5, 1.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint(
    painter: QPainter, rect: QRectF, palette: Palette, key: Hashable, draw: Callable[[QPainter, QRectF], None]
) -> None:
    scale = painter.device().devicePixelRatioF()
    size = (round(rect.width() * scale), round(rect.height() * scale))
    if min(size) <= 0:
        return
    full_key = (key, size, scale, palette.name)
    pixmap = _pixmaps.get(full_key)
    if pixmap is None:
        pixmap = QPixmap(*size)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        target = QPainter(pixmap)
        try:
            area = QRectF(0, 0, size[0] / scale, size[1] / scale)
            _draw_panel(target, area, palette.chart_panel)
            draw(target, picture_inside(area))
        finally:
            target.end()
        _pixmaps[full_key] = pixmap
        if len(_pixmaps) > MOST_PIXMAPS:
            _pixmaps.popitem(last=False)
    else:
        _pixmaps.move_to_end(full_key)
    painter.drawPixmap(rect.topLeft(), pixmap)


def picture_inside(rect: QRectF) -> QRectF:
    """The part of a picture's panel that the picture itself takes."""
    return rect.adjusted(PADDING, 2, -PADDING, -2)


def _draw_panel(painter: QPainter, area: QRectF, colour: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(area, RADIUS, RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _laid_out(
    painter: QPainter, area: QRectF, scores: NDArray[np.int8], evidence: NDArray[np.bool_]
) -> tuple[QRect, Columns]:
    """The area in device pixels, with the painter brought there, and the slices laid out over it."""
    scale = painter.device().devicePixelRatioF()
    place = QRectF(area.topLeft() * scale, area.size() * scale).toRect()
    painter.scale(1 / scale, 1 / scale)
    return place, columns(scores, evidence, Span.whole(len(scores)), place.width())


def _draw_trail(
    painter: QPainter, area: QRectF, scores: NDArray[np.int8], evidence: NDArray[np.bool_], palette: Palette
) -> None:
    if not len(scores):
        return
    scale = painter.device().devicePixelRatioF()
    place, shown = _laid_out(painter, area, scores, evidence)
    form = shape(Axis(), place.height(), place.width() / len(scores), scale)
    form = Shape(form.height, form.zero, form.gap, round(6 * scale), 1)
    made = rectangles(shown, Axis(), form)
    painter.translate(place.topLeft())
    painter.fillRect(0, form.zero, place.width(), 1, palette.chart_line)
    for level, rows in made.bars.items():
        _fill(painter, rows, palette.score_colour(level * LEVEL_STEP))
    _fill(painter, made.balanced, palette.middle)


def _draw_bands(
    painter: QPainter,
    area: QRectF,
    scores: NDArray[np.int8],
    evidence: NDArray[np.bool_],
    framework: HasBands,
    palette: Palette,
    present: NDArray[np.bool_] | None,
) -> None:
    if not len(scores):
        return
    place, shown = _laid_out(painter, area, scores, evidence)
    painter.translate(place.topLeft())
    farthest = np.where(-shown.least > shown.greatest, shown.least, shown.greatest)
    limits = np.array([band.greatest for band in framework.bands[:-1]], dtype=np.int16)
    bands = np.where(shown.evidence, np.searchsorted(limits, farthest), -1)
    room = shown.right - shown.left
    if present is not None:
        bands[~columns(scores, present, shown.span, shown.width).evidence] = len(framework.bands)
    gap = 1 if room.min() > 2 else 0  # parting only some ticks would tell of groups that are none
    rows = np.stack((shown.left, np.zeros_like(room), room - gap, np.full_like(room, place.height())), axis=1)
    _fill(painter, rows[bands < 0].astype(np.float64), palette.chart_line)
    for index, band in enumerate(framework.bands):
        _fill(painter, rows[bands == index].astype(np.float64), palette.tone_colour(band.tone))


def _fill(painter: QPainter, rows: NDArray[np.float64], colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRects([QRect(*row) for row in rows.astype(int).tolist()])


def strip_layout(area: QRectF) -> StripLayout:
    """Where track and markers of a small strip stand within this area."""
    height = max(area.height(), 1.0)
    return StripLayout.within(area, max(round(height * 0.45), 3), 4.0, 1.0)


def _draw_strip(
    painter: QPainter, area: QRectF, figures: StripFigures, palette: Palette, other: StripFigures | None
) -> None:
    layout = strip_layout(area)
    paint_track(painter, layout, palette)
    paint_band(painter, layout, figures, palette)
    if other is not None:
        paint_other(painter, layout, other, palette)
    paint_markers(painter, layout, figures, palette)
