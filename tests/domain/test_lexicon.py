"""Matching, held to a naive oracle that tries every pattern at every word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.lexicon import PatternSet, Words

LETTERS = "abé"
WORD = st.text(st.sampled_from(LETTERS), min_size=1, max_size=3)
PATTERN_WORD = st.one_of(WORD, WORD.map(lambda w: w + "*"), WORD.map(lambda w: "*" + w))
PATTERN = st.lists(PATTERN_WORD, min_size=1, max_size=3).map(" ".join)
TEXT = st.lists(st.tuples(WORD, st.sampled_from([" ", "-", ". ", "  ", ", ", " - "])), max_size=30).map(
    lambda pairs: "".join(w + gap for w, gap in pairs)
)


def oracle(patterns: list[str], text: str) -> list[tuple[str, int, int]]:
    """Try every pattern at every word, keep the longest, go on behind it."""
    words = Words.of(text)
    found = []
    index = 0
    while index < len(words):
        fitting = [p for p in patterns if fits(p.split(), words, index)]
        if not fitting:
            index += 1
            continue
        best = max(
            fitting,
            key=lambda p: (len(p.split()), "*" not in p.split()[0], len(p.split()[0]), -patterns.index(p)),
        )
        last = index + len(best.split()) - 1
        found.append((best, words.starts[index], words.ends[last]))
        index = last + 1
    return found


def fits(pattern: list[str], words: Words, index: int) -> bool:
    if index + len(pattern) > len(words):
        return False
    for offset, expected in enumerate(pattern):
        at = index + offset
        if offset and words.text[words.ends[at - 1] : words.starts[at]].strip(" ") not in ("", "-"):
            return False
        if offset and words.text[words.ends[at - 1] : words.starts[at]] in (" - ", " -", "- "):
            return False
        word = words.folded[at]
        if not (
            word == expected
            or (expected.endswith("*") and word.startswith(expected[:-1]))
            or (expected.startswith("*") and word.endswith(expected[1:]))
        ):
            return False
    return True


@given(st.lists(PATTERN, min_size=1, max_size=8, unique=True), TEXT)
def test_no_match_differs_from_the_oracle(patterns: list[str], text: str) -> None:
    words = Words.of(text)
    found = [(patterns[m.pattern], words.starts[m.first], words.ends[m.last]) for m in PatternSet(patterns).find(words)]
    assert found == oracle(patterns, text)


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
    words = Words.of(text)
    found = [text[words.starts[m.first] : words.ends[m.last]] for m in PatternSet([pattern]).find(words)]
    assert found == expected


def test_the_longest_pattern_wins_and_stands_alone() -> None:
    patterns = ["risk", "existential risk", "existential"]
    words = Words.of("existential risk")
    assert [patterns[m.pattern] for m in PatternSet(patterns).find(words)] == ["existential risk"]


def test_an_exact_word_wins_over_a_stem_and_the_longer_stem_over_the_shorter() -> None:
    patterns = ["harm*", "harmon*", "harmony"]
    words = Words.of("harms harmonic harmony")
    assert [patterns[m.pattern] for m in PatternSet(patterns).find(words)] == ["harm*", "harmon*", "harmony"]


def test_a_pattern_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        PatternSet(["risk", " "])
