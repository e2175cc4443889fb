"""The words of a text: which they are, where they stand, and what parts them.

A word is a run of letters, digits, underscores and combining marks, with single apostrophes (straight or
curly) inside it. Words are compared by :func:`fold`: NFC, case folding, straight apostrophes. Positions
always refer to the text as given.
"""

from __future__ import annotations

from functools import cached_property

_OTHER, _SENTENCE_END, _HYPHEN, _SPACE = "\x1c", "\x1d", "\x1e", " "
"""What the signs between words become in a plain text; ``str.split`` takes each of them for white space."""

_CURLY_APOSTROPHE = "’"
_QUESTION_MARKS = "?？"


def fold(word: str) -> str:
    """The form in which words are compared."""
    if word.isascii():
        return word.lower()
    import unicodedata  # most texts do without

    return unicodedata.normalize("NFC", word.replace(_CURLY_APOSTROPHE, "'").replace("ʼ", "'")).casefold()


def _plain(character: str) -> str:
    """What a character becomes in a plain text: itself in a word (ASCII capitals made small), else a kind of
    space.
    """
    if character in ("'", _CURLY_APOSTROPHE):
        return "'"
    if character.isalnum() or character == "_" or "\u0300" <= character <= "\u036f":
        return character.lower() if character.isascii() else character
    if character.isspace():
        return _SPACE
    if character in ".?!…。！？":
        return _SENTENCE_END
    return _HYPHEN if character == "-" else _OTHER


class _PlainTable(dict[int, str]):
    """A table for ``str.translate`` that works out characters beyond ASCII when it first meets them."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain(chr(code))
        return self[code]


_ASCII_TABLE = "".join(_plain(chr(code)) for code in range(128))
_TABLE = _PlainTable(enumerate(_ASCII_TABLE))


def plain(text: str) -> str:
    """The text with its words in small letters and everything between them as white space, character for
    character.

    An apostrophe is left where it may be inside a word; at the edge of a word it still has to be taken off.
    """
    if not text.isascii():
        text = text.replace(_CURLY_APOSTROPHE, "'")
    result = text.translate(_ASCII_TABLE if text.isascii() else _TABLE)
    return result.replace("''", _OTHER + _OTHER) if "''" in result else result


class Words:
    """The words of one text, split but not yet looked at one by one.

    ``tokens`` are the words as they stand in the plain text, which still may carry an apostrophe at an edge,
    or be nothing but one; a token alone tells which word it is, so that whatever depends on the word alone
    can be looked up by it.
    """

    def __init__(self, text: str) -> None:
        self._given = text
        self._text = plain(text) + _SPACE  # so that every word has a space behind it, and text[-1] before the first
        self.tokens = self._text.split()
        self._spans: dict[int, tuple[int, int]] = {}
        self._last_index = -1
        self._last_end = 0

    def __len__(self) -> int:
        """The number of words."""
        return len(self.tokens) - (self.tokens.count("'") if "'" in self._text else 0)

    def span(self, index: int) -> tuple[int, int]:
        """Start and end of a word in characters. Quickest when asked for in rising order."""
        known = self._spans.get(index)
        if known is not None:
            return known
        token = self.tokens[index]
        if index < self._last_index:
            self._last_index, self._last_end = -1, 0
        start = self._find(token, self._last_end)
        if index > self._last_index + 1:
            for _ in range(self.tokens[self._last_index + 1 : index].count(token)):
                start = self._find(token, start + len(token))
        end = start + len(token)
        self._last_index, self._last_end = index, end
        if token[0] == "'" or token[-1] == "'":
            start, end = end - len(token.lstrip("'")), start + len(token.rstrip("'"))
        self._spans[index] = start, end
        return start, end

    def _find(self, token: str, start: int) -> int:
        """The next place where the token stands as a whole word."""
        text = self._text
        length = len(token)
        while True:
            start = text.index(token, start)
            if text[start - 1] <= _SPACE and text[start + length] <= _SPACE:
                return start
            start += length

    def joined(self, end: int, start: int) -> bool:
        """Whether two words may stand in one phrase, the first one ending at ``end``, the next starting at
        ``start``.
        """
        gap = self._text[end:start]
        return gap in (_SPACE, _HYPHEN) or not gap.strip(_SPACE)

    def in_one_sentence(self, first: int, start: int, index: int) -> bool:
        """Whether the token ``first`` stands in the sentence of token ``index``, which starts at ``start``."""
        since = self._text.rfind(_SENTENCE_END, 0, start)
        return since < 0 or len(self._text[since:start].split()) >= index - first

    def sentence_goes_on(self, end: int, index: int, last: int) -> bool:
        """Whether the token ``last`` stands in the sentence of token ``index``, which ends at ``end``."""
        until = self._text.find(_SENTENCE_END, end)
        return until < 0 or len(self._text[end:until].split()) >= last - index

    def question_mark(self, end: int) -> tuple[int, int]:
        """Where the question mark stands with which the sentence of the word that ends at ``end`` ends; (0, 0) where it
        ends otherwise.
        """
        until = self._text.find(_SENTENCE_END, end)
        return (until, until + 1) if until >= 0 and self._given[until] in _QUESTION_MARKS else (0, 0)

    @cached_property
    def folded(self) -> list[str]:
        """All words in their compared form."""
        return [fold(token.strip("'")) for token in self.tokens if token != "'"]
