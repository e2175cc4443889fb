"""Stand-ins for the work of an import worker that end their process, for the tests of the pool."""

from __future__ import annotations

import os
import time
from pathlib import Path

from reader.errors import InputError
from reader.services.preparing import Refused


def answer(path: Path, encoding: str | None) -> Refused:
    """Echo the file's name; end the process for one named "deadly", take a while for "slow"."""
    if path.name.startswith("deadly"):
        os._exit(9)
    if path.name.startswith("slow"):
        time.sleep(60)
    return Refused(InputError(path.name, encoding or ""))
