"""The slice bands: a row of band-coloured ticks, one for each slice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.gui.charts import small

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette
    from reader.services.reading import OpenItem

HEIGHT = 10


class SliceBands(QWidget):
    """A click opens the slice there. The keyboard reaches every slice on the arc, so this takes no focus."""

    slice_clicked = Signal(int)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._item: OpenItem | None = None
        self._current = 0
        self.setAccessibleName("Slice bands")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def show_item(self, item: OpenItem | None) -> None:
        """Show the bands of this item."""
        self._item = item
        self.update()

    def set_current(self, number: int) -> None:
        """Mark the slice at the cursor (0: none)."""
        if number != self._current:
            self._current = number
            self.update()

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._palette = palette
        self.update()

    def slice_at(self, place: QPointF) -> int:
        """Number of the slice under a point of the widget, or 0."""
        return small.trail_slice_at(QRectF(self.rect()), place, len(self._item.slices)) if self._item else 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.slice_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number:
            self.slice_clicked.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._item is None:
            return
        profile = self._item.profile
        scores, evidence = np.asarray(profile.scores, dtype=np.int8), np.asarray(profile.hit_counts) > 0
        painter = QPainter(self)
        small.paint_slice_bands(painter, QRectF(self.rect()), scores, evidence, self._item.framework, self._palette)
        painter.end()
