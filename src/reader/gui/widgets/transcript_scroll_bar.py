"""The transcript's scroll bar, with a tick for every place that a search has found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

TICK_HEIGHT = 2


@dataclass(frozen=True, slots=True)
class Ticks:
    """``rows`` are distances from the top of the groove, ``current`` that of the place the reader is at."""

    rows: tuple[int, ...] = ()
    current: int | None = None


class TickedScrollBar(QScrollBar):
    """A vertical scroll bar that asks for its ticks, given the height it has for them, whenever it is painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._source: Callable[[int], Ticks] = lambda _height: Ticks()
        self._colour, self._current_colour = QColor(), QColor()

    def set_tick_source(self, source: Callable[[int], Ticks]) -> None:
        """Ask this for the ticks from now on."""
        self._source = source
        self.update()

    def set_colours(self, tick: QColor, current: QColor) -> None:
        """Colours of the ticks and of the one the reader is at."""
        self._colour, self._current_colour = tick, current
        self.update()

    def ticks(self) -> Ticks:
        """The ticks as they are painted now."""
        return self._source(max(self._groove().height() - TICK_HEIGHT, 1))

    def _groove(self) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        groove = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarGroove, self
        )
        return groove if groove.isValid() else self.rect()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ticks = self.ticks()
        if not ticks.rows:
            return
        groove = self._groove()
        painter = QPainter(self)
        inset = groove.width() // 3
        for row in ticks.rows:
            rect = QRect(groove.left() + inset, groove.top() + row, groove.width() - 2 * inset, TICK_HEIGHT)
            painter.fillRect(rect, self._colour)
        if ticks.current is not None:
            rect = QRect(groove.left(), groove.top() + ticks.current, groove.width(), TICK_HEIGHT + 1)
            painter.fillRect(rect, self._current_colour)
        painter.end()
