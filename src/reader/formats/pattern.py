"""Regular expressions that are compiled when they are first used.

A file needs those of its own format, and compiling those of all formats would take as long as reading a short file.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Pattern:
    """Stands for a compiled pattern; each of its methods becomes an attribute when it is first asked for."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self._pattern, self._flags), name)
        setattr(self, name, method)
        return method


def pattern(written: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, but compiled later."""
    return cast("re.Pattern[AnyStr]", _Pattern(written, flags))
