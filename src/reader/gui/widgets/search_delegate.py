"""Paints the results of a search: items with their small arcs, and snippets with what was looked for marked in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.domain.wording import date_long
from reader.gui.charts.small import PADDING, paint_trail
from reader.gui.theme.palette import Palette
from reader.gui.widgets.item_delegate import DOT, OLD
from reader.gui.widgets.search_layout import (
    GAP,
    LINES,
    MARGIN,
    TICK_HEIGHT,
    Looks,
    SearchFonts,
    Snippets,
    place_rect,
    snippet_rect,
    tick_places,
    trail_rect,
    words_rect,
)
from reader.gui.widgets.search_rows import ROW_ROLE, SearchRow, SearchRows
from reader.gui.widgets.search_words import band_of, hit_place, hit_score, item_hits

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary
    from reader.domain.searching import Hit

BAR = 3
DIMMED = 0.45
"""How strongly results are painted that are about to be replaced."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class SearchDelegate(QStyledItemDelegate):
    """Heights depend on the kind of a row alone, so that nothing is measured for scrolling."""

    def __init__(self, rows: SearchRows, palette: Palette, view: QListView) -> None:
        super().__init__(view)
        self._rows = rows
        self._palette = palette
        self._fonts = SearchFonts(view.font())
        self._sizes: dict[str, QSize] = {}
        self._snippets = Snippets()
        self._looks = self._made_looks()
        self.dimmed = False

    @property
    def fonts(self) -> SearchFonts:
        """The fonts of the rows."""
        return self._fonts

    def apply_palette(self, palette: Palette) -> None:
        """Paint with these colours from now on."""
        self._palette = palette
        self._snippets.clear()
        self._looks = self._made_looks()

    def set_font(self, font: QFont) -> None:
        """Paint in this font from now on."""
        self._fonts = SearchFonts(font)
        self._sizes.clear()
        self._snippets.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option
        kind = self._rows.rows[index.row()].kind
        if kind not in self._sizes:
            self._sizes[kind] = QSize(320, self._fonts.height(kind))
        return self._sizes[kind]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: SearchRow = index.data(ROW_ROLE)
        painter.save()
        self._paint_ground(painter, option, row, index.row() == 0)
        painter.setOpacity(DIMMED if self.dimmed else 1.0)
        if row.hit is not None:
            self._paint_hit(painter, option.rect, row.hit, 1 if row.kind == "field" else LINES)
        elif row.kind == "rest":
            self._paint_rest(painter, option.rect, row.text)
        else:
            self._paint_item(painter, option.rect, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: SearchRow, first: bool) -> None:
        rect, state = option.rect, option.state
        area = QRectF(rect).adjusted(8, 4 if row.kind == "item" else 1, -8, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if row.kind == "item" and not first:
            painter.fillRect(rect.left() + MARGIN, rect.top(), rect.width() - 2 * MARGIN, 1, self._palette.line)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(self._palette.selection)
            painter.drawRoundedRect(area, 5, 5)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._palette.hover)
            painter.drawRoundedRect(area, 5, 5)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._palette.focus, 1.6))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)

    # -- items

    def _paint_item(self, painter: QPainter, rect: QRect, row: SearchRow) -> None:
        summary = self._rows.summary(row.item.item_id)
        fonts, words = self._fonts, words_rect(rect)
        used = fonts.title_line + fonts.small_line
        top = words.top() + (words.height() - used) // 2
        self._paint_title(painter, QRect(words.left(), top, words.width(), fonts.title_line), row)
        below = QRect(words.left(), top + fonts.title_line, words.width(), fonts.small_line)
        self._paint_facts(painter, below, row, summary)
        if summary is not None and len(summary.scores):
            self._paint_trail(painter, trail_rect(rect), row, summary)

    def _paint_title(self, painter: QPainter, rect: QRect, row: SearchRow) -> None:
        fonts = self._fonts
        painter.setPen(self._palette.heading)
        found = next((hit for hit in row.item.hits if hit.field == "title"), None)
        if found is not None:
            self._snippets.laid(found, fonts.title, rect.width(), self._looks, 1).draw(painter, QPointF(rect.topLeft()))
            return
        painter.setFont(fonts.title)
        title = fonts.title_metrics.elidedText(row.item.title, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _LEFT, title)

    def _paint_facts(self, painter: QPainter, rect: QRect, row: SearchRow, summary: ItemSummary | None) -> None:
        """Show and date, then the leaning with its dot, then how many hits there are."""
        fonts, model = self._fonts, self._rows.items_model
        painter.setFont(fonts.small)
        painter.setPen(self._palette.text_muted)
        origin = " · ".join(part for part in (row.item.show, date_long(row.item.date)) if part)
        left = self._write(painter, rect, rect.left(), origin)
        if summary is not None:
            left += GAP if origin else 0
            if left + 60 < rect.right():
                self._paint_dot(painter, left, rect.center().y(), summary)
            left = self._write(painter, rect, left + DOT + 6, model.leaning_text(summary))
        self._write(painter, rect, left + (GAP if left > rect.left() else 0), item_hits(row.item))

    def _write(self, painter: QPainter, rect: QRect, left: int, text: str) -> int:
        """Write a text from ``left`` on, as far as there is room; returns where it ends."""
        room = rect.right() - left
        metrics = self._fonts.small_metrics
        if not text or room < metrics.averageCharWidth() * 4:
            return left
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, rect.top(), room, rect.height()), _LEFT, shown)
        return left + metrics.horizontalAdvance(shown)

    def _paint_dot(self, painter: QPainter, left: int, middle: int, item: ItemSummary) -> None:
        painter.save()
        dot = QRectF(left, middle - DOT / 2 + 0.5, DOT, DOT)
        if item.stale:  # a ring, so that colour is not the only sign
            painter.setPen(QPen(self._palette.text_muted, 1.4))
            painter.drawEllipse(dot.adjusted(0.7, 0.7, -0.7, -0.7))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._palette.tone_text_colour(self._rows.items_model.band_tone(item.leaning)))
            painter.drawEllipse(dot)
        painter.restore()

    def _paint_trail(self, painter: QPainter, rect: QRectF, row: SearchRow, item: ItemSummary) -> None:
        """The small arc; a tick hangs from its upper edge over each slice with a hit."""
        opacity = painter.opacity()
        painter.setOpacity(opacity * OLD if item.stale else opacity)
        paint_trail(painter, rect, item.scores, item.evidence, self._palette)
        painter.setOpacity(opacity)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        colour = self._palette.chart_cursor
        for column in tick_places(rect, row.item.slices, len(item.scores), PADDING):
            painter.fillRect(column - 1, round(rect.top()), 2, TICK_HEIGHT, colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    # -- hits

    def _paint_hit(self, painter: QPainter, rect: QRect, hit: Hit, lines: int) -> None:
        fonts = self._fonts
        place, snippet = place_rect(rect, fonts), snippet_rect(rect, fonts)
        line = place.height() // lines
        painter.setFont(fonts.small)
        painter.setPen(self._palette.text_muted)
        painter.drawText(QRect(place.left() + 2 * BAR + 3, place.top(), place.width(), line), _LEFT, hit_place(hit))
        if hit.score is not None:
            self._paint_score(painter, place, line, hit, hit.score)
        layout = self._snippets.laid(hit, fonts.text, snippet.width(), self._looks, lines)
        painter.setPen(self._palette.text)
        layout.draw(painter, QPointF(snippet.topLeft()))

    def _paint_score(self, painter: QPainter, place: QRect, line: int, hit: Hit, score: int) -> None:
        fonts, bands = self._fonts, self._rows.items_model.bands
        band = band_of(score, bands)
        colour = self._palette.tone_text_colour(band.tone) if band is not None else self._palette.text_muted
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(place.left(), place.top() + 2, BAR, place.height() - 4), 1.5, 1.5)
        text = fonts.strong_metrics.elidedText(
            hit_score(hit, bands), Qt.TextElideMode.ElideRight, place.width() - 2 * BAR - 3
        )
        painter.setFont(fonts.strong)
        painter.setPen(colour)
        painter.drawText(QRect(place.left() + 2 * BAR + 3, place.top() + line, place.width(), line), _LEFT, text)

    def _paint_rest(self, painter: QPainter, rect: QRect, text: str) -> None:
        font = QFont(self._fonts.small)
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(self._palette.accent_text)
        painter.drawText(snippet_rect(rect, self._fonts), _LEFT, text)

    def _made_looks(self) -> Looks:
        speaker, mark = QTextCharFormat(), QTextCharFormat()
        speaker.setForeground(self._palette.text_muted)
        mark.setBackground(self._palette.find_ground)
        mark.setForeground(QColor(self._palette.on_accent_soft))
        mark.setFontWeight(QFont.Weight.DemiBold)
        return speaker, mark
