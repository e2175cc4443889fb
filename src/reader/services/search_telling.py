"""What a search found, as lines for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reader.domain.searching import FoundItem, Hit, Results, Totals
from reader.domain.wording import clock, count, integer
from reader.services.plain_text import printable

FIELD_NAMES = {
    "title": "title", "summary": "summary", "why_it_matters": "why this matters", "editor_note": "editor note",
}  # fmt: skip
MARKED = ("[", "]")


def result_lines(results: Results) -> list[str]:
    """The lines of ``reader search``: items with their hits, marked in brackets, and how much there is in all."""
    if results.query.is_empty:
        return ["Nothing was asked for."]
    lines = [line for item in results.items for line in _item_lines(item)]
    lines.append(totals_sentence(results.totals, of_slices=not results.query.wanted))
    if results.more:
        lines.append(f"The first {count('item', len(results.items))} shown; more with --limit.")
    if results.suggestions:
        lines.append(f"Did you mean {' or '.join(suggestion.text for suggestion in results.suggestions)}?")
    return [printable(line) for line in lines]


def totals_sentence(totals: Totals, *, of_slices: bool = False) -> str:
    """How much there is: ``14 hits in 9 slices of 3 items``, or ``9 slices of 3 items`` where they are the hits."""
    if not totals.items:
        return "Nothing was found." if totals.exact else "Counting …"
    counted = "" if totals.exact else "at least "
    if not totals.occurrences:
        return f"{counted}{count('item', totals.items)}".capitalize() + "."
    if of_slices:
        return f"{counted}{count('slice', totals.slices)} of {count('item', totals.items)}.".capitalize()
    rest = f", {count('hit', totals.in_fields)} of them in titles and notes" if totals.in_fields else ""
    slices = f"{count('slice', totals.slices)} of " if totals.slices else ""
    sentence = f"{counted}{count('hit', totals.occurrences)} in {slices}{count('item', totals.items)}{rest}."
    return sentence[0].upper() + sentence[1:]


def results_facts(results: Results) -> dict[str, Any]:
    """What ``reader search --json`` says."""
    totals = results.totals
    return {
        "query": results.query.text,
        "notes": [note.text for note in results.query.notes],
        "items": totals.items,
        "slices": totals.slices,
        "hits": totals.occurrences,
        "hits_in_fields": totals.in_fields,
        "found": [_item_facts(item) for item in results.items],
        "more": results.more,
        "suggestions": [suggestion.text for suggestion in results.suggestions],
    }


def _item_lines(item: FoundItem) -> Iterator[str]:
    slices = f", {count('slice', len(item.slices))}" if item.slices else ""
    hits = f"  ({count('hit', item.occurrences)}{slices})" if item.occurrences else ""
    if item.is_of_slices:
        hits = f"  ({count('slice', item.occurrences)})"
    yield f"{item.slug}  {item.title}{hits}"
    for hit in item.hits:
        yield f"  {_place(hit)}  {marked(hit)}"
    yield ""


def _place(hit: Hit) -> str:
    if hit.field:
        return FIELD_NAMES.get(hit.field, hit.field)
    score = "" if hit.score is None else integer(hit.score)
    parts = (f"#{hit.number}", "" if hit.ms is None else clock(hit.ms), hit.speaker, score)
    return " ".join(part for part in parts if part)


def marked(hit: Hit) -> str:
    """The snippet with its hits in brackets."""
    pieces: list[str] = []
    last = 0
    for start, end in hit.marks:
        pieces += (hit.snippet[last:start], MARKED[0], hit.snippet[start:end], MARKED[1])
        last = end
    return "".join([*pieces, hit.snippet[last:]])


def _item_facts(item: FoundItem) -> dict[str, Any]:
    return {
        "slug": item.slug,
        "title": item.title,
        "show": item.show,
        "date": item.date,
        "hits": item.occurrences,
        "hits_in_fields": item.in_fields,
        "slices": list(item.slices),
        "best": [_hit_facts(hit) for hit in item.hits],
    }


def _hit_facts(hit: Hit) -> dict[str, Any]:
    facts: dict[str, Any] = {"start": hit.start, "end": hit.end, "snippet": hit.snippet, "marks": list(hit.marks)}
    if hit.field:
        return {"field": hit.field} | facts
    return {"slice": hit.number, "time_ms": hit.ms, "speaker": hit.speaker, "score": hit.score} | facts
