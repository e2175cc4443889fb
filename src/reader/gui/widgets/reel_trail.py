"""A miniature arc of a whole conversation with one slice marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reader.gui.charts.small import PADDING, paint_trail, trail_slice_at
from reader.gui.widgets.card_text import slice_words

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary
    from reader.gui.theme.palette import Palette

HEIGHT = 44
LEAST_MARK = 5


class ReelTrail(QWidget):
    """A click opens the conversation at that slice. The keyboard reaches every slice there, so this takes no focus."""

    slice_clicked = Signal(int)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._item: ItemSummary | None = None
        self._number = 0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def show_slice(self, item: ItemSummary | None, number: int) -> None:
        """Show this conversation with a slice marked; None shows nothing."""
        self._item, self._number = item, number
        self.setAccessibleName(f"Small arc of {item.title}, slice {number} marked" if item is not None else "Small arc")
        self.update()

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._palette = palette
        self.update()

    def slice_at(self, place: QPointF) -> int:
        """Number of the slice under a point, or 0."""
        count = len(self._item.scores) if self._item is not None else 0
        return trail_slice_at(QRectF(self.rect()), place, count)

    def mark_rect(self) -> QRect:
        """Where the marked slice stands."""
        count = len(self._item.scores) if self._item is not None else 0
        if not count or not self._number:
            return QRect()
        room = (self.width() - 2 * PADDING) / count
        width = max(round(room), LEAST_MARK)
        middle = PADDING + (self._number - 0.5) * room
        return QRect(round(middle - width / 2) - 1, 1, width + 1, self.height() - 3)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = bool(self.slice_at(event.position()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.slice_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number:
            self.slice_clicked.emit(number)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._item is not None:
            number = self.slice_at(QPointF(event.pos()))
            words = f"{slice_words(self._item, number)}\nClick to open it there" if number else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return bool(super().event(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._item is None or not len(self._item.scores):
            return
        painter = QPainter(self)
        paint_trail(painter, QRectF(self.rect()), self._item.scores, self._item.evidence, self._palette)
        painter.setPen(self._palette.chart_cursor)
        painter.drawRect(self.mark_rect())
        painter.end()
