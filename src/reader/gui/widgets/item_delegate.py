"""Paints one conversation in the library pane: title, show and date, trail, leaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.domain.wording import date_long
from reader.gui.charts.small import paint_trail
from reader.gui.widgets.item_list_model import ITEM_ROLE, ItemListModel
from reader.gui.widgets.text_lines import draw_lines, wrapped

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary
    from reader.gui.theme.palette import Palette

MARGIN = 16
ABOVE = 10
TRAIL_WIDTH = 148
TRAIL_HEIGHT = 24
DOT = 8
OLD, OLD_WORDS = 0.45, 0.8
"""How strongly old figures are painted: pictures, and words, which stay readable."""


class ItemDelegate(QStyledItemDelegate):
    """All rows are of one height, so that 10,000 of them need no measuring."""

    def __init__(self, model: ItemListModel, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._palette = palette
        self._open_id = 0

    def apply_palette(self, palette: Palette) -> None:
        """Paint with these colours from now on."""
        self._palette = palette

    def set_open_item(self, item_id: int) -> None:
        """Mark the row of the item that is open (0: none)."""
        self._open_id = item_id

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        fonts = RowFonts(option.font)
        return QSize(200, ABOVE * 2 + fonts.title_line * 2 + fonts.small_line + TRAIL_HEIGHT + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item: ItemSummary = index.data(ITEM_ROLE)
        fonts = RowFonts(option.font)
        painter.save()
        self._paint_ground(painter, option, item)
        inner = option.rect.adjusted(MARGIN, ABOVE, -MARGIN, -ABOVE)
        lines = wrapped(item.title, fonts.title, inner.width(), 2)
        used = len(lines) * fonts.title_line + fonts.small_line + 6 + TRAIL_HEIGHT
        inner.setTop(inner.top() + max(0, (inner.height() - used) // 2))
        top = draw_lines(painter, lines, inner, fonts.title, self._palette.text)
        top = self._paint_origin(painter, QRect(inner.left(), top, inner.width(), fonts.small_line), item, fonts)
        self._paint_leaning(painter, QRect(inner.left(), top + 6, inner.width(), TRAIL_HEIGHT), item, fonts)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, item: ItemSummary) -> None:
        rect = option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:  # the open item has its bar: it is not chosen for that
            painter.fillRect(rect, self._palette.selection)
        elif state & QStyle.StateFlag.State_MouseOver:
            hover = QColor(self._palette.selection)
            hover.setAlphaF(hover.alphaF() * 0.5)
            painter.fillRect(rect, hover)
        if item.id == self._open_id:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), self._palette.accent)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._palette.line)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setPen(self._palette.focus)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _paint_origin(
        self, painter: QPainter, rect: QRect, item: ItemSummary, fonts: RowFonts, *, with_date: bool = True
    ) -> int:
        parts = [item.show, date_long(item.date) if with_date else "", "Sample" if item.sample else ""]
        text = " · ".join(part for part in parts if part)
        painter.setFont(fonts.small)
        painter.setPen(self._palette.text_muted)
        elided = fonts.small_metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, elided)
        return rect.bottom() + 1

    def _paint_leaning(self, painter: QPainter, rect: QRect, item: ItemSummary, fonts: RowFonts) -> None:
        name = self._model.leaning_text(item)
        word_width = fonts.small_metrics.horizontalAdvance(name)
        trail_width = max(60, min(TRAIL_WIDTH, rect.width() - word_width - DOT - 18))
        trail = QRectF(rect.left(), rect.top(), trail_width, rect.height())
        painter.setOpacity(OLD if item.stale else 1.0)
        paint_trail(painter, trail, item.scores, item.evidence, self._palette)
        painter.setOpacity(1.0)
        left = rect.left() + trail_width + 8
        self._paint_dot(painter, left, rect.center().y(), item)
        painter.setFont(fonts.small)
        painter.setPen(self._palette.text_muted)
        space = QRect(left + DOT + 6, rect.top(), rect.right() - left - DOT - 5, rect.height())
        elided = fonts.small_metrics.elidedText(name, Qt.TextElideMode.ElideRight, space.width())
        painter.drawText(space, Qt.AlignmentFlag.AlignVCenter, elided)

    def _paint_dot(self, painter: QPainter, left: int, middle: int, item: ItemSummary) -> None:
        """The dot of the band; a ring where the figures are old, nothing where there are none."""
        if not len(item.scores):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dot = QRectF(left, middle - DOT / 2 + 0.5, DOT, DOT)
        if item.stale:  # a ring, so that colour is not the only sign
            painter.setPen(QPen(self._palette.text_muted, 1.4))
            painter.drawEllipse(dot.adjusted(0.7, 0.7, -0.7, -0.7))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._palette.tone_text_colour(self._model.band_tone(item.leaning)))
            painter.drawEllipse(dot)
        painter.restore()


class RowFonts:
    """Fonts of a row, drawn from the view's font."""

    def __init__(self, base: QFont) -> None:
        self.title = QFont(base)
        self.title.setWeight(QFont.Weight.DemiBold)
        self.small = QFont(base)
        self.small.setPointSizeF(base.pointSizeF() * 0.88)
        self.title_line = QFontMetrics(self.title).lineSpacing() + 1
        self.small_metrics = QFontMetrics(self.small)
        self.small_line = self.small_metrics.lineSpacing() + 2
