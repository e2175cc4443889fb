"""The values of one facet as a list: each with its live count, chosen ones marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.domain.wording import count
from reader.gui.theme.icons import icon
from reader.gui.widgets.tool_tips import plain_tool_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from reader.gui.theme.palette import Palette

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
INDENT = 26
"""Where the words begin; the mark of what is chosen stands before them."""
RIGHT = 12
DOT = 8
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class FacetEntry:
    """A value: what it is called, how many items it would leave, whether it is chosen. ``tone`` colours a dot;
    ``stays`` means that it is never one of those that only "more" shows.
    """

    value: str
    name: str
    number: int
    chosen: bool = False
    tone: str = ""
    stays: bool = False


class FacetValues(QAbstractListModel):
    """The entries of a list. As long as the values are the same, only what is written on them changes."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.entries: list[FacetEntry] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(f"{entry.name}: {count('conversation', entry.number)}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.name}, {count('conversation', entry.number)}{', chosen' if entry.chosen else ''}"
        return None

    def show_entries(self, entries: Sequence[FacetEntry]) -> None:
        """Show these."""
        found = list(entries)
        if [entry.value for entry in found] == [entry.value for entry in self.entries]:
            if found != self.entries:
                self.entries = found
                self.dataChanged.emit(self.index(0), self.index(len(found) - 1))
            return
        self.beginResetModel()
        self.entries = found
        self.endResetModel()


class FacetDelegate(QStyledItemDelegate):
    """Mark, dot, name, and the count at the right edge."""

    def __init__(self, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self.palette = palette

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        return QSize(80, option.fontMetrics.height() + 8)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: FacetEntry = index.data(ENTRY_ROLE)
        palette, rect = self.palette, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, entry)
        if entry.chosen:
            side = 12
            place = QRect(rect.left() + 9, rect.center().y() - side // 2 + 1, side, side)
            icon("check", palette, "on_accent_soft").paint(painter, place)
        left = rect.left() + INDENT
        if entry.tone:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.tone_text_colour(entry.tone))
            painter.drawEllipse(QRectF(left, rect.center().y() - DOT / 2 + 0.5, DOT, DOT))
            left += DOT + 6
        self._paint_words(painter, option, entry, left)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, entry: FacetEntry) -> None:
        area = QRectF(option.rect).adjusted(4, 1, -4, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if entry.chosen:
            painter.setBrush(self.palette.accent_soft)
            painter.drawRoundedRect(area, 4, 4)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self.palette.hover)
            painter.drawRoundedRect(area, 4, 4)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self.palette.focus)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: FacetEntry, left: int
    ) -> None:  # fmt: skip
        palette, rect = self.palette, option.rect
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.94)
        if entry.chosen:
            font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        number = f"{entry.number:,}"
        width = metrics.horizontalAdvance(number)
        strong, quiet = (palette.text, palette.text_muted) if entry.number else (palette.text_disabled,) * 2
        if entry.chosen:
            strong = quiet = palette.on_accent_soft
        painter.setFont(font)
        painter.setPen(quiet)
        side = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -RIGHT, 0), side | Qt.AlignmentFlag.AlignRight, number)
        place = QRect(left, rect.top(), rect.right() - RIGHT - width - 8 - left, rect.height())
        painter.setPen(strong)
        painter.drawText(place, side, metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, place.width()))


class FacetList(QListView):
    """A click, Space or Enter chooses a value, or lets go of it."""

    toggled = Signal(str)

    def __init__(self, name: str, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.values = FacetValues(self)
        self._delegate = FacetDelegate(palette, self)
        self.setModel(self.values)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._delegate.palette = palette
        self.viewport().update()

    def show_entries(self, entries: Sequence[FacetEntry], most: int) -> None:
        """Show these, ``most`` at a time; what is more is scrolled to."""
        self.values.show_entries(entries)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        height = self._delegate.sizeHint(option, self.values.index(0)).height()
        self.setFixedHeight(height * min(len(entries), most))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self.toggled.emit(index.data(ENTRY_ROLE).value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and self.currentIndex().isValid():
            self.toggled.emit(self.currentIndex().data(ENTRY_ROLE).value)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.values.index(0))
