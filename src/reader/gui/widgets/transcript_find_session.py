"""A search that goes on beside the reading: short steps on a timer, and the walk from hit to hit."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.widgets.transcript_find import FindQuery, FindResult, FoldedText, search

STEP_SECONDS = 0.004


class FindSession(QObject):
    """The search in one item's text.

    ``current`` is the index of the hit the reader is at, -1 where there is none.
    """

    advanced = Signal()
    """More hits are known, or the search has ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.query = FindQuery()
        self.result = FindResult()
        self.current = -1
        self._text = FoldedText("")
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    @property
    def is_running(self) -> bool:
        """True until all hits are counted."""
        return self._steps is not None

    @property
    def count(self) -> int:
        """Hits found so far."""
        return len(self.result.starts)

    def set_text(self, text: str) -> None:
        """Search another text from now on; hits in the old one are dropped."""
        self._text = FoldedText(text)
        self.start(FindQuery())

    def start(self, query: FindQuery) -> None:
        """Search anew. The first step is taken at once, which for an ordinary item is the whole search."""
        self.query, self.result, self.current = query, FindResult(), -1
        self._steps = search(self._text, query, self.result)
        self._timer.start()
        self._step()

    def _step(self) -> None:
        end = perf_counter() + STEP_SECONDS
        while self._steps is not None and perf_counter() < end:
            if next(self._steps, self) is self:
                self._steps = None
                self._timer.stop()
        self.advanced.emit()

    def stop(self) -> None:
        """Drop the search that is under way."""
        self._steps = None
        self._timer.stop()

    def range_of(self, index: int) -> tuple[int, int]:
        """Start and end of one hit."""
        start = self.result.starts[index]
        return start, start + self.result.length

    def nearest(self, position: int, forward: bool) -> tuple[int, bool]:
        """Index of the first hit at or behind a position (or, backward, the last one that ends at or before it).

        The second value is True where the search went round the text's end; the index is -1 where there is no hit.
        """
        if not self.count:
            return -1, False
        if forward:
            index = self.result.index_from(position)
            return (index, False) if index < self.count else (0, True)
        index = self.result.index_from(position - self.result.length + 1) - 1
        return (index, False) if index >= 0 else (self.count - 1, True)
