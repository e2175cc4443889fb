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

Work = Callable[[], Any]
"""Called on the worker thread. A generator that it returns is run step by step: its steps are progress, its return
value is the result."""

READERS = 3
STEPS_S = 0.008
"""How long steps are handed out in one go, in seconds."""
PAUSE_MS = 4


class Job(QObject):
    """One piece of work under way. Lives in the GUI thread; its signals and callbacks arrive there."""

    progressed = Signal(object)
    ended = Signal()
    _reported = Signal(str, object)

    def __init__(self, work: Work, label: str, phrase: str, writes: bool, parent: QObject) -> None:
        super().__init__(parent)
        self.label = label
        self.phrase = phrase
        self.writes = writes
        self.progress: Progress | None = None
        self._work = work
        self._done: Callable[[Any], None] | None = None
        self._failed: Callable[[BaseException], None] | None = None
        self._cancelled: Callable[[], None] | None = None
        self._stop = threading.Event()
        self._silent = False
        self._steps: deque[Any] = deque()
        self._steps_told = False
        self._end: tuple[str, Any] | None = None
        self._reported.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def cancel_asked(self) -> bool:
        """True once somebody asked for this job to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop: a generator is closed between two of its steps; a plain call's result is dropped."""
        self._stop.set()

    def silence(self) -> None:
        """Cancel, and call none of the callbacks any more: whoever waited for them is gone."""
        self._silent = True
        self.cancel()

    def run(self) -> None:
        """Do the work. Called by the worker thread; never raises."""
        try:
            outcome, value = self._outcome()
        except BaseException as error:  # every failure has to reach the GUI thread, whatever it is
            outcome, value = "failed", error
        self._reported.emit(outcome, value)

    def _outcome(self) -> tuple[str, Any]:
        if self._stop.is_set():
            return "cancelled", None
        result = self._work()
        if isinstance(result, Generator):
            return self._stepped(result)
        return ("cancelled", None) if self._stop.is_set() else ("done", result)

    def _stepped(self, steps: Generator[Any, None, Any]) -> tuple[str, Any]:
        try:
            while not self._stop.is_set():
                self._tell_step(next(steps))
        except StopIteration as end:
            return "done", end.value
        finally:
            steps.close()
        return "cancelled", None

    def _tell_step(self, step: Any) -> None:
        """One message to the GUI thread stands for all steps that gather until it is read."""
        self._steps.append(step)
        if not self._steps_told:
            self._steps_told = True
            self._reported.emit("steps", None)

    def _deliver(self, outcome: str, value: Any) -> None:
        if outcome == "steps":
            self._steps_told = False
        else:
            self._end = outcome, value
        self._hand_out_steps()

    def _hand_out_steps(self) -> None:
        """Hand out steps for a short while, let the window paint, go on; the end comes after the last step."""
        until = monotonic() + STEPS_S
        while self._steps:
            self.progress = self._steps.popleft()
            if not self._silent:
                self.progressed.emit(self.progress)
            if monotonic() > until and self._steps:
                QTimer.singleShot(PAUSE_MS, self, self._hand_out_steps)
                return
        if self._end is not None:
            (outcome, value), self._end = self._end, None
            self._finish(outcome, value)

    def _finish(self, outcome: str, value: Any) -> None:
        self.ended.emit()
        if self._silent:
            return
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

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader-job")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer-job")
        self._running: list[Job] = []
        self._closed = False

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs under way or waiting, in the order in which they were started."""
        return tuple(self._running)

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
        job = Job(work, label, phrase or f"{label} {{done}} of {{total}}", writes, self)
        job._done, job._failed, job._cancelled = done, failed or self.failed.emit, cancelled
        if progress is not None:
            job.progressed.connect(progress)
        if self._closed:
            job.deleteLater()
            return job
        job.ended.connect(lambda: self._forget(job))
        self._running.append(job)
        self.started.emit(job)
        (self._writer if writes else self._readers).submit(job.run)
        return job

    def _forget(self, job: Job) -> None:
        if job in self._running:
            self._running.remove(job)
            self.ended.emit(job)
            job.deleteLater()

    def shutdown(self) -> None:
        """End all jobs: cancelled between two steps, then waited for. No callback is called any more."""
        self._closed = True
        for job in self._running:
            job.silence()
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self._running.clear()
