"""Conversations as cards that fill the width: whole items, and the slices behind their small pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QListView, QToolTip, QWidget

from reader.gui.widgets import card_text
from reader.gui.widgets.card_delegate import CardDelegate
from reader.gui.widgets.card_grid import AnyIndex, CardGrid
from reader.gui.widgets.card_hits import CardHit, hit_at
from reader.gui.widgets.card_layout import CardLayout, cell_width
from reader.gui.widgets.card_model import Card, CardListModel, card_at
from reader.gui.widgets.card_walk import WALKING, walked
from reader.gui.widgets.item_list_model import OLD_FIGURES, ItemListModel
from reader.gui.widgets.tool_tips import plain_tool_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from reader.domain.browsing import ItemSummary
    from reader.domain.framework import Band
    from reader.gui.theme.palette import Palette

__all__ = ["Card", "CardView"]

HELP = "Arrow keys move between cards, Enter opens. [ and ] walk the slices of a card, { and } the one-sided ones."
HINT = "Click to open it; ] and [ walk its slices"
LEFT_MARGIN = 10
"""With the margin of a cell, where a page's other parts begin."""
HURRY_S = 0.006
"""How long painting new cards may take in a frame while the view scrolls; the rest follow in the next ones."""
COPY_S = 0.000_03
"""What each card in it costs besides."""
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class CardView(CardGrid):
    """A click on a bar, tick, marker, band or track opens that slice; elsewhere, or Enter, the conversation.

    Keys walk the slices of the card that has the focus: Enter then opens the slice, Esc returns to the card. All cards
    are of one size, so that 10,000 need no measuring. ``fills``: the view is one of several in a page that scrolls; it
    wants the height that all its cards need, and has no scroll bar.
    """

    slice_clicked = Signal(int, int)

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
        self._fills = fills
        self._empty_text = ""
        self._pressed: tuple[QPersistentModelIndex, CardHit | None] | None = None
        self._landed = (0, 0)
        self.use_delegate(self._cards_of)
        self.setObjectName("card_view")
        self.setAccessibleDescription(HELP)
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
        self._set_mark(None)
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
        self._set_mark(None)
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
        if self._fills:
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay_cells()

    def sizeHint(self) -> QSize:
        return QSize(640, self.wanted_height() if self._fills else 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.wanted_height() if self._fills else 120)

    # -- mouse

    def hit_at(self, place: QPoint | QPointF) -> CardHit | None:
        """The slice that a click at a point of the viewport opens; None beside the small pictures."""
        where = QPointF(place)
        index = self.indexAt(where.toPoint())
        if not index.isValid():
            return None
        corner = QPointF(self.visualRect(index).topLeft())
        scale, bands = self.devicePixelRatioF(), self._model.bands
        return hit_at(card_at(index), self._layout(), where - corner, scale, self._landed, bands)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._note_press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second of two quick clicks counts as any click: nothing waits for it."""
        super().mouseDoubleClickEvent(event)
        self._note_press(event)

    def _note_press(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._pressed = (QPersistentModelIndex(index), self.hit_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        hit = self.hit_at(event.position())
        same = pressed is not None and pressed[0] == self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() in PLAIN
        if same and plain and pressed is not None and pressed[1] is None and hit is None:
            super().mouseReleaseEvent(event)
            return
        QListView.mouseReleaseEvent(self, event)
        if same and plain and hit is not None and pressed is not None and pressed[1] == hit:
            self._open(hit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.set_hover(self.indexAt(event.position().toPoint()))
        if not event.buttons():
            self._set_mark(self.hit_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.set_hover(QModelIndex())
        if not self._cards_of.mark_by_keys:
            self._set_mark(None)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self._show_tool_tip(event)
        return bool(super().viewportEvent(event))

    def _show_tool_tip(self, event: QHelpEvent) -> bool:
        index = self.indexAt(event.pos())
        if not index.isValid():
            return False
        hit = self.hit_at(event.pos())
        item = card_at(index).item
        lines = [hit.words(), "Click to open it there"] if hit is not None else [item.title, HINT]
        if hit is None and item.stale:
            lines.insert(1, OLD_FIGURES)
        QToolTip.showText(event.globalPos(), plain_tool_tip("\n".join(lines)), self.viewport())
        return True

    def _open(self, hit: CardHit) -> None:
        self._landed = hit.slice if hit.on_track else (0, 0)
        self.slice_clicked.emit(*hit.slice)

    def _set_mark(self, hit: CardHit | None, *, by_keys: bool = False) -> None:
        """Mark a slice on its card."""
        delegate = self._cards_of
        shape = Qt.CursorShape.PointingHandCursor if hit is not None and not by_keys else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)
        if (delegate.mark, delegate.mark_by_keys) == (hit, by_keys):
            return
        delegate.mark, delegate.mark_by_keys = hit, by_keys
        self.viewport().update()

    # -- keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._walks(event):
            event.accept()
            return True
        return bool(super().event(event))

    def _walks(self, event: QKeyEvent) -> bool:
        """Whether a key walks the slices of the card, or ends that."""
        if event.key() == Qt.Key.Key_Escape:
            return self._cards_of.mark_by_keys
        return event.text() in WALKING and self.currentIndex().isValid()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self._reached()
        if event.key() == Qt.Key.Key_Escape and self._walks(event):
            self._set_mark(None)
        elif self._walks(event):
            item = card_at(self.currentIndex()).item
            self._walk_to(item, walked(event.text(), at.number if at is not None else 0, item, self._model))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in PLAIN and at is not None:
            self._open(at)
        else:
            super().keyPressEvent(event)
        if self._fills and self.currentIndex().isValid():
            self.show_in_page(self.visualRect(self.currentIndex()))

    def _reached(self) -> CardHit | None:
        """The slice of the current card that the keys have reached."""
        mark, index = self._cards_of.mark, self.currentIndex()
        if mark is None or not self._cards_of.mark_by_keys or not index.isValid():
            return None
        return mark if mark.item is card_at(index).item else None

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if self._cards_of.mark_by_keys:
            self._set_mark(None)

    def _walk_to(self, item: ItemSummary, number: int) -> None:
        hit = CardHit(item, number) if number else None
        self._set_mark(hit, by_keys=hit is not None)
        if hit is not None:
            self.scrollTo(self.currentIndex())
            self._say(card_text.slice_words(item, number))

    def _say(self, text: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty_text and not self._model.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self._palette.text_muted)
            area = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_text)
            painter.end()
