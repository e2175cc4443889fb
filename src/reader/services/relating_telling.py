"""What stands beside an item, as lines for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reader.domain.relating import Counterbalance, Pick
from reader.domain.wording import integer, signed
from reader.services.describing import plain_number, summary_facts
from reader.services.plain_text import printable

NONE_RELATED = "Nothing in this library is related to it."
NO_COUNTERBALANCE = "There is nothing to set against it: it has no evidence, or no other item on its axis has any."
NOTHING_OPPOSITE = "The library has nothing on the other side; these are the nearest there are."


def related_lines(picks: Sequence[Pick]) -> list[str]:
    """The lines of ``reader related``."""
    return _lines(picks) or [NONE_RELATED]


def counterbalance_lines(found: Counterbalance) -> list[str]:
    """The lines of ``reader counterbalance``."""
    if not found.picks:
        return [NO_COUNTERBALANCE]
    head = [f"Looking for a mean of {signed(found.target)}."]
    return [*head, *([] if found.opposite else [NOTHING_OPPOSITE]), "", *_lines(found.picks)]


def related_facts(slug: str, picks: Sequence[Pick]) -> dict[str, Any]:
    """What ``reader related --json`` says."""
    return {"slug": slug, "related": [_facts(pick) for pick in picks]}


def counterbalance_facts(slug: str, found: Counterbalance) -> dict[str, Any]:
    """What ``reader counterbalance --json`` says."""
    return {
        "slug": slug,
        "target": plain_number(found.target),
        "opposite": found.opposite,
        "counterbalance": [_facts(pick) for pick in found.picks],
    }


def _lines(picks: Sequence[Pick]) -> list[str]:
    lines = []
    for pick in picks:
        item = pick.item
        told = f"{item.slug}  {item.title}  (mean {integer(item.mean)}{', ' + item.lens if item.lens else ''})"
        lines += [printable(told), printable(f"  {'; '.join(pick.why)}")]
    return lines


def _facts(pick: Pick) -> dict[str, Any]:
    return {
        "why": list(pick.why), "words": list(pick.words), "nearness": round(pick.nearness, 4),
        "item": summary_facts(pick.item),
    }  # fmt: skip
