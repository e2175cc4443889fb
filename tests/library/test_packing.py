"""Packed columns give back what was packed, to the last character and millisecond."""

from __future__ import annotations

import pickle
from array import array
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.slicing import cut
from reader.domain.transcript import Cue, Transcript, Word
from reader.errors import DamagedLibraryError
from reader.library.packing import (
    PackedTranscript,
    pack_counts,
    pack_slices,
    pack_transcript,
    unpack_counts,
    unpack_slices,
    unpack_transcript,
)
from tests.library.making import transcript

any_text = st.text(st.characters(exclude_categories=()), max_size=30)
times = st.none() | st.integers(-(2**63), 2**63 - 1) | st.integers(0, 10**7)
words = st.builds(Word, any_text, times, times, st.none() | st.floats(0, 1))
cues = st.builds(
    Cue,
    text=any_text.filter(str.strip),
    start_ms=times,
    end_ms=times,
    speaker=st.none() | any_text,
    words=st.lists(words, max_size=4).map(tuple),
    new_paragraph=st.booleans(),
    chapter=st.none() | any_text,
)
transcripts = st.lists(cues, max_size=12).map(Transcript.from_cues)


@given(transcripts)
def test_a_transcript_comes_back_as_it_was(given_transcript: Transcript) -> None:
    stored = unpack_transcript(pack_transcript(given_transcript))
    assert stored.cues == given_transcript.cues
    assert tuple(stored.cues) == given_transcript.cues
    assert stored.text == given_transcript.text
    assert list(stored.cue_starts) == list(given_transcript.cue_starts)
    assert stored.speakers == given_transcript.speakers
    assert stored.duration_ms == given_transcript.duration_ms


@given(transcripts)
def test_slices_come_back_as_they_were(given_transcript: Transcript) -> None:
    slices = cut(given_transcript)
    assert unpack_slices(pack_slices(slices)) == slices


@given(st.lists(st.integers(0, 2**31 - 1)))
def test_counts_come_back_as_they_were(counts: list[int]) -> None:
    given = array("i", counts)
    assert unpack_counts(pack_counts(given)) == given


def test_times_beyond_64_bits_are_kept() -> None:
    nonsense = Transcript.from_cues([Cue("a", 10**30, None), Cue("b", 5, 10**31)])
    assert unpack_transcript(pack_transcript(nonsense)).cues == nonsense.cues


def test_long_texts_come_back_too() -> None:
    long = Transcript.from_cues([Cue("wörter 😀 " * 20_000 + "x"), Cue("und mehr " * 100_000 + "x")])
    stored = unpack_transcript(pack_transcript(long))
    assert stored.text == long.text
    assert stored.cues[1].text == long.cues[1].text


def test_a_stored_cue_behaves_like_a_plain_one() -> None:
    original = transcript(5, words=True)
    cue = unpack_transcript(pack_transcript(original)).cues[3]
    assert cue == original.cues[3]
    assert original.cues[3] == cue
    assert hash(cue) == hash(original.cues[3])
    assert replace(cue, text="other").words == original.cues[3].words
    assert pickle.loads(pickle.dumps(cue)) == original.cues[3]
    with pytest.raises(AttributeError):
        cue.text = "changed"  # type: ignore[misc]


def test_stored_cues_are_a_sequence() -> None:
    original = transcript(9)
    stored = unpack_transcript(pack_transcript(original)).cues
    assert len(stored) == 9
    assert stored[-1] == original.cues[-1]
    assert tuple(stored[2:8:3]) == original.cues[2:8:3]
    assert original.cues[4] in stored
    with pytest.raises(IndexError):
        stored[9]
    with pytest.raises(IndexError):
        stored[-10]


def test_words_are_unpacked_only_when_asked_for() -> None:
    packed = pack_transcript(transcript(5, words=True))
    stored = unpack_transcript(replace(packed, words=b"damaged"))
    assert [cue.text for cue in stored.cues] == [cue.text for cue in transcript(5).cues]
    with pytest.raises(DamagedLibraryError):
        _ = stored.cues[2].words


@pytest.mark.parametrize("part", ["text", "cues", "words"])
def test_a_flipped_byte_never_gives_other_content(part: str) -> None:
    original = transcript(60, words=True)
    packed = pack_transcript(original)
    whole: bytes = getattr(packed, part)
    noticed = 0
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        flipped = whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :]
        damaged: PackedTranscript = replace(packed, **{part: flipped})  # type: ignore[arg-type]
        try:
            assert unpack_transcript(damaged).cues == original.cues
        except DamagedLibraryError:
            noticed += 1
    assert noticed > 30


def test_a_text_cut_short_is_noticed() -> None:
    packed = pack_transcript(Transcript.from_cues([Cue("x" * 2_000_000)]))
    for length in (0, 3, 1_000_000):
        with pytest.raises(DamagedLibraryError):
            unpack_transcript(replace(packed, text=packed.text[:length]))
