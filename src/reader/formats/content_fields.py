"""The fields of a file of the content folder, read with their types checked; each problem with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from reader.errors import ContentError
from reader.formats.json_source import JsonFaultError, JsonSource, Node, find

MOST_BYTES = 4_000_000
MOST_PROBLEMS = 50
BOM = b"\xef\xbb\xbf"

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_LONGEST_SHOWN = 40


class Fields:
    """An object of a file. A value of another type is added to the problems, and counts as missing."""

    def __init__(self, source: JsonSource, node: Node, name: str, problems: list[tuple[int, str, str]]) -> None:
        self._source = source
        self._node = node
        self._name = name
        self._problems = problems

    def refuse(self, place: int, what: str, mend: str) -> None:
        """Add a problem: ``what`` is wrong (half a sentence) and how to ``mend`` it."""
        self._problems.append((self._source.line_of(place), what, mend))

    def refuse_field(self, key: str, what: str, mend: str) -> None:
        """Add a problem with the value of a key, or with its absence."""
        node = find(self._node, key)
        self.refuse(node.start if node else self._node.start, f"“{self._path(key)}” {what}", mend)

    def refuse_twice(self, known: Sequence[str]) -> None:
        """Add a problem for each of these keys that stands more than once: nobody could tell which one is meant."""
        for key in known:
            places = [member.start for member in self._node.members if member.key == key]
            if len(places) > 1:
                first = self._source.line_of(places[0])
                self.refuse(
                    places[1], f"“{self._path(key)}” stands twice, first in line {first}", "Remove one of them."
                )

    def text(self, key: str) -> str:
        """A text; empty where it is missing or null."""
        return str(self._checked(key, "a text in double quotes", lambda value: isinstance(value, str)) or "")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        wanted = "a list of texts in double quotes"
        found = self._checked(
            key, wanted, lambda value: isinstance(value, list) and all(isinstance(part, str) for part in value)
        )
        return tuple(found or ())

    def date(self, key: str) -> str:
        """A date as exact as it is known."""
        text = self.text(key).strip()
        if text and not is_date(text):
            self.refuse_field(key, f"must be a date, not {_told(text)}", "Write it as 2025-06-06, 2025-06 or 2025.")
            return ""
        return text

    def one_of(self, key: str, known: Sequence[str]) -> str:
        """A text out of a few, or none."""
        text = self.text(key).strip()
        if text and text not in known:
            what = f"must be {', '.join(known[:-1])} or {known[-1]}, not {_told(text)}"
            self.refuse_field(key, what, "Write one of these, or leave it out.")
            return ""
        return text

    def whole(self, key: str, least: int = 0, greatest: int = 10**15) -> int | None:
        """A whole number in a range; None where there is none."""
        found = self._checked(key, "a whole number", _is_whole)
        if found is not None and not least <= found <= greatest:
            self.refuse_field(key, f"must be from {least} to {greatest}, not {_told(found)}", "Mend the number.")
            return None
        return None if found is None else int(found)

    def number(self, key: str, least: float = float("-inf"), greatest: float = float("inf")) -> float | None:
        """A number in a range; None where there is none."""
        found = self._checked(key, "a number", _is_number)
        if found is not None and not least <= found <= greatest:
            self.refuse_field(key, f"must be from {least:g} to {greatest:g}, not {_told(found)}", "Mend the number.")
            return None
        return None if found is None else float(found)

    def value(self, key: str) -> Any:
        """Whatever stands there; None where it is missing."""
        node = find(self._node, key)
        return None if node is None else self._source.value(node)

    def object(self, key: str) -> Fields | None:
        """An object inside this one; None where it is missing or null."""
        if self._checked(key, "an object in braces", lambda value: isinstance(value, dict)) is None:
            return None
        node = find(self._node, key)
        return None if node is None else Fields(self._source, node, self._path(key), self._problems)

    def objects(self, key: str) -> list[Fields]:
        """A list of objects."""
        wanted = "a list of objects in braces"
        found = self._checked(
            key, wanted, lambda value: isinstance(value, list) and all(isinstance(part, dict) for part in value)
        )
        node = find(self._node, key)
        if found is None or node is None:
            return []
        return [Fields(self._source, part, self._path(key), self._problems) for part in node.parts]

    def _checked(self, key: str, wanted: str, fits: Callable[[Any], bool]) -> Any:
        value = self.value(key)
        if value is None or fits(value):
            return value
        self.refuse_field(key, f"must be {wanted}, not {_told(value)}", "Mend it, or leave the field out.")
        return None

    def _path(self, key: str) -> str:
        return f"{self._name}.{key}" if self._name else key


class ContentText:
    """The text of a file, its values, and the problems that reading them finds."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.bom = data.startswith(BOM)
        self.problems: list[tuple[int, str, str]] = []
        text = self._decoded(data)
        try:
            self.source = JsonSource(text)
        except JsonFaultError as fault:
            line = len(re.findall(r"\r\n|\n|\r", text[: fault.place])) + 1
            raise ContentError(f"{name}, line {line}: {fault.what}.", fault.mend) from fault
        if self.source.root.kind != "object":
            raise ContentError(
                f"{name}, line {self.source.line_of(self.source.root.start)}: the file holds no object.",
                "All its fields stand between one pair of braces.",
            )
        self.fields = Fields(self.source, self.source.root, "", self.problems)

    def _decoded(self, data: bytes) -> str:
        if len(data) > MOST_BYTES:
            raise ContentError(
                f"{self.name} has {len(data) // 1_000_000} MB; files above {MOST_BYTES // 1_000_000} MB are not read.",
                "Keep the transcript in a file of its own.",
            )
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise ContentError(f"{self.name}, line 1: this is UTF-16, not UTF-8.", "Save the file as UTF-8.")
        try:
            return data.removeprefix(BOM).decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise ContentError(
                f"{self.name}, line {line}: this is not UTF-8 text.", "Save the file as UTF-8 in your editor."
            ) from error

    def require_sound(self) -> None:
        """Raise ContentError where something was found; all of it, in the order of the lines."""
        if not self.problems:
            return
        told = sorted(self.problems, key=lambda problem: problem[0])
        sentences = [f"{self.name}, line {line}: {what}. {mend}" for line, what, mend in told[:MOST_PROBLEMS]]
        line, what, mend = told[0]
        if len(told) == 1:
            raise ContentError(f"{self.name}, line {line}: {what}.", mend, sentences)
        raise ContentError(f"{self.name} has {len(told)} problems, the first in line {line}: {what}.", mend, sentences)


def is_date(text: str) -> bool:
    """Whether a text is a date of a year, a month or a day."""
    match = _DATE.fullmatch(text)
    if match is None or not text.isascii():
        return False
    year, month, day = match.groups(default="1")
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _is_whole(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer()


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) != float("inf")


def _told(value: Any) -> str:
    """A value as it is told in a sentence."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, float) and abs(value) > 1e15:
        return "a number that long"
    told = (
        f"“{' '.join(value.split())}”"
        if isinstance(value, str)
        else f"{value:g}"
        if isinstance(value, float)
        else str(value)
    )
    return told if len(told) <= _LONGEST_SHOWN else f"{told[:_LONGEST_SHOWN]}…"
