"""The methodology of a framework as Markdown: how scores and figures come about, made from the framework itself, so
that it cannot be out of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.domain.framework import GREATEST_SCORE, LEAST_SCORE, WHOLE_SENTENCE, fingerprint
from reader.domain.wording import count, listed, signed
from reader.services.markdown_text import code, embedded, number, plain, table
from reader.services.methodology_example import example_lines
from reader.services.methodology_figures import figures_lines
from reader.services.methodology_relating import relating_lines
from reader.services.methodology_terms import lens_lines, struck_lines, term_lines

if TYPE_CHECKING:
    from reader.domain.framework import Check, ContextRule, Framework
    from reader.services.reading import OpenItem


def methodology(framework: Framework, item: OpenItem | None = None, number: int = 0) -> str:
    """The methodology of a framework. The worked example is taken from slice ``number`` of ``item`` where they are
    given, else made of the framework's own terms. Everything that comes from the framework is escaped.
    """
    sections = (
        _head(framework),
        _axis(framework),
        _cuts(framework),
        _matching(framework),
        _context(framework),
        _score(framework),
        example_lines(framework, item, number),
        figures_lines(framework, item),
        relating_lines(framework, item),
        lens_lines(framework),
        term_lines(framework),
        struck_lines(framework),
        _checks(framework),
        _making(framework),
        _limits(framework),
    )
    return "\n".join(line for section in sections for line in section).rstrip("\n") + "\n"


def _head(framework: Framework) -> Iterator[str]:
    rules = count("context rule", len(framework.context_rules))
    parts = f"{count('term', len(framework.terms))}, {count('lens', len(framework.lenses), 'lenses')}, {rules}"
    yield from (f"# {plain(framework.name)}", "")
    if framework.description:
        yield from (plain(framework.description), "")
    yield f"Framework {code(framework.label)}, fingerprint {code(fingerprint(framework))}: {parts}."
    yield "This page is made from the framework file in force; scores are reckoned on this computer, from words alone."
    yield ""


def _axis(framework: Framework) -> Iterator[str]:
    of = framework
    yield from ("## The axis", "")
    yield (
        f"Every slice of a conversation gets a whole number from {signed(LEAST_SCORE)} ({plain(of.negative_pole)}) to "
        f"{signed(GREATEST_SCORE)} ({plain(of.positive_pole)}). Around 0 it is {plain(of.middle.lower())}. The band "
        "that a score falls into names it:"
    )
    yield ""
    rows = [(plain(band.name), signed(band.least), signed(band.greatest)) for band in of.bands]
    yield from table(("Band", "From", "To"), rows, right=(1, 2))
    yield ""


def _cuts(framework: Framework) -> Iterator[str]:
    rules = framework.slicing
    yield from ("## The cuts", "")
    yield (
        f"A transcript is cut into slices of about {rules.target:,} characters, in order. A slice ends at the last "
        f"sentence end between {rules.least:,} and {rules.greatest:,} characters; where there is none, at the last end "
        f"of a caption not past {rules.target:,}; inside one overlong caption, at the last space not past "
        f"{rules.target:,}. No slice starts or ends inside a word, and the slices joined again are the transcript. "
        "Where the cuts fall is chance: the fragility of an item says how much hangs on it."
    )
    yield ""


def _matching(framework: Framework) -> Iterator[str]:
    yield from ("## What is a hit", "")
    yield "A hit is one term of the lexicon, found at one place."
    yield ""
    yield "- Capitals, curly apostrophes and the ways in which an accented letter can be stored make no difference."
    yield (
        "- A term is a whole word or a phrase. A word that ends in `*` stands for every word with that beginning, one "
        "that starts with `*` for every word with that ending. The words of a phrase are parted by white space or one "
        "hyphen."
    )
    yield (
        "- At each word the longest term wins: the one with most words, then an exact word before a beginning, then "
        "the longer beginning. Hits do not overlap and are taken from left to right."
    )
    if any(term.exceptions for term in framework.terms):
        yield "- A term may have exceptions, longer phrases in which it is not meant: nothing in them is a hit."
    yield ""


# --------------------------------------------------------------------------------------- context and score


def _context(framework: Framework) -> Iterator[str]:
    yield from ("## Context", "")
    if not framework.context_rules:
        yield from ("This framework has no context rules: every hit counts its weight.", "")
        return
    yield (
        "What stands around a hit changes what it counts: its weight is multiplied by the factor of each rule that "
        "holds for it. A rule holds once, however many of its words are there, and never past the end of the sentence."
    )
    yield ""
    for rule in framework.context_rules:
        yield f"- **{rule.kind.capitalize()}**, × {number(rule.factor)}: {_rule(rule)}"
    if any(rule.kind == "negation" for rule in framework.context_rules):
        yield ""
        yield "A negated hit never counts at full weight, whatever other rules hold for it."
    yield ""


def _rule(rule: ContextRule) -> str:
    if not rule.patterns:
        return "for every hit in a sentence that ends with a question mark."
    reaches = [
        f"{_distance(words)} {side} it" for words, side in ((rule.before, "before"), (rule.after, "behind")) if words
    ]
    words = ", ".join(map(code, rule.patterns))
    ended = (
        f" One of these words between the two ends its reach: {', '.join(map(code, rule.stops))}." if rule.stops else ""
    )
    return f"for a hit with one of these words {' or '.join(reaches)}: {words}.{ended}"


def _distance(words: int) -> str:
    if words >= WHOLE_SENTENCE:
        return "anywhere in the sentence"
    return "right" if words == 1 else f"up to {words} words"


def _score(framework: Framework) -> Iterator[str]:
    resistance = number(framework.resistance, 4)
    yield from ("## The score of a slice", "")
    yield "Each hit counts *p*, its weight times its factor. With all hits of a slice and its number of words:"
    yield ""
    yield f"**score = 100 × sum of *p* ÷ (sum of the sizes of *p* + {resistance} × words)**"
    yield ""
    yield (
        "rounded to a whole number, halves away from 0. A hit contributes 100 × *p* ÷ the same divisor, so that the "
        "contributions add up to the score. The words of the slice draw it towards 0, each with the weight "
        f"{resistance} (the resistance): a few loaded words in a calm slice weigh little. The same text twice keeps "
        "its score, and the order of sentences does not matter. A slice without any hit gets 0 and is drawn otherwise "
        "than one whose hits balance."
    )
    yield ""


# --------------------------------------------------------------------------------------- checks and limits


def _checks(framework: Framework) -> Iterator[str]:
    yield from ("## Checks", "")
    if not framework.checks:
        yield from ("No figures were recorded that this framework was checked with.", "")
        return
    own = fingerprint(framework)
    for check in framework.checks:
        yield from _check(check, own)


def _check(check: Check, own: str) -> Iterator[str]:
    yield from (f"### {plain(check.what)}", "")
    yield f"On {plain(check.on)}."
    yield ""
    yield from table(
        ("Figure", "Value"), [(plain(name), number(value, 4)) for name, value in check.figures], right=(1,)
    )
    yield ""
    if check.fingerprint and check.fingerprint != own:
        yield (
            "These figures were measured with another state of this framework (fingerprint "
            f"{code(check.fingerprint)}); those of the present one may differ."
        )
        yield ""
    elif not check.fingerprint:
        yield from ("It was not recorded with which state of the framework these figures were measured.", "")


def _making(framework: Framework) -> Iterator[str]:
    yield from ("## How the lexicon was made", "")
    yield embedded(framework.making, below=2) or "The framework file does not say how its lexicon was made."
    yield ""


def _limits(framework: Framework) -> Iterator[str]:
    poles = listed([plain(framework.negative_pole.lower()), plain(framework.positive_pole.lower())])
    yield from ("## What the spectrum cannot tell", "")
    yield "Counting words is not understanding. The figures are there to find passages, which are then read and heard."
    yield ""
    yield "- Irony, jokes, quotation and positions that are only described count like those that are held."
    yield "- Captions that mis-hear a word hide a hit or make one up."
    yield "- What is said in words that the lexicon lacks is not seen; a slice without hits is not a neutral one."
    yield f"- A score says which words are in front, {poles}; it does not say whether a speaker is right or means well."
    yield (
        "- Scores of two frameworks cannot be compared number by number. Small differences mean nothing: see the "
        "interval and the fragility, not the last digit."
    )
    yield ""
