"""The search itself: folding, whole words, steps; without widgets."""

from __future__ import annotations

import sys
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.gui.widgets.transcript_find import FindQuery, FindResult, FoldedText, folded, search


def found(text: str, query: FindQuery) -> list[int]:
    result = FindResult()
    for _step in search(FoldedText(text), query, result):
        pass
    assert result.complete
    return list(result.starts)


def naive(text: str, query: FindQuery) -> list[int]:
    """Sign by sign, from left to right, none overlapping."""

    def same(one: str, other: str) -> bool:
        return folded(one, query.match_case) == folded(other, query.match_case)

    def in_word(character: str) -> bool:
        plain = "'" if character == "ʼ" else character
        return plain.isalnum() or plain == "_"

    places, at, length = [], 0, len(query.text)
    while at + length <= len(text):
        hit = all(same(one, other) for one, other in zip(text[at : at + length], query.text, strict=True))
        if hit and query.whole_words:
            before = at > 0 and in_word(text[at - 1]) and in_word(text[at])
            after = at + length < len(text) and in_word(text[at + length]) and in_word(text[at + length - 1])
            hit = not before and not after
        if hit:
            places.append(at)
        at += length if hit else 1
    return places


SIGNS = "aAbB iİıI'’ʼsſΣσςéÉ_1 \u00a0ßẞ😀K"


@given(
    st.text(SIGNS, max_size=80),
    st.text(SIGNS, min_size=1, max_size=4).filter(lambda text: bool(text.strip())),
    st.booleans(),
    st.booleans(),
)
def test_every_place_is_found_and_no_other(text: str, query: str, match_case: bool, whole_words: bool) -> None:
    asked = FindQuery(query, match_case, whole_words)
    assert found(text, asked) == naive(text, asked)


def test_folding_keeps_the_length_of_every_sign() -> None:
    signs = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    text = "".join(signs)
    assert len(folded(text, False)) == len(text)
    assert all(len(folded(sign, False)) == 1 for sign in signs if not sign.isascii() and sign.lower() != sign)


@pytest.mark.parametrize(
    ("text", "query", "places"),
    [
        ("İstanbul and istanbul", "istanbul", [0, 13]),
        ("an İ before the harm", "harm", [16]),
        ("It’s what it's", "it's", [0, 10]),
        ("It's", "it’s", [0]),
        ('“Yes” and "yes"', '"yes"', [0, 10]),
        ("ends here. And on", "here. and", [5]),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευς", [0]),
        ("aaaa", "aa", [0, 2]),
        ("", "a", []),
        ("some text", "   ", []),
    ],
)
def test_ordinary_searches(text: str, query: str, places: list[int]) -> None:
    assert found(text, FindQuery(query)) == places


def test_match_case_and_whole_words() -> None:
    text = "Art, art and the heart of art_work, ART"
    assert found(text, FindQuery("art")) == [0, 5, 19, 26, 36]
    assert found(text, FindQuery("art", match_case=True)) == [5, 19, 26]
    assert found(text, FindQuery("art", whole_words=True)) == [0, 5, 36]
    assert found("don't", FindQuery("don", whole_words=True)) == [0]
    assert found("x a a a", FindQuery("a a", whole_words=True)) == [2]


def test_a_hit_across_the_border_of_two_stretches_is_found_once() -> None:
    for offset in range(399_990, 400_005):
        text = "." * offset + "needle" + "." * 50
        assert found(text, FindQuery("needle")) == [offset]
        assert found(text, FindQuery("needle", whole_words=True)) == [offset]


def test_hits_in_a_part_of_the_text_include_those_that_reach_into_it() -> None:
    result = FindResult()
    for _step in search(FoldedText("abc abc abc"), FindQuery("abc"), result):
        pass
    assert list(result.between(2, 5)) == [0, 4]
    assert list(result.between(3, 4)) == []
    assert result.index_from(1) == 1
    assert result.index_from(9) == 3


@pytest.mark.parametrize("query", [FindQuery("e"), FindQuery("the", whole_words=True), FindQuery("no such words")])
def test_no_step_is_long(query: FindQuery) -> None:
    text = FoldedText(("the model thinks it’s the same É " * 160_000)[:5_000_000])
    result = FindResult()
    longest = 0.0
    before = perf_counter()
    for _step in search(text, query, result):
        longest = max(longest, perf_counter() - before)
        before = perf_counter()
    assert result.complete
    assert longest < 0.05
