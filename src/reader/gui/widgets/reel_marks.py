"""Where words that two texts have in common stand in one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENDING = re.compile(r"(?:ings?|ied|ies|ed|es|s|e|y)$")
_ENDINGS = r"(?:'?s|s'|e|es|ed|er|ers|y|ies|ied|ing|ings)?"
LEAST_STEM = 3


def marked_places(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Start and end of every place where one of these words, or another form of it, stands; in order, none twice."""
    stems = {stem_of(word) for phrase in words for word in phrase.split()}
    if not stems:
        return ()
    longest_first = sorted(map(re.escape, stems), key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(longest_first)}){_ENDINGS}\b", re.IGNORECASE)
    return tuple(found.span() for found in pattern.finditer(text))


def stem_of(word: str) -> str:
    """A word without its ending, where enough is left of it."""
    bare = _ENDING.sub("", word)
    return bare if len(bare) >= LEAST_STEM else word
