"""What the commands share: exit codes, how they write and complain, and the library that a call names."""

from __future__ import annotations

import sys

from reader.errors import LibraryError

TYPE_CHECKING = False  # as in typing, whose import would cost a tenth of the time of `reader --help`
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Any

    from reader.library.database import Library

ALL_WELL, SOME_FAILED, PIPE_CLOSED, INTERRUPTED = 0, 1, 141, 130


def write_lines(lines: Sequence[str]) -> None:
    """Each line to standard output."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def write_json(value: Any) -> None:
    """A value to standard output, readable where the terminal can show it."""
    import json

    readable = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    sys.stdout.write(json.dumps(value, ensure_ascii=not readable, indent=1) + "\n")


def complain(sentence: str) -> None:
    """One line to standard error."""
    print(" ".join(sentence.split()), file=sys.stderr)


def run_through(steps: Any, told: Callable[[Any], None]) -> Any:
    """Run a generator to its end, handing on its steps; returns its result. It is closed whatever happens."""
    try:
        while True:
            told(next(steps))
    except StopIteration as end:
        return end.value
    finally:
        steps.close()


def library_path(arguments: argparse.Namespace) -> Path:
    """Where the library stands that the call names, else the user's own."""
    if hasattr(arguments, "library"):
        from pathlib import Path

        return Path(arguments.library)
    from reader.paths import default_library

    return default_library()


def open_named_library(arguments: argparse.Namespace, *, create: bool = False) -> Library:
    """The library to work on; only commands that bring something in may make a new one."""
    path = library_path(arguments)
    if not create and not path.exists():
        raise _no_library(path)
    from reader.services.opening import open_library

    return open_library(path)


def _no_library(path: Path) -> LibraryError:
    return LibraryError(
        f"There is no library at {path}.", "Import something first, or name another one with --library."
    )
