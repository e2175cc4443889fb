"""The slice bands: a row of band-coloured ticks, one for each slice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.gui.charts import small

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reader.domain.framework import Framework
    from reader.domain.profile import Profile
    from reader.gui.theme.palette import Palette

HEIGHT = 10


class SliceBands(QWidget):
    """A click opens the slice there. The keyboard reaches every slice on the arc, so this takes no focus."""

    slice_clicked = Signal(int)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._profile: Profile | None = None
        self._framework: Framework | None = None
        self._present: NDArray[np.bool_] | None = None
        self._current = 0
        self.setAccessibleName("Slice bands")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def show_profile(
        self, profile: Profile | None, framework: Framework | None, present: NDArray[np.bool_] | None = None
    ) -> None:
        """Show the bands of these slices, but for those that are not ``present``; None shows nothing."""
        self._profile, self._framework, self._present = profile, framework, present
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
        count = len(self._profile.scores) if self._profile is not None else 0
        return small.trail_slice_at(QRectF(self.rect()), place, count)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.slice_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number:
            self.slice_clicked.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        profile, framework = self._profile, self._framework
        if profile is None or framework is None:
            return
        scores, evidence = np.asarray(profile.scores, dtype=np.int8), np.asarray(profile.hit_counts) > 0
        painter = QPainter(self)
        area = QRectF(self.rect())
        small.paint_slice_bands(painter, area, scores, evidence, framework, self._palette, present=self._present)
        painter.end()
