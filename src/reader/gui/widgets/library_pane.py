"""The library at the left edge: how many conversations, chips to narrow them, and the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from reader.domain.wording import count
from reader.gui.widgets.empty_state import EmptyState
from reader.gui.widgets.filter_bar import FilterBar
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.widgets.item_view import ItemView
from reader.gui.widgets.labels import label
from reader.gui.widgets.narrow_field import NarrowField

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette


class LibraryPane(QWidget):
    """Shows the model's rows; opening, editing and deleting are wishes to the window."""

    item_opened = Signal(int)
    edit_requested = Signal(list)
    delete_requested = Signal(list)
    import_requested = Signal()
    clear_requested = Signal()
    search_requested = Signal(str)
    """Search all conversations for what the list was narrowed to in vain."""
    methodology_requested = Signal()

    def __init__(self, model: ItemListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library_pane")
        self.setProperty("panel", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(220)
        self._model = model
        self._heading = label("eyebrow", "Library")
        self.narrow_field = NarrowField(model)
        self.filter_bar = FilterBar(model)
        self.view = ItemView(model)
        self._empty = EmptyState()
        self._waiting = True
        self._body = QStackedLayout()
        self._body.addWidget(self.view)
        self._body.addWidget(self._empty)
        self._assemble()
        self.narrow_field.returnPressed.connect(self.view.open_first)
        self.narrow_field.list_requested.connect(self.view.take_focus)
        self.view.item_opened.connect(self.item_opened)
        self.view.edit_requested.connect(self.edit_requested)
        self.view.delete_requested.connect(self.delete_requested)
        self.view.methodology_requested.connect(self.methodology_requested)
        model.narrowed.connect(self._show_state)

    def _assemble(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(14, 12, 10, 10)
        top.setSpacing(8)
        top.addWidget(self._heading)
        top.addWidget(self.narrow_field)
        top.addWidget(self.filter_bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(self._body, 1)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.view.apply_palette(palette)

    def set_waiting(self, waiting: bool) -> None:
        """While somebody fills the library, an empty list needs no explanation."""
        self._waiting = waiting
        self._show_state()

    def _show_state(self) -> None:
        shown, total = len(self._model.rows), self._model.total
        whole = count("conversation", total)
        self._heading.setText(f"Library · {whole}" if shown == total else f"Library · {shown:,} of {whole}")
        if shown:
            self._body.setCurrentWidget(self.view)
            return
        if self._waiting:
            return
        text = self._model.filter.text
        search = partial(self.search_requested.emit, text) if text else None
        say_why_empty(self._empty, total, self.import_requested.emit, self.clear_requested.emit, search)
        self._body.setCurrentWidget(self._empty)


def say_why_empty(
    state: EmptyState,
    total: int,
    import_files: Callable[[], object],
    clear: Callable[[], object],
    search: Callable[[], object] | None = None,
) -> None:
    """Tell whether the library is empty or the filter leaves nothing, and offer the way on."""
    if total:
        offers = [("Show all", clear), *([("Search every word", search)] if search is not None else [])]
        state.say("Nothing found", "No conversation has these words in title or show.", *offers)
    else:
        state.say(
            "The library is empty",
            "Import transcripts: subtitles, captions, recognised speech, plain text or Markdown.",
            ("Import…", import_files),
        )
