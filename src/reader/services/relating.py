"""What stands beside an open conversation, and why.

The rules are those of ``domain.ranking``, the nearness is that of ``domain.likeness``; what both need of a library is
loaded once and then kept up to date (``library.likeness_table``). Everything here may run on any thread.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Sequence
from typing import TYPE_CHECKING

from reader.domain.progress import Progress
from reader.domain.relating import Counterbalance, Pick
from reader.domain.subjects import is_subject

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary
    from reader.domain.natural_words import NaturalWords
    from reader.domain.ranking import Ranked
    from reader.library.database import Library

MOST = 8
"""So many picks are told at first."""
MOST_WORDS, WORDS_IN_WHY = 6, 3
"""So many words in common come with a pick, and so many of them stand in its reason."""
EMPHASIZES = "Emphasizes "
"""How a reason begins that names a subject (see ``domain.reasons``)."""
USUAL_SHARE = 0.25
"""A subject that so many of the items emphasize tells nothing of two of them."""
LEAST_SAID = 16
"""In two long talks a word is told as common only if its counts there, times each other, come to this: what is said
three times in one and four times in the other is chance.
"""
NOTHING_SHARED = "no telling words in common"


def related(library: Library, item_id: int | str, most: int = MOST) -> tuple[Pick, ...]:
    """Conversations on the same matter, best first. Raises NotFoundError, DamagedLibraryError."""
    found = beside(library, item_id)
    return found.picks(found.loaded.table.related(found.row, most))


def counterbalance(library: Library, item_id: int | str, most: int = MOST) -> Counterbalance:
    """What the mirror rule picks, best first; nothing for a conversation without evidence.

    Raises NotFoundError, DamagedLibraryError.
    """
    found = beside(library, item_id)
    ranked = found.counterbalance(most)
    return Counterbalance(found.picks(ranked), ranked.target, ranked.opposite)


def waiting_count(library: Library) -> int:
    """How many transcripts are not compared by their words yet."""
    return len(library.likeness.waiting()) + len(library.indexing.waiting())


def complete_likeness(library: Library) -> Generator[Progress, None, int]:
    """See what the transcripts speak of that are not compared yet; returns their number.

    That is so only after a library was brought to a new format. May run beside everything else; closing the generator
    stops it, and the next call does the rest. Raises LibraryError where the library cannot be written.
    """
    from reader.services.searching import complete_index

    # What is made ready for search is so for this too.
    done = yield from complete_index(library)
    waiting = library.likeness.waiting()
    total = done + len(waiting)
    for part in library.likeness.in_parts(waiting):
        yield Progress(done, total, "Comparing what is said")
        library.likeness.complete(part)
        done += len(part)
    yield Progress(total, total, "")
    return total


def beside(library: Library, item_id: int | str) -> Beside:
    """An item by its id or slug, to put others beside it. Raises NotFoundError, DamagedLibraryError."""
    return Beside(library, named_item(library, item_id))


class Beside:
    """One item of a library, beside which others are put, in the state of one moment."""

    def __init__(self, library: Library, item_id: int) -> None:
        from reader.services.framework_choice import choice_of

        self._library = library
        self._choice = choice_of(library)
        self.framework = self._choice.framework
        self.id = item_id
        self.loaded = library.likeness.loaded(self._choice.in_force)
        row = self.loaded.table.row_of(self.id)
        if row is None:
            # Gone since, or without a transcript.
            raise _not_found(library, item_id)
        self.row = row
        self._natural: NaturalWords | None = None
        self._subjects: dict[str, bool] = {}

    def counterbalance(self, most: int) -> Ranked:
        """What the mirror rule picks."""
        table = self.loaded.table
        if not self.loaded.is_of_another_axis(self.row):
            return table.counterbalance(self.row, most)
        # Its own page shows it by the framework in force, though that is not stored yet.
        from reader.domain.ranking import Ranked
        from reader.services.reading import open_item

        profile = open_item(self._library, self.id).profile
        if not any(profile.hit_counts):
            return Ranked((), ())
        return table.counterbalance_as(self.row, profile.figures.mean, self.loaded.with_lens(profile.lens), most)

    def picks(self, ranked: Ranked) -> tuple[Pick, ...]:
        """The ranked ones with what lists show of them, and with why they stand here."""
        ids = [int(self.loaded.table.ids[row]) for row in ranked.rows]
        if not ids:
            return ()
        summaries = {item.id: item for item in self._library.items.summaries(self._choice.in_force, [self.id, *ids])}
        reasons = self._library.likeness.reasons([self.id, *ids])
        usual = self._library.likeness.usual_reasons(EMPHASIZES, USUAL_SHARE)
        own = summaries.get(self.id)
        picks = []
        for item_id, row, nearness in zip(ids, ranked.rows, ranked.nearness, strict=True):
            item = summaries.get(item_id)
            if own is not None and item is not None:  # else deleted since
                words = self._words(row)
                subject = self._subject(reasons[self.id], reasons[item_id], usual, own, item)
                picks.append(Pick(item, _why(own, item, subject, words), words, nearness))
        return tuple(picks)

    def _words(self, row: int) -> tuple[str, ...]:
        """Words that this item and the one in a row both have, as this one says them."""
        from reader.domain.likeness import MOST_STORED

        ours, theirs = self.loaded.words.said(self.row), self.loaded.words.said(row)
        numbers = self.loaded.table.likeness.shared(self.row, row, 2 * MOST_WORDS)
        if len(ours) == len(theirs) == MOST_STORED:
            numbers = [number for number in numbers if ours[number] * theirs[number] >= LEAST_SAID]
        return self.natural(numbers, theirs, MOST_WORDS)

    def _subject(
        self,
        ours: Sequence[str],
        theirs: Sequence[str],
        usual: Collection[str],
        own: ItemSummary,
        item: ItemSummary,
    ) -> str:
        """What both are about by their figures: a subject that both emphasize and few others do, else their lens."""
        for reason in ours:
            if reason.startswith(EMPHASIZES) and reason in theirs and reason not in usual:
                emphasis = reason.removeprefix(EMPHASIZES)
                if emphasis not in self._subjects:
                    self._subjects[emphasis] = is_subject(self.framework, emphasis)
                if self._subjects[emphasis]:
                    return emphasis
        return own.lens.lower() if own.lens and own.lens == item.lens else ""

    def natural(self, numbers: Sequence[int], theirs: Collection[int], most: int) -> tuple[str, ...]:
        """At most so many words of this item as it says them, with those beside them that are among ``theirs``."""
        own = self._own_words() if numbers else None
        return own.phrases(numbers, theirs.__contains__, most) if own is not None else ()

    def _own_words(self) -> NaturalWords | None:
        if self._natural is None:
            from reader.domain.natural_words import NaturalWords

            read = self._library.likeness.text(self.id)
            if read is not None:
                self._natural = NaturalWords(read.text, read.starts, self.loaded.lexemes.numbers_of(read.ids))
        return self._natural


def named_item(library: Library, item_id: int | str) -> int:
    """The id of an item by its id or slug. Raises NotFoundError, which names slugs that are nearly the same."""
    from reader.errors import NotFoundError

    try:
        return library.items.id_of(item_id)
    except NotFoundError:
        raise _not_found(library, item_id) from None


def _not_found(library: Library, item_id: int | str) -> Exception:
    from rapidfuzz.process import extract

    from reader.errors import NotFoundError

    if isinstance(item_id, int):
        return NotFoundError(f"No item with the number {item_id} is in the library.", "It may have been deleted.")
    slugs = [origin.slug for origin in library.items.origins()]
    near = [slug for slug, _, _ in extract(item_id, slugs, limit=3, score_cutoff=75)]
    advice = f"Did you mean {' or '.join(near)}?" if near else "`reader list` names all that there are."
    return NotFoundError(f"No item with the name {item_id!r} is in the library.", advice)


def _why(own: ItemSummary, item: ItemSummary, subject: str, words: Sequence[str]) -> tuple[str, ...]:
    """Why two items stand beside each other, in a few words each."""
    why = []
    if own.thread and own.thread.casefold() == item.thread.casefold():
        why.append("same thread")
    if own.shelf and own.shelf.casefold() == item.shelf.casefold():
        why.append("same shelf")
    some = ", ".join(words[:WORDS_IN_WHY])
    if some:
        why.append(f"both on {subject}: {some}" if subject else f"both speak of {some}")
    elif subject:
        why.append(f"both on {subject}")
    return tuple(why) or (NOTHING_SHARED,)
