"""How alike two transcripts are, by laws, and which of many are worth comparing."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.duplicates import (
    ALIKE,
    SKETCH,
    Alike,
    Words,
    candidates,
    compared,
    is_same,
    shingles,
    sketch,
)
from reader.domain.search_words import words_of

numbers = st.lists(st.integers(0, 40), max_size=60).map(lambda values: np.array(values, np.uint32))


def talk(seed: int, words: int = 4_000) -> Words:
    """Words of a talk of its own, with the common words that every talk has."""
    chance = np.random.default_rng(seed)
    own = chance.integers(1_000 + seed * 1_000, 2_000 + seed * 1_000, words)
    return np.where(chance.random(words) < 0.5, chance.integers(0, 60, words), own).astype(np.uint32)


def misheard(words: Words, share: float, seed: int = 7) -> Words:
    """The same words with some of them heard otherwise, left out, or said twice."""
    chance = np.random.default_rng(seed)
    heard: list[int] = []
    for word in words.tolist():
        if chance.random() >= share:
            heard.append(word)
            continue
        kind = chance.integers(3)
        heard += [[], [word, word], [int(chance.integers(900_000, 999_999))]][kind]
    return np.array(heard, np.uint32)


@given(numbers)
def test_a_transcript_is_wholly_like_itself(words: Words) -> None:
    assert compared(words, words).likeness == (1.0 if len(words) else 0.0)


@given(numbers, numbers)
def test_it_does_not_matter_which_one_comes_first(one: Words, other: Words) -> None:
    there, back = compared(one, other), compared(other, one)
    assert 0.0 <= there.likeness <= 1.0
    assert there.likeness == back.likeness
    if len(one) and len(other):
        assert (there.first, there.second) == (back.second, back.first)


@given(numbers, numbers)
def test_where_two_part_all_before_is_the_same(one: Words, other: Words) -> None:
    alike = compared(one, other)
    for (start, end), words in ((alike.first, one), (alike.second, other)):
        assert 0 <= start <= end <= len(words)
    if len(one) and len(other):
        assert one[: alike.first[0]].tolist() == other[: alike.second[0]].tolist()


@given(numbers, st.integers(0, 30))
def test_what_is_cut_off_at_the_end_is_not_missed(words: Words, more: int) -> None:
    longer = np.concatenate((words, np.full(more, 99, np.uint32)))
    # Of one or two words nothing can be told but that they are all there is.
    whole = len(words) >= 3 or (more == 0 and len(words) > 0)
    assert compared(words, longer).likeness == float(whole)


@pytest.mark.parametrize("share", [0.0, 0.05, 0.15, 0.3])
def test_misheard_words_cost_what_they_are(share: float) -> None:
    words = talk(1)
    likeness = compared(words, misheard(words, share)).likeness
    assert 1 - share * 1.2 - 0.01 <= likeness <= 1 - share * 0.3


def test_other_talks_of_the_same_show_are_far_from_alike() -> None:
    intro = np.arange(500, 700, dtype=np.uint32)
    one, other = (np.concatenate((intro, talk(seed))) for seed in (1, 2))
    assert compared(one, other).likeness < 0.2


def test_another_cut_of_a_talk_is_the_same_and_a_short_excerpt_is_not() -> None:
    words = talk(3)
    late = misheard(words[1_500:], 0.05)
    assert is_same(compared(words, late), len(words), len(late))
    short = words[1_000:1_400]
    assert compared(words, short).likeness > 0.95
    assert not is_same(compared(words, short), len(words), len(short))
    assert not is_same(Alike(ALIKE - 0.01), 100, 100)
    assert not is_same(Alike(1.0), 20, 20)


def test_letters_punctuation_and_cuts_do_not_matter() -> None:
    edited = words_of("Well, I don't know. “Alignment” is hard — São Paulo agrees!")
    heard = words_of("well i don't know\nalignment\nis hard sao paulo agrees")
    assert edited == heard


def test_the_same_talk_is_found_among_many_and_nothing_else() -> None:
    talks = {number: talk(number, 2_000 + 150 * number) for number in range(40)}
    talks[100] = misheard(talks[7], 0.1)
    talks[101] = misheard(talks[23][1_500:], 0.05)
    found = candidates({key: sketch(shingles(words)) for key, words in talks.items()})
    same = [
        pair for pair in found if is_same(compared(*(talks[key] for key in pair)), *(len(talks[key]) for key in pair))
    ]
    assert same == [(7, 100), (23, 101)]


def test_many_copies_of_one_talk_are_found_as_a_chain() -> None:
    talks = {number: talk(number) for number in range(20)} | {number: talk(5) for number in range(50, 80)}
    found = set(candidates({key: sketch(shingles(words)) for key, words in talks.items()}))
    copies = [5, *range(50, 80)]
    assert {tuple(pair) for pair in pairwise(copies)} <= found
    assert len(found) < 200


def test_short_and_empty_transcripts_are_no_trouble() -> None:
    texts: dict[int, list[int]] = {1: [], 2: [4], 3: [4], 4: [4, 5], 5: [4, 5], 6: [], 7: [5, 4]}
    sketches = {key: sketch(shingles(np.array(words, np.uint32))) for key, words in texts.items()}
    assert candidates(sketches) == [(2, 3), (4, 5)]
    assert candidates({}) == candidates({1: sketches[2]}) == []


@given(st.integers(0, 5_000))
def test_a_sketch_is_small_and_the_same_shingles_are_in_all(length: int) -> None:
    words = talk(1, 5_000)
    whole, part = sketch(shingles(words)), sketch(shingles(words[:length]))
    assert len(part) <= SKETCH * 3
    limit = whole.max()
    assert set(part[part <= limit].tolist()) <= set(whole.tolist())
