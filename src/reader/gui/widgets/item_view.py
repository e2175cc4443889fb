"""The list of conversations: keys, clicks and the context menu, in whatever shape the delegate paints a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QMenu, QWidget

from reader.gui.widgets.item_list_model import ITEM_ROLE, ItemListModel

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette
    from reader.gui.widgets.item_delegate import ItemDelegate


class ItemView(QListView):
    """A click or Enter opens; Ctrl and Shift choose several, for editing or deleting them together."""

    item_opened = Signal(int)
    edit_requested = Signal(list)
    delete_requested = Signal(list)
    compare_requested = Signal(list)
    methodology_requested = Signal()

    def __init__(self, model: ItemListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("item_view")
        self.setAccessibleName("Conversations")
        self.offers_all = True
        """Whether the menu offers to compare, edit and delete; else only to open and to copy."""
        self._open_id = 0
        self._chosen_before: list[int] = []
        self._was_reset = False
        self._value_before = 0
        self._view_of: object = None
        self._take_model(model)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)

    def use_model(self, model: ItemListModel) -> None:
        """Show the rows of this model from now on."""
        if model is not self._model:
            self._model.modelAboutToBeReset.disconnect(self._note_place)
            self._model.narrowed.disconnect(self._find_place)
            self._take_model(model)

    def _take_model(self, model: ItemListModel) -> None:
        self._model = model
        self._chosen_before, self._value_before, self._view_of = [], 0, None
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._note_place)
        model.narrowed.connect(self._find_place)

    def use_delegate(self, delegate: ItemDelegate) -> None:
        """Paint rows with this delegate."""
        self.setItemDelegate(delegate)
        delegate.set_open_item(self._open_id)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        delegate = self.itemDelegate()
        if hasattr(delegate, "apply_palette"):
            delegate.apply_palette(palette)
        self.viewport().update()

    def chosen_ids(self) -> list[int]:
        """Ids of the chosen rows, from top to bottom."""
        rows = self._model.rows
        ranges = sorted((part.top(), part.bottom()) for part in self.selectionModel().selection().toList())
        return [rows[row].id for top, bottom in ranges for row in range(top, bottom + 1)]

    def set_open_item(self, item_id: int) -> None:
        """Mark the open item and bring it into view."""
        self._open_id = item_id
        delegate = self.itemDelegate()
        if hasattr(delegate, "set_open_item"):
            delegate.set_open_item(item_id)
        row = self._model.row_of(item_id)
        if row >= 0:
            if self.chosen_ids() != [item_id]:
                self.setCurrentIndex(self._model.index(row))
            self.scrollTo(self._model.index(row))
        self.viewport().update()

    def _note_place(self) -> None:
        """The rows are about to be others: remember what is chosen and where the list stands."""
        self._was_reset = True
        self._chosen_before = self.chosen_ids()
        self._value_before = self.verticalScrollBar().value()

    def _find_place(self) -> None:
        """Choose again what was chosen; stay where the list stood unless it is narrowed or sorted otherwise."""
        view_of = (self._model.filter, self._model.sorting)
        if self._was_reset:
            self._was_reset = False
            self._choose_again()
            self.verticalScrollBar().setValue(self._value_before)
        if view_of != self._view_of:
            self.scrollToTop()
        self._view_of = view_of

    def _choose_again(self) -> None:
        rows = sorted(row for row in map(self._model.row_of, self._chosen_before or [self._open_id]) if row >= 0)
        if not rows or self.selectionModel().hasSelection():  # another view of the same choice was here before
            return
        self.selectionModel().setCurrentIndex(self._model.index(rows[0]), QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen = QItemSelection()
        for first, last in _runs(rows):
            chosen.select(self._model.index(first), self._model.index(last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0))

    def open_first(self) -> None:
        """Open the topmost row: what Enter does in the field that narrows the list."""
        if self._model.rows:
            self.item_opened.emit(self._model.rows[0].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.currentIndex().isValid():
            self.item_opened.emit(self.currentIndex().data(ITEM_ROLE).id)
        elif event.key() == Qt.Key.Key_Delete and plain and self.chosen_ids():
            self.delete_requested.emit(self.chosen_ids())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() == Qt.MouseButton.LeftButton and plain and index.isValid() and self._pressed_on(index):
            self.item_opened.emit(index.data(ITEM_ROLE).id)

    def _pressed_on(self, index: QModelIndex) -> bool:
        return self.selectionModel().isSelected(index) and self.currentIndex() == index

    def _show_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            return
        ids = self.chosen_ids() or [index.data(ITEM_ROLE).id]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(ids) == 1:
            menu.addAction("Open").triggered.connect(lambda: self.item_opened.emit(ids[0]))
        beside = "Compare with the open one" if len(ids) == 1 else "Compare side by side"
        menu.addAction(beside).triggered.connect(lambda: self.compare_requested.emit(ids))
        if self.offers_all:
            self._offer_all(menu, ids)
        titles = "\n".join(self._model.item_of(i).title for i in ids)  # type: ignore[union-attr]
        copy = "Copy title" if len(ids) == 1 else "Copy titles"
        menu.addAction(copy).triggered.connect(lambda: QApplication.clipboard().setText(titles))
        menu.popup(self.viewport().mapToGlobal(place))

    def _offer_all(self, menu: QMenu, ids: list[int]) -> None:
        edit = "Edit details…" if len(ids) == 1 else f"Edit details of {len(ids)} conversations…"
        menu.addAction(edit).triggered.connect(lambda: self.edit_requested.emit(ids))
        delete = "Delete" if len(ids) == 1 else f"Delete {len(ids)} conversations…"
        menu.addAction(delete).triggered.connect(lambda: self.delete_requested.emit(ids))
        menu.addSeparator()
        menu.addAction("How these figures come about").triggered.connect(self.methodology_requested)


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of rows that follow one another; ``rows`` rise."""
    first = last = rows[0]
    for row in rows[1:]:
        if row > last + 1:
            yield first, last
            first = row
        last = row
    yield first, last
