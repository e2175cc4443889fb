"""Which slices answer each other."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.reel import LEAST_NEARNESS, LEAST_WORDS, SliceVectors, SliceWords, answered, one_sided

MIDDLE = np.abs(np.arange(-100, 101)) < 12


def words_of(*slices: list[int]) -> SliceWords:
    ends = np.cumsum([len(part) for part in slices])
    begins = ends - [len(part) for part in slices]
    return SliceWords.of(np.array([word for part in slices for word in part], np.int32), begins, ends)


@given(st.lists(st.lists(st.integers(0, 6), max_size=12), min_size=1, max_size=6), st.data())
def test_words_of_slices_are_counted(slices: list[list[int]], data: Any) -> None:
    words = words_of(*slices)
    counted = {(row, number): count for row, number, count in zip(*map(list, _columns(words)), strict=True)}
    assert counted == {
        (row, word): part.count(word) for row, part in enumerate(slices) for word in set(part) if word
    }  # fmt: skip
    having = words.having(7).tolist()
    assert having == [0, *(sum(word in part for part in slices) for word in range(1, 7))]
    marks = np.array(data.draw(st.lists(st.booleans(), min_size=len(slices), max_size=len(slices))), np.bool_)
    kept = words_of(*(part for part, mark in zip(slices, marks, strict=True) if mark)) if marks.any() else None
    if kept is not None:
        assert [column.tolist() for column in _columns(words.only(marks))] == [c.tolist() for c in _columns(kept)]
        both = SliceWords.joined([words, kept])
        assert both.size == words.size + kept.size
        assert both.having(7).tolist() == (words.having(7) + kept.having(7)).tolist()


def _columns(words: SliceWords) -> tuple[np.ndarray, ...]:
    return words.rows, words.numbers, words.counts


def test_one_sided_slices_are_those_outside_the_middle_with_evidence() -> None:
    scores = np.array([0, -40, 11, 12, 60, -60, -13], np.int8)
    evidence = np.array([1, 1, 1, 1, 1, 1, 0], np.bool_)
    assert one_sided(scores, evidence, MIDDLE).tolist() == [4, 5, 1, 3]
    assert one_sided(np.array([-100, 100], np.int8), np.ones(2, np.bool_), MIDDLE).tolist() == [0, 1]


def test_slices_on_the_same_are_near_common_words_count_nothing() -> None:
    here, there = words_of([1, 2, 3, 9]), words_of([1, 2, 3, 8], [9, 9, 9], [4, 5, 6], [1, 2, 1])
    common = np.zeros(10, np.bool_)
    common[9] = True
    having = here.having(10) + there.having(10)
    vectors = SliceVectors(here, there, having, 40, common, np.array([2]))
    near = vectors.nearness()[0].tolist()
    assert LEAST_WORDS == 3
    assert near[0] > 0.5
    assert near[1:] == [0, 0, 0]
    assert vectors.shared(0, 0, 2)[0] == 2  # the subject of the conversation counts more


SIDES = st.lists(st.sampled_from((-40, -20, 20, 40)), min_size=1, max_size=6)


@given(SIDES, SIDES, st.data(), st.integers(0, 6))
def test_answers_lean_the_other_way_and_are_used_once(here: Any, there: Any, data: Any, most: int) -> None:
    near = st.lists(st.integers(0, 100), min_size=len(here) * len(there), max_size=len(here) * len(there))
    nearness = np.array(data.draw(near), np.float32).reshape(len(here), len(there)) / 100
    likeness = np.zeros(len(there), np.float32)
    pairs = answered(nearness, likeness, np.array(here), np.array(there), most)
    assert len(pairs) <= most
    assert pairs == sorted(pairs)
    for side in (0, 1):
        used = [pair[side] for pair in pairs]
        assert len(set(used)) == len(used)
    assert all(here[row] * there[column] < 0 and nearness[row, column] >= LEAST_NEARNESS for row, column in pairs)
    if len(pairs) < most:
        rows, columns = ({pair[side] for pair in pairs} for side in (0, 1))
        assert not any(
            here[row] * there[column] < 0 and nearness[row, column] >= LEAST_NEARNESS
            for row in set(range(len(here))) - rows
            for column in set(range(len(there))) - columns
        )


def test_without_slices_there_are_no_pairs() -> None:
    none = np.zeros((0, 3), np.float32)
    assert answered(none, np.zeros(3, np.float32), np.zeros(0, np.int64), np.ones(3, np.int64), 5) == []
    words = SliceWords.joined([])
    assert words.size == 0
    assert SliceWords.of(np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.int64)).size == 0
