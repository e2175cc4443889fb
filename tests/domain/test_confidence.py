"""What the confidence rests on: the weakest part decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.confidence import LEVELS, caption_quality, confidence, parts
from reader.domain.transcript import Cue, Transcript, Word

CAPTIONS = st.sampled_from(["edited", "good", "fair", "poor", "unknown"])
SLICES, SHARE, WIDTH = st.integers(0, 400), st.floats(0, 1), st.floats(0, 200)


@pytest.mark.parametrize(
    ("slices", "evidence", "width", "captions", "expected"),
    [
        (124, 0.73, 5, "fair", "high"),
        (29, 1.0, 5, "edited", "medium"),
        (124, 0.32, 5, "edited", "medium"),
        (124, 0.73, 15.5, "edited", "medium"),
        (124, 0.73, 5, "poor", "medium"),
        (5, 1.0, 5, "edited", "low"),
        (124, 0.04, 5, "edited", "low"),
        (124, 0.73, 31, "edited", "low"),
        (124, 0.73, 5, "unknown", "high"),
        (0, 0.0, 0, "unknown", "low"),
    ],
)
def test_confidence(slices: int, evidence: float, width: float, captions: str, expected: str) -> None:
    assert confidence(slices, evidence, width, captions) == expected


@given(SLICES, SHARE, WIDTH, CAPTIONS)
def test_the_weakest_part_decides(slices: int, share: float, width: float, captions: str) -> None:
    allowed = parts(slices, share, width, captions)
    assert set(allowed) == {"slices", "evidence", "interval", "captions"}
    level = confidence(slices, share, width, captions)
    assert LEVELS.index(level) == min(map(LEVELS.index, allowed.values()))


@given(SLICES, SHARE, WIDTH, CAPTIONS, SLICES, SHARE, st.floats(0, 1))
def test_more_to_go_on_never_makes_it_less(
    slices: int, share: float, width: float, captions: str, more: int, fuller: float, narrower: float
) -> None:
    better = confidence(slices + more, max(share, fuller), width * narrower, captions)
    assert LEVELS.index(better) >= LEVELS.index(confidence(slices, share, width, captions))


def recognised(*confidences: float | None) -> Transcript:
    words = tuple(Word(f"w{at}", confidence=value) for at, value in enumerate(confidences))
    return Transcript.from_cues([Cue(" ".join(word.text for word in words), words=words)])


@pytest.mark.parametrize(
    ("doubtful", "quality"), [(0, "good"), (5, "good"), (6, "fair"), (15, "fair"), (16, "poor"), (100, "poor")]
)
def test_doubtful_words_tell_the_quality(doubtful: int, quality: str) -> None:
    transcript = recognised(*[0.49] * doubtful, *[0.5] * (100 - doubtful))
    assert caption_quality(transcript, "recognised") == quality
    assert caption_quality(transcript, "automatic") == quality


@pytest.mark.parametrize(
    ("kind", "quality"),
    [("edited", "edited"), ("captions", "good"), ("automatic", "fair"), ("recognised", "fair"), ("text", "unknown"),
     ("", "unknown"), ("of a later version", "unknown")],
)  # fmt: skip
def test_without_confidence_the_kind_tells(kind: str, quality: str) -> None:
    assert caption_quality(Transcript.from_cues([Cue("One word.")]), kind) == quality
    assert caption_quality(recognised(None, None), kind) == quality


def test_words_without_confidence_are_not_doubtful() -> None:
    assert caption_quality(recognised(0.9, None, None, None), "recognised") == "good"


def test_edited_words_are_not_asked_for_their_confidence() -> None:
    assert caption_quality(recognised(0.1, 0.1), "edited") == "edited"
