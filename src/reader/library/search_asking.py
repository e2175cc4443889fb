"""Asking the database for the many numbers that a search wants, in a way that another thread can break off.

Numbers come joined to one text by SQLite: each row that Python fetches gives up and takes back the interpreter's lock,
for which a busy window may let it wait, ten thousand times.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

Numbers = NDArray[np.int64]
Made = TypeVar("Made")

_KEPT = "reader searches"


class SearchStopped(Exception):  # noqa: N818 (it is no error: somebody wanted it)
    """The search was broken off."""


class Stop:
    """By which one thread breaks off what another one asks; nothing else is disturbed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._stopped = False
        self._running: sqlite3.Connection | None = None

    @property
    def stopped(self) -> bool:
        """Whether it was broken off."""
        return self._stopped

    def stop(self) -> None:
        """Break off. May be called from any thread, and twice."""
        with self._lock:
            self._stopped = True
            if self._running is not None:
                self._running.interrupt()

    @contextmanager
    def over(self, connection: sqlite3.Connection) -> Iterator[None]:
        """What is asked of this connection in the block is broken off by :meth:`stop`. Raises SearchStopped."""
        with self._lock:
            if self._stopped:
                raise SearchStopped
            self._running = connection
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise SearchStopped from error
            raise
        finally:
            with self._lock:
                self._running = None


class Asker:
    """One state of a library that is asked for numbers."""

    def __init__(self, connection: Connection, stop: Stop) -> None:
        connection.begin()
        # SQLAlchemy's rows cost more than finding them.
        self._raw = cast("sqlite3.Connection", connection.connection.dbapi_connection)
        self._stop = stop
        self._kept = self._kept_by(connection.connection.info)

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for this key by an earlier search, as long as nothing was written to the library since."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast("Made", self._kept[key])

    def _kept_by(self, info: dict[Any, Any]) -> dict[Hashable, Any]:
        """What this connection keeps of the state that it sees. SQLite tells when another one has written."""
        state = self.rows("PRAGMA data_version")[0][0]
        known, kept = info.get(_KEPT, (None, {}))
        if known != state:
            kept = {}
            info[_KEPT] = (state, kept)
        return cast("dict[Hashable, Any]", kept)

    def rows(self, statement: str, given: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a few. Raises SearchStopped."""
        with self._stop.over(self._raw):
            return self._raw.execute(statement, given).fetchall()

    def columns(self, statement: str, given: Sequence[object] = ()) -> list[Numbers]:
        """Columns of whole numbers, each joined by ``group_concat``. Raises SearchStopped."""
        return [numbers_in(joined) for joined in self.rows(statement, given)[0]]

    def numbers(self, statement: str, given: Sequence[object] = ()) -> Numbers:
        """One such column. Raises SearchStopped."""
        return self.columns(statement, given)[0]


def numbers_in(joined: object) -> Numbers:
    """The whole numbers that SQLite's ``group_concat`` joined; of a single one it may give the number itself."""
    return np.fromstring(str(joined), np.int64, sep=",") if joined not in (None, "") else np.zeros(0, np.int64)
