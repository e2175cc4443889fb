"""Drafting metadata from facts: what a file does not state, but its folder, its name and its cues tell.

Everything drafted here is marked as a draft until a person has confirmed it. Judgements (why it matters, editor note,
tags, shelf) are never drafted.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from reader.domain.item import Metadata
from reader.domain.parsed import ParsedFile
from reader.domain.transcript import Transcript

ACRONYM_LETTERS = 4
"""A folder named by one small word is taken for an acronym where it has three letters or fewer, or four with three
consonants in a row: ``npr`` is NPR and ``axrp`` is AXRP, but ``ward`` is Ward."""
REGULAR_SHARE = 0.03
"""Share of the turns from which a voice belongs to the conversation, and is no announcer or advertisement."""
NAMED_SPEAKERS = 3

_NO_SHOW_LIST = """
audio caption captions conversations data demo desktop docs documents download downloads episode episodes export exports
files folder home import imports input json library lines md misc new old out output podcasts root sample samples seed
srt subs subtitle subtitles talk talks temp test tests text texts tmp transcript transcripts txt video videos vtt
"""
_UNSPEAKABLE = re.compile("[b-df-hj-np-tv-xz]{3}")
_NO_SHOW = frozenset(_NO_SHOW_LIST.split())
_SMALL_LIST = "a an and as at by for from in is it no of on or the to up vs with"
_SMALL_WORDS = frozenset(_SMALL_LIST.split())


def drafted_metadata(parsed: ParsedFile, path: Path) -> Metadata:
    """The metadata of a file with its gaps drafted: title, show and summary."""
    drafted = Metadata(
        title=show_from_name(path.stem) or path.name,
        show=show_of(path),
        summary=summary_of(parsed.transcript, parsed.caption_kind),
        drafts=frozenset(("title", "show", "summary")),
    )
    return parsed.metadata.filled_from(drafted)


def show_of(path: Path) -> str:
    """The show that a file's folder is named after; empty where that name says nothing."""
    folder = path.absolute().parent
    return "" if folder == Path.home() or _says_nothing(folder.name) else show_from_name(folder.name)


def show_from_name(name: str) -> str:
    """``practical-ai`` as Practical AI, ``axrp`` as AXRP; a name with capitals of its own stays as it is written."""
    words = re.split(r"[-_\s]+", name.strip("-_ \t"))
    if any(letter.isupper() for letter in name):
        return " ".join(words)
    if len(words) == 1 and _is_acronym(words[0]):
        return words[0].upper()
    return " ".join(_titled(word, first=number == 0) for number, word in enumerate(words))


def _is_acronym(word: str) -> bool:
    if not word.isalpha() or len(word) > ACRONYM_LETTERS:
        return False
    return len(word) < ACRONYM_LETTERS or _UNSPEAKABLE.search(word) is not None


def _titled(word: str, *, first: bool) -> str:
    if word in _SMALL_WORDS and not first:
        return word
    if len(word) == 2 and word.isalpha() and word not in _SMALL_WORDS:
        return word.upper()
    return word[:1].upper() + word[1:]


def _says_nothing(name: str) -> bool:
    return name.casefold() in _NO_SHOW or not any(letter.isalpha() for letter in name)


def summary_of(transcript: Transcript, caption_kind: str) -> str:
    """One sentence of facts: who speaks, how long, how much; empty for an empty transcript."""
    if not transcript.cues:
        return ""
    parts = [_who(transcript)]
    if transcript.duration_ms:
        parts.append(length(transcript.duration_ms))
    if caption_kind in ("text", "edited"):
        parts.append(_counted(len(transcript.text.split()), "word"))
    else:
        parts.append(_counted(len(transcript.cues), "caption"))
    return ", ".join(parts) + "."


def _who(transcript: Transcript) -> str:
    turns = Counter(cue.speaker for cue in transcript.cues if cue.speaker)
    regular = [name for name in transcript.speakers if turns[name] >= REGULAR_SHARE * turns.total()]
    names = regular or list(transcript.speakers)
    if not names:
        return "A transcript without speaker names"
    if len(names) == 1:
        return f"A talk by {names[0]}"
    if len(names) > NAMED_SPEAKERS:
        return f"A conversation of {len(names)} speakers"
    return f"A conversation between {', '.join(names[:-1])} and {names[-1]}"


def length(ms: int) -> str:
    """A length of time in words: ``2 h 14 min``, ``14 min``, ``40 s``."""
    seconds = round(ms / 1000)
    if seconds < 60:
        return f"{seconds} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"
