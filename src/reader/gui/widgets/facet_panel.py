"""The column of facets at the left edge of the library page: collections on top, then what can be narrowed by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from reader.gui.widgets.facet_group import FacetGroup
from reader.gui.widgets.facet_list import ENTRY_ROLE, FacetEntry
from reader.gui.widgets.facet_words import FACET_NAMES, value_name
from reader.gui.widgets.item_list_model import ItemListModel

if TYPE_CHECKING:
    from reader.domain.browsing import ListFilter
    from reader.domain.collecting import Collection
    from reader.domain.item_table import ItemTable
    from reader.gui.theme.palette import Palette

COLLECTIONS = "collections"
LEAST_WIDTH = 176
EVERYTHING, BIN = "", "bin"
"""The entries among the collections that take all filters away, and that show what was deleted."""
ORDER = ("band", "lens", "show", "shelf", "thread", "year", "tag", "sound", "notes", "listened")


class FacetPanel(QScrollArea):
    """Chooses values in the model's filter; what concerns collections are wishes."""

    collection_chosen = Signal(int)
    """Id of a collection whose filter shall be in force."""
    rename_requested = Signal(int)
    update_requested = Signal(int)
    delete_requested = Signal(int)
    bin_requested = Signal()
    folded = Signal(list)
    """Names of the facets that are folded now."""

    def __init__(self, model: ItemListModel, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facet_panel")
        self.setProperty("panel", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self._collections: tuple[Collection, ...] = ()
        self._deleted = 0
        self._values_of: dict[str, list[str]] = {}
        self._table: ItemTable | None = None
        self._is_stale = True
        self.groups = {COLLECTIONS: FacetGroup("Collections", palette)}
        self.groups |= {facet: FacetGroup(FACET_NAMES[facet], palette) for facet in ORDER}
        self._assemble()
        self._wire()

    def _assemble(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(round(LEAST_WIDTH * max(1.0, QFontMetrics(self.font()).averageCharWidth() / 7.0)))
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 10, 0, 12)
        layout.setSpacing(4)
        for group in self.groups.values():
            layout.addWidget(group)
        layout.addStretch(1)
        self.setWidget(inside)

    def _wire(self) -> None:
        for facet, group in self.groups.items():
            group.folded.connect(self._tell_folded)
            if facet != COLLECTIONS:
                group.toggled.connect(lambda value, facet=facet: self._toggle(facet, value))
        shelf = self.groups[COLLECTIONS]
        shelf.toggled.connect(self._choose_collection)
        shelf.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        shelf.list.customContextMenuRequested.connect(self._open_menu)
        shelf.list.installEventFilter(self)
        self._model.narrowed.connect(self.refresh)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On a collection, F2 renames it and Delete removes it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            wish = {Qt.Key.Key_F2: self.rename_requested, Qt.Key.Key_Delete: self.delete_requested}.get(
                Qt.Key(event.key())
            )
            if wish is not None:
                self._wish(wish)
                return True
        return super().eventFilter(watched, event)

    # -- what it shows

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        for group in self.groups.values():
            group.apply_palette(palette)

    def set_collections(self, collections: Sequence[Collection]) -> None:
        """Show these collections."""
        self._collections = tuple(collections)
        self.refresh()

    def show_bin_count(self, number: int) -> None:
        """Show how many conversations lie in the bin."""
        self._deleted = number
        self.refresh()

    def set_folded(self, names: Iterable[str]) -> None:
        """Fold these facets, and no others."""
        wanted = set(names)
        for facet, group in self.groups.items():
            group.set_folded(facet in wanted)

    def refresh(self) -> None:
        """Count anew; while nobody sees it, that waits."""
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        counts = self._model.counts() if self._model.total else {}
        if self._table is not self._model.table:
            self._table = self._model.table
            self._values_of = {facet: self._in_order(facet) for facet in counts}
        for facet in ORDER:
            group = self.groups[facet]
            group.setVisible(facet in counts)
            if facet in counts:
                group.show_entries(self._entries(facet, counts[facet]))
        self.groups[COLLECTIONS].show_entries(self._collection_entries())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def _in_order(self, facet: str) -> list[str]:
        """The values of a facet: leanings as on the axis, years from the last, others from the most frequent."""
        totals = self._model.table.facets.totals(facet)
        if facet == "band":
            return [band.id for band in self._model.bands]
        if facet == "year":
            return sorted(totals, reverse=True)
        return sorted(totals, key=lambda value: (not value, -totals[value], value.casefold()))

    def _entries(self, facet: str, counts: dict[str, int]) -> list[FacetEntry]:
        chosen, name = self._model.filter.facets.of(facet), self._model.band_name
        values = self._values_of[facet]
        return [
            FacetEntry(
                value, value_name(facet, value, name), counts.get(value, 0), value in chosen,
                self._model.band_tone(value) if facet == "band" else "",
            )
            for value in (*values, *sorted(chosen - set(values)))
        ]  # fmt: skip

    def _collection_entries(self) -> list[FacetEntry]:
        table, now = self._model.table, self._model.filter
        entries = [FacetEntry(EVERYTHING, "All", self._model.total, not now)]
        for one in self._collections:
            number = int(table.mask(one.filter).sum()) if self._model.total else 0
            entries.append(FacetEntry(str(one.id), one.name, number, _alike(one.filter, now)))
        return [*entries, FacetEntry(BIN, "Bin", self._deleted, stays=True)]

    # -- what a person does

    def _toggle(self, facet: str, value: str) -> None:
        before = self._model.filter
        self._model.set_filter(replace(before, facets=before.facets.toggled(facet, value)))

    def _choose_collection(self, value: str) -> None:
        if value == BIN:
            self.bin_requested.emit()
        else:
            self.collection_chosen.emit(int(value) if value else 0)

    def _open_menu(self, place: QPoint) -> None:
        view = self.groups[COLLECTIONS].list
        index = view.indexAt(place) if view.indexAt(place).isValid() else view.currentIndex()
        if not _is_collection(index):
            return
        view.setCurrentIndex(index)
        menu = QMenu(view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        update = menu.addAction("Update to what is shown now")
        update.setEnabled(bool(self._model.filter) and not index.data(ENTRY_ROLE).chosen)
        update.triggered.connect(lambda: self._wish(self.update_requested))
        menu.addAction("Rename…").triggered.connect(lambda: self._wish(self.rename_requested))
        menu.addAction("Delete").triggered.connect(lambda: self._wish(self.delete_requested))
        menu.popup(view.viewport().mapToGlobal(place))

    def _wish(self, wish: SignalInstance) -> None:
        index = self.groups[COLLECTIONS].list.currentIndex()
        if _is_collection(index):
            wish.emit(int(index.data(ENTRY_ROLE).value))

    def _tell_folded(self) -> None:
        self.folded.emit([facet for facet, group in self.groups.items() if not group.heading.isChecked()])


def _is_collection(index: QModelIndex) -> bool:
    """Whether it is one that somebody made."""
    return index.isValid() and index.data(ENTRY_ROLE).value not in (EVERYTHING, BIN)


def _alike(one: ListFilter, other: ListFilter) -> bool:
    """Whether two filters leave the same, white space aside."""
    return replace(one, text=" ".join(one.text.split())) == replace(other, text=" ".join(other.text.split()))
