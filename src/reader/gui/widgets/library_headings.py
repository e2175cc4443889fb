"""The headings of the library page's table: they sort, move, widen, and open the menu of columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from reader.gui.widgets.item_delegate import RowFonts
from reader.gui.widgets.library_columns import (
    BY_ID,
    COLUMNS,
    FIRST,
    FIRST_LEAST,
    GAP,
    LEAST_WIDTH,
    MARGIN,
    Arrangement,
    Column,
    ColumnModel,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent

    from reader.gui.theme.palette import Palette

HEIGHT = 28
STEP = 16
"""By how many pixels a key makes a column wider."""
_INDEX = {column.id: index for index, column in enumerate(COLUMNS)}


class LibraryHeadings(QHeaderView):
    """A click sorts; dragging moves a heading, or its edge; the right button chooses columns.

    With the keyboard: Left and Right go from heading to heading, Enter sorts, Ctrl+Left and Ctrl+Right move one,
    Shift+Left and Shift+Right make it narrower and wider, the menu key opens the menu.
    """

    sorting_requested = Signal(str, bool)
    """Sort key, and whether downwards."""
    rearranged = Signal()
    """A person chose, moved or widened columns."""
    laid_out = Signal()
    """The columns stand elsewhere now."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("library_headings")
        self.setAccessibleName("Columns")
        self.setAccessibleDescription("Left and Right go from column to column, Enter sorts, the menu key chooses them")
        self._palette = palette
        self._arrangement = Arrangement()
        self._offered: tuple[str, ...] = tuple(BY_ID)
        self._sorting = ("", False)
        self._width = 0
        self._at = FIRST
        self._is_laying = False
        self._cells: list[tuple[Column, int, int]] = []
        self.setModel(ColumnModel(self))
        self.setFixedHeight(HEIGHT)
        self.setMinimumSectionSize(LEAST_WIDTH)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.open_menu)
        self.sectionClicked.connect(lambda index: self._sort_by(COLUMNS[index]))
        self.sectionMoved.connect(self._note_moved)
        self.sectionResized.connect(self._note_resized)
        self._lay_out()

    # -- what it shows

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        self._palette = palette
        self.viewport().update()

    def set_offered(self, offered: Sequence[str]) -> None:
        """The columns of which the library has anything."""
        if tuple(offered) != self._offered:
            self._offered = tuple(offered)
            self._lay_out()

    def set_sorting(self, key: str, descending: bool) -> None:
        """Show by what the list is sorted."""
        self._sorting = (key, descending)
        self.viewport().update()

    def set_list_width(self, width: int) -> None:
        """Follow the list: its width without the scroll bar."""
        if width != self._width:
            self._width = width
            self._lay_out()

    @property
    def arrangement(self) -> Arrangement:
        """Which columns are shown, in which order, how wide."""
        return self._arrangement

    def arrange(self, arrangement: Arrangement) -> None:
        """Show columns as they were kept."""
        self._arrangement = arrangement
        self._lay_out()

    @property
    def shown(self) -> list[Column]:
        """The columns on the screen, from left to right."""
        logical = (self.logicalIndex(place) for place in range(self.count()))
        return [COLUMNS[index] for index in logical if not self.isSectionHidden(index)]

    def cells(self) -> list[tuple[Column, int, int]]:
        """Each column shown, with its left edge and width within a row, gaps taken off."""
        if not self._cells:
            self._cells = self._find_cells()
        return self._cells

    def _find_cells(self) -> list[tuple[Column, int, int]]:
        found = []
        shown = self.shown
        for place, column in enumerate(shown):
            index = _INDEX[column.id]
            left, width = self.sectionPosition(index), self.sectionSize(index)
            before = MARGIN if place == 0 else GAP // 2
            after = MARGIN if place == len(shown) - 1 else GAP // 2
            found.append((column, left + before, max(width - before - after, 1)))
        return found

    def section_rect(self, name: str) -> QRect:
        """Where the heading of a column stands."""
        index = _INDEX[name]
        return QRect(self.sectionViewportPosition(index), 0, self.sectionSize(index), self.height())

    def _scale(self) -> float:
        return max(1.0, QFontMetrics(self.font()).averageCharWidth() / 7.0)

    def _lay_out(self) -> None:
        """Put order, widths and visibility in place; the conversation takes what the others leave."""
        width, scale = self._width or self.width(), self._scale()
        visible = self._arrangement.visible(width, scale, self._offered)
        self._is_laying = True
        order = [*visible, *(column.id for column in COLUMNS if column.id not in visible)]
        for place, name in enumerate(order):
            self.moveSection(self.visualIndex(_INDEX[name]), place)
            self.setSectionHidden(_INDEX[name], name not in visible)
        taken = 0
        for name in visible:
            if name != FIRST:
                own = self._arrangement.width_of(name, scale) + (MARGIN - GAP // 2 if name == visible[-1] else 0)
                self.resizeSection(_INDEX[name], own)
                taken += own
        self.resizeSection(_INDEX[FIRST], max(width - taken, round(FIRST_LEAST * scale)))
        self._is_laying = False
        self._cells = []
        self.laid_out.emit()
        self.viewport().update()

    # -- what a person does

    def open_menu(self, place: QPoint | None = None) -> None:
        """The menu of columns; under the heading at ``place``, or that which has the keyboard."""
        menu = self.columns_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place or self.section_rect(self._at).bottomLeft()))

    def columns_menu(self) -> QMenu:
        """A menu in which each column is on or off, and that brings back the first arrangement."""
        menu = QMenu(self)
        shown = {column.id for column in self.shown}
        for column in COLUMNS:
            if column.id not in self._offered:
                continue
            action = menu.addAction(column.name)
            action.setCheckable(True)
            action.setChecked(column.id in shown)
            action.setEnabled(column.id != FIRST)
            action.toggled.connect(lambda on, name=column.id: self.show_column(name, on))
        menu.addSeparator()
        menu.addAction("Columns as at first").triggered.connect(self._forget)
        return menu

    def show_column(self, name: str, on: bool) -> None:
        """Show a column, at the place where it stands among all, or hide it."""
        names = [column.id for column in self.shown]
        if on and name not in names:
            wanted = list(BY_ID)
            after = [place for place, other in enumerate(names) if wanted.index(other) < wanted.index(name)]
            names.insert(after[-1] + 1 if after else len(names), name)
        elif not on and name in names:
            names.remove(name)
        self._rearrange(tuple(names))

    def _forget(self) -> None:
        self._arrangement = Arrangement()
        self._lay_out()
        self.rearranged.emit()

    def _rearrange(self, names: tuple[str, ...], **widths: int) -> None:
        self._arrangement = Arrangement(names, {**(self._arrangement.widths or {}), **widths})
        self._lay_out()
        self.rearranged.emit()

    def _note_moved(self) -> None:
        if not self._is_laying:
            self._rearrange(tuple(column.id for column in self.shown))

    def _note_resized(self, index: int, _before: int, after: int) -> None:
        if self._is_laying or self.isSectionHidden(index):
            return
        name = COLUMNS[index].id
        if name == FIRST:
            self._lay_out()  # it takes what the others leave
        else:
            self._rearrange(self._arrangement.shown, **{name: after})

    def _sort_by(self, column: Column) -> None:
        if not column.sort:
            return
        self._at = column.id
        key, descending = self._sorting
        down = not descending if key == column.sort else column.descends
        self.sorting_requested.emit(column.sort, down)
        if QAccessible.isActive():
            text = f"Sorted by {column.name}, {'downwards' if down else 'upwards'}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        names = [column.id for column in self.shown]
        at = names.index(self._at) if self._at in names else 0
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            to = min(max(at + by, 0), len(names) - 1)
            names.insert(to, names.pop(at))
            self._rearrange(tuple(names))
        elif by and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.resizeSection(_INDEX[names[at]], max(self.sectionSize(_INDEX[names[at]]) + by * STEP, LEAST_WIDTH))
        elif by:
            self._go_to(names[min(max(at + by, 0), len(names) - 1)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._sort_by(BY_ID[names[at]])
        else:
            super().keyPressEvent(event)

    def _go_to(self, name: str) -> None:
        self._at = name
        self.viewport().update()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, BY_ID[name].name))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_arrangement"):
            self._lay_out()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._palette.window)
        fonts = RowFonts(self.font())
        font = QFont(fonts.small)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        for column, left, width in self.cells():
            self._paint_heading(painter, column, QRect(left - self.offset(), 0, width, self.height() - 1))
        painter.setPen(self._palette.line)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self.hasFocus() and not self.isSectionHidden(_INDEX[self._at]):
            painter.setPen(self._palette.focus)
            painter.drawRoundedRect(self.section_rect(self._at).adjusted(2, 2, -3, -3), 4, 4)
        painter.end()

    def _paint_heading(self, painter: QPainter, column: Column, place: QRect) -> None:
        key, descending = self._sorting
        is_sorted = bool(column.sort) and key == column.sort
        painter.setPen(self._palette.heading if is_sorted else self._palette.text_muted)
        arrow = (" ▾" if descending else " ▴") if is_sorted else ""
        metrics = painter.fontMetrics()
        room = place.width() - metrics.horizontalAdvance(arrow)
        text = metrics.elidedText(column.name, Qt.TextElideMode.ElideRight, room) + arrow
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, text)
