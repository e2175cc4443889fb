"""Worker processes for what takes long, so that a window beside them stays smooth.

Each worker has a pipe of its own. A worker whose parent is gone reads the pipe's end and leaves; a worker that dies
takes only the task it was at with it, and another one takes its place.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any, Generic, TypeVar

S = TypeVar("S")
T = TypeVar("T")
A = TypeVar("A")

MOST_WORKERS = 4
QUEUED_PER_WORKER = 2
"""Tasks handed to a worker at a time: the one it is at and the next, so that it never waits for the parent."""
PIPE_BYTES = 16_384
"""Longer tasks are only handed to a worker that waits: a pipe that is full in both directions would block for ever."""
NICENESS = 5
TICK_SECONDS = 0.1
IDLE_DEATHS = 3
"""Workers may die without a task in hand this often before the pool gives up."""


class PoolError(Exception):
    """Worker processes cannot be started or kept here; the work has to be done in this process."""


def cores() -> int:
    """Processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def work(connection: Connection, make_ready: Callable[[S], Callable[[T], A]], shared: S) -> None:
    """The life of a worker: make ready once, then answer tasks until the parent closes the pipe or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(NICENESS)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        answer = make_ready(shared)
        connection.send(None)  # "ready"
        while True:
            connection.send(answer(connection.recv()))


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl+C back while a process is started: it inherits this, and so does not die loudly while it comes up."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    ready: bool = False
    queued: deque[int] = field(default_factory=deque)


class Pool(Generic[S, T, A]):
    """Answers many tasks, several at a time. A context manager: leaving it ends the workers at once.

    Each worker calls ``make_ready(shared)`` once and what that returns for each task; ``lost(task, exit_code)`` is the
    answer for a task whose worker died. All of them are found by their names in a new process, and what goes to and fro
    can be pickled.
    """

    def __init__(
        self, workers: int, make_ready: Callable[[S], Callable[[T], A]], shared: S, lost: Callable[[T, int | None], A]
    ) -> None:
        self._arguments = (make_ready, shared)
        self._lost = lost
        self._context = multiprocessing.get_context("spawn")
        self._count = max(1, min(workers, MOST_WORKERS))
        self._workers: list[_Worker] = []
        self._tasks: Sequence[T] = ()
        self._pickled: tuple[int, memoryview] | None = None
        self._waiting: deque[int] = deque()
        self._answers: dict[int, A] = {}
        self._idle_deaths = 0

    def __enter__(self) -> Pool[S, T, A]:
        return self

    def __exit__(self, *exc_info: object) -> None:
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.process.close()
        self._workers.clear()

    def answers(self, tasks: Sequence[T]) -> Iterator[A | None]:
        """Yield an answer for each task, in their order; None about ten times a second while waiting for the next one.

        A task is only asked for when a worker is about to get it, so that ``tasks`` may make them then. Raises
        PoolError where workers cannot be had.
        """
        self._tasks = tasks
        self._pickled = None
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
                task = self._task(self._waiting[0])
                if worker.queued and len(task) > PIPE_BYTES:
                    break
                try:
                    worker.connection.send_bytes(task)
                except OSError:
                    self._bury(worker)
                    break
                worker.queued.append(self._waiting.popleft())

    def _task(self, number: int) -> memoryview:
        """A task as it is handed out; the last one is kept, in case no worker can take it yet."""
        if self._pickled is None or self._pickled[0] != number:
            self._pickled = (number, ForkingPickler.dumps(self._tasks[number]))
        return self._pickled[1]

    def _started(self) -> _Worker:
        try:
            here, there = self._context.Pipe()
            process = self._context.Process(target=work, args=(there, *self._arguments), name="worker", daemon=True)
            with _interrupts_held():
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
                answer: Any = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if answer is None:
                worker.ready = True
            else:
                self._answers[worker.queued.popleft()] = answer
        return bool(ready)

    def _bury(self, worker: _Worker) -> None:
        """A worker died: the task it was at is lost, the one it had not begun waits for another worker."""
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
            lost = worker.queued.popleft()
            self._answers[lost] = self._lost(self._tasks[lost], code)
        self._waiting.extendleft(reversed(worker.queued))
