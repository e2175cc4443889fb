"""The cutting rule, on made-up texts with hypothesis and on the seed page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.slicing import SlicingRules, cut, cut_positions, sentence_ends
from reader.domain.transcript import Cue, Transcript, Word

WORDS = st.text(st.sampled_from("abcdefgé日"), min_size=1, max_size=12)
SENTENCES = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
ENDINGS = st.sampled_from([". ", "? ", "! ", " ", ", ", '." ', "… "])
TEXTS = st.lists(st.tuples(SENTENCES, ENDINGS), max_size=40).map(lambda pairs: "".join(s + e for s, e in pairs).strip())


def transcript_of(texts: list[str]) -> Transcript:
    return Transcript.from_cues(Cue(text) for text in texts)


@given(st.lists(TEXTS.filter(bool), max_size=12))
def test_slices_joined_again_are_the_transcript(texts: list[str]) -> None:
    transcript = transcript_of(texts)
    slices = cut(transcript)
    assert "".join(transcript.text[s.start : s.end] for s in slices) == transcript.text
    assert [s.number for s in slices] == list(range(1, len(slices) + 1))


@given(st.lists(TEXTS.filter(bool), max_size=12))
def test_no_slice_starts_or_ends_inside_a_word(texts: list[str]) -> None:
    transcript = transcript_of(texts)
    text = transcript.text
    for part in cut(transcript)[1:]:
        assert not text[part.start].isspace()
        assert text[part.start - 1].isspace()


@given(st.lists(TEXTS.filter(bool), max_size=12))
def test_every_slice_ends_where_the_rule_says(texts: list[str]) -> None:
    """Each end is checked against the rule's three cases, worked out without the program's own search."""
    transcript = transcript_of(texts)
    text = transcript.text
    ends = set(sentence_ends(text))
    cue_ends = {start + len(cue.text) for start, cue in zip(transcript.cue_starts, transcript.cues, strict=True)}
    for part in cut(transcript)[:-1]:
        said = len(text[part.start : part.end].rstrip())
        in_window = [e - part.start for e in ends if 900 <= e - part.start <= 1050]
        before_target = [e - part.start for e in cue_ends if 0 < e - part.start <= 1000]
        if in_window:
            assert said == max(in_window)
        elif before_target:
            assert said == max(before_target)
        else:
            assert said <= 1000
            following = re.match(r"\S+", text[part.end :])
            assert following is not None
            assert part.end - part.start + len(following.group()) > 1000


def test_a_word_longer_than_a_slice_stays_whole() -> None:
    text = "x" * 2500 + " end"
    assert [text[:p] for p in cut_positions(text, [len(text)])] == ["x" * 2500 + " ", text]


def test_a_slice_ends_at_a_cue_where_no_sentence_ends() -> None:
    cues = ["word " * 59 + "word"] * 8
    slices = cut(transcript_of(cues))
    assert [s.first_cue for s in slices] == [0, 3, 6]


def test_an_abbreviation_or_an_initial_ends_no_sentence() -> None:
    text = "Dr. Ruiz met J. P. Ortega, i.e. the author. They spoke."
    assert [text[:end] for end in sentence_ends(text)] == [text[: text.index(" They")], text]


def test_closing_quotes_belong_to_the_sentence() -> None:
    text = '"We did it." She laughed (really!). Good.'
    assert [text[:end][-3:] for end in sentence_ends(text)] == ['t."', "!).", "od."]


def test_cjk_sentences_end_without_a_space() -> None:
    assert len(sentence_ends("今日は。明日も。")) == 2


def test_other_lengths_can_be_asked_for() -> None:
    text = "One two. " * 100
    cuts = cut_positions(text.strip(), [len(text.strip())], SlicingRules(100, 80, 110))
    assert cuts[0] == 108


def test_the_time_of_a_slice_is_that_of_its_first_word() -> None:
    words = tuple(Word(f"w{i:04}.", i * 100, i * 100 + 90) for i in range(400))
    transcript = Transcript.from_cues([Cue(" ".join(w.text for w in words), 0, 40_000, words=words)])
    for part in cut(transcript):
        first = transcript.text[part.start : part.start + 5]
        assert part.start_ms == int(first[1:]) * 100


def test_a_slice_without_a_time_takes_the_nearest_before_it() -> None:
    transcript = Transcript.from_cues([Cue("a. " * 330, 5_000), Cue("b. " * 330), Cue("c. " * 330)])
    assert {s.start_ms for s in cut(transcript)} == {5_000}


def test_an_empty_transcript_has_no_slices() -> None:
    assert cut(Transcript()) == ()


@pytest.mark.parametrize("width", [1, 7])
def test_the_seed_page_has_124_slices(shared: Path, width: int) -> None:
    """As one paragraph, and cut up into captions of some words each (sentence ends rule, so the cut is the same)."""
    text = (shared / "seed" / "page.txt").read_text(encoding="utf-8").split("\n")[62]
    if width == 1:
        transcript = transcript_of([text])
    else:
        words = text.split(" ")
        transcript = transcript_of([" ".join(words[i : i + width]) for i in range(0, len(words), width)])
    assert len(cut(transcript)) == 124
