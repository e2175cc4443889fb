"""Replacing single values in a JSON text that others wrote: all else stays as it is, byte for byte.

What is written follows the file: its indentation, line ends, spaces round colons and commas, and whether it writes
letters outside ASCII, and slashes, as escapes. A new key stands behind its neighbour in the order that the schema has.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from reader.formats.json_source import JsonSource, Member, Node, find, member_of, same

Path = tuple[str, ...]
Order = Mapping[Path, Sequence[str]]
"""For each object, by its place: its keys in the order of the schema."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How texts are written: letters outside ASCII as escapes, with capital digits, slashes behind a backslash."""

    escaped: bool = False
    capitals: bool = False
    slashes: bool = False

    def write(self, text: str) -> str:
        written = json.dumps(text, ensure_ascii=self.escaped)
        if self.capitals:
            written = _ESCAPE.sub(lambda found: _capital(found[0]), written)
        return written.replace("/", "\\/") if self.slashes else written


@dataclass(frozen=True, slots=True)
class _Style:
    """How a file is laid out; ``unit`` is one step of indentation, empty where it has no lines of its own for keys."""

    newline: str
    unit: str
    colon: str
    spelling: _Spelling

    @property
    def comma(self) -> str:
        """Between the parts of a list or object in one line."""
        return ", " if self.colon.endswith(" ") else ","


FRESH = _Style("\n", "  ", ": ", _Spelling())
"""How a file is laid out that this program writes."""


def edited(text: str, changes: Sequence[tuple[Path, Any]], order: Order) -> str:
    """The text with these values, by their places, set in turn. What has that value already stays as it is spelled.

    An object is set key by key; keys of it that are not named stay. Raises JsonFaultError for a text that is no JSON.
    """
    for path, value in changes:
        source = JsonSource(text)
        text = _set(source, path, value, order)
    return text


def rendered(value: Mapping[str, Any]) -> str:
    """The text of a whole new file."""
    return _written(value, FRESH, 0) + "\n"


def _set(source: JsonSource, path: Path, value: Any, order: Order) -> str:
    holder = find(source.root, *path[:-1])
    if holder is None or holder.kind != "object":
        # The object that should hold it is not there: it comes with it.
        return _set(source, path[:-1], {path[-1]: value}, order)
    node = find(holder, path[-1])
    if node is None:
        return _inserted(source, holder, path, value, order.get(path[:-1], ()))
    if same(source.value(node), value):
        return source.text
    if node.kind == "object" and isinstance(value, Mapping):
        return edited(source.text, [((*path, key), part) for key, part in value.items()], order)
    style = _style_of(source, node)
    if node.kind == "list" and isinstance(value, list | tuple) and node.parts and value:
        written = _list_like(source, node, value, style)
    else:
        written = _written(value, style, len(path))
    return source.text[: node.start] + written + source.text[node.end :]


# ------------------------------------------------------------------------------------------- the new key


def _inserted(source: JsonSource, holder: Node, path: Path, value: Any, order: Sequence[str]) -> str:
    style, depth = _style_of(source, holder), len(path)
    key = json.dumps(path[-1])
    text = source.text
    if not holder.members:
        member = f"{key}{style.colon}{_written(value, style, depth)}"
        return text[: holder.start] + _enclosed("{", [member], "}", style, depth - 1) + text[holder.end :]
    colon = _usual(text[member.end : member.value.start] for member in holder.members)
    member = f"{key}{colon}{_written(value, style, depth)}"
    between = _between(source, holder, style)
    neighbour = _neighbour(holder, path[-1], order)
    if neighbour is None:
        at = holder.members[0].start
        return text[:at] + member + between + text[at:]
    at = neighbour.value.end
    return text[:at] + between + member + text[at:]


def _neighbour(holder: Node, key: str, order: Sequence[str]) -> Member | None:
    """The member that a new key comes behind; None where it comes first. One outside the order comes last."""
    if key not in order:
        return holder.members[-1]
    before = order[: list(order).index(key)]
    return next((found for name in reversed(before) if (found := member_of(holder, name))), None)


def _between(source: JsonSource, holder: Node, style: _Style) -> str:
    """What parts one member from the next: what mostly does in this object."""
    text, members = source.text, holder.members
    if len(members) > 1:
        ends = [member.value.end for member in members[:-1]]
        starts = [member.start for member in members[1:]]
        return _usual(text[end:start] for end, start in zip(ends, starts, strict=True))
    lead = text[holder.start + 1 : members[0].start]
    return "," + lead if _LINE_END.search(lead) else style.comma


def _usual(found: Any) -> str:
    return str(Counter(found).most_common(1)[0][0])


# ---------------------------------------------------------------------------------------------- writing


def _written(value: Any, style: _Style, depth: int) -> str:
    if isinstance(value, str):
        return style.spelling.write(value)
    if isinstance(value, Mapping):
        parts = [f"{json.dumps(key)}{style.colon}{_written(part, style, depth + 1)}" for key, part in value.items()]
        return _enclosed("{", parts, "}", style, depth)
    if isinstance(value, list | tuple):
        parts = [_written(part, style, depth + 1) for part in value]
        if all(isinstance(part, int | float) for part in value):
            return f"[{style.comma.join(parts)}]"  # hundreds of scores do not want a line each
        return _enclosed("[", parts, "]", style, depth)
    return json.dumps(value)


def _enclosed(opening: str, parts: Sequence[str], closing: str, style: _Style, depth: int) -> str:
    if not parts:
        return opening + closing
    if not style.unit:
        return opening + style.comma.join(parts) + closing
    inner, outer = style.newline + style.unit * (depth + 1), style.newline + style.unit * depth
    return opening + inner + f",{inner}".join(parts) + outer + closing


def _list_like(source: JsonSource, node: Node, value: Sequence[Any], style: _Style) -> str:
    """A list laid out like the one it replaces; parts that stay are spelled as they were."""
    text, parts = source.text, node.parts
    lead, close = text[node.start + 1 : parts[0].start], text[parts[-1].end : node.end - 1]
    if len(parts) > 1:
        between = _usual(text[one.end : two.start] for one, two in pairwise(parts))
    else:
        between = "," + lead if _LINE_END.search(lead) else style.comma
    before = [(source.value(part), source.raw(part)) for part in parts]
    spelled = [next((raw for old, raw in before if same(old, new)), None) or _written(new, style, 0) for new in value]
    return "[" + lead + between.join(spelled) + close + "]"


# ------------------------------------------------------------------------------------------------ style


def _style_of(source: JsonSource, node: Node) -> _Style:
    text, root = source.text, source.root
    line_end = _LINE_END.search(text)
    unit = ""
    if root.members:
        lead = text[root.start + 1 : root.members[0].start]
        unit = _LINE_END.split(lead)[-1] if _LINE_END.search(lead) else ""
    colons = [text[member.end : member.value.start] for member in root.members]
    return _Style(
        line_end[0] if line_end else "\n",
        unit,
        _usual(colons) if colons else ": ",
        _spelling_of(source.raw(node), _spelling_of(text, _Spelling())),
    )


def _spelling_of(text: str, usual: _Spelling) -> _Spelling:
    """How this text spells what can be spelled in two ways; ``usual`` where it does not tell."""
    escapes = [found[1] for found in _ESCAPE.finditer(text)]
    letters = [escape[1:] for escape in escapes if len(escape) == 5 and int(escape[1:], 16) > 0x7F]
    slashes = escapes.count("/")
    plain = text.count("/") - slashes
    return _Spelling(
        escaped=usual.escaped if text.isascii() and not letters else bool(letters) and text.isascii(),
        capitals=_told(letters, usual.capitals, lambda digits: digits != digits.lower()),
        slashes=usual.slashes if not slashes + plain else slashes > plain,
    )


def _told(letters: Sequence[str], usual: bool, sign: Callable[[str], bool]) -> bool:
    telling = [digits for digits in letters if digits.lower() != digits.upper()]
    return any(map(sign, telling)) if telling else usual


def _capital(escape: str) -> str:
    return "\\u" + escape[2:].upper() if escape[1] == "u" else escape
