"""Scoring a library anew in the background, for as long as something in it was scored by another framework."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.gui.jobs import Job, Jobs

if TYPE_CHECKING:
    from reader.domain.progress import Progress
    from reader.services.opening import Library

SHOW_EVERY_S = 2.0
"""How often lists are read anew meanwhile, in seconds."""
PHRASE = "{done} of {total} re-scored · old figures are marked"


class Rescoring(QObject):
    """Runs beside everything else a person does. What was stopped goes on at a wish, or at the next start."""

    begun = Signal()
    """The item to begin with has new figures."""
    went_on = Signal()
    """Some more items have new figures, or all of them."""
    stale_counted = Signal(int)
    """How many items show old figures, while nothing is done about it."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._library: Library | None = None
        self._job: Job | None = None
        self._wanted_again = False
        self._stopped = False
        self._told = 0.0

    @property
    def is_running(self) -> bool:
        """True while items are scored."""
        return self._job is not None

    def set_library(self, library: Library | None) -> None:
        """Score this library from now on; None: none."""
        if self._job is not None:
            self._job.silence()
            self._job = None
        self._library = library
        self._stopped = self._wanted_again = False
        self.stale_counted.emit(0)

    def look(self, first: int = 0, *, anew: bool = False) -> None:
        """Find out whether something is to be scored, and do so; ``first`` is the item to begin with.

        Where a person has stopped it, it goes on only ``anew``: at their wish, or with another framework.
        """
        from reader.services import rescoring

        library = self._library
        if library is None:
            return
        self._stopped = self._stopped and not anew
        if self._job is not None:
            self._wanted_again = True
            return
        self._jobs.start(lambda: rescoring.stale_count(library), done=lambda n: self._counted(library, n, first))

    def _counted(self, library: Library, stale: int, first: int) -> None:
        if library is not self._library or self._job is not None:
            return
        self.stale_counted.emit(stale if self._stopped else 0)
        if stale and not self._stopped:
            self._start(library, first)

    def _start(self, library: Library, first: int) -> None:
        from reader.services import rescoring

        self._wanted_again = False
        self._told = 0.0
        self._job = self._jobs.start(
            lambda: rescoring.rescore(library, first),
            progress=self._went_on,
            done=self._done,
            cancelled=self._cancelled,
            failed=self._failed,
            label="Re-scoring",
            phrase=PHRASE,
        )

    def _went_on(self, step: Progress) -> None:
        now = monotonic()
        if not step.done:
            return
        if not self._told:
            self._told = now
            self.begun.emit()
        elif now - self._told > SHOW_EVERY_S:
            self._told = now
            self.went_on.emit()

    def _done(self, _change: object) -> None:
        self._job = None
        self.stale_counted.emit(0)
        self.went_on.emit()
        if self._wanted_again:
            self.look()

    def _cancelled(self) -> None:
        self._job = None
        self._stopped = True
        self.went_on.emit()
        self.look()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._stopped = True
        self._jobs.failed.emit(error)
        self.look()
