"""The demo library: the sample conversations that come with the program."""

from __future__ import annotations

import tomllib
from collections.abc import Generator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.domain.item import METADATA_FIELDS, Metadata
from reader.paths import resource
from reader.services.import_report import ImportProgress, ImportReport, ImportRequest
from reader.services.importing import import_files

if TYPE_CHECKING:
    from reader.domain.change import Change
    from reader.library.database import Library


def demo_missing(library: Library) -> bool:
    """Whether the samples should be brought in unasked: only into a library that never held anything."""
    return library.items.count(deleted=True) == 0


def import_demo(library: Library) -> Generator[ImportProgress, None, ImportReport]:
    """Bring in the samples that the library lacks, through the importer."""
    return import_files(library, sample_requests())


def remove_demo(library: Library) -> Change:
    """Remove all samples as one command, which undo takes back."""
    return library.edits.remove_samples()


def sample_slugs(library: Library) -> list[str]:
    """Slugs of the samples in the library, in the order of the demo library's list."""
    there = {summary.slug for summary in library.items.summaries() if summary.sample}
    listed = [request.slug for request in sample_requests() if request.slug in there]
    return listed + sorted(there - set(listed))


def sample_requests() -> Sequence[ImportRequest]:
    """What the importer is asked for: each sample's file with its metadata."""
    folder = resource("demo")
    stored = tomllib.loads((folder / "library.toml").read_text(encoding="utf-8"))
    return [_request(folder, item) for item in stored["items"]]


def _request(folder: Path, item: dict[str, Any]) -> ImportRequest:
    path = folder / item.pop("file")
    unknown = item.keys() - set(METADATA_FIELDS)
    if unknown:
        raise ValueError(f"library.toml: unknown fields of {path.name}: {', '.join(sorted(unknown))}")
    day = item.get("date", "")
    item["date"] = day.isoformat() if isinstance(day, date) else day
    item["tags"] = tuple(item.get("tags", ()))
    return ImportRequest(path, metadata=Metadata(**item), sample=True, slug=path.stem)
