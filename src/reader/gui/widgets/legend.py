"""The legend of the charts: the bands of the axis with their colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from reader.domain.framework import Framework
    from reader.gui.theme.palette import Palette

SWATCH = 8
GAP = 5
BETWEEN = 14


class Legend(QWidget):
    """A swatch and a name for each band. Takes the room it needs or, where there is none, is left out."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._bands: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Legend")

    def show_framework(self, framework: Framework) -> None:
        """Show the bands of this framework."""
        self._bands = [(band.name, band.tone) for band in framework.bands]
        self.setAccessibleDescription(", ".join(name for name, _tone in self._bands))
        self.updateGeometry()
        self.update()

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._palette = palette
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        names = sum(metrics.horizontalAdvance(name) + SWATCH + GAP for name, _tone in self._bands)
        return QSize(names + BETWEEN * max(len(self._bands) - 1, 0), metrics.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        left = 0
        for name, tone in self._bands:
            swatch = QRectF(left, (self.height() - SWATCH) / 2, SWATCH, SWATCH)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._palette.tone_colour(tone))
            painter.drawRoundedRect(swatch, 2, 2)
            left += SWATCH + GAP
            painter.setPen(self._palette.chart_muted)
            width = metrics.horizontalAdvance(name)
            painter.drawText(QRectF(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
            left += width + BETWEEN
        painter.end()
