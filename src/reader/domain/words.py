"""The words of a text: which they are, where they stand, and what parts them.

A word is a run of letters, digits, underscores and combining marks, with single apostrophes (straight or
curly) inside it. Words are compared by :func:`fold`: NFC, case folding, straight apostrophes. Positions
always refer to the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.domain.slicing import first_sentence_end

_CURLY_APOSTROPHE = "’"
_SIGNS = {_CURLY_APOSTROPHE: "'", "…": "."} | dict.fromkeys("‘“”–—", ",")
"""See :func:`without_signs`."""
_ENDS = re.compile("[.?!…。！？]")
_QUESTION_MARKS = "?？"


def fold(word: str) -> str:
    """The form in which words are compared."""
    if word.isascii():
        return word.lower()
    import unicodedata  # most texts do without

    return unicodedata.normalize("NFC", word.replace(_CURLY_APOSTROPHE, "'").replace("ʼ", "'")).casefold()


def _plain(character: str) -> str:
    """Itself for a character of words (ASCII capitals made small) and for an apostrophe, else a space."""
    if character.isalnum() or character in "_'" or "\u0300" <= character <= "\u036f":
        return character.lower() if character.isascii() else character
    return " "


class _PlainTable(dict[int, str]):
    """A table for ``str.translate`` that works out each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain(chr(code))
        return self[code]


_TABLE = _PlainTable()
PLAIN_BYTES = "".join(_plain(chr(code)) for code in range(256)).encode("latin-1")
"""What each byte of a text in Latin-1, of which ASCII is a part, becomes in a plain one."""


def without_signs(text: str) -> str:
    """The text with the signs beyond ASCII that edited texts are full of in plain form, everything in its place."""
    for sign, becomes in _SIGNS.items():
        text = text.replace(sign, becomes)
    return text


def plain(text: str) -> str:
    """The text with its words in small letters, everything between them as spaces, and one space more at each end.

    All else stays where it is: the character at ``index`` is the one at ``index + 1`` here.
    """
    if not text.isascii():
        text = without_signs(text)
    # Bytes are translated several times as fast as characters.
    words = text.encode("ascii").translate(PLAIN_BYTES).decode("ascii") if text.isascii() else text.translate(_TABLE)
    words = f" {words} "
    if "'" in words:
        words = words.replace("''", "  ").replace(" '", "  ").replace("' ", "  ")
    return words


class Words:
    """The words of one text, in the form in which they are compared (``tokens``); places are looked up when asked for.

    Words are counted from 0.
    """

    _sentence: tuple[int, tuple[int, int] | None] = (1 << 62, None)
    """From where on, and with which signs, the sentence ends that was asked for before."""
    _asks: bool | None = None
    """Whether there is a question mark at all; None while nobody has asked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._spaced = plain(text)
        self._written = self._spaced.split()
        self.tokens = self._written
        if not text.isascii():
            self.tokens = [word if word.isascii() else fold(word) for word in self._written]
        self._starts: dict[int, int] = {}
        self._last = 0
        self._last_start = 0

    def __len__(self) -> int:
        """The number of words."""
        return len(self.tokens)

    def word(self, index: int) -> str:
        """A word as it is compared; empty for those before the first and behind the last."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else ""

    def words(self, first: int, behind: int) -> Sequence[str]:
        """The words from one to another, that one not included."""
        return self.tokens[first:behind]

    def start(self, index: int) -> int:
        """Where a word begins, in characters. Quickest for a word near the one asked for before."""
        known = self._starts.get(index)
        if known is not None:
            return known
        written = self._written
        word = written[index]
        whole = f" {word} "
        start = self._last_start
        if index >= self._last:
            start = self._spaced.index(whole, start)
            for _ in range(written[self._last : index].count(word)):
                start = self._spaced.index(whole, start + 1)
        else:
            start = self._spaced.rindex(whole, 0, start + 1)
            for _ in range(written[index + 1 : self._last].count(word)):
                start = self._spaced.rindex(whole, 0, start + 1)
        self._starts[index] = self._last_start = start
        self._last = index
        return start

    def end(self, index: int) -> int:
        """Where a word ends, in characters."""
        return self.start(index) + len(self._written[index])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Start of one word and end of the same or a later one."""
        return self.start(first), self.end(last)

    def joined(self, first: int, last: int) -> bool:
        """Whether nothing but white space or one hyphen stands between each word and the next, from one to another."""
        for index in range(first, last):
            gap = self.text[self.end(index) : self.start(index + 1)]
            if gap not in {" ", "-"} and not gap.isspace():
                return False
        return True

    def in_one_sentence(self, first: int, last: int) -> bool:
        """Whether two words, the first of them before the last, stand in one sentence."""
        end = self.end(first)
        start = self.start(last)
        if not _ENDS.search(self.text, end, start):
            return True
        sentence = first_sentence_end(self.text, end)
        return sentence is None or sentence[1] > start

    def question_mark(self, index: int) -> int:
        """Where the question mark stands that ends the sentence of this word; -1 where it ends otherwise."""
        if self._asks is None:
            self._asks = any(mark in self.text for mark in _QUESTION_MARKS)
        if not self._asks:
            return -1
        end = self.end(index)
        since, sentence = self._sentence
        if not (since <= end and (sentence is None or end <= sentence[0])):
            sentence = first_sentence_end(self.text, end)
            self._sentence = end, sentence
        if sentence is None:
            return -1
        marks = (self.text.find(mark, *sentence) for mark in _QUESTION_MARKS)
        return next((mark for mark in marks if mark >= 0), -1)
