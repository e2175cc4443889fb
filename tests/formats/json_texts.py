"""JSON texts as people and programs write them: any layout, any spelling of the same values."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
KEYS = st.sampled_from(("title", "show", "tags", "summary", "x", "é", "n/a", "date", "profile"))
NUMBERS = st.sampled_from(("0", "-0", "1.50", "1e2", "12345678901234567890123", "-7.0E-3", "9" * 5000, "0.1"))
SPACES = st.sampled_from(("", " ", "\n", "\r\n", "\t", "\n  ", " \r "))


@st.composite
def spelled_text(draw: st.DrawFn, text: str) -> str:
    """A string of JSON that means this text."""
    written = json.dumps(text, ensure_ascii=draw(st.booleans()))
    return written.replace("/", "\\/") if draw(st.booleans()) else written


@st.composite
def values(draw: st.DrawFn, depth: int = 3) -> str:
    """The text of any value."""
    kinds = ["text", "number", "word"] + (["list", "object"] if depth else [])
    kind = draw(st.sampled_from(kinds))
    if kind == "text":
        return draw(spelled_text(draw(TEXTS)))
    if kind == "number":
        return draw(NUMBERS)
    if kind == "word":
        return draw(st.sampled_from(("true", "false", "null")))
    space = draw(SPACES)
    if kind == "list":
        parts = draw(st.lists(values(depth - 1), max_size=4))
        return f"[{space}{f'{space},{draw(SPACES)}'.join(parts)}{draw(SPACES)}]"
    return draw(objects(depth - 1))


@st.composite
def objects(draw: st.DrawFn, depth: int = 3) -> str:
    """The text of an object, each key once."""
    keys = draw(st.lists(KEYS, max_size=6, unique=True))
    parts = [
        f"{draw(spelled_text(key))}{draw(SPACES)}:{draw(SPACES)}{draw(values(max(depth, 0)))}{draw(SPACES)}"
        for key in keys
    ]
    return "{" + draw(SPACES) + f",{draw(SPACES)}".join(parts) + draw(SPACES) + "}"


def meaning(text: str) -> Any:
    """What a text means to everybody else: numbers as they are spelled, so that none is lost."""
    return json.loads(text, parse_int=str, parse_float=str)
