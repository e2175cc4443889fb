"""The laws of the score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.framework import Framework
from reader.domain.scoring import Scorer

VOCABULARY = ["danger", "dangerous", "harm", "job", "loss", "hope", "benefits", "cure", "not", "don't", "might", "very",
              "table", "window", "walk", "a", "bit"]  # fmt: skip
SENTENCE = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=25).map(lambda words: " ".join(words) + ".")
TEXT = st.lists(SENTENCE, max_size=12).map(" ".join)


def test_one_hit_reckoned_by_hand(small_framework: Framework) -> None:
    scored = Scorer(small_framework).score("There is danger in the old house on the hill")
    assert scored.exact == pytest.approx(100 * -2 / (2 + 0.1 * 10))
    assert scored.score == -67
    (hit,) = scored.hits
    assert (hit.term, hit.start, hit.end, hit.weight, hit.factor) == ("danger*", 9, 15, -2.0, 1.0)


@given(TEXT)
def test_contributions_add_up_and_scores_stay_in_range(small_framework: Framework, text: str) -> None:
    scored = Scorer(small_framework).score(text)
    assert sum(hit.contribution for hit in scored.hits) == pytest.approx(scored.exact)
    assert abs(scored.score - scored.exact) <= 0.5
    assert -100 <= scored.score <= 100
    for hit in scored.hits:
        assert 0 <= hit.start < hit.end <= len(text)


@given(TEXT.filter(bool))
def test_the_same_text_twice_keeps_its_score(small_framework: Framework, text: str) -> None:
    scorer = Scorer(small_framework)
    assert scorer.score(f"{text} {text}").exact == pytest.approx(scorer.score(text).exact)


@given(st.lists(SENTENCE, min_size=1, max_size=10), st.randoms())
def test_the_order_of_sentences_does_not_matter(
    small_framework: Framework, sentences: list[str], random: object
) -> None:
    scorer = Scorer(small_framework)
    shuffled = sentences[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert scorer.score(" ".join(shuffled)).exact == pytest.approx(scorer.score(" ".join(sentences)).exact)


@given(TEXT)
def test_neutral_text_moves_a_score_towards_0(small_framework: Framework, text: str) -> None:
    scorer = Scorer(small_framework)
    before = scorer.score(text).exact
    after = scorer.score(text + " The table stands by the window.").exact
    assert abs(after) <= abs(before) + 1e-9
    assert before * after >= -1e-9


@pytest.mark.parametrize(
    "text", ["It is not dangerous", "no harm", "we don't see a danger", "not a very dangerous one"]
)
def test_a_negated_hit_never_counts_at_full_weight(small_framework: Framework, text: str) -> None:
    (hit,) = Scorer(small_framework).score(text).hits
    assert abs(hit.factor) <= 0.2


@given(TEXT)
def test_no_negated_hit_in_any_text_counts_at_full_weight(small_framework: Framework, text: str) -> None:
    words = text.lower().split()
    for hit in Scorer(small_framework).score(text).hits:
        before = len(text[: hit.start].split())
        near = words[max(0, before - 3) : before]
        sentence = near[max((i + 1 for i, word in enumerate(near) if word.endswith(".")), default=0) :]
        if any(word in ("not", "don't") for word in sentence):
            assert abs(hit.factor) <= 0.2


def test_a_negation_in_the_sentence_before_does_not_reach_over(small_framework: Framework) -> None:
    (hit,) = Scorer(small_framework).score("I would not. Danger is near").hits
    assert hit.factor == 1.0


def test_hedges_weaken_and_intensifiers_strengthen(small_framework: Framework) -> None:
    scorer = Scorer(small_framework)
    assert scorer.score("it might harm us").hits[0].factor == 0.5
    assert scorer.score("a very dangerous road").hits[0].factor == 1.5
    assert scorer.score("a bit dangerous").hits[0].factor == 0.5


def test_a_text_without_hits_is_told_from_a_balanced_one(small_framework: Framework) -> None:
    scorer = Scorer(small_framework)
    assert not scorer.score("The table stands by the window").has_evidence
    balanced = scorer.score("harm and cure")
    assert balanced.score == 0
    assert balanced.has_evidence


def test_an_empty_text_scores_0(small_framework: Framework) -> None:
    assert Scorer(small_framework).score("").score == 0
