"""Telling what a framework's terms speak of from the mood that they speak in: "labor market" is a subject, "worry" is
none. Two conversations that both worry need not be on the same matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.domain.framework import Framework

LEAST_SHARE = 0.08
"""From this share of its terms on that a lens would hear, an emphasis is a subject. Of the built-in framework's worry,
enthusiasm, failure, obstacles, progress and benefits no more than 4 % are heard, of all others 11 % or more.
"""


def is_subject(framework: Framework, emphasis: str) -> bool:
    """Whether an emphasis names a matter and not a mood. Without lenses nothing tells them apart: all are subjects."""
    patterns = [pattern for lens in framework.lenses for pattern in lens.patterns]
    terms = [term.pattern for term in framework.terms if term.emphasis == emphasis]
    if not patterns or not terms:
        return True
    whole = frozenset(patterns)
    beginnings = tuple(pattern[:-1] for pattern in patterns if pattern.endswith("*"))
    heard = sum(_is_heard(term, whole, beginnings) for term in terms)
    return heard >= LEAST_SHARE * len(terms)


def _is_heard(term: str, whole: frozenset[str], beginnings: tuple[str, ...]) -> bool:
    return any(part in whole or part.startswith(beginnings) for part in _parts(term.replace("*", "")))


def _parts(term: str) -> Iterator[str]:
    """Each run of words in a term."""
    words = term.split()
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            yield " ".join(words[first:last])
