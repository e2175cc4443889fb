"""The one position that arc, strip, bands and text share, and the way back through the places a person has been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

PageName = Literal["start", "item", "library", "methodology", "compare", "search", "reel", "side_by_side"]
Origin = Literal["chart", "text", "key", "history", "opened"]
"""What moved the cursor. ``text`` is scrolling or clicking in the transcript, which then stays where it is."""

JUMPS: frozenset[Origin] = frozenset({"chart"})
"""Origins that are a leap from one place to another, worth a step of their own on the way back."""


class Cursor(QObject):
    """The current slice of the open item. Slices count from 1; 0 where no item is open."""

    moved = Signal(int, str)
    """Slice number, origin. Also emitted for a move to the same slice, except from the text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._count = 0

    @property
    def slice_number(self) -> int:
        """The current slice, from 1; 0 where there is none."""
        return self._number

    @property
    def count(self) -> int:
        """How many slices the open item has."""
        return self._count

    def reset(self, count: int, number: int = 1) -> None:
        """Start anew on an item of ``count`` slices, without telling anybody."""
        self._count = count
        self._number = min(max(number, 1), count) if count else 0

    def move(self, number: int, origin: Origin) -> None:
        """Go to a slice. A number outside the item is brought to its nearest end."""
        if not self._count:
            return
        number = min(max(number, 1), self._count)
        if number == self._number and origin == "text":
            return
        self._number = number
        self.moved.emit(number, origin)

    def step(self, by: int) -> None:
        """Go ``by`` slices on (or back, where negative); at either end nothing happens."""
        target = self._number + by
        if 1 <= target <= self._count:
            self.move(target, "key")


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the program: a page, and where it shows one an item and a slice (0: none), or several ``items``."""

    page: PageName
    item_id: int = 0
    slice_number: int = 0
    items: tuple[int, ...] = ()


class History(QObject):
    """Places visited, as a browser keeps them."""

    changed = Signal()

    LIMIT = 200

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._at = -1

    @property
    def current(self) -> Place | None:
        """The place the person is at, or None at the very start."""
        return self._places[self._at] if self._places else None

    @property
    def can_go_back(self) -> bool:
        """True where there is a place before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """True after going back."""
        return self._at < len(self._places) - 1

    def visit(self, place: Place) -> None:
        """Go to a new place; what lay ahead is dropped. The same place again is no new step."""
        if place == self.current:
            return
        del self._places[self._at + 1 :]
        self._places.append(place)
        del self._places[: -self.LIMIT]
        self._at = len(self._places) - 1
        self.changed.emit()

    def amend(self, place: Place) -> None:
        """The person moved on within the current place without a jump (scrolling, stepping)."""
        if self._places:
            self._places[self._at] = place

    def back(self) -> Place | None:
        """Step back; None at the start."""
        return self._step(-1) if self.can_go_back else None

    def forward(self) -> Place | None:
        """Step forward; None at the end."""
        return self._step(1) if self.can_go_forward else None

    def _step(self, by: int) -> Place:
        self._at += by
        self.changed.emit()
        return self._places[self._at]

    def clear(self) -> None:
        """Start anew."""
        self._places.clear()
        self._at = -1
        self.changed.emit()

    def forget_items(self, item_ids: frozenset[int]) -> None:
        """Drop the places on items that are gone. What lay on both sides of them may be one place now."""
        before = _without(self._places[: self._at + 1], item_ids)
        behind = _without([*before[-1:], *self._places[self._at + 1 :]], item_ids)
        self._places = before + behind[len(before[-1:]) :]
        self._at = max(len(before) - 1, 0) if self._places else -1
        self.changed.emit()


def _without(places: Sequence[Place], item_ids: frozenset[int]) -> list[Place]:
    kept = [place for place in places if place.item_id not in item_ids]
    return [place for place, before in zip(kept, [None, *kept], strict=False) if place != before]
