"""Who speaks how much, and the figures of one speaker alone.

For one speaker the slices stay as they are; what others say in them is blanked out, so that places stay what they were.
A sentence ends where another voice comes in: no phrase and no context reaches across it.

Figures of a speaker are drawn from the slices in which they speak at least ``LEAST_WORDS`` words, about a tenth of a
slice: below that, one word of the lexicon would make a score as extreme as the pole itself.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import compress

from reader.domain.headline import profile_of
from reader.domain.profile import Profile
from reader.domain.profiling import Profiler
from reader.domain.record import record, replaced
from reader.domain.slicing import Slice
from reader.domain.striking import Strike
from reader.domain.transcript import Transcript
from reader.domain.wording import count
from reader.domain.words import Words

LEAST_WORDS = 20
_BREAK = "."
"""Stands where another voice comes in: it ends the sentence."""


@record
class SpeakerShare:
    """How many words a speaker says, and their share of all words (0 to 1). The name is empty for unknown voices."""

    name: str
    words: int
    share: float


def shares(transcript: Transcript) -> tuple[SpeakerShare, ...]:
    """The speakers, the one with the most words first; words of unknown voices last. The shares add up to 1.

    Empty where no speaker is known.
    """
    if not transcript.speakers:
        return ()
    counts = dict.fromkeys(transcript.speakers, 0)
    unknown = 0
    for start, end, name in _runs(transcript):
        said = len(Words(transcript.text[start:end]))
        if name:
            counts[name] += said
        else:
            unknown += said
    total = sum(counts.values()) + unknown
    ranked = sorted(counts.items(), key=lambda pair: -pair[1]) + ([("", unknown)] if unknown else [])
    return tuple(SpeakerShare(name, words, words / total if total else 0.0) for name, words in ranked)


def spoken_by(transcript: Transcript, name: str) -> Transcript:
    """The transcript with all that others say blanked out; places stay what they are.

    Cues stay as they are too: only the text differs. A name that nobody has leaves no word.
    """
    pieces = []
    for start, end, speaker in _runs(transcript):
        said = transcript.text[start:end]
        pieces.append(said if speaker == name else _BREAK.ljust(len(said)))
    return Transcript.restored(
        transcript.cues, "".join(pieces), transcript.cue_starts, transcript.speakers, transcript.duration_ms
    )


def speaks_in(transcript: Transcript, slices: Sequence[Slice], name: str) -> list[bool]:
    """For each slice whether this speaker says enough in it to be scored there: ``LEAST_WORDS`` words."""
    return _says_enough(spoken_by(transcript, name), slices)


def profile_of_speaker(
    profiler: Profiler,
    transcript: Transcript,
    slices: Sequence[Slice],
    name: str,
    whole: Profile,
    strikes: Sequence[Strike] = (),
) -> Profile:
    """The profile of one speaker, with as many scores as ``whole``, the item's.

    Slices in which they say too little have score 0, no evidence, and no part in the figures.
    """
    spoken = spoken_by(transcript, name)
    enough = _says_enough(spoken, slices)
    counted = list(compress(slices, enough))
    found = profiler.evidence(spoken, counted, strikes)
    profile = profile_of(
        found,
        profiler.framework,
        profiler.fingerprint,
        evidence_mode=whole.evidence_mode,
        caption_quality=whole.caption_quality,
        scored="" if len(counted) == len(slices) == 0 else _scored(name, len(counted), len(slices)),
    )
    if not counted:
        return replaced(
            profile,
            scores=array("b", [0]) * len(slices),
            hit_counts=array("i", [0]) * len(slices),
            basis=whole.basis,
            reasons=(f"{name} says fewer than {LEAST_WORDS} words in every slice: too little to be scored.",),
        )
    return replaced(
        profile,
        scores=_spread("b", found.scores, enough),
        hit_counts=_spread("i", found.hit_counts, enough),
    )


def _runs(transcript: Transcript) -> Iterator[tuple[int, int, str]]:
    """Stretches of one voice: start, end, name (empty where unknown)."""
    name = begin = None
    for cue, start in zip(transcript.cues, transcript.cue_starts, strict=True):
        speaker = cue.speaker or ""
        if speaker != name:
            if begin is not None and name is not None:
                yield begin, start, name
            begin, name = start, speaker
    if begin is not None and name is not None:
        yield begin, len(transcript.text), name


def _says_enough(spoken: Transcript, slices: Sequence[Slice]) -> list[bool]:
    return [len(Words(spoken.text[part.start : part.end])) >= LEAST_WORDS for part in slices]


def _scored(name: str, counted: int, slices: int) -> str:
    """What was scored of a speaker, for the reasons."""
    if counted == slices:
        return f"{name} scored in all of {count('sequential slice', slices)}"
    return f"{name} scored in {counted:,} of {count('sequential slice', slices)}"


def _spread(code: str, values: Sequence[int], places: Sequence[bool]) -> array[int]:
    """The values one by one at the places that are taken, and 0 at the others."""
    following = iter(values)
    return array(code, [next(following) if taken else 0 for taken in places])
