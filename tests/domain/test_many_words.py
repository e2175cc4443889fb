"""Many texts at once, held to the written rules and to text by text."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.evidence import gathered
from reader.domain.framework import WHOLE_SENTENCE, ContextRule, Framework, Lens, Term
from reader.domain.many_evidence import evidence_of
from reader.domain.many_words import ManyWords, fits
from reader.domain.record import replaced
from reader.domain.scoring import Scorer
from reader.domain.striking import Struck
from reader.domain.vocabulary import Vocabulary
from reader.domain.words import Words
from tests.domain.naive import WORD_RULE, NaiveScorer, naive_exact

PIECES = [
    *("danger", "Dangers", "job", "loss", "job-loss", "hope", "cure", "all", "cure-all", "not", "don't", "don’t"),
    *(
        "might",
        "a bit",
        "says",
        "but",
        "Dr",
        "e.g",
        "No",
        "U.S",
        "3.5",
        "table",
        "extraordinarily",
        "a",
        "O'B",
        "hope's",
    ),
    *("incomprehensibilities", "é", "naïve", "'quoted'", "’tis", "'", "''", "_", "日本"),
]
GAPS = [
    " ",
    " ",
    " ",
    "-",
    " - ",
    ", ",
    ". ",
    "? ",
    "! ",
    "...",
    '." ',
    "?) ",
    "  ",
    "\n",
    "—",
    "…",
    "“",
    "” ",
    "。",
    "？",
    ".",
    "?",
]
TEXT = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=25).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
DENSE_TEXT = st.lists(
    st.tuples(
        st.sampled_from(["hope", "danger", "dangers hoped", "not", "might", "says", "Dr", "a bit", "but", "so", "it"]),
        st.sampled_from([" ", " ", " ", " ", "-", ", ", ". ", "? ", "?! ", "..? ", '!?" ', "... "]),
    ),
    max_size=16,
).map(lambda pairs: "".join(word + gap for word, gap in pairs))
ODD_TEXT = st.text(alphabet=st.sampled_from("abhoe'’ʼ_-.é\u0301 \n?!\"()9A\x1c\x85\xa0…“"), max_size=30)
ANY_TEXT = st.one_of(TEXT, DENSE_TEXT, DENSE_TEXT, ODD_TEXT)

TERMS = (
    Term("danger*", -2.0, "safety"),
    Term("job loss", -2.5, "labor market", exceptions=("not a bit job loss",)),
    Term("loss", -1.0),
    Term("hope", 1.0, "enthusiasm", exceptions=("hope a*",)),
    Term("cure", 2.0, exceptions=("cure all",)),
    Term("*abilities", 1.5),
    Term("the extraordinarily* hope", 3.0),
    Term("a", 0.5),
    Term("a table*", -0.5),
    Term("naïve", -1.0),
    Term("danger* hope*", -1.5),
)
REACH = st.sampled_from([0, 1, 2, 3, 5, WHOLE_SENTENCE])
STOPS = st.sampled_from([(), ("but",), ("a", "but")])
RULES = st.lists(
    st.one_of(
        st.builds(ContextRule, st.just("negation"), st.just(("not", "*n't")), st.just(-0.2), REACH, REACH, STOPS),
        st.builds(ContextRule, st.just("hedge"), st.just(("might", "a bit")), st.just(0.5), REACH, REACH, STOPS),
        st.builds(ContextRule, st.just("reported"), st.just(("dr", "says")), st.just(0.7), REACH, REACH, STOPS),
        st.just(ContextRule("question", (), 0.9, 0)),
    ),
    max_size=4,
    unique_by=lambda rule: rule.kind,
).map(tuple)
STRUCK = st.builds(
    Struck,
    st.frozensets(st.sampled_from(["hope", "danger*"]), max_size=1),
    st.frozensets(st.tuples(st.integers(0, 12), st.sampled_from(["a", "cure", "loss"])), max_size=2),
)


@pytest.fixture(scope="module")
def scorer_with(small_framework: Framework) -> Callable[[tuple[ContextRule, ...]], Scorer]:
    lenses = (*small_framework.lenses, Lens("home", "Home", ("table", "a bit")))
    framework = replaced(small_framework, terms=TERMS, lenses=lenses).without(["naïve"])
    return lambda rules: Scorer(replaced(framework, context_rules=rules), lenses=True)


@given(RULES, ANY_TEXT, STRUCK)
def test_no_hit_differs_from_the_written_rules(
    scorer_with: Callable[[tuple[ContextRule, ...]], Scorer],
    rules: tuple[ContextRule, ...],
    text: str,
    struck: Struck,
) -> None:
    scorer = scorer_with(rules)
    scored = scorer.score(text, struck)
    expected = NaiveScorer(scorer.framework).hits(text, struck)
    assert [tuple(hit[:5]) for hit in scored.hits] == expected
    assert scored.exact == pytest.approx(naive_exact(scorer.framework, text, expected), abs=1e-9)


@given(RULES, st.lists(st.tuples(ANY_TEXT, STRUCK), max_size=6))
def test_all_at_once_is_text_by_text(
    scorer_with: Callable[[tuple[ContextRule, ...]], Scorer],
    rules: tuple[ContextRule, ...],
    given_texts: list[tuple[str, Struck]],
) -> None:
    scorer = scorer_with(rules)
    texts = [text for text, _ in given_texts]
    struck = [out for _, out in given_texts]
    one_by_one, together = [0] * 3, [0] * 3
    expected = [scorer.score_words(Words(text), out, one_by_one) for text, out in given_texts]
    assert scorer.score_many(texts, struck, together) == expected
    assert together == one_by_one
    assert scorer.score_many(texts) == [scorer.score(text) for text in texts]


@given(st.lists(ANY_TEXT.filter(fits), min_size=1, max_size=4))
def test_words_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    many = ManyWords(texts, Vocabulary(_Nothing(), 0))
    at = 0
    for text, offset, behind in zip(texts, many.offsets.tolist(), many.behind.tolist(), strict=True):
        alone = Words(text)
        assert many.words(at, behind) == alone.tokens
        assert [(many.start(n) - offset, many.end(n) - offset) for n in range(at, behind)] == [
            match.span() for match in WORD_RULE.finditer(text)
        ]
        for first in range(len(alone) - 1):
            assert many.joined(at + first, at + first + 1) == alone.joined(first, first + 1)
            assert many.in_one_sentence(at + first, at + first + 1) == alone.in_one_sentence(first, first + 1)
        for index in range(len(alone)):
            mark = many.question_mark(at + index)
            assert (mark - offset if mark >= 0 else -1) == alone.question_mark(index)
        at = behind
    assert at == len(many)


class _Nothing(dict[str, tuple[()]]):
    """No word means anything."""

    def __missing__(self, word: str) -> tuple[()]:
        return ()


def test_words_whose_place_in_the_table_is_taken_and_forgotten_ones_are_told_apart(
    small_framework: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_up = [f"word{number:x}of{number * 7919:x}" for number in range(40_000)]
    terms = tuple(Term(word, 1.0) for word in made_up[:20_000:50])
    scorer = Scorer(replaced(small_framework, terms=terms))
    texts = [" ".join(made_up[at : at + 100]) for at in range(0, 40_000, 100)]
    expected = [scorer.score(text) for text in texts]
    assert sum(len(one.hits) for one in expected) == len(terms)
    assert scorer.score_many(texts) == expected
    monkeypatch.setattr(Vocabulary, "MOST_WORDS", 5_000)
    assert scorer.score_many(texts) == expected


def test_texts_of_any_number_and_length_are_told_apart(small_framework: Framework) -> None:
    scorer = Scorer(small_framework)
    assert scorer.score_many([]) == []
    texts = ["", "danger", "", " ", "not", "danger", "job", "loss", "x" * 70_000, "harm", "harm " * 30_000]
    assert scorer.score_many(texts) == [scorer.score(text) for text in texts]


@given(st.lists(st.tuples(ANY_TEXT, STRUCK), max_size=6))
def test_the_evidence_is_that_of_text_by_text(
    small_framework: Framework, given_texts: list[tuple[str, Struck]]
) -> None:
    scorer = Scorer(replaced(small_framework, terms=TERMS), lenses=True)
    texts, struck = [text for text, _ in given_texts], [out for _, out in given_texts]
    lens_counts = [0] * len(small_framework.lenses)
    each = [scorer.score_words(Words(text), out, lens_counts) for text, out in given_texts]
    expected = gathered(each, lens_counts)
    found = evidence_of(scorer, texts, struck)
    assert (found.scores, found.hit_counts) == (expected.scores, expected.hit_counts)
    assert (found.lens_counts, found.balanced) == (expected.lens_counts, expected.balanced)
    assert found.strengths == pytest.approx(dict(expected.strengths))


def test_hits_that_are_made_later_are_those_of_a_tuple(small_framework: Framework) -> None:
    scorer = Scorer(small_framework)
    text = "A danger, some harm and much hope."
    (later,) = scorer.score_many([text])
    hits = scorer.score(text).hits
    assert len(later.hits) == len(hits) == 3
    assert (later.hits[1], later.hits[-1], later.hits[1:]) == (hits[1], hits[-1], hits[1:])
    assert later == scorer.score(text)
    assert scorer.score(text) == later
    assert hash(later) == hash(scorer.score(text))
    assert repr(later) == repr(scorer.score(text))
    assert type(pickle.loads(pickle.dumps(later)).hits) is tuple
    assert later.hits != (hits[0],)
    assert later.hits != list(hits)
