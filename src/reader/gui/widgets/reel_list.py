"""The pairs of a reel as a list: score here, score there, the words in common, and where the other side is from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.domain.wording import signed
from reader.gui.widgets.item_delegate import RowFonts

if TYPE_CHECKING:
    from reader.domain.relating import ReelPair
    from reader.gui.theme.palette import Palette

PAIR_ROLE = int(Qt.ItemDataRole.UserRole) + 1
MARGIN, ABOVE = 14, 9
ARROW = "  →  "
WORDS = 4
_ROOT = QModelIndex()


class ReelListModel(QAbstractListModel):
    """The pairs, the most one-sided first."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.pairs: tuple[ReelPair, ...] = ()

    def set_pairs(self, pairs: Sequence[ReelPair]) -> None:
        """Show these pairs."""
        self.beginResetModel()
        self.pairs = tuple(pairs)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.pairs)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        pair = self.pairs[index.row()]
        if role == PAIR_ROLE:
            return pair
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{signed(pair.here.score)}{ARROW}{signed(pair.there.score)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            about = f", both on {', '.join(pair.words)}" if pair.words else ""
            return (
                f"Pair {index.row() + 1} of {len(self.pairs)}: {signed(pair.here.score)} here, "
                f"{signed(pair.there.score)} in {pair.there.title}{about}"
            )
        return None


class ReelDelegate(QStyledItemDelegate):
    """Three lines a row, all rows of one height."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.palette = palette

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        fonts = RowFonts(option.font)
        return QSize(180, 2 * ABOVE + fonts.title_line + 2 * fonts.small_line + 4)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        pair: ReelPair = index.data(PAIR_ROLE)
        fonts, palette, rect = RowFonts(option.font), self.palette, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.selection)
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), palette.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.hover)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, palette.line)
        line = QRect(rect.left() + MARGIN, rect.top() + ABOVE, rect.width() - 2 * MARGIN, fonts.title_line)
        self._paint_scores(painter, line, pair, fonts)
        line = line.translated(0, fonts.title_line + 2)
        line.setHeight(fonts.small_line)
        painter.setFont(fonts.small)
        rows = ((", ".join(pair.words[:WORDS]), palette.text), (pair.there.title, palette.text_muted))
        for text, colour in rows:
            painter.setPen(colour)
            shown = fonts.small_metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            line = line.translated(0, fonts.small_line + 1)
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(palette.focus)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_scores(self, painter: QPainter, line: QRect, pair: ReelPair, fonts: RowFonts) -> None:
        painter.setFont(fonts.title)
        metrics = QFontMetrics(fonts.title)
        parts = (
            (signed(pair.here.score), self.palette.score_text_colour(pair.here.score)),
            (ARROW, self.palette.text_muted),
            (signed(pair.there.score), self.palette.score_text_colour(pair.there.score)),
        )
        left = line.left()
        for text, colour in parts:
            painter.setPen(colour)
            painter.drawText(QRect(left, line.top(), line.width(), line.height()), Qt.AlignmentFlag.AlignVCenter, text)
            left += metrics.horizontalAdvance(text)


class ReelList(QListView):
    """The pair that is chosen is the one shown. Keys that step are the page's."""

    pair_chosen = Signal(int)
    """A row, from 0."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ReelListModel(self)
        self._delegate = ReelDelegate(palette, self)
        self.setObjectName("reel_list")
        self.setAccessibleName("Pairs of opposite moments")
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._chosen)

    def choose(self, row: int) -> None:
        """Choose a pair."""
        self.setCurrentIndex(self.rows.index(row))

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._delegate.palette = palette
        self.viewport().update()

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.pair_chosen.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = (
            Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
        )  # fmt: skip
        if event.key() in moves:
            super().keyPressEvent(event)
        else:
            event.ignore()
