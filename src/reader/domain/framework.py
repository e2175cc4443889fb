"""A framework: one axis with two poles and a middle, its bands, its lenses and its lexicon.

Everything that makes one framework different from another is data in here; nothing else in the program knows a pole's
name.
"""

from __future__ import annotations

from reader.domain.record import record
from reader.domain.slicing import SlicingRules

LEAST_SCORE = -100
GREATEST_SCORE = 100


@record
class Band:
    """A part of the axis: scores from ``least`` to ``greatest``, both included. ``tone`` names its colour in the theme:
    ``negative``, ``middle`` or ``positive``."""

    id: str
    name: str
    least: int
    greatest: int
    tone: str


@record
class Term:
    """One entry of the lexicon.

    ``pattern`` is a word or a phrase, its words parted by single spaces, lower case, straight apostrophes, NFC; a
    word may end in ``*`` and then stands for every word with that beginning. ``weight`` is positive towards the
    positive pole. ``emphasis`` names what the term speaks of ("safety", "labor market"), for the reasons of an item;
    may be empty.
    """

    pattern: str
    weight: float
    emphasis: str = ""
    note: str = ""


@record
class Lens:
    """A subject through which an item speaks, with the patterns (as in :class:`Term`) that show it."""

    id: str
    name: str
    patterns: tuple[str, ...]


@record
class ContextRule:
    """Words that change the hits near them.

    A cue word within ``before`` words before a hit, or ``after`` words behind it, in the same sentence, multiplies the
    hit's weight by ``factor``. ``kind`` is ``negation``, ``hedge`` or ``intensifier``.
    """

    kind: str
    patterns: tuple[str, ...]
    factor: float
    before: int
    after: int = 0


@record
class Framework:
    """A whole framework. Bands are in order and cover the axis without a gap.

    ``resistance`` is the weight with which each word of a slice pulls its score towards 0 (see ``domain.scoring``).
    """

    id: str
    version: str
    name: str
    negative_pole: str
    middle: str
    positive_pole: str
    bands: tuple[Band, ...]
    lenses: tuple[Lens, ...]
    terms: tuple[Term, ...]
    context_rules: tuple[ContextRule, ...]
    resistance: float
    slicing: SlicingRules = SlicingRules()

    def band_of(self, score: float) -> Band:
        """The band that a score falls into; scores between two integers are rounded first, half away from 0."""
        rounded = round_half_away(score)
        for band in self.bands:
            if rounded <= band.greatest:
                return band
        return self.bands[-1]


def round_half_away(value: float) -> int:
    """Round to the nearest integer, halves away from 0: the rule for every figure shown."""
    return int(value + 0.5) if value >= 0 else -int(-value + 0.5)
