"""Connections to one library file: a pool for reading from any thread, and one serial thread that owns all writing."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from reader.errors import LibraryClosedError, LibraryError
from reader.library.faults import told_apart

BUSY_TIMEOUT_MS = 5000
"""How long a write waits for another process before it gives up."""

P = ParamSpec("P")
T = TypeVar("T")


def connect(path: Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS, foreign_keys: bool = True) -> sqlite3.Connection:
    """Open an existing database file with the settings every connection has; transactions are begun by hand.

    The file is never made here. Raises sqlite3.Error as it comes: callers stand inside ``faults.told_apart``.
    ``foreign_keys`` is False only while a migration rebuilds tables, which ends with a check of the keys.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False,
        timeout=busy_timeout_ms / 1000,
    )  # fmt: skip
    try:
        connection.execute(f"PRAGMA busy_timeout = {int(busy_timeout_ms)}")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def make_engine(
    path: Path, begin: str, *, read_only: bool, pool_size: int, busy_timeout_ms: int, foreign_keys: bool = True
) -> Engine:
    """An SQLAlchemy engine over ``path`` whose transactions start with the statement ``begin``."""

    def creator() -> sqlite3.Connection:
        connection = connect(path, busy_timeout_ms=busy_timeout_ms, foreign_keys=foreign_keys)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        return connection

    engine = create_engine(
        "sqlite+pysqlite://", creator=creator, poolclass=QueuePool, pool_size=pool_size, max_overflow=16
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


class _Writer:
    """The thread that runs every write, one after another, each in a transaction of its own."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._jobs: queue.SimpleQueue[tuple[Future[Any], Callable[[Connection], Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="library writer", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[Connection], T]) -> Future[T]:
        future: Future[T] = Future()
        self._jobs.put((future, job))
        return future

    def is_current_thread(self) -> bool:
        return threading.current_thread() is self._thread

    def stop(self) -> None:
        """Run what is queued, then end the thread."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            future, function = job
            if future.set_running_or_notify_cancel():
                self._run_one(future, function)
            del future, function, job

    def _run_one(self, future: Future[Any], function: Callable[[Connection], Any]) -> None:
        try:
            with told_apart(self._path), self._engine.begin() as connection:
                result = function(connection)
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(result)


class Connections:
    """Reads and writes of one library file. Errors come out as :class:`LibraryError`, bugs as they are."""

    def __init__(self, path: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._closed = False
        self._readers = make_engine(path, "BEGIN", read_only=True, pool_size=4, busy_timeout_ms=busy_timeout_ms)
        self._write_engine = make_engine(
            path, "BEGIN IMMEDIATE", read_only=False, pool_size=1, busy_timeout_ms=busy_timeout_ms
        )
        self._writer = _Writer(self._write_engine, path)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading, from any thread: one consistent state of the library for the whole block."""
        self._require_open()
        with told_apart(self.path), self._readers.connect() as connection:
            yield connection

    def write(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run ``function(connection, ...)`` in one transaction on the writer thread and wait until it is committed.

        What it raises reaches the caller, and nothing of the transaction is kept then. Inside ``function`` use the
        connection given, not ``write`` again.
        """
        if self._writer.is_current_thread():
            raise RuntimeError("write() called inside a write")
        with self._lock:
            self._require_open()
            future = self._writer.submit(lambda connection: function(connection, *args, **kwargs))
        return future.result()

    def close(self) -> None:
        """Finish the queued writes, fold the write-ahead log into the file, and let go of it. May be called twice."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._writer.stop()
        self._readers.dispose()
        # What cannot be folded in now (a full disk, a busy reader) is safe in the log until the next opening.
        with suppress(LibraryError), told_apart(self.path):
            self._fold_log()
        self._write_engine.dispose()

    def _fold_log(self) -> None:
        raw = self._write_engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA busy_timeout = 0")
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            raw.close()

    @property
    def closed(self) -> bool:
        """True once :meth:`close` was called."""
        return self._closed

    def _require_open(self) -> None:
        if self._closed:
            raise LibraryClosedError("The library is closed already.", "Open it again.")
