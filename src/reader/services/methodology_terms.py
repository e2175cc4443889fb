"""The terms and lenses of a framework as Markdown, compact enough for thousands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.domain.wording import count
from reader.services.markdown_text import code, number, plain

if TYPE_CHECKING:
    from reader.domain.framework import Framework, Term

WITHOUT_EMPHASIS = "Other terms"


def lens_lines(framework: Framework) -> Iterator[str]:
    """Each lens with the words that show it."""
    yield from ("## Lenses", "")
    yield "The subject through which an item speaks is told by words of their own, which have no weight:"
    yield ""
    for lens in framework.lenses:
        yield f"- **{plain(lens.name)}**: {', '.join(map(code, lens.patterns))}"
    yield ""


def term_lines(framework: Framework) -> Iterator[str]:
    """The terms in force by what they speak of, each with its weight, strongest first; then their notes."""
    struck = set(framework.struck)
    groups: dict[str, list[Term]] = {}
    for term in framework.terms:
        if term.pattern not in struck:
            groups.setdefault(term.emphasis, []).append(term)
    total = sum(map(len, groups.values()))
    yield from ("## The terms in force", "")
    yield (
        f"{count('term', total)}, by what they speak of. Negative weights lean to "
        f"{plain(framework.negative_pole.lower())}, positive ones to {plain(framework.positive_pole.lower())}."
    )
    yield ""
    for emphasis, terms in groups.items():
        heading = plain(emphasis[:1].upper() + emphasis[1:]) or WITHOUT_EMPHASIS
        yield from (f"### {heading} ({len(terms):,})", "")
        yield from _weighted(terms, framework)
        yield from _notes(terms)


def _weighted(terms: Sequence[Term], framework: Framework) -> Iterator[str]:
    for pole, sign in ((framework.negative_pole, -1), (framework.positive_pole, 1)):
        of_pole = sorted(
            (term for term in terms if term.weight * sign > 0), key=lambda term: (-abs(term.weight), term.pattern)
        )
        if of_pole:
            told = ", ".join(f"{code(term.pattern)} {number(term.weight)}" for term in of_pole)
            yield from (f"**{plain(pole)}:** {told}", "")


def _notes(terms: Sequence[Term]) -> Iterator[str]:
    """What is to be said of single terms; a note that several share stands once."""
    sharing: dict[str, list[str]] = {}
    for term in terms:
        if term.note:
            sharing.setdefault(term.note, []).append(term.pattern)
    lines = []
    for note, patterns in sharing.items():
        of = "all of these" if len(patterns) == len(terms) > 1 else ", ".join(map(code, patterns))
        lines.append(f"- {of[:1].upper() + of[1:]}: {plain(note)}")
    lines += [
        f"- {code(term.pattern)} is not meant in {', '.join(map(code, term.exceptions))}."
        for term in terms
        if term.exceptions
    ]
    if lines:
        yield from (*lines, "")


def struck_lines(framework: Framework) -> Iterator[str]:
    """The terms that a library has taken out of the lexicon."""
    yield from ("## Exceptions", "")
    yield (
        "A reader can strike hits out: at one place, in one item, or a term out of the lexicon for a whole library. "
        "What is struck out counts nothing; all else is reckoned as before, and each exception can be taken back."
    )
    yield ""
    if not framework.struck:
        return
    weights = {term.pattern: term.weight for term in framework.terms}
    struck = ", ".join(f"{code(pattern)} {number(weights[pattern])}" for pattern in framework.struck)
    yield from (f"Struck out of the lexicon of this library: {struck}.", "")
