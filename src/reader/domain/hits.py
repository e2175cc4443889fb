"""A hit and a scored slice: the figures with what they are made of."""

from __future__ import annotations

from typing import NamedTuple

from reader.domain.record import record


class Hit(NamedTuple):
    """One term found at one place.

    ``start`` and ``end`` are characters in the scored text. ``factor`` is what negation, hedging and the like made of
    the weight; ``contribution`` is in score points. The contributions of a slice add up to its exact score.
    """

    # A tuple, not a record: a library has hundreds of thousands of them, and tuples are made in a third of the time.
    term: str
    start: int
    end: int
    weight: float
    factor: float
    contribution: float
    emphasis: str = ""


@record
class SliceScore:
    """``score`` is the integer shown, ``exact`` the sum of the contributions before rounding."""

    score: int
    exact: float
    hits: tuple[Hit, ...]

    @property
    def has_evidence(self) -> bool:
        """False for a slice without any hit, which is drawn otherwise than one whose hits balance to 0."""
        return bool(self.hits)


NO_EVIDENCE = SliceScore(0, 0.0, ())
