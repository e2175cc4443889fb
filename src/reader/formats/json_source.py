"""JSON text as a tree of values that know where they stand, so that single values can be replaced in the text.

Strict JSON as RFC 8259 has it. Numbers and texts are turned into Python values only when somebody asks for them: what
is not asked for is never interpreted, and stays as it is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from reader.formats.pattern import pattern

MOST_LEVELS = 60
"""How deep lists and objects may be nested."""
LONGEST_NUMBER = 40

_SPACE = pattern(r"[ \t\r\n]*")
_STRING = pattern(r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"')
_NUMBER = pattern(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORD = pattern(r"[\w.+-]+", re.ASCII)
_HEX = pattern("[0-9a-fA-F]{4}")
_LINE_END = pattern(r"\r\n|\n|\r")


class JsonFaultError(Exception):
    """The text is no JSON: ``what`` is wrong (half a sentence), at this place, and how to ``mend`` it."""

    def __init__(self, place: int, what: str, mend: str) -> None:
        super().__init__(what)
        self.place = place
        self.what = what
        self.mend = mend


@dataclass(slots=True)
class Node:
    """One value. ``kind`` is ``object``, ``list``, ``text``, ``number`` or ``word`` (true, false, null); the text from
    ``start`` to ``end`` spells it.
    """

    kind: str
    start: int
    end: int
    members: list[Member] = field(default_factory=list)
    parts: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Member:
    """A key of an object with its value; the key's quotes stand at ``start`` and just before ``end``."""

    key: str
    start: int
    end: int
    value: Node


class JsonSource:
    """A text of JSON and its values. Raises JsonFaultError for what is none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = _Parser(text).whole()

    def line_of(self, place: int) -> int:
        """The line, from 1, in which a place of the text stands."""
        return sum(1 for _ in _LINE_END.finditer(self.text, 0, place)) + 1

    def raw(self, node: Node) -> str:
        """How a value is spelled."""
        return self.text[node.start : node.end]

    def value(self, node: Node) -> Any:
        """A value as Python has it. A number of more than ``LONGEST_NUMBER`` characters is a float."""
        if node.kind == "text":
            return read_text(self.raw(node))
        if node.kind == "number":
            return read_number(self.raw(node))
        if node.kind == "word":
            return {"true": True, "false": False, "null": None}[self.raw(node)]
        if node.kind == "list":
            return [self.value(part) for part in node.parts]
        return {member.key: self.value(member.value) for member in node.members}


def find(node: Node, *path: str) -> Node | None:
    """The value under these keys; of a key that stands twice the last one, as everybody reads it."""
    for key in path:
        found = member_of(node, key)
        if found is None:
            return None
        node = found.value
    return node


def member_of(node: Node, key: str) -> Member | None:
    """The member of an object with this key, the last one of several; None where there is none."""
    return next((member for member in reversed(node.members) if member.key == key), None)


def read_text(raw: str) -> str:
    """The text that a string of JSON stands for."""
    if "\\" not in raw:
        return raw[1:-1]
    text: str = json.loads(raw)
    return text


def read_number(raw: str) -> int | float:
    """The number that is spelled so."""
    if len(raw) <= LONGEST_NUMBER and not set(raw) & set(".eE"):
        return int(raw)
    return float(raw)


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._level = 0

    def whole(self) -> Node:
        start = self._space(0)
        if start == len(self._text):
            raise JsonFaultError(start, "there is nothing in it", "Write an object in braces, or remove the file.")
        node = self._value(start)
        rest = self._space(node.end)
        if rest < len(self._text):
            raise JsonFaultError(
                rest, "something stands behind the end of the value", "Remove it, or the bracket that closes too early."
            )
        return node

    def _space(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _value(self, at: int) -> Node:
        first = self._text[at : at + 1]
        if first == '"':
            return self._string(at)
        if first in ("{", "["):
            if self._level == MOST_LEVELS:
                raise JsonFaultError(
                    at, f"more than {MOST_LEVELS} brackets are open at once", "No such file needs that."
                )
            self._level += 1
            node = self._object(at) if first == "{" else self._list(at)
            self._level -= 1
            return node
        for word in ("true", "false", "null"):
            if self._text.startswith(word, at) and not self._text[at + len(word) : at + len(word) + 1].isalnum():
                return Node("word", at, at + len(word))
        match = _NUMBER.match(self._text, at)
        if match and not _is_wordlike(self._text[match.end() : match.end() + 1]):
            return Node("number", at, match.end())
        self._refuse_value(at)

    def _string(self, at: int) -> Node:
        match = _STRING.match(self._text, at)
        if match is None:
            self._refuse_string(at)
        return Node("text", at, match.end())

    def _object(self, start: int) -> Node:
        node = Node("object", start, start)
        at = self._space(start + 1)
        if self._text[at : at + 1] == "}":
            node.end = at + 1
            return node
        while True:
            if self._text[at : at + 1] != '"':
                self._refuse_key(at)
            key = self._string(at)
            colon = self._space(key.end)
            if self._text[colon : colon + 1] != ":":
                self._refuse(colon, "a colon is missing behind the key", "Write a colon between key and value.")
            value = self._value(self._space(colon + 1))
            node.members.append(Member(read_text(self._text[at : key.end]), at, key.end, value))
            at, ended = self._next(value.end, "}")
            if ended:
                node.end = at
                return node

    def _list(self, start: int) -> Node:
        node = Node("list", start, start)
        at = self._space(start + 1)
        if self._text[at : at + 1] == "]":
            node.end = at + 1
            return node
        while True:
            part = self._value(at)
            node.parts.append(part)
            at, ended = self._next(part.end, "]")
            if ended:
                node.end = at
                return node

    def _next(self, end: int, closing: str) -> tuple[int, bool]:
        """Where the next part begins, or (True) where the whole ends."""
        at = self._space(end)
        found = self._text[at : at + 1]
        if found == closing:
            return at + 1, True
        if found != ",":
            self._refuse(
                at,
                f"a comma or “{closing}” is missing here",
                "Values are parted by commas; look at the line before too.",
            )
        after = self._space(at + 1)
        if self._text[after : after + 1] == closing:
            raise JsonFaultError(at, f"a comma stands before “{closing}”", "Remove this last comma.")
        return after, False

    # -- what is wrong

    def _refuse(self, at: int, what: str, mend: str) -> NoReturn:
        if at >= len(self._text):
            raise JsonFaultError(at, "the file ends in the middle of a value", "It is cut off: fetch it again.")
        raise JsonFaultError(at, what, mend)

    def _refuse_value(self, at: int) -> NoReturn:
        rest = self._text[at : at + 2]
        if rest[:1] == "'":
            self._refuse(at, "a text stands in single quotes", "JSON knows double quotes only.")
        if rest[:1] in ("“", "”", "„", "«", "»"):
            self._refuse(at, "a text stands in typographic quotes", "Use plain double quotes.")
        if rest in ("//", "/*"):
            self._refuse(at, "a comment stands here", "JSON has no comments: remove it.")
        word = _WORD.match(self._text, at)
        if word:
            self._refuse(at, f"“{word[0][:30]}” is no value", "Put a text in double quotes; write numbers as in 1.5.")
        self._refuse(at, "a value is missing here", "Write one, or remove the comma or key before it.")

    def _refuse_key(self, at: int) -> NoReturn:
        rest = self._text[at : at + 2]
        if rest in ("//", "/*"):
            self._refuse(at, "a comment stands here", "JSON has no comments: remove it.")
        self._refuse(at, "a key in double quotes is missing here", 'Write it as in "title".')

    def _refuse_string(self, at: int) -> NoReturn:
        place = at + 1
        while place < len(self._text) and self._text[place] != '"':
            character, escape = self._text[place], self._text[place + 1 : place + 2]
            if character < " ":
                raise JsonFaultError(
                    place,
                    "a line break or other control character stands inside a text",
                    "Write it as \\n or \\t, or close the quotes before it.",
                )
            if character == "\\" and escape == "u" and not _HEX.match(self._text, place + 2):
                raise JsonFaultError(place, "\\u wants four hexadecimal digits", "Write it as in \\u00e9.")
            if character == "\\" and escape not in '"\\/bfnrtu':
                raise JsonFaultError(place, f"“\\{escape}” means nothing in JSON", "Write a backslash as \\\\.")
            place += 2 if character == "\\" else 1
        raise JsonFaultError(at, "a text that begins here is not closed", "Write the double quote at its end.")


def _is_wordlike(character: str) -> bool:
    return character.isalnum() or character in ("_", ".", "+", "-")


def same(one: Any, other: Any) -> bool:
    """Whether two values of JSON mean the same: 1 and 1.0 do, 1 and true do not."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, Sequence) and isinstance(other, Sequence) and not isinstance(one, str):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)
