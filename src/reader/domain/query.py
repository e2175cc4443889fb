"""What a person looks for, as a tree.

Words stand for conversations that have them all, anywhere: ``labor automation``. In quotes they stand for the words
one behind the other: ``"labor market"``; a star behind the last letters for any ending: ``automat*``. ``OR`` stands
between two of which one is enough and binds closest, so that ``show:axrp hope OR fear`` is about either in one show.
``NOT``, or a hyphen in front, leaves out; round brackets group. What has the form of a filter narrows:

====================  =========================================================================================
``show:`` ``shelf:``  ``thread:`` ``tag:`` ``lens:`` conversations whose field has these words, the last one begun
``date:``             ``date:2025``, ``date:2025-06``, ``date:2024..2025``, ``date:>=2025-03``
``speaker:``          hits only in what this person says
``band:``             hits only in slices of this band, named by the beginning of its id or name
``score:``            hits only in slices of such a score: ``score:<-30``, ``score:>=20``, ``score:-20..0``
====================  =========================================================================================

The last three say where hits may stand: they hold for what they stand beside, in brackets for what is in them. Where
no word is asked for, the slices that they name are the hits themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from reader.domain.framework import GREATEST_SCORE, LEAST_SCORE
from reader.domain.record import record, replaced

ITEM_FIELDS = ("show", "shelf", "thread", "tag", "lens")
PLACE_FIELDS = ("speaker", "band", "score")
FIELDS = (*ITEM_FIELDS, "date", *PLACE_FIELDS)
LATER_FIELDS = ("has",)
"""Fields that will mean something once: they are told, not taken for words."""


@record
class Words:
    """One word, or several one behind the other, as ``domain.search_words`` folds them; ``begun``: the last one may go
    on."""

    words: tuple[str, ...]
    begun: bool = False


@record
class InField:
    """Conversations one of whose fields has these words one behind the other; the last one may go on."""

    field: str
    words: tuple[str, ...]


@record
class Dated:
    """Conversations of a time: ISO 8601, as exact as given. An empty end is open, the others are included unless
    ``beyond``."""

    first: str
    last: str
    beyond: bool = False


@record
class SpokenBy:
    """Places where somebody with this name speaks; the last word may go on."""

    words: tuple[str, ...]


@record
class InBand:
    """Places in slices of the bands whose id or name begins with these words."""

    words: tuple[str, ...]


@record
class Scored:
    """Places in slices with a score from ``least`` to ``greatest``, both included."""

    least: int = LEAST_SCORE
    greatest: int = GREATEST_SCORE


@record
class All:
    """All of these; of nothing: anything."""

    parts: tuple[Node, ...]


@record
class Any:
    """At least one of these."""

    parts: tuple[Node, ...]


@record
class Not:
    """What is not so."""

    part: Node


Node: TypeAlias = "Words | InField | Dated | SpokenBy | InBand | Scored | All | Any | Not"


@record
class Note:
    """What of a query was not understood, in a sentence, and where it stands in the text of the query."""

    text: str
    start: int
    end: int


@record
class Query:
    """A query as it was understood. ``text`` is what was typed."""

    text: str
    root: Node
    notes: tuple[Note, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return self.root == All(())

    @property
    def wanted(self) -> tuple[Words, ...]:
        """The words that hits are made of: those that are not left out, each once."""
        return tuple(dict.fromkeys(wanted_words(self.root)))


def narrowed(query: Query, *nodes: Node) -> Query:
    """A query with these parts besides, which hold for all of it."""
    if not nodes:
        return query
    parts = query.root.parts if isinstance(query.root, All) else (query.root,)
    return replaced(query, root=All((*parts, *nodes)))


def with_words(node: Node, old: Words, new: Words) -> Node:
    """A part of a query with other words in the place of some."""
    match node:
        case Words():
            return new if node == old else node
        case Not():
            return Not(with_words(node.part, old, new))
        case All():
            return All(tuple(with_words(part, old, new) for part in node.parts))
        case Any():
            return Any(tuple(with_words(part, old, new) for part in node.parts))
        case _:
            return node


def bands_in(node: Node) -> Iterator[InBand]:
    """The bands that a part of a query names."""
    match node:
        case InBand():
            yield node
        case Not():
            yield from bands_in(node.part)
        case All() | Any():
            for part in node.parts:
                yield from bands_in(part)
        case _:
            return


def is_place(node: Node) -> bool:
    """Whether a part of a query only says where hits may stand."""
    match node:
        case SpokenBy() | InBand() | Scored():
            return True
        case Not():
            return is_place(node.part)
        case All() | Any():
            return bool(node.parts) and all(map(is_place, node.parts))
        case _:
            return False


def has_place(node: Node) -> bool:
    """Whether any part of it says where hits may stand."""
    match node:
        case Not():
            return has_place(node.part)
        case All() | Any():
            return any(map(has_place, node.parts))
        case _:
            return is_place(node)


def wanted_words(node: Node) -> Iterator[Words]:
    """The words in a part of a query that are looked for, apart from those that are left out."""
    match node:
        case Words():
            yield node
        case All() | Any():
            for part in node.parts:
                yield from wanted_words(part)
        case _:
            return


def written(node: Node) -> str:
    """A part of a query as a person would type it: read again, it gives the same part."""
    match node:
        case Not():
            return f"NOT {_grouped(node.part)}"
        case Any():
            return " OR ".join(map(_grouped, node.parts))
        case All():
            return " ".join(map(_grouped, node.parts))
        case Words():
            whole = " ".join(node.words)
            return (f'"{whole}"' if len(node.words) > 1 else whole) + "*" * node.begun
        case _:
            return filter_text(*_named(node))


def _named(node: InField | SpokenBy | InBand | Dated | Scored) -> tuple[str, str]:
    """The field of a filter, and its value."""
    match node:
        case Dated():
            return "date", _span(node)
        case Scored():
            nothing = f">{GREATEST_SCORE}" if node.least > GREATEST_SCORE else f"<{LEAST_SCORE}"
            return "score", f"{node.least}..{node.greatest}" if node.least <= node.greatest else nothing
        case _:
            field = node.field if isinstance(node, InField) else "band" if isinstance(node, InBand) else "speaker"
            return field, " ".join(node.words)


def _span(dated: Dated) -> str:
    if dated.beyond:
        return f"<{dated.last}" if dated.last else f">{dated.first}"
    return dated.first if dated.first == dated.last else f"{dated.first}..{dated.last}"


def _grouped(node: Node) -> str:
    return f"({written(node)})" if isinstance(node, All | Any) else written(node)


def filter_text(field: str, value: str) -> str:
    """A filter as a person would type it: what a click on a value puts into the query."""
    plain = " ".join(value.replace('"', " ").split())
    simple = plain and not any(character.isspace() or character in "()“”„" for character in plain)
    return f"{field}:{plain}" if simple else f'{field}:"{plain}"'
