"""A framework: one axis with two poles and a middle, its bands, its lenses and its lexicon.

Everything that makes one framework different from another is data in here; nothing else in the program knows a pole's
name.
"""

from __future__ import annotations

from reader.domain.record import record, replaced
from reader.domain.slicing import SlicingRules

TYPE_CHECKING = False  # as in typing
if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST_SCORE = -100
GREATEST_SCORE = 100

WHOLE_SENTENCE = 100_000
"""As ``before`` or ``after`` of a context rule: as far as the sentence goes."""


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
    may be empty. ``exceptions`` are longer phrases in which the term is not meant: where one of them stands, nothing
    in it is a hit.
    """

    pattern: str
    weight: float
    emphasis: str = ""
    note: str = ""
    exceptions: tuple[str, ...] = ()


@record
class Lens:
    """A subject through which an item speaks, with the patterns (as in :class:`Term`) that show it."""

    id: str
    name: str
    patterns: tuple[str, ...]


@record
class ContextRule:
    """Words that change the hits near them.

    A cue that begins within ``before`` words before a hit, or within ``after`` words behind it, in the same sentence,
    multiplies the hit's weight by ``factor``, unless one of the words ``stops`` stands between the two. ``kind`` is
    ``negation``, ``hedge``, ``intensifier``, ``reported`` or ``question``. A question has no cues: it holds for every
    hit in a sentence that ends with a question mark.
    """

    kind: str
    patterns: tuple[str, ...]
    factor: float
    before: int
    after: int = 0
    stops: tuple[str, ...] = ()


@record
class Check:
    """Figures that were measured with a framework.

    ``what`` was measured, ``on`` which texts; ``figures`` are names with their values; ``fingerprint`` is that of the
    framework they were measured with, so that figures of an earlier lexicon are told from those of the present one.
    """

    what: str
    on: str
    figures: tuple[tuple[str, float], ...]
    fingerprint: str = ""


@record
class Framework:
    """A whole framework. Bands are in order and cover the axis without a gap.

    ``resistance`` is the weight with which each word of a slice pulls its score towards 0 (see ``domain.scoring``).
    ``making`` tells in Markdown how the lexicon was made and where it is known to fail. ``struck`` are terms of the
    lexicon that a library has taken out of it by an exception: they are found, and count for nothing.
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
    description: str = ""
    making: str = ""
    checks: tuple[Check, ...] = ()
    struck: tuple[str, ...] = ()

    def band_of(self, score: float) -> Band:
        """The band that a score falls into; scores between two integers are rounded first, half away from 0."""
        rounded = round_half_away(score)
        for band in self.bands:
            if rounded <= band.greatest:
                return band
        return self.bands[-1]

    def without(self, patterns: Iterable[str]) -> Framework:
        """This framework with these terms struck out of its lexicon, besides those that are already."""
        known = {term.pattern for term in self.terms}
        return replaced(self, struck=tuple(sorted(known & {*self.struck, *patterns})))

    @property
    def label(self) -> str:
        """Id and version, as scores remember them."""
        return f"{self.id} {self.version}"


def fingerprint(framework: Framework) -> str:
    """Sixteen hexadecimal digits that change with whatever changes a score, a band or a lens, and with nothing else."""
    import hashlib  # not for the first line of `reader score`

    of = framework
    rules = of.slicing
    content = (
        tuple((band.id, band.least, band.greatest, band.tone) for band in of.bands),
        tuple((lens.name, lens.patterns) for lens in of.lenses),
        tuple((term.pattern, term.weight, term.emphasis, term.exceptions) for term in of.terms),
        tuple(
            (rule.kind, rule.patterns, rule.factor, rule.before, rule.after, rule.stops) for rule in of.context_rules
        ),
        (of.resistance, rules.target, rules.least, rules.greatest, of.negative_pole, of.positive_pole, of.struck),
    )
    return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def round_half_away(value: float) -> int:
    """Round to the nearest integer, halves away from 0: the rule for every figure shown."""
    return int(value + 0.5) if value >= 0 else -int(-value + 0.5)
