"""The library's items as a Qt list: filtered, sorted, counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from reader.domain.wording import date_long
from reader.gui.widgets.card_text import details
from reader.gui.widgets.tool_tips import plain_tool_tip

if TYPE_CHECKING:
    from reader.domain.browsing import ListFilter
    from reader.domain.framework import Band
    from reader.domain.item_summary import ItemSummary
    from reader.domain.item_table import ItemTable

ITEM_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Gives the :class:`ItemSummary` of a row."""

NO_LEANING = "No leaning"
OLD_FIGURES = "Its figures are old: they are made anew under the framework in use."

_ROOT = QModelIndex()


class ItemListModel(QAbstractListModel):
    """What the library pane and the library page show. Both share one model, so they are always narrowed alike."""

    narrowed = Signal()
    """The rows are others now: items, filter or order changed."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._all: list[ItemSummary] = []
        self._table: ItemTable | None = None
        self._rows: list[ItemSummary] = []
        self._row_of: dict[int, int] | None = {}
        self._bands: dict[str, Band] = {}
        self._filter: ListFilter | None = None
        self._sort_key = "date"
        self._descending = True

    # -- Qt's side

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        item = self._rows[index.row()]
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(f"{item.title}\n{OLD_FIGURES}" if item.stale else item.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(item)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return details(item)
        return None

    # -- what the program asks

    def set_bands(self, bands: Sequence[Band]) -> None:
        """Tell the bands of the axis, in order. A filter loses those that the axis does not have."""
        if list(bands) == list(self._bands.values()):
            return
        self._bands = {band.id: band for band in bands}
        self._table = None
        if self._filter is not None and not self._filter.facets.band <= self._bands.keys():
            kept = self._filter.facets.having("band", self._filter.facets.band & self._bands.keys())
            self._filter = replace(self._filter, facets=kept)
        self._refresh()

    @property
    def bands(self) -> Sequence[Band]:
        """The bands of the axis, in order."""
        return list(self._bands.values())

    def band_name(self, band_id: str) -> str:
        """The name of a band, or its id where it is unknown."""
        return self._bands[band_id].name if band_id in self._bands else band_id

    def band_tone(self, band_id: str) -> str:
        """The tone of a band: ``negative``, ``middle`` or ``positive``."""
        return self._bands[band_id].tone if band_id in self._bands else "middle"

    def leaning_text(self, item: ItemSummary) -> str:
        """The leaning as lists show it: without a transcript there is none; old figures are marked, and name no band
        that the axis does not have."""
        if not len(item.scores):
            return NO_LEANING
        if not item.stale:
            return self.band_name(item.leaning)
        return f"{self.band_name(item.leaning)} · old" if item.leaning in self._bands else "Old figures"

    @property
    def total(self) -> int:
        """How many items the library holds, whatever the filter."""
        return len(self._all)

    @property
    def items(self) -> Sequence[ItemSummary]:
        """All items of the library, in no particular order."""
        return self._all

    @property
    def rows(self) -> Sequence[ItemSummary]:
        """The items shown, in order."""
        return self._rows

    @property
    def filter(self) -> ListFilter:
        """What the list is narrowed to."""
        if self._filter is None:
            from reader.domain.browsing import ListFilter  # brings numpy: not before the window's first paint

            self._filter = ListFilter()
        return self._filter

    @property
    def sorting(self) -> tuple[str, bool]:
        """Sort key and whether it runs downwards."""
        return self._sort_key, self._descending

    def set_items(self, items: Sequence[ItemSummary]) -> None:
        """Show these items, under the filter and order in force."""
        self._all = list(items)
        self._table = None
        self._refresh()

    def set_table(self, table: ItemTable) -> None:
        """Show the items of a table made elsewhere; one that was made for other bands is made anew."""
        self._all = list(table.items)
        self._table = table if table.bands == tuple(self._bands) else None
        self._refresh()

    def set_filter(self, chosen: ListFilter) -> None:
        """Narrow the list."""
        if chosen != self.filter:
            self._filter = chosen
            self._refresh()

    def set_sorting(self, key: str, descending: bool) -> None:
        """Sort by one of ``browsing.SORT_KEYS``."""
        if (key, descending) != (self._sort_key, self._descending):
            self._sort_key, self._descending = key, descending
            self._refresh()

    def row_of(self, item_id: int) -> int:
        """The row in which an item is shown, or -1."""
        if self._row_of is None:
            self._row_of = {item.id: row for row, item in enumerate(self._rows)}
        return self._row_of.get(item_id, -1)

    def item_of(self, item_id: int) -> ItemSummary | None:
        """An item of the library by its id, shown or not."""
        row = self.row_of(item_id)
        if row >= 0:
            return self._rows[row]
        return next((item for item in self._all if item.id == item_id), None)

    @property
    def table(self) -> ItemTable:
        """All items as columns, for counting and sorting; made anew where items or bands have changed."""
        if self._table is None:
            from reader.domain.item_table import ItemTable  # brings numpy: not before the window's first paint

            self._table = ItemTable(self._all, tuple(self._bands))
        return self._table

    def counts(self) -> dict[str, dict[str, int]]:
        """How many items each value of each facet leaves, under the rest of the filter in force."""
        return self.table.counts(self.filter)

    def items_under(self, chosen: ListFilter) -> list[ItemSummary]:
        """The items that another filter would leave, in no particular order."""
        return [self._all[place] for place in self.table.mask(chosen).nonzero()[0].tolist()]

    def band_counts(self) -> dict[str, int]:
        """How many items of the whole library lean to each band, by id; old figures of another axis in none."""
        found = self.table.facets.totals("band")
        return {band: found.get(band, 0) for band in self._bands}

    def show_counts(self) -> list[tuple[str, int]]:
        """Shows with the number of their items, the largest first; items without a show are left out."""
        found = self.table.facets.totals("show")
        return sorted(
            ((show, number) for show, number in found.items() if show), key=lambda pair: (-pair[1], pair[0].casefold())
        )

    def spoken(self, item: ItemSummary) -> str:
        """An item in one sentence, for screen readers."""
        leaning = f"{self.band_name(item.leaning)} leaning" if len(item.scores) else NO_LEANING.lower()
        leaning = "old figures" if item.stale and len(item.scores) else leaning
        parts = [item.title, item.show, date_long(item.date), leaning]
        if item.sample:
            parts.append("sample")
        return ", ".join(part for part in parts if part)

    def _refresh(self) -> None:
        """Put the rows in place. Views are only reset where other rows stand in them than before."""
        order = self.table.order(self._sort_key, self._descending)
        left = order[self.table.mask(self.filter)[order]]
        rows = [self._all[place] for place in left.tolist()]
        if len(rows) == len(self._rows) and all(new.id == old.id for new, old in zip(rows, self._rows, strict=True)):
            if rows and not all(new is old for new, old in zip(rows, self._rows, strict=True)):
                self._rows = rows
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.beginResetModel()
            self._rows, self._row_of = rows, None
            self.endResetModel()
        self.narrowed.emit()
