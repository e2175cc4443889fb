"""Markup inside a line of Markdown, to the plain text it shows.

Links become their text, emphasis marks go, ``\\[laughs\\]`` is ``[laughs]``. Anchors and a few formatting tags are
dropped; any other HTML stays what it is: text.
"""

from __future__ import annotations

import re

from reader.formats.entities import decode_entities
from reader.formats.pattern import pattern

# Characters that cleaning has removed from the text stand for escaped ones while the marks are read.
_ESCAPABLE = "[]()*_`\\<>#!"
_STAND_INS = {character: chr(14 + index) for index, character in enumerate(_ESCAPABLE)}
_BACK = {ord(stand_in): character for character, stand_in in _STAND_INS.items()}
_ESCAPED = pattern(r"\\([!-/:-@\[-`{-~])")
_LINK = pattern(
    r"!?\[((?:[^\[\]]++|\[[^\[\]]*+\])*+)\]"
    r"(?:\(\s*+(?:<[^<>]*+>|[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+)(?:\s++[\"'][^\"']{0,300}[\"'])?\s*+\)|\[[^\[\]]*+\])"
)
_AUTOLINK = pattern(r"<((?:https?://|mailto:)[^\s<>]{1,500})>")
_TAG = pattern(
    r"</?(?:a|abbr|b|big|br|center|cite|code|del|div|em|font|i|ins|kbd|mark|p|q|s|small|span|strong|sub|sup|tt|u)"
    r"(?:\s[^<>]{0,500})?\s?/?>",
    re.IGNORECASE,
)
_CODE = pattern(r"(?<!`)(`{1,3})(?!`)([^`]++)\1(?!`)")
_STARS = pattern(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]*[^*\s])\1")
_UNDERSCORES = pattern(r"(?<!\w)(_{1,3})(?=[^\s_])([^_]*[^_\s])\1(?!\w)")
_LEFT_STARS = pattern(r"(?<![\w*])\*\*+|\*\*+(?![\w*])")


def plain_markdown(text: str) -> str:
    """The text that a stretch of Markdown shows; white space as it is. Takes time in proportion to the length."""
    if "\\" in text:
        text = _ESCAPED.sub(_stand_in, text)
    if "](" in text or "][" in text:
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    if "`" in text:
        text = _CODE.sub(r"\2", text)
    if "*" in text:
        text = _STARS.sub(r"\2", text)
    if "*" in text:
        text = _LEFT_STARS.sub("", _STARS.sub(r"\2", text))
    if "_" in text:
        text = _UNDERSCORES.sub(r"\2", text)
    # Stand-ins go first: decoding takes away hidden characters.
    return decode_entities(text.translate(_BACK))


def _stand_in(match: re.Match[str]) -> str:
    character = match.group(1)
    return _STAND_INS.get(character, character)


def only_link(text: str) -> tuple[str, str] | None:
    """Words and address of a line that is one link and nothing else (marks around it allowed), or None."""
    match = re.match(r"[*_\s]*\[([^\[\]]{0,200})\]\(\s*([^\s()]{1,1000})\s*\)[*_.\s]*$", text[:2000])
    if match:
        return match.group(1), match.group(2)
    match = re.match(r"[*_\s]*<?(https?://[^\s<>]{3,1000})>?[*_\s]*$", text[:2000])
    return (match.group(1), match.group(1)) if match else None
