"""Finding a name by a few letters of it, typed as they come to mind.

Each typed word has to be found. It counts the more the plainer it stands there: as the beginning of a word of the name,
anywhere in it, as beginnings of several of its words (``csbs`` or ``comside`` for "Compare side by side"), with letters
mistyped, with letters left out (``cmpr``), or only in what explains the name.
"""

from __future__ import annotations

from collections.abc import Sequence

BEGINS, WITHIN, PIECES, MISTYPED, SPARSE, EXPLAINED = range(6)
LEAST_MISTYPED, LEAST_TWICE = 4, 8
"""Words of so many letters may have one of them wrong, and of so many two."""
LEAST_SPARSE = 3
"""Words of so many letters may leave out others."""


def nearness(typed: str, name: str, hint: str = "") -> int | None:
    """How plainly a name answers what was typed: 0 is the plainest; None where it does not."""
    names, hints = _words(name), _words(hint)
    found = [_nearness(word, name.casefold(), names, hints) for word in _words(typed)]
    known = [rank for rank in found if rank is not None]
    return sum(known) if len(known) == len(found) else None


def _nearness(word: str, name: str, names: Sequence[str], hints: Sequence[str]) -> int | None:
    if any(one.startswith(word) for one in names):
        return BEGINS
    if word in name:
        return WITHIN
    if _is_of_pieces(word, names):
        return PIECES
    if any(_is_mistyped(word, one) for one in names):
        return MISTYPED
    if any(_is_sparse(word, one) for one in names):
        return SPARSE
    return EXPLAINED if any(one.startswith(word) for one in hints) else None


def _is_of_pieces(word: str, names: Sequence[str]) -> bool:
    """Whether it is made of beginnings of these words, in their order; some of them may be left out."""
    if not word:
        return True
    for at, name in enumerate(names):
        for length in range(_alike(word, name), 0, -1):
            if _is_of_pieces(word[length:], names[at + 1 :]):
                return True
    return False


def _alike(first: str, second: str) -> int:
    """How many characters at the beginning of both are the same."""
    pairs = list(zip(first, second, strict=False))
    return next((at for at, (one, other) in enumerate(pairs) if one != other), len(pairs))


def _is_mistyped(word: str, name: str) -> bool:
    """Whether it is the beginning of this word but for a letter or two."""
    if len(word) < LEAST_MISTYPED:
        return False
    from rapidfuzz.distance import OSA

    most = 2 if len(word) >= LEAST_TWICE else 1
    lengths = range(len(word) - most, len(word) + most + 1)
    return any(OSA.distance(word, name[:length], score_cutoff=most) <= most for length in lengths)


def _is_sparse(word: str, name: str) -> bool:
    """Whether its letters stand in this word in their order, the first one as its first."""
    if len(word) < LEAST_SPARSE or word[0] != name[0]:
        return False
    letters = iter(name)
    return all(letter in letters for letter in word)


def _words(text: str) -> list[str]:
    return "".join(character if character.isalnum() else " " for character in text.casefold()).split()
