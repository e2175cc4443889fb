"""The framework in force, and what is made ready from it once and used from then on."""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING

from reader.formats.framework_file import read_framework
from reader.paths import resource

if TYPE_CHECKING:
    from reader.domain.framework import Framework
    from reader.domain.profiling import Profiler

BUILT_IN = "risk-opportunity"

_of_thread = threading.local()


@cache
def framework_in_force() -> Framework:
    """The built-in framework, read once. Raises FrameworkError where its file is damaged."""
    return read_framework(resource("frameworks", f"{BUILT_IN}.toml"))


def profiler_in_force() -> Profiler:
    """A profiler of the framework in force that belongs to the calling thread: scorers are not shared by threads."""
    from reader.domain.profiling import Profiler

    profiler: Profiler | None = getattr(_of_thread, "profiler", None)
    if profiler is None:
        profiler = _of_thread.profiler = Profiler(framework_in_force())
    return profiler
