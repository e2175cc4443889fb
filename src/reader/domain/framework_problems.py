"""What keeps a framework from being used, told for each place, so that an editor can say it at the field.

The rules are those of framework files; a file's own errors name its lines besides.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from reader.domain.framework import GREATEST_SCORE, LEAST_SCORE, Band, ContextRule, Framework, Term
from reader.domain.patterns import may_stand_in, pattern_of, wins_over
from reader.domain.record import record
from reader.domain.wording import MINUS

FEWEST_BANDS = 3
TONES = ("negative", "middle", "positive")
KINDS = ("negation", "hedge", "intensifier", "reported", "question")
FACTORS = {"hedge": (0, 1), "intensifier": (1, 5), "reported": (0, 2), "question": (0, 2)}
GREATEST_WEIGHT = 10
GREATEST_RESISTANCE = 100
SHORTEST_SLICE, LONGEST_SLICE = 100, 20_000

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@record
class Problem:
    """``place`` is a field of :class:`Framework` (``terms``, ``bands``, ``slicing``, ...), ``at`` the number of the
    entry in it, from 0, or -1; ``field`` is the entry's own, where it is one. ``text`` says in a sentence what is
    wrong and how to mend it.
    """

    place: str
    text: str
    at: int = -1
    field: str = ""


def clean_pattern(written: str) -> str:
    """A word or phrase as a lexicon keeps it. Raises ValueError, with a sentence, for what is none."""
    found = pattern_of(written)
    if not found:
        what = f"“{written.strip()}” is no word or phrase. " if written.strip() else ""
        raise ValueError(f"{what}Write words of letters and digits, with one * only at the start or end of a word.")
    return found


def clean_id(written: str) -> str:
    """A name made into an id: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode("ascii").lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def is_id(text: str) -> bool:
    """Whether this can be the id of a framework, a band or a lens."""
    return _ID.fullmatch(text) is not None


def checked_weight(weight: float) -> float:
    """The weight. Raises ValueError, with a sentence, for one that no term can have."""
    if not math.isfinite(weight) or weight == 0 or abs(weight) > GREATEST_WEIGHT:
        raise ValueError(f"A weight lies between {MINUS}{GREATEST_WEIGHT} and {GREATEST_WEIGHT} and is not 0.")
    return weight


def exception_problem(phrase: str, term: Term, patterns: Iterable[str]) -> str:
    """Why this phrase cannot be an exception of the term, or empty. ``patterns`` are all of the lexicon."""
    if not may_stand_in(term.pattern, phrase):
        return f"The exception “{phrase}” must hold “{term.pattern}”."
    if not wins_over(phrase, term.pattern):
        return f"The exception “{phrase}” must be longer than “{term.pattern}”."
    return f"“{phrase}” is a term itself; the longer term wins anyway." if phrase in patterns else ""


def problems(framework: Framework) -> tuple[Problem, ...]:
    """Everything that keeps this framework from being used; empty where it is sound."""
    return (
        *_name_problems(framework),
        *band_problems(framework.bands),
        *_term_problems(framework.terms),
        *_lens_problems(framework),
        *_rule_problems(framework.context_rules),
        *_measure_problems(framework),
    )


def _name_problems(framework: Framework) -> Iterable[Problem]:
    if not is_id(framework.id):
        yield Problem("id", "Write the id in small letters, digits and hyphens.")
    for place, what in (
        ("name", "The framework needs a name."),
        ("version", "The framework needs a version, such as 1.0."),
        ("negative_pole", "The negative pole needs a name."),
        ("middle", "The middle needs a name."),
        ("positive_pole", "The positive pole needs a name."),
    ):
        if not getattr(framework, place).strip():
            yield Problem(place, what)


def band_problems(bands: Sequence[Band]) -> Iterable[Problem]:
    """What is wrong with the bands: gaps, order, names, tones."""
    if len(bands) < FEWEST_BANDS:
        yield Problem("bands", "An axis needs at least three bands.")
        return
    ids = Counter(band.id for band in bands)
    expected = LEAST_SCORE
    for number, band in enumerate(bands):
        if not band.name.strip():
            yield Problem("bands", "Every band needs a name.", number, "name")
        elif ids[band.id] > 1 or not is_id(band.id):
            yield Problem("bands", f"The band “{band.name}” needs an id of its own.", number, "name")
        if band.least != expected or band.greatest < band.least:
            yield Problem(
                "bands", f"“{band.name}” must begin at {expected} and end at or above it.", number, "greatest"
            )
        if band.least <= 0 <= band.greatest and band.tone != "middle":
            yield Problem("bands", f"0 falls into “{band.name}”: give it the middle's colour.", number, "tone")
        expected = band.greatest + 1
    if expected != GREATEST_SCORE + 1:
        yield Problem("bands", f"The last band must end at {GREATEST_SCORE}.", len(bands) - 1, "greatest")
    yield from _tone_problems(bands)


def _tone_problems(bands: Sequence[Band]) -> Iterable[Problem]:
    for at, tone in ((0, "negative"), (len(bands) - 1, "positive")):
        if bands[at].tone != tone:
            yield Problem("bands", f"“{bands[at].name}” is at the {tone} pole: give it that colour.", at, "tone")
    for at, (before, band) in enumerate(pairwise(bands), start=1):
        if band.tone not in TONES or before.tone not in TONES or TONES.index(band.tone) < TONES.index(before.tone):
            yield Problem("bands", "Colours run from the negative pole's to the positive one's.", at, "tone")


def _term_problems(terms: Sequence[Term]) -> Iterable[Problem]:
    if not terms:
        yield Problem("terms", "The lexicon needs at least one term.")
    seen = Counter(term.pattern for term in terms)
    for number, term in enumerate(terms):
        if seen[term.pattern] > 1:
            text = f"“{term.pattern}” stands twice in the lexicon. Remove one of the two."
            yield Problem("terms", text, number, "pattern")
        try:
            checked_weight(term.weight)
        except ValueError as error:
            yield Problem("terms", str(error), number, "weight")
        for phrase in term.exceptions:
            if wrong := exception_problem(phrase, term, seen):
                yield Problem("terms", wrong, number, "exceptions")


def _lens_problems(framework: Framework) -> Iterable[Problem]:
    if not framework.lenses:
        yield Problem("lenses", "A framework needs at least one lens.")
    names = Counter(lens.name.strip().casefold() for lens in framework.lenses)
    holders: dict[str, str] = {}
    for number, lens in enumerate(framework.lenses):
        if not lens.name.strip():
            yield Problem("lenses", "Every lens needs a name.", number, "name")
        elif names[lens.name.strip().casefold()] > 1 or not is_id(lens.id):
            yield Problem("lenses", f"The lens “{lens.name}” needs a name of its own.", number, "name")
        if not lens.patterns:
            yield Problem("lenses", f"The lens “{lens.name}” needs at least one word.", number, "patterns")
        for pattern in lens.patterns:
            if pattern in holders:
                text = f"“{pattern}” stands in “{holders[pattern]}” already. Remove one of the two."
                yield Problem("lenses", text, number, "patterns")
            holders.setdefault(pattern, lens.name)


def _rule_problems(rules: Sequence[ContextRule]) -> Iterable[Problem]:
    holders: dict[str, int] = {}
    for number, rule in enumerate(rules):
        if rule.kind == "negation" and abs(rule.factor) >= 1:
            text = f"A negation's factor lies above {MINUS}1 and below 1: a negated hit never counts at full weight."
            yield Problem("context_rules", text, number, "factor")
        least, greatest = FACTORS.get(rule.kind, (-math.inf, math.inf))
        if not least <= rule.factor <= greatest:
            yield Problem("context_rules", f"The factor lies from {least} to {greatest}.", number, "factor")
        if rule.kind == "question":
            continue
        if not rule.patterns:
            yield Problem("context_rules", "Write the words that change what stands near them.", number, "patterns")
        if not rule.before and not rule.after:
            yield Problem("context_rules", "The rule reaches no word.", number, "before")
        for pattern in rule.patterns:
            if pattern in holders:
                text = f"“{pattern}” stands in rule {holders[pattern] + 1} already. Remove one of the two."
                yield Problem("context_rules", text, number, "patterns")
            holders.setdefault(pattern, number)
        if any(" " in stop or "*" in stop for stop in rule.stops):
            yield Problem("context_rules", "A stop is a single word without *.", number, "stops")


def _measure_problems(framework: Framework) -> Iterable[Problem]:
    if not 0 < framework.resistance <= GREATEST_RESISTANCE:
        yield Problem("resistance", f"The resistance lies above 0, up to {GREATEST_RESISTANCE}; about 0.1 is usual.")
    rules = framework.slicing
    if not SHORTEST_SLICE <= rules.least <= rules.target <= rules.greatest <= LONGEST_SLICE:
        text = f"Lengths rise from {SHORTEST_SLICE} to {LONGEST_SLICE:,}: least, target, greatest."
        yield Problem("slicing", text)
