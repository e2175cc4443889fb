"""A list laid out as a grid of equal cells that fill the width: places are worked out by arithmetic, so that 10,000
cells cost what ten do, and a jump to a cell lands on it at once."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QStyle, QStyleOptionViewItem, QWidget

from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.widgets.item_view import ItemView

CursorAction = QAbstractItemView.CursorAction
ScrollHint = QAbstractItemView.ScrollHint
AnyIndex = QModelIndex | QPersistentModelIndex

REST = 8
"""How many of the cards that were left are taken up in a frame."""
REST_MS = 4
"""So long after a frame: wheel and keys come first."""


class CardGrid(ItemView):
    """Subclasses say how large a cell is, and how much of it the card takes."""

    def __init__(self, model: ItemListModel, parent: QWidget | None = None) -> None:
        self._hover_row = -1
        self._hurried = False
        self._left: set[int] = set()
        self._columns = 1
        self.to_paint = 0
        super().__init__(model, parent)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._paint_rest)

    def cell(self) -> QSize:
        """The size of every cell."""
        raise NotImplementedError

    def card_area(self) -> QRect:
        """The card within its cell."""
        return QRect(QPoint(), self.cell())

    def ground(self) -> QColor:
        """What the cards stand on. It is painted here, so that scrolling only moves what is painted already."""
        raise NotImplementedError

    def start_frame(self, *, hurried: bool) -> None:
        """So many cards as :attr:`to_paint` says are about to be painted; in a hurry, those that take long may wait."""

    def was_left(self) -> bool:
        """Whether the card painted last was left for the next frame."""
        return False

    # -- places

    def room(self) -> int:
        """The width that cells are laid out in. The scroll bar always has its place, so that nothing shifts when it
        comes."""
        width = self.maximumViewportSize().width()
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded:
            width -= self.verticalScrollBar().sizeHint().width()
        return max(width, 1)

    def lay_columns(self) -> None:
        """Work out how many cells stand side by side: whenever width or cells have changed."""
        self._columns = max(self.room() // max(self.cell().width(), 1), 1)
        self.updateGeometries()
        self.viewport().update()

    @property
    def columns(self) -> int:
        """How many cells stand side by side."""
        return self._columns

    def wanted_height(self) -> int:
        """The height that all cells need at the present width."""
        return -(-self._model.rowCount() // self.columns) * self.cell().height()

    def cell_rect(self, row: int) -> QRect:
        """Where the cell of a row stands in the viewport."""
        cell = self.cell()
        down, across = divmod(row, self.columns)
        return QRect(QPoint(across * cell.width(), down * cell.height() - self.verticalOffset()), cell)

    def visualRect(self, index: AnyIndex) -> QRect:
        return self.cell_rect(index.row()) if index.isValid() else QRect()

    def indexAt(self, p: QPoint) -> QModelIndex:
        cell, columns = self.cell(), self.columns
        across, down = p.x() // cell.width(), (p.y() + self.verticalOffset()) // cell.height()
        row = down * columns + across
        if not (0 <= across < columns and 0 <= row < self._model.rowCount()):
            return QModelIndex()
        inside = self.card_area().translated(self.cell_rect(row).topLeft()).contains(p)
        return self._model.index(row) if inside else QModelIndex()

    def rows_in(self, area: QRect) -> range:
        """The rows whose cells may reach into a part of the viewport, those between them at the sides included."""
        height, offset = self.cell().height(), self.verticalOffset()
        first = max((area.top() + offset) // height, 0) * self.columns
        end = max((area.bottom() + offset) // height + 1, 0) * self.columns
        return range(first, min(end, self._model.rowCount()))

    # -- what Qt asks a view

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: AnyIndex) -> bool:
        del index
        return False

    def reset(self) -> None:
        self._hover_row = -1
        self._left.clear()
        super().reset()

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(self.wanted_height() - height, 0))
        bar.setPageStep(height)
        bar.setSingleStep(max(self.cell().height() // 6, 1))
        self.horizontalScrollBar().setRange(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._hurried = True
        self.viewport().scroll(dx, dy)

    def scrollTo(self, index: AnyIndex, hint: ScrollHint = ScrollHint.EnsureVisible) -> None:
        if not index.isValid():
            return
        rect, bar, height = self.visualRect(index), self.verticalScrollBar(), self.viewport().height()
        if bar.maximum() != max(self.wanted_height() - height, 0):
            self.updateGeometries()
        by = 0
        if hint == ScrollHint.PositionAtCenter:
            by = rect.center().y() - height // 2
        elif hint == ScrollHint.PositionAtTop or rect.top() < 0 or rect.height() > height:
            by = rect.top()
        elif hint == ScrollHint.PositionAtBottom or rect.bottom() >= height:
            by = rect.bottom() + 1 - height
        bar.setValue(bar.value() + by)

    def show_in_page(self, rect: QRect) -> None:
        """Scroll the page that this view is a part of, so that a rectangle of the viewport is in view."""
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        content = page.widget() if page is not None else None
        if page is not None and content is not None:
            middle = self.viewport().mapTo(content, rect.center())
            page.ensureVisible(middle.x(), middle.y(), rect.width() // 2, rect.height() // 2)

    def moveCursor(self, action: CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Left and right go through all cells in order, up and down by rows, Home and End to the ends."""
        del modifiers
        count, columns, at = self._model.rowCount(), self.columns, self.currentIndex().row()
        if not count:
            return QModelIndex()
        if at < 0:
            return self._model.index(0)
        page = max(self.viewport().height() // self.cell().height(), 1) * columns
        steps = {
            CursorAction.MoveLeft: -1,
            CursorAction.MovePrevious: -1,
            CursorAction.MoveRight: 1,
            CursorAction.MoveNext: 1,
            CursorAction.MoveUp: -columns if at >= columns else 0,
            CursorAction.MoveDown: columns if at // columns < (count - 1) // columns else 0,
            CursorAction.MovePageUp: -page,
            CursorAction.MovePageDown: page,
            CursorAction.MoveHome: -count,
            CursorAction.MoveEnd: count,
        }
        return self._model.index(min(max(at + steps[action], 0), count - 1))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose the cell at a point; all from one point to the other (Shift); or those that a drag sweeps over."""
        chosen = QItemSelection()
        if self.state() == QAbstractItemView.State.DragSelectingState:
            for row in self.rows_in(rect.normalized()):
                if self.card_area().translated(self.cell_rect(row).topLeft()).intersects(rect.normalized()):
                    chosen.select(self._model.index(row), self._model.index(row))
        else:
            ends = sorted(
                index.row() for index in map(self.indexAt, (rect.topLeft(), rect.bottomRight())) if index.isValid()
            )
            if ends:
                chosen.select(self._model.index(ends[0]), self._model.index(ends[-1]))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Only what is in view is ever painted anew, so this need not be exact."""
        return QRegion(self.viewport().rect()) if not selection.isEmpty() else QRegion()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        resting = option.state & ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver)
        chosen, delegate, current = self.selectionModel(), self.itemDelegate(), self.currentIndex().row()
        hurried, self._hurried = self._hurried, False
        painter = QPainter(self.viewport())
        rows = self._rows_of(event, painter)
        self.to_paint = len(rows)
        self.start_frame(hurried=hurried)
        for row in rows:
            index = self._model.index(row)
            option.rect = self.cell_rect(row)
            option.state = resting
            if chosen.isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if row == self._hover_row:
                option.state |= QStyle.StateFlag.State_MouseOver
            if row == current and self.hasFocus():
                option.state |= QStyle.StateFlag.State_HasFocus
            delegate.paint(painter, option, index)
            if self.was_left():
                self._left.add(row)
        painter.end()
        if self._left:
            self._rest.start()

    def _rows_of(self, event: QPaintEvent, painter: QPainter) -> list[int]:
        """The rows to paint; ground beside them is painted here, that under a card with the card. While scrolling it is
        a narrow stretch."""
        rows: set[int] = set()
        bare = QRegion(event.region())
        across = self.columns * self.cell().width()
        for area in event.region():  # type: ignore[attr-defined]
            found = self.rows_in(area)
            whole = area.left() <= 0 and area.right() >= across - 1
            rows.update(found if whole else (row for row in found if self.cell_rect(row).intersects(area)))
        for row in rows:
            if row % self.columns == 0 and row + self.columns <= self._model.rowCount():
                bare -= self.cell_rect(row).united(self.cell_rect(row + self.columns - 1))
        for area in bare:  # type: ignore[attr-defined]
            painter.fillRect(area, self.ground())
        self._left -= rows
        return sorted(rows)

    def _paint_rest(self) -> None:
        """Paint some of what was left, as far as it is still in view."""
        self._hurried = True
        self._left &= set(self.rows_in(self.viewport().rect()))
        for row in sorted(self._left)[:REST]:
            self.viewport().update(self.cell_rect(row))

    def set_hover(self, index: QModelIndex) -> None:
        """The mouse is over this cell, or over none."""
        row = index.row()
        if row != self._hover_row:
            for one in (self._hover_row, row):
                if one >= 0:
                    self.viewport().update(self.cell_rect(one))
            self._hover_row = row
