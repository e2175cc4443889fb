"""A score worked out step by step, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.domain.explaining import Ledger, ledger_of
from reader.domain.striking import NOTHING_STRUCK, Struck, struck_in
from reader.domain.wording import MINUS, clock, integer, listed
from reader.services.frameworks import profiler_for
from reader.services.markdown_text import code, number, plain, table

if TYPE_CHECKING:
    from reader.domain.explaining import LedgerLine
    from reader.domain.framework import Framework, Term
    from reader.domain.scoring import Scorer
    from reader.services.reading import OpenItem

DECIMALS = 3
AROUND = 30
"""Characters that are shown before and behind a hit."""


def example_lines(framework: Framework, item: OpenItem | None, number: int) -> Iterator[str]:
    """A slice of the open item where it has one with a hit, else a sentence made of the framework's own terms."""
    yield from ("### A worked example", "")
    chosen = _chosen(framework, item, number) if item is not None else 0
    if item is not None and chosen:
        part = item.slices[chosen - 1]
        start = f", from {clock(part.start_ms)}" if part.start_ms is not None else ""
        text = item.slice_text(chosen)
        struck = struck_in(part, item.transcript, item.strikes)
        title = plain(item.metadata.title) or item.slug
        yield f"Slice {chosen:,} of {len(item.slices):,} of “{title}”{start}:"
    else:
        text, struck = _sentence(framework), NOTHING_STRUCK
        yield "A text made of the framework's own terms:"
        yield from ("", f"> {plain(text)}")
    yield ""
    yield from _worked_out(_ledger(framework, text, struck, chosen), text, framework)


def _chosen(framework: Framework, item: OpenItem, number: int) -> int:
    """The number of the slice asked for where it has a hit, else of the first one that has; 0 where none has."""
    scorer = profiler_for(framework).scorer
    asked = [number] if 1 <= number <= len(item.slices) else []
    candidates = (*asked, *range(1, len(item.slices) + 1))
    return next((candidate for candidate in candidates if _has_hits(scorer, item, candidate)), 0)


def _has_hits(scorer: Scorer, item: OpenItem, number: int) -> bool:
    struck = struck_in(item.slices[number - 1], item.transcript, item.strikes)
    return scorer.score(item.slice_text(number), struck).has_evidence


def _ledger(framework: Framework, text: str, struck: Struck, number: int) -> Ledger:
    scorer = profiler_for(framework).scorer
    return ledger_of(number, text, scorer.score(text, struck), scorer.contexts(text, struck), framework.resistance)


def _worked_out(ledger: Ledger, text: str, framework: Framework) -> Iterator[str]:
    if not ledger.lines:
        yield from ("It has no hit, so its score is 0.", "")
        return
    rows = [
        (
            _in_its_place(line),
            code(line.hit.term),
            number(line.hit.weight, DECIMALS),
            _context(line, text) or f"{number(1)}",
            number(line.hit.weight * line.hit.factor, DECIMALS),
            number(line.hit.contribution, 2),
        )
        for line in ledger.lines
    ]
    yield from table(("Hit", "Term", "Weight", "Factor", "*p*", "Contribution"), rows, right=(2, 4, 5))
    yield ""
    products = [line.hit.weight * line.hit.factor for line in ledger.lines]
    total, resisting = sum(products), ledger.resistance * ledger.words
    yield f"- Sum of *p*: {number(total, DECIMALS)}"
    yield f"- Sum of the sizes of *p*: {number(ledger.size, DECIMALS)}"
    yield f"- {ledger.words:,} words × {number(ledger.resistance, 4)} = {number(resisting, DECIMALS)}"
    yield ""
    band = plain(framework.band_of(ledger.score).name)
    yield (
        f"100 × {_in_brackets(total)} ÷ ({number(ledger.size, DECIMALS)} + {number(resisting, DECIMALS)}) = "
        f"{number(ledger.exact, 2)}, rounded **{integer(ledger.score)}**: {band}."
    )
    yield ""


def _in_its_place(line: LedgerLine) -> str:
    """The hit with a few words around it."""
    before, hit, after = line.sentence[: line.start], line.sentence[line.start : line.end], line.sentence[line.end :]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    opened = " " if before[-1:].isspace() else ""
    closed = " " if after[:1].isspace() else ""
    return f"{plain(before)}{opened}**{plain(hit)}**{closed}{plain(after)}"


def _context(line: LedgerLine, text: str) -> str:
    parts = [
        f"{number(rule.factor, DECIMALS)} ({rule.kind}: “{plain(text[rule.start : rule.end])}”)"
        for rule in line.applied
    ]
    told = " × ".join(parts)
    product = 1.0
    for rule in line.applied:
        product *= rule.factor
    if len(parts) > 1 or (parts and product != line.hit.factor):
        told += f" = {number(line.hit.factor, DECIMALS)}"
    return told


def _in_brackets(value: float) -> str:
    told = number(value, DECIMALS)
    return f"({told})" if told.startswith(MINUS) else told


# ----------------------------------------------------------------------------------- a text of its own terms


def _sentence(framework: Framework) -> str:
    """A small text with terms of both poles and, where there is a negation, one of them negated."""
    negative = _strongest([term for term in framework.terms if term.weight < 0])
    positive = _strongest([term for term in framework.terms if term.weight > 0])
    said = [
        f"{who} said {listed([f'“{word}”' for word in words[:2]])}."
        for who, words in (("One", negative), ("Another", positive))
        if words
    ]
    cue = next(
        (
            pattern
            for rule in framework.context_rules
            if rule.kind == "negation" and rule.before
            for pattern in rule.patterns
            if "*" not in pattern
        ),
        "",
    )
    third = (negative[2:] or positive[2:] or negative or positive)[:1]
    if cue and third:
        said.append(f"The last one said: {cue} “{third[0]}”.")
    return " ".join(said)


def _strongest(terms: Sequence[Term]) -> list[str]:
    """Three terms, whole words before beginnings, the strongest first."""
    ranked = sorted(terms, key=lambda term: ("*" in term.pattern, -abs(term.weight)))
    return [term.pattern.replace("*", "") for term in ranked[:3]]
