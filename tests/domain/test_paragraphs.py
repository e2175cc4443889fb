from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.paragraphs import Paragraph, paragraphs_of, plain_text, plain_text_by_slice, slice_index_at
from reader.domain.slicing import Slice, SlicingRules, cut, slices_from_cuts
from reader.domain.transcript import Cue, Transcript


def whole(transcript: Transcript) -> Slice:
    return slices_from_cuts(transcript, [len(transcript.text)])[0]


def texts(transcript: Transcript, paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [transcript.text[paragraph.start : paragraph.end] for paragraph in paragraphs]


@pytest.fixture
def talk() -> Transcript:
    return Transcript.from_cues(
        [
            Cue("Welcome to the show.", speaker="Ada", new_paragraph=True, chapter="Beginnings"),
            Cue("Nice to be here.", speaker="Ben", new_paragraph=True),
            Cue("It is a fine day.", speaker="Ben"),
            Cue("A second thought.", speaker="Ben", new_paragraph=True),
            Cue("Somebody laughs."),
            Cue("Shall we?", speaker="Ada", chapter="Work"),
        ]
    )


def test_paragraphs_break_at_marks_speakers_and_chapters(talk: Transcript) -> None:
    paragraphs = paragraphs_of(talk, whole(talk))
    assert texts(talk, paragraphs) == [
        "Welcome to the show.",
        "Nice to be here. It is a fine day.",
        "A second thought.",
        "Somebody laughs.",
        "Shall we?",
    ]
    assert [paragraph.speaker for paragraph in paragraphs] == ["Ada", "Ben", "Ben", "", "Ada"]
    assert [paragraph.named for paragraph in paragraphs] == [True, True, False, False, True]
    assert [paragraph.chapter for paragraph in paragraphs] == ["Beginnings", "", "", "", "Work"]


def test_captions_run_on_within_the_slice() -> None:
    transcript = Transcript.from_cues([Cue("so the model"), Cue("is being trained"), Cue("to answer.")])
    paragraphs = paragraphs_of(transcript, whole(transcript))
    assert texts(transcript, paragraphs) == ["so the model is being trained to answer."]
    assert not paragraphs[0].named


def test_a_slice_that_begins_inside_a_cue_goes_on_and_names_the_speaker_again(talk: Transcript) -> None:
    inside = talk.text.index("It is") + len("It is ")
    first, second = slices_from_cuts(talk, [inside, len(talk.text)])
    paragraphs = paragraphs_of(talk, second)
    assert texts(talk, paragraphs)[0] == "a fine day."
    assert paragraphs[0] == Paragraph(inside, inside + len("a fine day."), "Ben", True, "", True)
    assert texts(talk, paragraphs_of(talk, first))[-1] == "Nice to be here. It is"


def test_a_slice_that_begins_with_a_paragraph_is_not_continued(talk: Transcript) -> None:
    start = talk.text.index("A second")
    _first, second = slices_from_cuts(talk, [start, len(talk.text)])
    opening = paragraphs_of(talk, second)[0]
    assert not opening.continued
    assert opening.named


def test_a_slice_between_cues_of_one_paragraph_is_continued(talk: Transcript) -> None:
    start = talk.text.index("It is")
    _first, second = slices_from_cuts(talk, [start, len(talk.text)])
    assert paragraphs_of(talk, second)[0].continued


def test_a_chapter_stands_only_before_the_start_of_its_cue() -> None:
    transcript = Transcript.from_cues([Cue("One two three four.", chapter="Numbers")])
    _first, second = slices_from_cuts(transcript, [8, len(transcript.text)])
    assert paragraphs_of(transcript, second)[0].chapter == ""


def test_plain_text_names_speakers_where_they_change(talk: Transcript) -> None:
    assert plain_text(talk, (whole(talk),), 0, len(talk.text)) == (
        "Beginnings\n"
        "Ada: Welcome to the show.\n"
        "Ben: Nice to be here. It is a fine day.\n"
        "A second thought.\n"
        "Somebody laughs.\n"
        "Work\n"
        "Ada: Shall we?"
    )


def test_a_passage_inside_one_paragraph_is_that_text_alone(talk: Transcript) -> None:
    start = talk.text.index("Nice")
    assert plain_text(talk, (whole(talk),), start, start + 4) == "Nice"
    assert plain_text(talk, (whole(talk),), start + 5, start + 7) == "to"


def test_a_passage_from_the_middle_names_the_next_speaker(talk: Transcript) -> None:
    start, end = talk.text.index("show"), talk.text.index("be here")
    assert plain_text(talk, (whole(talk),), start, end) == "show.\nBen: Nice to "


def test_slices_leave_no_trace_in_plain_text(talk: Transcript) -> None:
    cuts = [talk.text.index("fine"), talk.text.index("second"), len(talk.text)]
    slices = slices_from_cuts(talk, cuts)
    assert plain_text(talk, slices, 0, len(talk.text)) == plain_text(talk, (whole(talk),), 0, len(talk.text))


def test_text_by_slice_has_a_heading_for_each(talk: Transcript) -> None:
    start = talk.text.index("A second")
    slices = slices_from_cuts(talk, [start, len(talk.text)])
    text = plain_text_by_slice(talk, slices, start - 10, start + 8, lambda piece: f"Slice {piece.number}")
    assert text == "Slice 1\nfine day.\n\nSlice 2\nA second"


def test_an_empty_passage_is_empty(talk: Transcript) -> None:
    assert plain_text(talk, (whole(talk),), 5, 5) == ""


def test_positions_outside_belong_to_the_first_and_last_slice(talk: Transcript) -> None:
    slices = slices_from_cuts(talk, [10, 30, len(talk.text)])
    assert [slice_index_at(slices, position) for position in (-1, 0, 9, 10, 30, 10_000)] == [0, 0, 0, 1, 2, 2]


cue_lists = st.lists(
    st.builds(
        Cue,
        text=st.text("ab .é中😀", min_size=1, max_size=60).filter(lambda text: bool(text.strip())),
        speaker=st.sampled_from([None, "Ada", "Ben"]),
        new_paragraph=st.booleans(),
        chapter=st.sampled_from([None, None, "Part"]),
    ),
    min_size=1,
    max_size=40,
)


@given(cue_lists)
def test_paragraphs_hold_all_text_but_white_space_once_and_in_order(cues: list[Cue]) -> None:
    transcript = Transcript.from_cues(cues)
    slices = cut(transcript, SlicingRules(60, 50, 65))
    position = 0
    for piece in slices:
        for paragraph in paragraphs_of(transcript, piece):
            assert transcript.text[position : paragraph.start].strip() == ""
            text = transcript.text[paragraph.start : paragraph.end]
            assert text
            assert text == text.strip()
            assert piece.start <= paragraph.start < paragraph.end <= piece.end
            position = paragraph.end
    assert transcript.text[position:].strip() == ""


@given(cue_lists)
def test_plain_text_does_not_depend_on_the_slices(cues: list[Cue]) -> None:
    transcript = Transcript.from_cues(cues)
    whole_text = plain_text(transcript, (whole(transcript),), 0, len(transcript.text))
    sliced = plain_text(transcript, cut(transcript, SlicingRules(60, 50, 65)), 0, len(transcript.text))
    assert sliced.split() == whole_text.split()
