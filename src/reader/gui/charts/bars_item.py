"""The bars of the episode arc as one item of a pyqtgraph scene."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from reader.gui.charts.arc_geometry import LEVEL_STEP, Axis, Columns, Span, columns, rectangles, shape
from reader.gui.charts.crisp import device_space
from reader.gui.charts.whisker_geometry import Whiskers, whiskers
from reader.gui.theme.palette import Palette

Flags = NDArray[np.bool_]
INSIDE_SHADE = 0.6
"""How far the part of a narrow bar that one term could take away is darkened."""


class BarsItem(pg.GraphicsObject):
    """One bar per slice, or one per pixel column where there are more slices than pixels.

    Rectangles are worked out once for a size, zoom and axis, and painted by colour: a few dozen calls,
    however many bars.
    """

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self._scores: NDArray[np.int8] = np.zeros(0, dtype=np.int8)
        self._evidence: Flags = np.zeros(0, dtype=np.bool_)
        self._present: Flags | None = None
        self._ranges: tuple[NDArray[np.int8], NDArray[np.int8]] | None = None
        self._plot = QRectF()
        self._span = Span.whole(0)
        self._axis = Axis()
        self._prepared: tuple[int, int, float] | None = None
        self._columns: Columns | None = None
        self._arrays: list[tuple[QColor, PrimitiveArray]] = []
        self._balanced: PrimitiveArray | None = None
        self._hollow: list[PrimitiveArray] = []
        self._whiskers: list[tuple[QColor, PrimitiveArray]] = []

    @property
    def span(self) -> Span:
        """The slices in view."""
        return self._span

    @property
    def axis(self) -> Axis:
        """The scores at the edges of the plot."""
        return self._axis

    def show_scores(
        self, scores: NDArray[np.int8], evidence: Flags, present: Flags | None = None, *, keep: bool = False
    ) -> None:
        """Show these slices, all of them in view, or (``keep``) those that are. Nothing is drawn for a slice that is
        not ``present``."""
        if not keep or len(scores) != len(self._scores):
            self._span = Span.whole(len(scores))
        self._scores = scores
        self._evidence = evidence
        self._present = present
        self._ranges = None
        self._changed()

    def show_ranges(self, ranges: tuple[NDArray[np.int8], NDArray[np.int8]] | None) -> None:
        """Draw a whisker on each bar, from its least to its greatest score; None takes them away."""
        self._ranges = ranges
        self._changed()

    def set_plot(self, plot: QRectF) -> None:
        """Draw into this part of the scene."""
        self.prepareGeometryChange()
        self._plot = plot
        self._changed()

    def set_span(self, span: Span) -> None:
        """Bring these slices into view."""
        self._span = span
        self._changed()

    def set_axis(self, axis: Axis) -> None:
        """Draw to this axis."""
        self._axis = axis
        self._changed()

    def apply_palette(self, palette: Palette) -> None:
        """Draw in these colours."""
        self._palette = palette
        self._changed()

    def _changed(self) -> None:
        self._prepared = None
        self._columns = None
        self.update()

    def slice_at(self, place: QPointF, scale: float) -> int:
        """The slice under a point of the scene, 0 where there is none; ``scale`` as the bars were last
        painted at.
        """
        width = round(self._plot.width() * scale)
        shown = self._columns
        if shown is None or shown.width != width:
            shown = self._columns = columns(self._scores, self._evidence, self._span, width)
        pixel = int((place.x() - self._plot.left()) * scale)
        pixel = min(max(pixel, 0), width - 1)
        upper = place.y() < self._plot.top() + self._axis.depth(0) * self._plot.height()
        return shown.slice_at(pixel, upper)

    def column_of(self, number: int) -> QRectF:
        """The column of a slice, as tall as the plot; may lie outside of it while zoomed."""
        left = self._span.edge(number - 1, 1) * self._plot.width()
        return QRectF(
            self._plot.left() + left, self._plot.top(), self._plot.width() / self._span.size, self._plot.height()
        )

    def boundingRect(self) -> QRectF:
        return self._plot

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        del option, widget
        if not len(self._scores):
            return
        with device_space(painter) as device:
            plot = device.rect(self._plot)
            self._prepare(plot.width(), plot.height(), device.scale)
            painter.translate(plot.topLeft())
            painter.setPen(Qt.PenStyle.NoPen)
            for colour, array in self._arrays:
                painter.setBrush(colour)
                painter.drawRects(*array.drawargs())
            self._paint_marks(painter)
            for colour, array in self._whiskers:
                painter.setBrush(colour)
                painter.drawRects(*array.drawargs())

    def _paint_marks(self, painter: QPainter) -> None:
        if self._balanced is not None:
            painter.setBrush(self._palette.score_colour(0))
            painter.drawRects(*self._balanced.drawargs())
        for colour, array in zip((self._palette.chart_empty, self._palette.chart_panel), self._hollow, strict=False):
            painter.setBrush(colour)
            painter.drawRects(*array.drawargs())

    def _prepare(self, width: int, height: int, scale: float) -> None:
        if self._prepared == (width, height, scale):
            return
        self._prepared = (width, height, scale)
        shown = columns(self._scores, self._evidence, self._span, width)
        self._columns = shown
        form = shape(self._axis, height, width / self._span.size, scale)
        there = None
        if self._present is not None:
            there = columns(self._scores, self._present, self._span, width).evidence
        made = rectangles(shown, self._axis, form, there)
        colour = self._palette.score_colour
        self._arrays = [(colour(level * LEVEL_STEP), _array(rows)) for level, rows in made.bars.items()]
        self._balanced = _array(made.balanced) if len(made.balanced) else None
        self._hollow = _hollow_marks(made.hollow, max(round(scale), 1))
        self._whiskers = []
        if self._ranges is not None:
            ends = tuple(columns(scores, self._evidence, self._span, width) for scores in self._ranges)
            self._whiskers = self._painted(whiskers(shown, self._ranges, ends, self._axis, form, scale))

    def _painted(self, made: Whiskers) -> list[tuple[QColor, PrimitiveArray]]:
        """The whiskers in the order in which they are painted: at most four calls, however many."""
        shade = QColor(self._palette.chart_panel)
        shade.setAlphaF(INSIDE_SHADE)
        layers = (
            (shade, made.inside),
            (self._palette.chart_muted, made.outside),
            (self._palette.chart_panel, made.halos),
            (self._palette.chart_outline, made.lines),
        )
        return [(colour, _array(rows)) for colour, rows in layers if len(rows)]


def _array(rows: NDArray[np.float64]) -> PrimitiveArray:
    array = PrimitiveArray(QRectF, 4)
    array.resize(len(rows))
    array.ndarray()[:] = rows
    return array


def _hollow_marks(outer: NDArray[np.float64], edge: int) -> list[PrimitiveArray]:
    """The marks themselves, and the part inside their edges that shows the panel."""
    inner = outer + np.array((edge, edge, -2.0 * edge, -2.0 * edge))
    return [_array(outer), _array(inner[inner[:, 2] > 0])] if len(outer) else []
