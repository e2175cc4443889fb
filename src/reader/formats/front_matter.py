"""Front matter of Markdown files: the small, safe part of YAML that such files use, and what it says about an item.

Read are ``key: value``, quoted values, ``[a, b]``, block lists and folded or literal text. Nothing is executed or
followed; what is nested deeper is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reader.domain.item import Metadata
from reader.formats.cleaning import one_line
from reader.formats.dates import iso_date
from reader.formats.links import video_id
from reader.formats.pattern import pattern
from reader.formats.report import Report, quoted

Values = Mapping[str, str | tuple[str, ...]]

_KEY = pattern(r"([A-Za-z_][\w .-]{0,40}?)\s*:(?:\s+(.*)|\s*)$")
_ITEM = pattern(r"\s*-\s+(.*)$")
_COMMENT = pattern(r"\s+#.*$")
_ESCAPES = {"n": " ", "t": " ", '"': '"', "\\": "\\", "/": "/"}
_ESCAPE = pattern(r"\\(.)")
_MAX_LINES = 500
_EVIDENCE_MODES = frozenset({"interview", "panel", "talk", "reading"})

KEYS = {
    "title": "title", "show": "show", "podcast": "show", "channel": "show", "programme": "show", "program": "show",
    "shelf": "shelf", "thread": "thread", "series": "thread", "date": "date", "published": "date", "pubdate": "date",
    "publish_date": "date", "publication_date": "date", "released": "date", "release_date": "date", "recorded": "date",
    "link": "link", "url": "link", "source": "link", "youtube": "link", "youtube_link": "link", "video": "link",
    "webpage": "link", "media": "media", "audio": "media", "tags": "tags", "keywords": "tags",
    "why_it_matters": "why_it_matters", "why_this_matters": "why_it_matters", "summary": "summary",
    "description": "summary", "editor_note": "editor_note", "editors_note": "editor_note",
    "evidence_mode": "evidence_mode",
}  # fmt: skip
"""Names of keys in files (lower case, underscores) to fields of the metadata."""


def split_front_matter(lines: list[str]) -> tuple[list[str], int]:
    """The lines of the front matter and the index of the first line behind it; none and 0 where there is none."""
    first = next((index for index, line in enumerate(lines[:20]) if line.strip()), None)
    if first is None or lines[first].rstrip() != "---":
        return [], 0
    for index in range(first + 1, min(len(lines), first + _MAX_LINES)):
        if lines[index].rstrip() in ("---", "..."):
            inside = lines[first + 1 : index]
            return (inside, index + 1) if _is_front_matter(inside) else ([], 0)
    return [], 0


def _is_front_matter(lines: list[str]) -> bool:
    filled = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return not filled or any(_KEY.match(line) for line in filled)


def read_values(lines: list[str]) -> Values:
    """The keys (lower case, with underscores) and values of front matter."""
    values: dict[str, str | tuple[str, ...]] = {}
    index = 0
    while index < len(lines):
        match = _KEY.match(lines[index])
        index += 1
        if not match:
            continue
        key = normal_key(match.group(1))
        raw = (match.group(2) or "").strip()
        if raw[:1] in ("|", ">") and len(raw) <= 3:
            raw, index = _block_text(lines, index)
            values.setdefault(key, raw)
        elif not raw or raw.startswith("#"):
            items, index = _block_list(lines, index)
            if items:
                values.setdefault(key, items)
        else:
            values.setdefault(key, _value(raw))
    return values


def normal_key(key: str) -> str:
    """``Why it matters`` and ``why-it-matters`` are the same key."""
    return re.sub(r"[\s.-]+", "_", key.strip().casefold())


def _block_text(lines: list[str], index: int) -> tuple[str, int]:
    parts = []
    while index < len(lines) and (not lines[index].strip() or lines[index][:1].isspace()):
        parts.append(lines[index].strip())
        index += 1
    return " ".join(part for part in parts if part), index


def _block_list(lines: list[str], index: int) -> tuple[tuple[str, ...], int]:
    items = []
    while index < len(lines):
        match = _ITEM.match(lines[index])
        if not match and lines[index].strip():
            break
        if match:
            items.append(_scalar(match.group(1)))
        index += 1
    return tuple(item for item in items if item), index


def _value(raw: str) -> str | tuple[str, ...]:
    if not raw.startswith("["):
        return _scalar(raw)
    inside = raw if raw.endswith("]") else _COMMENT.sub("", raw)
    inside = inside[1:-1] if inside.endswith("]") else inside[1:]
    return tuple(item for part in _split_list(inside) if (item := _scalar(part)))


def _split_list(text: str) -> list[str]:
    parts: list[str] = []
    part: list[str] = []
    quote = ""
    for character in text:
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'" and not "".join(part).strip():
            quote = character
        elif character == ",":
            parts.append("".join(part))
            part = []
            continue
        part.append(character)
    parts.append("".join(part))
    return parts


def _scalar(raw: str) -> str:
    raw = raw.strip()
    quote = raw[:1]
    if quote and quote in "\"'":
        end = _closing_quote(raw, quote)
        if end > 0:
            inside = raw[1:end]
            if quote == "'":
                return inside.replace("''", "'")
            return _ESCAPE.sub(lambda match: _ESCAPES.get(match.group(1), match.group(1)), inside)
    return _COMMENT.sub("", raw).strip()


def _closing_quote(raw: str, quote: str) -> int:
    index = 1
    while index < len(raw):
        if quote == '"' and raw[index] == "\\":
            index += 1
        elif raw[index] == quote:
            if quote == "'" and raw[index + 1 : index + 2] == "'":
                index += 1
            else:
                return index
        index += 1
    return -1


def metadata_from(values: Values, report: Report, line: int = 0) -> Metadata:
    """What the values say about the item. A date or a mode that cannot be read is left out and reported."""
    found: dict[str, str | tuple[str, ...]] = {}
    for key, value in values.items():
        name = KEYS.get(key)
        if name is None or name in found:
            continue
        if name == "tags":
            found[name] = _tags(value)
            continue
        text = one_line(", ".join(value) if isinstance(value, tuple) else value)
        usable = _usable(name, text, report, line)
        if usable:
            found[name] = usable
    return Metadata(**found)  # type: ignore[arg-type]


def _tags(value: str | tuple[str, ...]) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value
    return tuple(dict.fromkeys(tag for part in parts if (tag := one_line(part).lstrip("#"))))


def _usable(name: str, text: str, report: Report, line: int) -> str:
    if name == "date":
        known = iso_date(text)
        if text and known is None:
            report.add("left out", line, f"The date {quoted(text)} cannot be read.")
        return known or ""
    if name == "link":
        return text if text.startswith(("http://", "https://")) or video_id(text) else ""
    if name == "evidence_mode":
        mode = text.casefold()
        if mode not in _EVIDENCE_MODES:
            report.add("left out", line, f"{quoted(text)} is no evidence mode (interview, panel, talk or reading).")
            return ""
        return mode
    return text
