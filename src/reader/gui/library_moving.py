"""Moving the open library: let go of it, copy and check it, open the copy, and only then remove the file of before."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.gui.jobs import Jobs

if TYPE_CHECKING:
    from reader.domain.progress import Progress
    from reader.services.opening import Library

LABEL = "Moving the library"


class LibraryMoving(QObject):
    """One move. Whoever starts it has let go of the library in the window, and opens what it is told to open."""

    copied = Signal()
    """The copy stands at its new place, checked: open it, then call :meth:`finish`."""
    given_up = Signal(object)
    """The move failed or was stopped, and the library is where it was: open that again. Carries the error, or None."""
    moved = Signal(object)
    """The file of before is gone. Carries the folder of its backups, which stays there, or None."""
    left_behind = Signal(object)
    """The library stands at its new place, but the file of before could not be removed. Carries the error."""

    def __init__(self, jobs: Jobs, library: Library, target: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._library = library
        self.path = library.path
        self.target = target

    def start(self) -> None:
        """Begin. Writes that were begun before come first."""
        self._jobs.start(
            self._work,
            done=lambda _target: self.copied.emit(),
            failed=self.given_up.emit,
            cancelled=lambda: self.given_up.emit(None),
            label=LABEL,
            phrase=f"{LABEL}: {{done}} of {{total}} pages",
            writes=True,
        )

    def finish(self) -> None:
        """The new one is open: remove the file of before."""
        from reader.services import libraries

        path, target = self.path, self.target
        self._jobs.start(
            lambda: libraries.remove_moved(path, target),
            done=self.moved.emit,
            failed=self.left_behind.emit,
            writes=True,
        )

    def let_go(self) -> None:
        """Close the library, whatever became of the move. May be called twice."""
        self._library.close()

    def _work(self) -> Generator[Progress, None, Path]:
        from reader.services import libraries

        self._library.close()
        return (yield from libraries.copy_for_moving(self.path, self.target))
