"""A version beside the one in force: laid out in lines, every passage that differs, and what the other one says."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.duplicates import compared, partings
from reader.domain.slicing import cut
from reader.domain.transcript import Cue, Transcript
from reader.domain.version_text import LONGEST, version_text

numbers = st.lists(st.integers(0, 9), max_size=40).map(lambda values: np.array(values, np.uint32))
TALK = " ".join(f"word{random.Random(at).randrange(400)}" for at in range(300))


def spoken(text: str, speaker: str = "Ada", start: int | None = None) -> Transcript:
    return Transcript.from_cues((Cue(text, start, None, speaker, (), True),))


@given(numbers, numbers)
def test_between_the_partings_both_have_the_same_words(one: np.ndarray, other: np.ndarray) -> None:
    at = [0, 0]
    for ours, theirs in (*partings(one, other), ((len(one), len(one)), (len(other), len(other)))):
        assert one[at[0] : ours[0]].tolist() == other[at[1] : theirs[0]].tolist()
        assert ours[0] < ours[1] or theirs[0] < theirs[1] or ours[0] == len(one)
        at = [ours[1], theirs[1]]


@given(numbers, numbers)
def test_the_first_parting_is_the_one_that_a_comparison_tells(one: np.ndarray, other: np.ndarray) -> None:
    alike, found = compared(one, other), partings(one, other)
    if len(one) and len(other) and len(one) != len(other):
        assert (alike.first, alike.second) == found[0]


def test_every_difference_is_found_at_its_place_with_what_the_other_one_has() -> None:
    words = TALK.split()
    words[40:42] = ["heard", "wrong"]
    del words[120]
    words.insert(200, "added")
    own = spoken(" ".join(words))
    shown = version_text(own, cut(own), spoken(TALK))
    told = [(shown.text[one.start : one.end], one.other) for one in shown.differences]
    original = TALK.split()
    assert told == [("heard wrong", " ".join(original[40:42])), ("", original[120]), ("added", "")]
    assert shown.text[: shown.differences[1].start].endswith(original[119]), "a missing word: behind the one before"
    assert shown.shared == 1 - 3 / len(words), "two words heard wrong, and one added"


def test_letters_stops_and_the_cuts_of_captions_are_no_differences() -> None:
    captions = Transcript.from_cues(Cue(part.upper(), at * 1000) for at, part in enumerate(TALK.split()))
    shown = version_text(captions, cut(captions), spoken(f"{TALK}."))
    assert (shown.differences, shown.shared) == ((), 1.0)


def test_captions_that_leave_apostrophes_out_are_no_differences() -> None:
    own = spoken("ill say its rocknroll isnt it and theyre here")
    shown = version_text(own, cut(own), spoken("I'll say it’s rock'n'roll, isn't it? And they're 'here'."))
    assert shown.differences == ()
    back = version_text(spoken("I'll say no"), cut(spoken("I'll say no")), spoken("ill said no"))
    assert [(back.text[one.start : one.end], one.other) for one in back.differences] == [("I'll say no", "ill said no")]


def test_lines_have_times_speakers_and_chapters_and_places_hold() -> None:
    cues = (
        Cue(f"🎙 Well, {TALK[:300]}", 5_000, None, "Ada", (), True, "Opening"),
        Cue("Yes, this is new here.", 70_000, None, "Ben", (), True),
    )
    own = Transcript.from_cues(cues)
    shown = version_text(own, cut(own), spoken(f"Well, {TALK[:300]} Yes."))
    lines = shown.text.split("\n")
    assert lines[0] == "Opening"
    assert lines[1].startswith("0:05  Ada: 🎙 Well")
    assert lines[2] == "Ben: Yes, this is new here."
    assert [shown.text[one.start : one.end] for one in shown.differences] == ["this is new here"]


def test_the_one_in_force_differs_in_nothing_and_an_empty_one_in_everything() -> None:
    own = spoken(TALK)
    assert version_text(own, cut(own), None).differences == ()
    empty = Transcript(())
    assert version_text(empty, (), own).text == ""
    (whole,) = version_text(empty, (), own).differences
    assert (whole.start, whole.end) == (0, 0)
    assert len(whole.other) <= LONGEST + 1
    assert whole.other.endswith("…")
