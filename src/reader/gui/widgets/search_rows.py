"""The results of a search as the rows of a list: each item, below it its snippets, and what there is besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from reader.domain.wording import date_long
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.widgets.search_words import item_hits, rest_words, spoken_hit
from reader.gui.widgets.tool_tips import plain_tool_tip

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary
    from reader.domain.searching import FoundItem, Hit

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Gives the :class:`SearchRow` of a row."""

_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One row: an item, one of its hits in the transcript or in a ``field``, or the offer of the ``rest`` of them."""

    kind: Literal["item", "hit", "field", "rest"]
    item: FoundItem
    hit: Hit | None = None
    text: str = ""

    @property
    def key(self) -> tuple[str, int, int, str]:
        """What makes it the same row after the same search was done again."""
        return (self.kind, self.item.item_id, self.hit.start if self.hit else -1, self.hit.field if self.hit else "")


class SearchRows(QAbstractListModel):
    """Knows of the library's list only how items lean and what their arcs are."""

    def __init__(self, items: ItemListModel, parent: Any = None) -> None:
        super().__init__(parent)
        self.items_model = items
        self._found: list[FoundItem] = []
        self._rows: list[SearchRow] = []
        self._expanded: set[int] = set()
        self._summaries: dict[int, ItemSummary] = {}
        self._summaries_of: object = None

    # -- Qt's side

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.item.title if row.hit is None else row.hit.snippet
        if role == Qt.ItemDataRole.ToolTipRole and row.kind == "item":
            return plain_tool_tip(row.item.title)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self.spoken(row)
        return None

    # -- what is shown

    @property
    def found(self) -> Sequence[FoundItem]:
        """The items shown, in order."""
        return self._found

    @property
    def rows(self) -> Sequence[SearchRow]:
        """All rows, in order."""
        return self._rows

    def show(self, found: Sequence[FoundItem]) -> None:
        """Show these items instead of all others."""
        self.beginResetModel()
        self._found = list(found)
        self._expanded.clear()
        self._rows = [row for item in self._found for row in self._rows_of(item)]
        self.endResetModel()

    def add(self, found: Sequence[FoundItem]) -> None:
        """Show these items below the others."""
        rows = [row for item in found for row in self._rows_of(item)]
        if rows:
            self.beginInsertRows(_ROOT, len(self._rows), len(self._rows) + len(rows) - 1)
            self._found += found
            self._rows += rows
            self.endInsertRows()

    def expand(self, whole: FoundItem) -> None:
        """Show an item with all these hits; its own row, and whatever stands above it, stay where they are."""
        first = next((at for at, row in enumerate(self._rows) if row.item.item_id == whole.item_id), -1)
        if first < 0:
            return
        last = first
        while last + 1 < len(self._rows) and self._rows[last + 1].item.item_id == whole.item_id:
            last += 1
        self._expanded.add(whole.item_id)
        self._found = [whole if item.item_id == whole.item_id else item for item in self._found]
        head, *rows = self._rows_of(whole)
        if last > first:
            self.beginRemoveRows(_ROOT, first + 1, last)
            del self._rows[first + 1 : last + 1]
            self.endRemoveRows()
        self._rows[first] = head
        if rows:
            self.beginInsertRows(_ROOT, first + 1, first + len(rows))
            self._rows[first + 1 : first + 1] = rows
            self.endInsertRows()
        self.dataChanged.emit(self.index(first), self.index(first))

    def is_expanded(self, item_id: int) -> bool:
        """Whether all hits of an item are shown, or as many as are ever listed."""
        return item_id in self._expanded

    def row_of(self, key: tuple[str, int, int, str]) -> int:
        """Where a row of this key stands; -1 where it does not."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), -1)

    def first_hit_row(self) -> int:
        """The first row with a hit, else the first one; -1 where there is none."""
        return next((at for at, row in enumerate(self._rows) if row.hit is not None), 0 if self._rows else -1)

    def summary(self, item_id: int) -> ItemSummary | None:
        """An item as the library's list knows it."""
        items = self.items_model.items
        if items is not self._summaries_of:
            self._summaries = {item.id: item for item in items}
            self._summaries_of = items
        return self._summaries.get(item_id)

    def spoken(self, row: SearchRow) -> str:
        """A row in one sentence, for screen readers."""
        bands = self.items_model.bands
        if row.hit is not None:
            return spoken_hit(row.hit, bands)
        if row.kind == "rest":
            return f"{row.text}: {row.item.title}"
        summary = self.summary(row.item.item_id)
        leaning = f"{self.items_model.leaning_text(summary)} leaning" if summary is not None else ""
        parts = [row.item.title, row.item.show, date_long(row.item.date), leaning, item_hits(row.item)]
        return ", ".join(part for part in parts if part)

    def _rows_of(self, item: FoundItem) -> Iterator[SearchRow]:
        yield SearchRow("item", item)
        for hit in item.hits:
            if hit.field != "title":  # which is marked where it stands
                yield SearchRow("field" if hit.field else "hit", item, hit)
        rest = rest_words(item, item.item_id in self._expanded)
        if rest:
            yield SearchRow("rest", item, text=rest)
