"""Tables of a TOML file, read with their types checked; errors name the file and the place in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from reader.errors import FrameworkError

REQUIRED: Any = object()


class Table:
    """One table of a file called ``file``; ``place`` is its path from the top, which is ``$``.

    Every method raises FrameworkError where the value is missing and has no default, or is of another type.
    """

    def __init__(self, content: Mapping[str, Any], place: str, file: str) -> None:
        self._content = content
        self._place = place
        self._file = file
        self._asked: set[str] = set()

    def text(self, key: str, default: str = REQUIRED) -> str:
        """A string."""
        value = self._value(key, default)
        return value if isinstance(value, str) else self._refuse(key, "must be a text in quotes", value)

    def texts(self, key: str) -> list[str]:
        """A list of strings."""
        value = self._value(key)
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            self._refuse(key, "must be a list of texts in quotes", value)
        return list(value)

    def one_of(self, key: str, known: Sequence[str]) -> str:
        """A string out of a few."""
        value = self._value(key)
        if value not in known:
            self._refuse(key, f"must be {', '.join(known[:-1])} or {known[-1]}", value)
        return str(value)

    def integer(self, key: str, default: int = REQUIRED) -> int:
        """A whole number."""
        value = self._value(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            self._refuse(key, "must be a whole number", value)
        return int(value)

    def number(self, key: str) -> float:
        """A number, neither infinite nor NaN."""
        value = self._value(key)
        return float(value) if _is_number(value) else self._refuse(key, "must be a number", value)

    def numbers(self, key: str) -> dict[str, float]:
        """A table of numbers."""
        content = self.table(key)._content
        for name, value in content.items():
            if not _is_number(value):
                self._refuse(f"{key}.{name}", "must be a number", value)
        return {name: float(value) for name, value in content.items()}

    def table(self, key: str, default: Mapping[str, Any] = REQUIRED) -> Table:
        """A table inside this one."""
        value = self._value(key, default)
        if not isinstance(value, dict):
            self._refuse(key, "must be a table", value)
        return Table(value, f"{self._place}.{key}", self._file)

    def tables(self, key: str, default: Sequence[Mapping[str, Any]] = REQUIRED) -> list[Table]:
        """A list of tables."""
        value = self._value(key, default)
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
            self._refuse(key, f"must be tables, each under [[{key}]]", value)
        return [Table(part, f"{self._place}.{key}[{at}]", self._file) for at, part in enumerate(value)]

    def refuse_others(self) -> None:
        """Raise FrameworkError where the table has a key that nobody has asked for."""
        for key in self._content:
            if key not in self._asked:
                raise FrameworkError(
                    f"{self._file}: {self._place}.{key} is unknown.", "Remove it, or mend its name if it is misspelt."
                )

    def _value(self, key: str, default: Any = REQUIRED) -> Any:
        self._asked.add(key)
        value = self._content.get(key, default)
        if value is REQUIRED:
            raise FrameworkError(
                f"{self._file}: missing required field `{key}` in {self._place}.",
                "Compare with the built-in framework file.",
            )
        return value

    def _refuse(self, key: str, wanted: str, value: object) -> Any:
        shown = repr(value)
        shown = shown if len(shown) <= 40 else f"{shown[:40]}…"
        raise FrameworkError(
            f"{self._file}: {self._place}.{key} {wanted}, not {shown}.", "Compare with the built-in framework file."
        )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
