"""The words by which texts are searched: where they stand in a text, and the form in which they are compared.

A word is a run of letters and digits with the combining marks among them. Everything else parts words, apostrophes and
underscores too: "China's" is found by "China", and "don't" is the two words "don" and "t" one behind the other. Scripts
that write no spaces (Chinese, Japanese, Thai and their like) have a word for each character, so that whatever is looked
for in them is a phrase.

Words are compared without case and without accents: "resume" finds "Résumé", "strasse" finds "Straße". Marks that make
another letter in their script (the vowels of Devanagari, the voicing of kana) stay. Of a word of more than
``LONGEST`` characters the first ones count.

These rules are the only ones: what is indexed, what is asked for and what is marked all come through here.
"""

from __future__ import annotations

import re
import unicodedata

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int32]

LONGEST = 100

_PARTS, _LETTER, _MARK, _ALONE, _MARK_OF_ALONE = range(5)
_JOINERS = "\u00ad\u200c\u200d\u2060"
"""Soft hyphens and joiners: they neither part words nor count."""
_POINTS, _ACCENTS = range(10, 37), 200
"""Combining classes of the vowel points of Hebrew and Arabic, and from which one on marks are accents."""
_WITHOUT_SPACES = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x31F0, 0x31FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x1B000, 0x1B16F), (0x20000, 0x3FFFF),
)  # fmt: skip


def _kind(character: str) -> int:
    code = ord(character)
    if character.isalnum():
        return _ALONE if any(first <= code <= last for first, last in _WITHOUT_SPACES) else _LETTER
    if unicodedata.category(character).startswith("M") or character in _JOINERS:
        return _MARK
    return _PARTS


_ASCII_KINDS = np.array([_kind(chr(code)) for code in range(128)], np.uint8)
_SPACE = ord(" ")
_ASCII_SMALL = bytes(ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else _SPACE for code in range(256))
_ASCII_WORD = re.compile("[0-9A-Za-z]+")
_SHORT = 1_000
"""Up to so many characters numpy takes longer to begin than it saves."""
_kinds_known: dict[int, int] = {}
_folds_known: dict[str, str] = {}
_MOST_KNOWN = 100_000


def cut_words(text: str) -> tuple[Places, Places]:
    """Where the words of a text begin and end, in characters."""
    if text.isascii() and len(text) < _SHORT:
        spans = [match.span() for match in _ASCII_WORD.finditer(text)]
        places = np.array(spans, np.int32).reshape(-1, 2)
        return places[:, 0], places[:, 1]
    kinds = _kinds(text)
    # A mark goes on with what it stands on; marks on nothing part words.
    for at in np.flatnonzero(kinds == _MARK).tolist():
        before = kinds[at - 1] if at else _PARTS
        kinds[at] = _MARK_OF_ALONE if before in (_ALONE, _MARK_OF_ALONE) else before
    letters, alone, marks = kinds == _LETTER, kinds == _ALONE, kinds == _MARK_OF_ALONE
    begins = alone | (letters & ~_shifted(letters, -1))
    ends = (letters & ~_shifted(letters, 1)) | ((alone | marks) & ~_shifted(marks, 1))
    return np.flatnonzero(begins).astype(np.int32), (np.flatnonzero(ends) + 1).astype(np.int32)


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared, in order."""
    return cut_and_folded(text)[0]


def cut_and_folded(text: str) -> tuple[list[str], Places, Places]:
    """The words of a text as they are compared, and where they begin and end."""
    starts, ends = cut_words(text)
    words = _split(text, len(starts))
    if words is None:
        words = [fold(text[start:end]) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    for at in _beyond_ascii(text, starts, ends):
        words[at] = fold(words[at])
    if words and int((ends - starts).max()) > LONGEST:
        words = [word[:LONGEST] for word in words]
    return words, starts, ends


def _split(text: str, count: int) -> list[str] | None:
    """The words in small letters, found in a fraction of the time that cutting them out takes; None where that would
    not do, for marks and for words that nothing parts.
    """
    if text.isascii():
        return text.encode("ascii").translate(_ASCII_SMALL).decode("ascii").split()
    kinds = _kinds(text)
    if int(kinds.max()) > _LETTER:
        return None
    codes = np.where(kinds == _PARTS, np.uint32(_SPACE), _codes(text))
    words = codes.astype("<u4").tobytes().decode("utf-32-le").lower().split()
    return words if len(words) == count else None  # a small form may hold what parts words


def fold(word: str) -> str:
    """The form in which a word, as :func:`cut_words` cuts it, is compared."""
    if word.isascii():
        return word.lower()[:LONGEST]
    known = _folds_known.get(word)
    if known is None:
        known = _folded(word)
        if len(_folds_known) > _MOST_KNOWN:
            _folds_known.clear()
        _folds_known[word] = known
    return known


def _folded(word: str) -> str:
    # Twice: what one step brings forth (the parts of a ligature) may itself have a plainer form.
    for _ in range(2):
        parts = unicodedata.normalize("NFKD", word.casefold())
        kept = "".join(filter(_counts, parts)).casefold()
        word = unicodedata.normalize("NFC", kept) or word
    return word[:LONGEST]


def _counts(character: str) -> bool:
    if character.isalnum():
        return True
    combining = unicodedata.combining(character)
    return unicodedata.category(character).startswith("M") and combining not in _POINTS and combining < _ACCENTS


def _beyond_ascii(text: str, starts: Places, ends: Places) -> list[int]:
    """The words with a character beyond ASCII, by their numbers from 0."""
    if text.isascii() or not len(starts):
        return []
    places = np.flatnonzero(_codes(text) > 127)
    words = np.searchsorted(starts, places, "right") - 1
    words = words[np.diff(words, prepend=-2) > 0]
    before = np.searchsorted(places, starts[words])
    inside = places[np.minimum(before, len(places) - 1)] < ends[words]
    found: list[int] = words[inside & (words >= 0)].tolist()
    return found


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _kinds(text: str) -> NDArray[np.uint8]:
    if text.isascii():
        return _ASCII_KINDS[np.frombuffer(text.encode("ascii"), np.uint8)]
    codes = _codes(text)
    kinds = _ASCII_KINDS[np.minimum(codes, 127)]
    others = np.flatnonzero(codes > 127)
    kinds[others] = [_known_kind(code) for code in codes[others].tolist()]
    return kinds


def _known_kind(code: int) -> int:
    kind = _kinds_known.get(code)
    if kind is None:
        kind = _kinds_known[code] = _kind(chr(code))
    return kind


def _shifted(marks: NDArray[np.bool_], step: int) -> NDArray[np.bool_]:
    """What stands beside each place: before it (-1) or behind it (1)."""
    moved = np.zeros_like(marks)
    if step < 0:
        moved[1:] = marks[:-1]
    else:
        moved[:-1] = marks[1:]
    return moved
