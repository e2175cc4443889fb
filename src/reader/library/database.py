"""The library: one SQLite file, opened, brought up to date, read and written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from reader.library import backup, schema
from reader.library.bin import Bin
from reader.library.choices import Choices
from reader.library.collections import Collections
from reader.library.connections import BUSY_TIMEOUT_MS, Connections
from reader.library.content_files import ContentFiles
from reader.library.edits import Edits
from reader.library.figures import FiguresOfItems
from reader.library.imports import Imports
from reader.library.items import Items
from reader.library.joining import Joining
from reader.library.journal import Journal
from reader.library.likeness_table import Likenesses
from reader.library.pairs import Pairs
from reader.library.search_building import Indexing
from reader.library.search_reading import Searches
from reader.library.strikes import Strikes
from reader.library.versions import Versions

P = ParamSpec("P")
T = TypeVar("T")


class Library:
    """An open library. ``items`` finds and lists, ``edits`` and ``imports`` write, ``journal`` takes back; ``choices``
    and ``strikes`` say what its ``figures`` are made by; ``collections`` are its saved filters; ``searches`` look
    through what ``indexing`` made ready; ``likeness`` says what stands near to what.

    Reading is for any thread; every write waits for its turn on one thread inside. Use as a context manager, or call
    :meth:`close`.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self.items = Items(connections)
        self.journal = Journal(connections)
        self.edits = Edits(connections, self._backup_before)
        self.imports = Imports(connections, self.journal, self._backup_before)
        self.choices = Choices(connections)
        self.collections = Collections(connections)
        self.strikes = Strikes(connections)
        self.figures = FiguresOfItems(connections)
        self.indexing = Indexing(connections)
        self.searches = Searches(connections)
        self.likeness = Likenesses(connections)
        self.content = ContentFiles(connections, self.journal, self._backup_before)
        self.pairs = Pairs(connections)
        self.joining = Joining(connections)
        self.versions = Versions(connections)
        self.bin = Bin(connections)

    @classmethod
    def open(cls, path: Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Library:
        """Open the library at ``path``: made where there is none, backed up and migrated where it is older.

        Raises NewerLibraryError, DamagedLibraryError (also for an empty file: a new library never takes the place of
        one that was lost), LibraryBusyError, and LibraryError where the disk or its permissions are in the way.
        """
        path = Path(path).absolute()
        if not path.exists():
            schema.create(path)
        older = schema.version_of(path, busy_timeout_ms=busy_timeout_ms) < schema.VERSION
        if older:
            backup.backup(path, "before an update of the library format")
            schema.migrate(path, busy_timeout_ms=busy_timeout_ms)
        library = cls(Connections(path, busy_timeout_ms))
        if older:
            library.indexing.begin()
            library.likeness.begin()
        return library

    @property
    def path(self) -> Path:
        """The library's file."""
        return self._connections.path

    @property
    def closed(self) -> bool:
        """True once :meth:`close` was called."""
        return self._connections.closed

    def read(self) -> AbstractContextManager[Connection]:
        """A connection for reading, for code inside the library layer."""
        return self._connections.read()

    def write(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run ``function(connection, ...)`` in one transaction on the writer thread; return once it is committed."""
        return self._connections.write(function, *args, **kwargs)

    def backup(self, reason: str) -> Path:
        """Keep a checked copy of the library as it is now. Raises like :func:`reader.library.backup.backup`."""
        return backup.backup(self.path, reason)

    def close(self) -> None:
        """Finish queued writes and let go of the file. May be called twice."""
        self._connections.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _backup_before(self, reason: str) -> Path | None:
        """Back up before a bulk change; a library without any item has nothing to keep."""
        return self.backup(reason) if self.items.count(deleted=True) else None
