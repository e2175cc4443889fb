"""The counterbalance reel: pairs of moments that answer each other."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from reader.domain.framework import GREATEST_SCORE, LEAST_SCORE
from reader.domain.progress import Progress
from reader.domain.record import record
from reader.domain.relating import Reel, ReelPair, ReelSide
from reader.errors import DamagedLibraryError, NotFoundError
from reader.services.relating import beside, waiting_count

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from reader.domain.framework import Framework
    from reader.domain.reel import SliceVectors, SliceWords
    from reader.library.database import Library
    from reader.library.likeness_texts import ReadPassages
    from reader.library.records import StoredItem
    from reader.services.relating import Beside

MOST = 12
"""So many pairs are told at first."""
NEAREST, COUNTERBALANCING = 250, 100
"""The slices of so many items are looked through: the nearest by their words, and those that the mirror rule picks."""
TRIED = 4
"""For each pair that is wanted so many of the most one-sided slices are tried."""
MOST_WORDS = 5


def reel(library: Library, item_id: int | str, most: int = MOST) -> Generator[Progress, None, Reel]:
    """The most one-sided slices of an item, each with the nearest opposite one on the same subject elsewhere.

    No pairs for an item without a slice outside the middle, or whose figures are of another axis. What is deleted
    meanwhile is left out, and so is what is damaged elsewhere. Raises NotFoundError, DamagedLibraryError.
    """
    yield Progress(0, 0, "Looking for what is opposite")
    looking = _Looking(library, beside(library, item_id))
    pool = looking.pool() if len(looking.chosen) else []
    for done, other in enumerate(pool):
        yield Progress(done, len(pool), "Looking for what is opposite")
        looking.look_through(other)
    found = looking.pairs(most)
    pairs = []
    for done, one in enumerate(found):
        yield Progress(len(pool) + done, len(pool) + len(found), "Fetching the passages")
        pair = looking.told(one)
        if pair is not None:
            pairs.append(pair)
    return Reel(tuple(pairs), waiting_count(library), len(looking.damaged))


@record
class _Found:
    """A pair: its row and column among what was compared, the slice here and the item and slice there, by place."""

    row: int
    column: int
    here: int
    item_id: int
    there: int
    nearness: float


class _Looking:
    """What was found so far for one item."""

    def __init__(self, library: Library, item: Beside) -> None:
        import numpy as np

        from reader.domain.reel import SliceWords, one_sided

        self._library = library
        self._item = item
        self._middle = _middle_of(item.framework)
        self._own = library.likeness.passages(item.id, item.framework.id)
        self.chosen: NDArray[np.int64] = np.zeros(0, np.int64)
        if self._own is not None:
            self.chosen = one_sided(self._own.scores, self._own.evidence, self._middle)
        # Of each item that was looked through: its id, and the places of its one-sided slices.
        self._there: list[tuple[int, NDArray[np.int64], NDArray[np.int8]]] = []
        self._words: list[SliceWords] = []
        self._there_words = SliceWords.joined([])
        self._having = np.zeros(len(item.loaded.lexemes), np.int64)
        self._slices = 0
        self._vectors: SliceVectors | None = None
        self._items: dict[int, StoredItem] = {}
        self.damaged: set[int] = set()

    def pool(self) -> list[int]:
        """Ids of the items that are looked through."""
        table, row = self._item.loaded.table, self._item.row
        rows = dict.fromkeys([*table.nearest(row, NEAREST).rows, *table.counterbalance(row, COUNTERBALANCING).rows])
        return [int(table.ids[other]) for other in rows]

    def look_through(self, item_id: int) -> None:
        """Keep the one-sided slices of an item."""
        import numpy as np

        from reader.domain.reel import one_sided

        try:
            passages = self._library.likeness.passages(item_id, self._item.framework.id)
        except DamagedLibraryError:
            self.damaged.add(item_id)
            return
        if passages is None:
            return
        words = self._words_of(passages)
        there = np.sort(one_sided(passages.scores, passages.evidence, self._middle))
        if len(there):
            marks = np.zeros(words.size, np.bool_)
            marks[there] = True
            self._words.append(words.only(marks))
            self._there.append((item_id, there, passages.scores[there]))

    def pairs(self, most: int) -> list[_Found]:
        """The pairs, the most one-sided slice here first."""
        import numpy as np

        from reader.domain.reel import SliceVectors, SliceWords, answered

        if self._own is None or not self._there:
            return []
        # In the order of the most one-sided.
        own = self._words_of(self._own)
        tried = self.chosen[: TRIED * most]
        here = SliceWords.joined([own.only(np.arange(own.size) == at) for at in tried.tolist()])
        there = self._there_words = SliceWords.joined(self._words)
        common = self._item.loaded.lexemes.common()[: len(self._having)]
        subject = np.unique(self._item.loaded.table.likeness.numbers[self._item.row])
        self._vectors = SliceVectors(here, there, self._having, self._slices, common, subject)
        near = self._vectors.nearness()
        others = np.concatenate([scores for _, _, scores in self._there]).astype(np.int64)
        table = self._item.loaded.table
        to_all = table.likeness.to_all(self._item.row)
        places = [(item_id, int(at)) for item_id, found, _ in self._there for at in found]
        likeness = np.array([to_all[table.row_of(item_id)] for item_id, _ in places], np.float32)
        return [
            _Found(row, column, int(tried[row]), *places[column], float(near[row, column]))
            for row, column in answered(
                near, likeness, self._own.scores[tried].astype(np.int64), others, most, self._vectors.hangs_on_one
            )
        ]

    def told(self, found: _Found) -> ReelPair | None:
        """A pair as it is shown; None where one side is gone since, or the other one is damaged."""
        other, own = self._side(found.item_id, found.there), self._side(self._item.id, found.here)
        if own is None or other is None or self._vectors is None:
            return None
        numbers = self._vectors.shared(found.row, found.column, 2 * MOST_WORDS)
        theirs = self._there_words.numbers[self._there_words.rows == found.column]
        words = self._item.natural(numbers, frozenset(theirs.tolist()), MOST_WORDS)
        return ReelPair(own, other, words, found.nearness)

    def _words_of(self, passages: ReadPassages) -> SliceWords:
        """The words of the slices of an item, counted for how rare they are."""
        import numpy as np

        from reader.domain.likeness import NO_WORD
        from reader.domain.reel import SliceWords

        numbers = self._item.loaded.lexemes.numbers_of(passages.ids)
        # Others may have met new words since this began.
        numbers = np.where(numbers < len(self._having), numbers, NO_WORD)
        words = SliceWords.of(numbers, passages.begins, passages.ends)
        self._having += words.having(len(self._having))
        self._slices += words.size
        return words

    def _side(self, item_id: int, at: int) -> ReelSide | None:
        if item_id in self.damaged:
            return None
        try:
            item = self._items.get(item_id) or self._library.items.load(item_id)
        except NotFoundError:
            return None
        except DamagedLibraryError:
            if item_id == self._item.id:
                raise
            self.damaged.add(item_id)
            return None
        self._items[item_id] = item
        if at >= len(item.slices):
            return None
        part = item.slices[at]
        speaker = item.transcript.cues[part.first_cue].speaker or ""
        text = item.transcript.text[part.start : part.end].strip()
        facts = item.metadata
        return ReelSide(
            item.id, item.slug, facts.title, facts.show, part.number, int(item.profile.scores[at]), text,
            part.start_ms, speaker,
        )  # fmt: skip


def _middle_of(framework: Framework) -> NDArray[np.bool_]:
    """For each score whether its band is a middle one."""
    import numpy as np

    scores = range(LEAST_SCORE, GREATEST_SCORE + 1)
    return np.array([framework.band_of(score).tone == "middle" for score in scores], np.bool_)
