"""The number of a conversation in a comparison, by which its arc and its text are known to belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette

SIDE = 20
RADIUS = 5


class BesideBadge(QWidget):
    """Filled where the keyboard acts on its conversation, an outline elsewhere. ``on_chart`` stands on the deep panel
    of the charts.
    """

    def __init__(self, palette: Palette, *, on_chart: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._on_chart = on_chart
        self._number = 0
        self._focused = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = max(SIDE, self.fontMetrics().height() + 2)
        return QSize(side, side)

    def show_number(self, number: int) -> None:
        """Show this number, from 1."""
        self._number = number
        self._say()

    def set_focused(self, focused: bool) -> None:
        """Whether the keyboard acts on its conversation."""
        if focused != self._focused:
            self._focused = focused
            self._say()

    def _say(self) -> None:
        self.setAccessibleName(f"Conversation {self._number}{', current' if self._focused else ''}")
        self.setToolTip("" if self._focused else f"Ctrl+{self._number} leads here")
        self.update()

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._palette = palette
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        palette = self._palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._focused:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.chart_focus if self._on_chart else palette.accent)
            words = palette.chart_panel if self._on_chart else palette.on_accent
        else:
            painter.setPen(QPen(palette.chart_line if self._on_chart else palette.line_strong, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            words = palette.chart_muted if self._on_chart else palette.text_muted
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(words)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()
