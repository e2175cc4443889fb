"""Figures of one speaker: only their words, in the same slices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.framework import Framework
from reader.domain.profiling import Profiler
from reader.domain.record import replaced
from reader.domain.slicing import SlicingRules, cut
from reader.domain.speaking import LEAST_WORDS, profile_of_speaker, shares, speaks_in, spoken_by
from reader.domain.statistics import figures
from reader.domain.striking import ITEM, Strike, strike_at
from reader.domain.transcript import Cue, Transcript
from reader.domain.words import Words
from tests.domain.test_scoring import VOCABULARY

RULES = SlicingRules(400, 350, 420)
SPOKEN = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=40).map(" ".join)
NAMES = ("Ada", "Ben", None)
SAID = st.builds("".join, st.tuples(SPOKEN, st.sampled_from([".", "?", ""])))
CUES = st.lists(st.builds(Cue, SAID, speaker=st.sampled_from(NAMES)), min_size=1, max_size=25)
TRANSCRIPTS = CUES.map(Transcript.from_cues)


@pytest.fixture(scope="module")
def profiler(small_framework: Framework) -> Profiler:
    return Profiler(replaced(small_framework, slicing=RULES))


@given(TRANSCRIPTS)
def test_shares_add_up(transcript: Transcript) -> None:
    found = shares(transcript)
    if not transcript.speakers:
        assert found == ()
        return
    assert sum(one.words for one in found) == sum(len(Words(cue.text)) for cue in transcript.cues)
    assert sum(one.share for one in found) == pytest.approx(1)
    named = [one for one in found if one.name]
    assert {one.name for one in named} == set(transcript.speakers)
    assert [one.words for one in named] == sorted((one.words for one in named), reverse=True)
    for one in named:
        assert one.words == sum(len(Words(cue.text)) for cue in transcript.cues if cue.speaker == one.name)


@given(TRANSCRIPTS, st.sampled_from(["Ada", "Ben", "Nobody"]))
def test_what_others_say_is_blanked_out_in_its_place(transcript: Transcript, name: str) -> None:
    spoken = spoken_by(transcript, name).text
    assert len(spoken) == len(transcript.text)
    for cue, start in zip(transcript.cues, transcript.cue_starts, strict=True):
        said = spoken[start : start + len(cue.text)]
        assert said == cue.text if cue.speaker == name else not said.strip(" .")


@given(TRANSCRIPTS, st.sampled_from(["Ada", "Ben"]))
def test_a_profile_counts_only_the_words_of_the_speaker(profiler: Profiler, transcript: Transcript, name: str) -> None:
    slices = cut(transcript, RULES)
    whole = profiler.profile(transcript, slices)
    own = profile_of_speaker(profiler, transcript, slices, name, whole)
    spoken = spoken_by(transcript, name).text
    enough = speaks_in(transcript, slices, name)
    counted = []
    for part, counts, score, hits in zip(slices, enough, own.scores, own.hit_counts, strict=True):
        text = spoken[part.start : part.end]
        assert counts == (len(text.replace(".", " ").split()) >= LEAST_WORDS)
        expected = profiler.scorer.score(text)
        assert (score, hits) == ((expected.score, len(expected.hits)) if counts else (0, 0))
        counted += [score] if counts else []
    assert own.figures == figures(counted, profiler.framework)
    assert own.evidence_mode == whole.evidence_mode


@given(st.lists(st.tuples(SPOKEN, st.sampled_from([".", "?", ""])), min_size=1, max_size=25))
def test_one_speaker_alone_is_the_whole(profiler: Profiler, said: list[tuple[str, str]]) -> None:
    transcript = Transcript.from_cues(Cue(text + end, speaker="Ada") for text, end in said)
    slices = cut(transcript, RULES)
    whole = profiler.profile(transcript, slices)
    own = profile_of_speaker(profiler, transcript, slices, "Ada", whole)
    assert spoken_by(transcript, "Ada").text == transcript.text
    if all(speaks_in(transcript, slices, "Ada")):
        assert replaced(own, reasons=()) == replaced(whole, reasons=())


def test_no_context_reaches_across_another_voice(profiler: Profiler) -> None:
    filler = "we walk around the table by the window and then we walk back to the table again and again now "
    apart = Transcript.from_cues([
        Cue(filler + "it is not", speaker="Ada"), Cue("what", speaker="Ben"), Cue("dangerous", speaker="Ada"),
    ])  # fmt: skip
    together = Transcript.from_cues([Cue(filler + "it is not", speaker="Ada"), Cue("dangerous", speaker="Ada")])
    scores = {}
    for key, transcript in (("apart", apart), ("together", together)):
        slices = cut(transcript)
        whole = profiler.profile(transcript, slices)
        scores[key] = profile_of_speaker(profiler, transcript, slices, "Ada", whole).scores[0]
    assert scores["apart"] < 0 < scores["together"]


def test_no_phrase_reaches_across_another_voice(profiler: Profiler) -> None:
    filler = "we walk around the table by the window and then we walk back to the table again and again now "
    transcript = Transcript.from_cues([
        Cue(filler + "the job", speaker="Ada"), Cue("um", speaker="Ben"), Cue("loss", speaker="Ada"),
    ])  # fmt: skip
    slices = cut(transcript)
    own = profile_of_speaker(profiler, transcript, slices, "Ada", profiler.profile(transcript, slices))
    assert list(own.hit_counts) == [0]


def test_strikes_hold_for_a_speaker_too(profiler: Profiler) -> None:
    filler = "we walk around the table by the window and then we walk back to the table again and again now "
    transcript = Transcript.from_cues([
        Cue(filler + "there is danger here", speaker="Ada"), Cue("and danger there", speaker="Ben"),
    ])  # fmt: skip
    slices = cut(transcript)
    whole = profiler.profile(transcript, slices)
    first, second = (hit for hit in profiler.scorer.score(transcript.text).hits)

    def hits(*strikes: Strike) -> list[int]:
        return list(profile_of_speaker(profiler, transcript, slices, "Ada", whole, strikes).hit_counts)

    assert hits() == [1]
    assert hits(strike_at(transcript, first.start, first.end, first.term)) == [0]
    assert hits(strike_at(transcript, second.start, second.end, second.term)) == [1]
    assert hits(Strike(ITEM, "danger*")) == [0]


def test_the_reasons_say_what_was_scored(profiler: Profiler) -> None:
    long = "there is danger and we walk around the table by the window and walk back to the table again and again. "
    transcript = Transcript.from_cues(
        [Cue(long * 4, speaker="Ada"), Cue(long * 4, speaker="Ben"), Cue("Yes.", speaker="Cy")]
    )
    slices = cut(transcript, RULES)
    whole = profiler.profile(transcript, slices)
    own = profile_of_speaker(profiler, transcript, slices, "Ada", whole)
    told = [reason for reason in own.reasons if "Ada" in reason]
    assert len(told) == 1
    counted = sum(speaks_in(transcript, slices, "Ada"))
    assert f"Ada scored in {counted} of {len(slices)} sequential slices (median slice" in told[0]
    assert not any("Full transcript" in reason for reason in own.reasons)
    silent = profile_of_speaker(profiler, transcript, slices, "Cy", whole)
    assert silent.reasons == ("Cy says fewer than 20 words in every slice: too little to be scored.",)
    assert (silent.figures.slices, silent.basis) == (0, "Transcript-informed")
    assert set(silent.scores) == {0}
    assert len(silent.scores) == len(slices)
