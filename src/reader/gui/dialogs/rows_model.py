"""Rows of plain values in columns: sorted by a click on a heading, narrowed by words, chosen one or several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QTreeView, QWidget

from reader.gui.widgets.row_focus import RowFocusDelegate
from reader.gui.widgets.tool_tips import plain_tool_tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column: its heading, what it says of a row, and by what it sorts (the text, unless told otherwise).

    A column that does not stretch takes the width of its words, ``most`` characters at most where that is given.
    """

    name: str
    text: Callable[[Any], str]
    key: Callable[[Any], Any] | None = None
    right: bool = False
    stretches: bool = False
    most: int = 0

    def sort_key(self, row: Any) -> Any:
        """By what this column puts rows in order."""
        return self.key(row) if self.key is not None else self.text(row).casefold()


class RowsModel(QAbstractTableModel):
    """Holds rows of any kind. Those that ``is_dim`` says yes to stand in ``dim_colour``: they cannot be used."""

    def __init__(self, columns: Sequence[RowColumn], is_dim: Callable[[Any], bool] = lambda _row: False) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.dim_colour: QColor | None = None
        self._is_dim = is_dim
        self._all: list[Any] = []
        self.rows: list[Any] = []
        self._words: list[str] = []
        self._texts: list[str] = []
        self._order: tuple[int, bool] | None = None

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Show these."""
        self._all, self._texts = list(rows), []
        self._arrange()

    def narrow(self, text: str) -> None:
        """Show only rows in which every one of these words occurs."""
        self._words = text.casefold().split()
        self._arrange()

    @property
    def everything(self) -> list[Any]:
        """All rows, shown or not."""
        return list(self._all)

    @property
    def total(self) -> int:
        """How many rows there are, shown or not."""
        return len(self._all)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order == Qt.SortOrder.DescendingOrder)
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        rows = self._passing() if self._words else list(self._all)
        if self._order is not None and 0 <= self._order[0] < len(self.columns):
            column, descending = self._order
            rows.sort(key=self.columns[column].sort_key, reverse=descending)
        self.rows = rows
        self.endResetModel()

    def _passing(self) -> list[Any]:
        """The rows with all the words. What rows say is put together once, not at every letter that is typed."""
        if not self._texts:
            self._texts = ["\n".join(column.text(row) for column in self.columns).casefold() for row in self._all]
        return [row for row, whole in zip(self._all, self._texts, strict=True) if all(w in whole for w in self._words)]

    # -- what views ask

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(column.text(row))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int((Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft)
                       | Qt.AlignmentFlag.AlignVCenter)  # fmt: skip
        if role == Qt.ItemDataRole.ForegroundRole and self.dim_colour is not None and self._is_dim(row):
            return self.dim_colour
        return row if role == Qt.ItemDataRole.UserRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        del index
        return _FLAGS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].name
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].right:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


class RowsView(QTreeView):
    """Shows a :class:`RowsModel` as a list of columns."""

    chosen_changed = Signal()
    delete_pressed = Signal()

    def __init__(self, model: RowsModel, name: str, *, several: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(RowFocusDelegate(self))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        modes = QTreeView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        header = self.header()
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, column in enumerate(model.columns):
            usual = QHeaderView.ResizeMode.Interactive if column.most else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch if column.stretches else usual)
        header.setResizeContentsPrecision(200)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        model.modelReset.connect(self._fit_columns)
        model.modelReset.connect(self.chosen_changed)

    @property
    def chosen(self) -> list[Any]:
        """The rows that are chosen, from top to bottom."""
        found = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [index.data(Qt.ItemDataRole.UserRole) for index in found]

    @property
    def chosen_count(self) -> int:
        """How many rows are chosen."""
        return sum(part.height() for part in self.selectionModel().selection().toList())

    def choose(self, number: int, *more: int) -> None:
        """Choose a row by its number from 0, or several, and no other. The first one has the keyboard."""
        if not 0 <= number < len(self._rows.rows):
            return
        self.setCurrentIndex(self._rows.index(number, 0))
        if more:
            whole = QItemSelection()
            for row in more:
                whole.select(self._rows.index(row, 0), self._rows.index(row, len(self._rows.columns) - 1))
            self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.Select)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is it known how wide words are."""
        super().showEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        for number, column in enumerate(self._rows.columns):
            if column.most:
                needed = max(self.sizeHintForColumn(number), self.header().sectionSizeHint(number))
                self.setColumnWidth(number, min(needed, column.most * letter))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete is a wish of its own."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
            return
        super().keyPressEvent(event)
