"""The transcript: slices with their headings, set as a page to read, of any length.

One view shows one item. Its current slice is what the page's cursor says; the view only tells where a person goes.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from reader.domain.hits import Hit
from reader.gui.widgets import transcript_accessible
from reader.gui.widgets.search_marks import SearchMarks
from reader.gui.widgets.tool_tips import plain_tool_tip
from reader.gui.widgets.transcript_find import FindQuery
from reader.gui.widgets.transcript_finder import Finder, ticks_of
from reader.gui.widgets.transcript_layout import Placed
from reader.gui.widgets.transcript_marks import MarkSource
from reader.gui.widgets.transcript_painting import SliceMarks
from reader.gui.widgets.transcript_scroll_bar import Ticks
from reader.gui.widgets.transcript_source import TranscriptItem, hit_sentence
from reader.gui.widgets.transcript_text import TranscriptText

_KEYPAD = Qt.KeyboardModifier.KeypadModifier

FOUND_PLACE = 0.33
"""How far down the view (0 to 1) a found passage is put that was out of sight."""


class TranscriptView(TranscriptText):
    """The text of an item. Slice numbers count from 1; 0 stands for none."""

    slice_reached = Signal(int)
    """A person came to another slice by scrolling, clicking, moving the caret or finding. Calls never emit it."""

    cue_clicked = Signal(int)
    """Index of the cue that was clicked on."""

    hit_clicked = Signal(int, int)
    """Slice number and index of the hit in that slice that was clicked on."""

    why_requested = Signal(int, int)
    """Slice number, and index of the hit in that slice (-1: the slice as a whole), that a person asks about."""

    item_changed = Signal()
    """Another item, or a message, is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        # Before anything is named: with a screen reader running Qt asks at once, and keeps the answer.
        transcript_accessible.install()
        super().__init__(parent)
        self.finder = Finder(self)
        self._marks_of: MarkSource | None = None
        self._current = 0
        self._reading = 0
        self._pointed = (0, 0)
        self.search_marks = SearchMarks()
        self.scroll_bar.set_tick_source(self._ticks)
        self.setAccessibleName("Transcript")

    # What is shown

    def show_item(self, item: TranscriptItem) -> None:
        """Show an item from its start."""
        if not item.slices:
            self.clear("This item has no transcript.")
            return
        self._marks_of = MarkSource(item)
        self.search_marks = SearchMarks()
        self._lay_out(item)
        self._forget_places()
        self._current = 1
        self.finder.set_text(item.transcript.text)
        self._arrange()
        self._settle()
        transcript_accessible.tell_changed(self)
        self.item_changed.emit()

    def update_item(self, item: TranscriptItem) -> None:
        """Show other figures of the same text and slices: nothing moves."""
        layout = self.text_layout
        if layout is None or self._marks_of is None:
            return
        layout.item = item
        self._marks_of = MarkSource(item, self._marks_of.speaker)
        self.viewport().update()
        transcript_accessible.tell_changed(self)

    def show_speaker(self, name: str) -> None:
        """Put what other speakers say into the background; "" shows all alike."""
        if self._marks_of is not None and self.text_layout is not None:
            self._marks_of = MarkSource(self.text_layout.item, name)
            self.viewport().update()

    def clear(self, text: str = "", advice: str = "") -> None:
        """Show a message instead of text: nothing is open, it is loading, or what went wrong and what to do."""
        self._marks_of = None
        self.search_marks = SearchMarks()
        self._current = 0
        self._forget_places()
        self._lay_out_message(text, advice)
        self.finder.set_text("")
        transcript_accessible.tell_changed(self)
        self.item_changed.emit()

    # The cursor's slice

    @property
    def current_slice(self) -> int:
        """The slice shown as current."""
        return self._current

    def set_current(self, number: int) -> None:
        """Show a slice as the current one, without scrolling."""
        if number != self._current:
            self._current = number
            self.viewport().update()

    def go_to_slice(self, number: int) -> None:
        """Bring the heading of a slice to the top of the view, and show it as current."""
        layout = self.text_layout
        if layout is None or not 1 <= number <= layout.count:
            return
        layout.jump(number - 1)
        self._current = number
        if self.selection.is_empty:
            start = layout.item.slices[number - 1].start
            self.selection.set(start, start)
            self._keys.mover.forget_column()
        self._arrange()
        self._settle()

    def go_to_position(self, position: int) -> None:
        """Bring the line with a position of the text to the top of the view, and show its slice as current."""
        if self.text_layout is not None:
            self.text_layout.put(position, 0)
            self._current = self.text_layout.index_at(position) + 1
            self._arrange()
            self._settle()

    def _reading_slice(self) -> int:
        """The slice at the reading line: so near the top that the line is in the slice that a jump went to."""
        layout = self.text_layout
        placed = layout.placed_at(layout.style.content_top + layout.style.pitch // 2) if layout else None
        return placed.index + 1 if placed else 0

    def _settle(self) -> None:
        """Take the place as it is, whoever scrolled: only scrolling from here on is news."""
        self._reading = self._reading_slice()

    def _user_scrolled(self) -> None:
        reading = self._reading_slice()
        if reading != self._reading:
            self._reading = reading
            self._reach(reading)

    def _caret_brought(self, position: int) -> None:
        self._settle()
        if self.text_layout is not None:
            self._reach(self.text_layout.index_at(position) + 1)

    def _reach(self, number: int) -> None:
        if number != self._current:
            self.set_current(number)
            self.slice_reached.emit(number)

    # Places

    def first_visible_position(self) -> int:
        """Position in the text of the first line in view (the first character of it that is text)."""
        return self.text_layout.first_visible_position() if self.text_layout else 0

    def slice_at_top(self) -> int:
        """The slice at the top of the view."""
        return self.text_layout.top_index + 1 if self.text_layout else 0

    def cue_at_point(self, point: QPoint) -> int | None:
        """Index of the cue whose text is drawn at a point of the viewport, or None."""
        position = self.text_layout.character_at(point) if self.text_layout else None
        if position is None or self.text_layout is None:
            return None
        return self.text_layout.item.transcript.cue_at(position)

    def hit_at_point(self, point: QPoint) -> tuple[int, int, Hit] | None:
        """Slice number, index in the slice, and hit drawn at a point of the viewport, or None."""
        position = self.text_layout.character_at(point) if self.text_layout else None
        return None if position is None else self.hit_at_position(position)

    def heading_rect(self, number: int) -> QRect:
        """Where the heading of a slice stands in the viewport, in or out of view."""
        return self.text_layout.heading_rect(number - 1) if self.text_layout else QRect()

    def position_rect(self, position: int) -> QRect:
        """Where a caret at a position of the text stands in the viewport, in or out of view."""
        return self.text_layout.caret_rect(position) if self.text_layout else QRect()

    def click(self, point: QPoint) -> None:
        """A person clicked: tells the slice, and the cue and the hit under the pointer."""
        placed = self.text_layout.placed_at(point.y()) if self.text_layout else None
        if placed is None:
            return
        self._reach(placed.index + 1)
        cue, hit = self.cue_at_point(point), self.hit_at_point(point)
        if cue is not None:
            self.cue_clicked.emit(cue)
        if hit is not None:
            self.hit_clicked.emit(hit[0], hit[1])

    # Finding

    def find_text(self, query: FindQuery) -> None:
        """Find every place of a query, mark them, and go to the first one from the current place on."""
        self.finder.start(query)

    def find_next(self) -> None:
        """Go to the next place found."""
        self.finder.next()

    def find_previous(self) -> None:
        """Go to the place found before."""
        self.finder.previous()

    def is_at(self, start: int, end: int) -> bool:
        """True where exactly this passage is selected and in view."""
        layout = self.text_layout
        if layout is None or (self.selection.start, self.selection.end) != (start, end):
            return False
        rect = layout.caret_rect(start)
        return rect.bottom() > 0 and rect.top() < layout.view_height

    def show_passage(self, start: int, end: int) -> None:
        """Select a passage and bring it into view, as a person does who finds it."""
        layout = self.text_layout
        if layout is None:
            return
        self.select(start, end)
        rect = layout.caret_rect(start)
        if rect.top() < layout.style.pitch or rect.bottom() > layout.view_height - 2 * layout.style.pitch:
            layout.put(start, round(layout.view_height * FOUND_PLACE))
        self._arrange()
        self._settle()
        self._reach(layout.index_at(start) + 1)

    def point_at(self, start: int, end: int) -> None:
        """Show a passage as :meth:`show_passage` does, and mark it until something else is selected."""
        self._pointed = (start, end)
        self.show_passage(start, end)
        self.viewport().update()

    def mark_places(self, marks: SearchMarks) -> None:
        """Mark what a search of the library has found here, until another item is shown."""
        self.search_marks = marks
        self.show_finds()

    def _ticks(self, height: int) -> Ticks:
        """What the scroll bar shows: places found here, else those that a search of the library has found."""
        if self.finder.session.count or self.text_layout is None:
            return self.finder.ticks(height)
        starts, at = self.search_marks.starts, self._pointed[0]
        return ticks_of(self.text_layout, starts, at if self.search_marks.index_of(at) >= 0 else -1, height)

    def hit_at_position(self, position: int) -> tuple[int, int, Hit] | None:
        """Slice number, index in the slice, and hit at a position of the text, or None."""
        if self.text_layout is None or self._marks_of is None:
            return None
        index = self.text_layout.index_at(position)
        found = self._marks_of.hit_at(index, position)
        return None if found is None else (index + 1, *found)

    def show_finds(self) -> None:
        """Paint the marks of the search anew."""
        self.viewport().update()
        self.scroll_bar.update()

    # Painting

    def _marks(self, placed: Placed) -> SliceMarks:
        assert self._marks_of is not None
        is_current = placed.index + 1 == self._current
        marks = self._marks_of.marks(placed.index, placed.block, is_current, self.selection, self.finder.session)
        searched = self.search_marks.between(placed.block.start, placed.block.end)
        if searched:
            marks = replace(marks, finds=[*searched, *marks.finds])
        if self._pointed[0] < self._pointed[1] and marks.selected == self._pointed:
            return replace(marks, found=self._pointed)
        return marks

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            found = self.hit_at_position(self.selection.start)
            if found is not None:
                self.why_requested.emit(found[0], found[1])
                return
        super().keyPressEvent(event)

    def context_menu(self, number: int) -> QMenu:
        menu = super().context_menu(number)
        first = menu.actions()[0]
        found = self.hit_at_position(self.selection.start)
        if found is not None:
            words = found[2].term.replace("&", "&&")
            ask = menu.addAction(f"&Why “{words}” counts", lambda: self.why_requested.emit(found[0], found[1]))
        else:
            ask = menu.addAction("&Why this score", lambda: self.why_requested.emit(number, -1))
        menu.insertAction(first, ask)
        menu.insertSeparator(first)
        return menu

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tool_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tool_tip(self, event: QHelpEvent) -> None:
        hit = self.hit_at_point(event.pos())
        if hit is None or self.text_layout is None:
            QToolTip.hideText()
            return
        QToolTip.showText(
            event.globalPos(), plain_tool_tip(hit_sentence(hit[2], self.text_layout.item.framework)), self.viewport()
        )
