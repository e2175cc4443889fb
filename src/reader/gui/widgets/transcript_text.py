"""Caret, selection and copying in the transcript, by keys and mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from reader.gui.widgets import transcript_accessible, transcript_clipboard
from reader.gui.widgets.transcript_input import KeyInput, MouseInput
from reader.gui.widgets.transcript_page import TranscriptPage
from reader.gui.widgets.transcript_selection import Selection, first_position, last_position


class TranscriptText(TranscriptPage):
    """A page whose text can be selected and walked through."""

    selection_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selection = Selection()
        self._caret_lit = False
        self._keys = KeyInput(self)
        self._mouse = MouseInput(self, self._keys)
        self._blinking = QTimer(self)
        self._blinking.timeout.connect(self._blink)

    # For subclasses

    def click(self, point: QPoint) -> None:
        """A person clicked on a point of the viewport."""

    def find_next(self) -> None:
        """Go to the next place found."""

    def find_previous(self) -> None:
        """Go to the place found before."""

    def _caret_brought(self, position: int) -> None:
        """A person brought the caret to a position by keys, and the view with it."""

    # Selection and caret

    def select(self, anchor: int, caret: int) -> None:
        """Select from ``anchor`` to ``caret``; the same twice only puts the caret there."""
        if (anchor, caret) != (self.selection.anchor, self.selection.caret):
            self.selection.set(anchor, caret)
            self._light_caret()
            self.viewport().update()
            transcript_accessible.tell_caret(self)
            self.selection_changed.emit()

    def move_caret(self, position: int, selecting: bool) -> None:
        """Move the caret as a person does by keys: it comes into view, and its slice becomes the current one."""
        layout = self.text_layout
        if layout is None:
            return
        self.select(self.selection.anchor if selecting else position, position)
        if selecting:
            self.offer_selection()
        layout.reveal(position, layout.style.pitch // 2)
        self._arrange()
        self._caret_brought(position)

    def select_all(self) -> None:
        """Select the whole text."""
        if self.text_layout is not None:
            self.select(first_position(self.text_layout), last_position(self.text_layout))
            self.offer_selection()

    def select_slice(self, number: int) -> None:
        """Select the text of one slice."""
        if self.text_layout is not None:
            piece = self.text_layout.item.slices[number - 1]
            self.select(piece.start, piece.end)
            self.offer_selection()

    def selected_text(self) -> str:
        """What is selected, as plain text with speakers' names."""
        return self._passage(transcript_clipboard.passage)

    def _passage(self, make: transcript_clipboard.Passage) -> str:
        if self.text_layout is None or self.selection.is_empty:
            return ""
        return make(self.text_layout.item, self.selection.start, self.selection.end)

    def copy(self) -> None:
        """Copy what is selected, with speakers' names."""
        if not self.selection.is_empty:
            transcript_clipboard.copy_text(self.selected_text())

    def copy_with_slices(self) -> None:
        """Copy what is selected with the number, time, score and band of each slice."""
        if not self.selection.is_empty:
            transcript_clipboard.copy_text(self._passage(transcript_clipboard.passage_by_slice))

    def offer_selection(self) -> None:
        """Offer what is selected for pasting with the middle mouse button."""
        if self.text_layout is not None and not self.selection.is_empty:
            item, start, end = self.text_layout.item, self.selection.start, self.selection.end
            transcript_clipboard.offer_selection(lambda: transcript_clipboard.passage(item, start, end))

    def reading_place(self) -> int:
        """Where the reader is: the caret or the start of the selection where in view, else the first line in view."""
        layout = self.text_layout
        if layout is None:
            return 0
        rect = layout.caret_rect(self.selection.start)
        in_view = rect.top() >= 0 and rect.bottom() <= layout.view_height
        return self.selection.start if in_view else layout.first_visible_position()

    def _forget_places(self) -> None:
        self.selection.set(0, 0)
        self._keys.mover.forget_column()
        self._mouse.forget()
        self.selection_changed.emit()

    # Painting

    def _paint_caret(self, painter: QPainter) -> None:
        if self._caret_lit and self._painter is not None and self.text_layout is not None:
            painter.fillRect(self.text_layout.caret_rect(self.selection.caret), self._painter.palette.text)

    def _blink(self) -> None:
        self._caret_lit = not self._caret_lit
        self._update_caret()

    def _light_caret(self) -> None:
        """Show the caret at once and begin a new period of blinking; hide it where the view has no focus."""
        period = QGuiApplication.styleHints().cursorFlashTime()
        self._caret_lit = self.hasFocus() and self.text_layout is not None
        if self._caret_lit and period > 0:
            self._blinking.start(period // 2)
        else:
            self._blinking.stop()

    def _update_caret(self) -> None:
        if self.text_layout is not None:
            rect = self.text_layout.caret_rect(self.selection.caret)
            self.viewport().update(rect.adjusted(-1, -1, 1, 1))

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._keys.wants(event):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text_layout is not None and self.selection.is_empty:
            place = self.reading_place()
            self.selection.set(place, place)
        self._light_caret()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._light_caret()
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        layout = self.text_layout
        if layout is None:
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point = layout.caret_rect(self.selection.caret).bottomLeft()
        else:
            point = self.viewport().mapFromGlobal(event.globalPos())
            position = layout.position_at(point)
            if not self.selection.contains(position):
                self.select(position, position)
        self.context_menu(layout.index_at(layout.position_at(point)) + 1).popup(self.viewport().mapToGlobal(point))

    def context_menu(self, number: int) -> QMenu:
        """The menu at a place in this slice; deletes itself once closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("&Copy", self.copy)
        with_slices = menu.addAction("Copy with &time and slice", self.copy_with_slices)
        for action in (copy, with_slices):
            action.setEnabled(not self.selection.is_empty)
        menu.addSeparator()
        menu.addAction(f"&Select slice {number}", lambda: self.select_slice(number))
        menu.addAction("Select &all", self.select_all)
        return menu
