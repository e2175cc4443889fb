"""Work of the GUI thread in small pieces, between which the window paints and takes keys."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

GAP_MS = 20
"""From one piece to the next, in milliseconds: long enough for layout and painting between."""
Piece = Callable[[], object]


class Turns(QObject):
    """Does one piece after the other, with a frame between them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Piece] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(GAP_MS)
        self._timer.timeout.connect(self._do_next)

    def take(self, *pieces: Piece) -> None:
        """Do these, the first at once, in place of what still waits."""
        self._waiting = deque(pieces)
        self._do_next()
        if self._waiting:
            self._timer.start()

    def drop(self) -> None:
        """Do nothing of what still waits."""
        self._waiting.clear()
        self._timer.stop()

    def finish(self) -> None:
        """Do all that still waits, now."""
        while self._waiting:
            self._do_next()

    def _do_next(self) -> None:
        piece = self._waiting.popleft()
        if not self._waiting:
            self._timer.stop()
        piece()
