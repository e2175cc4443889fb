"""The headline, drawn from the figures."""

from __future__ import annotations

from reader.domain.framework import Framework
from reader.domain.profile import Profile
from reader.domain.profiling import Profiler
from reader.domain.slicing import cut
from reader.domain.transcript import Cue, Transcript

NEUTRAL = "The table stands by the window and we walk around it. "


def profile_of(framework: Framework, *texts: str, speakers: tuple[str, ...] = ()) -> Profile:
    cues = [Cue(text, speaker=speakers[i % len(speakers)] if speakers else None) for i, text in enumerate(texts)]
    transcript = Transcript.from_cues(cues)
    return Profiler(framework).profile(transcript, cut(transcript))


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


def test_a_given_evidence_mode_stands_over_the_inferred_one(small_framework: Framework) -> None:
    transcript = Transcript.from_cues([Cue("I think you should see this. " * 50, speaker="Ada")])
    profiler, slices = Profiler(small_framework), cut(transcript)
    assert profiler.profile(transcript, slices).evidence_mode == "talk"
    assert profiler.profile(transcript, slices, "panel").evidence_mode == "panel"


def test_the_kind_of_captions_tells_their_quality(small_framework: Framework) -> None:
    transcript = Transcript.from_cues([Cue("I think you should see this. " * 50)])
    profiler, slices = Profiler(small_framework), cut(transcript)
    assert profiler.profile(transcript, slices).caption_quality == "unknown"
    assert profiler.profile(transcript, slices, caption_kind="automatic").caption_quality == "fair"


def test_every_slice_has_its_score_and_hit_count(small_framework: Framework) -> None:
    profile = profile_of(small_framework, NEUTRAL * 36, "Harm! " * 160)
    assert profile.figures.slices == len(profile.scores) == len(profile.hit_counts) > 1
    assert profile.scores[0] == 0
    assert profile.hit_counts[0] == 0
    assert profile.scores[-1] < -90
    assert profile.hit_counts[-1] > 10
