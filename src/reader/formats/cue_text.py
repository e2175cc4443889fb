"""Markup inside captions: tags go, ``<v Name>`` names the speaker, ``<00:00:01.000>`` starts a word."""

from __future__ import annotations

import re

from reader.domain.record import record
from reader.domain.transcript import Word
from reader.formats.cleaning import one_line
from reader.formats.clock import clock_ms
from reader.formats.entities import decode_entities
from reader.formats.pattern import pattern
from reader.formats.words import Piece, joined_words, text_of

_TAG = pattern(
    r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font|span|em|strong|br|p)(?:\.[^\s<>]{0,200})?(?:\s[^<>]{0,300})?\s?/?>",
    re.IGNORECASE,
)
_BREAK = pattern(r"<br\s?/?>", re.IGNORECASE)
_OVERRIDE = pattern(r"\{\\[^{}]{0,200}\}")
_VOICE = pattern(r"<v(?:\.[^\s<>]{0,200})?(?:\s([^<>]{0,200}))?>|</v>", re.IGNORECASE)
_INLINE_TIME = pattern(r"<(\d{1,6}:\d{2}(?::\d{2})?[.,]\d{1,3})\s?>")


@record
class Part:
    """What one person says in a caption."""

    speaker: str | None
    text: str
    words: tuple[Word, ...] = ()


def has_inline_times(markup: str) -> bool:
    """True where single words have times."""
    return "<" in markup and _INLINE_TIME.search(markup) is not None


def plain(markup: str) -> str:
    """The text of a caption without its tags, entities decoded; white space as it is."""
    if "{" in markup:
        markup = _OVERRIDE.sub("", markup)
    if "<" in markup:
        markup = _BREAK.sub(" ", markup)
        markup = _TAG.sub("", _INLINE_TIME.sub("", markup))
    return decode_entities(markup)


def spoken_parts(markup: str, start_ms: int | None, end_ms: int | None) -> list[Part]:
    """What each person says in a caption, in order; parts without text are left out."""
    if "<v" not in markup and "<V" not in markup:
        part = _part(None, markup, start_ms, end_ms)
        return [part] if part.text else []
    parts: list[Part] = []
    speaker: str | None = None
    position = 0
    for match in _VOICE.finditer(markup):
        parts.append(_part(speaker, markup[position : match.start()], start_ms, end_ms))
        speaker = None if match.group().startswith("</") else _name(match.group(1))
        position = match.end()
    parts.append(_part(speaker, markup[position:], start_ms, end_ms))
    return [part for part in parts if part.text]


def _name(annotation: str | None) -> str | None:
    return one_line(decode_entities(annotation)) or None if annotation else None


def _part(speaker: str | None, markup: str, start_ms: int | None, end_ms: int | None) -> Part:
    if not has_inline_times(markup):
        return Part(speaker, one_line(plain(markup)))
    pieces: list[Piece] = []
    time = start_ms
    position = 0
    for match in _INLINE_TIME.finditer(markup):
        pieces.append(Piece(plain(markup[position : match.start()]), time))
        time = clock_ms(match.group(1))
        position = match.end()
    pieces.append(Piece(plain(markup[position:]), time))
    words = joined_words(pieces, end_ms)
    return Part(speaker, text_of(words), words)
