"""Telling words as a person would read them: in the form in which a text has them, with the word that belongs to them.

Words are compared without case, plural and accents; shown, they stand as the open transcript says them most often
("AGI", "wages"). A word that stands beside the same other word most of the time is shown with it: "labor market".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from reader.domain.likeness import NO_WORD, Numbers
from reader.domain.search_words import Places, cut_words

MOST_LOOKED_AT = 40
"""So many places of a word are looked at."""
TOGETHER = 0.5
"""From this share of its places on a word belongs to the one beside it."""
LEAST_TOGETHER = 3


class NaturalWords:
    """The words of one transcript. ``numbers`` are those of its words, in order; ``NO_WORD`` for silent ones."""

    def __init__(self, text: str, starts: Places, numbers: Numbers) -> None:
        self._text = text
        self._starts = starts
        self._numbers = numbers
        self._known: dict[tuple[int, int], str] = {}
        self._places: dict[int, NDArray[np.int64]] = {}

    def phrases(self, numbers: Sequence[int], belongs: Callable[[int], bool], most: int) -> tuple[str, ...]:
        """At most so many of these words, with those beside them that ``belongs`` lets stand there."""
        told: dict[int, str] = {}
        used: set[int] = set()
        for number in numbers:
            if number in used:
                continue
            before, behind = self._beside(number, belongs)
            phrase = self._phrase(before, number, behind)
            # What was told alone is told with the word that belongs to it instead.
            place = next((other for other in (before, behind) if other in told), number)
            if phrase and (place in told or len(told) < most):
                told[place] = phrase
            used |= {number, before, behind}
        return tuple(dict.fromkeys(told.values()))

    def _beside(self, number: int, belongs: Callable[[int], bool]) -> tuple[int, int]:
        """The word that stands before this one most of the time, or else the one behind it."""
        places = self._places_of(number)
        least = max(LEAST_TOGETHER, TOGETHER * len(places))
        for step in (-1, 1):
            beside = places + step
            beside = beside[(beside >= 0) & (beside < len(self._numbers))]
            found, counts = np.unique(self._numbers[beside], return_counts=True)
            if len(found) and counts.max() >= least:
                other = int(found[counts.argmax()])
                if other not in (NO_WORD, number) and belongs(other):
                    return (other, NO_WORD) if step < 0 else (NO_WORD, other)
        return NO_WORD, NO_WORD

    def _phrase(self, before: int, number: int, behind: int) -> str:
        """The words in the form in which they stand together most often."""
        places = self._places_of(number)
        first, last = places - (before != NO_WORD), places + (behind != NO_WORD)
        if before or behind:
            other, step = (before, -1) if before else (behind, 1)
            inside = (places + step >= 0) & (places + step < len(self._numbers))
            places, first, last = places[inside], first[inside], last[inside]
            beside = self._numbers[places + step] == other
            first, last = first[beside], last[beside]
        pairs = zip(first[:MOST_LOOKED_AT].tolist(), last[:MOST_LOOKED_AT].tolist(), strict=True)
        forms = Counter(" ".join(self._form(at) for at in range(start, end + 1)) for start, end in pairs)
        return max(forms, key=lambda form: (forms[form], form.islower(), form), default="")

    def _form(self, at: int) -> str:
        start = int(self._starts[at])
        some = self._text[start : start + 120]
        _, ends = cut_words(some)
        return some[: int(ends[0])] if len(ends) else ""

    def _places_of(self, number: int) -> NDArray[np.int64]:
        if number not in self._places:
            self._places[number] = np.flatnonzero(self._numbers == number)
        return self._places[number]
