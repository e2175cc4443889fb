"""The lexicon in the editor: a table, a field that narrows it, a row to add a term, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reader.domain.framework_problems import GREATEST_WEIGHT
from reader.domain.wording import count
from reader.gui.dialogs.framework_draft import Draft
from reader.gui.dialogs.framework_terms_model import (
    EMPHASIS,
    EXCEPTIONS,
    HEADINGS,
    HERE,
    NOTE,
    TERM,
    WEIGHT,
    TermHits,
    TermsModel,
)
from reader.gui.widgets.labels import button, label, restyle
from reader.gui.widgets.number_fields import NumberField

ROW_HEIGHT = 28
SHARES = {TERM: 0.34, EMPHASIS: 0.26, NOTE: 0.18, EXCEPTIONS: 0.22}
"""How the columns of words share the width that is left."""
LEAST_WIDTH = 56


class TermsPage(QWidget):
    """Shows and edits the terms of a draft."""

    term_chosen = Signal(str)
    """The pattern of the current row, or ""."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self.model = TermsModel(draft, self)
        self.table = QTableView()
        self.find_field = QLineEdit()
        self._count = label("muted")
        self.pattern = QLineEdit()
        self.weight = NumberField()
        self.add_button = button("Add")
        self.remove_button = button("Remove")
        self.problem = label("error", wraps=True)
        self._delegate = CellDelegate(self.model, self)
        self._assemble()
        self._connect()
        self._show_state()

    def _assemble(self) -> None:
        self.find_field.setPlaceholderText("Find a term")
        self.find_field.setAccessibleName("Find a term")
        self.find_field.setClearButtonEnabled(True)
        self.pattern.setPlaceholderText("New word or phrase")
        self.pattern.setAccessibleName("New word or phrase")
        self.weight.setRange(-GREATEST_WEIGHT, GREATEST_WEIGHT)
        self.weight.setSingleStep(0.5)
        self.weight.setValue(1.0)
        self.weight.setAccessibleName("Weight of the new term")
        self.add_button.setAccessibleName("Add the new term")
        self.remove_button.setAccessibleName("Remove the chosen terms")
        self._set_up_table()
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.find_field, 1)
        top.addWidget(self._count)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.pattern, 1)
        foot.addWidget(self.weight)
        foot.addWidget(self.add_button)
        foot.addSpacing(12)
        foot.addWidget(self.remove_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.problem)
        layout.addLayout(foot)

    def _set_up_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(self._delegate)
        self.table.setAccessibleName("Terms of the lexicon")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(TERM, Qt.SortOrder.AscendingOrder)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + 12))
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column in (WEIGHT, HERE):
            self.table.setColumnWidth(column, self.fontMetrics().horizontalAdvance(HEADINGS[column]) + 38)

    def _connect(self) -> None:
        self.find_field.textChanged.connect(self._narrow)
        self.pattern.textEdited.connect(lambda _text: self._check_new())
        self.pattern.returnPressed.connect(self._add)
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self.remove_chosen)
        self.model.refused.connect(self.problem.setText)
        self.model.refused.connect(lambda _text: self.problem.show())
        self.model.modelReset.connect(self._show_state)
        self._delegate.checked.connect(self._say)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._tell_chosen())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_state())
        self.table.installEventFilter(self)
        self.table.viewport().installEventFilter(self)

    # -- what the editor asks

    def show_hits(self, hits: Mapping[str, TermHits]) -> None:
        """Show how often each term is found in the open item."""
        self.model.show_hits(hits)

    def show_entry(self, at: int) -> None:
        """Go to the term with this number."""
        self.find_field.clear()
        row = self.model.row_of(self._draft.framework.terms[at].pattern)
        if row >= 0:
            self._choose_row(row)

    @property
    def chosen(self) -> str:
        """The pattern of the current row, or ""."""
        index = self.table.currentIndex()
        return self.model.term(index.row()).pattern if index.isValid() else ""

    def remove_chosen(self) -> None:
        """Remove the chosen terms."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        self.model.remove(rows)
        if rows and self.model.rowCount():
            self._choose_row(min(rows[0], self.model.rowCount() - 1))

    # -- private

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete removes the chosen rows; the columns share the width of the table."""
        if watched is self.table.viewport() and event.type() == QEvent.Type.Resize:
            self._share_width()
        if watched is self.table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if event.key() == Qt.Key.Key_Delete and plain:
                self.remove_chosen()
                return True
        return super().eventFilter(watched, event)

    def _share_width(self) -> None:
        left = self.table.viewport().width() - sum(self.table.columnWidth(column) for column in (WEIGHT, HERE))
        for column, share in SHARES.items():
            self.table.setColumnWidth(column, max(round(left * share), LEAST_WIDTH))

    def _narrow(self, text: str) -> None:
        chosen = self.chosen
        self.model.set_filter(text)
        row = self.model.row_of(chosen) if chosen else -1
        if row >= 0:
            self._choose_row(row)

    def _choose_row(self, row: int) -> None:
        self.table.selectRow(row)
        self.table.setCurrentIndex(self.model.index(row, TERM))
        self.table.scrollTo(self.model.index(row, TERM))

    def _check_new(self) -> bool:
        text = self.pattern.text()
        try:
            if text.strip():
                self.model.checked_new(text)
        except ValueError as error:
            self._say(str(error))
            self._mark_new(False)
            return False
        self._say("")
        self._mark_new(True)
        return bool(text.strip())

    def _mark_new(self, good: bool) -> None:
        self.pattern.setProperty("invalid", "false" if good else "true")
        restyle(self.pattern)
        self.add_button.setEnabled(good and bool(self.pattern.text().strip()))

    def _add(self) -> None:
        if not self._check_new():
            return
        try:
            added = self.model.add(self.pattern.text(), self.weight.value())
        except ValueError as error:
            self._say(str(error))
            return
        self.pattern.clear()
        self.find_field.clear()
        self._choose_row(self.model.row_of(added))
        self._mark_new(True)

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _tell_chosen(self) -> None:
        self.term_chosen.emit(self.chosen)

    def _show_state(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        whole = count("term", total)
        self._count.setText(whole if shown == total else f"{shown:,} of {whole}")
        self.remove_button.setEnabled(self.table.selectionModel().hasSelection())
        self.problem.setVisible(bool(self.problem.text()))
        self.add_button.setEnabled(bool(self.pattern.text().strip()))


class CellDelegate(QStyledItemDelegate):
    """Checks a cell while a person types; a value that cannot be taken keeps the field open and says why."""

    checked = Signal(str)
    """What is wrong with the text in the field; empty where it can be taken."""

    def __init__(self, model: TermsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._wrong = False

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        del option
        field = QLineEdit(parent)
        field.setProperty("cell", "true")
        field.setAccessibleName(f"{HEADINGS[index.column()]} of “{self._model.term(index.row()).pattern}”")
        row, column = index.row(), index.column()
        field.textEdited.connect(lambda text: self._check(field, row, column, text))
        self._wrong = False
        return field

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if isinstance(editor, QLineEdit) and editor.isModified() and not self._wrong:
            model.setData(index, editor.text())

    def destroyEditor(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        self._wrong = False
        self.checked.emit("")
        super().destroyEditor(editor, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab leave the field only with a value that can be taken."""
        if self._wrong and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            leaving = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if event.key() in leaving:
                return True
        return super().eventFilter(editor, event)

    def _check(self, field: QLineEdit, row: int, column: int, text: str) -> None:
        said: Any = ""
        try:
            self._model.checked(row, column, text)
        except ValueError as error:
            said = str(error)
        self._wrong = bool(said)
        field.setProperty("invalid", "true" if said else "false")
        restyle(field)
        self.checked.emit(said)
