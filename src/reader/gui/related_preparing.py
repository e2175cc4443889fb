"""Comparing in the background what conversations say, for as long as some of an older library are not compared yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.gui.jobs import Job, Jobs

if TYPE_CHECKING:
    from reader.services.opening import Library

LABEL = "Comparing conversations"
LOOK_AFTER_MS = 1500
"""So long after a library was opened, or the search is ready, is looked whether something is to be done."""


class RelatedPreparing(QObject):
    """Runs beside everything else, after the search is ready, as it needs the same words. What was stopped goes on at
    the next start."""

    finished = Signal()
    """More is compared now than before."""

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
        """True while conversations are compared."""
        return self._job is not None

    def set_library(self, library: Library | None) -> None:
        """Compare the conversations of this library, soon; None: of none."""
        if self._job is not None:
            self._job.silence()
            self._job = None
        self._timer.stop()
        self._library = library
        if library is not None:
            self._timer.start()

    def search_counted(self, number: int, running: bool) -> None:
        """So many conversations are not ready for search; whether that is being worked on. Wait until it is done."""
        if number:
            self._timer.stop()
        elif self._library is not None and not running:
            self._timer.start()

    def look(self) -> None:
        """Find out whether something is to be compared, and do so."""
        from reader.services import relating

        library = self._library
        if library is not None and self._job is None:
            self._jobs.start(
                lambda: relating.waiting_count(library), done=lambda number: self._counted(library, number)
            )

    def _counted(self, library: Library, number: int) -> None:
        from reader.services import relating

        if library is not self._library or self._job is not None or not number:
            return
        self._job = self._jobs.start(
            lambda: relating.complete_likeness(library),
            done=lambda _number: self._ended(),
            cancelled=self._ended,
            failed=self._failed,
            label=LABEL,
        )

    def _ended(self) -> None:
        self._job = None
        self.finished.emit()

    def _failed(self, error: BaseException) -> None:
        self._ended()
        self._jobs.failed.emit(error)
