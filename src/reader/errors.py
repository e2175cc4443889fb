"""Errors that people can cause, each with a sentence for the user.

Anything that is not a :class:`ReaderError` is a bug of this program and goes to the crash dialog.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing
if TYPE_CHECKING:
    from collections.abc import Sequence


class ReaderError(Exception):
    """Something the file, the disk or the user caused.

    ``message`` says in one sentence what happened; ``advice`` says what to do next (may be empty).
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class InputError(ReaderError):
    """A file given to the program cannot be used: unreadable, empty, or of an unknown format."""


class FrameworkError(ReaderError):
    """A framework is not there, may not be changed, or its file breaks the schema.

    ``problems`` are all that were found in a file, a sentence each with file, line, what is wrong and how to mend it;
    the message speaks of the first.
    """

    def __init__(self, message: str, advice: str = "", problems: Sequence[str] = ()) -> None:
        super().__init__(message, advice)
        self.problems = tuple(problems) or (str(self),)


class ContentError(InputError):
    """A file of the content folder breaks its schema. ``problems`` as in :class:`FrameworkError`."""

    def __init__(self, message: str, advice: str = "", problems: Sequence[str] = ()) -> None:
        super().__init__(message, advice)
        self.problems = tuple(problems) or (str(self),)


class LibraryError(ReaderError):
    """The library on disk cannot be opened, read or written."""


class NewerLibraryError(LibraryError):
    """The library was written by a newer version of the program."""


class DamagedLibraryError(LibraryError):
    """The library file is not a database of this program, or fails its integrity check."""


class LibraryBusyError(LibraryError):
    """Another process holds the library for writing."""


class LibraryClosedError(LibraryError):
    """The library was closed before, or while, it was to be read or written."""


class NotFoundError(ReaderError):
    """No item (or other named thing) of that name is in the library."""


class SettingsError(ReaderError):
    """A preference has a value outside its declared type or range."""
