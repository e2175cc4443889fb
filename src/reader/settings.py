"""Preferences, declared once with type and default; and, kept apart from them, the state of the window.

Both are small JSON files, written atomically. A file that cannot be read gives the defaults and stays on disk under
another name, so that nothing a person wrote by hand is lost.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from reader.errors import SettingsError
from reader.paths import config_folder, state_folder

THEMES = ("system", "light", "dark")
TEXT_SIZES = range(8, 33)
TEXT_MEASURES = range(50, 101)


class _JsonFile:
    """A dataclass kept in one JSON file; fields that the file lacks, or holds with another type, keep their default."""

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Read the file; a missing or damaged one gives the defaults."""
        path = path or cls.default_path()
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError):
            _set_aside(path)
            return cls()
        return cls.from_stored(stored if isinstance(stored, dict) else {})

    @classmethod
    def from_stored(cls, stored: dict[str, Any]) -> Self:
        """Build from a decoded file, taking each value only where its type is the declared one."""
        result = cls()
        for declared in fields(result):  # type: ignore[arg-type]
            value = stored.get(declared.name)
            default = getattr(result, declared.name)
            if type(value) is type(default) and result.accepts(declared.name, value):
                setattr(result, declared.name, value)
        return result

    @classmethod
    def default_path(cls) -> Path:
        """Where the file lies unless another path is given."""
        raise NotImplementedError

    def accepts(self, name: str, value: Any) -> bool:
        """Whether ``value`` is in the range of the field ``name``."""
        del name, value
        return True

    def save(self, path: Path | None = None) -> None:
        """Write the file atomically. Raises SettingsError where the disk refuses."""
        path = path or self.default_path()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=path.name, dir=path.parent)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(asdict(self), file, ensure_ascii=False, indent=1)  # type: ignore[call-overload]
                os.replace(temporary, path)
            except BaseException:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(temporary)
                raise
        except OSError as error:
            raise SettingsError(
                f"The preferences could not be saved to {path}: {error.strerror or error}.",
                "Check that the folder may be written to and that the disk is not full.",
            ) from error


def _set_aside(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.replace(path.with_name(path.name + ".damaged"))


@dataclass
class Settings(_JsonFile):
    """What a person prefers.

    ``text_size`` is in points, ``text_measure`` in characters a line; an empty ``text_font`` is the program's own
    serif. ``keys`` maps an action's id to its rebound shortcut (portable text; empty: no shortcut).
    """

    theme: str = "system"
    text_font: str = ""
    text_size: int = 12
    text_measure: int = 72
    list_sort: str = "date"
    list_descending: bool = True
    keys: dict[str, str] = field(default_factory=dict)
    last_library: str = ""

    @classmethod
    def default_path(cls) -> Path:
        return config_folder() / "settings.json"

    def accepts(self, name: str, value: Any) -> bool:
        if name == "theme":
            return value in THEMES
        if name == "text_size":
            return value in TEXT_SIZES
        if name == "text_measure":
            return value in TEXT_MEASURES
        if name == "keys":
            return all(isinstance(k, str) and isinstance(v, str) for k, v in value.items())
        return True


@dataclass
class WindowState(_JsonFile):
    """How the window was left.

    ``geometry`` is Qt's own, in base 64; ``splitters`` maps a splitter's name to its sizes in pixels;
    ``hidden_panes`` names the panes that are hidden; ``positions`` maps an item's slug to the slice it was left at,
    latest last. ``side_view`` is what the column beside the transcript shows: ``about`` or ``why``.
    """

    geometry: str = ""
    splitters: dict[str, list[int]] = field(default_factory=dict)
    hidden_panes: list[str] = field(default_factory=list)
    last_item: str = ""
    positions: dict[str, int] = field(default_factory=dict)
    samples_hint_closed: bool = False
    side_view: str = "about"

    KEPT_POSITIONS = 2000

    @classmethod
    def default_path(cls) -> Path:
        return state_folder() / "window.json"

    def accepts(self, name: str, value: Any) -> bool:
        if name == "positions":
            return all(isinstance(v, int) for v in value.values())
        if name == "splitters":
            return all(isinstance(v, list) and all(isinstance(n, int) for n in v) for v in value.values())
        if name == "hidden_panes":
            return all(isinstance(v, str) for v in value)
        return True

    def remember_position(self, slug: str, slice_number: int) -> None:
        """Keep the slice at which an item was left; the oldest positions are forgotten past ``KEPT_POSITIONS``."""
        self.positions.pop(slug, None)
        self.positions[slug] = slice_number
        while len(self.positions) > self.KEPT_POSITIONS:
            del self.positions[next(iter(self.positions))]
