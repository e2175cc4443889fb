"""Python's search for objects that hold only each other, kept to the GUI thread.

Python looks for them in whichever thread has just made many objects. A widget among them would be deleted by a worker
thread, under the hands of Qt: the program would crash. So it looks here alone, between two events of the window.
"""

from __future__ import annotations

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class GarbageCollector(QObject):
    """Takes over from Python until it is stopped. There may be several: the last one gives back what the first took."""

    _running: ClassVar[set[GarbageCollector]] = set()
    _was_enabled: ClassVar[bool] = True

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if not self._running:
            GarbageCollector._was_enabled = gc.isenabled()
            gc.disable()
        self._running.add(self)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(collect_as_needed)
        self._timer.start()

    def stop(self) -> None:
        """Let Python look by itself again; nothing the second time. To be called once no thread works any more."""
        self._timer.stop()
        if self in self._running:
            self._running.discard(self)
            if not self._running and self._was_enabled:
                gc.enable()


def collect_as_needed() -> None:
    """Collect the oldest generation that is due, by Python's own counts: those are kept while it does not look."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation] > 0:
            gc.collect(generation)
            return


def keep_all_for_good() -> None:
    """Never look again at what is there now, such as modules and the window: a full search then takes a few
    milliseconds instead of sixty. What nobody refers to any more still goes.
    """
    gc.freeze()
