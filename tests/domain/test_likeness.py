"""Nearness by words: its laws, and that no word of the plain reading is lost."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.likeness import (
    COMMON_SHARE,
    MOST_STORED,
    MOST_WEIGHED,
    OWN_SHOW,
    PRIOR,
    USUAL_SHARE,
    Lexemes,
    Likeness,
    TellingWords,
    is_silent,
    singular,
    telling_words,
)  # fmt: skip
from reader.domain.talk_words import COMMON, SILENT

VOCABULARY = ("reward", "rewards", "wage", "wages", "protein", "grid", "audit", "people", "policy", "policies")
COUNTED = st.dictionaries(st.sampled_from(VOCABULARY), st.integers(1, 300), max_size=len(VOCABULARY))


def stored(text: dict[str, int], names: tuple[str, ...] = ()) -> dict[str, int]:
    words = list(text)
    places, counts = telling_words(words, np.array([text[word] for word in words], np.int64), names)
    return {words[at]: int(count) for at, count in zip(places.tolist(), counts.tolist(), strict=True)}


def likeness(*texts: dict[str, int], shows: tuple[str, ...] = ()) -> tuple[Likeness, Lexemes]:
    """The texts compared, as a library compares them."""
    lexemes = Lexemes()
    words = TellingWords.empty(len(texts))
    ids: dict[str, int] = {}
    for row, text in enumerate(texts):
        kept = stored(text)
        own = [ids.setdefault(word, len(ids) + 1) for word in kept]
        lexemes.learn(own, kept)
        words.put(row, lexemes.numbers_of(np.array(own, np.uint32)), np.array(list(kept.values()), np.uint16))
    named = {show: lexemes.find(show.lower().split()) for show in shows}
    return Likeness(words, lexemes.common(), shows or [""] * len(texts), named), lexemes


def matrix(*texts: dict[str, int]) -> np.ndarray:
    made, _ = likeness(*texts)
    return np.array([made.to_all(row) for row in range(len(texts))])


def naive(texts: list[dict[str, int]]) -> np.ndarray:
    """The formula of the module, word by word."""
    folded = []
    for text in texts:
        counts: dict[str, int] = {}
        for word, count in text.items():
            counts[singular(word)] = counts.get(singular(word), 0) + count
        folded.append(counts)
    vectors = []
    for counts in folded:
        vector = {}
        for word, count in counts.items():
            having = sum(word in other for other in folded)
            share = COMMON_SHARE if word in COMMON else USUAL_SHARE
            rare = math.log((len(texts) + PRIOR) / (having + PRIOR * share))
            vector[word] = (1 + math.log(count)) * max(rare, 0)
        length = math.sqrt(sum(weight**2 for weight in vector.values()))
        vectors.append({word: weight / length for word, weight in vector.items()} if length else {})
    return np.array([[sum(a[w] * b.get(w, 0) for w in a) for b in vectors] for a in vectors])


@given(st.lists(COUNTED, min_size=1, max_size=6))
def test_nearness_is_that_of_the_formula(texts: list[dict[str, int]]) -> None:
    found = matrix(*texts)
    assert np.allclose(found, naive(texts), atol=2e-5)
    assert np.array_equal(found, found.T)
    assert found.min(initial=0) >= 0
    assert found.max(initial=0) <= 1


@given(st.lists(COUNTED, min_size=2, max_size=6), st.randoms())
def test_the_order_of_texts_makes_no_difference(texts: list[dict[str, int]], chance: object) -> None:
    order = list(range(len(texts)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    apart = matrix(*(texts[at] for at in order))
    assert np.allclose(matrix(*texts)[np.ix_(order, order)], apart, atol=2e-6)


@given(COUNTED.filter(lambda text: any(word not in ("people",) for word in text)))
def test_a_text_is_nearest_to_itself(text: dict[str, int]) -> None:
    found = matrix(text, dict(text), {"cassava": 4})
    assert found[0, 1] == pytest.approx(1, abs=1e-5)
    assert found[0, 2] == 0


def test_small_words_names_and_numbers_are_not_telling() -> None:
    assert not SILENT & COMMON
    text = {"the": 90, "don": 40, "t": 40, "2025": 9, "gpt4": 3, "ada": 20, "wage": 5, "x": 7, "ai": 4, "things": 50}
    assert stored(text, ("ada", "brook")) == {"wage": 5, "ai": 4, "gpt4": 3}
    assert is_silent("the")
    assert not is_silent("本")


def test_singular_and_plural_are_one_word() -> None:
    assert stored({"wages": 5, "wage": 2, "policies": 3, "glass": 1}) == {"wage": 7, "policies": 3, "glass": 1}
    assert [singular(word) for word in ("jobs", "policies", "boxes", "glasses", "bus", "analysis", "gas", "less")] == [
        "job", "policy", "box", "glass", "bus", "analysis", "gas", "less",
    ]  # fmt: skip
    assert matrix({"wages": 3}, {"wage": 3})[0, 1] == pytest.approx(1)
    _, lexemes = likeness({"wages": 3}, {"wage": 3})
    assert len(lexemes) == 2


def test_the_most_frequent_words_are_stored_first_come_first() -> None:
    many = {f"word{at:03}": 1 + (at % 7 == 0) for at in range(2 * MOST_STORED)}
    kept = list(stored(many))
    assert len(kept) == MOST_STORED
    twice = [word for word, count in many.items() if count == 2]
    assert kept == twice + [word for word, count in many.items() if count == 1][: MOST_STORED - len(twice)]


def test_only_the_heaviest_words_are_compared() -> None:
    much = {f"word{at:03}": 2 + at for at in range(200)}
    made, lexemes = likeness(much, {"other": 1})
    kept = {lexemes.word(int(number)) for number in made.numbers[0] if number}
    assert kept == {f"word{at:03}" for at in range(200 - MOST_WEIGHED, 200)}


def test_rare_words_bring_texts_nearer_than_usual_ones() -> None:
    texts = [{"cassava": 4, "grid": 4}, {"cassava": 4, "wage": 4}, {"grid": 4, "wage": 4}, *[{"grid": 4}] * 40]
    found = matrix(*texts)
    assert found[0, 1] > found[0, 2] > 0


def test_a_common_word_hardly_counts_in_a_library_of_two() -> None:
    found = matrix({"people": 9, "cassava": 2}, {"people": 9, "tutor": 2}, {"cassava": 9, "grid": 2})
    assert found[0, 1] < found[0, 2]


def test_the_words_of_its_own_show_hardly_count() -> None:
    texts = ({"fault": 9, "grid": 3}, {"fault": 9, "wage": 3}, {"cassava": 2})
    plain, _ = likeness(*texts)
    damped, _ = likeness(*texts, shows=("Fault", "Fault", "Field"))
    assert 0 < damped.to_all(0)[1] < OWN_SHOW * plain.to_all(0)[1]


def test_shared_words_are_told_heaviest_first() -> None:
    made, lexemes = likeness({"protein": 90, "drug": 20, "grid": 5, "wage": 1}, {"protein": 50, "drug": 50, "audit": 9})
    assert [lexemes.word(number) for number in made.shared(0, 1, 9)] == ["protein", "drug"]
    assert [lexemes.word(number) for number in made.shared(0, 1, 1)] == ["protein"]


def test_without_words_nothing_is_near() -> None:
    made, _ = likeness({}, {"the": 4}, {"wage": 3})
    assert made.to_all(0).tolist() == made.to_all(1).tolist() == [0, 0, 0]
    assert made.shared(0, 2, 5) == []
    assert matrix().size == 0
