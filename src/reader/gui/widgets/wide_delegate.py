"""Paints one conversation of the library page's table: a row of cells, one for each column that is shown."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from reader.domain.wording import clock, date_long, integer, share
from reader.gui.charts.small import paint_slice_bands, paint_slice_mark, paint_strip, paint_trail
from reader.gui.charts.strip_geometry import StripFigures
from reader.gui.widgets.card_hits import CardHit
from reader.gui.widgets.item_delegate import DOT, OLD, OLD_WORDS, ItemDelegate, RowFonts
from reader.gui.widgets.item_list_model import ITEM_ROLE, ItemListModel
from reader.gui.widgets.library_columns import PICTURES, Column

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary
    from reader.gui.theme.palette import Palette

ROW_HEIGHT = 48
PICTURE_HEIGHTS = {"strip": 24, "bands": 18, "trail": 26}

Cells = Callable[[], list[tuple[Column, int, int]]]
"""Gives the columns shown, with left edge and width within a row."""

_WORDS: dict[str, Callable[[ItemSummary], str]] = {
    "show": lambda item: item.show,
    "shelf": lambda item: item.shelf,
    "thread": lambda item: item.thread,
    "lens": lambda item: item.lens,
    "median": lambda item: integer(item.median) if len(item.scores) else "–",
    "mean": lambda item: integer(item.mean) if len(item.scores) else "–",
    "slices": lambda item: f"{len(item.scores):,}",
    "length": lambda item: clock(item.duration_ms) if item.duration_ms else "–",
    "date": lambda item: date_long(item.date),
    "added": lambda item: f"{item.id:,}",
    "notes": lambda item: f"{item.notes:,}" if item.notes else "",
    "listened": lambda item: share(item.listened) if item.listened else "",
    "sound": lambda item: "♪" if item.has_sound else "",
}


class WideDelegate(ItemDelegate):
    """Rows of one height; ``cells`` says which columns stand where."""

    def __init__(self, model: ItemListModel, palette: Palette, cells: Cells, parent: QWidget | None = None) -> None:
        super().__init__(model, palette, parent)
        self._cells = cells
        self._fonts: tuple[str, RowFonts] | None = None
        self._until: float | None = None
        self.was_left = False
        """Whether the pictures of the row painted last were left out for want of time."""
        self.mark: CardHit | None = None
        """The slice that the mouse is over, or that the keys have reached."""
        self.mark_by_keys = False

    @property
    def ground(self) -> QColor:
        """What the rows stand on."""
        return self._palette.window

    def start_frame(self, seconds: float | None) -> None:
        """Rows are about to be painted; after so long their pictures are left for the next frame (None: never)."""
        self._until = None if seconds is None else perf_counter() + seconds

    def row_height(self, font: QFont) -> int:
        """The height of every row."""
        fonts = self._fonts_of(font)
        return max(ROW_HEIGHT, fonts.title_line + fonts.small_line + 14)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        return QSize(200, self.row_height(option.font))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item: ItemSummary = index.data(ITEM_ROLE)
        fonts = self._fonts_of(option.font)
        self.was_left = self._until is not None and perf_counter() > self._until
        painter.save()
        painter.fillRect(option.rect, self.ground)
        self._paint_ground(painter, option, item)
        for column, left, width in self._cells():
            cell = QRect(option.rect.left() + left, option.rect.top(), width, option.rect.height())
            if item.stale and column.of_figures and column.id != "leaning":
                painter.setOpacity(OLD if column.id in PICTURES else OLD_WORDS)
                self._paint_cell(painter, column, cell, item, fonts)
                painter.setOpacity(1.0)
            else:
                self._paint_cell(painter, column, cell, item, fonts)
        painter.restore()

    def _fonts_of(self, font: QFont) -> RowFonts:
        key = font.key()
        if self._fonts is None or self._fonts[0] != key:
            self._fonts = key, RowFonts(font)
        return self._fonts[1]

    def _paint_cell(
        self, painter: QPainter, column: Column, cell: QRect, item: ItemSummary, fonts: RowFonts
    ) -> None:  # fmt: skip
        if column.id == "title":
            self._paint_conversation(painter, cell, item, fonts)
        elif column.id in PICTURES and (self.was_left or not len(item.scores)):
            return
        elif column.id in PICTURES:
            self._paint_picture(painter, column.id, picture_place(column.id, cell), item)
        elif column.id == "leaning":
            self._paint_dot(painter, cell.left(), cell.center().y(), item)
            words = cell.adjusted(DOT + 6 if len(item.scores) else 0, 0, 0, 0)
            self._paint_words(painter, words, self._model.leaning_text(item), fonts)
        else:
            self._paint_words(painter, cell, _WORDS[column.id](item), fonts, right=column.right)

    def _paint_picture(self, painter: QPainter, name: str, place: QRectF, item: ItemSummary) -> None:
        if name == "strip":
            figures = StripFigures.of_scores(item.scores, item.p10, item.median, item.p90)
            paint_strip(painter, place, figures, self._palette)
        elif name == "bands":
            paint_slice_bands(painter, place, item.scores, item.evidence, self._model, self._palette)
        else:
            paint_trail(painter, place, item.scores, item.evidence, self._palette)
        if name != "strip" and self.mark is not None and self.mark.item.id == item.id:
            paint_slice_mark(painter, place, self.mark.number, len(item.scores), self._palette, self.mark_by_keys)

    def _paint_conversation(self, painter: QPainter, cell: QRect, item: ItemSummary, fonts: RowFonts) -> None:
        marked = self.mark if self.mark is not None and self.mark.item.id == item.id else None
        has_origin = bool(item.show or item.sample or marked)
        used = fonts.title_line + (fonts.small_line if has_origin else 0)
        top = cell.top() + (cell.height() - used) // 2
        painter.setFont(fonts.title)
        painter.setPen(self._palette.text)
        title = QFontMetrics(fonts.title).elidedText(item.title, Qt.TextElideMode.ElideRight, cell.width())
        painter.drawText(QRect(cell.left(), top, cell.width(), fonts.title_line), Qt.AlignmentFlag.AlignVCenter, title)
        if not has_origin:
            return
        place = QRect(cell.left(), top + fonts.title_line, cell.width(), fonts.small_line)
        if marked is not None:
            self._paint_words(painter, place, marked.words(), fonts, strong=True)
            return
        self._paint_origin(painter, place, item, fonts, with_date=False)

    def _paint_words(
        self, painter: QPainter, cell: QRect, text: str, fonts: RowFonts, *, right: bool = False, strong: bool = False
    ) -> None:
        if not text:
            return
        painter.setFont(fonts.small)
        painter.setPen(self._palette.text if strong else self._palette.text_muted)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = fonts.small_metrics.elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
        painter.drawText(cell, side | Qt.AlignmentFlag.AlignVCenter, shown)


def picture_place(name: str, cell: QRect) -> QRectF:
    """Where a picture stands in its cell."""
    height = PICTURE_HEIGHTS[name]
    return QRectF(cell.left(), cell.top() + (cell.height() - height) / 2, cell.width(), height)
