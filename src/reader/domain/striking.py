"""Striking hits out: exceptions that a person makes from the lexicon, and what they take out of a score.

An exception takes out one hit at one place, one term in one item, or one term of the lexicon altogether. It is laid
over the lexicon and the transcript; neither is changed.
"""

from __future__ import annotations

from reader.domain.record import record
from reader.domain.transcript import Transcript

TYPE_CHECKING = False  # as in typing
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.domain.slicing import Slice

PLACE, ITEM, LEXICON = "place", "item", "lexicon"
SCOPES = (PLACE, ITEM, LEXICON)


@record
class Strike:
    """An exception: ``term`` (a pattern of the lexicon) does not count within ``scope``.

    For a place, ``cue`` (index from 0) and ``offset`` (characters in the cue's text) say where the hit starts, and
    ``quote`` is the text that was struck out, as it stands there. ``id`` is that of a kept one, 0 for one that is only
    tried.
    """

    scope: str
    term: str
    cue: int = -1
    offset: int = 0
    quote: str = ""
    id: int = 0


@record
class Struck:
    """What is struck out of one text: whole ``terms``, and hits at ``places`` (start in characters, term)."""

    terms: frozenset[str] = frozenset()
    places: frozenset[tuple[int, str]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.terms or self.places)

    def holds(self, start: int, term: str) -> bool:
        """Whether the hit of ``term`` that starts at this character is struck out."""
        return term in self.terms or (start, term) in self.places


NOTHING_STRUCK = Struck()


def strike_at(transcript: Transcript, start: int, end: int, term: str) -> Strike:
    """The exception for the hit at these characters of the transcript's text."""
    cue = transcript.cue_at(start)
    return Strike(PLACE, term, cue, start - transcript.cue_starts[cue], transcript.text[start:end])


def place_of(strike: Strike, transcript: Transcript) -> int | None:
    """Where a struck place starts in the transcript's text; None where its words are not there any more.

    An orphaned exception is shown as such and takes nothing out: words that look alike elsewhere are never guessed at.
    """
    if strike.scope != PLACE or not 0 <= strike.cue < len(transcript.cues):
        return None
    start = transcript.cue_starts[strike.cue] + strike.offset
    return start if transcript.text[start : start + len(strike.quote)] == strike.quote else None


def struck_in(part: Slice, transcript: Transcript, strikes: Sequence[Strike]) -> Struck:
    """What these exceptions take out of one slice; places count from the slice's start."""
    if not strikes:
        return NOTHING_STRUCK
    terms = frozenset(strike.term for strike in strikes if strike.scope != PLACE)
    places = set()
    for strike in strikes:
        start = place_of(strike, transcript)
        if start is not None and part.start <= start < part.end:
            places.add((start - part.start, strike.term))
    return Struck(terms, frozenset(places))
