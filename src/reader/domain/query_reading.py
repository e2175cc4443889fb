"""Reading what a person types as a query. Nothing that can be typed fails: what makes no sense is noted, left out."""

from __future__ import annotations

import re

from reader.domain.framework import GREATEST_SCORE, LEAST_SCORE
from reader.domain.query import (
    FIELDS,
    LATER_FIELDS,
    All,
    Any,
    Dated,
    InBand,
    InField,
    Node,
    Not,
    Note,
    Query,
    Scored,
    SpokenBy,
    Words,
    has_place,
)
from reader.domain.record import record
from reader.domain.search_words import words_of

LONGEST = 2_000
"""So many characters of a query are read."""
MOST_PARTS = 64
"""A query of more words and filters is cut short."""
DEEPEST = 20
"""So many brackets may stand inside each other, and NOT before NOT; what goes deeper is left out."""
LEAST_BEGUN = 2
"""While somebody types, so many letters are taken for the beginning of a word; fewer for a whole word."""

TOKEN = re.compile(
    rf"""\s*(?:
      (?P<bracket>[()])
    | (?P<operator>(?:AND|OR|NOT)(?![^\s()"“”„]))
    | (?P<minus>-(?=[^\s)-]))
    | (?P<field>(?i:{"|".join((*FIELDS, *LATER_FIELDS))})):
      (?P<value>\s*(?:(?:[<>]=?|[=≤≥])\s*)?(?:"[^"]*"?|[“„”][^“”"]*[”“"]?|[^\s()]*))
    | ["“”„](?P<phrase>[^"“”„]*)(?P<closed>["“”„]?)(?P<star>\*?)
    | (?P<word>[^\s()"“”„]+)
    )""",
    re.VERBOSE,
)
_QUOTES = '"“”„'
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_NUMBER = re.compile(r"[+-]?\d{1,6}")
_COMPARED = re.compile(r"(<=|>=|=|<|>|≤|≥)?\s*(\S+)")
_SIGNS = {"−": "-", "–": "-", "≤": "<=", "≥": ">=", "…": ".."}


def read_query(text: str, *, typing: bool = False) -> Query:
    """Read a query. While somebody is ``typing``, the word that the text ends with may still go on."""
    return _Reader(text, typing).query()


@record
class _Token:
    kind: str
    value: str
    start: int
    end: int
    name: str = ""
    closed: bool = True
    star: bool = False


class _Reader:
    """One reading: tokens from left to right, a function for each rule of the grammar."""

    def __init__(self, text: str, typing: bool) -> None:
        self._text = text
        self._typing = typing
        self._notes: list[Note] = []
        self._tokens = self._tokenised()
        self._at = 0
        self._parts = 0
        self._deep = False

    def query(self) -> Query:
        parts: list[Node] = []
        while self._at < len(self._tokens):
            parts += self._all_of(0)
            if self._at < len(self._tokens):  # only a closing bracket ends a row before the end
                self._note("This bracket was never opened.", self._next())
        notes = sorted(self._notes, key=lambda note: (note.start, note.end))
        return Query(self._text, _all(parts), tuple(notes))

    def _tokenised(self) -> list[_Token]:
        text = self._text[:LONGEST]
        if len(self._text) > LONGEST:
            self._note_at(f"Only the first {LONGEST:,} characters are read.", LONGEST, len(self._text))
        tokens = []
        for match in TOKEN.finditer(text):
            kind = match.lastgroup or ""
            kind = "field" if match["field"] else "phrase" if match["phrase"] is not None else kind
            value = match["value"] if kind == "field" else match[kind]
            start = match.end() - len(match.group().lstrip())
            closed, star = match["closed"] != "", bool(match["star"])
            tokens.append(_Token(kind, value or "", start, match.end(), match["field"] or "", closed, star))
        return tokens

    # ------------------------------------------------------------------------------------------- rules

    def _all_of(self, depth: int) -> list[Node]:
        """Whatever stands in a row, up to a closing bracket or the end."""
        parts: list[Node] = []
        while (token := self._peek()) is not None and not _is(token, "bracket", ")"):
            if token.kind == "operator" and token.value in ("AND", "OR"):
                self._next()
                if token.value == "OR" or not parts or self._ends():
                    self._note(f"{token.value} needs something on either side; it was left out.", token)
                continue
            part = self._any_of(depth)
            if part is not None:
                parts.append(part)
        return parts

    def _any_of(self, depth: int) -> Node | None:
        """One part, or several with OR between them."""
        first = self._part(depth)
        if first is None:
            return None
        parts = [first]
        while _is(self._peek(), "operator", "OR"):
            token = self._next()
            other = None if self._ends() else self._part(depth)
            if other is None:
                self._note("OR needs something on either side; it was left out.", token)
            else:
                parts.append(other)
        return _any(parts)

    def _part(self, depth: int) -> Node | None:
        """A word, a phrase, a filter, a group, or one of these left out. None where it came to nothing."""
        token = self._next()
        if token.kind == "minus" or _is(token, "operator", "NOT"):
            return self._left_out(token, depth)
        if token.kind == "bracket":
            return self._group(token, depth)
        if token.kind == "operator":
            self._note(f"{token.value} needs something on either side; it was left out.", token)
            return None
        self._parts += 1
        if self._parts > MOST_PARTS:
            if self._parts == MOST_PARTS + 1:
                self._note(f"Only the first {MOST_PARTS} words and filters are read.", token)
            return None
        return self._filter(token) if token.kind == "field" else self._words(token)

    def _left_out(self, token: _Token, depth: int) -> Node | None:
        if self._ends():
            self._note("Nothing stands behind NOT; it was left out.", token)
            return None
        if self._is_too_deep(token, depth):
            return None
        part = self._part(depth + 1)
        return None if part is None else Not(part)

    def _group(self, token: _Token, depth: int) -> Node | None:
        if _is(token, "bracket", ")"):
            self._note("This bracket was never opened.", token)
            return None
        if self._is_too_deep(token, depth):
            return None
        parts = self._all_of(depth + 1)
        if self._peek() is None:
            self._note("This bracket is never closed.", token, unfinished=True)
        else:
            self._next()
        return _all(parts) if parts else None

    def _is_too_deep(self, token: _Token, depth: int) -> bool:
        if depth >= DEEPEST and not self._deep:
            self._deep = True
            self._note("This goes too deep; it was left out.", token)
        return depth >= DEEPEST

    # ------------------------------------------------------------------------------------------ leaves

    def _words(self, token: _Token) -> Node | None:
        words = tuple(words_of(token.value))
        if not words:
            self._note("There is no letter or digit in this; it was left out.", token)
            return None
        if token.kind == "phrase" and not token.closed:
            self._note("This quotation is never closed.", token)
        begun = token.star or token.value.rstrip().endswith("*") or self._goes_on(token, words)
        return Words(words, begun)

    def _goes_on(self, token: _Token, words: tuple[str, ...]) -> bool:
        """Whether somebody may still be typing the last of these words."""
        at_end = self._typing and token.end == len(self._text)
        return at_end and len(words[-1]) >= LEAST_BEGUN and bool(words_of(self._text[-1]))

    def _filter(self, token: _Token) -> Node | None:
        field = token.name.lower()
        value = token.value.strip().strip(_QUOTES).strip()
        if field in LATER_FIELDS:
            self._note(f"{field}: cannot be looked for yet; it was left out.", token)
            return None
        if not value:
            self._note(f"Nothing stands behind {field}: so it was left out.", token)
            return None
        if field == "score":
            return self._score(value, token)
        if field == "date":
            return self._date(value, token)
        words = tuple(words_of(value))
        if not words:
            self._note("There is no letter or digit in this; it was left out.", token)
            return None
        if field == "band":
            return InBand(words)
        return SpokenBy(words) if field == "speaker" else InField(field, words)

    def _score(self, value: str, token: _Token) -> Node | None:
        sign, first, last = _range(value)
        if not (_NUMBER.fullmatch(first or last) and _NUMBER.fullmatch(last or first)):
            self._note("A score is written as score:<-30, score:>=20 or score:-20..0; this was left out.", token)
            return None
        low = int(first) if first and sign not in ("<", "<=") else LEAST_SCORE
        high = int(last) if last and sign not in (">", ">=") else GREATEST_SCORE
        if first and last and not sign:
            return Scored(min(low, high), max(low, high))
        low, high = low + (sign == ">"), high - (sign == "<")
        return Scored(min(low, GREATEST_SCORE + 1), max(high, LEAST_SCORE - 1))

    def _date(self, value: str, token: _Token) -> Node | None:
        sign, first, last = _range(value)
        if not (_DATE.fullmatch(first or last) and _DATE.fullmatch(last or first)):
            self._note("A date is written as date:2025, date:2025-06 or date:2024..2025; this was left out.", token)
            return None
        match sign:
            case "<":
                return Dated("", last, beyond=True)
            case ">":
                return Dated(first, "", beyond=True)
            case "<=":
                return Dated("", last)
            case ">=":
                return Dated(first, "")
            case _:
                turned = first and last and last[: len(first)] < first[: len(last)]
                return Dated(last, first) if turned else Dated(first, last)

    # ------------------------------------------------------------------------------------------ tokens

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next(self) -> _Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _ends(self) -> bool:
        """Whether nothing that could be looked for comes next."""
        token = self._peek()
        return token is None or _is(token, "bracket", ")") or _is(token, "operator", "OR")

    def _note(self, text: str, token: _Token, *, unfinished: bool = False) -> None:
        """Note something, unless somebody is just typing it."""
        if not (self._typing and (unfinished or not self._text[token.end :].strip())):
            self._note_at(text, token.start, token.end)

    def _note_at(self, text: str, start: int, end: int) -> None:
        self._notes.append(Note(text, start, end))


def _is(token: _Token | None, kind: str, value: str) -> bool:
    return token is not None and token.kind == kind and token.value == value


def _range(value: str) -> tuple[str, str, str]:
    """The sign of comparison, and the two ends; an end left open is empty."""
    for written, plain in _SIGNS.items():
        value = value.replace(written, plain)
    match = _COMPARED.fullmatch(value)
    sign, rest = (match[1] or "", match[2]) if match else ("", value)
    first, dots, last = rest.partition("..")
    return (sign, first, last) if dots and not sign else (sign, rest, rest)


def _all(parts: list[Node]) -> Node:
    flat: list[Node] = []
    for part in parts:
        # Brackets say how far a filter of places goes.
        flat += part.parts if isinstance(part, All) and not has_place(part) else (part,)
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def _any(parts: list[Node]) -> Node:
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, Any) else (part,)
    return flat[0] if len(flat) == 1 else Any(tuple(flat))
