"""Cues and words of a stored transcript, built one by one when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from reader.domain.transcript import Cue, Word
from reader.library.columns import Ints, OptionalInts, Pack, broken, decoded


class StoredCue(Cue):
    """A cue whose words are unpacked when somebody first asks for them; equal to a plain cue of the same content."""

    __slots__ = ("_find_words", "_found")

    _find_words: Callable[[], tuple[Word, ...]] | None
    _found: tuple[Word, ...]

    @classmethod
    def with_words(cls, cue: Cue, find_words: Callable[[], tuple[Word, ...]]) -> StoredCue:
        """Return ``cue`` with words that ``find_words`` gives once they are wanted."""
        stored = cls(cue.text, cue.start_ms, cue.end_ms, cue.speaker, (), cue.new_paragraph, cue.chapter)
        object.__setattr__(stored, "_find_words", find_words)
        return stored

    @property
    def words(self) -> tuple[Word, ...]:
        """The words, found now if they were not yet. Raises DamagedLibraryError."""
        find_words = self._find_words
        if find_words is not None:
            object.__setattr__(self, "_found", find_words())
            object.__setattr__(self, "_find_words", None)
        return self._found

    @words.setter
    def words(self, words: tuple[Word, ...]) -> None:
        # Reached only from the constructor of the dataclass: a cue refuses to be changed.
        object.__setattr__(self, "_find_words", None)
        object.__setattr__(self, "_found", words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cue) and _cue_content(self) == _cue_content(other)

    def __hash__(self) -> int:
        return hash(_cue_content(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return Cue, _cue_content(self)


def _cue_content(cue: Cue) -> tuple[Any, ...]:
    return cue.text, cue.start_ms, cue.end_ms, cue.speaker, cue.words, cue.new_paragraph, cue.chapter


class StoredCues(Sequence[Cue]):
    """The cues of a stored transcript, each built when asked for. Equal to any sequence of equal cues."""

    def __init__(self, text: str, starts: list[int], lengths: Ints, pack: Pack, words: bytes | None) -> None:
        self._text = text
        self._starts = starts
        self._lengths = lengths
        self._pack = pack
        self._packed_words = words

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Cue: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Cue]: ...
    def __getitem__(self, index: int | slice) -> Cue | Sequence[Cue]:
        if isinstance(index, slice):
            return tuple(self._built(at) for at in range(*index.indices(len(self))))
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError("no such cue")
        return self._built(at)

    def __iter__(self) -> Iterator[Cue]:
        return map(self._built, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str | bytes):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def agree(self) -> bool:
        """Whether every column, those of the words too, has an entry for each cue. Raises DamagedLibraryError."""
        counts = self._word_counts
        if counts is not None and len(counts) == len(self):
            self._words.of(len(self) - 1, self[-1].text)
        speakers = len(self) if self._speakers is None else len(self._speakers)
        columns = (len(self._starts_ms), len(self._ends_ms), speakers, len(self) if counts is None else len(counts))
        return set(columns) == {len(self)}

    def _built(self, at: int) -> Cue:
        start = self._starts[at]
        cue = Cue(
            self._text[start : start + int(self._lengths[at])],
            self._starts_ms[at],
            self._ends_ms[at],
            self._speaker(at),
            (),
            bool(self._paragraphs[at]),
            self._chapters.get(at),
        )
        if self._word_counts is None or not self._word_counts[at]:
            return cue
        return StoredCue.with_words(cue, lambda: self._words.of(at, cue.text))

    def _speaker(self, at: int) -> str | None:
        if self._speakers is None or self._speakers[at] < 0:
            return None
        return str(self._pack.head["speakers"][self._speakers[at]])

    @cached_property
    def _starts_ms(self) -> OptionalInts:
        return self._pack.times("start", None)

    @cached_property
    def _ends_ms(self) -> OptionalInts:
        return self._pack.times("end", self._starts_ms)

    @cached_property
    def _speakers(self) -> Ints | None:
        return self._pack.ints("speaker") if self._pack.has("speaker") else None

    @cached_property
    def _paragraphs(self) -> NDArray[np.bool_]:
        return self._pack.marks("paragraph", len(self))

    @cached_property
    def _chapters(self) -> dict[int, str]:
        return dict(self._pack.head["chapters"])

    @cached_property
    def _word_counts(self) -> Ints | None:
        return self._pack.ints("word_count") if self._pack.has("word_count") else None

    @cached_property
    def _words(self) -> StoredWords:
        if self._packed_words is None or self._word_counts is None:
            raise broken("the words of a transcript are missing")
        return StoredWords(Pack(self._packed_words), self._word_counts)


class StoredWords:
    """The words of a transcript, given out cue by cue."""

    def __init__(self, pack: Pack, counts: Ints) -> None:
        self._ends = np.cumsum(counts)
        self._counts = counts
        self._split = pack.marks("split", len(counts))
        self._text_ends = np.cumsum(pack.ints("length"))
        self._text = decoded(pack.column("text").tobytes())
        self._starts_ms = pack.times("start", None)
        self._ends_ms = pack.times("end", self._starts_ms)
        self._confidence = pack.column("confidence") if pack.has("confidence") else None
        self._unsure = pack.marks("confidence_missing", pack.head["words"])
        self._other_ends = np.cumsum(np.where(self._split, 0, counts))
        if len(counts) and int(self._ends[-1]) != pack.head["words"]:
            raise broken("the words of a transcript do not fit its cues")

    def of(self, cue: int, cue_text: str) -> tuple[Word, ...]:
        """Words of the cue with this index and text."""
        end = int(self._ends[cue])
        places = range(end - int(self._counts[cue]), end)
        texts = cue_text.split() if self._split[cue] else self._other_texts(cue)
        return tuple(
            Word(text, self._starts_ms[at], self._ends_ms[at], self._confidence_at(at))
            for text, at in zip(texts, places, strict=True)
        )

    def _other_texts(self, cue: int) -> list[str]:
        end = int(self._other_ends[cue])
        ends = self._text_ends[end - int(self._counts[cue]) : end].tolist()
        first = end - int(self._counts[cue])
        begin = int(self._text_ends[first - 1]) if first else 0
        return [self._text[a:b] for a, b in zip([begin, *ends[:-1]], ends, strict=True)]

    def _confidence_at(self, at: int) -> float | None:
        if self._confidence is None or self._unsure[at]:
            return None
        return float(self._confidence[at])
