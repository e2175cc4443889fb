"""Mouse and keys in the transcript: how a person selects text, and where keys lead."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication

from reader.gui.widgets.transcript_selection import CaretMover, Grain, Move, unit_at

if TYPE_CHECKING:
    from reader.gui.widgets.transcript_text import TranscriptText

AUTOSCROLL_MS = 25
AUTOSCROLL_SHARE = 0.35
"""How much of the pointer's distance from the view each step of scrolling covers."""

_Key = QKeySequence.StandardKey
MOVES: tuple[tuple[_Key, _Key, Move], ...] = (
    (_Key.MoveToPreviousChar, _Key.SelectPreviousChar, Move.LEFT),
    (_Key.MoveToNextChar, _Key.SelectNextChar, Move.RIGHT),
    (_Key.MoveToPreviousWord, _Key.SelectPreviousWord, Move.WORD_LEFT),
    (_Key.MoveToNextWord, _Key.SelectNextWord, Move.WORD_RIGHT),
    (_Key.MoveToPreviousLine, _Key.SelectPreviousLine, Move.UP),
    (_Key.MoveToNextLine, _Key.SelectNextLine, Move.DOWN),
    (_Key.MoveToStartOfLine, _Key.SelectStartOfLine, Move.LINE_START),
    (_Key.MoveToEndOfLine, _Key.SelectEndOfLine, Move.LINE_END),
    (_Key.MoveToPreviousPage, _Key.SelectPreviousPage, Move.PAGE_UP),
    (_Key.MoveToNextPage, _Key.SelectNextPage, Move.PAGE_DOWN),
    (_Key.MoveToStartOfDocument, _Key.SelectStartOfDocument, Move.TEXT_START),
    (_Key.MoveToEndOfDocument, _Key.SelectEndOfDocument, Move.TEXT_END),
)


def move_of(event: QKeyEvent) -> tuple[Move, bool] | None:
    """What a key does to the caret, and whether it selects; None for other keys."""
    for plain, selecting, move in MOVES:
        if event.matches(plain):
            return move, False
        if event.matches(selecting):
            return move, True
    return None


class KeyInput:
    """Moves the caret by keys."""

    def __init__(self, view: TranscriptText) -> None:
        self._view = view
        self.mover = CaretMover()

    def wants(self, event: QKeyEvent) -> bool:
        """True for keys that belong to the text even where the window has a shortcut of that name."""
        return event.matches(_Key.Copy) or event.matches(_Key.SelectAll) or move_of(event) is not None

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; False where it means nothing here."""
        view = self._view
        if event.matches(_Key.Copy):
            view.copy()
        elif event.matches(_Key.SelectAll):
            view.select_all()
        elif event.key() == Qt.Key.Key_F3:
            view.find_previous() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else view.find_next()
        elif (found := move_of(event)) is not None:
            self._move(*found)
        else:
            return False
        return True

    def _move(self, move: Move, selecting: bool) -> None:
        layout, selection = self._view.text_layout, self._view.selection
        if layout is None or not layout.count:
            return
        if not selection.is_empty and not selecting and move in (Move.LEFT, Move.RIGHT):
            target = selection.start if move is Move.LEFT else selection.end
            self.mover.forget_column()
        else:
            target = self.mover.target(layout, selection.caret, move)
        self._view.move_caret(target, selecting)


class MouseInput:
    """Selects text with the mouse, and tells a click from a drag."""

    def __init__(self, view: TranscriptText, keys: KeyInput) -> None:
        self._view = view
        self._keys = keys
        self._grain = Grain.CHARACTER
        self._kept = (0, 0)
        self._pressed_at: QPoint | None = None
        self._dragged = False
        self._double_click = (0.0, QPoint())
        self._pointer = QPoint()
        self._autoscroll = QTimer(view)
        self._autoscroll.setInterval(AUTOSCROLL_MS)
        self._autoscroll.timeout.connect(self._scroll_on)

    def press(self, event: QMouseEvent) -> None:
        """Begin a selection, or extend the one there is with Shift."""
        layout, point = self._view.text_layout, event.position().toPoint()
        if layout is None or event.button() != Qt.MouseButton.LeftButton:
            return
        position = layout.position_at(point)
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._pressed_at, self._dragged = point, extends
        self._grain = Grain.PARAGRAPH if self._is_third_click(point) else Grain.CHARACTER
        self._keys.mover.forget_column()
        if extends:
            self._kept = (self._view.selection.anchor,) * 2
            self._extend(position)
        else:
            self._begin(position)

    def _begin(self, position: int) -> None:
        layout = self._view.text_layout
        assert layout is not None
        self._kept = unit_at(layout, position, self._grain)
        self._view.select(*self._kept)

    def forget(self) -> None:
        """Another text is shown: a drag that is under way ends."""
        self._autoscroll.stop()
        self._pressed_at = None

    def double_click(self, event: QMouseEvent) -> None:
        """Select a word."""
        layout, point = self._view.text_layout, event.position().toPoint()
        if layout is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._grain = Grain.WORD
        self._pressed_at, self._dragged = point, True
        self._double_click = (monotonic(), point)
        character = layout.character_at(point)
        self._begin(layout.position_at(point) if character is None else character)

    def _is_third_click(self, point: QPoint) -> bool:
        when, where = self._double_click
        soon = monotonic() - when < QApplication.doubleClickInterval() / 1000
        return soon and (point - where).manhattanLength() < QApplication.startDragDistance()

    def move(self, event: QMouseEvent) -> None:
        """Extend the selection to the pointer; outside the view scroll on."""
        point = event.position().toPoint()
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (point - self._pressed_at).manhattanLength() < QApplication.startDragDistance() and not self._dragged:
            return
        self._dragged = True
        self._pointer = point
        self._extend_to_pointer()
        if 0 <= point.y() < self._view.viewport().height():
            self._autoscroll.stop()
        elif not self._autoscroll.isActive():
            self._autoscroll.start()

    def release(self, event: QMouseEvent) -> None:
        """End the selection; without a drag it was a click."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_at is None:
            return
        self._autoscroll.stop()
        clicked = not self._dragged and self._grain is Grain.CHARACTER
        self._pressed_at = None
        self._view.offer_selection()
        if clicked:
            self._view.click(event.position().toPoint())

    def _scroll_on(self) -> None:
        y, height = self._pointer.y(), self._view.viewport().height()
        beyond = y if y < 0 else max(y - height + 1, 0)
        step = round(beyond * AUTOSCROLL_SHARE) or (1 if beyond > 0 else -1)
        self._view.scroll_by(step)
        self._extend_to_pointer()

    def _extend_to_pointer(self) -> None:
        layout = self._view.text_layout
        if layout is not None:
            y = min(max(self._pointer.y(), 0), self._view.viewport().height() - 1)
            self._extend(layout.position_at(QPoint(self._pointer.x(), y)))

    def _extend(self, position: int) -> None:
        """Select from what was first pressed on to the word or paragraph at a position."""
        layout = self._view.text_layout
        assert layout is not None
        start, end = unit_at(layout, position, self._grain)
        if position < self._kept[0]:
            self._view.select(self._kept[1], min(start, self._kept[0]))
        else:
            self._view.select(self._kept[0], max(end, self._kept[1]))
