"""Paints one conversation as a card: words, strip, slice bands, trail, figures."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from reader.gui.charts.small import paint_slice_bands, paint_slice_mark, paint_strip, paint_trail
from reader.gui.widgets import card_text
from reader.gui.widgets.card_hits import CardHit, figures_of
from reader.gui.widgets.card_layout import LEAST_WIDTH, CardLayout
from reader.gui.widgets.card_model import Card, card_at
from reader.gui.widgets.item_delegate import DOT, OLD, OLD_WORDS, ItemDelegate, RowFonts
from reader.gui.widgets.text_lines import draw_lines, wrapped

if TYPE_CHECKING:
    from reader.domain.framework import Band
    from reader.domain.item_summary import ItemSummary
    from reader.gui.theme.palette import Palette
    from reader.gui.widgets.item_list_model import ItemListModel

RADIUS = 8
MOST_BYTES = 64_000_000
"""What the pictures of cards may take together; those not painted for the longest time are let go."""

Standing = Literal["resting", "hovered", "chosen"]
_BY_KEYS = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange


class CardDelegate(ItemDelegate):
    """All cards are of one size. A card is kept as a picture; focus and the mark of a slice are painted over it. In a
    hurry, cards that would have to be painted first are left empty and told by :attr:`was_left`."""

    def __init__(self, model: ItemListModel, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(model, palette, parent)
        self._pictures: OrderedDict[Hashable, tuple[QPixmap, Card | None]] = OrderedDict()
        self._bytes = 0
        self._font = QFont()
        self._layout: CardLayout | None = None
        self._fonts = RowFonts(self._font)
        self._cell_width = LEAST_WIDTH
        self._rows = (False, False)
        self._around = palette.window
        self._bands: list[Band] = []
        self._until: float | None = None
        self.was_left = False
        """Whether the card painted last was left empty for want of time."""
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

    def note_bands(self, bands: Sequence[Band]) -> None:
        """Paint anew where these are other bands than before."""
        if list(bands) != self._bands:
            self._bands = list(bands)
            self.forget()

    def set_around(self, colour: QColor) -> None:
        """What the cards stand on."""
        if colour != self._around:
            self._around = colour
            self.forget()

    def forget(self) -> None:
        """Paint all cards anew."""
        self._pictures.clear()
        self._bytes = 0

    def set_rows(self, *, with_why: bool, with_legend: bool) -> None:
        """Whether there is a card with a line of why, and one with a second conversation on its strip."""
        if (with_why, with_legend) != self._rows:
            self._rows = (with_why, with_legend)
            self._layout = None

    def set_cell_width(self, width: int) -> None:
        """How wide the cells are."""
        if width != self._cell_width:
            self._cell_width = width
            self._layout = None

    def layout(self, font: QFont) -> CardLayout:
        """Where things stand in a cell."""
        if self._layout is None or self._font != font:
            with_why, with_legend = self._rows
            self._font, self._fonts = QFont(font), RowFonts(font)
            self._layout = CardLayout.of(font, self._cell_width, with_why=with_why, with_legend=with_legend)
            self.forget()
        return self._layout

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        return self.layout(option.font).cell

    def start_frame(self, seconds: float | None) -> None:
        """Painting cards for the first time may take about so long (None: as long as it takes)."""
        self._until = None if seconds is None else perf_counter() + seconds

    # -- painting

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        card, layout = card_at(index), self.layout(option.font)
        stands = self._standing(card, option.state)
        corner = option.rect.topLeft()
        scale = painter.device().devicePixelRatioF()
        picture = self._picture(scale, layout, card, stands)
        self.was_left = picture is None
        painter.drawPixmap(corner, picture if picture is not None else self._blank(scale, layout, stands))
        focused = option.state & _BY_KEYS == _BY_KEYS
        marked = self._is_marked(card)
        if focused or marked:
            painter.save()
            painter.translate(corner)
            if focused:
                _outline(painter, layout, QPen(self._palette.focus, 2), Qt.BrushStyle.NoBrush)
            if marked and picture is not None:
                self._paint_mark(painter, layout, card)
                self._paint_marked_words(painter, layout, stands)
            painter.restore()

    def _standing(self, card: Card, state: QStyle.StateFlag) -> Standing:
        if state & QStyle.StateFlag.State_Selected or card.item.id == self._open_id:
            return "chosen"
        return "hovered" if state & QStyle.StateFlag.State_MouseOver else "resting"

    def _ground(self, stands: Standing) -> QColor:
        palette = self._palette
        return {"chosen": palette.selection, "hovered": palette.hover, "resting": palette.raised}[stands]

    def _paint_marked_words(self, painter: QPainter, layout: CardLayout, stands: Standing) -> None:
        """In place of the figures, what the marked slice is."""
        assert self.mark is not None
        painter.fillRect(layout.figures, self._ground(stands))
        self._words(painter, layout.figures, self.mark.words(), self._fonts, self._palette.text)

    def _is_marked(self, card: Card) -> bool:
        mark = self.mark
        if mark is None:
            return False
        beside = card.beside.id if card.beside is not None else 0
        return mark.item.id == card.item.id or (mark.of_other and mark.item.id == beside)

    def _paint_mark(self, painter: QPainter, layout: CardLayout, card: Card) -> None:
        mark = self.mark
        if mark is None or mark.item.id != card.item.id:
            return
        for rect in (layout.bands, layout.trail):
            count = len(card.item.scores)
            paint_slice_mark(painter, QRectF(rect), mark.number, count, self._palette, self.mark_by_keys)

    # -- the picture of a card

    def _picture(self, scale: float, layout: CardLayout, card: Card, stands: Standing) -> QPixmap | None:
        """The card as it is kept; None where it would have to be painted and there is no time left in this frame."""
        key = (id(card.item), id(card.beside), card.why, stands, scale)
        found = self._pictures.get(key)
        if found is not None:
            self._pictures.move_to_end(key)
            return found[0]
        if self._until is not None and perf_counter() > self._until:
            return None
        made = self._blank(scale, layout, stands).copy()
        target = QPainter(made)
        try:
            self._draw(target, self._fonts, layout, card)
        finally:
            target.end()
        self._keep(key, made, card)
        return made

    def _blank(self, scale: float, layout: CardLayout, stands: Standing) -> QPixmap:
        """A card with nothing on it, and the ground around it."""
        key = (stands, scale)
        found = self._pictures.get(key)
        if found is not None:
            self._pictures.move_to_end(key)
            return found[0]
        made = QPixmap(layout.cell * scale)
        made.setDevicePixelRatio(scale)
        made.fill(self._around)
        target = QPainter(made)
        edge = self._palette.accent if stands == "chosen" else self._palette.line
        _outline(target, layout, QPen(edge, 1), self._ground(stands))
        target.end()
        self._keep(key, made, None)
        return made

    def _keep(self, key: Hashable, made: QPixmap, card: Card | None) -> None:
        """The card is kept too, so that its identity, which is part of the key, stays its own."""
        self._pictures[key] = (made, card)
        self._bytes += _size(made)
        while self._bytes > MOST_BYTES and len(self._pictures) > 1:
            _, (old, _card) = self._pictures.popitem(last=False)
            self._bytes -= _size(old)

    def _draw(self, painter: QPainter, fonts: RowFonts, layout: CardLayout, card: Card) -> None:
        item, palette = card.item, self._palette
        metrics, room = fonts.small_metrics, layout.origin.width()

        def shortened(show: str, rest: str) -> str:
            return metrics.elidedText(show, Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance(rest))

        self._words(painter, layout.origin, card_text.origin(item, shortened), fonts, palette.text_muted)
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
        painter.setOpacity(OLD_WORDS if item.stale else 1.0)
        self._draw_figures(painter, layout.figures, item, fonts)
        painter.setOpacity(1.0)

    def _draw_figures(self, painter: QPainter, rect: QRect, item: ItemSummary, fonts: RowFonts) -> None:
        """The figures, and at the right what there is of sound, notes and listening: in words where there is room."""
        figures, colour = card_text.figures(item), self._palette.text_muted
        room = rect.width() - fonts.small_metrics.horizontalAdvance(figures) - 12
        words, signs = card_text.work(item)
        shown = words if fonts.small_metrics.horizontalAdvance(words) <= room else signs
        width = fonts.small_metrics.horizontalAdvance(shown)
        self._words(painter, rect.adjusted(0, 0, -(width + 8 if shown else 0), 0), figures, fonts, colour)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)

    def _draw_leaning(self, painter: QPainter, rect: QRect, card: Card, fonts: RowFonts) -> None:
        self._paint_dot(painter, rect.left(), rect.center().y(), card.item)
        left = DOT + 6 if len(card.item.scores) else 0
        text = card_text.leaning(self._model.leaning_text(card.item), card.item)
        painter.setOpacity(OLD_WORDS if card.item.stale else 1.0)
        self._words(painter, rect.adjusted(left, 0, 0, 0), text, fonts, self._palette.text_muted)
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


def _outline(painter: QPainter, layout: CardLayout, pen: QPen, brush: QColor | Qt.BrushStyle) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(brush)
    inset = pen.widthF() / 2
    painter.drawRoundedRect(QRectF(layout.card).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
