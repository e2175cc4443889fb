"""Find in the transcript: which hit the reader is at, and the walk from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from reader.gui.widgets.transcript_find import FindQuery
from reader.gui.widgets.transcript_find_session import FindSession
from reader.gui.widgets.transcript_scroll_bar import Ticks

if TYPE_CHECKING:
    from reader.gui.widgets.transcript_layout import TranscriptLayout
    from reader.gui.widgets.transcript_view import TranscriptView

WENT_ROUND_FORWARD = "From the end on to the start"
WENT_ROUND_BACKWARD = "From the start back to the end"


class Finder(QObject):
    """Searches the text of a view and shows the hits in it."""

    changed = Signal(int, int, bool)
    """Number of the hit the reader is at (from 1, 0: none), hits found so far, and whether the search still runs."""

    went_round = Signal(str)
    """The walk passed the end or the start of the text; says so in words. Empty once it no longer did."""

    def __init__(self, view: TranscriptView) -> None:
        super().__init__(view)
        self._view = view
        self.session = FindSession(self)
        self.session.advanced.connect(self._search_advanced)
        self._origin = 0
        self._awaited = False

    def set_text(self, text: str) -> None:
        """Another item is shown."""
        self._awaited = False
        self.session.set_text(text)

    def start(self, query: FindQuery, keep_place: bool = False) -> None:
        """Search for something else, and go to the first hit from the current place on.

        A query that grows letter by letter is looked for from where it began, so that the text does not run away.
        With ``keep_place`` the hits are marked and counted, and nothing is scrolled.
        """
        current = self.session.current
        if current < 0 or not self._view.is_at(*self.session.range_of(current)):
            self._origin = self._view.reading_place()
        self._awaited = not query.is_empty and not keep_place
        self.session.start(query)

    def close(self) -> None:
        """Stop searching and take the marks away; the hit the reader is at stays selected."""
        self._awaited = False
        self.session.start(FindQuery())

    def next(self) -> None:
        """Go to the next hit, round the end of the text if need be."""
        self._walk(forward=True)

    def previous(self) -> None:
        """Go to the hit before, round the start of the text if need be."""
        self._walk(forward=False)

    def _walk(self, forward: bool) -> None:
        session = self.session
        if not session.count:
            return
        if session.current >= 0 and self._view.is_at(*session.range_of(session.current)):
            target = session.current + (1 if forward else -1)
            index, went_round = target % session.count, not 0 <= target < session.count
        else:
            place = self._view.reading_place()
            index, went_round = session.nearest(place, forward)
        self._go(index, went_round, forward)

    def _go(self, index: int, went_round: bool, forward: bool) -> None:
        self.session.current = index
        self._view.show_passage(*self.session.range_of(index))
        note = WENT_ROUND_FORWARD if forward else WENT_ROUND_BACKWARD
        self.went_round.emit(note if went_round else "")
        self._tell()

    def _search_advanced(self) -> None:
        session = self.session
        if self._awaited and session.count:
            index, went_round = session.nearest(self._origin, forward=True)
            if not went_round or not session.is_running:
                self._awaited = False
                self._go(index, went_round, forward=True)
                return
        if not session.is_running:
            self._awaited = False
            if session.current < 0:
                self._take_up_selection()
                self.went_round.emit("")
        self._tell()

    def _take_up_selection(self) -> None:
        """Where a hit is selected already, the reader is at that hit."""
        selection = self._view.selection
        index = self.session.result.index_from(selection.start)
        if index < self.session.count and self.session.range_of(index) == (selection.start, selection.end):
            self.session.current = index

    def _tell(self) -> None:
        self.changed.emit(self.session.current + 1, self.session.count, self.session.is_running)
        self._view.show_finds()

    def ticks(self, height: int) -> Ticks:
        """Where the scroll bar shows the hits, if its groove is this tall."""
        layout, session = self._view.text_layout, self.session
        if layout is None:
            return Ticks()
        starts = session.result.starts
        current = starts[session.current] if session.current >= 0 else -1
        return ticks_of(layout, np.frombuffer(starts, np.int64), current, height)


def ticks_of(layout: TranscriptLayout, starts: Sequence[int] | NDArray[np.int64], current: int, height: int) -> Ticks:
    """Places of the text as rows of a groove that is this tall; ``current`` (-1: none) is the one the reader is at."""
    if not len(starts):
        return Ticks()
    tops = layout.heights.tops
    borders = np.append(layout.slice_starts, len(layout.item.transcript.text))
    page = max(layout.maximum + layout.view_height, 1)
    # Turned round, so that the cost depends on the pixels and not on the hits: which text does each row stand for?
    rows = np.arange(height + 1) * (page / height)
    found = np.searchsorted(np.asarray(starts, np.int64), np.interp(rows, tops, borders))
    ticked = tuple(int(row) for row in np.flatnonzero(np.diff(found)))
    if current < 0:
        return Ticks(ticked)
    y = np.interp(current, borders, tops)
    return Ticks(ticked, min(int(y * height / page), height - 1))
