"""The whiskers: held to scoring every changed text anew."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.fragility import Fragility, fragility_of
from reader.domain.framework import Framework
from reader.domain.headline import leaning
from reader.domain.record import replaced
from reader.domain.scoring import Scorer
from reader.domain.shifting import Shifter
from reader.domain.slicing import Slice, SlicingRules, cut
from reader.domain.statistics import figures
from reader.domain.striking import ITEM, PLACE, Strike, Struck, strike_at, struck_in
from reader.domain.transcript import Cue, Transcript
from tests.domain.test_scoring import VOCABULARY

RULES = SlicingRules(100, 90, 105)
SENTENCE = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=25).map(" ".join)
CUES = st.lists(st.tuples(SENTENCE, st.sampled_from([".", "?", "", ""])), min_size=1, max_size=25)
TRANSCRIPTS = CUES.map(lambda cues: Transcript.from_cues(Cue(text + end) for text, end in cues))


@pytest.fixture(scope="module")
def scorer(small_framework: Framework) -> Scorer:
    return Scorer(replaced(small_framework, slicing=RULES))


def fragile(scorer: Scorer, transcript: Transcript, strikes: Sequence[Strike] = ()) -> Fragility:
    steps = fragility_of(scorer, transcript, cut(transcript, scorer.framework.slicing), strikes)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Fragility = end.value
            return found


def scored(scorer: Scorer, transcript: Transcript, start: int, end: int, strikes: Sequence[Strike] = ()) -> int:
    part = Slice(0, start, end, 0, 0, None)
    return scorer.score(transcript.text[start:end], struck_in(part, transcript, strikes)).score


def without(scorer: Scorer, text: str) -> dict[str, int]:
    """The score of a text without each of its terms, each scored anew."""
    terms = dict.fromkeys(hit.term for hit in scorer.score(text).hits)
    return {term: scorer.score(text, Struck(frozenset((term,)))).score for term in terms}


@given(TRANSCRIPTS)
def test_every_range_is_that_of_scoring_anew(scorer: Scorer, transcript: Transcript) -> None:
    slices = cut(transcript, RULES)
    shifter = Shifter(transcript, [part.end for part in slices], RULES)
    tried = []
    for part in slices:
        text = transcript.text[part.start : part.end]
        tried.append([scorer.score(text).score, *without(scorer, text).values()])
    for distance in shifter.distances if len(slices) > 1 else ():
        cuts = shifter.moved(distance)
        for start, end in zip([0, *cuts], cuts, strict=False):
            for part, values in zip(slices, tried, strict=True):
                shared = min(end, part.end) - max(start, part.start)
                if 2 * shared >= max(end - start, part.end - part.start):
                    values.append(scored(scorer, transcript, start, end))
    result = fragile(scorer, transcript)
    assert list(result.least) == [min(values) for values in tried]
    assert list(result.greatest) == [max(values) for values in tried]


@given(TRANSCRIPTS)
def test_the_leaning_holds_in_as_many_cuts_as_it_does(scorer: Scorer, transcript: Transcript) -> None:
    slices = cut(transcript, RULES)
    framework = scorer.framework
    shifter = Shifter(transcript, [part.end for part in slices], RULES)
    own = leaning(figures((scored(scorer, transcript, part.start, part.end) for part in slices), framework), framework)
    held = 0
    for distance in shifter.distances:
        cuts = shifter.moved(distance)
        scores = [scored(scorer, transcript, start, end) for start, end in zip([0, *cuts], cuts, strict=False)]
        held += leaning(figures(scores, framework), framework) == own
    result = fragile(scorer, transcript)
    assert result.leaning == own
    assert (result.cuts, result.holding) == ((10, held) if len(slices) > 1 else (0, 0))


@given(TRANSCRIPTS)
def test_a_hinge_is_the_term_whose_loss_changes_the_band_most(scorer: Scorer, transcript: Transcript) -> None:
    slices = cut(transcript, RULES)
    band_of = scorer.framework.band_of
    for part, hinge in zip(slices, fragile(scorer, transcript).hinges, strict=True):
        text = transcript.text[part.start : part.end]
        own = scorer.score(text).score
        losses = {term: score for term, score in without(scorer, text).items() if band_of(score) != band_of(own)}
        if hinge:
            assert abs(losses[hinge] - own) == max(abs(score - own) for score in losses.values())
        else:
            assert not losses


@given(TRANSCRIPTS, st.data())
def test_strikes_are_out_before_anything_is_tried(scorer: Scorer, transcript: Transcript, data: st.DataObject) -> None:
    hits = scorer.score(transcript.text).hits
    if not hits:
        return
    hit = data.draw(st.sampled_from(hits))
    everywhere = fragile(scorer, transcript, [Strike(ITEM, hit.term)])
    assert everywhere == fragile(Scorer(scorer.framework.without([hit.term])), transcript)
    here = strike_at(transcript, hit.start, hit.end, hit.term)
    assert here.scope == PLACE
    struck = fragile(scorer, transcript, [here])
    for part, least, greatest in zip(cut(transcript, RULES), struck.least, struck.greatest, strict=True):
        assert least <= scored(scorer, transcript, part.start, part.end, [here]) <= greatest


def test_no_hit_no_whisker_no_hinge(scorer: Scorer) -> None:
    transcript = Transcript.from_cues([Cue("The table stands by the window and we walk around it. " * 20)])
    result = fragile(scorer, transcript)
    assert set(result.least) == set(result.greatest) == {0}
    assert set(result.hinges) == {""}
    assert (result.leaning, result.cuts, result.holding) == ("mixed", 10, 10)


def test_a_slice_of_one_strong_term_hinges_on_it(small_framework: Framework) -> None:
    transcript = Transcript.from_cues([Cue("There is danger in the old house on the hill.")])
    result = fragile(Scorer(small_framework), transcript)
    assert result.hinges == ("danger*",)
    assert (list(result.least), list(result.greatest)) == ([-67], [0])
    assert (result.cuts, result.holding) == (0, 0)


def test_a_slice_of_one_weak_term_hinges_on_nothing(small_framework: Framework) -> None:
    transcript = Transcript.from_cues([Cue("We hope. " + "The table stands by the window. " * 25)])
    result = fragile(Scorer(small_framework), transcript)
    assert result.hinges == ("",)
    assert list(result.greatest) == [6]


def test_nothing_at_all_is_not_fragile(scorer: Scorer) -> None:
    assert fragile(scorer, Transcript()).hinges == ()


def test_the_work_tells_how_far_it_is_and_can_be_left(scorer: Scorer) -> None:
    transcript = Transcript.from_cues([Cue("There is danger. We hope for a cure. " * 2000)])
    steps = fragility_of(scorer, transcript, cut(transcript, RULES))
    told = [next(steps) for _ in range(12)]
    assert told == sorted(told)
    assert all(0 < done < whole for done, whole in told)
    steps.close()
