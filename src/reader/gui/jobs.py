"""Work off the GUI thread: progress, cancelling and failure come back by signals."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from reader.domain.progress import Progress
from reader.errors import LibraryClosedError
from reader.gui.garbage import GarbageCollector

Work = Callable[[], Any]
"""Called on the worker thread. A generator that it returns is run step by step: its steps are progress, its return
value is the result."""

READERS = 3
STEPS_S = 0.008
"""How long steps are handed out in one go, in seconds."""
PAUSE_MS = 4
HOLD_MS = 60
"""How long steps are held back for one thing that the window shows: a few frames, in milliseconds."""


Report = tuple["_Errand", str, Any]
"""What a worker thread tells of its work: how it stands, and the value that goes with it."""


class _Errand:
    """The half of a job that its worker thread has. It knows nothing of Qt: a QObject may be gone in the GUI thread
    before a signal that it sent from another thread has come back from Qt.
    """

    def __init__(self, work: Work, tell: Callable[[Report], None], held_for: Callable[[], float]) -> None:
        self.stop = threading.Event()
        self.steps: deque[Any] = deque()
        self.steps_told = False
        self._work = work
        self._tell = tell
        self._held_for = held_for

    def run(self) -> None:
        """Do the work. Called by the worker thread; never raises."""
        try:
            outcome, value = self._outcome()
        except BaseException as error:  # every failure has to reach the GUI thread, whatever it is
            outcome, value = "failed", error
        self._tell((self, outcome, value))

    def _outcome(self) -> tuple[str, Any]:
        if self.stop.is_set():
            return "cancelled", None
        result = self._work()
        if isinstance(result, Generator):
            return self._stepped(result)
        return ("cancelled", None) if self.stop.is_set() else ("done", result)

    def _stepped(self, steps: Generator[Any, None, Any]) -> tuple[str, Any]:
        try:
            while not self.stop.is_set():
                self._tell_step(next(steps))
                while (seconds := self._held_for()) > 0 and not self.stop.wait(seconds):
                    pass
        except StopIteration as end:
            return "done", end.value
        finally:
            steps.close()
        return "cancelled", None

    def _tell_step(self, step: Any) -> None:
        """One message to the GUI thread stands for all steps that gather until it is read."""
        self.steps.append(step)
        if not self.steps_told:
            self.steps_told = True
            self._tell((self, "steps", None))


class Job(QObject):
    """One piece of work under way. Lives in the GUI thread; its signals and callbacks arrive there."""

    progressed = Signal(object)
    ended = Signal()

    def __init__(self, errand: _Errand, label: str, phrase: str, writes: bool, parent: QObject) -> None:
        super().__init__(parent)
        self.label = label
        self.phrase = phrase
        self.writes = writes
        self.progress: Progress | None = None
        self._errand = errand
        self._done: Callable[[Any], None] | None = None
        self._failed: Callable[[BaseException], None] | None = None
        self._cancelled: Callable[[], None] | None = None
        self._silent = False
        self._end: tuple[str, Any] | None = None

    @property
    def cancel_asked(self) -> bool:
        """True once somebody asked for this job to stop."""
        return self._errand.stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop: a generator is closed between two of its steps; a plain call's result is dropped."""
        self._errand.stop.set()

    def silence(self) -> None:
        """Cancel, and call none of the callbacks any more: whoever waited for them is gone."""
        self._silent = True
        self.cancel()

    def take_report(self, outcome: str, value: Any) -> None:
        """Take what the worker thread has told."""
        if outcome == "steps":
            self._errand.steps_told = False
        else:
            self._end = outcome, value
        self._hand_out_steps()

    def _hand_out_steps(self) -> None:
        """Hand out steps for a short while, let the window paint, go on; the end comes after the last step."""
        until = monotonic() + STEPS_S
        steps = self._errand.steps
        while steps:
            self.progress = steps.popleft()
            if not self._silent:
                self.progressed.emit(self.progress)
            if monotonic() > until and steps:
                QTimer.singleShot(PAUSE_MS, self, self._hand_out_steps)
                return
        if self._end is not None:
            (outcome, value), self._end = self._end, None
            self._finish(outcome, value)

    def _finish(self, outcome: str, value: Any) -> None:
        self.ended.emit()
        if self._silent:
            return
        if outcome == "failed" and isinstance(value, LibraryClosedError):
            outcome = "cancelled"  # whoever closed the library knows, and wanted nothing more of it
        if outcome == "done" and self._done is not None:
            self._done(value)
        elif outcome == "failed" and self._failed is not None:
            self._failed(value)
        elif outcome == "cancelled" and self._cancelled is not None:
            self._cancelled()


class JobGroup:
    """Jobs that one dialog waits for: when it closes, none of them calls back any more."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._running: set[Job] = set()

    def start(self, work: Work, **how: Any) -> Job:
        """Start a job as :meth:`Jobs.start` does."""
        job = self._jobs.start(work, **how)
        self._running.add(job)
        job.ended.connect(lambda: self._running.discard(job))
        return job

    def silence(self) -> None:
        """Let go of all of them."""
        for job in tuple(self._running):
            job.silence()
        self._running.clear()


class Jobs(QObject):
    """Runs jobs. Those that write the library run one after the other, the others beside each other."""

    started = Signal(Job)
    ended = Signal(Job)
    failed = Signal(object)
    """A job without a failure handler of its own failed; carries the exception."""
    _report_came = Signal()
    """Sent from the worker threads, which have ended before this object does."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader-job")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer-job")
        self._running: dict[_Errand, Job] = {}
        self._reports: deque[Report] = deque()
        self._held_until = 0.0
        self._closed = False
        self._garbage = GarbageCollector(self)
        self._report_came.connect(self._take_report, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs under way or waiting, in the order in which they were started."""
        return tuple(self._running.values())

    def start(
        self,
        work: Work,
        *,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        progress: Callable[[Any], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        label: str = "",
        phrase: str = "",
        writes: bool = False,
    ) -> Job:
        """Start ``work`` off the GUI thread and call back on the GUI thread. Jobs with a ``label`` are shown.

        ``phrase`` is how their progress is told, with ``{done}`` and ``{total}`` in it; usually the label and both.
        """
        errand = _Errand(work, self._send_report, self._held_for)
        job = Job(errand, label, phrase or f"{label} {{done}} of {{total}}", writes, self)
        job._done, job._failed, job._cancelled = done, failed or self.failed.emit, cancelled
        if progress is not None:
            job.progressed.connect(progress)
        if self._closed:
            job.deleteLater()
            return job
        job.ended.connect(lambda: self._forget(errand))
        self._running[errand] = job
        self.started.emit(job)
        (self._writer if writes else self._readers).submit(errand.run)
        return job

    def hold_back(self, milliseconds: int = HOLD_MS) -> None:
        """Let no job take a further step for so long: the window has something to show, and needs the interpreter."""
        self._held_until = max(self._held_until, monotonic() + milliseconds / 1000)

    def _held_for(self) -> float:
        """Seconds. Called by the worker threads."""
        return self._held_until - monotonic()

    def _send_report(self, report: Report) -> None:
        """Called by the worker threads."""
        self._reports.append(report)
        self._report_came.emit()

    def _take_report(self) -> None:
        errand, outcome, value = self._reports.popleft()
        job = self._running.get(errand)
        if job is not None:
            job.take_report(outcome, value)

    def _forget(self, errand: _Errand) -> None:
        job = self._running.pop(errand, None)
        if job is not None:
            self.ended.emit(job)
            job.deleteLater()

    def shutdown(self) -> None:
        """End all jobs: cancelled between two steps, then waited for. No callback is called any more."""
        self._closed = True
        for job in self._running.values():
            job.silence()
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self._garbage.stop()
        self._running.clear()
