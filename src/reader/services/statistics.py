"""Figures of a whole library: how much it holds, how it leans, what it takes on the disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from reader.domain.facets import year_of
from reader.domain.record import record
from reader.domain.wording import count, date_long, share

if TYPE_CHECKING:
    from reader.domain.framework import Band
    from reader.domain.item_summary import ItemSummary
    from reader.library.database import Library

MOST_ROWS = 12
"""Rows of a group that are shown; the rest is one row together."""
UNKNOWN = "not known"


@record
class Row:
    """One line: its words, the number it stands for, and which choice of which facet narrows the library to it
    (``value`` None: none does).
    """

    label: str
    number: int
    facet: str = ""
    value: str | None = None


@record
class Group:
    """How the conversations are spread over the values of something; ``tones`` are those of bands, else empty."""

    title: str
    rows: tuple[Row, ...]
    tones: tuple[str, ...] = ()


@record
class Overview:
    """What lists know of a library, added up. ``oldest`` and ``newest`` are date and title, None where none is dated.

    ``evidence_share`` is the share of all slices that have a hit; ``timed`` conversations have a length.
    """

    conversations: int
    duration_ms: int
    timed: int
    characters: int
    slices: int
    evidence_share: float
    shows: int
    shelves: int
    tags: int
    stale: int
    oldest: tuple[str, str] | None
    newest: tuple[str, str] | None
    groups: tuple[Group, ...]


@record
class Storage:
    """What a library takes on the disk, in bytes, and how far its index is. ``words`` are those of all transcripts in
    force that are indexed; ``waiting`` transcripts are not.
    """

    path: Path
    library: int
    log: int
    backups: int
    backup_count: int
    words: int
    waiting: int
    in_bin: int


def overview(items: Sequence[ItemSummary], bands: Sequence[Band]) -> Overview:
    """Add up what lists show of these items; ``bands`` are those of the framework in force."""
    dated = sorted((item.date, item.title) for item in items if item.date)
    slices = sum(len(item.scores) for item in items)
    evidence = sum(int(np.count_nonzero(item.evidence)) for item in items)
    return Overview(
        conversations=len(items),
        duration_ms=sum(item.duration_ms or 0 for item in items),
        timed=sum(item.duration_ms is not None for item in items),
        characters=sum(item.characters for item in items),
        slices=slices,
        evidence_share=evidence / slices if slices else 0.0,
        shows=len({item.show for item in items if item.show}),
        shelves=len({item.shelf for item in items if item.shelf}),
        tags=len({tag for item in items for tag in item.tags}),
        stale=sum(item.stale for item in items),
        oldest=dated[0] if dated else None,
        newest=dated[-1] if dated else None,
        groups=_groups(items, bands),
    )


def storage(library: Library) -> Storage:
    """Ask the library and the disk. Raises LibraryError."""
    from reader.services.opening import list_backups
    from reader.services.searching import waiting_count

    path = library.path
    log = path.with_name(f"{path.name}-wal")
    backups = list_backups(path)
    return Storage(
        path=path,
        library=path.stat().st_size,
        log=log.stat().st_size if log.exists() else 0,
        backups=sum(backup.size for backup in backups),
        backup_count=len(backups),
        words=library.pairs.word_count(),
        waiting=waiting_count(library),
        in_bin=library.bin.count(),
    )


def facts(seen: Overview, kept: Storage | None) -> tuple[tuple[str, str], ...]:
    """The figures that are no spread, as names and words. Without ``kept`` those that the disk tells are left out."""
    told = [
        ("Conversations", f"{seen.conversations:,}"),
        ("Length", _length(seen)),
        ("Words", f"{kept.words:,}" if kept else ""),
        ("Slices", f"{seen.slices:,}"),
        ("Slices with evidence", share(seen.evidence_share) if seen.slices else ""),
        ("Shows", f"{seen.shows:,}"),
        ("Shelves", f"{seen.shelves:,}"),
        ("Tags", f"{seen.tags:,}"),
        ("Oldest", _dated(seen.oldest)),
        ("Newest", _dated(seen.newest)),
    ]
    if kept is not None:
        backups = f"{megabytes(kept.backups)} in {count('backup', kept.backup_count)}" if kept.backup_count else "none"
        told += [
            ("On the disk", megabytes(kept.library + kept.log)),
            ("Backups", backups),
            ("In the bin", f"{kept.in_bin:,}"),
            ("Search index", f"{kept.waiting:,} waiting" if kept.waiting else "complete"),
            ("Figures", f"{seen.stale:,} out of date" if seen.stale else "up to date"),
        ]
    return tuple((name, value) for name, value in told if value)


def as_text(seen: Overview, kept: Storage | None) -> str:
    """All figures as plain text, for a message or a note."""
    lines = [f"{name}: {value}" for name, value in facts(seen, kept)]
    for group in seen.groups:
        lines += ["", group.title, *(f"  {row.label}: {row.number:,}" for row in group.rows)]
    return "\n".join(lines) + "\n"


def as_csv(seen: Overview, kept: Storage | None) -> str:
    """All figures as comma-separated values: group, name, value; plain numbers for the spreads."""
    import csv
    import io

    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("group", "name", "value"))
    writer.writerows(("Library", name, value) for name, value in facts(seen, kept))
    for group in seen.groups:
        writer.writerows((group.title, row.label, row.number) for row in group.rows)
    return file.getvalue()


def megabytes(size: int) -> str:
    """A size as people read it: ``19.6 MB``."""
    return f"{size / 1_000_000_000:,.2f} GB" if size >= 1_000_000_000 else f"{size / 1_000_000:,.1f} MB"


def _groups(items: Sequence[ItemSummary], bands: Sequence[Band]) -> tuple[Group, ...]:
    leanings = Counter(item.leaning for item in items if not item.stale)
    leaning = Group(
        "Leaning",
        tuple(Row(band.name, leanings[band.id], "band", band.id) for band in bands),
        tuple(band.tone for band in bands),
    )
    lens = _spread("Lens", "lens", Counter(item.lens for item in items))
    show = _spread("Show", "show", Counter(item.show for item in items))
    shelf = _spread("Shelf", "shelf", Counter(item.shelf for item in items))
    groups = (leaning, lens, show, shelf, _years(items))
    return tuple(group for group in groups if any(row.number and row.value != "" for row in group.rows))


def _spread(title: str, facet: str, found: Mapping[str, int]) -> Group:
    """The values with most conversations first, a few more together, and last those that have none."""
    named = sorted(((value, number) for value, number in found.items() if value), key=lambda one: (-one[1], one[0]))
    rows = [Row(value, number, facet, value) for value, number in named[:MOST_ROWS]]
    return Group(title, (*rows, *_rest(named[MOST_ROWS:]), *_without(found.get("", 0), facet)))


def _years(items: Iterable[ItemSummary]) -> Group:
    found = Counter(year_of(item.date) for item in items)
    named = sorted((value, number) for value, number in found.items() if value)
    rows = [Row(value, number, "year", value) for value, number in named[-MOST_ROWS:]]
    before = named[:-MOST_ROWS]
    earlier = [Row(f"before {rows[0].label}", sum(number for _, number in before))] if before else []
    return Group("Year", (*earlier, *rows, *_without(found.get("", 0), "year")))


def _rest(others: Sequence[tuple[str, int]]) -> list[Row]:
    return [Row(f"{len(others):,} more", sum(number for _, number in others))] if others else []


def _without(number: int, facet: str) -> list[Row]:
    return [Row(UNKNOWN, number, facet, "")] if number else []


def _length(seen: Overview) -> str:
    if not seen.timed:
        return ""
    hours = f"{count('hour', round(seen.duration_ms / 3_600_000))}"
    return hours if seen.timed == seen.conversations else f"{hours}, {seen.timed:,} with times"


def _dated(one: tuple[str, str] | None) -> str:
    return f"{date_long(one[0])}, {one[1]}" if one else ""
