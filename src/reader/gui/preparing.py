"""Doing in the background what a library lacks: the index of search, and what its conversations speak of.

Both are kept up to date by every import, and so lack only after a library was brought to a new format.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from reader.domain.progress import Progress
from reader.gui.jobs import Job, Jobs, Work

if TYPE_CHECKING:
    from reader.services.opening import Library


class Lack(NamedTuple):
    """What may be lacking: how it is counted, and the work that brings it, each made for one library.

    ``after_ms``: so long after a library was opened it is looked whether something lacks; what is on the screen comes
    first.
    """

    label: str
    counting: Callable[[Library], Callable[[], int]]
    work: Callable[[Library], Work]
    after_ms: int


def _count_unsearched(library: Library) -> Callable[[], int]:
    from reader.services import searching

    return lambda: searching.waiting_count(library)


def _index(library: Library) -> Work:
    from reader.services import searching

    return lambda: searching.complete_index(library)


def _count_uncompared(library: Library) -> Callable[[], int]:
    from reader.services import relating

    return lambda: relating.waiting_count(library)


def _compare(library: Library) -> Work:
    from reader.services import relating

    return lambda: relating.complete_likeness(library)


SEARCH = Lack("Preparing the search", _count_unsearched, _index, 800)
LIKENESS = Lack("Comparing conversations", _count_uncompared, _compare, 1500)
"""Needs the words of search: it waits until these are there (:meth:`Preparing.wait_for`)."""


class Preparing(QObject):
    """Runs beside everything else. What was stopped goes on at a wish, or at the next start."""

    lacking = Signal(int, bool)
    """How many conversations are not ready yet, and whether that is being worked on."""
    finished = Signal()
    """It is over: all are ready, or it was stopped, or could not go on."""

    def __init__(self, jobs: Jobs, lack: Lack, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._lack = lack
        self._library: Library | None = None
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    @property
    def is_running(self) -> bool:
        """True while conversations are made ready."""
        return self._job is not None

    def set_library(self, library: Library | None) -> None:
        """Prepare this library, soon; None: none."""
        if self._job is not None:
            self._job.silence()
            self._job = None
        self._timer.stop()
        self._library = library
        self.lacking.emit(0, False)
        if library is not None:
            self._timer.start(self._lack.after_ms)

    def wait_for(self, number: int, running: bool) -> None:
        """Somebody else still lacks so many, and may be working on that: begin when they have all."""
        if number:
            self._timer.stop()
        elif self._library is not None and not running:
            self._timer.start(self._lack.after_ms)

    def look(self) -> None:
        """Find out whether something lacks, and bring it."""
        library = self._library
        if library is not None and self._job is None:
            self._jobs.start(self._lack.counting(library), done=lambda number: self._counted(library, number))

    def _counted(self, library: Library, number: int) -> None:
        if library is not self._library or self._job is not None:
            return
        self.lacking.emit(number, number > 0)
        if number:
            self._job = self._jobs.start(
                self._lack.work(library),
                progress=self._went_on,
                done=self._done,
                cancelled=self._stopped,
                failed=self._failed,
                label=self._lack.label,
            )

    def _went_on(self, progress: Progress) -> None:
        self.lacking.emit(progress.total - progress.done, True)

    def _done(self, _total: int) -> None:
        self._job = None
        self.lacking.emit(0, False)
        self.finished.emit()

    def _stopped(self) -> None:
        self._job = None
        self._tell_what_is_left()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._jobs.failed.emit(error)
        self._tell_what_is_left()

    def _tell_what_is_left(self) -> None:
        self.finished.emit()
        library = self._library
        if library is not None:
            self._jobs.start(self._lack.counting(library), done=lambda number: self.lacking.emit(number, False))
