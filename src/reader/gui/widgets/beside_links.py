"""Where the other conversations stand when a person moves in one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Link = Literal["share", "subject", "none"]

LINKS: tuple[tuple[Link, str], ...] = (
    ("share", "Linked: same share of each conversation"),
    ("subject", "Linked: where the others speak of the same"),
    ("none", "Not linked: each moves by itself"),
)


def linked_slice(number: int, count: int, other: int) -> int:
    """The slice of a conversation of ``other`` slices that lies as far along as slice ``number`` of ``count``.

    First answers to first and last to last, and the same length to the same number; 0 where there is no slice.
    """
    if not number or not count or not other:
        return 0
    if count == 1:
        return 1
    return 1 + (2 * (number - 1) * (other - 1) + count - 1) // (2 * (count - 1))


NOTHING_SAID = "Nothing near enough is said of this"
NOT_COMPARED = "Not compared by its words yet"
COMPARING = "Comparing what is said…"


def common_text(words: Sequence[str]) -> str:
    """What two slices that speak of the same have in common: ``Both: job, wage, automation``."""
    return f"Both: {', '.join(words)}" if words else "Both speak of the same"
