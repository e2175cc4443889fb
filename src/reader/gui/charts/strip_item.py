"""Track, band, markers and words of the spectrum strip as one item of a pyqtgraph scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from reader.gui.charts.strip_geometry import StripFigures, StripLayout, is_marker
from reader.gui.charts.strip_painting import paint_band, paint_caret, paint_markers, paint_track
from reader.gui.theme.palette import Palette

if TYPE_CHECKING:
    from reader.domain.framework import Framework

Stop = Literal["negative", "p10", "median", "p90", "positive"]

STOPS: tuple[Stop, ...] = ("negative", "p10", "median", "p90", "positive")
"""What the keyboard reaches, from left to right."""
TRACK_HEIGHT = 14.0
MARKER_REACH = 36.0
MARKER_WIDTH = 6.0
MARKER_TIP = 2.5
CARET_ROOM = 9.0


class StripItem(pg.GraphicsObject):
    """Track, band, markers, caret and the words under them."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self.layout = StripLayout(QRectF(), 0.0, 0.0, 0.0)
        self.figures: StripFigures | None = None
        self.framework: Framework | None = None
        self.current_score: float | None = None
        self.stop: Stop | None = None
        self.font = QFont()
        self._bounds = QRectF()

    def place(self, bounds: QRectF, layout: StripLayout, font: QFont) -> None:
        """Stand here from now on."""
        self.prepareGeometryChange()
        self._bounds = bounds
        self.layout = layout
        self.font = font
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        del option, widget
        if self.figures is None or self.framework is None:
            return
        paint_track(painter, self.layout, self.palette)
        paint_band(painter, self.layout, self.figures, self.palette)
        paint_markers(painter, self.layout, self.figures, self.palette)
        if self.current_score is not None:
            top = self.layout.track.center().y() + MARKER_REACH / 2 + 1
            paint_caret(painter, self.layout.x_of(self.current_score), top, self.palette)
        self._paint_words(painter, self.framework)
        if self.stop is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette.chart_focus, 2))
            painter.drawRoundedRect(self.stop_rect(self.stop).adjusted(-3, -2, 3, 2), 4, 4)

    def stop_rect(self, stop: Stop) -> QRectF:
        """What a stop of the keyboard stands on."""
        assert self.figures is not None
        if is_marker(stop):
            return self.layout.marker(stop, self.figures)
        x = self.layout.x_of(self.figures.p10 if stop == "p10" else self.figures.p90)
        track = self.layout.track
        return QRectF(x - 2, track.top() - 2, 4, track.height() + 4)

    def _paint_words(self, painter: QPainter, framework: Framework) -> None:
        metrics = QFontMetricsF(self.font)
        row = QRectF(0, self._bounds.bottom() - metrics.height() - 1, self._bounds.width(), metrics.height())
        side = max((row.width() - metrics.horizontalAdvance(framework.middle)) / 2 - 8, 0.0)
        left, right = (
            metrics.elidedText(name, Qt.TextElideMode.ElideRight, side)
            for name in (framework.negative_pole, framework.positive_pole)
        )
        aligned = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self.font)
        painter.setPen(self.palette.chart_muted)
        painter.drawText(row, aligned | Qt.AlignmentFlag.AlignLeft, left)
        painter.drawText(row, aligned | Qt.AlignmentFlag.AlignHCenter, framework.middle)
        painter.drawText(row, aligned | Qt.AlignmentFlag.AlignRight, right)
