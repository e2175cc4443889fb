"""Words with times of their own, kept one to one with the words of a cue's text."""

from __future__ import annotations

from collections.abc import Sequence

from reader.domain.record import record, replaced
from reader.domain.transcript import Word


@record
class Piece:
    """A stretch of text as a source gives it: white space at its ends says whether it starts or ends a word."""

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    confidence: float | None = None


def joined_words(pieces: Sequence[Piece], end_ms: int | None = None) -> tuple[Word, ...]:
    """The words of pieces that follow one another; a piece without white space before it goes on with the word before.

    The first word of a piece gets the piece's start. A word without an end of its own ends where the next one with a
    time starts, the last one at ``end_ms``. Joined with spaces, the words are the text.
    """
    open_words: list[tuple[list[str], Piece]] = []
    ends: list[int | None] = []
    goes_on = False
    for piece in pieces:
        parts = piece.text.split()
        if not parts:
            goes_on = goes_on and not piece.text
            continue
        for index, part in enumerate(parts):
            end = piece.end_ms if index == len(parts) - 1 else None
            if index == 0 and goes_on and not piece.text[0].isspace():
                open_words[-1][0].append(part)
                ends[-1] = end
            else:
                open_words.append(([part], piece if index == 0 else Piece("", None, None, piece.confidence)))
                ends.append(end)
        goes_on = not piece.text[-1].isspace()
    words = [
        Word("".join(parts), piece.start_ms, end, piece.confidence)
        for (parts, piece), end in zip(open_words, ends, strict=True)
    ]
    return _with_ends(words, end_ms)


def _with_ends(words: list[Word], end_ms: int | None) -> tuple[Word, ...]:
    following = end_ms
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        if word.start_ms is None:
            continue
        if word.end_ms is None and following is not None and following >= word.start_ms:
            words[index] = replaced(word, end_ms=following)
        following = word.start_ms
    return tuple(words)


def text_of(words: Sequence[Word]) -> str:
    """The text that the words make."""
    return " ".join(word.text for word in words)


def fitted(text: str, words: Sequence[Word]) -> tuple[Word, ...] | None:
    """The words cut or joined anew so that they are one to one with ``text.split()``; None where their letters differ.

    A joined word takes the start of its first part, the end of its last, and the least confidence.
    """
    tokens = text.split()
    if len(tokens) == len(words):
        return tuple(
            word if word.text == token else replaced(word, text=token)
            for token, word in zip(tokens, words, strict=True)
        )
    if "".join(tokens) != "".join(word.text for word in words):
        return None
    result: list[Word] = []
    index, used = 0, 0
    for token in tokens:
        parts: list[Word] = []
        need = len(token)
        while need > 0:
            word = words[index]
            parts.append(word)
            taken = min(need, len(word.text) - used)
            need -= taken
            used += taken
            if used == len(word.text):
                index, used = index + 1, 0
        known = [part.confidence for part in parts if part.confidence is not None]
        result.append(Word(token, parts[0].start_ms, parts[-1].end_ms, min(known) if known else None))
    return tuple(result)
