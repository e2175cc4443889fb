"""The figures of a library are those of its items, added up."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from reader.domain.facets import values_of
from reader.domain.item_summary import ItemSummary
from reader.services import editing, statistics
from reader.services.browsing import list_items
from reader.services.frameworks import built_in_framework
from tests.services.conftest import imported, write_talk

if TYPE_CHECKING:
    from reader.services.opening import Library

BANDS = built_in_framework().bands


def summary(number: int, **facts: object) -> ItemSummary:
    scores = np.array([0, -40, 12], np.int8)
    base = ItemSummary(
        id=number, slug=f"talk-{number}", title=f"Talk {number}", show="Desk", shelf="", thread="", date="", tags=(),
        sample=False, duration_ms=1_800_000, characters=3_000, median=0.0, mean=-9.0, p10=-40.0, p90=12.0,
        leaning="mixed", lens="Society", confidence="high", basis="Transcript-informed", scores=scores,
        evidence=np.array([False, True, True]),
    )  # fmt: skip
    return replace(base, **facts)  # type: ignore[arg-type]


ITEMS = [
    summary(1, date="2019-05-01", tags=("a", "b"), leaning=BANDS[0].id),
    summary(2, date="2025-06", show="Open Hour", tags=("b",)),
    summary(3, date="2025", show="", lens="", duration_ms=None),
    summary(4, stale=True, leaning="of another axis"),
]


def test_what_lists_know_is_added_up() -> None:
    seen = statistics.overview(ITEMS, BANDS)
    assert (seen.conversations, seen.slices, seen.characters) == (4, 12, 12_000)
    assert (seen.duration_ms, seen.timed) == (3 * 1_800_000, 3)
    assert (seen.shows, seen.shelves, seen.tags, seen.stale) == (2, 0, 2, 1)
    assert seen.evidence_share == 8 / 12
    assert (seen.oldest, seen.newest) == (("2019-05-01", "Talk 1"), ("2025-06", "Talk 2"))


def test_spreads_name_the_choice_that_narrows_the_library_to_just_these() -> None:
    seen = statistics.overview(ITEMS, BANDS)
    assert [group.title for group in seen.groups] == ["Leaning", "Lens", "Show", "Year"]
    current = [item for item in ITEMS if not item.stale]
    for group in seen.groups:
        for row in group.rows:
            of_facet = current if row.facet == "band" else ITEMS
            assert row.value is not None
            assert row.number == sum(row.value in values_of(item, row.facet) for item in of_facet)
    shows = next(group for group in seen.groups if group.title == "Show")
    assert [(row.label, row.number) for row in shows.rows] == [("Desk", 2), ("Open Hour", 1), ("not known", 1)]


def test_many_values_end_in_one_row_for_the_rest() -> None:
    items = [summary(number, show=f"Show {number % 20:02}", date=str(1990 + number % 20)) for number in range(40)]
    shows, years = statistics.overview(items, BANDS).groups[-2:]
    assert len(shows.rows) == statistics.MOST_ROWS + 1
    assert (shows.rows[-1].label, shows.rows[-1].number, shows.rows[-1].value) == ("8 more", 16, None)
    assert (years.rows[0].label, years.rows[0].number) == ("before 1998", 16)
    assert [row.label for row in years.rows[1:]] == [str(year) for year in range(1998, 2010)]


def test_an_empty_library_has_figures_too() -> None:
    seen = statistics.overview([], BANDS)
    assert (seen.conversations, seen.evidence_share, seen.groups) == (0, 0.0, ())
    assert dict(statistics.facts(seen, None))["Conversations"] == "0"


def test_the_disk_and_the_index_are_told(library: Library, tmp_path: Path) -> None:
    imported(library, *(write_talk(tmp_path / "talks", f"{name}.md") for name in ("tides", "gardens", "kites")))
    editing.delete_items(library, library.items.ids()[:1])
    library.backup("before a test")
    kept = statistics.storage(library)
    assert kept.library == library.path.stat().st_size
    assert (kept.backup_count, kept.waiting, kept.in_bin) == (1, 0, 1)
    words = sum(len(words) for _, words in library.pairs.streams(library.items.ids()))
    assert kept.words == words > 100
    seen = statistics.overview(list_items(library), BANDS)
    told = dict(statistics.facts(seen, kept))
    assert told["Conversations"] == "2"
    assert told["Words"] == f"{words:,}"
    assert told["Search index"] == "complete"


def test_text_and_csv_say_the_same() -> None:
    seen = statistics.overview([*ITEMS, summary(5, show='=1+1, "quoted"')], BANDS)
    text = statistics.as_text(seen, None)
    rows = list(csv.reader(io.StringIO(statistics.as_csv(seen, None))))
    assert rows[0] == ["group", "name", "value"]
    for group, name, value in rows[1:]:
        shown = f"{int(value):,}" if group != "Library" else value
        assert f"{name}: {shown}" in text
