"""The figures of a list of items as a table for other programs: CSV, or JSON as ``reader list --json`` writes it."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.domain.progress import Progress
from reader.errors import ReaderError
from reader.services.describing import summary_facts

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary

CSV, JSON = "csv", "json"
_STEP = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def list_csv(items: Sequence[ItemSummary]) -> str:
    """One line for each item under a line of names; several tags in one field, parted by ``; ``."""
    rows = [summary_facts(item) for item in items]
    return _csv(rows)


def list_json(items: Sequence[ItemSummary]) -> str:
    """A JSON list of what ``reader list --json`` says of each item."""
    return _json([summary_facts(item) for item in items])


def export_list(items: Sequence[ItemSummary], path: Path) -> Generator[Progress, None, int]:
    """Write the figures of these items, in their order; the file's ending says in which form. Returns their number.

    The file is there whole or not at all. Raises ReaderError for an ending other than .csv and .json, and where the
    disk refuses.
    """
    kind = path.suffix.lower().lstrip(".")
    if kind not in (CSV, JSON):
        raise ReaderError(f"{path.name} ends in neither .csv nor .json.", "Give the file one of these endings.")
    rows: list[dict[str, Any]] = []
    for start in range(0, len(items), _STEP):
        rows += [summary_facts(item) for item in items[start : start + _STEP]]
        yield Progress(len(rows), len(items), path.name)
    _write(path, _csv(rows, mark="\ufeff") if kind == CSV else _json(rows))
    return len(items)


def _csv(rows: Sequence[Mapping[str, Any]], mark: str = "") -> str:
    """``mark`` tells spreadsheets that the text is UTF-8."""
    if not rows:
        return mark
    target = io.StringIO()
    writer = csv.DictWriter(target, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return mark + target.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"  # a spreadsheet would take the title for a formula
    return "" if value is None else value


def _json(rows: Sequence[Mapping[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, content: str) -> None:
    try:
        handle, temporary = tempfile.mkstemp(prefix=path.name, dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(content)
            os.replace(temporary, path)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise ReaderError(
            f"{path} could not be written: {error.strerror or error}.",
            "Choose another folder, or check the free space.",
        ) from error
