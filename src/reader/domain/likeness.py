"""How near conversations are in what they speak of, told from the words they use.

Each conversation is a row of its telling words with weights, **(1 + ln count) × ln((N + P) ÷ (df + P × p))**, brought
to length 1; the nearness of two is the sum of the products of the weights of the words that both have (the cosine): 0
where they share none, 1 where they use the same words equally often. This is the weighting "ltc" of Salton and Buckley,
"Term-weighting approaches in automatic text retrieval" (1988), also in Manning, Raghavan, Schütze, "Introduction to
Information Retrieval" (2008), section 6.4, with one change: the number of conversations N and how many of them have a
word, df, are smoothed by P imagined conversations, a share p of which has the word. So a library of three items does
not take a word for telling because chance put it into one of them, and among thousands the imagined ones hardly count.

Singular and plural are one word. What a conversation says of its own show hardly counts; the names of its speakers and
small words do not count at all. Only the ``MOST_WEIGHED`` heaviest words of each conversation are compared: what lies
behind them is noise, and so the nearness to 10,000 others is reckoned in a fraction of a millisecond.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reader.domain.talk_words import COMMON, SILENT

Numbers = NDArray[np.int32]
Counts = NDArray[np.uint16]
Weights = NDArray[np.float32]

MOST_STORED = 256
"""So many telling words of a transcript are stored: those that it uses most often."""
MOST_WEIGHED = 96
"""So many of them, the heaviest ones, are compared."""
PRIOR = 50
"""P: so many imagined conversations stand beside those of the library."""
USUAL_SHARE, COMMON_SHARE = 0.02, 0.5
"""p: the share of them that has a word, and one of the common words of ``talk_words``."""
OWN_SHOW = 0.25
"""What the words in the name of a conversation's own show count."""
MOST_COUNT = 0xFFFF
NO_WORD = 0
"""The number of no word: numbers count from 1."""

_SHORTEST_PLURAL = 4
_NO_PLURALS = ("ss", "us", "is")
_LONG_PLURALS = ("xes", "ches", "shes", "sses", "zes")


@lru_cache(1 << 16)
def singular(word: str) -> str:
    """The word without the ending of an English plural (the S-stemmer of Harman, "How effective is suffixing?", 1991).

    It need not be a word: it only has to be the same for both forms.
    """
    if len(word) < _SHORTEST_PLURAL or word[-1] != "s" or word.endswith(_NO_PLURALS):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST_PLURAL:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_LONG_PLURALS) else word[:-1]


def is_silent(word: str) -> bool:
    """Whether a word, as it is searched, is never telling."""
    return word in SILENT or word.isdigit() or (len(word) == 1 and word.isascii())


def telling_words(
    words: Sequence[str], counts: NDArray[np.int64], names: Collection[str] = ()
) -> tuple[NDArray[np.int64], Counts]:
    """Which of the different words of a transcript are stored, by their places, and how often they occur.

    ``words`` stand in the order in which they first occur; ``names`` are words that do not count, those of its
    speakers. Singular and plural are counted together, under the singular where it is there.
    """
    counts = counts.copy()
    together = _joined_plurals(words, counts)
    order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)].tolist()
    silent = SILENT.union(names)
    chosen: list[int] = []
    for at in order:
        word = words[at]
        if word in silent or is_silent(word) or (word in together and singular(word) in SILENT):
            continue
        chosen.append(at)
        if len(chosen) == MOST_STORED:
            break
    places = np.array(chosen, np.int64)
    return places, np.minimum(counts[places], MOST_COUNT).astype(np.uint16)


def _joined_plurals(words: Sequence[str], counts: NDArray[np.int64]) -> dict[str, int]:
    """Add the counts of plurals to those of their singulars, in place; the plurals, with where they are counted."""
    places = dict(zip(words, range(len(words)), strict=True))
    plurals: dict[str, int] = {}
    moved: list[int] = []
    homes: list[int] = []
    for word in [word for word in words if word[-1] == "s"]:
        stem = singular(word)
        if stem != word:
            at = places[word]
            home = plurals[word] = places.setdefault(stem, at)
            if home != at:
                moved.append(at)
                homes.append(home)
    np.add.at(counts, homes, counts[moved])
    counts[moved] = 0
    return plurals


class Lexemes:
    """The words of a library with numbers of their own, the same for singular and plural. Words are only ever added.

    ``number_of`` has for each word id of the library the number of its word, ``NO_WORD`` for ids not met yet.
    """

    def __init__(self) -> None:
        self.number_of: Numbers = np.zeros(1, np.int32)
        self._numbers: dict[str, int] = {}
        self._words: list[str] = [""]
        self._common: list[bool] = [False]

    def __len__(self) -> int:
        return len(self._words)

    def unknown(self, ids: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Those of these ids that were not met yet, each once."""
        different = np.unique(ids)
        new = (self.numbers_of(different) == NO_WORD) & (different > 0)
        return np.asarray(different[new])

    def numbers_of(self, ids: NDArray[np.uint32]) -> Numbers:
        """The numbers of the words with these ids; ``NO_WORD`` for those not met yet."""
        inside = np.where(ids < len(self.number_of), ids, 0)
        return np.asarray(self.number_of[inside])

    def learn(self, ids: Sequence[int], words: Iterable[str]) -> None:
        """Meet words with their ids."""
        most = max(ids, default=0)
        if most >= len(self.number_of):
            self.number_of = np.pad(self.number_of, (0, most + most // 8 + 1 - len(self.number_of)))
        self.number_of[list(ids)] = [self._number(word) for word in words]

    def find(self, words: Iterable[str]) -> list[int]:
        """The numbers of those of these words that are known."""
        stems = (singular(word) for word in words)
        return [self._numbers[stem] for stem in stems if stem in self._numbers]

    def word(self, number: int) -> str:
        """The word of a number, singular or plural, as it was first met."""
        return self._words[number]

    def common(self) -> NDArray[np.bool_]:
        """For each number, whether its word is a common one."""
        return np.array(self._common, np.bool_)

    def _number(self, word: str) -> int:
        stem = singular(word)
        number = self._numbers.get(stem)
        if number is None:
            number = self._numbers[stem] = len(self._words)
            self._words.append(word)
            self._common.append(stem in COMMON or word in COMMON)
        return number


@dataclass(frozen=True, slots=True)
class TellingWords:
    """The stored words of the conversations of a library, a row each, and how often they occur; 0 for no word.

    ``numbers`` are those of :class:`Lexemes`; no word stands twice in a row.
    """

    numbers: Numbers
    counts: Counts

    @classmethod
    def empty(cls, rows: int) -> TellingWords:
        """So many rows without words."""
        return cls(np.zeros((rows, MOST_STORED), np.int32), np.zeros((rows, MOST_STORED), np.uint16))

    def said(self, row: int) -> dict[int, int]:
        """How often each word of a row is said."""
        some = self.counts[row] > 0
        return dict(zip(self.numbers[row][some].tolist(), self.counts[row][some].tolist(), strict=True))

    def put(self, row: int, numbers: Numbers, counts: Counts) -> None:
        """Set the words of a row that has none."""
        self.numbers[row, : len(numbers)] = numbers
        self.counts[row, : len(counts)] = counts


def rarity(having: NDArray[np.int64], conversations: int, common: NDArray[np.bool_]) -> Weights:
    """How much a word counts that so many of the conversations have: the idf with its prior; never below 0."""
    imagined = PRIOR * np.where(common, COMMON_SHARE, USUAL_SHARE)
    rare: Weights = np.maximum(np.log((conversations + PRIOR) / (having + imagined)), 0).astype(np.float32)
    return rare


class Likeness:
    """How near the conversations of a library are to each other. Never changed; another state makes another one.

    The heaviest words of each row stand in ``numbers``, with their ``weights``; 0 for none.
    """

    def __init__(
        self,
        words: TellingWords,
        common: NDArray[np.bool_],
        shows: Sequence[str] = (),
        show_words: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        """``common`` as :meth:`Lexemes.common`; ``shows`` has the show of each row, ``show_words`` the numbers of the
        words in the names of shows.
        """
        size = len(words.numbers)
        having = np.bincount(words.numbers.ravel(), minlength=len(common))
        rare = rarity(having, size, common)
        rare[NO_WORD] = 0
        weights = rare[words.numbers] * _TIMES[words.counts]
        _damp(weights, words.numbers, shows, show_words or {})
        heaviest = np.argpartition(weights, -MOST_WEIGHED, axis=1)[:, -MOST_WEIGHED:]
        self.numbers: Numbers = np.take_along_axis(words.numbers, heaviest, 1)
        self.weights: Weights = _of_length_one(np.take_along_axis(weights, heaviest, 1))
        self.numbers[self.weights == 0] = NO_WORD
        self._rarity = rare
        self._make_postings(len(common))

    def __len__(self) -> int:
        return len(self.numbers)

    def _make_postings(self, words: int) -> None:
        """For each word the rows that have it, one behind the other."""
        flat = self.numbers.ravel()
        there = np.flatnonzero(flat)
        order = there[np.argsort(flat[there], kind="stable")]
        self._begins = np.searchsorted(flat[order], np.arange(words + 1)).tolist()
        self._rows = (order // MOST_WEIGHED).astype(np.int64)
        self._posted = self.weights.ravel()[order].astype(np.float64)

    def to_all(self, row: int) -> NDArray[np.float64]:
        """The nearness of a row to every row, from 0 to 1."""
        rows: list[NDArray[np.int64]] = []
        weights: list[NDArray[np.float64]] = []
        for number, weight in zip(self.numbers[row].tolist(), self.weights[row].tolist(), strict=True):
            if number != NO_WORD:
                first, last = self._begins[number], self._begins[number + 1]
                rows.append(self._rows[first:last])
                weights.append(self._posted[first:last] * weight)
        if not rows:
            return np.zeros(len(self), np.float64)
        near = np.bincount(np.concatenate(rows), np.concatenate(weights), minlength=len(self))
        # Rounded, so that the order in which it was summed up makes no difference.
        return np.minimum(np.round(near, 6), 1.0)

    def shared(self, row: int, other: int, most: int) -> list[int]:
        """Numbers of the words that bring two rows near, the most telling first; only such as weigh in them what the
        average word does.
        """
        _, ours, theirs = np.intersect1d(self.numbers[row], self.numbers[other], return_indices=True)
        weights = self.weights[row][ours] * self.weights[other][theirs]
        order = np.argsort(-weights, kind="stable")
        return [int(self.numbers[row][ours[at]]) for at in order[:most].tolist() if weights[at] >= _LEAST_SHARED]


_LEAST_SHARED = 1 / MOST_WEIGHED
_TIMES: Weights = np.zeros(MOST_COUNT + 1, np.float32)
_TIMES[1:] = 1 + np.log(np.arange(1, MOST_COUNT + 1))


def _damp(weights: Weights, numbers: Numbers, shows: Sequence[str], show_words: Mapping[str, Sequence[int]]) -> None:
    """Let the words in the name of a conversation's own show count less, in place."""
    named = [show for show in dict.fromkeys(shows) if show_words.get(show)]
    if not named:
        return
    codes = {show: code for code, show in enumerate(named)}
    of_rows = np.array([codes.get(show, -1) for show in shows], np.int64)
    for show in named:
        rows = np.flatnonzero(of_rows == codes[show])
        own = np.isin(numbers[rows], show_words[show])
        weights[rows] = np.where(own, weights[rows] * np.float32(OWN_SHOW), weights[rows])


def _of_length_one(weights: Weights) -> Weights:
    lengths = np.sqrt(np.einsum("ij,ij->i", weights, weights))[:, np.newaxis]
    scaled: Weights = np.divide(weights, lengths, out=np.zeros_like(weights), where=lengths > 0)
    return scaled
