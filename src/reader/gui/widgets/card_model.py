"""Cards as a Qt list in an order of their own: what the related view shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from reader.gui.widgets import card_text
from reader.gui.widgets.item_list_model import ITEM_ROLE, ItemListModel

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary

CARD_ROLE = ITEM_ROLE + 100
"""Gives the :class:`Card` of a row."""


@dataclass(frozen=True, slots=True)
class Card:
    """One conversation as a card. ``why`` is a line above the pictures; ``beside`` a second conversation, drawn hollow
    on the same strip."""

    item: ItemSummary
    why: str = ""
    beside: ItemSummary | None = None


class CardListModel(ItemListModel):
    """Neither sorted nor narrowed: the cards stand as they are given."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._cards: list[Card] = []

    @property
    def cards(self) -> Sequence[Card]:
        """The cards, in order."""
        return self._cards

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards."""
        self._cards = list(cards)
        self.set_items([card.item for card in cards])

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and index.row() < len(self._cards):
            card = self._cards[index.row()]
            if role == CARD_ROLE:
                return card
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return card_text.sentence(self.spoken(card.item), card.item, card.why)
            if role == Qt.ItemDataRole.AccessibleDescriptionRole:
                return ""
        return super().data(index, role)

    def _refresh(self) -> None:
        self.beginResetModel()
        self._rows = [card.item for card in self._cards]
        self._row_of = {item.id: row for row, item in enumerate(self._rows)}
        self.endResetModel()
        self.narrowed.emit()


def card_at(index: QModelIndex | QPersistentModelIndex) -> Card:
    """The card of a row, whichever model it belongs to."""
    card: Card | None = index.data(CARD_ROLE)
    return card if card is not None else Card(index.data(ITEM_ROLE))
