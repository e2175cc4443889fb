"""What may be written as a pattern of a framework, and which of two patterns wins.

The matching itself is in :mod:`reader.domain.lexicon`.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.domain.words import fold, plain


def pattern_of(written: str) -> str:
    """A pattern as the program compares it; empty where no text could ever hold it.

    Words are letters, digits and inner apostrophes; hyphens part words; a word may have one ``*``, at an end.
    """
    import unicodedata  # not for the first line of `reader score`

    words = unicodedata.normalize("NFC", written.replace("-", " ")).split()
    return " ".join(fold(word) for word in words) if all(map(_can_be_found, words)) else ""


def _can_be_found(word: str) -> bool:
    whole = word  # with a letter in place of the star
    if word.startswith("*"):
        whole = "a" + word[1:]
    elif word.endswith("*"):
        whole = word[:-1] + "a"
    tokens = plain(whole).split()
    return word != "*" and len(tokens) == 1 and len(tokens[0]) == len(whole)


def may_stand_in(term: str, phrase: str) -> bool:
    """Whether the pattern ``term`` can stand somewhere in the pattern ``phrase``."""
    words, of_term = phrase.split(), term.split()
    starts = range(len(words) - len(of_term) + 1)
    return any(all(map(_can_be_same, words[at : at + len(of_term)], of_term)) for at in starts)


def wins_over(phrase: str, term: str) -> bool:
    """Whether ``phrase`` is taken where both patterns begin at the same word."""
    return _rank(phrase.split()) < _rank(term.split())


def _rank(words: Sequence[str]) -> tuple[int, bool, int]:
    return -len(words), "*" in words[0], -len(words[0])


def _can_be_same(one: str, other: str) -> bool:
    """Whether there is a word that both words of a pattern stand for."""
    if one.endswith("*") and other.endswith("*"):
        return one[:-1].startswith(other[:-1]) or other[:-1].startswith(one[:-1])
    if one.startswith("*") and other.startswith("*"):
        return one[1:].endswith(other[1:]) or other[1:].endswith(one[1:])
    if "*" in one and "*" in other:
        return True
    if "*" in one:
        one, other = other, one
    if other.endswith("*"):
        return one.startswith(other[:-1])
    return one.endswith(other[1:]) if other.startswith("*") else one == other
