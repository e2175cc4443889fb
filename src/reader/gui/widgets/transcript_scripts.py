"""Scripts and signs: which way a text is read, and how many units Qt counts for it."""

from __future__ import annotations

import re
from bisect import bisect_left

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_WIDE = re.compile("[\U00010000-\U0010ffff]")


class UnitMap:
    """Character offsets of one text against its UTF-16 units."""

    __slots__ = ("_units", "_wide")

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [match.start() for match in _WIDE.finditer(text)]
        self._units = [offset + number for number, offset in enumerate(self._wide)]

    def to_units(self, offset: int) -> int:
        """The unit at which a character begins."""
        return offset + bisect_left(self._wide, offset)

    def to_offset(self, unit: int) -> int:
        """The character that holds a unit."""
        return unit - bisect_left(self._units, unit)


def has_right_to_left(text: str) -> bool:
    """True where any letter belongs to a script written from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def starts_right_to_left(text: str) -> bool:
    """True where the first letter of the text belongs to a script written from right to left."""
    for character in text:
        if _RIGHT_TO_LEFT.match(character):
            return True
        if character.isalpha():
            return False
    return False
