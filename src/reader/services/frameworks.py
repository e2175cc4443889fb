"""The frameworks that are there, and what is made ready from one of them and used from then on.

Those that come with the program stand in its resources, those of the user in the data folder; the file of a framework
is called by its id.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.domain.framework import fingerprint
from reader.domain.record import record
from reader.errors import FrameworkError
from reader.formats.framework_cache import framework_of
from reader.paths import data_folder, resource

if TYPE_CHECKING:
    import threading
    from pathlib import Path

    from reader.domain.framework import Framework
    from reader.domain.profiling import Profiler

BUILT_IN = "risk-opportunity"
MOST_PROFILERS = 4
"""So many are kept for a thread: the framework in force, one to compare with, and what they were a moment ago."""


@record
class FrameworkEntry:
    """One framework file. ``problem`` is a sentence where it cannot be used, else empty; a broken file has the id that
    its name says, no version and no terms.
    """

    id: str
    name: str
    version: str
    terms: int
    path: Path
    built_in: bool
    problem: str = ""


@cache
def built_in_framework() -> Framework:
    """The framework that is in force where none was chosen. Raises FrameworkError where its file is damaged."""
    return framework_of(_built_in_path(BUILT_IN))


def users_folder() -> Path:
    """Where the user's own frameworks stand; need not exist."""
    return data_folder() / "frameworks"


def is_built_in(framework_id: str) -> bool:
    """Whether a framework of this id comes with the program."""
    return _is_plain_name(framework_id) and _built_in_path(framework_id).is_file()


def framework_path(framework_id: str) -> Path | None:
    """The file of a framework; None where there is none. Reads nothing."""
    if not _is_plain_name(framework_id):
        return None
    for path in (_built_in_path(framework_id), own_path(framework_id)):
        if path.is_file():
            return path
    return None


def own_path(framework_id: str) -> Path:
    """Where the user's framework of this id stands, or would stand."""
    return users_folder() / f"{framework_id}.toml"


def load_framework(key: str) -> Framework:
    """A framework by its id, or by the path of its file. Raises FrameworkError."""
    from pathlib import Path

    path = framework_path(key)
    if path is not None:
        return _of_its_file(path)
    if _is_plain_name(key) and not Path(key).is_file():
        known = ", ".join(entry.id for entry in list_frameworks() if not entry.problem)
        raise FrameworkError(f"There is no framework {key}.", f"There are: {known}.")
    return framework_of(Path(key))


def list_frameworks() -> list[FrameworkEntry]:
    """All frameworks: those of the program, then the user's own, each by name; the standard one first."""
    entries = [
        entry_of(path, built_in=built_in)
        for folder, built_in in ((_built_in_path(BUILT_IN).parent, True), (users_folder(), False))
        for path in sorted(folder.glob("*.toml"))
    ]
    return sorted(
        entries, key=lambda entry: (not entry.built_in, entry.id != BUILT_IN, entry.name.casefold(), entry.id)
    )


def entry_of(path: Path, *, built_in: bool = False) -> FrameworkEntry:
    """What is to be told of one file."""
    try:
        framework = _of_its_file(path)
        if not built_in and is_built_in(framework.id):
            raise FrameworkError(
                f"{path.name} has the id of a framework that comes with the program.",
                "Rename the file and write the new name as its `id`.",
            )
    except FrameworkError as error:
        return FrameworkEntry(path.stem, path.stem, "", 0, path, built_in, str(error))
    return FrameworkEntry(framework.id, framework.name, framework.version, len(framework.terms), path, built_in)


def _of_its_file(path: Path) -> Framework:
    """The framework in one of the two folders, where the file is called by the id."""
    framework = framework_of(path)
    if framework.id != path.stem:
        raise FrameworkError(
            f"{path.name} holds the framework {framework.id}.", f"Rename the file to {framework.id}.toml."
        )
    return framework


def _built_in_path(framework_id: str) -> Path:
    return resource("frameworks", f"{framework_id}.toml")


def _is_plain_name(text: str) -> bool:
    """Whether this can be an id: nothing that leads to another folder."""
    return text.replace("-", "").isalnum()


# -------------------------------------------------------------------------------------------- profilers


def profiler_for(framework: Framework) -> Profiler:
    """A profiler of this framework that belongs to the calling thread: scorers are not shared by threads."""
    kept = _profilers()
    for at, (of, _, profiler) in enumerate(kept):
        if of is framework:
            kept.insert(0, kept.pop(at))
            return profiler
    return _profiler_of_equal(framework, kept)


def _profiler_of_equal(framework: Framework, kept: list[tuple[Framework, str, Profiler]]) -> Profiler:
    """The kept profiler of a framework with the same content, or a new one, which is kept then."""
    made = fingerprint(framework)
    found = next((p for of, mark, p in kept if mark == made and of.label == framework.label), None)
    profiler = found or new_profiler(framework)
    kept.insert(0, (framework, made, profiler))
    del kept[MOST_PROFILERS:]
    return profiler


def new_profiler(framework: Framework) -> Profiler:
    """A profiler that belongs to no thread yet."""
    from reader.domain.profiling import Profiler

    return Profiler(framework, many=True)


def adopt(profiler: Profiler) -> None:
    """Let the calling thread use a profiler from now on that another one made: making it takes a while."""
    kept = _profilers()
    kept.insert(0, (profiler.framework, profiler.fingerprint, profiler))
    del kept[MOST_PROFILERS:]


def _profilers() -> list[tuple[Framework, str, Profiler]]:
    """Those of the calling thread, the one that was used last first."""
    own = _of_thread()
    kept: list[tuple[Framework, str, Profiler]] | None = getattr(own, "profilers", None)
    if kept is None:
        kept = own.profilers = []
    return kept


@cache
def _of_thread() -> threading.local:
    import threading  # not for the command line, which has one thread

    return threading.local()
