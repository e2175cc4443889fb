"""The library page: facets at the left, all conversations as a table or as cards, and above them at a glance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from reader.gui.widgets.card_view import CardView
from reader.gui.widgets.empty_state import EmptyState
from reader.gui.widgets.facet_panel import FacetPanel
from reader.gui.widgets.filter_chips import FilterChips
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.widgets.library_empty import say_what_is_missing
from reader.gui.widgets.library_head import LibraryHead
from reader.gui.widgets.library_selection import LibrarySelection
from reader.gui.widgets.library_table import LibraryTable
from reader.gui.widgets.picture_grid import PictureGrid
from reader.gui.widgets.scatter_panel import ScatterPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reader.gui.theme.palette import Palette

TABLE, CARDS = "table", "cards"
FACETS_WIDTH = 224
SCATTER_HEIGHT, SCATTER_LEAST = 216, 150
ROOM_FOR_FACETS = 840
"""Width in pixels, at 10 points, below which the facets are folded away until somebody asks for them."""


class LibraryPage(QWidget):
    """Shows the model's rows, which the pane shows too; what is done to conversations are wishes to the window."""

    item_opened = Signal(int)
    slice_opened = Signal(int, int)
    """Item and slice behind a small picture that was clicked."""
    edit_requested = Signal(list)
    delete_requested = Signal(list)
    import_requested = Signal()
    clear_requested = Signal()
    sorting_chosen = Signal(str, bool)
    methodology_requested = Signal()
    view_changed = Signal()
    """Another view, or the scatter or the facets were shown or hidden: to be remembered."""

    def __init__(self, model: ItemListModel, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library_page")
        self._model = model
        self.facets = FacetPanel(model, palette)
        self.head = LibraryHead(model, palette)
        self.narrow_field = self.head.narrow_field
        self.chips = FilterChips(model)
        self.scatter = ScatterPanel(palette)
        self.table = LibraryTable(model, palette)
        self.cards = CardView(palette)
        self.selection = LibrarySelection()
        self.columns = QSplitter()
        self.rows = QSplitter(Qt.Orientation.Vertical)
        self._glance = QWidget()
        self._empty = EmptyState()
        self._body = QStackedLayout()
        self._view = TABLE
        self._waiting = False
        self._facets_wanted = True
        self._is_narrow = False
        self._scattered: object = None
        self._assemble()
        self._wire()
        self._show_state()

    def _assemble(self) -> None:
        self.cards.set_source(self._model)
        self.cards.setSelectionModel(self.table.rows.selectionModel())
        self._body.addWidget(self.table)
        self._body.addWidget(self.cards)
        self._body.addWidget(self._empty)
        body = QWidget()
        body.setLayout(self._body)
        self.rows.setObjectName("library_rows")
        self.rows.addWidget(self._framed_scatter())
        self.rows.addWidget(body)
        self.rows.setStretchFactor(1, 1)
        self.rows.setSizes([SCATTER_HEIGHT, 3 * SCATTER_HEIGHT])
        self.rows.setChildrenCollapsible(False)
        self.rows.setHandleWidth(7)
        self._glance.setMinimumHeight(SCATTER_LEAST)
        right = QWidget()
        layout = QVBoxLayout(right)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(8)
        for part in (self.head, self.chips):
            part.setContentsMargins(16, 0, 12, 0)
            layout.addWidget(part)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.selection)
        self.columns.setObjectName("library_columns")
        self.columns.addWidget(self.facets)
        self.columns.addWidget(right)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes([FACETS_WIDTH, 5 * FACETS_WIDTH])
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.columns)

    def _framed_scatter(self) -> QWidget:
        layout = QVBoxLayout(self._glance)
        layout.setContentsMargins(16, 0, 12, 0)
        layout.addWidget(self.scatter)
        return self._glance

    def _wire(self) -> None:
        for view in (self.table.rows, self.cards):
            view.item_opened.connect(self.item_opened)
            view.slice_clicked.connect(self.slice_opened)
            view.edit_requested.connect(self.edit_requested)
            view.delete_requested.connect(self.delete_requested)
            view.methodology_requested.connect(self.methodology_requested)
        self.table.rows.selectionModel().selectionChanged.connect(self._show_chosen)
        self._model.modelReset.connect(self._show_chosen)
        self.table.headings.sorting_requested.connect(self._sort)
        self.head.sorting_requested.connect(self._sort)
        self.head.view_requested.connect(self.show_view)
        self.head.scatter_toggled.connect(self.show_scatter)
        self.head.facets_toggled.connect(self._toggle_facets)
        self.head.columns_requested.connect(self.table.headings.open_menu)
        self.head.methodology_requested.connect(self.methodology_requested)
        self.narrow_field.list_requested.connect(self.take_focus)
        self.narrow_field.returnPressed.connect(self._open_first)
        self.scatter.brushed.connect(self._take_brush)
        self.scatter.item_opened.connect(self.item_opened)
        self.chips.brush_cleared.connect(self.scatter.clear_brush)
        self.selection.clear_requested.connect(self._choose_none)
        self.selection.delete_requested.connect(lambda: self.delete_requested.emit(self.chosen_ids()))
        self._model.narrowed.connect(self._show_state)

    # -- what it shows

    @property
    def view(self) -> PictureGrid:
        """The list that is shown: the table's rows, or the cards."""
        return self.cards if self._view == CARDS else self.table.rows

    @property
    def view_name(self) -> str:
        """``table`` or ``cards``."""
        return self._view

    def chosen_ids(self) -> list[int]:
        """Ids of what is chosen, in the order of the list."""
        return self.view.chosen_ids()

    def take_focus(self) -> None:
        """Give the keyboard to the list."""
        self.view.take_focus()

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        for part in (self.facets, self.head, self.scatter, self.table, self.cards):
            part.apply_palette(palette)

    def show_view(self, name: str) -> None:
        """Show the ``table`` or the ``cards``."""
        if name not in (TABLE, CARDS) or name == self._view:
            return
        self._view = name
        self._show_state()
        self.view_changed.emit()

    def show_scatter(self, shown: bool) -> None:
        """Show the library at a glance, or hide it; a brush goes with it."""
        if shown != self._glance.isHidden():
            return
        self._glance.setVisible(shown)
        if not shown and self._model.filter.brushed is not None:
            self._model.set_filter(replace(self._model.filter, brushed=None))
        self._show_state()
        self.view_changed.emit()

    def show_facets(self, shown: bool) -> None:
        """Show the column of facets, or hide it; what is chosen in it stays. Where it is narrow they are only shown
        over that width again, unless somebody asks for them there.
        """
        if shown != self._facets_wanted:
            self._facets_wanted = shown
            self._fold_facets(self._is_narrow)
            self.view_changed.emit()

    def parts_shown(self) -> dict[str, bool]:
        """Whether ``scatter`` and ``facets`` are shown where there is room."""
        return {"scatter": not self._glance.isHidden(), "facets": self._facets_wanted}

    def set_waiting(self, waiting: bool) -> None:
        """The items are on their way: an empty list is no empty library yet."""
        if waiting != self._waiting:
            self._waiting = waiting
            if not self._model.total:
                self._show_state()

    def show_problem(self, sentence: str, again: Callable[[], object]) -> None:
        """Show why there is no list, and offer to read it ``again``, after which it stands here as before."""
        self._empty.say("The list could not be read", sentence, ("Read again", again))
        self._body.setCurrentWidget(self._empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Until somebody has moved the border, a low window leaves the list more room; a narrow one all its width."""
        super().resizeEvent(event)
        narrow = self.width() < ROOM_FOR_FACETS * max(self.fontMetrics().averageCharWidth() / 8.0, 1.0)
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._fold_facets(narrow)
        if not self.rows.property("chosen"):
            height = min(SCATTER_HEIGHT, max(round(self.height() * 0.26), SCATTER_LEAST))
            self.rows.setSizes([height, max(self.rows.height() - height, 1)])

    # -- private

    def _toggle_facets(self, shown: bool) -> None:
        self.show_facets(shown)
        self._fold_facets(not shown)

    def _fold_facets(self, folded: bool) -> None:
        shown = self._facets_wanted and not folded
        if shown == self.facets.isHidden():
            self.facets.setVisible(shown)
            self._show_state()

    def _sort(self, key: str, descending: bool) -> None:
        self._model.set_sorting(key, descending)
        self.sorting_chosen.emit(key, descending)

    def _take_brush(self, ids: frozenset[int]) -> None:
        self._model.set_filter(replace(self._model.filter, brushed=ids or None))

    def _open_first(self) -> None:
        self.view.open_first()

    def _choose_none(self) -> None:
        self.view.clearSelection()
        self.view.setFocus()

    def _show_chosen(self) -> None:
        chosen = self.table.rows.selectionModel().selection().toList()
        self.selection.show_count(sum(part.height() for part in chosen))

    def _show_state(self) -> None:
        shown, total = len(self._model.rows), self._model.total
        self.head.show_state(
            shown,
            total,
            self._view, scatter=not self._glance.isHidden(), facets=not self.facets.isHidden(),
        )  # fmt: skip
        self._show_scatter()
        self._show_chosen()
        if shown:
            self._body.setCurrentWidget(self.cards if self._view == CARDS else self.table)
            return
        if self._waiting and not total:
            self._empty.say("Reading the library…", "The conversations are on their way.")
        else:
            say_what_is_missing(
                self._empty, self._model, import_files=self.import_requested.emit, clear=self.clear_requested.emit
            )
        self._body.setCurrentWidget(self._empty)

    def _show_scatter(self) -> None:
        """The points of all items; those that the facets and the words leave out are faint."""
        if self._glance.isHidden():
            return
        if self._scattered is not self._model.table:
            self._scattered = self._model.table
            self.scatter.set_items(self._model.items, self._model.bands)
        chosen = self._model.filter
        unbrushed = replace(chosen, brushed=None)
        self.scatter.set_shown({item.id for item in self._model.items_under(unbrushed)} if unbrushed else None)
        self.scatter.set_brush(chosen.brushed or ())
