"""The legend of the charts: the bands of the axis with their colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from reader.domain.framework import Band
    from reader.gui.theme.palette import Palette

SWATCH = 8
GAP = 5
BETWEEN = 14


class Legend(QWidget):
    """A swatch and a name for each band. Takes the room it needs or, where there is none, is left out."""

    mark_width = SWATCH

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._bands: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Legend")

    def show_bands(self, bands: Sequence[Band]) -> None:
        """Show these bands."""
        self.show_marks([(band.name, band.tone) for band in bands])

    def show_marks(self, marks: Sequence[tuple[str, str]]) -> None:
        """Show these names, each with the mark of a tone."""
        self._bands = list(marks)
        self.setAccessibleDescription(", ".join(name for name, _tone in self._bands))
        self.updateGeometry()
        self.update()

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._palette = palette
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        names = sum(metrics.horizontalAdvance(name) + self.mark_width + GAP for name, _tone in self._bands)
        return QSize(names + BETWEEN * max(len(self._bands) - 1, 0), metrics.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        left = 0
        for name, tone in self._bands:
            self.paint_mark(painter, tone, QRectF(left, 0, self.mark_width, self.height()))
            left += self.mark_width + GAP
            painter.setPen(self._palette.chart_muted)
            width = metrics.horizontalAdvance(name)
            painter.drawText(QRectF(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
            left += width + BETWEEN
        painter.end()

    def paint_mark(self, painter: QPainter, tone: str, room: QRectF) -> None:
        """Paint what stands for the bands of a tone, in the middle of this room."""
        swatch = QRectF(0, 0, SWATCH, SWATCH)
        swatch.moveCenter(room.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._palette.tone_colour(tone))
        painter.drawRoundedRect(swatch, 2, 2)
