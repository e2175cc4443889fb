"""Tables of a TOML file, read with their types checked; what is wrong is collected, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar

from reader.errors import FrameworkError

if TYPE_CHECKING:
    from reader.formats.toml_lines import KeyPath

REQUIRED: Any = object()
MOST_PROBLEMS = 100
"""So many are told; a file with more is not a framework with mistakes in it."""
LONGEST_SHOWN = 40

_StandIn = TypeVar("_StandIn")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Problems:
    """What is wrong with the file called ``file``."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[tuple[KeyPath, str, str]] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, path: KeyPath, what: str, mend: str) -> None:
        """``what`` is wrong at this place (half a sentence, without its full stop), and how to ``mend`` it."""
        self._found.append((path, what, mend))

    def error(self, source: str) -> FrameworkError:
        """All of them, in the order of their lines. ``source`` is the text of the file, which is valid TOML."""
        from reader.formats.toml_lines import key_lines

        lines = key_lines(source)
        placed = sorted((_line_of(path, lines), number) for number, (path, _, _) in enumerate(self._found))
        told = [(line, *self._found[number][1:]) for line, number in placed]
        sentences = [f"{self.file}, line {line}: {what}. {mend}" for line, what, mend in told[:MOST_PROBLEMS]]
        if len(told) > MOST_PROBLEMS:
            sentences.append(
                f"{self.file}: {len(told) - MOST_PROBLEMS} more problems are not listed. Mend these first."
            )
        line, what, mend = told[0]
        if len(told) == 1:
            return FrameworkError(f"{self.file}, line {line}: {what}.", mend, sentences)
        first = f"{self.file} has {len(told)} problems, the first in line {line}: {what}."
        return FrameworkError(first, mend, sentences)


class Table:
    """One table of a file; ``path`` is its place from the top.

    A value that is missing and has no default, or is of another type, is added to the ``problems``; a stand-in is
    answered, so that the rest of the file can be looked through.
    """

    def __init__(self, content: Mapping[str, Any], path: KeyPath, problems: Problems) -> None:
        self.path = path
        self.problems = problems
        self._content = content
        self._asked: list[str] = []

    def __contains__(self, key: str) -> bool:
        return key in self._content

    def __iter__(self) -> Iterator[str]:
        return iter(self._content)

    def refuse(self, key: str | int, what: str, mend: str) -> None:
        """Add a problem with the value of this key, or with this entry of a list."""
        self.problems.add((*self.path, key), what, mend)

    def pass_over(self, key: str) -> None:
        """Know this key without reading it."""
        self._asked.append(key)

    def text(self, key: str, default: str = REQUIRED) -> str:
        """A text; one without a default is a line that says something."""
        value = self._value(key, default, "")
        if not isinstance(value, str):
            return self._mistaken(key, "a text in quotes", value, "")
        if default is REQUIRED and key in self._content:
            if not value.strip():
                self.refuse(key, f"{self.name(key)} is empty", "Write something between the quotes.")
            elif _CONTROL.search(value):
                self.refuse(key, f"{self.name(key)} has a line break or tab in it", "Write it as one line.")
        return value

    def slug(self, key: str) -> str:
        """A text that can be the name of a file and stand in a link."""
        value = self.text(key)
        if value.strip() and not _SLUG.fullmatch(value):
            self.refuse(
                key,
                f"{self.name(key)} must be small letters and digits, parted by single hyphens, not {shown(value)}",
                'Write it as in "monetary-policy".',
            )
        return value

    def texts(self, key: str, default: Sequence[str] = REQUIRED) -> list[tuple[int, str]]:
        """The texts of a list, each with its index; entries of another type are problems and left out."""
        value = self._value(key, default, [])
        if not isinstance(value, list | tuple):
            return self._mistaken(key, "a list of texts in quotes", value, [])
        found = []
        for at, part in enumerate(value):
            if isinstance(part, str):
                found.append((at, part))
            else:
                self.problems.add(
                    (*self.path, key, at),
                    f"{self.name(key)} holds {shown(part)}, which is no text",
                    "Put it in quotes.",
                )
        return found

    def one_of(self, key: str, known: Sequence[str]) -> str:
        """A text out of a few."""
        value = self._value(key, REQUIRED, "")
        if value in known or key not in self._content:
            return str(value)
        meant = _likely(value, known) if isinstance(value, str) else ""
        mend = f'Did you mean "{meant}"?' if meant else "Write one of these."
        self.refuse(key, f"{self.name(key)} must be {', '.join(known[:-1])} or {known[-1]}, not {shown(value)}", mend)
        return ""

    def integer(self, key: str, default: int = REQUIRED) -> int:
        """A whole number."""
        value = self._value(key, default, 0)
        if isinstance(value, bool) or not isinstance(value, int):
            return self._mistaken(key, "a whole number", value, 0)
        return value

    def number(self, key: str) -> float:
        """A number, neither infinite nor NaN; NaN where the file has none."""
        value = self._value(key, REQUIRED, None)
        if value is None:
            return float("nan")
        return float(value) if is_number(value) else self._mistaken(key, "a number", value, float("nan"))

    def value(self, key: str, default: Any = REQUIRED) -> Any:
        """Whatever stands there; None where it is missing."""
        return self._value(key, default, None)

    def table(self, key: str, default: Mapping[str, Any] = REQUIRED) -> Table:
        """A table inside this one."""
        value = self._value(key, default, None)
        if value is not None and not isinstance(value, dict):
            value = self._mistaken(key, f"a table, under [{self.name(key)}]", value, None)
        # Nothing is missed in a table that is missing itself.
        problems = Problems("") if value is None else self.problems
        return Table(value or {}, (*self.path, key), problems)

    def list_place(self, key: str) -> Table:
        """The list under ``key``, as a place to name problems of its entries."""
        return Table({}, (*self.path, key), self.problems)

    def tables(self, key: str, default: Sequence[Mapping[str, Any]] = REQUIRED) -> list[Table]:
        """A list of tables."""
        value = self._value(key, default, [])
        if not isinstance(value, list | tuple) or not all(isinstance(part, dict) for part in value):
            return self._mistaken(key, f"tables, each under [[{self.name(key)}]]", value, [])
        return [Table(part, (*self.path, key, at), self.problems) for at, part in enumerate(value)]

    def refuse_others(self) -> None:
        """Add a problem for each key that nobody has asked for."""
        for key in self._content:
            if key not in self._asked:
                likely = _likely(key, [asked for asked in self._asked if asked not in self._content])
                mend = f"Did you mean `{likely}`?" if likely else "Remove it."
                self.refuse(key, f"{self.name(key)} is unknown", mend)

    def name(self, key: str) -> str:
        """How a key is called in a sentence: its path, without the numbers of entries, which the line tells."""
        return ".".join(part for part in (*self.path, key) if isinstance(part, str))

    def _value(self, key: str, default: Any, stand_in: Any) -> Any:
        self._asked.append(key)
        value = self._content.get(key, default)
        if value is not REQUIRED:
            return value
        self.problems.add(self.path, f"{self.name(key)} is missing", f"Add `{key}`; the built-in frameworks show how.")
        return stand_in

    def _mistaken(self, key: str, wanted: str, value: object, stand_in: _StandIn) -> _StandIn:
        self.refuse(key, f"{self.name(key)} must be {wanted}, not {shown(value)}", "The built-in frameworks show how.")
        return stand_in


def is_number(value: object) -> bool:
    """Whether a value of TOML is a number, neither infinite nor NaN."""
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def shown(value: object) -> str:
    """A value as it is told in a sentence: like in the file, cut where it is long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    told = f'"{_CONTROL.sub(" ", value)}"' if isinstance(value, str) else str(value)
    return told if len(told) <= LONGEST_SHOWN else f"{told[:LONGEST_SHOWN]}…"


def _likely(written: str, known: Iterable[str]) -> str:
    """The known name that was probably meant; empty where none is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(written.lower(), list(known), 1)), "")


def _line_of(path: KeyPath, lines: Mapping[KeyPath, int]) -> int:
    """The line of a place, or of what holds it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)
