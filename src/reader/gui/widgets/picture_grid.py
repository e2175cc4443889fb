"""A grid of conversations with small pictures: a click on one of them, or keys, open a slice of the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QToolTip

from reader.gui.widgets import card_text
from reader.gui.widgets.card_grid import AnyIndex, CardGrid
from reader.gui.widgets.card_hits import CardHit
from reader.gui.widgets.card_walk import Step, walked
from reader.gui.widgets.item_list_model import ITEM_ROLE, OLD_FIGURES
from reader.gui.widgets.tool_tips import plain_tool_tip

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary

PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class MarksSlices(Protocol):
    """A delegate that marks the slice that the mouse is over, or (``mark_by_keys``) that the keys have reached."""

    mark: CardHit | None
    mark_by_keys: bool


class PictureGrid(CardGrid):
    """Subclasses say what a point means. The keys that walk the slices of a conversation are actions of the window,
    which call :meth:`walk`: Enter then opens the slice, Esc lets go of it.
    """

    slice_clicked = Signal(int, int)
    one = "conversation"
    """What a cell is called."""
    fills = False
    """Whether it is a part of a page that scrolls."""

    _landed = (0, 0)
    """Item and slice that the last click on a track led to."""
    _pressed: tuple[QPersistentModelIndex, CardHit | None] | None = None
    _about = ""
    _keys: Mapping[str, str] = {}

    @property
    def marks(self) -> MarksSlices:
        """Where the mark is kept."""
        raise NotImplementedError

    def hit_at(self, place: QPoint | QPointF) -> CardHit | None:
        """The slice that a click at a point of the viewport opens; None beside the small pictures."""
        raise NotImplementedError

    # -- words

    def describe(self, about: str) -> None:
        """Say to those who hear it what this is, and how it is worked."""
        self._about = about
        self.setAccessibleDescription(f"{about} {card_text.help_words(self.one, self._keys)}".strip())

    def name_keys(self, keys: Mapping[str, str]) -> None:
        """The keys in force for the walking actions, by their ids."""
        if dict(keys) != self._keys:
            self._keys = dict(keys)
            self.describe(self._about)

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._note_press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second of two quick clicks counts as any click: nothing waits for it."""
        super().mouseDoubleClickEvent(event)
        self._note_press(event)

    def _note_press(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._pressed = (QPersistentModelIndex(index), self.hit_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        hit = self.hit_at(event.position())
        same = pressed is not None and pressed[0] == self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() in PLAIN
        if same and plain and pressed is not None and pressed[1] is None and hit is None:
            super().mouseReleaseEvent(event)
            return
        QListView.mouseReleaseEvent(self, event)
        if same and plain and hit is not None and pressed is not None and pressed[1] == hit:
            self._open(hit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.set_hover(QModelIndex(self.indexAt(event.position().toPoint())))
        if not event.buttons():
            self.set_mark(self.hit_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.set_hover(QModelIndex())
        if not self.marks.mark_by_keys:
            self.set_mark(None)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self._show_tool_tip(event)
        return bool(super().viewportEvent(event))

    def _show_tool_tip(self, event: QHelpEvent) -> bool:
        index = self.indexAt(event.pos())
        if not index.isValid():
            QToolTip.hideText()
            return False
        hit = self.hit_at(event.pos())
        item: ItemSummary = index.data(ITEM_ROLE)
        if hit is not None:
            lines = [hit.words(), "Click to open it there"]
        else:
            old = [OLD_FIGURES] if item.stale else []
            lines = [item.title, *old, card_text.hint_words(self._keys)]
        QToolTip.showText(event.globalPos(), plain_tool_tip("\n".join(lines)), self.viewport())
        return True

    def _open(self, hit: CardHit) -> None:
        self._landed = hit.slice if hit.on_track else (0, 0)
        self.slice_clicked.emit(*hit.slice)

    def set_mark(self, hit: CardHit | None, *, by_keys: bool = False) -> None:
        """Mark a slice in its place."""
        marks = self.marks
        shape = Qt.CursorShape.PointingHandCursor if hit is not None and not by_keys else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)
        if (marks.mark, marks.mark_by_keys) == (hit, by_keys):
            return
        marks.mark, marks.mark_by_keys = hit, by_keys
        self.viewport().update()

    # -- keys

    def walk(self, step: Step) -> None:
        """Lead the keys on to a slice of the conversation that they are on."""
        if not self._model.rowCount():
            return
        self.take_focus()
        item: ItemSummary = self.currentIndex().data(ITEM_ROLE)
        at = self._reached()
        number = walked(step, at.number if at is not None else 0, item, self._model)
        self.set_mark(CardHit(item, number) if number else None, by_keys=bool(number))
        self.scrollTo(self.currentIndex())
        self._show_current_in_page()
        if number:
            self._say(card_text.slice_words(item, number))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._lets_go(event):
            event.accept()
            return True
        return bool(super().event(event))

    def _lets_go(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self.marks.mark_by_keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self._reached()
        if self._lets_go(event):
            self.set_mark(None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in PLAIN and at is not None:
            self._open(at)
        else:
            super().keyPressEvent(event)
        self._show_current_in_page()

    def _show_current_in_page(self) -> None:
        if self.fills and self.currentIndex().isValid():
            self.show_in_page(self.visualRect(self.currentIndex()))

    def _reached(self) -> CardHit | None:
        """The slice of the current conversation that the keys have reached."""
        mark, index = self.marks.mark, self.currentIndex()
        if mark is None or not self.marks.mark_by_keys or not index.isValid():
            return None
        return mark if mark.item.id == index.data(ITEM_ROLE).id else None

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if self.marks.mark_by_keys and current.isValid() and self._reached() is None:
            self.set_mark(None)

    def _say(self, text: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
