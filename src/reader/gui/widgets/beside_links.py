"""Where the other conversations stand when a person moves in one of them."""

from __future__ import annotations

from typing import Literal

Link = Literal["share", "none"]

LINKS: tuple[tuple[Link, str], ...] = (
    ("share", "Linked: same share of each conversation"),
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
