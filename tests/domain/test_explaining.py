"""The ledger adds up, and says where in the text it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.explaining import LONGEST_SENTENCE, Ledger, ledger_of
from reader.domain.framework import Framework
from reader.domain.scoring import Scorer
from reader.domain.slicing import sentence_ends
from tests.domain.test_scoring import TEXT, VOCABULARY

RUNNING_ON = st.lists(st.sampled_from(VOCABULARY), min_size=60, max_size=200).map(" ".join)


def explained(framework: Framework, text: str) -> Ledger:
    scorer = Scorer(framework)
    return ledger_of(7, text, scorer.score(text), scorer.contexts(text), framework.resistance)


@given(TEXT | RUNNING_ON)
def test_the_running_sum_ends_at_the_score(small_framework: Framework, text: str) -> None:
    ledger = explained(small_framework, text)
    scored = Scorer(small_framework).score(text)
    assert (ledger.exact, ledger.score) == (scored.exact, scored.score)
    assert tuple(line.hit for line in ledger.lines) == scored.hits
    running = 0.0
    for line in ledger.lines:
        running += line.hit.contribution
        assert line.running == pytest.approx(running)
    assert running == pytest.approx(ledger.exact)
    assert abs(running - ledger.score) <= 0.5 + 1e-9


@given(TEXT | RUNNING_ON)
def test_the_formula_gives_the_score(small_framework: Framework, text: str) -> None:
    ledger = explained(small_framework, text)
    products = [line.hit.weight * line.hit.factor for line in ledger.lines]
    assert ledger.size == pytest.approx(sum(map(abs, products)))
    assert ledger.words == len(text.split())
    if products:
        assert ledger.exact == pytest.approx(100 * sum(products) / (ledger.size + ledger.resistance * ledger.words))


@given(TEXT | RUNNING_ON)
def test_each_hit_stands_in_its_sentence(small_framework: Framework, text: str) -> None:
    ends = [0, *sentence_ends(text), len(text)]
    for line in explained(small_framework, text).lines:
        hit = line.hit
        begin = hit.start - line.start
        assert line.sentence == text[begin : begin + len(line.sentence)]
        assert line.sentence[line.start : line.end] == text[hit.start : hit.end]
        assert line.sentence == line.sentence.strip()
        first = max(end for end in ends if end <= hit.start)
        last = min(end for end in ends if end >= hit.end)
        assert line.cut_before == bool(text[first:begin].strip())
        assert line.cut_after == bool(text[begin + len(line.sentence) : last].strip())
        assert first <= begin
        assert begin + len(line.sentence) <= last
        assert len(line.sentence) <= LONGEST_SENTENCE + 2 * 12


@given(TEXT | RUNNING_ON)
def test_the_cues_that_made_a_factor_are_named(small_framework: Framework, text: str) -> None:
    for line in explained(small_framework, text).lines:
        factor = 1.0
        for applied in line.applied:
            factor *= applied.factor
            begin = line.hit.start - line.start
            assert begin <= applied.start < applied.end <= begin + len(line.sentence)
        if not any(applied.kind == "negation" for applied in line.applied):
            assert line.hit.factor == pytest.approx(factor)
        else:
            assert abs(line.hit.factor) <= 0.2


def test_a_ledger_by_hand(small_framework: Framework) -> None:
    text = "We walk. It might harm us, they say! Is there hope? Dr. Ada hopes for no cure."
    ledger = explained(small_framework, text)
    assert [(line.hit.term, line.sentence) for line in ledger.lines] == [
        ("harm", "It might harm us, they say!"),
        ("hope", "Is there hope?"),
        ("cure", "Dr. Ada hopes for no cure."),
    ]
    assert [(a.kind, text[a.start : a.end]) for a in ledger.lines[0].applied] == [("hedge", "might")]
    assert [a.kind for a in ledger.lines[2].applied] == ["negation"]
    assert (ledger.number, ledger.words, ledger.resistance) == (7, 17, 0.1)
    assert ledger.size == pytest.approx(2 * 0.5 + 1 + 2 * 0.2)
    assert ledger.exact == pytest.approx(100 * (-1 + 1 - 0.4) / (2.4 + 1.7))


def test_words_without_a_full_stop_are_shown_around_the_hit(small_framework: Framework) -> None:
    text = "a table " * 60 + "not very dangerous " + "a window " * 60
    (line,) = explained(small_framework, text.strip()).lines
    assert line.cut_before
    assert line.cut_after
    assert "not very dangerous" in line.sentence
    assert abs(len(line.sentence) - LONGEST_SENTENCE) < 20


def test_a_slice_without_hits_has_no_lines(small_framework: Framework) -> None:
    ledger = explained(small_framework, "The table stands by the window.")
    assert (ledger.lines, ledger.size, ledger.exact, ledger.score, ledger.words) == ((), 0, 0.0, 0, 6)
