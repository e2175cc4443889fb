"""The filters in the text of a query, as a person sees and changes them: what chips show and clicks write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.domain.query import FIELDS, filter_text
from reader.domain.query_reading import TOKEN, read_query
from reader.domain.record import record

_FIELD_LIKE = re.compile(r"([^\W\d_]{3,}):(?!//)")
_LONG_FIELD = 6
"""From so many letters on, two of a field's name may be wrong; else one."""


@record
class Mistyped:
    """What has the form of a filter but for its name: ``name`` stands from ``start`` to ``end``, and may be meant as
    ``instead``. It is looked for as words.
    """

    name: str
    instead: str
    start: int
    end: int


@record
class Filter:
    """A filter that holds for the whole query: ``text`` is how it stands there, from ``start`` to ``end``; ``left_out``
    ones stand behind a NOT or a hyphen, which belongs to them.
    """

    field: str
    value: str
    text: str
    start: int
    end: int
    left_out: bool = False


def filters_of(text: str) -> tuple[Filter, ...]:
    """The filters of a query that can be taken away alone: none in brackets, and none of which one of several is
    enough.
    """
    return tuple(_filters(text))


def without(text: str, gone: Filter) -> str:
    """The query without one of its filters."""
    return _joined(text[: gone.start], text[gone.end :])


def with_filter(text: str, field: str, value: str) -> str:
    """The query with one filter more. Of those of which only one can hold (band, score, date) it takes the place."""
    wanted = filter_text(field, value)
    for one in reversed(filters_of(text)):
        if one.field == field and not one.left_out and (field in ("band", "score", "date") or _same(one, wanted)):
            text = without(text, one)
    return _joined(text, wanted)


def without_field(text: str, field: str) -> str:
    """The query without any filter of this field, but for those that leave something out."""
    for one in reversed(filters_of(text)):
        if one.field == field and not one.left_out:
            text = without(text, one)
    return text


def finished(text: str) -> str:
    """The query as it has to be written to mean by itself what it means while somebody types it: quotation and brackets
    closed, a star behind a word that may still go on.
    """
    goes_on = read_query(text, typing=True).root != read_query(text).root
    text = text.rstrip()
    depth, is_open = 0, False
    for match in TOKEN.finditer(text):
        depth = max(depth + {"(": 1, ")": -1}.get(match["bracket"] or "", 0), 0)
        is_open = match["phrase"] is not None and not match["closed"]
    return text + '"' * is_open + "*" * goes_on + ")" * depth


def mistyped_fields(text: str) -> tuple[Mistyped, ...]:
    """The names of fields that are nearly right."""
    found = []
    for match in TOKEN.finditer(text):
        like = _FIELD_LIKE.match(match["word"] or "")
        instead = _nearest_field(like[1].lower()) if like is not None else ""
        if like is not None and instead:
            start = match.start("word")
            found.append(Mistyped(like[1], instead, start, start + len(like[1])))
    return tuple(found)


def _nearest_field(name: str) -> str:
    from rapidfuzz.distance import OSA

    distance, field = min((OSA.distance(name, field), field) for field in FIELDS)
    return field if distance <= (2 if len(field) >= _LONG_FIELD else 1) else ""


def _same(one: Filter, wanted: str) -> bool:
    return filter_text(one.field, one.value).casefold() == wanted.casefold()


def _joined(before: str, behind: str) -> str:
    return " ".join(part for part in (before.strip(), behind.strip()) if part)


def _filters(text: str) -> Iterator[Filter]:
    depth, out_from, behind_or = 0, -1, False
    found: Filter | None = None
    for match in TOKEN.finditer(text):
        start = match.end() - len(match.group().lstrip())
        is_or = match["operator"] == "OR"
        if found is not None and not is_or:
            yield found
        found = None
        if match["bracket"]:
            depth += 1 if match["bracket"] == "(" else -1
        elif match["field"] and depth == 0 and not behind_or:
            field, value = match["field"].lower(), match["value"].strip().strip('"“”„').strip()
            if field in FIELDS and value:
                first = out_from if out_from >= 0 else start
                found = Filter(field, value, text[first : match.end()], first, match.end(), out_from >= 0)
        out = match["minus"] or match["operator"] == "NOT"
        out_from = (out_from if out_from >= 0 else start) if out else -1
        behind_or = is_or or (behind_or and bool(out))
    if found is not None:
        yield found
