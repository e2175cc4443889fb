"""Collections: named filters, each change of which is one command that can be undone, after a restart too."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.browsing import ListFilter
from reader.domain.collecting import filter_of, plain_filter
from reader.domain.facets import FacetChoice
from reader.errors import NotFoundError, ReaderError
from reader.library.database import Library
from reader.services import collections as service
from tests.library.making import add, new_item

LEANING = ListFilter("risk", FacetChoice(show=frozenset({"AXRP", "Étude “1”"}), band=frozenset({"mixed"})))
PICKED = ListFilter(brushed=frozenset({3, 1, 2}))

texts = st.text(st.characters(codec="utf-8"), max_size=6)
filters = st.builds(
    ListFilter,
    text=texts.map(lambda text: " ".join(text.split())),
    facets=st.builds(FacetChoice, show=st.frozensets(texts, max_size=3), tag=st.frozensets(texts, max_size=3)),
    brushed=st.none() | st.frozensets(st.integers(1, 10_000), max_size=4),
)


def names(library: Library) -> list[str]:
    return [one.name for one in service.list_collections(library)]


@given(filters)
def test_a_filter_comes_back_as_it_was_written(chosen: ListFilter) -> None:
    assert filter_of(plain_filter(chosen)) == chosen


def test_what_a_later_program_writes_is_read_as_far_as_it_is_known() -> None:
    plain = {"facets": {"show": ["A"], "mood": ["bright"]}, "colour": 3}
    assert filter_of(plain) == ListFilter(facets=FacetChoice(show=frozenset({"A"})))


def test_they_are_listed_by_name_with_their_filters(library: Library) -> None:
    service.save_collection(library, "  To   listen ", LEANING)
    service.save_collection(library, "counterweights", PICKED)
    found = service.list_collections(library)
    assert [(one.name, one.filter) for one in found] == [("counterweights", PICKED), ("To listen", LEANING)]


def test_every_change_is_undone_and_done_again_after_a_restart(path: Path) -> None:
    with Library.open(path) as library:
        change = service.save_collection(library, "One", LEANING)
        assert change.collections
        assert not change.item_ids
        (one,) = service.list_collections(library)
        service.rename_collection(library, one.id, "Two")
        service.update_collection(library, one.id, PICKED)
        service.delete_collection(library, one.id)
        assert names(library) == []
    with Library.open(path) as library:
        assert library.journal.undo_label() == "Delete collection “Two”"
        undone = library.journal.undo()
        assert undone is not None
        assert undone.collections
        assert [(c.id, c.name, c.filter) for c in service.list_collections(library)] == [(one.id, "Two", PICKED)]
        library.journal.undo()
        assert service.list_collections(library)[0].filter == LEANING
        library.journal.undo()
        assert names(library) == ["One"]
        library.journal.undo()
        assert names(library) == []
    with Library.open(path) as library:
        for expected in (["One"], ["Two"], ["Two"], []):
            library.journal.redo()
            assert names(library) == expected
        assert library.journal.redo() is None


def test_a_name_is_given_once_in_whatever_letters(library: Library) -> None:
    service.save_collection(library, "One", LEANING)
    service.save_collection(library, "Two", PICKED)
    for call in (
        lambda: service.save_collection(library, "ONE", PICKED),
        lambda: service.rename_collection(library, 2, "one"),
        lambda: service.save_collection(library, "   ", PICKED),
        lambda: service.save_collection(library, "n" * 81, PICKED),
    ):
        with pytest.raises(ReaderError):
            call()
    assert names(library) == ["One", "Two"]
    service.rename_collection(library, 1, "ONE")
    assert names(library) == ["ONE", "Two"]


def test_what_changes_nothing_leaves_no_trace_and_what_is_gone_is_told(library: Library) -> None:
    service.save_collection(library, "One", LEANING)
    service.update_collection(library, 1, LEANING)
    service.rename_collection(library, 1, "One")
    assert library.journal.undo_label() == "Save collection “One”"
    service.delete_collection(library, 1)
    for call in (service.delete_collection, lambda lib, at: service.rename_collection(lib, at, "Two")):
        with pytest.raises(NotFoundError):
            call(library, 1)


def test_an_id_is_never_given_twice_so_that_the_journal_means_one(library: Library) -> None:
    service.save_collection(library, "One", LEANING)
    service.delete_collection(library, 1)
    service.save_collection(library, "Two", PICKED)
    assert [one.id for one in service.list_collections(library)] == [2]


def test_other_commands_in_between_do_not_hinder(library: Library) -> None:
    service.save_collection(library, "One", LEANING)
    (item_id,) = add(library, new_item(title="Before"))
    library.edits.edit_metadata([item_id], title="After")
    service.delete_collection(library, 1)
    for _ in range(4):
        library.journal.undo()
    assert names(library) == []
    for _ in range(2):
        library.journal.redo()
    assert names(library) == ["One"]
