"""Conversations as cards that fill the width: whole items, and the slices behind their small pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from reader.gui.widgets.card_delegate import CardDelegate
from reader.gui.widgets.card_hits import CardHit, hit_at
from reader.gui.widgets.card_layout import CardLayout, cell_width
from reader.gui.widgets.card_model import Card, CardListModel, card_at
from reader.gui.widgets.item_list_model import ItemListModel
from reader.gui.widgets.picture_grid import PictureGrid

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from reader.domain.framework import Band
    from reader.gui.theme.palette import Palette

__all__ = ["Card", "CardView"]

LEFT_MARGIN = 10
"""With the margin of a cell, where a page's other parts begin."""
HURRY_S = 0.006
"""How long painting new cards may take in a frame while the view scrolls; the rest follow in the next ones."""
COPY_S = 0.000_03
"""What each card in it costs besides."""


class CardView(PictureGrid):
    """A click on a bar, tick, marker, band or track opens that slice; elsewhere, or Enter, the conversation. All cards
    are of one size, so that 10,000 need no measuring. ``fills``: the view is one of several in a page that scrolls; it
    wants the height that all its cards need, and has no scroll bar.
    """

    one = "card"

    def __init__(
        self, palette: Palette, bands: Sequence[Band] = (), parent: QWidget | None = None, *, fills: bool = False
    ) -> None:
        self._own = CardListModel()
        self._cards_of = CardDelegate(self._own, palette)
        self._palette = palette
        self._ground_name = "window"
        super().__init__(self._own, parent)
        self._own.setParent(self)
        self._cards_of.setParent(self)
        self.fills = fills
        self._empty_text = ""
        self.use_delegate(self._cards_of)
        self.setObjectName("card_view")
        self.describe("")
        self.offers_all = not fills
        if not fills:
            self.setViewportMargins(LEFT_MARGIN, 0, 0, 0)
        else:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._own.set_bands(bands)
        self._lay_cells()

    # -- what it shows

    def set_bands(self, bands: Sequence[Band]) -> None:
        """Tell the bands of the axis, for cards of one's own; a shared model knows them."""
        self._own.set_bands(bands)
        self._cards_of.forget()

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards, in this order. Where they are of other conversations than before, from the top."""
        others = [card.item.id for card in cards] != [card.item.id for card in self._own.cards]
        self.set_mark(None)
        self.use_model(self._own)
        self._cards_of.set_rows(
            with_why=any(card.why for card in cards), with_legend=any(card.beside is not None for card in cards)
        )
        self._own.set_cards(cards)
        self._lay_cells()
        self.updateGeometry()
        if others:
            self.selectionModel().clear()
            self.scrollToTop()

    def set_source(self, model: ItemListModel) -> None:
        """Show the rows of a list that others show too."""
        self.set_mark(None)
        self.use_model(model)
        self._cards_of.set_rows(with_why=False, with_legend=False)
        self._lay_cells()

    def reset(self) -> None:
        self._cards_of.note_bands(self._model.bands)
        super().reset()

    def use_model(self, model: ItemListModel) -> None:
        super().use_model(model)
        self._cards_of.use_model(model)

    def set_ground(self, name: str) -> None:
        """The colour of the palette that the view stands on, where that is not the window's."""
        self._ground_name = name
        self._cards_of.set_around(self.ground())
        self.viewport().update()

    def set_empty_text(self, text: str) -> None:
        """What stands in place of cards where there are none: that they are on their way, or why there are none."""
        self._empty_text = text
        self.viewport().update()

    def apply_palette(self, palette: Palette) -> None:
        self._palette = palette
        self._cards_of.set_around(self.ground())
        super().apply_palette(palette)

    def card(self, row: int) -> Card:
        """The card of a row."""
        return card_at(self._model.index(row))

    def part_rect(self, row: int, part: str) -> QRect:
        """Where the ``strip``, ``bands`` or ``trail`` of a row stands in the viewport."""
        place = self.visualRect(self._model.index(row)).topLeft()
        return self._layout().picture(part).translated(place)  # type: ignore[arg-type]

    # -- measures

    def _layout(self) -> CardLayout:
        return self._cards_of.layout(self.font())

    def cell(self) -> QSize:
        return self._layout().cell

    def card_area(self) -> QRect:
        return self._layout().card

    def ground(self) -> QColor:
        ground: QColor = getattr(self._palette, self._ground_name)
        return ground

    def start_frame(self, *, hurried: bool) -> None:
        cost = COPY_S * self.to_paint
        self._cards_of.start_frame(max(HURRY_S - cost, HURRY_S / 3) if hurried else None)

    def was_left(self) -> bool:
        return self._cards_of.was_left

    def _lay_cells(self) -> None:
        self._cards_of.set_cell_width(cell_width(self.room(), self.font()))
        self.lay_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_cells()
        super().resizeEvent(event)
        if self.fills:
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay_cells()

    def sizeHint(self) -> QSize:
        return QSize(640, self.wanted_height() if self.fills else 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.wanted_height() if self.fills else 120)

    # -- mouse and keys

    @property
    def marks(self) -> CardDelegate:
        """Where the mark is kept."""
        return self._cards_of

    def hit_at(self, place: QPoint | QPointF) -> CardHit | None:
        where = QPointF(place)
        index = self.indexAt(where.toPoint())
        if not index.isValid():
            return None
        corner = QPointF(self.visualRect(index).topLeft())
        scale, bands = self.devicePixelRatioF(), self._model.bands
        return hit_at(card_at(index), self._layout(), where - corner, scale, self._landed, bands)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty_text and not self._model.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self._palette.text_muted)
            area = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_text)
            painter.end()
