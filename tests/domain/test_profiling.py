"""The headline, drawn from the figures."""

from __future__ import annotations

import pytest

from reader.domain.framework import Framework
from reader.domain.headline import leaning
from reader.domain.profile import Figures, Profile
from reader.domain.profiling import Profiler
from reader.domain.slicing import cut
from reader.domain.transcript import Cue, Transcript

NEUTRAL = "The table stands by the window and we walk around it. "


def profile_of(framework: Framework, *texts: str, speakers: tuple[str, ...] = ()) -> Profile:
    cues = [Cue(text, speaker=speakers[i % len(speakers)] if speakers else None) for i, text in enumerate(texts)]
    transcript = Transcript.from_cues(cues)
    return Profiler(framework).profile(transcript, cut(transcript))


def stats(median: float, risk: int, opportunity: int) -> Figures:
    shares = {"risk-forward": risk, "mixed": 100 - risk - opportunity, "opportunity-forward": opportunity}
    return Figures(50, median, median, -50, 50, -20, 20, shares)


@pytest.mark.parametrize(
    ("median", "risk", "opportunity", "expected"),
    [
        (0, 10, 10, "mixed"),
        (-20, 60, 0, "risk-forward"),
        (14, 0, 55, "opportunity-forward"),
        (0, 45, 5, "risk-forward"),
        (0, 45, 30, "mixed"),
        (3, 4, 40, "opportunity-forward"),
        (0, 39, 0, "mixed"),
    ],
)
def test_leaning(small_framework: Framework, median: float, risk: int, opportunity: int, expected: str) -> None:
    assert leaning(stats(median, risk, opportunity), small_framework) == expected


def test_reasons_name_what_is_emphasized_and_where_the_peaks_are(small_framework: Framework) -> None:
    calm = [NEUTRAL * 18] * 9
    profile = profile_of(small_framework, *calm, "This is dangerous and there is harm. " * 26)
    assert profile.reasons[0] == "Emphasizes safety"
    assert any("sequential slices (median slice 0)" in reason for reason in profile.reasons)
    assert profile.reasons[-1] == (
        "Includes stretches much more risk-forward than the typical slice — see trail peaks."
    )
    assert not any("opportunity-forward" in reason for reason in profile.reasons)


def test_an_item_without_transcript_has_metadata_only(small_framework: Framework) -> None:
    profile = profile_of(small_framework)
    assert (profile.basis, profile.figures.slices, profile.lens, profile.confidence) == (
        "Metadata only",
        0,
        "",
        "low",
    )


def test_the_lens_with_the_most_words_wins(small_framework: Framework) -> None:
    assert profile_of(small_framework, "The doctor has a job, and doctors like it.").lens == "Health"


@pytest.mark.parametrize(
    ("speakers", "text", "mode"),
    [
        (("Ada", "Ben"), "Well, I think so.", "interview"),
        (("Ada", "Ben", "Cleo", "Dan"), "Well, I think so.", "panel"),
        (("Ada",), "I think you should see this.", "talk"),
        ((), "What do you think? I like it.", "interview"),
        ((), "The table stood by the window, and the door was shut.", "reading"),
    ],
)
def test_evidence_mode(small_framework: Framework, speakers: tuple[str, ...], text: str, mode: str) -> None:
    assert profile_of(small_framework, *[text] * 24, speakers=speakers).evidence_mode == mode


def test_every_slice_has_its_score_and_hit_count(small_framework: Framework) -> None:
    profile = profile_of(small_framework, NEUTRAL * 36, "Harm! " * 160)
    assert profile.figures.slices == len(profile.scores) == len(profile.hit_counts) > 1
    assert profile.scores[0] == 0
    assert profile.hit_counts[0] == 0
    assert profile.scores[-1] < -90
    assert profile.hit_counts[-1] > 10
