"""Matching, held to a naive oracle that tries every pattern at every word."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.lexicon import PatternFinder
from reader.domain.words import Words, fold
from tests.domain.naive import WORD_RULE, NaiveFinder, NaiveText

LETTERS = "abé"
WORD = st.text(st.sampled_from(LETTERS), min_size=1, max_size=3)
PATTERN_WORD = st.one_of(WORD, WORD.map(lambda w: w + "*"), WORD.map(lambda w: "*" + w))
PATTERN = st.lists(PATTERN_WORD, min_size=1, max_size=3).map(" ".join)
TEXT = st.lists(st.tuples(WORD, st.sampled_from([" ", "-", ". ", "  ", ", ", " - "])), max_size=30).map(
    lambda pairs: "".join(w + gap for w, gap in pairs)
)


def found_in(patterns: list[str], text: str) -> list[tuple[str, int, int]]:
    words = Words(text)
    (matches,) = PatternFinder(patterns).find(words)
    return [(patterns[number], *words.span(first, last)) for number, first, last in matches]


def oracle(patterns: list[str], given_text: str) -> list[tuple[str, int, int]]:
    text = NaiveText(given_text)
    return [
        (patterns[number], text.words[first].start(), text.words[last].end())
        for number, first, last in NaiveFinder(patterns).find(text)
    ]


@given(st.lists(PATTERN, min_size=1, max_size=8, unique=True), TEXT)
def test_no_match_differs_from_the_oracle(patterns: list[str], text: str) -> None:
    assert found_in(patterns, text) == oracle(patterns, text)


@given(st.text(alphabet=st.sampled_from("ab'’ʼ_-.é\u0301 \nßİ9日😀?A")))
def test_words_are_those_of_the_written_rule(text: str) -> None:
    words = Words(text)
    expected = list(WORD_RULE.finditer(text))
    assert words.tokens == [fold(match.group()) for match in expected]
    assert [words.span(index, index) for index in range(len(words))] == [match.span() for match in expected]
    assert len(words) == len(expected)


@given(st.lists(st.sampled_from(["risk", "asterisk", "'risk'", "risks", "a", "'"]), max_size=12), st.randoms())
def test_a_word_is_found_at_its_own_place_in_any_order_of_asking(tokens: list[str], random: Random) -> None:
    text = ". ".join(tokens)
    words = Words(text)
    expected = [match.span() for match in WORD_RULE.finditer(text)]
    for index, span in random.sample(list(enumerate(expected)), len(expected)):
        assert words.span(index, index) == span


def test_families_are_found_each_by_itself() -> None:
    words = Words("no job loss at all")
    terms, cues = PatternFinder(["job loss", "loss"], ["no", "loss at"]).find(words)
    assert terms == [(0, 1, 2)]
    assert cues == [(0, 0, 0), (1, 2, 3)]


def test_forgetting_words_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.domain.lexicon._Lookup.MOST_WORDS", 2)
    text = "one risk two risk three harms four harm"
    assert found_in(["risk", "harm*"], text) == oracle(["risk", "harm*"], text)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("risk", "RISK, risky and asterisk", ["RISK"]),
        ("risk*", "Risks are risky; asterisk", ["Risks", "risky"]),
        ("*n't", "I don’t and can't", ["don’t", "can't"]),
        ("job loss", "job-loss, job  loss; job, loss. Job loss", ["job-loss", "job  loss", "Job loss"]),
        ("naïve", unicodedata.normalize("NFD", "so naïve a word"), [unicodedata.normalize("NFD", "naïve")]),
        ("istanbul", "İstanbul istanbul", ["istanbul"]),
        ("strasse", "Straße STRASSE", ["Straße", "STRASSE"]),
        ("war", "a software, a war", ["war"]),
    ],
)
def test_the_written_rules(pattern: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for _, start, end in found_in([pattern], text)] == expected


def test_the_longest_pattern_wins_and_stands_alone() -> None:
    assert [p for p, _, _ in found_in(["risk", "existential risk", "existential"], "existential risk")] == [
        "existential risk"
    ]


def test_an_exact_word_wins_over_a_stem_and_the_longer_stem_over_the_shorter() -> None:
    found = found_in(["harm*", "harmon*", "harmony"], "harms harmonic harmony")
    assert [p for p, _, _ in found] == ["harm*", "harmon*", "harmony"]


def test_a_pattern_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        PatternFinder(["risk", " "])
