"""Cutting a transcript into slices of about 1,000 characters.

The rule (DESIGN: "The figures"): a slice ends at the last sentence end between 900 and 1,050 characters; where there
is none, at the last cue end not past 1,000; inside one overlong cue, at the last space not past 1,000. Slices joined
again are the transcript's text, and no slice starts or ends inside a word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from reader.domain.record import record
from reader.domain.transcript import CUE_SEPARATOR, Transcript


@record
class SlicingRules:
    """Lengths in characters. ``least`` to ``greatest`` is the window in which a sentence end is looked for."""

    target: int = 1000
    least: int = 900
    greatest: int = 1050


@record
class Slice:
    """One slice: ``number`` counts from 1; the text is ``transcript.text[start:end]``.

    ``first_cue`` is the index of the cue that holds ``start``, ``last_cue`` of the one that holds the last character.
    ``start_ms`` is the time of the slice's first word as far as the source tells, else None.
    """

    number: int
    start: int
    end: int
    first_cue: int
    last_cue: int
    start_ms: int | None


_SENTENCE_END = re.compile(r"[.?!…]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[」』”’]*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|etc|cf|e\.g|i\.e|No|Fig|Inc|Ltd|Co)|\b[A-Z](?:\.[A-Z])*)\.$"
)
_LONGEST_ABBREVIATION = 4
_A_NUMBER = re.compile(r"\s*\d")


def sentence_ends(text: str) -> list[int]:
    """Positions just behind each sentence end in ``text`` (closing quotes and brackets included), ascending.

    A full stop behind a common abbreviation or a single initial does not end a sentence, unless the text ends there;
    nor does one between "No" and a number.
    """
    return [match.end() for match in _SENTENCE_END.finditer(text) if not _is_abbreviation(text, match)]


def first_sentence_end(text: str, start: int) -> tuple[int, int] | None:
    """The first sentence end behind ``start``, where a word ends: the characters of its signs, with closing quotes and
    brackets. None where the text breaks off before.
    """
    for match in _SENTENCE_END.finditer(text, start):
        if not _is_abbreviation(text, match):
            return match.span()
    return None


def may_be_abbreviation(word: str) -> bool:
    """Whether a full stop behind this word may be no sentence end: false only where none ever is."""
    if len(word) > _LONGEST_ABBREVIATION and "'" not in word:
        return False
    return re.search(_ABBREVIATION.pattern, word + ".", re.IGNORECASE) is not None


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    if match.group() != "." or match.end() == len(text):
        return False
    found = _ABBREVIATION.search(text, max(0, match.start() - 12), match.end())
    if found is None:
        return False
    return found.group() != "No." or _A_NUMBER.match(text, match.end()) is not None


def cut_positions(text: str, cue_ends: Sequence[int], rules: SlicingRules | None = None) -> list[int]:
    """Return the ascending end positions of the slices of ``text``; the last one is ``len(text)``.

    ``cue_ends`` are the positions just behind each cue, ascending. White space after a cut belongs to the slice
    before it.
    """
    rules = rules or SlicingRules()
    ends = sentence_ends(text)
    cuts: list[int] = []
    start = 0
    while start < len(text):
        cut = _next_cut(text, start, ends, cue_ends, rules)
        while cut < len(text) and text[cut].isspace():
            cut += 1
        cuts.append(cut)
        start = cut
    return cuts


def _next_cut(text: str, start: int, ends: Sequence[int], cue_ends: Sequence[int], rules: SlicingRules) -> int:
    """Where the slice that begins at ``start`` ends, before the white space that follows it."""
    if len(text) - start <= rules.target:
        return len(text)
    at = bisect_right(ends, start + rules.greatest) - 1
    if at >= 0 and ends[at] >= start + rules.least:
        return ends[at]
    if len(text) - start <= rules.greatest:
        return len(text)
    at = bisect_right(cue_ends, start + rules.target) - 1
    if at >= 0 and cue_ends[at] > start:
        return cue_ends[at]
    return _last_space(text, start, rules.target)


def _last_space(text: str, start: int, target: int) -> int:
    """The last white space not past ``target`` characters; in a word longer than that, the next one behind it."""
    for position in range(start + target, start, -1):
        if text[position].isspace():
            return position
    for position in range(start + target + 1, len(text)):
        if text[position].isspace():
            return position
    return len(text)


def cut(transcript: Transcript, rules: SlicingRules | None = None) -> tuple[Slice, ...]:
    """Cut a transcript into slices, numbered from 1."""
    text = transcript.text
    # Not from the cues themselves: those of a stored transcript are only built when they are looked at.
    cue_ends = [start - len(CUE_SEPARATOR) for start in transcript.cue_starts[1:]]
    return slices_from_cuts(transcript, cut_positions(text, [*cue_ends, len(text)], rules))


def slices_from_cuts(transcript: Transcript, cuts: Sequence[int]) -> tuple[Slice, ...]:
    """Build the slices that end at these positions (as :func:`cut_positions` gives them)."""
    slices = []
    times = _Times(transcript)
    start = 0
    for number, end in enumerate(cuts, start=1):
        first_cue = transcript.cue_at(start)
        last_cue = transcript.cue_at(end - 1)
        slices.append(Slice(number, start, end, first_cue, last_cue, times.at(first_cue, start)))
        start = end
    return tuple(slices)


class _Times:
    """The times at places of a transcript that are asked for one behind the other."""

    def __init__(self, transcript: Transcript) -> None:
        self._transcript = transcript
        self._looked_at = -1
        self._last: int | None = None

    def at(self, cue_index: int, position: int) -> int | None:
        """Time in milliseconds of the word at ``position``; the cue's own start where its words have no times.

        Cues without a time take that of the nearest one before them; None while none is known.
        """
        transcript = self._transcript
        if not transcript.has_times:
            return None
        cue = transcript.cues[cue_index]
        offset = position - transcript.cue_starts[cue_index]
        if cue.words and offset > 0:
            words_before = len(cue.text[:offset].split())
            if words_before < len(cue.words) and cue.words[words_before].start_ms is not None:
                return cue.words[words_before].start_ms
        return self._nearest(cue_index)

    def _nearest(self, cue_index: int) -> int | None:
        """The last time up to this cue; looks at no cue twice."""
        for index in range(cue_index, self._looked_at, -1):
            time = self._transcript.cues[index].start_ms
            if time is not None:
                self._last = time
                break
        self._looked_at = max(self._looked_at, cue_index)
        return self._last
