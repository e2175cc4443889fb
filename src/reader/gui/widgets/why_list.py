"""The list of the panel "Why this score": rows that are walked, clicked, and struck out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QMenu, QWidget

from reader.gui.theme.palette import Palette
from reader.gui.widgets.row_list import GO_KEYS, RowList
from reader.gui.widgets.why_delegate import WhyDelegate
from reader.gui.widgets.why_layout import GUTTER, WhyFonts
from reader.gui.widgets.why_rows import ROW_ROLE, WhyRow, WhyRows

STRIKE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class WhyList(RowList):
    """Enter or a click goes to a hit in the text; Delete, or the small sign on the row, strikes it out. On an exception
    Delete, or "Bring back", takes it away.
    """

    row_chosen = Signal(object)
    """The :class:`WhyRow` that a person wants to read in its place."""
    strike_asked = Signal(object)
    """The row of the hit to strike out."""
    back_asked = Signal(object)
    """The row of the exception to take away."""
    current_changed = Signal()

    def __init__(self, rows: WhyRows, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(rows, ROW_ROLE, "Hits of this slice", parent)
        self._rows = rows
        self._pressed = QModelIndex()
        self.setObjectName("why_list")
        self._delegate = WhyDelegate(rows, palette, self)
        self.use_delegate(self._delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.current_changed.emit())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 60)

    # -- what is chosen

    @property
    def current_row(self) -> WhyRow | None:
        """The row that the keys are on, or None."""
        index = self.currentIndex()
        row: WhyRow | None = index.data(ROW_ROLE) if index.isValid() else None
        return row

    def choose(self, number: int) -> None:
        """Put the keys on a row and bring it into view; emits nothing but that another one is current."""
        index = self._rows.index(number)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def button_rect(self, number: int) -> QRect:
        """Where the button of a row stands in the viewport."""
        index = self._rows.index(number)
        return self._delegate.laid(self._rows.row(number)).button.translated(self.visualRect(index).topLeft())

    def column_ends(self) -> tuple[int, int]:
        """Right edges, in the viewport, of the columns of what a hit adds and of the sum."""
        running = self.viewport().width() - GUTTER
        return running - self._delegate.fonts.points, running

    def _on_button(self, index: QModelIndex, place: QPoint) -> bool:
        row: WhyRow | None = index.data(ROW_ROLE) if index.isValid() else None
        if row is None or row.kind not in ("hit", "exception"):
            return False
        return self._delegate.laid(row).is_button(QPointF(place - self.visualRect(index).topLeft()))

    def _press_button(self, row: WhyRow) -> None:
        (self.strike_asked if row.kind == "hit" else self.back_asked).emit(row)

    # -- events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = self.indexAt(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index, pressed = self.indexAt(place), self._pressed
        self._pressed = QModelIndex()
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or index != pressed:
            return
        row: WhyRow = index.data(ROW_ROLE)
        if self._on_button(index, place):
            self._press_button(row)
        elif row.start >= 0:
            self.row_chosen.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        self._hover_button(index.row() if self._on_button(index, place) else -1)
        row: WhyRow | None = index.data(ROW_ROLE) if index.isValid() else None
        links = row is not None and (row.start >= 0 or self._delegate.hovered_button >= 0)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if links else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover_button(-1)

    def _hover_button(self, number: int) -> None:
        if number != self._delegate.hovered_button:
            self._delegate.hovered_button = number
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current_row, event.key()
        if row is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in STRIKE_KEYS and row.kind in ("hit", "exception"):
            self._press_button(row)
        elif key in GO_KEYS and row.start >= 0:
            self.row_chosen.emit(row)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0))

    def context_menu(self, row: WhyRow) -> QMenu:
        menu = self.new_menu()
        if row.start >= 0:
            menu.addAction("&Read it in its place", lambda: self.row_chosen.emit(row))
        if row.kind == "hit":
            menu.addAction("&Strike out…", lambda: self.strike_asked.emit(row))
        elif row.kind == "exception":
            menu.addAction("&Bring back", lambda: self.back_asked.emit(row))
        menu.addAction("&Copy", lambda: QGuiApplication.clipboard().setText(row.spoken))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class ColumnNames(QWidget):
    """The names of the two columns of score points, just above the list."""

    def __init__(self, view: WhyList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._colour = QColor()
        self.setAccessibleName("What each hit adds, and the sum so far")

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._colour = palette.text_faint
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, QFontMetrics(WhyFonts(self.font()).small).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setFont(WhyFonts(self.font()).small)
        painter.setPen(self._colour)
        for name, right in zip(("adds", "sum"), self._view.column_ends(), strict=True):
            painter.drawText(QRect(0, 0, right, self.height()), Qt.AlignmentFlag.AlignRight, name)
        painter.end()
