"""Finding a passage in a text of any length, in steps short enough for the thread that paints. No Qt.

Text and query are folded sign by sign, so that positions stay what they are: no sign becomes two. Curly and straight
quotation marks and apostrophes are the same, and so are all kinds of space.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

FOLD_CHUNK = 100_000
"""Characters folded in one step."""

PLACES_IN_STEP = 4_000
FIND_STRETCH = 400_000
"""Characters looked through in one step, at the most."""

_SAME_SIGNS = (
    ("\u2018\u2019\u201b\u02bc\u2032\u00b4`", "'"),
    ("\u201c\u201d\u201e\u201f\u2033", '"'),
    ("\u00a0\u2007\u2009\u200a\u2002\u2003\u202f\u3000\t\n\r", " "),
)
_SMALL = (
    ("\u0130", "i"), ("\u017f", "s"), ("\u00b5", "\u03bc"), ("\u03c2", "\u03c3"), ("\u03d0", "\u03b2"),
    ("\u03d1", "\u03b8"), ("\u03d5", "\u03c6"), ("\u03d6", "\u03c0"), ("\u03f0", "\u03ba"), ("\u03f1", "\u03c1"),
    ("\u03f5", "\u03b5"),
)  # fmt: skip
"""Signs that ``str.lower`` would lengthen or leave unlike the small letter they stand for."""


@dataclass(frozen=True, slots=True)
class FindQuery:
    """What is looked for. ``whole_words``: no letter or digit next to either end that would make the word longer."""

    text: str = ""
    match_case: bool = False
    whole_words: bool = False

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to look for."""
        return not self.text.strip()


def folded(text: str, match_case: bool) -> str:
    """The text as it is compared; exactly as long as before."""
    for signs, plain in _SAME_SIGNS:
        for sign in signs:
            if sign in text:
                text = text.replace(sign, plain)
    if match_case:
        return text
    if not text.isascii():
        for sign, small in _SMALL:
            if sign in text:
                text = text.replace(sign, small)
        # The small letter of a capital sigma depends on its place in the word.
        return text.lower().replace("\u03c2", "\u03c3")
    return text.lower()


class FoldedText:
    """One text, folded step by step and kept for the searches to come."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._done: dict[bool, str] = {}

    def fold(self, match_case: bool) -> Iterator[None]:
        """Fold the text; yields between steps. Afterwards :meth:`ready` gives the result."""
        if match_case in self._done:
            return
        parts = []
        for start in range(0, len(self._text), FOLD_CHUNK):
            parts.append(folded(self._text[start : start + FOLD_CHUNK], match_case))
            yield
        self._done[match_case] = "".join(parts)

    def ready(self, match_case: bool) -> str:
        """The folded text, once :meth:`fold` has run to its end."""
        return self._done[match_case]


@dataclass(slots=True)
class FindResult:
    """Where the passage begins, ascending; every one is ``length`` characters long and none overlaps the one before."""

    starts: array[int] = field(default_factory=lambda: array("q"))
    length: int = 0
    complete: bool = False

    def index_from(self, position: int) -> int:
        """Index of the first hit at or behind a position; the number of hits where there is none."""
        return bisect_left(self.starts, position)

    def between(self, start: int, end: int) -> Sequence[int]:
        """The starts of all hits that reach into this part of the text."""
        first = bisect_left(self.starts, start - self.length + 1)
        return self.starts[first : bisect_left(self.starts, end)]


def search(text: FoldedText, query: FindQuery, result: FindResult) -> Iterator[None]:
    """Find every place of the query, adding to ``result``; yields between short steps."""
    if query.is_empty:
        result.complete = True
        return
    yield from text.fold(query.match_case)
    haystack = text.ready(query.match_case)
    needle = folded(query.text, query.match_case)
    result.length = len(needle)
    position, border, looked_at = 0, FIND_STRETCH, 0
    while position < len(haystack):
        at = haystack.find(needle, position, border + len(needle) - 1)
        if at < 0:
            position, border = border, border + FIND_STRETCH
            yield
            continue
        if not query.whole_words or _stands_alone(haystack, at, at + len(needle)):
            result.starts.append(at)
            position = at + len(needle)
        else:
            position = at + 1
        looked_at += 1
        if looked_at % PLACES_IN_STEP == 0:
            yield
    result.complete = True


def _stands_alone(text: str, start: int, end: int) -> bool:
    """True where the passage does not begin or end inside a word."""
    begins_inside = start > 0 and _in_word(text[start - 1]) and _in_word(text[start])
    ends_inside = end < len(text) and _in_word(text[end]) and _in_word(text[end - 1])
    return not begins_inside and not ends_inside


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
