"""Writing Markdown: texts of others made harmless in it, tables, figures with true minus signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reader.domain.wording import MINUS

_SIGNS = re.compile(r"[\\`*_\[\]<>|~&#]")
_CODE = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]*`)", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})(?=[ \t])", re.MULTILINE)
_HTML_OR_IMAGE = re.compile(r"<(?=[A-Za-z/!?])|!(?=\[)")
DEEPEST_HEADING = 6


def plain(text: str) -> str:
    """A text from elsewhere, on one line, that shows as it is written."""
    return _SIGNS.sub(r"\\\g<0>", " ".join(text.split()))


def code(text: str) -> str:
    """A word or phrase as it is written in a file."""
    return f"`{' '.join(text.replace('`', ' ').split())}`"


def embedded(markdown: str, below: int) -> str:
    """Markdown from elsewhere to stand under a heading of the level ``below``: its own headings are lower ones, and it
    neither loads a picture nor brings in HTML.
    """
    parts = _CODE.split(markdown.strip())
    # Every second part is code, in which all this means nothing.
    for at in range(0, len(parts), 2):
        lowered = _HEADING.sub(lambda found: "#" * min(len(found[1]) + below, DEEPEST_HEADING), parts[at])
        parts[at] = _HTML_OR_IMAGE.sub(r"\\\g<0>", lowered)
    return "".join(parts)


def number(value: float, decimals: int = 3) -> str:
    """A figure with at most so many decimals and a true minus sign: ``−1.35``, ``2``."""
    written = f"{value:.{decimals}f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written.replace("-", MINUS)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """Lines of a table; columns numbered in ``right`` are set to the right. Cells are Markdown."""
    marks = ["---:" if at in right else "---" for at in range(len(heads))]
    return [f"| {' | '.join(cells)} |" for cells in (heads, marks, *rows)]
