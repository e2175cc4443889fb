"""The bytes of a framework file, and a sentence where there are none to be had."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from reader.errors import FrameworkError

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 5_000_000
"""Fifty thousand terms with notes; a larger file is something else."""


def read_source(path: Path) -> bytes:
    """The bytes of a framework file. Raises FrameworkError."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise FrameworkError(f"{path.name} is a folder.", "Name the framework file in it.")
        if not stat.S_ISREG(about.st_mode):
            raise FrameworkError(f"{path.name} is no ordinary file.", "Save its content to a file and use that.")
        if about.st_size > MOST_BYTES:
            size = f"{about.st_size / 1_000_000:.1f} MB"
            raise FrameworkError(
                f"{path.name} is too large for a framework: {size}.", f"{MOST_BYTES // 1_000_000} MB is the most."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FrameworkError(f"{path.name} does not exist.", "Check the name and the folder.") from error
    except PermissionError as error:
        raise FrameworkError(f"{path.name} may not be read by you.", "Ask its owner for access, or copy it.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FrameworkError(f"{path.name} cannot be read: {reason}.", "Check that its disk is connected.") from error
