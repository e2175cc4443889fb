"""Words of a transcript as arrays: what is packed comes back, whatever it is; levels rise with what a word is worth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import DamagedLibraryError
from reader.library.search_packing import level, level_texts, pack_ids, pack_starts, unpack_ids, unpack_starts
from reader.library.tables import LEVELS


@given(st.lists(st.integers(0, 2**32 - 1) | st.integers(65_530, 65_540) | st.integers(0, 300)))
def test_ids_come_back(numbers: list[int]) -> None:
    ids = np.array(numbers, np.uint32)
    assert unpack_ids(*pack_ids(ids)).tolist() == numbers


@given(st.lists(st.integers(0, 20) | st.integers(0, 5000) | st.sampled_from([14, 15, 16, 29, 30, 31, 255])))
def test_places_come_back(steps: list[int]) -> None:
    starts = np.cumsum(np.array(steps, np.int32)).astype(np.int32)
    packed = pack_starts(starts)
    assert unpack_starts(packed).tolist() == starts.tolist()
    assert len(packed) <= (len(steps) + sum(step // 15 for step in steps)) / 2 + 1


def test_usual_words_take_two_and_a_half_bytes() -> None:
    ids = np.arange(1000, dtype=np.uint32)
    stream, rare = pack_ids(ids)
    assert (len(stream), len(rare)) == (2000, 0)
    assert len(pack_starts(np.arange(0, 5000, 5, dtype=np.int32))) == 500


def test_damage_is_told() -> None:
    stream, rare = pack_ids(np.array([1, 70_000, 80_000], np.uint32))
    for damaged in ((stream[:-1], rare), (stream, rare[:-1]), (stream, rare[:4])):
        with pytest.raises(DamagedLibraryError):
            unpack_ids(*damaged)


@given(st.lists(st.integers(1, 10_000), min_size=1), st.integers(1, 100_000))
def test_levels_rise_with_the_number_and_fall_with_the_length(counts: list[int], words: int) -> None:
    numbers = np.sort(np.array(counts, np.int64))
    levels = level(numbers, words)
    assert (np.diff(levels) >= 0).all()
    assert levels.min() >= 1
    assert levels.max() <= LEVELS
    assert (level(numbers, 2 * words) <= levels).all()


def test_each_word_stands_in_one_level() -> None:
    texts = level_texts(["b", "a", "c"], np.array([1, 1, 500]), 10_000)
    assert texts == ["b a", "", "", "", "", "c"]
