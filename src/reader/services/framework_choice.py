"""The framework in force of a library: the one that was chosen for it, without the terms that were struck out of it."""

from __future__ import annotations

import os
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from reader.domain.framework import Framework, fingerprint
from reader.errors import FrameworkError
from reader.services.frameworks import BUILT_IN, built_in_framework, framework_path, load_framework

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from reader.domain.change import Change
    from reader.library.database import Library
    from reader.library.records import InForce

MOST_KEPT = 16
"""So many frameworks are kept, as read and as made: of several libraries, and of a moment ago."""


@dataclass(frozen=True, slots=True)
class FrameworkChoice:
    """What a library's figures have to be made by.

    ``id`` is that of the framework chosen; ``framework`` is the one in force, without the terms that exceptions take
    out of its lexicon, and ``fingerprint`` is that of its content. ``problem`` is a sentence where the file of the
    chosen one is missing or broken and the built-in one stands in, else empty.
    """

    id: str
    framework: Framework
    problem: str
    fingerprint: str
    in_force: InForce


def choice_of(library: Library) -> FrameworkChoice:
    """What is in force now. Raises FrameworkError only where the built-in framework itself is damaged."""
    from reader.library.records import InForce

    chosen = library.choices.framework()
    file, state = _file_of(chosen or BUILT_IN)
    strikes = library.strikes.of_lexicon(file.framework.id)
    terms = tuple(strike.term for strike in strikes)

    def without() -> tuple[Framework, str]:
        framework = file.framework.without(terms) if terms else file.framework
        return framework, fingerprint(framework)

    framework, mark = _kept(("framework", state, terms), without)
    in_force = InForce(chosen, framework.id, mark, tuple(strike.id for strike in strikes))
    return FrameworkChoice(chosen or BUILT_IN, framework, file.problem, mark, in_force)


def framework_of(library: Library) -> Framework:
    """The framework in force. The same object until its file, the choice, or the exceptions from it change."""
    return choice_of(library).framework


def choose_framework(library: Library, framework_id: str) -> Change:
    """Choose a framework for a library, as a command that undo takes back.

    Figures that were made by it before are shown at once; the others are out of date until they are made anew. Raises
    FrameworkError where there is no such framework or its file is broken; nothing is changed then.
    """
    framework = load_framework(framework_id)
    return library.choices.choose_framework(framework.id, f"Use the framework “{framework.name}”", BUILT_IN)


# ------------------------------------------------------------------------------------------------ kept


@dataclass(frozen=True, slots=True)
class _File:
    """A framework file as it was read, or why it could not be, and the built-in framework in its place."""

    framework: Framework
    problem: str


def _file_of(framework_id: str) -> tuple[_File, Hashable]:
    """A framework file, read anew only where it was written since; and what tells that it is still the same."""
    path = framework_path(framework_id)
    state = (framework_id, *_state(path)) if path is not None else (framework_id,)
    return _kept(("file", *state), lambda: _read(framework_id)), state


def _read(framework_id: str) -> _File:
    try:
        return _File(load_framework(framework_id), "")
    except FrameworkError as error:
        if framework_id == BUILT_IN:
            raise
        built_in = built_in_framework()
        return _File(
            built_in,
            f"The framework {framework_id} that was chosen for this library cannot be used: {error.message} Until its "
            f"file is mended or another framework is chosen, {built_in.name} stands in.",
        )


def _state(path: Path) -> tuple[Hashable, ...]:
    """What changes when a file is written, though only its name and dates are looked at."""
    try:
        found = os.stat(path)
    except OSError:
        return (path,)
    return path, found.st_mtime_ns, found.st_size, found.st_ino


def _kept(key: Hashable, make: Callable[[], Any]) -> Any:
    """What was made for this key before, or is made now."""
    with _lock:
        if key not in _made:
            _made[key] = make()
            while len(_made) > MOST_KEPT:
                _made.popitem(last=False)
        _made.move_to_end(key)
        return _made[key]


_lock = Lock()
_made: OrderedDict[Hashable, Any] = OrderedDict()
