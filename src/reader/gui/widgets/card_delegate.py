"""Paints one conversation as a card: words, strip, slice bands, trail, figures."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from reader.gui.charts.small import paint_slice_bands, paint_strip, paint_trail
from reader.gui.charts.small_hits import bar_column
from reader.gui.widgets import card_text
from reader.gui.widgets.card_hits import CardHit, figures_of
from reader.gui.widgets.card_layout import LEAST_WIDTH, CardLayout
from reader.gui.widgets.card_model import Card, card_at
from reader.gui.widgets.item_delegate import DOT, OLD, OLD_WORDS, ItemDelegate, RowFonts
from reader.gui.widgets.text_lines import draw_lines, wrapped

if TYPE_CHECKING:
    from reader.gui.theme.palette import Palette
    from reader.gui.widgets.item_list_model import ItemListModel

RADIUS = 8
MOST_BYTES = 64_000_000
"""What the pictures of cards may take together; those not painted for the longest time are let go."""


class CardDelegate(ItemDelegate):
    """All cards are of one size. What a card shows at rest is kept as a picture; ground, focus and the mark of a slice
    are painted around and over it."""

    def __init__(self, model: ItemListModel, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(model, palette, parent)
        self._pictures: OrderedDict[Hashable, tuple[QPixmap, Card]] = OrderedDict()
        self._bytes = 0
        self._layout: tuple[Hashable, CardLayout] | None = None
        self._fonts: tuple[str, RowFonts] | None = None
        self._cell_width = LEAST_WIDTH
        self._rows = (False, False)
        self.mark: CardHit | None = None
        """The slice that the mouse is over, or that the keys have reached."""
        self.mark_by_keys = False

    # -- what it paints

    def use_model(self, model: ItemListModel) -> None:
        """Name bands as this model does."""
        self._model = model
        self.forget()

    def apply_palette(self, palette: Palette) -> None:
        super().apply_palette(palette)
        self.forget()

    def forget(self) -> None:
        """Paint all cards anew."""
        self._pictures.clear()
        self._bytes = 0

    def set_rows(self, *, with_why: bool, with_legend: bool) -> None:
        """Whether there is a card with a line of why, and one with a second conversation on its strip."""
        self._rows = (with_why, with_legend)

    def set_cell_width(self, width: int) -> None:
        """How wide the cells are."""
        self._cell_width = width

    def layout(self, font: QFont) -> CardLayout:
        """Where things stand in a cell."""
        key = (font.toString(), self._cell_width, self._rows)
        if self._layout is None or self._layout[0] != key:
            with_why, with_legend = self._rows
            made = CardLayout.of(font, self._cell_width, with_why=with_why, with_legend=with_legend)
            self._layout = (key, made)
            self.forget()
        return self._layout[1]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        return self.layout(option.font).cell

    # -- painting

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        card = card_at(index)
        layout = self.layout(option.font)
        painter.save()
        painter.translate(option.rect.topLeft())
        self._paint_card(painter, layout, option, card)
        painter.drawPixmap(0, 0, self._picture(painter, option.font, layout, card))
        self._paint_mark(painter, layout, card)
        self._paint_figures(painter, layout, card, self._fonts_of(option.font))
        painter.restore()

    def _paint_card(self, painter: QPainter, layout: CardLayout, option: QStyleOptionViewItem, card: Card) -> None:
        palette, state = self._palette, option.state
        is_open = card.item.id == self._open_id
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground, edge = palette.raised, palette.line
        if chosen or is_open:
            ground = palette.selection
        elif state & QStyle.StateFlag.State_MouseOver:
            ground = palette.hover
        if chosen or is_open:
            edge = palette.accent
        by_keys = state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.focus, 2) if by_keys else QPen(edge, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(layout.card).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_figures(self, painter: QPainter, layout: CardLayout, card: Card, fonts: RowFonts) -> None:
        """The line of figures; while a slice of the card is marked, what that is."""
        marked = self.mark is not None and self._is_marked(card)
        text = self.mark.words() if marked and self.mark is not None else card_text.figures(card.item)
        painter.setOpacity(OLD_WORDS if card.item.stale else 1.0)
        self._words(painter, layout.figures, text, fonts, self._palette.text if marked else self._palette.text_muted)

    def _is_marked(self, card: Card) -> bool:
        mark = self.mark
        if mark is None:
            return False
        return mark.item is card.item or (mark.of_other and mark.item is card.beside)

    def _paint_mark(self, painter: QPainter, layout: CardLayout, card: Card) -> None:
        mark = self.mark
        if mark is None or mark.item is not card.item:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = QColor(self._palette.chart_focus if self.mark_by_keys else self._palette.chart_outline)
        painter.setPen(QPen(colour, 1.5 if self.mark_by_keys else 1))
        for rect in (layout.bands, layout.trail):
            column = bar_column(QRectF(rect), mark.number, len(card.item.scores))
            spare = max(0.0, 4.0 - column.width()) / 2 + 1
            painter.drawRoundedRect(column.adjusted(-spare, 1, spare, -1), 1.5, 1.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _fonts_of(self, font: QFont) -> RowFonts:
        key = font.toString()
        if self._fonts is None or self._fonts[0] != key:
            self._fonts = (key, RowFonts(font))
        return self._fonts[1]

    # -- the picture of a card at rest

    def _picture(self, painter: QPainter, font: QFont, layout: CardLayout, card: Card) -> QPixmap:
        scale = painter.device().devicePixelRatioF()
        key = (id(card.item), id(card.beside), card.why, scale)
        found = self._pictures.get(key)
        if found is not None:
            self._pictures.move_to_end(key)
            return found[0]
        made = QPixmap(layout.cell * scale)
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.transparent)
        target = QPainter(made)
        try:
            self._draw(target, self._fonts_of(font), layout, card)
        finally:
            target.end()
        self._pictures[key] = (made, card)
        self._bytes += _size(made)
        while self._bytes > MOST_BYTES and len(self._pictures) > 1:
            _, (old, _card) = self._pictures.popitem(last=False)
            self._bytes -= _size(old)
        return made

    def _draw(self, painter: QPainter, fonts: RowFonts, layout: CardLayout, card: Card) -> None:
        item, palette = card.item, self._palette
        self._words(painter, layout.origin, card_text.origin(item), fonts, palette.text_muted)
        lines = wrapped(item.title, fonts.title, layout.title.width(), 2)
        draw_lines(painter, lines, layout.title, fonts.title, palette.text)
        self._draw_leaning(painter, layout.leaning, card, fonts)
        if card.why:
            self._words(painter, layout.why, card.why, fonts, palette.accent_text)
        if card.beside is not None and not layout.legend.isEmpty():
            self._draw_legend(painter, layout.legend, card.beside.title, fonts)
        painter.setOpacity(OLD if item.stale else 1.0)
        other = figures_of(card.beside) if card.beside is not None and len(card.beside.scores) else None
        if len(item.scores):
            paint_strip(painter, QRectF(layout.strip), figures_of(item), palette, other)
        paint_slice_bands(painter, QRectF(layout.bands), item.scores, item.evidence, self._model, palette)
        paint_trail(painter, QRectF(layout.trail), item.scores, item.evidence, palette)
        painter.setOpacity(1.0)

    def _draw_leaning(self, painter: QPainter, rect: QRect, card: Card, fonts: RowFonts) -> None:
        self._paint_dot(painter, rect.left(), rect.center().y(), card.item)
        text = card_text.leaning(self._model.leaning_text(card.item), card.item)
        painter.setOpacity(OLD_WORDS if card.item.stale else 1.0)
        self._words(painter, rect.adjusted(DOT + 6, 0, 0, 0), text, fonts, self._palette.text_muted)
        painter.setOpacity(1.0)

    def _draw_legend(self, painter: QPainter, rect: QRect, other: str, fonts: RowFonts) -> None:
        """Filled markers are this card's, hollow ones those of the conversation beside it."""
        palette = self._palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = rect.left()
        for text, brush in (("This card", palette.text_muted), (other, Qt.BrushStyle.NoBrush)):
            painter.setPen(QPen(palette.text_muted, 1))
            painter.setBrush(brush)
            painter.drawRoundedRect(QRectF(left + 0.5, rect.center().y() - 4.5, 4, 10), 1.5, 1.5)
            space = QRect(left + 10, rect.top(), rect.right() - left - 9, rect.height())
            self._words(painter, space, text, fonts, palette.text_muted)
            left += 10 + fonts.small_metrics.horizontalAdvance(text) + 12
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    @staticmethod
    def _words(painter: QPainter, rect: QRect, text: str, fonts: RowFonts, colour: QColor) -> None:
        painter.setFont(fonts.small)
        painter.setPen(colour)
        shown = fonts.small_metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
