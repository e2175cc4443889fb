"""Telling words as a person reads them."""

from __future__ import annotations

import numpy as np

from reader.domain.likeness import NO_WORD, singular
from reader.domain.natural_words import NaturalWords
from reader.domain.search_words import cut_and_folded

TEXT = (
    "The labor market is slow. Labor markets need wages, and the Labor Market has AGI. We say agi, AGI, AGI! "
    "A wage was paid; wages, wages. The résumé of the labor market. Café, said the union. It was grand, grand, AI."
)


def natural(
    text: str = TEXT, silent: str = "the is need and has we say a was paid of said it"
) -> tuple[NaturalWords, dict[str, int]]:
    words, starts, _ = cut_and_folded(text)
    numbers: dict[str, int] = {}
    of_text = [
        NO_WORD if word in silent.split() else numbers.setdefault(singular(word), len(numbers) + 1) for word in words
    ]
    return NaturalWords(text, starts, np.array(of_text, np.int32)), numbers


def phrases(*words: str, belongs: bool = True, most: int = 9) -> tuple[str, ...]:
    told, numbers = natural()
    return told.phrases([numbers[word] for word in words], lambda number: belongs, most)


def test_words_stand_as_the_text_has_them_most_often() -> None:
    assert phrases("agi", "wage") == ("AGI", "wages")
    assert phrases("resume", "cafe", "union") == ("résumé", "Café", "union")


def test_words_that_stand_together_are_told_together() -> None:
    assert phrases("market") == ("labor market",)
    assert phrases("labor", "market", "wage") == ("labor market", "wages")
    assert phrases("market", belongs=False) == ("market",)


def test_what_was_told_alone_is_told_with_what_belongs_to_it() -> None:
    text = "A clinical trial, a clinical trial, a clinical trial. " + "Clinical work. " * 4
    told, numbers = natural(text, "a work")
    assert told.phrases([numbers["clinical"]], lambda number: True, 5) == ("Clinical",)
    assert told.phrases([numbers["clinical"], numbers["trial"]], lambda number: True, 5) == ("clinical trial",)
    assert told.phrases([numbers["clinical"], numbers["trial"]], lambda number: True, 1) == ("clinical trial",)


def test_a_word_is_not_told_with_itself_and_never_more_than_wanted() -> None:
    assert phrases("grand") == ("grand",)
    assert phrases("agi", "wage", "union", most=2) == ("AGI", "wages")
    assert phrases("agi", most=0) == ()


def test_what_the_text_does_not_say_is_left_out() -> None:
    told, _ = natural()
    assert told.phrases([999], lambda number: True, 5) == ()
    empty, _ = natural("")
    assert empty.phrases([1], lambda number: True, 5) == ()
