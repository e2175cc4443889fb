"""Which kind of evidence a transcript is: interview, panel, talk or reading.

Where speakers are known, who asks and who answers decides. In an interview somebody puts questions to one or two
others, who do most of the talking. In a panel several talk among themselves: nobody is asked in particular, or more
than two are. Two hosts without a guest are a panel in this sense.

Where no speakers are known, the text decides: questions put to a "you", which need no question mark and so are found in
captions without any, make an interview; text without the small words of speech is a reading; else it is a talk.

Tried on 357 episodes: all 58 of the show that has nothing but interviews are told as such; of the other 299, 218 are
interviews, 80 panels (two hosts without a guest, or three guests and more) and one is a talk. With the names taken off,
247 of the 276 interviews are still interviews; what the guests say, with no question asked, is a talk in 185 of 238
cases.
"""

from __future__ import annotations

import re
from collections import Counter

from reader.domain.record import record
from reader.domain.transcript import Transcript

INTERVIEW, PANEL, TALK, READING = EVIDENCE_MODES = ("interview", "panel", "talk", "reading")

REGULAR_SHARE = 0.05
"""Share of the text from which a speaker is one of the conversation, and not a voice that drops in."""
REGULAR_TURNS = 3
"""Turns that such a speaker takes at least: more than a greeting."""
ASKING = 1.0
"""Questions per 1,000 characters from which a speaker is one who asks."""
ANSWERING = 0.6
"""A speaker answers whose own questions come less often than this part of those of the one who asks most."""
ANSWERS_SHARE = 0.4
"""Share of the text that those who answer must have between them in an interview."""
MOST_GUESTS = 2
GUEST_SHARE = 0.6
"""Share of the text from which one speaker is the guest, however much they ask themselves, if the others ask."""
ASKED_SHARE = 1.5
"""Questions put to a "you", per 1,000 words, from which a text without speakers is an interview."""
SPOKEN_SHARE = 0.015
"""Share of the small words of speech below which a text is read, not spoken; spoken ones have 0.034 and more."""

_SPOKEN = frozenset(
    ("i", "you", "we", "i'm", "i've", "i'll", "you're", "you've", "we're", "we've", "yeah", "um", "uh", "okay")
)
# With a character before it: at a mere border Python's search would look at every place of the text.
_ASKED = re.compile(
    r"\W(?:(?:do|did|are|can|could|would|have|were|will|should|don't|didn't|aren't) you"
    r"|(?:what|how|why) (?:is|was|are|were|about) your?|what about|tell (?:us|me)"
    r"|your (?:thoughts|take|view|background))\b"
)


@record
class _Voice:
    """What one speaker does: characters said, turns taken, questions asked."""

    characters: int
    turns: int
    questions: int

    @property
    def asking(self) -> float:
        """Questions per 1,000 characters."""
        return 1000 * self.questions / self.characters


def infer_evidence_mode(transcript: Transcript) -> str:
    """``interview``, ``panel``, ``talk`` or ``reading``."""
    voices = _regular_voices(transcript) if transcript.speakers else []
    if len(voices) > 1:
        return INTERVIEW if _is_interview(voices) else PANEL
    text = transcript.text.lower().replace("\u2019", "'")
    words = text.split()
    if sum(map(_SPOKEN.__contains__, words)) < SPOKEN_SHARE * len(words):
        return READING
    asked = len(_ASKED.findall(f" {text}")) if not voices else 0
    return INTERVIEW if asked and 1000 * asked >= ASKED_SHARE * len(words) else TALK


def _regular_voices(transcript: Transcript) -> list[_Voice]:
    """Those who take part in the conversation, the one who says most first."""
    characters, turns, questions = Counter[str](), Counter[str](), Counter[str]()
    before = ""
    for cue in transcript.cues:
        name = cue.speaker
        if not name:
            continue
        characters[name] += len(cue.text)
        questions[name] += cue.text.count("?")
        turns[name] += name != before
        before = name
    all_characters = characters.total()
    voices = [_Voice(said, turns[name], questions[name]) for name, said in characters.most_common()]
    regular = [v for v in voices if v.characters >= REGULAR_SHARE * all_characters and v.turns >= REGULAR_TURNS]
    return regular or voices[:1]


def _is_interview(voices: list[_Voice]) -> bool:
    """Whether some of these ask and one or two others answer."""
    said = sum(voice.characters for voice in voices)
    most_asking = max(voice.asking for voice in voices)
    answering = [voice for voice in voices if voice.asking < ANSWERING * most_asking]
    answers = sum(voice.characters for voice in answering)
    if most_asking >= ASKING and len(answering) <= MOST_GUESTS and answers >= ANSWERS_SHARE * said:
        return True
    guest, others = voices[0], voices[1:]
    asked = 1000 * sum(voice.questions for voice in others) / sum(voice.characters for voice in others)
    return guest.characters >= GUEST_SHARE * said and asked >= ASKING
