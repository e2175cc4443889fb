"""The words of search: where texts are cut, what is the same word, and that places are those of the text as given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.search_words import LONGEST, cut_and_folded, cut_words, fold, words_of
from tests.library.search_oracle import cut

ODD = st.text(alphabet="ab Z'é ßİΣς日本ア\u0301\u00ad\u200dन\u0947 ﬁ“”1²½-_.\u0e01\u0e34\ud800\x00", max_size=40)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The labor market's future.", ["the", "labor", "market", "s", "future"]),
        ("Don’t, don't", ["don", "t", "don", "t"]),
        ("Résumé résumé re\u0301sume\u0301", ["resume", "resume", "resume"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("well-being snake_case 3.5", ["well", "being", "snake", "case", "3", "5"]),
        ("co\u00adoperate", ["cooperate"]),
        ("İstanbul ﬁne １２", ["istanbul", "fine", "12"]),
        ("東京は日本", ["東", "京", "は", "日", "本"]),
        ("がか", ["が", "か"]),
        ("हिन्दी", ["हिन्दी"]),
        ("شُكْرًا", ["شكرا"]),
        ("\u0301 ⁂ …", []),
        ("", []),
    ],
)
def test_texts_are_cut_and_folded(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(ODD)
def test_places_are_those_of_the_plainest_reading(text: str) -> None:
    words, starts, ends = cut_and_folded(text)
    assert list(zip(words, starts.tolist(), ends.tolist(), strict=True)) == cut(text)
    assert (cut_words(text)[0] == starts).all()


@given(ODD | st.text(max_size=20))
def test_a_folded_word_is_itself(text: str) -> None:
    for word in words_of(text):
        assert word
        assert fold(word) == word
        assert len(word) <= LONGEST
        assert word.encode("utf-8").decode() == word
        assert not any(character in word for character in " \"'*:(){}^-+")


@given(st.text(max_size=20), st.text(max_size=20))
def test_words_of_two_texts_apart_are_those_of_each(first: str, second: str) -> None:
    assert words_of(f"{first} . {second}") == words_of(first) + words_of(second)


def test_of_long_words_the_beginning_counts() -> None:
    assert words_of("a" * 500 + " é" + "b" * 300) == ["a" * LONGEST, "e" + "b" * (LONGEST - 1)]
