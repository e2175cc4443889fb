"""One section of the related view: a heading, a line on how its cards were picked, and the cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.gui.widgets.card_layout import MARGIN
from reader.gui.widgets.card_view import Card, CardView
from reader.gui.widgets.labels import label

if TYPE_CHECKING:
    from reader.domain.framework import Band
    from reader.gui.theme.palette import Palette


class RelatedSection(QWidget):
    """Where it has no cards, its line says why."""

    slice_clicked = Signal(int, int)
    item_opened = Signal(int)

    def __init__(self, heading: str, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = label("heading", heading)
        self.line = label("muted", wraps=True)
        self.cards = CardView(palette, fills=True)
        self.cards.setAccessibleName(heading)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 0, 12, 0)
        head.setSpacing(3)
        head.addWidget(self.heading)
        head.addWidget(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.cards)
        self.cards.slice_clicked.connect(self.slice_clicked)
        self.cards.item_opened.connect(self.item_opened)

    def show_cards(self, line: str, cards: Sequence[Card], bands: Sequence[Band]) -> None:
        """Show these cards under a line of words."""
        self.line.setText(line)
        self.cards.set_bands(bands)
        self.cards.set_cards(cards)
        self.cards.setVisible(bool(cards))
        self.cards.describe(line)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self.cards.apply_palette(palette)
