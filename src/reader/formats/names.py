"""Which labels before a colon are names of people who speak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reader.formats.pattern import pattern

MAX_NAME_LENGTH = 48
_MAX_WORDS = 6
_PARTICLE_LIST = """
a al and at bin da das de del della den der di do dos du el et from i ibn la le mc of on san st te ten ter the
und van von vom y zu zur af av for
"""
_NOT_PEOPLE_LIST = """
break music intro outro song jingle ad ads advert advertisement sponsor sponsors theme clip selection silence
applause laughter
"""
_NOT_SPEAKERS_LIST = """
note notes warning example examples chapter chapters title date show topic topics source sources link links
url http https ftp www summary description transcript transcription update edit ps caveat correction spoiler
tip today here so and but or also first second third fourth finally yes no okay ok well remember result
results however because then now what that this it is there like for i we you he she they time times page step
part section references resources tags episode contents disclaimer reminder meaning namely basically e.g i.e
fun see subject re from to cc
"""
_PARTICLES = frozenset(_PARTICLE_LIST.split())
_NOT_PEOPLE = frozenset(_NOT_PEOPLE_LIST.split())
_NOT_SPEAKERS = _NOT_PEOPLE | frozenset(_NOT_SPEAKERS_LIST.split())
_WORD = pattern(r"[\w.,'’ʼ&/()@#+-]{1,40}$")
_TRAILING_NUMBER = pattern(r"\s*#?\d+$")


def is_person(label: str) -> bool:
    """False for labels such as ``Break`` or ``Intro``, which name no one who speaks."""
    words = label.casefold().strip().split()
    return not any(word.strip(".,()") in _NOT_PEOPLE for word in words)


def plausible_label(label: str) -> bool:
    """True where a label that is marked as one (set in bold) can name who speaks: short, no sentence."""
    label = label.strip()
    if not label or len(label) > MAX_NAME_LENGTH or label[-1] in "?!;":
        return False
    words = label.split()
    return len(words) <= _MAX_WORDS and any(c.isalnum() for c in label)


def plausible_name(label: str) -> bool:
    """True where an unmarked label has the shape of a name: a few words that start large, none a word of plain text."""
    label = label.strip()
    if not plausible_label(label) or _TRAILING_NUMBER.sub("", label.casefold()) in _NOT_SPEAKERS:
        return False
    words = label.split()
    if not (words[0][0].isalpha() or words[0][0] in "@#") or words[0][0].islower():
        return False
    return all(_starts_large(word) for word in words)


def _starts_large(word: str) -> bool:
    if not _WORD.match(word):
        return False
    first = word.lstrip("('’")[:1]
    return not first.islower() or word.rstrip(".,)").casefold() in _PARTICLES or "'" in word[:3]


def recurring(labels: Iterable[str], least: int = 2) -> frozenset[str]:
    """The labels that occur at least so many times and are names by their shape."""
    counts = Counter(labels)
    return frozenset(label for label, count in counts.items() if count >= least and plausible_name(label))
