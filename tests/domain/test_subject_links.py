"""Where another conversation speaks of the same."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.reel import LEAST_WORDS, SliceVectors, SliceWords
from reader.domain.subject_links import LEAST_NEARNESS, SubjectLinks
from tests.domain.test_reel import words_of

WAGES, GENES, TIDES = [1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]
COMMON = np.zeros(16, np.bool_)
COMMON[15] = True


def test_the_slice_that_speaks_of_the_same_answers_with_the_words_of_both() -> None:
    links = SubjectLinks({1: words_of(WAGES, GENES), 2: words_of(TIDES, [*GENES, 13], [*WAGES, 14])}, COMMON)
    found = links.answer(1, 1, 2)
    assert found is not None
    assert found.number == 3
    assert set(found.words) == set(WAGES)
    back = links.answer(2, 2, 1)
    assert back is not None
    assert back.number == 2


def test_where_nothing_is_said_of_it_there_is_no_answer() -> None:
    links = SubjectLinks({1: words_of(WAGES, [15, 15, 15], []), 2: words_of(TIDES, [1, 1, 1], [15, 15, 15])}, COMMON)
    assert links.answer(1, 1, 2) is None  # one word alone is no subject
    assert links.answer(1, 2, 2) is None  # nor are common words
    assert links.answer(1, 3, 2) is None
    assert links.answer(1, 4, 2) is None
    assert links.answer(1, 0, 2) is None
    assert links.answer(1, 1, 3) is None
    assert 3 not in links


slices = st.lists(st.lists(st.integers(0, 14), max_size=14), min_size=1, max_size=6)


@given(slices, slices, slices)
def test_the_answer_is_the_nearest_that_a_full_comparison_finds(
    one: list[list[int]], other: list[list[int]], third: list[list[int]]
) -> None:
    made = {place: words_of(*part) for place, part in enumerate((one, other, third))}
    links = SubjectLinks(made, COMMON)
    near, hangs = _compared(made[0], made[1], made[2])
    for row in range(made[0].size):
        fit = [
            column for column in range(made[1].size) if near[row, column] >= LEAST_NEARNESS and not hangs(row, column)
        ]
        found = links.answer(0, row + 1, 1)
        if not fit:
            assert found is None
        else:
            assert found is not None
            assert abs(found.nearness - max(near[row, column] for column in fit)) < 1e-4
            assert found.number - 1 in fit
            assert set(found.words) <= set(one[row]) & set(other[found.number - 1])


@given(slices)
def test_a_slice_of_several_telling_words_answers_itself(one: list[list[int]]) -> None:
    links = SubjectLinks({1: words_of(*one), 2: words_of(*one)}, COMMON)
    for row in range(len(one)):
        found = links.answer(1, row + 1, 2)
        assert found is None or found.nearness > 0.999


def _compared(here: SliceWords, there: SliceWords, third: SliceWords):  # type: ignore[no-untyped-def]
    """Every slice with every other, by the whole vectors of the reel, subject aside."""
    having = here.having(16) + there.having(16) + third.having(16)
    everything = SliceWords.joined([here, there])
    vectors = SliceVectors(
        everything, everything, having, here.size + there.size + third.size, COMMON, np.zeros(0, np.int64)
    )
    shared = (vectors.here > 0).astype(np.float32) @ (vectors.there > 0).astype(np.float32).T
    near = np.where(shared >= LEAST_WORDS, vectors.here @ vectors.there.T, np.float32(0))
    return near[: here.size, here.size :], lambda row, column: vectors.hangs_on_one(row, here.size + column)
