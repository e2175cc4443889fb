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
LIBRARY_LISTS = ("library_hidden", "library_folded", "library_columns", "library_axes")


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
    ``recent_libraries`` maps the path of a library to when it was opened last, ISO 8601 in UTC, the latest first.
    """

    theme: str = "system"
    text_font: str = ""
    text_size: int = 12
    text_measure: int = 72
    list_sort: str = "date"
    list_descending: bool = True
    keys: dict[str, str] = field(default_factory=dict)
    last_library: str = ""
    recent_libraries: dict[str, str] = field(default_factory=dict)

    KEPT_LIBRARIES = 20

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
        if name in ("keys", "recent_libraries"):
            return all(isinstance(k, str) and isinstance(v, str) for k, v in value.items())
        return True

    def remember_library(self, path: Path, time: str) -> None:
        """Keep a library as the one that was opened last; the oldest are forgotten past ``KEPT_LIBRARIES``."""
        others = {known: opened for known, opened in self.recent_libraries.items() if known != str(path)}
        kept = list(({str(path): time} | others).items())[: self.KEPT_LIBRARIES]
        self.recent_libraries = dict(kept)

    def forget_library(self, path: Path) -> None:
        """Leave a library out of the list; its file stays."""
        self.recent_libraries = {known: at for known, at in self.recent_libraries.items() if known != str(path)}


@dataclass
class WindowState(_JsonFile):
    """How the window was left.

    ``geometry`` is Qt's own, in base 64; ``splitters`` maps a splitter's name to its sizes in pixels;
    ``hidden_panes`` names the panes that are hidden; ``positions`` maps an item's slug to the slice it was left at,
    latest last. ``side_view`` is what the column beside the transcript shows: ``about``, ``why`` or
    ``related``.
    ``last_item`` is the slug of the item that was open, ``last_page`` the page that was shown; ``left_items`` maps the
    path of another library to the slug of the item that was open when it was left.
    ``recent_searches`` are queries that led somewhere, the latest first.
    ``side_by_side`` are the slugs of the conversations compared last, ``side_by_side_link`` is how their cursors moved.
    ``library_view`` is ``table`` or ``cards``; ``library_hidden`` names the parts of the library page that are hidden,
    ``library_folded`` its folded facets; ``library_columns`` are the columns chosen, in order (none: those that fit),
    ``library_widths`` maps them to pixels; ``library_axes`` are those of its scatter, across and up.
    """

    geometry: str = ""
    splitters: dict[str, list[int]] = field(default_factory=dict)
    hidden_panes: list[str] = field(default_factory=list)
    last_item: str = ""
    last_page: str = ""
    left_items: dict[str, str] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)
    samples_hint_closed: bool = False
    side_view: str = "about"
    library_view: str = "table"
    library_hidden: list[str] = field(default_factory=list)
    library_folded: list[str] = field(default_factory=list)
    library_columns: list[str] = field(default_factory=list)
    library_widths: dict[str, int] = field(default_factory=dict)
    library_axes: list[str] = field(default_factory=list)
    recent_searches: list[str] = field(default_factory=list)
    side_by_side: list[str] = field(default_factory=list)
    side_by_side_link: str = "share"

    KEPT_LEFT = 20
    KEPT_POSITIONS = 2000
    KEPT_SEARCHES = 12

    @classmethod
    def default_path(cls) -> Path:
        return state_folder() / "window.json"

    def accepts(self, name: str, value: Any) -> bool:
        if name in ("positions", "library_widths"):
            return all(isinstance(v, int) for v in value.values())
        if name == "left_items":
            return all(isinstance(v, str) for v in value.values())
        if name == "splitters":
            return all(isinstance(v, list) and all(isinstance(n, int) for n in v) for v in value.values())
        if name in ("hidden_panes", "recent_searches", "side_by_side", *LIBRARY_LISTS):
            return all(isinstance(v, str) for v in value)
        return True

    def remember_search(self, text: str) -> bool:
        """Keep a query as the latest one; returns whether that changed anything."""
        query = " ".join(text.split())
        if not query or self.recent_searches[:1] == [query]:
            return False
        others = [one for one in self.recent_searches if one.casefold() != query.casefold()]
        self.recent_searches = [query, *others][: self.KEPT_SEARCHES]
        return True

    def change_library(self, before: Path, after: Path) -> None:
        """Keep which item is open in the library that is left, and go back to that of the one that is come to."""
        left = {path: slug for path, slug in self.left_items.items() if path != str(before)}
        kept = [(str(before), self.last_item), *left.items()][: self.KEPT_LEFT]
        self.last_item = left.get(str(after), self.last_item)
        self.left_items = dict(kept)

    def remember_position(self, slug: str, slice_number: int) -> None:
        """Keep the slice at which an item was left; the oldest positions are forgotten past ``KEPT_POSITIONS``."""
        self.positions.pop(slug, None)
        self.positions[slug] = slice_number
        while len(self.positions) > self.KEPT_POSITIONS:
            del self.positions[next(iter(self.positions))]
