"""The list of what a search found: keys, clicks on rows and on small arcs, and more of it when one scrolls on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from reader.domain.wording import integer
from reader.gui.charts.small import PADDING, trail_slice_at
from reader.gui.theme.palette import Palette
from reader.gui.widgets.row_list import GO_KEYS, RowList
from reader.gui.widgets.search_delegate import SearchDelegate
from reader.gui.widgets.search_layout import tick_at, trail_rect
from reader.gui.widgets.search_rows import ROW_ROLE, SearchRow, SearchRows
from reader.gui.widgets.search_words import band_of

SCREENS_AHEAD = 2
"""So many screens before the end of the list more of it is asked for."""
DIM_AFTER_MS = 150
"""Results that wait so long for the next ones to replace them are painted fainter."""


class SearchList(RowList):
    """A click or Enter opens; letters go to the field on top."""

    row_chosen = Signal(object)
    """The :class:`SearchRow` that a person opens."""
    slice_clicked = Signal(int, int)
    """Item id and slice of a bar or tick that was clicked on."""
    more_wanted = Signal()
    left_upwards = Signal()
    """Up was pressed in the first row."""

    def __init__(self, rows: SearchRows, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(rows, ROW_ROLE, "Search results", parent)
        self._rows = rows
        self._pressed: tuple[QModelIndex, int] = (QModelIndex(), 0)
        self.setObjectName("search_list")
        self._delegate = SearchDelegate(rows, palette, self)
        self.use_delegate(self._delegate)
        self._dimming = QTimer(self)
        self._dimming.setSingleShot(True)
        self._dimming.setInterval(DIM_AFTER_MS)
        self._dimming.timeout.connect(lambda: self._dim(True))
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        self.verticalScrollBar().rangeChanged.connect(self._look_ahead)

    def set_waiting(self, waiting: bool) -> None:
        """Whether what is shown is about to be replaced."""
        if waiting:
            self._dimming.start()
        else:
            self._dimming.stop()
            self._dim(False)

    def _dim(self, dimmed: bool) -> None:
        if dimmed != self._delegate.dimmed:
            self._delegate.dimmed = dimmed
            self.viewport().update()

    # -- what is chosen

    @property
    def current_row(self) -> SearchRow | None:
        """The row that the keys are on, or None."""
        index = self.currentIndex()
        row: SearchRow | None = index.data(ROW_ROLE) if index.isValid() else None
        return row

    def choose(self, number: int) -> None:
        """Put the keys on a row and bring it into view."""
        if 0 <= number < self._rows.rowCount():
            index = self._rows.index(number)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def take_focus(self) -> None:
        """Put the keyboard into the list, on the first hit where no row is chosen."""
        if not self.currentIndex().isValid():
            self.choose(self._rows.first_hit_row())
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def slice_at(self, index: QModelIndex, place: QPointF) -> int:
        """The slice that a point on the small arc of a row means: of a tick that is near, else of the bar; 0 beside."""
        row: SearchRow | None = index.data(ROW_ROLE) if index.isValid() else None
        summary = self._rows.summary(row.item.item_id) if row is not None and row.kind == "item" else None
        if row is None or summary is None:
            return 0
        rect, count = trail_rect(self.visualRect(index)), len(summary.scores)
        bar = trail_slice_at(rect, place, count)
        return bar and (tick_at(rect, row.item.slices, count, PADDING, place.x()) or bar)

    # -- events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._pressed = (index, self.slice_at(index, event.position()))
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index, number = self._pressed
        self._pressed = (QModelIndex(), 0)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if self.indexAt(event.position().toPoint()) != index:
            return
        row: SearchRow = index.data(ROW_ROLE)
        if number:
            self.slice_clicked.emit(row.item.item_id, number)
        else:
            self.row_chosen.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        on_row = self.indexAt(event.position().toPoint()).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if on_row else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        row = self.current_row
        if plain and event.key() in GO_KEYS and row is not None:
            self.row_chosen.emit(row)
        elif plain and event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(self._rows.first_hit_row()))

    def context_menu(self, row: SearchRow) -> QMenu:
        menu = self.new_menu()
        menu.addAction("&Open here" if row.hit is not None else "&Open", lambda: self.row_chosen.emit(row))
        copied = row.hit.snippet if row.hit is not None else row.item.title
        name = "&Copy the passage" if row.hit is not None else "&Copy the title"
        menu.addAction(name, lambda: QGuiApplication.clipboard().setText(copied))
        return menu

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self._trail_tip(QPointF(event.pos()))
            if tip:
                QToolTip.showText(event.globalPos(), tip, self.viewport())
                return True
        return super().viewportEvent(event)

    def _trail_tip(self, place: QPointF) -> str:
        """What a click at this place of a small arc would open."""
        index = self.indexAt(place.toPoint())
        number = self.slice_at(index, place)
        if not number:
            return ""
        item = index.data(ROW_ROLE).item
        summary = self._rows.summary(item.item_id)
        assert summary is not None
        score = int(summary.scores[number - 1])
        band = band_of(score, self._rows.items_model.bands)
        parts = (f"Slice {number}", integer(score), band.name if band is not None else "")
        found = " · found here" if number in item.slices else ""
        return " · ".join(part for part in parts if part) + found

    def _look_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if self._rows.rowCount() and bar.value() > bar.maximum() - SCREENS_AHEAD * self.viewport().height():
            self.more_wanted.emit()
