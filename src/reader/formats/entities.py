"""Character references such as ``&amp;``, decoded only where they are complete."""

from __future__ import annotations

import re

from reader.formats.cleaning import clean_part
from reader.formats.pattern import pattern

_REFERENCE = pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TWICE = pattern(r"&amp;(#\d{1,7}|[a-z]{2,8});")


def decode_entities(text: str) -> str:
    """Decode each complete reference once; what is no reference stays. Hidden characters that appear are removed."""
    if "&" not in text:
        return text
    return clean_part(_REFERENCE.sub(_decoded, text))


def escaped_once(text: str) -> str:
    """A text that a tool escaped twice (``&amp;#39;``), escaped once; any other text as it is."""
    return _TWICE.sub(r"&\1;", text) if "&amp;" in text else text


def _decoded(match: re.Match[str]) -> str:
    import html  # its table of 2,200 names is big, and most files have no reference

    return html.unescape(match.group())
