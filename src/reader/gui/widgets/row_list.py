"""A list of rows that a delegate of ours paints: walked with the keys, each row with a menu of its own."""

from __future__ import annotations

from typing import Any, Protocol, cast

from PySide6.QtCore import QAbstractListModel, QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QFont
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QListView, QMenu, QWidget

from reader.gui.theme.palette import Palette

GO_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowDelegate(Protocol):
    """What the list asks of the delegate beside painting."""

    def apply_palette(self, palette: Palette) -> None:
        """Paint in these colours."""

    def set_font(self, font: QFont) -> None:
        """Paint in this font."""


class RowList(QListView):
    """Scrolls by pixels, chooses one row, and leaves letters to the keys of the window.

    ``role`` gives what a row is about, as :meth:`context_menu` is handed it. A subclass calls :meth:`use_delegate` once
    it is built.
    """

    def __init__(self, rows: QAbstractListModel, role: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._painter: RowDelegate | None = None
        self.setAccessibleName(name)
        self.setModel(rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)

    def use_delegate(self, delegate: QAbstractItemDelegate) -> None:
        """Let this paint the rows; it has to be a :class:`RowDelegate` too."""
        self._painter = cast("RowDelegate", delegate)
        self.setItemDelegate(delegate)

    def apply_palette(self, palette: Palette) -> None:
        """Show these colours."""
        assert self._painter is not None
        self._painter.apply_palette(palette)
        self.viewport().update()

    def context_menu(self, row: Any) -> QMenu:
        """The menu of a row; deletes itself once closed."""
        raise NotImplementedError

    def new_menu(self) -> QMenu:
        """An empty menu that deletes itself once closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    # -- events

    def keyboardSearch(self, _text: str) -> None:
        """Letters are no search here: they may be keys of the window."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keys else self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        if index.isValid():
            place = self.visualRect(index).bottomLeft() if by_keys else event.pos()
            self.context_menu(index.data(self._role)).popup(self.viewport().mapToGlobal(place))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            # Qt tells of the style while a list is made, before it has any attribute.
            painter = getattr(self, "_painter", None)
            if painter is not None:
                painter.set_font(self.font())
                self.scheduleDelayedItemsLayout()
