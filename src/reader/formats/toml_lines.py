"""Where the keys of a TOML file stand: the line of each key, table and list entry.

``tomllib`` tells the values and no places. This reads a text that ``tomllib`` has accepted once more, only to find the
lines for the problems of a file; it needs no more of TOML than where keys and values begin and end.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right

KeyPath = tuple[str | int, ...]
"""Keys from the top of a file down to a value; entries of lists count from 0."""

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|' r"'''.*?'{3,5}|" r'"(?:[^"\\\n]|\\.)*"|' r"'[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}\n#]*")


def key_lines(source: str) -> dict[KeyPath, int]:
    """The line (from 1) of every key, table and list entry of a valid TOML text. A table counts from its header."""
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._lines: dict[KeyPath, int] = {}
        self._lengths: dict[KeyPath, int] = {}

    def read(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self._skip() < len(self._source):
            if self._source[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    def _skip(self) -> int:
        """Pass over white space and comments."""
        found = _SPACE.match(self._source, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _note(self, path: KeyPath) -> None:
        self._lines.setdefault(path, bisect_right(self._line_starts, self._at))

    def _header(self) -> KeyPath:
        start = self._at
        is_entry = self._source.startswith("[[", start)
        self._at += 2 if is_entry else 1
        keys = self._keys()
        path: KeyPath = ()
        for key in keys[:-1]:
            path = self._last_entry((*path, key))
        path = (*path, keys[-1])
        if is_entry:
            self._lengths[path] = self._lengths.get(path, 0) + 1
        end = self._skip() + (2 if is_entry else 1)
        self._at = start
        self._note(path)
        path = self._last_entry(path)
        self._note(path)
        self._at = end
        return path

    def _last_entry(self, path: KeyPath) -> KeyPath:
        length = self._lengths.get(path, 0)
        return (*path, length - 1) if length else path

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip()
            found = _KEY.match(self._source, self._at)
            if found is None:
                raise ValueError(f"no key at character {self._at}: the text is no valid TOML")
            keys.append(_unquoted(found[0]))
            self._at = found.end()
            if self._skip() >= len(self._source) or self._source[self._at] != ".":
                return keys
            self._at += 1

    def _pair(self, table: KeyPath) -> None:
        start = self._skip()
        path = (*table, *self._keys())
        value = self._at + 1  # behind the equals sign
        self._at = start
        self._note(path)
        self._at = value
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._skip()
        opening = self._source[self._at : self._at + 1]
        if opening in ("[", "{"):
            self._several(path, opening)
            return
        found = (_STRING if opening in ('"', "'") else _PLAIN).match(self._source, self._at)
        if found is None:
            raise ValueError(f"no value at character {self._at}: the text is no valid TOML")
        self._at = found.end()

    def _several(self, path: KeyPath, opening: str) -> None:
        """The entries of a list or of an inline table."""
        closing = "]" if opening == "[" else "}"
        self._at += 1
        number = 0
        while self._source[self._skip()] != closing:
            if self._source[self._at] == ",":
                self._at += 1
            elif opening == "[":
                self._note((*path, number))
                self._value((*path, number))
                number += 1
            else:
                self._pair(path)
        self._at += 1


def _unquoted(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    if key[0] != '"':
        return key
    return key[1:-1] if "\\" not in key else str(tomllib.loads(f"key = {key}")["key"])
