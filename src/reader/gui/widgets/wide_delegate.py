"""Paints one conversation of the library page: a row of columns, and the headings above them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from reader.domain.wording import date_long, integer
from reader.gui.charts.small import paint_strip, paint_trail
from reader.gui.charts.strip_geometry import StripFigures
from reader.gui.widgets.item_delegate import DOT, OLD, OLD_WORDS, ItemDelegate, RowFonts
from reader.gui.widgets.item_list_model import ITEM_ROLE

if TYPE_CHECKING:
    from reader.domain.browsing import ItemSummary
    from reader.gui.theme.palette import Palette

MARGIN = 16
GAP = 16
ROW_HEIGHT = 48


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its place. ``from_width`` is the width of the list from which it is shown."""

    name: str
    width: int
    from_width: int = 0
    right: bool = False


COLUMNS = (
    Column("Lens", 110, 900),
    Column("Leaning", 150),
    Column("Spectrum", 130, 620),
    Column("Trail", 180, 760),
    Column("Median", 52, 1000, right=True),
    Column("Mean", 44, 1000, right=True),
    Column("Slices", 48, 1080, right=True),
    Column("Date", 92, right=True),
)
FIRST = "Conversation"
OF_FIGURES = {"Spectrum": OLD, "Trail": OLD, **dict.fromkeys(("Lens", "Median", "Mean", "Slices"), OLD_WORDS)}


def places(width: int, scale: float = 1.0) -> dict[str, tuple[int, int]]:
    """Left edge and width in pixels of each column that fits into this width. The first takes what is left."""
    shown = [column for column in COLUMNS if width >= column.from_width * scale]
    taken = sum(round(column.width * scale) + GAP for column in shown)
    first = max(width - 2 * MARGIN - taken, 120)
    result = {FIRST: (MARGIN, first)}
    left = MARGIN + first + GAP
    for column in shown:
        own = round(column.width * scale)
        result[column.name] = (left, own)
        left += own + GAP
    return result


def scale_of(font: QFont) -> float:
    """How much wider columns have to be than at 10 points."""
    return max(1.0, QFontMetrics(font).averageCharWidth() / 7.0)


class WideDelegate(ItemDelegate):
    """Rows of one height; which columns are shown depends on the width."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        fonts = RowFonts(option.font)
        return QSize(200, max(ROW_HEIGHT, fonts.title_line + fonts.small_line + 14))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item: ItemSummary = index.data(ITEM_ROLE)
        fonts = RowFonts(option.font)
        painter.save()
        self._paint_ground(painter, option, item)
        for name, (left, width) in places(option.rect.width(), scale_of(option.font)).items():
            cell = QRect(option.rect.left() + left, option.rect.top(), width, option.rect.height())
            painter.setOpacity(OF_FIGURES.get(name, 1.0) if item.stale else 1.0)
            self._painters()[name](painter, cell, item, fonts)
        painter.restore()

    def _painters(self) -> dict[str, Callable[[QPainter, QRect, ItemSummary, RowFonts], None]]:
        return {
            FIRST: self._paint_conversation,
            "Lens": lambda p, r, item, f: self._paint_words(p, r, item.lens, f),
            "Leaning": self._paint_leaning_cell,
            "Spectrum": lambda p, r, item, f: paint_strip(p, _middle(r, 24), _figures(item), self._palette),
            "Trail": lambda p, r, item, f: paint_trail(p, _middle(r, 26), item.scores, item.evidence, self._palette),
            "Median": lambda p, r, item, f: self._paint_words(p, r, integer(item.median), f, right=True),
            "Mean": lambda p, r, item, f: self._paint_words(p, r, integer(item.mean), f, right=True),
            "Slices": lambda p, r, item, f: self._paint_words(p, r, f"{len(item.scores):,}", f, right=True),
            "Date": lambda p, r, item, f: self._paint_words(p, r, date_long(item.date), f, right=True),
        }

    def _paint_conversation(self, painter: QPainter, cell: QRect, item: ItemSummary, fonts: RowFonts) -> None:
        used = fonts.title_line + fonts.small_line
        top = cell.top() + (cell.height() - used) // 2
        painter.setFont(fonts.title)
        painter.setPen(self._palette.text)
        title = QFontMetrics(fonts.title).elidedText(item.title, Qt.TextElideMode.ElideRight, cell.width())
        painter.drawText(QRect(cell.left(), top, cell.width(), fonts.title_line), Qt.AlignmentFlag.AlignVCenter, title)
        place = QRect(cell.left(), top + fonts.title_line, cell.width(), fonts.small_line)
        self._paint_origin(painter, place, item, fonts, with_date=False)

    def _paint_leaning_cell(self, painter: QPainter, cell: QRect, item: ItemSummary, fonts: RowFonts) -> None:
        self._paint_dot(painter, cell.left(), cell.center().y(), item)
        words = cell.adjusted(DOT + 6, 0, 0, 0)
        self._paint_words(painter, words, self._model.leaning_text(item), fonts)

    def _paint_words(self, painter: QPainter, cell: QRect, text: str, fonts: RowFonts, *, right: bool = False) -> None:
        painter.setFont(fonts.small)
        painter.setPen(self._palette.text_muted)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = fonts.small_metrics.elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
        painter.drawText(cell, side | Qt.AlignmentFlag.AlignVCenter, shown)


class ColumnHeadings(QWidget):
    """The names of the columns, above the list."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._width = 0
        self.setFixedHeight(28)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._palette = palette
        self.update()

    def set_list_width(self, width: int) -> None:
        """Follow the list: its width without the scroll bar."""
        self._width = width
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        fonts = RowFonts(self.font())
        font = QFont(fonts.small)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._palette.text_muted)
        aligned_right = {column.name for column in COLUMNS if column.right}
        for name, (left, width) in places(self._width or self.width(), scale_of(self.font())).items():
            side = Qt.AlignmentFlag.AlignRight if name in aligned_right else Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRect(left, 0, width, self.height()), side | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(self._palette.line)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


def _figures(item: ItemSummary) -> StripFigures:
    least, greatest = (float(item.scores.min()), float(item.scores.max())) if len(item.scores) else (0.0, 0.0)
    return StripFigures(least=least, p10=item.p10, median=item.median, p90=item.p90, greatest=greatest)


def _middle(cell: QRect, height: int) -> QRectF:
    return QRectF(cell.left(), cell.top() + (cell.height() - height) / 2, cell.width(), height)
