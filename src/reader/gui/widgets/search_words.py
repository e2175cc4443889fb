"""How results of a search are told: how many there are, where a hit stands, and each row in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.domain.wording import clock, count, integer

if TYPE_CHECKING:
    from reader.domain.framework import Band
    from reader.domain.searching import FoundItem, Hit, Results

FIELD_NAMES = {
    "title": "Title", "summary": "Summary", "why_it_matters": "Why this matters", "editor_note": "Editor note",
}  # fmt: skip
HAS_WORDS = "hit"
ONLY_PLACES = "slice"


def totals_sentence(results: Results, shown_items: Sequence[FoundItem]) -> str:
    """How much of how much is shown: ``12 of 345 hits shown · 40 conversations``; empty where nothing was found."""
    totals = results.totals
    items = max(totals.items, totals.certain, len(shown_items))
    hits = max(totals.occurrences, sum(item.occurrences for item in shown_items))
    if not items:
        return "" if totals.exact else "Searching…"
    least = "" if totals.exact else "at least "
    if not hits:
        return f"{len(shown_items):,} of {least}{count('conversation', items)} shown"
    shown = sum(shown_hits(item) for item in shown_items)
    return f"{shown:,} of {least}{count(hit_noun(results), hits)} shown · {least}{count('conversation', items)}"


def hit_noun(results: Results) -> str:
    """What is counted: hits of words, or slices where no word is looked for."""
    return HAS_WORDS if results.query.wanted else ONLY_PLACES


def shown_hits(item: FoundItem) -> int:
    """How many of an item's hits its snippets show; one snippet may show several."""
    return min(item.occurrences, sum(max(len(hit.marks), 1) for hit in item.hits))


def whole_sentence(results: Results) -> str:
    """How much there is in all: ``345 in 40 conversations``."""
    totals = results.totals
    least = "" if totals.exact else "at least "
    hits, items = max(totals.occurrences, 1), max(totals.items, 1)
    return f"{least}{hits:,} in {count('conversation', items)}"


def here_sentence(noun: str, at: int, here: int) -> str:
    """Where among an item's hits one is, from 1 (0: at none): ``Hit 3 of 17 here``."""
    if not here:
        return f"No {noun} here"
    return f"{noun.capitalize()} {at:,} of {here:,} here" if at else f"{count(noun, here)} here"


def item_hits(item: FoundItem) -> str:
    """``17 hits in 9 slices``, ``9 slices`` where they are the hits; empty where an item answers without any."""
    if not item.occurrences:
        return ""
    if item.is_of_slices:
        return count("slice", item.occurrences)
    hits = count("hit", item.occurrences)
    return f"{hits} in {count('slice', len(item.slices))}" if item.slices else hits


def rest_words(item: FoundItem, expanded: bool) -> str:
    """What the row below an item's snippets offers; empty where all is shown."""
    rest = item.occurrences - shown_hits(item)
    if rest <= 0:
        return ""
    return f"{rest:,} more in the conversation" if expanded else f"Show {rest:,} more"


def band_of(score: int, bands: Sequence[Band]) -> Band | None:
    """The band that a score falls into."""
    return next((band for band in bands if band.least <= score <= band.greatest), None)


def hit_place(hit: Hit) -> str:
    """``#119 · 2:07:50``, or the field that a hit stands in."""
    if hit.field:
        return FIELD_NAMES.get(hit.field, hit.field)
    return f"#{hit.number} · {clock(hit.ms)}" if hit.ms is not None else f"#{hit.number}"


def hit_score(hit: Hit, bands: Sequence[Band]) -> str:
    """``−37 Risk-forward``; empty in fields, and where the slice has no score under the framework in force."""
    if hit.score is None:
        return ""
    band = band_of(hit.score, bands)
    return f"{integer(hit.score)} {band.name}" if band is not None else integer(hit.score)


def spoken_hit(hit: Hit, bands: Sequence[Band]) -> str:
    """A hit in one sentence, for screen readers."""
    if hit.field:
        return f"In {FIELD_NAMES.get(hit.field, hit.field).lower()}: {hit.snippet}"
    time = f"at {clock(hit.ms)}" if hit.ms is not None else ""
    score = f"score {hit_score(hit, bands)}" if hit.score is not None else ""
    where = ", ".join(part for part in (f"Slice {hit.number}", time, hit.speaker, score) if part)
    return f"{where}: {hit.snippet}"
