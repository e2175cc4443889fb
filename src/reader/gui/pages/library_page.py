"""The library page: all conversations in one roomy list, in the same order and under the same filter as the pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from reader.domain.wording import count
from reader.gui.widgets.empty_state import EmptyState
from reader.gui.widgets.filter_bar import FilterBar
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.widgets.item_view import ItemView
from reader.gui.widgets.labels import label, link_button
from reader.gui.widgets.library_pane import say_why_empty
from reader.gui.widgets.wide_delegate import ColumnHeadings, WideDelegate

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette


class LibraryPage(QWidget):
    """Heading, filters, columns."""

    item_opened = Signal(int)
    edit_requested = Signal(list)
    delete_requested = Signal(list)
    import_requested = Signal()
    clear_requested = Signal()
    sorting_chosen = Signal(str, bool)
    methodology_requested = Signal()

    def __init__(self, model: ItemListModel, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library_page")
        self._model = model
        self._heading = label("title", "Library")
        self._count = label("muted")
        self.filter_bar = FilterBar(model)
        self._headings = ColumnHeadings(palette)
        self.view = ItemView(model)
        self.view.setObjectName("wide_item_view")
        self.view.use_delegate(WideDelegate(model, palette, self.view))
        self._how = link_button("How this works")
        self._empty = EmptyState()
        self._list = QWidget()
        self._body = QStackedLayout()
        self._assemble()
        self._wire()
        self._show_state()

    def _assemble(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(self._heading)
        top.addWidget(self._count)
        top.addStretch(1)
        top.addWidget(self._how)
        inner = QVBoxLayout(self._list)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self._headings)
        inner.addWidget(self.view, 1)
        self._body.addWidget(self._list)
        self._body.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 14, 6, 0)
        layout.setSpacing(10)
        for part in (top, self.filter_bar):
            row = QHBoxLayout()
            row.setContentsMargins(16, 0, 16, 0)
            if isinstance(part, QWidget):
                row.addWidget(part)
            else:
                row.addLayout(part)
            layout.addLayout(row)
        layout.addLayout(self._body, 1)

    def _wire(self) -> None:
        self.view.item_opened.connect(self.item_opened)
        self.view.edit_requested.connect(self.edit_requested)
        self.view.delete_requested.connect(self.delete_requested)
        self.view.methodology_requested.connect(self.methodology_requested)
        self._how.clicked.connect(self.methodology_requested)
        self.filter_bar.sorting_chosen.connect(self.sorting_chosen)
        self._model.narrowed.connect(self._show_state)
        self.view.viewport().installEventFilter(self)

    def take_focus(self) -> None:
        """Give the keyboard to the list."""
        self.view.setFocus()

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._headings.apply_palette(palette)
        self.view.apply_palette(palette)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The headings keep to the width of the list."""
        if event.type() == QEvent.Type.Resize and watched is self.view.viewport():
            self._headings.set_list_width(self.view.viewport().width())
        return super().eventFilter(watched, event)

    def _show_state(self) -> None:
        shown, total = len(self._model.rows), self._model.total
        whole = count("conversation", total)
        self._count.setText(whole if shown == total else f"{shown:,} of {whole}")
        if not shown:
            say_why_empty(self._empty, total, self.import_requested.emit, self.clear_requested.emit)
        self._body.setCurrentWidget(self._list if shown else self._empty)
