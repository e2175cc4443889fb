"""Worker processes that make files ready for the library, so that a window beside them stays smooth.

Each worker has a pipe of its own. A worker whose parent is gone reads the pipe's end and leaves; a worker that dies
takes only the file it was at with it, and another one takes its place.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from reader.errors import InputError
from reader.services.preparing import Prepared, Refused, prepared

Prepare = Callable[[Path, str | None], Prepared | Refused]

MOST_WORKERS = 4
QUEUED_PER_WORKER = 2
"""Files handed to a worker at a time: the one it is at and the next, so that it never waits for the parent."""
NICENESS = 5
TICK_SECONDS = 0.1
IDLE_DEATHS = 3
"""Workers may die without a file in hand this often before the pool gives up."""


class PoolError(Exception):
    """Worker processes cannot be started or kept here; the work has to be done in this process."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to make ready; arguments as for :func:`reader.services.preparing.prepared`."""

    path: Path
    encoding: str | None = None


def cores() -> int:
    """Processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def work(connection: Connection, prepare: Prepare) -> None:
    """The life of a worker: answer tasks until the parent closes the pipe or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(NICENESS)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send(None)  # "ready"
        while True:
            task: Task = connection.recv()
            connection.send(prepare(task.path, task.encoding))


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    ready: bool = False
    queued: deque[int] = field(default_factory=deque)


class Pool:
    """Makes many files ready, several at a time. A context manager: leaving it ends the workers at once."""

    def __init__(self, workers: int, prepare: Prepare = prepared) -> None:
        self._prepare = prepare
        self._context = multiprocessing.get_context("spawn")
        self._count = max(1, min(workers, MOST_WORKERS))
        self._workers: list[_Worker] = []
        self._tasks: list[Task] = []
        self._waiting: deque[int] = deque()
        self._answers: dict[int, Prepared | Refused] = {}
        self._idle_deaths = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *exc_info: object) -> None:
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.process.close()
        self._workers.clear()

    def answers(self, tasks: Iterable[Task]) -> Iterator[Prepared | Refused | None]:
        """Yield an answer for each task, in their order; None about ten times a second while waiting for the next one.

        Raises PoolError where workers cannot be had.
        """
        self._tasks = list(tasks)
        self._waiting = deque(range(len(self._tasks)))
        self._answers = {}
        for number in range(len(self._tasks)):
            while number not in self._answers:
                self._hand_out(number)
                if not self._collect():
                    yield None
            yield self._answers.pop(number)

    def _hand_out(self, awaited: int) -> None:
        """Keep every worker busy, but not so far ahead of the awaited answer that answers pile up."""
        horizon = awaited + self._count * (QUEUED_PER_WORKER + 2)
        while len(self._workers) < min(self._count, len(self._tasks)):
            self._workers.append(self._started())
        for worker in sorted(self._workers, key=lambda worker: len(worker.queued)):
            while self._waiting and self._waiting[0] <= horizon and len(worker.queued) < QUEUED_PER_WORKER:
                try:
                    worker.connection.send(self._tasks[self._waiting[0]])
                except OSError:
                    self._bury(worker)
                    break
                worker.queued.append(self._waiting.popleft())

    def _started(self) -> _Worker:
        try:
            here, there = self._context.Pipe()
            process = self._context.Process(target=work, args=(there, self._prepare), name="import worker", daemon=True)
            process.start()
        except (OSError, ImportError, RuntimeError) as error:
            raise PoolError(str(error)) from error
        there.close()
        return _Worker(process, here)

    def _collect(self) -> bool:
        """Take in what the workers have answered; False where nothing came within a tick."""
        by_connection = {worker.connection: worker for worker in self._workers}
        ready = wait(list(by_connection), TICK_SECONDS)
        for connection in ready:
            worker = by_connection[connection]  # type: ignore[index]
            try:
                answer: Prepared | Refused | None = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if answer is None:
                worker.ready = True
            else:
                self._answers[worker.queued.popleft()] = answer
        return bool(ready)

    def _bury(self, worker: _Worker) -> None:
        """A worker died: the file it was at is refused, the one it had not begun waits for another worker."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()
        code = worker.process.exitcode
        worker.process.close()
        if not worker.ready:
            raise PoolError(f"a worker ended before it was ready (exit {code})")
        if not worker.queued:
            self._idle_deaths += 1
            if self._idle_deaths > IDLE_DEATHS:
                raise PoolError("workers keep ending")
        else:
            self._answers[worker.queued.popleft()] = Refused(
                InputError(
                    f"Reading the file ended its process (exit {code}), perhaps because memory ran out.",
                    "Split the file into parts, or close other programs and try again.",
                )
            )
        self._waiting.extendleft(reversed(worker.queued))
