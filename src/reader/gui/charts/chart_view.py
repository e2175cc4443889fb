"""What strip and arc have in common: a deep panel that is clicked, walked with the keyboard, and spoken."""

from __future__ import annotations

from collections.abc import Callable

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

from reader.gui.charts.accessible import SpokenChart, install_chart_interfaces
from reader.gui.theme.palette import Palette

SMALL = 0.9
"""Size of the words on a chart, as a part of the interface's size."""

_RING_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_RETURN_REASONS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Another window or a menu took the focus and gives it back: the keyboard's place is shown as before."""


class ChartView(pg.GraphicsView, SpokenChart):
    """A scene in widget coordinates, with its own handling of mouse and keys.

    Events are taken by the view, not by the items: one place decides what a click means, at once and without
    waiting for a possible double click.
    """

    slice_clicked = Signal(int)
    slice_hovered = Signal(int)
    """The slice that a click here would open; 0 when the mouse is elsewhere."""
    hover_text_changed = Signal(str)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._palette = palette
        self._message: str | None = None
        self._is_problem = False
        self._pressed_at: QPointF | None = None
        self._dragging = False
        self._ring = False
        self._hover_text = ""
        self._keys: dict[Qt.Key, Callable[[], bool]] = {}
        self.setCentralItem(None)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setBackground(palette.chart_panel)
        install_chart_interfaces()

    # -- what subclasses fill in

    def lay_out(self, size: QSize) -> None:
        """Place everything for this size."""
        raise NotImplementedError

    def hover_at(self, place: QPointF | None) -> None:
        """The mouse is here (None: gone)."""
        raise NotImplementedError

    def click_at(self, place: QPointF) -> None:
        """The left button was pressed and released here."""
        raise NotImplementedError

    def drag(self, by: QPointF) -> None:
        """The mouse moved on with the left button held."""

    def focus_area(self) -> QRectF:
        """What the focus ring is drawn around."""
        return QRectF(self.viewport().rect())

    # -- states

    def show_message(self, text: str | None, problem: bool = False) -> None:
        """Show words (or nothing) instead of the chart; ``problem`` marks an error.

        None brings the chart back.
        """
        self._message = text
        self._is_problem = problem
        for item in self.scene().items():
            item.setVisible(text is None)
        shape = Qt.CursorShape.PointingHandCursor if text is None else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()

    @property
    def message(self) -> str | None:
        """The words shown instead of the chart; None while the chart is shown."""
        return self._message

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._palette = palette
        self.setBackground(palette.chart_panel)
        self.viewport().update()

    def small_font(self) -> QFont:
        """The font of words on the chart."""
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * SMALL)
        return font

    @property
    def scale_of_screen(self) -> float:
        """Device pixels per logical pixel."""
        return self.devicePixelRatioF()

    def set_hover_text(self, text: str) -> None:
        """Tell what the mouse, or else the cursor, is at."""
        if text != self._hover_text:
            self._hover_text = text
            self.hover_text_changed.emit(text)

    @property
    def hover_text(self) -> str:
        """What the mouse, or else the cursor, is at, in words."""
        return self._hover_text

    # -- events of Qt

    def close(self) -> bool:
        """Close as any widget does; pyqtgraph's own way takes the scene apart for good."""
        return QWidget.close(self)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None:
            self.lay_out(event.size())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.lay_out(self.size())

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:
        del rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._message:
            self._draw_message(painter, self._message)
        if self._ring and self.hasFocus():
            painter.setPen(QPen(self._palette.chart_focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.focus_area().adjusted(1, 1, -1, -1), 4, 4)

    def _draw_message(self, painter: QPainter, text: str) -> None:
        palette = self._palette
        area = QRectF(self.viewport().rect()).adjusted(12, 8, -12, -8)
        painter.setFont(self.font())
        painter.setPen(palette.chart_text if self._is_problem else palette.chart_muted)
        words = f"⚠\u2002{text}" if self._is_problem else text
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        kept = self._ring and event.reason() in _RETURN_REASONS
        self._set_ring(kept or event.reason() in _RING_REASONS)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._set_ring(self._ring and event.reason() in _RETURN_REASONS)

    def _set_ring(self, shown: bool) -> None:
        self._ring = shown
        self.viewport().update()

    @property
    def has_focus_ring(self) -> bool:
        """True while the keyboard's place is shown on this chart."""
        return self._ring and self.hasFocus()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._call(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        call = self._call(event)
        if call is None or self._message is not None or not call():
            event.ignore()
            return
        event.accept()
        self._set_ring(True)

    def _call(self, event: QKeyEvent) -> Callable[[], bool] | None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        return None if held else self._keys.get(Qt.Key(event.key()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._set_ring(False)
        self._pressed_at = event.position()
        self._dragging = False
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._pressed_at is None:
            self.hover_at(place if self._message is None else None)
            return
        moved = place - self._pressed_at
        if self._dragging or moved.manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self._pressed_at = place
            self.drag(moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_at = self._pressed_at, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        if not self._dragging and self._message is None:
            self.click_at(pressed)
        self._dragging = False
        self.hover_at(event.position() if self.viewport().rect().contains(event.position().toPoint()) else None)

    def leaveEvent(self, event: QEvent) -> None:
        del event
        self.hover_at(None)
