"""Linking conversations by subject: what ``domain.subject_links`` needs of a library, and its answers in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from reader.domain.record import record

if TYPE_CHECKING:
    from reader.domain.natural_words import NaturalWords
    from reader.domain.subject_links import SubjectLinks
    from reader.library.database import Library

MOST_WORDS = 4


@record
class SameSubject:
    """The slice that speaks of the same, by its number from 1, and words that both have, as the first one says them."""

    number: int
    words: tuple[str, ...]


class Subjects:
    """What some conversations speak of, slice by slice, in the state of one moment. Asks no library any more."""

    def __init__(self, links: SubjectLinks, natural: Mapping[int, NaturalWords]) -> None:
        self._links = links
        self._natural = natural

    def knows(self, item_id: int) -> bool:
        """Whether a conversation can be compared by its words."""
        return item_id in self._links

    def same(self, here: int, number: int, there: int) -> SameSubject | None:
        """The slice of ``there`` that is nearest to slice ``number`` of ``here``; None where nothing is near enough."""
        found = self._links.answer(here, number, there)
        if found is None:
            return None
        words = self._natural[here].phrases(found.words, frozenset(found.words).__contains__, MOST_WORDS)
        return SameSubject(found.number, words)


def subjects_of(library: Library, item_ids: Iterable[int]) -> Subjects:
    """What these items speak of. Left out are those that are gone, without transcript, not compared by their words yet,
    or scored by another framework only. Raises DamagedLibraryError.
    """
    from reader.domain.natural_words import NaturalWords
    from reader.domain.reel import SliceWords
    from reader.domain.subject_links import SubjectLinks
    from reader.services.framework_choice import choice_of

    choice = choice_of(library)
    conversations, natural = {}, {}
    lexemes = library.likeness.loaded(choice.in_force).lexemes
    for item_id in item_ids:
        passages = library.likeness.passages(item_id, choice.framework.id)
        read = library.likeness.text(item_id)
        if passages is not None and read is not None:
            numbers = lexemes.numbers_of(passages.ids)
            conversations[item_id] = SliceWords.of(numbers, passages.begins, passages.ends)
            natural[item_id] = NaturalWords(read.text, read.starts, lexemes.numbers_of(read.ids))
    return Subjects(SubjectLinks(conversations, lexemes.common()), natural)
