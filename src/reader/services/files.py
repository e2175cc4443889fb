"""Reading and writing the files that a person names: every refusal of the disk becomes a sentence."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from reader.errors import InputError, ReaderError
from reader.formats.limits import MAX_FILE_BYTES, check_file_size


def read_file(path: Path, *, regular_only: bool = True) -> bytes:
    """All bytes of a file. ``regular_only`` refuses pipes and devices, which might never end. Raises InputError."""
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise InputError("This is a folder.", "Name a file, or import the whole folder.")
        if regular_only and not stat.S_ISREG(mode):
            raise InputError("This is no ordinary file.", "Save its content to a file and use that.")
        with open(path, "rb") as file:
            check_file_size(os.fstat(file.fileno()).st_size)
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError("This file does not exist.", "Check the name and the folder.") from error
    except PermissionError as error:
        raise InputError("This file may not be read by you.", "Ask its owner for access, or copy it.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"This file cannot be read: {reason}.", "Check that its disk is connected.") from error
    check_file_size(len(data))
    return data


def write_text(path: Path, text: str) -> Path:
    """Write a text as UTF-8, whole or not at all; returns where it stands. Raises ReaderError."""
    making = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            making.write_text(text, encoding="utf-8", newline="\n")
            making.replace(path)
        finally:
            making.unlink(missing_ok=True)
    except OSError as error:
        raise ReaderError(
            f"{path.name} could not be written to {path.parent}: {error.strerror or error}.",
            "Check that the disk has room and that you may write there.",
        ) from error
    return path
