"""A hit and a scored slice: the figures with what they are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, overload

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


class LaterHits(Sequence[Hit]):
    """The hits from one to another of many, all of which are made when somebody first looks at any. Equal to a tuple of
    the same hits.
    """

    __slots__ = ("_end", "_made", "_start")

    def __init__(self, made: Callable[[], Sequence[Hit]], start: int, end: int) -> None:
        """``made`` gives the many, ready made after the first call."""
        self._made = made
        self._start = start
        self._end = end

    def __len__(self) -> int:
        """How many hits there are; makes none."""
        return self._end - self._start

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, index: int | slice) -> Hit | tuple[Hit, ...]:
        """One of the hits, or some."""
        return self._all()[index]

    def __iter__(self) -> Any:
        """The hits in the order of their places."""
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        """Whether the other holds the same hits."""
        return self._all() == tuple(other) if isinstance(other, LaterHits | tuple) else NotImplemented

    def __hash__(self) -> int:
        """That of the tuple."""
        return hash(self._all())

    def __repr__(self) -> str:
        """As the tuple."""
        return repr(self._all())

    def __reduce__(self) -> tuple[Any, ...]:
        """Kept and sent as the tuple."""
        return tuple, (self._all(),)

    def _all(self) -> tuple[Hit, ...]:
        return tuple(self._made()[self._start : self._end])


@record
class SliceScore:
    """``score`` is the integer shown, ``exact`` the sum of the contributions before rounding."""

    score: int
    exact: float
    hits: Sequence[Hit]

    @property
    def has_evidence(self) -> bool:
        """False for a slice without any hit, which is drawn otherwise than one whose hits balance to 0."""
        return bool(self.hits)


NO_EVIDENCE = SliceScore(0, 0.0, ())
