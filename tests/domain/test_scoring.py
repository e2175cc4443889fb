"""The laws of the score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.framework import WHOLE_SENTENCE, ContextRule, Framework, Term
from reader.domain.record import replaced
from reader.domain.scoring import Applied, Scorer
from reader.domain.striking import Struck

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


def with_rules(framework: Framework, *rules: ContextRule) -> Scorer:
    return Scorer(replaced(framework, context_rules=rules))


def terms_and_factors(scorer: Scorer, text: str) -> list[tuple[str, float]]:
    return [(hit.term, hit.factor) for hit in scorer.score(text).hits]


def test_nothing_in_an_exception_of_a_term_is_a_hit(small_framework: Framework) -> None:
    cure = Term("cure", 2.0, exceptions=("cure all", "the cure for hope"))
    scorer = Scorer(replaced(small_framework, terms=(cure, Term("hope", 1.0), Term("all", -1.0))))
    assert terms_and_factors(scorer, "a cure and all") == [("cure", 1.0), ("all", 1.0)]
    assert terms_and_factors(scorer, "a cure-all, the cure for hope. Cure. All") == [("cure", 1.0), ("all", 1.0)]
    assert not scorer.score("a cure all").has_evidence


def test_a_term_longer_than_an_exception_still_is_a_hit(small_framework: Framework) -> None:
    terms = (Term("cure", 2.0, exceptions=("cure all",)), Term("cure all ills", 3.0))
    assert terms_and_factors(Scorer(replaced(small_framework, terms=terms)), "cure all ills") == [
        ("cure all ills", 1.0)
    ]


def test_struck_terms_count_for_nothing_and_still_cover_their_words(small_framework: Framework) -> None:
    framework = replaced(small_framework, terms=(*small_framework.terms, Term("loss", -1.0))).without(["job loss"])
    assert terms_and_factors(Scorer(framework), "job loss and harm") == [("harm", 1.0)]
    struck = Struck(terms=frozenset({"harm"}))
    assert [hit.term for hit in Scorer(framework).score("harm and hope, and harm", struck).hits] == ["hope"]


def test_a_struck_place_is_one_hit_less_and_changes_no_other_product(small_framework: Framework) -> None:
    scorer = Scorer(small_framework)
    text = "harm, not a harm. Hope"
    struck = Struck(places=frozenset({(0, "harm"), (18, "danger*")}))
    left = scorer.score(text, struck)
    assert [(hit.term, hit.start, hit.factor) for hit in left.hits] == [("harm", 12, -0.2), ("hope", 18, 1.0)]
    assert left.exact == pytest.approx(100 * (0.4 + 1) / (0.4 + 1 + 0.1 * 5))
    assert len(scorer.contexts(text, struck)) == len(left.hits)


def test_a_stop_ends_the_reach_of_a_cue_in_both_directions(small_framework: Framework) -> None:
    scorer = with_rules(small_framework, ContextRule("negation", ("not", "without"), -0.2, 5, 3, stops=("but", "or")))
    assert terms_and_factors(scorer, "not a lot of harm") == [("harm", -0.2)]
    assert terms_and_factors(scorer, "not much but harm") == [("harm", 1.0)]
    assert terms_and_factors(scorer, "not much But, harm") == [("harm", 1.0)]
    assert terms_and_factors(scorer, "harm they go without") == [("harm", -0.2)]
    assert terms_and_factors(scorer, "harm or without") == [("harm", 1.0)]
    assert terms_and_factors(scorer, "not much but not harm") == [("harm", -0.2)]


def test_the_reach_of_a_cue_is_counted_in_words_from_where_it_begins(small_framework: Framework) -> None:
    scorer = with_rules(small_framework, ContextRule("hedge", ("a bit of", "it seems"), 0.5, 4, 3))
    assert terms_and_factors(scorer, "a bit of - real harm") == [("harm", 0.5)]
    assert terms_and_factors(scorer, "a bit of all real harm") == [("harm", 1.0)]
    assert terms_and_factors(scorer, "job loss here now, it seems") == [("job loss", 0.5)]
    assert terms_and_factors(scorer, "job loss here now again it seems") == [("job loss", 1.0)]


def test_each_rule_has_its_own_reach(small_framework: Framework) -> None:
    rules = (ContextRule("hedge", ("might",), 0.5, 1, 1), ContextRule("reported", ("he says",), 0.8, 4, 4))
    scorer = with_rules(small_framework, *rules)
    assert terms_and_factors(scorer, "might be harm might, be it he says") == [("harm", 0.5 * 0.8)]
    assert terms_and_factors(scorer, "might a harm be might he says") == [("harm", 0.8)]
    assert terms_and_factors(scorer, "he says might be harm") == [("harm", 0.8)]


def test_a_cue_that_reaches_into_a_hit_does_not_change_it(small_framework: Framework) -> None:
    scorer = with_rules(small_framework, ContextRule("hedge", ("so much hope", "loss of"), 0.5, 5, 5))
    assert terms_and_factors(scorer, "so much hope") == [("hope", 1.0)]
    assert terms_and_factors(scorer, "job loss of work") == [("job loss", 1.0)]
    assert terms_and_factors(scorer, "so much hope, harm") == [("hope", 1.0), ("harm", 0.5)]


def test_a_full_stop_of_an_abbreviation_ends_no_sentence_for_a_cue(small_framework: Framework) -> None:
    scorer = Scorer(small_framework)
    for text, factor in [
        ("not Dr. Harm", -0.2),
        ("not 3.5 harm", -0.2),
        ("No. 5 harm", -0.2),
        ("No. Harm is near", 1.0),
        ("Not so. Harm is near", 1.0),
        ('"Not so." Harm is near', 1.0),
    ]:
        (hit,) = scorer.score(text).hits
        (many,) = scorer.score_many([text, "harm"])[0].hits
        assert hit.factor == many.factor == factor, text


def test_a_cue_is_found_behind_many_others(small_framework: Framework) -> None:
    rules = (ContextRule("hedge", ("might",), 0.5, 1), ContextRule("reported", ("he says",), 0.8, 20))
    scorer = with_rules(small_framework, *rules)
    text = "He says might might might might might might or harm"
    assert terms_and_factors(scorer, text) == [("harm", 0.8)]
    assert scorer.score_many([text]) == [scorer.score(text)]


@pytest.mark.parametrize("signs", ["?", "?!", "!?", "..?", "?..", '?"', "?)", "！？", "？", " ?"])
def test_a_sentence_that_ends_with_a_question_mark_among_other_signs_is_a_question(
    small_framework: Framework, signs: str
) -> None:
    scorer = with_rules(small_framework, ContextRule("question", (), 0.5, 0))
    text = f"Is there harm{signs} Harm"
    assert terms_and_factors(scorer, text) == [("harm", 0.5), ("harm", 1.0)]
    assert scorer.score_many([text, "hope"])[0] == scorer.score(text)


def test_a_rule_for_the_whole_sentence_ends_with_it(small_framework: Framework) -> None:
    scorer = with_rules(small_framework, ContextRule("hedge", ("suppose",), 0.5, WHOLE_SENTENCE, WHOLE_SENTENCE))
    far = "and so on " * 30
    assert terms_and_factors(scorer, f"harm. suppose {far} harm {far}. harm") == [
        ("harm", 1.0),
        ("harm", 0.5),
        ("harm", 1.0),
    ]
    assert terms_and_factors(scorer, f"harm {far} suppose") == [("harm", 0.5)]


def test_reported_speech_takes_its_factor_from_the_words_that_report(small_framework: Framework) -> None:
    scorer = with_rules(small_framework, ContextRule("reported", ("critics say", "he says"), 0.6, 6, 4))
    assert terms_and_factors(scorer, "Critics say it is a danger. Harm is here") == [("danger*", 0.6), ("harm", 1.0)]
    assert terms_and_factors(scorer, "It is a danger, he says") == [("danger*", 0.6)]


def test_a_question_holds_for_every_hit_of_its_sentence_and_for_no_other(small_framework: Framework) -> None:
    rules = (ContextRule("question", (), 0.5, 0), *small_framework.context_rules)
    scorer = with_rules(small_framework, *rules)
    text = "Harm! Is there hope, or not a great danger？ Hope"
    assert terms_and_factors(scorer, text) == [
        ("harm", 1.0),
        ("hope", 0.5),
        ("danger*", pytest.approx(-0.1)),
        ("hope", 1.0),
    ]
    mark = text.index("？")
    assert scorer.contexts(text) == (
        (),
        (Applied("question", 0.5, mark, mark + 1),),
        (Applied("question", 0.5, mark, mark + 1), Applied("negation", -0.2, 24, 27)),
        (),
    )


def test_contexts_name_each_rule_with_its_cue(small_framework: Framework) -> None:
    text = "It might not be a very real danger, and harm"
    (danger, harm) = Scorer(small_framework).contexts("A bit not danger. harm")
    assert harm == ()
    assert danger == (Applied("negation", -0.2, 6, 9), Applied("hedge", 0.5, 0, 5))
    assert Scorer(small_framework).contexts(text)[0] == (Applied("intensifier", 1.5, 18, 22),)


@given(TEXT)
def test_the_factors_of_the_contexts_make_the_factor_of_the_hit(small_framework: Framework, text: str) -> None:
    scorer = Scorer(small_framework)
    hits = scorer.score(text).hits
    contexts = scorer.contexts(text)
    assert len(contexts) == len(hits)
    for hit, context in zip(hits, contexts, strict=True):
        product = 1.0
        for applied in context:
            product *= applied.factor
        if any(applied.kind == "negation" for applied in context):
            product = max(-0.2, min(0.2, product))
        assert hit.factor == product
