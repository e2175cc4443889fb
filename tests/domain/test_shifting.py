"""Moved cuts: where they may fall, and how far from the old ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.domain.shifting import Shifter
from reader.domain.slicing import SlicingRules, cut, sentence_ends
from reader.domain.transcript import Cue, Transcript

RULES = SlicingRules(100, 90, 105)
WORDS = st.lists(st.sampled_from(["harm", "hope", "walk", "table", "a", "window"]), min_size=1, max_size=30)
CUES = st.lists(st.tuples(WORDS.map(" ".join), st.sampled_from([".", "?", "", "", '."'])), min_size=1, max_size=40)
TRANSCRIPTS = CUES.map(lambda cues: Transcript.from_cues(Cue(text + end) for text, end in cues))


def shifter_of(transcript: Transcript) -> Shifter:
    return Shifter(transcript, [part.end for part in cut(transcript, RULES)], RULES)


@given(TRANSCRIPTS)
def test_moved_cuts_part_the_whole_text_between_words(transcript: Transcript) -> None:
    shifter = shifter_of(transcript)
    for distance in shifter.distances:
        cuts = shifter.moved(distance)
        assert cuts == sorted(set(cuts))
        assert cuts[0] > 0
        assert cuts[-1] == len(transcript.text)
        for place in cuts[:-1]:
            assert transcript.text[place - 1].isspace()
            assert not transcript.text[place].isspace()


@given(TRANSCRIPTS)
def test_each_moved_cut_is_near_to_where_it_was_moved(transcript: Transcript) -> None:
    """Within the window for sentence ends where one is there, else in the word or at the cue end just before."""
    shifter = shifter_of(transcript)
    old = [part.end for part in cut(transcript, RULES)][:-1]
    window = (RULES.greatest - RULES.least) // 2
    longest = max(map(len, transcript.text.split())) + 1
    for distance in shifter.distances:
        for place in shifter.moved(distance)[:-1]:
            moved_to = [min(max(was + distance, 0), len(transcript.text)) for was in old]
            assert min(abs(place - there) for there in moved_to) <= max(window, longest) + 1


def test_the_steps_are_tenths_of_a_slice_up_to_half_of_one() -> None:
    shifter = shifter_of(Transcript.from_cues([Cue("word " * 100)]))
    assert sorted(shifter.distances) == [-50, -40, -30, -20, -10, 10, 20, 30, 40, 50]


def test_a_moved_cut_goes_to_the_nearest_sentence_end() -> None:
    text = "This is a plain sentence. " * 20
    transcript = Transcript.from_cues([Cue(text.strip())])
    ends = sentence_ends(transcript.text)
    cuts = Shifter(transcript, [104, 208, len(transcript.text)], RULES).moved(20)
    assert cuts == [130, 234, len(transcript.text)]
    assert all(place - 1 in ends for place in cuts[:-1])


def test_one_slice_has_no_cut_to_move() -> None:
    transcript = Transcript.from_cues([Cue("One short sentence.")])
    shifter = shifter_of(transcript)
    assert {tuple(shifter.moved(distance)) for distance in shifter.distances} == {(len(transcript.text),)}
    assert Shifter(Transcript(), [], RULES).moved(10) == []
