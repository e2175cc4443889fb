"""Filling the index of search in the background, for as long as transcripts of an older library are not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.domain.progress import Progress
from reader.gui.jobs import Job, Jobs

if TYPE_CHECKING:
    from reader.services.opening import Library

LABEL = "Preparing the search"
LOOK_AFTER_MS = 800
"""So long after a library was opened is looked whether something is to be done: what is on the screen comes first."""


class SearchPreparing(QObject):
    """Runs beside everything else. What was stopped goes on at a wish, or at the next start."""

    unsearched = Signal(int, bool)
    """How many conversations are not ready yet, and whether that is being worked on."""
    finished = Signal()
    """All are ready now."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._library: Library | None = None
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(self.look)

    @property
    def is_running(self) -> bool:
        """True while transcripts are prepared."""
        return self._job is not None

    def set_library(self, library: Library | None) -> None:
        """Prepare this library, soon; None: none."""
        if self._job is not None:
            self._job.silence()
            self._job = None
        self._timer.stop()
        self._library = library
        self.unsearched.emit(0, False)
        if library is not None:
            self._timer.start()

    def look(self) -> None:
        """Find out whether something is to be prepared, and do so."""
        from reader.services import searching

        library = self._library
        if library is None or self._job is not None:
            return
        self._jobs.start(lambda: searching.waiting_count(library), done=lambda number: self._counted(library, number))

    def _counted(self, library: Library, number: int) -> None:
        from reader.services import searching

        if library is not self._library or self._job is not None:
            return
        self.unsearched.emit(number, number > 0)
        if number:
            self._job = self._jobs.start(
                lambda: searching.complete_index(library),
                progress=self._went_on,
                done=self._done,
                cancelled=self._stopped,
                failed=self._failed,
                label=LABEL,
            )

    def _went_on(self, progress: Progress) -> None:
        self.unsearched.emit(progress.total - progress.done, True)

    def _done(self, _total: int) -> None:
        self._job = None
        self.unsearched.emit(0, False)
        self.finished.emit()

    def _stopped(self) -> None:
        self._job = None
        self._count_left()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._jobs.failed.emit(error)
        self._count_left()

    def _count_left(self) -> None:
        """Somebody stopped it, or it could not go on: tell what is left, and leave it."""
        from reader.services import searching

        library = self._library
        if library is not None:
            self._jobs.start(
                lambda: searching.waiting_count(library), done=lambda number: self.unsearched.emit(number, False)
            )
