"""Slugs: the short stable names of items, as they stand in addresses and file names."""

from __future__ import annotations

import re
import unicodedata

MOST_CHARACTERS = 80
MOST_BYTES = 160

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")
"""Names that Windows keeps for devices."""


def slugify(title: str) -> str:
    """A slug of small letters, digits and single hyphens; letters of other scripts stay, accents of Latin ones go.

    Never empty: a title without a letter or digit gives ``item``.
    """
    words = re.sub(r"[\W_]+", "-", "".join(map(_plain, title.replace("'", "").replace("’", "")))).strip("-")
    slug = _shortened(words)
    if not slug or _RESERVED.match(slug):
        slug = f"{slug}-item".strip("-")
    return slug


def _plain(character: str) -> str:
    if character.isascii():
        return character.lower()
    base = "".join(part for part in unicodedata.normalize("NFKD", character) if part.isascii() and part.isalnum())
    return base.lower() or unicodedata.normalize("NFC", character.casefold())


def _shortened(words: str) -> str:
    """Cut at a hyphen near the limits, which leave room for a number and an ending in any file system."""
    short = words[:MOST_CHARACTERS].encode("utf-8", "ignore")[:MOST_BYTES].decode("utf-8", "ignore")
    if len(short) < len(words) and words[len(short)] != "-" and "-" in short[len(short) // 2 :]:
        short = short.rpartition("-")[0]
    return short.strip("-")


def numbered(slug: str, taken: set[str]) -> str:
    """``slug`` itself, or with the lowest free number from 2 behind it."""
    if slug not in taken:
        return slug
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"
