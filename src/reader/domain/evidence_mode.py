"""Which kind of evidence a transcript is: interview, panel, talk or reading."""

from __future__ import annotations

from collections import Counter

from reader.domain.transcript import Transcript

EVIDENCE_MODES = ("interview", "panel", "talk", "reading")

_SPOKEN = frozenset(("i", "you", "we", "i'm", "you're", "we're", "yeah", "um", "uh", "okay"))


def infer_evidence_mode(transcript: Transcript) -> str:
    """Interview, panel, talk or reading: from the speakers where they are known, else from questions and
    spoken words.
    """
    speakers = Counter(cue.speaker for cue in transcript.cues if cue.speaker)
    regular = [name for name, turns in speakers.items() if turns >= max(3, 0.03 * speakers.total())]
    if len(regular) > 3:
        return "panel"
    if len(regular) > 1:
        return "interview"
    words = transcript.text.lower().split()
    if words and sum(map(_SPOKEN.__contains__, words)) < 0.01 * len(words):
        return "reading"
    questions = transcript.text.count("?")
    return "interview" if len(regular) == 0 and questions * 2000 >= len(transcript.text) > 0 else "talk"
