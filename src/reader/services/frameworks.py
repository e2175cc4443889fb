"""The framework in force, and what is made ready from it once and used from then on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.formats.framework_cache import framework_of
from reader.paths import resource

if TYPE_CHECKING:
    import threading

    from reader.domain.framework import Framework
    from reader.domain.profiling import Profiler

BUILT_IN = "risk-opportunity"


@cache
def framework_in_force() -> Framework:
    """The built-in framework, read once. Raises FrameworkError where its file is damaged."""
    return framework_of(resource("frameworks", f"{BUILT_IN}.toml"))


def profiler_in_force() -> Profiler:
    """A profiler of the framework in force that belongs to the calling thread: scorers are not shared by threads."""
    from reader.domain.profiling import Profiler

    own = _of_thread()
    profiler: Profiler | None = getattr(own, "profiler", None)
    if profiler is None:
        profiler = own.profiler = Profiler(framework_in_force())
    return profiler


@cache
def _of_thread() -> threading.local:
    import threading  # not for the command line, which has one thread

    return threading.local()
