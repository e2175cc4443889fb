"""Transcripts and their positions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.domain.transcript import Cue, Transcript

TEXTS = st.lists(st.text(min_size=1, max_size=20).filter(str.strip), max_size=30)


@given(TEXTS)
def test_each_position_belongs_to_the_cue_that_holds_it(texts: list[str]) -> None:
    transcript = Transcript.from_cues(Cue(text) for text in texts)
    assert transcript.text == " ".join(texts)
    for index, (start, cue) in enumerate(zip(transcript.cue_starts, transcript.cues, strict=True)):
        assert transcript.text[start : start + len(cue.text)] == cue.text
        assert transcript.cue_at(start) == index
        assert transcript.cue_at(start + len(cue.text)) == index


def test_cues_without_text_are_left_out() -> None:
    assert [cue.text for cue in Transcript.from_cues([Cue(" "), Cue("Yes."), Cue("")]).cues] == ["Yes."]


def test_speakers_and_duration_come_from_the_cues() -> None:
    transcript = Transcript.from_cues(
        [Cue("a", 0, 900, "Ben"), Cue("b", 900, None, "Ada"), Cue("c", None, None), Cue("d", 2_000, 2_500, "Ben")]
    )
    assert transcript.speakers == ("Ben", "Ada")
    assert transcript.duration_ms == 2_500
    assert transcript.has_times


def test_a_transcript_without_times_has_no_duration() -> None:
    transcript = Transcript.from_cues([Cue("a")])
    assert transcript.duration_ms is None
    assert not transcript.has_times


def test_a_restored_transcript_asks_no_cue_for_what_is_known() -> None:
    class Guarded(tuple[Cue, ...]):
        def __iter__(self) -> object:  # type: ignore[override]
            raise AssertionError("walked over all cues")

    transcript = Transcript.restored(Guarded([Cue("ab"), Cue("c")]), "ab c", [0, 3], ("Ada",), 10)
    assert (transcript.text, transcript.speakers, transcript.duration_ms, transcript.cue_at(3)) == (
        "ab c",
        ("Ada",),
        10,
        1,
    )
    assert transcript.cues[1].text == "c"
