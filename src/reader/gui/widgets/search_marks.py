"""Places in a transcript that a search of the library has found, marked in it until the search is left."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

Range = tuple[int, int]


class SearchMarks:
    """Ranges of characters in the order of the text. They may lie over each other."""

    def __init__(self, starts: Sequence[int] = (), ends: Sequence[int] = ()) -> None:
        self.starts = tuple(starts)
        self._ends = tuple(ends)
        self._longest = max((end - start for start, end in zip(starts, ends, strict=True)), default=0)

    def __len__(self) -> int:
        return len(self.starts)

    def between(self, start: int, end: int) -> list[Range]:
        """Those that reach into this part of the text."""
        first = bisect_right(self.starts, start - self._longest - 1)
        last = bisect_left(self.starts, end)
        return [one for one in zip(self.starts[first:last], self._ends[first:last], strict=True) if one[1] > start]

    def index_of(self, start: int) -> int:
        """The number of the first one that begins here; -1 where none does."""
        at = bisect_left(self.starts, start)
        return at if at < len(self.starts) and self.starts[at] == start else -1
