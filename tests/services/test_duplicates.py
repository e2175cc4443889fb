"""The same talk twice is found, whatever its form, and nothing else; joining makes one of them, and can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.domain.item import Metadata
from reader.domain.striking import ITEM, Strike
from reader.errors import NotFoundError, ReaderError
from reader.services import duplicates, editing, joining, searching
from reader.services.import_report import ImportRequest
from reader.services.importing import ImportReport, import_files
from reader.services.opening import open_library
from reader.services.reading import open_item
from reader.services.rescoring import rescore
from reader.services.striking import keep_strike
from tests.library.making import picture
from tests.services.conftest import ran
from tests.services.doubles import write_captions, write_edited

if TYPE_CHECKING:
    from reader.services.opening import Library

EDITED, CAPTIONS = "Bridges in fog", "bridges in fog (auto)"


@pytest.fixture
def pair(library: Library, tmp_path: Path) -> tuple[int, int]:
    """An edited transcript and the captions of the same talk, among other talks of the show."""
    files = [
        (write_edited(tmp_path, "edited", 1), Metadata(title=EDITED, show="Desk", tags=("a",), editor_note="Heard.")),
        (write_captions(tmp_path, "captions", 1),
         Metadata(title=CAPTIONS, date="2025-06-06", tags=("b",), editor_note="Names?")),
        *((write_captions(tmp_path, f"other-{seed}", seed), Metadata(title=f"Talk {seed}", show="Desk"))
          for seed in range(2, 6)),
    ]  # fmt: skip
    ran(import_files(library, [ImportRequest(path, metadata=facts) for path, facts in files]))
    return library.items.id_of("bridges-in-fog"), library.items.id_of("bridges-in-fog-auto")


def found(library: Library) -> list[tuple[int, int]]:
    result: duplicates.Duplicates = ran(duplicates.find_duplicates(library))
    return [(pair.one.item_id, pair.other.item_id) for pair in result.pairs]


def test_captions_and_the_edited_transcript_of_one_talk_are_found(library: Library, pair: tuple[int, int]) -> None:
    result = ran(duplicates.find_duplicates(library))
    assert (result.looked_at, result.waiting) == (6, 0)
    (only,) = result.pairs
    assert (only.one.item_id, only.other.item_id) == pair
    assert only.likeness > 0.9
    assert (only.one.title, only.one.show, only.other.date) == (EDITED, "Desk", "2025-06-06")
    assert only.one.duration_ms is None
    assert only.other.duration_ms
    for side in (only.one, only.other):
        start, end = side.differs
        assert 0 <= start <= end <= len(side.passage)
    assert only.one.passage[slice(*only.one.differs)] != only.other.passage[slice(*only.other.differs)]


def test_another_cut_is_found_and_the_missing_beginning_is_shown(library: Library, tmp_path: Path) -> None:
    first = write_edited(tmp_path, "whole", 8)
    second = write_captions(tmp_path, "late", 8, skip=400)
    ran(import_files(library, [ImportRequest(path, metadata=Metadata(title=path.stem)) for path in (first, second)]))
    (only,) = ran(duplicates.find_duplicates(library)).pairs
    assert only.likeness > 0.9
    assert only.one.differs[0] == 0
    assert only.one.differs[1] > 60
    assert only.other.differs[1] < 20


def test_pairs_set_apart_are_not_offered_until_that_is_undone(library: Library, pair: tuple[int, int]) -> None:
    change = duplicates.set_apart(library, pair[1], pair[0])
    assert change.label == f"“{EDITED}” and “{CAPTIONS}” are not the same"
    assert found(library) == []
    assert not duplicates.set_apart(library, *pair).item_ids
    editing.undo(library)
    assert found(library) == [pair]
    editing.redo(library)
    assert found(library) == []


def test_what_is_gone_for_good_does_not_hold_up_undo(library: Library, pair: tuple[int, int]) -> None:
    one, other = pair
    editing.edit_metadata(library, [one], title="Another title")
    duplicates.set_apart(library, one, other)
    editing.delete_items(library, [other])
    editing.purge_items(library, [other])
    editing.undo(library)
    editing.undo(library)
    assert library.items.metadata(one).title == EDITED
    with pytest.raises(NotFoundError):
        duplicates.set_apart(library, one, other)


def test_items_that_are_not_indexed_are_told(library: Library, pair: tuple[int, int]) -> None:
    library.write(lambda connection: connection.exec_driver_sql("DELETE FROM search_texts WHERE transcript_id = 1"))
    result = ran(duplicates.find_duplicates(library))
    assert (result.pairs, result.looked_at, result.waiting) == ((), 5, 1)
    ran(searching.complete_index(library))
    assert found(library) == [pair]


def test_a_damaged_item_is_left_out_and_told(library: Library, pair: tuple[int, int]) -> None:
    damage = "UPDATE search_texts SET stream = x'010203' WHERE transcript_id = 4"
    library.write(lambda connection: connection.exec_driver_sql(damage))
    result = ran(duplicates.find_duplicates(library))
    assert [(found.one.item_id, found.other.item_id) for found in result.pairs] == [pair]
    assert (result.looked_at, result.waiting, result.damaged) == (5, 0, 1)


def test_what_is_deleted_while_the_search_goes_on_is_left_out(library: Library, pair: tuple[int, int]) -> None:
    steps = duplicates.find_duplicates(library)
    for step in steps:
        if step.text == "Comparing word by word":
            break
    editing.delete_items(library, [pair[1]])
    assert ran(steps).pairs == ()


# -- joining


def test_joining_is_one_command_and_undone_after_a_restart(library: Library, pair: tuple[int, int]) -> None:
    kept, other = pair
    before, theirs = picture(library), library.items.load(other)
    change = joining.join(library, kept, other, take_transcript=True, chosen={"title": True})
    assert change.label == f"Join “{CAPTIONS}” into “{EDITED}”"
    assert change.item_ids == {kept, other}
    assert change.listed
    assert change.rescored
    item = open_item(library, kept)
    assert item.metadata == Metadata(
        title=CAPTIONS, show="Desk", date="2025-06-06", tags=("a", "b"), editor_note="Heard.\n\nNames?"
    )
    assert item.transcript == theirs.transcript
    assert item.profile.scores == theirs.profile.scores
    assert not item.stale
    assert [entry.id for entry in editing.deleted_items(library)] == [other]
    after = picture(library)
    path = library.path
    library.close()
    with open_library(path) as again:
        editing.undo(again)
        assert picture(again) == before
        editing.redo(again)
        assert picture(again) == after
        assert ran(duplicates.find_duplicates(again)).pairs == ()


@pytest.mark.parametrize("take_transcript", [False, True])
def test_the_transcript_that_is_not_in_force_outlives_the_bin(
    library: Library, pair: tuple[int, int], take_transcript: bool
) -> None:
    kept, other = pair
    ours, theirs = library.items.load(kept).transcript, library.items.load(other).transcript
    joining.join(library, kept, other, take_transcript=take_transcript)
    editing.purge_items(library, [other])
    assert library.items.load(kept).transcript == (theirs if take_transcript else ours)
    assert versions(library, kept) == 2
    editing.undo(library)
    assert library.items.load(kept).transcript == ours
    assert library.items.metadata(kept).tags == ("a",)


def test_joining_again_after_an_undo_stores_no_second_copy(library: Library, pair: tuple[int, int]) -> None:
    for _ in range(3):
        joining.join(library, *pair, take_transcript=True)
        assert versions(library, pair[0]) == 2
        editing.undo(library)


def test_what_was_joined_is_searched_by_the_transcript_in_force(library: Library, tmp_path: Path) -> None:
    texts = {"one": "Nothing but bread. " * 20, "other": "Nothing but zeppelins. " * 20}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    ran(import_files(library, [ImportRequest(tmp_path / f"{name}.txt") for name in texts]))
    one, other = library.items.ids()
    joining.join(library, one, other, take_transcript=True)
    hits = {word: ran(searching.search(library, word)) for word in ("zeppelins", "bread")}
    assert {word: [item.slug for item in result.items] for word, result in hits.items()} == {
        "zeppelins": ["one"],
        "bread": [],
    }


def test_exceptions_come_along_and_the_figures_honour_them(library: Library, pair: tuple[int, int]) -> None:
    kept, other = pair
    term = next(hit.term for part in open_item(library, other).slices
                for hit in open_item(library, other).slice_score(part.number).hits)  # fmt: skip
    keep_strike(library, other, Strike(ITEM, term))
    preview = joining.preview(library, kept, other, take_transcript=True)
    assert "1 exception that holds in all of the other one comes along." in preview.remarks
    joining.join(library, kept, other, take_transcript=True)
    item = open_item(library, kept)
    assert [strike.term for strike in item.strikes] == [term]
    assert item.stale
    ran(rescore(library))
    assert not open_item(library, kept).stale
    editing.undo(library)
    assert open_item(library, kept).strikes == ()
    ran(rescore(library))
    assert not any(open_item(library, key).stale for key in pair)


def test_a_preview_says_what_would_become_of_it(library: Library, pair: tuple[int, int]) -> None:
    kept, other, take_transcript = joining.suggested(library, *reversed(pair))
    assert (kept, other) == pair
    assert not take_transcript
    preview = joining.preview(library, kept, other, take_transcript=False)
    assert {field.name: field.how for field in preview.fields} == {
        "title": "kept", "show": "kept", "date": "filled", "tags": "united", "editor_note": "below",
    }  # fmt: skip
    assert any("bin" in remark for remark in preview.remarks)
    with pytest.raises(ReaderError, match="itself"):
        joining.join(library, kept, kept, take_transcript=False)


def versions(library: Library, item_id: int) -> int:
    query = f"SELECT count(*) FROM transcripts WHERE item_id = {item_id}"
    with library.read() as connection:
        return int(connection.exec_driver_sql(query).scalar_one())


# -- the real files


def test_no_two_of_the_real_files_are_taken_for_the_same(real_library: tuple[Library, ImportReport]) -> None:
    library, _ = real_library
    result = ran(duplicates.find_duplicates(library))
    assert (result.pairs, result.looked_at) == ((), 357)


def test_the_captions_of_the_seed_page_are_those_of_an_edited_episode(
    library: Library, shared: Path, tmp_path: Path
) -> None:
    captions = tmp_path / "captions.txt"
    captions.write_text((shared / "seed" / "page.txt").read_text(encoding="utf-8").splitlines()[62], encoding="utf-8")
    episodes = sorted((shared / "data" / "axrp").glob("2025-0[4-7]*"))
    ran(import_files(library, [ImportRequest(path) for path in (captions, *episodes)]))
    (pair,) = ran(duplicates.find_duplicates(library)).pairs
    assert {pair.one.source, pair.other.source} == {
        "captions.txt", "2025-06-06-episode-42-owain-evans-llm-psychology.markdown",
    }  # fmt: skip
    assert pair.likeness > 0.8
