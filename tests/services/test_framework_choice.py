"""Which framework is in force of a library, and what stands in where its file cannot be had."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.domain.framework import Term, fingerprint
from reader.domain.record import replaced
from reader.domain.striking import LEXICON, Strike
from reader.errors import FrameworkError
from reader.services import editing
from reader.services.browsing import list_items
from reader.services.checking import check, remarks
from reader.services.framework_choice import choice_of, choose_framework, framework_of
from reader.services.framework_files import remove_framework, save_framework
from reader.services.frameworks import BUILT_IN, built_in_framework, own_path
from reader.services.opening import open_library
from reader.services.reading import open_item
from reader.services.rescoring import stale_count
from reader.services.striking import keep_strike
from tests.services.conftest import imported
from tests.services.scored_libraries import (
    RISK,
    WEATHER,
    filled,
    require_right_figures,
    rescored,
    save_both,
    write_talks,
)

if TYPE_CHECKING:
    from reader.services.opening import Library


@pytest.fixture
def talks(library: Library, tmp_path: Path) -> list[int]:
    """Three items, scored by the framework Risk, which is chosen."""
    save_both()
    choose_framework(library, "risk")
    return filled(library, tmp_path / "talks")


def profile_rows(library: Library) -> list[tuple[str, int]]:
    with library.read() as connection:
        rows = connection.exec_driver_sql("SELECT framework_id, count(*) FROM profiles GROUP BY framework_id").all()
    return [(row[0], row[1]) for row in rows]


def test_without_a_choice_the_built_in_framework_is_in_force(library: Library) -> None:
    choice = choice_of(library)
    assert (choice.id, choice.framework, choice.problem) == (BUILT_IN, built_in_framework(), "")
    assert choice.fingerprint == fingerprint(built_in_framework())
    assert framework_of(library) is framework_of(library)


def test_a_chosen_framework_is_in_force_and_undo_takes_the_choice_back(library: Library, talks: list[int]) -> None:
    change = choose_framework(library, "weather")
    assert (change.label, change.framework, change.rescored) == ("Use the framework “Weather”", True, True)
    assert framework_of(library) == WEATHER
    assert stale_count(library) == len(talks)
    assert rescored(library) == frozenset(talks)
    require_right_figures(library, all_up_to_date=True)
    undone = editing.undo(library)
    assert undone is not None
    assert undone.framework
    assert framework_of(library) == RISK
    require_right_figures(library, all_up_to_date=True)
    redone = editing.redo(library)
    assert redone is not None
    assert redone.framework
    assert framework_of(library) == WEATHER
    require_right_figures(library, all_up_to_date=True)
    assert check(library) == []


def test_a_choice_and_its_undo_survive_a_restart(tmp_path: Path) -> None:
    save_both()
    path = tmp_path / "library.sqlite"
    with open_library(path) as library:
        choose_framework(library, "risk")
        choose_framework(library, "weather")
    with open_library(path) as library:
        assert choice_of(library).id == "weather"
        editing.undo(library)
    with open_library(path) as library:
        assert choice_of(library).id == "risk"
        editing.undo(library)
        assert choice_of(library).id == BUILT_IN
        editing.redo(library)
        assert choice_of(library).id == "risk"


def test_going_back_and_forth_costs_nothing_and_keeps_one_set_of_figures_each(
    library: Library, talks: list[int]
) -> None:
    choose_framework(library, "weather")
    rescored(library)
    by_weather = [summary.scores.tolist() for summary in list_items(library)]
    for framework_id in ("risk", "weather", "risk", "weather"):
        choose_framework(library, framework_id)
        assert stale_count(library) == 0
    assert [summary.scores.tolist() for summary in list_items(library)] == by_weather
    assert profile_rows(library) == [("risk", len(talks)), ("weather", len(talks))]


def test_choosing_what_is_in_force_leaves_no_trace(library: Library) -> None:
    save_both()
    assert not choose_framework(library, BUILT_IN).framework
    assert editing.undo_label(library) is None
    choose_framework(library, "risk")
    assert not choose_framework(library, "risk").framework
    assert [entry.label for entry in editing.history(library)] == ["Use the framework “Risk”"]


def test_a_framework_that_is_not_there_cannot_be_chosen(library: Library) -> None:
    own_path("broken").parent.mkdir(parents=True, exist_ok=True)
    own_path("broken").write_text("id = 3")
    for framework_id in ("nothing", "broken", "../risk"):
        with pytest.raises(FrameworkError):
            choose_framework(library, framework_id)
    assert choice_of(library).id == BUILT_IN
    assert editing.history(library) == []


@pytest.mark.parametrize("how", ["removed", "broken"])
def test_the_built_in_framework_stands_in_and_nothing_is_lost(library: Library, talks: list[int], how: str) -> None:
    before = [open_item(library, item_id).profile for item_id in talks]
    path = own_path("risk")
    kept = path.read_bytes()
    if how == "removed":
        remove_framework("risk")
    else:
        path.write_bytes(kept.replace(b"danger*", b"dan ger* *"))
    choice = choice_of(library)
    assert (choice.id, choice.framework) == ("risk", built_in_framework())
    assert "risk" in choice.problem
    assert "stands in" in choice.problem
    assert choice.problem in remarks(library)
    assert stale_count(library) == len(talks)
    assert rescored(library) == frozenset(talks)
    require_right_figures(library, all_up_to_date=True)
    path.write_bytes(kept)
    assert choice_of(library).problem == ""
    # What was stored by the chosen framework is back at once.
    rescored(library)
    assert [open_item(library, item_id).profile for item_id in talks] == before
    assert [name for name, _ in profile_rows(library)] == ["risk", BUILT_IN]


def test_undo_works_while_the_built_in_framework_stands_in(library: Library, talks: list[int]) -> None:
    editing.edit_metadata(library, talks[:1], title="Other")
    choose_framework(library, "weather")
    remove_framework("weather")
    rescored(library)
    editing.undo(library)
    assert choice_of(library).framework == RISK
    assert stale_count(library) == 0
    editing.undo(library)
    editing.redo(library)
    editing.redo(library)
    assert choice_of(library).problem
    assert check(library) == []


def test_an_edited_file_makes_figures_stale_and_an_edited_note_does_not(library: Library, talks: list[int]) -> None:
    before = framework_of(library)
    save_framework(replaced(RISK, name="A better name", version="1.1", making="How it was made."))
    assert framework_of(library) is not before
    assert framework_of(library).name == "A better name"
    assert stale_count(library) == 0
    save_framework(replaced(RISK, terms=(*RISK.terms, Term("river", 2.0))))
    assert stale_count(library) == len(talks)
    item = open_item(library, talks[0])
    assert item.stale
    assert item.framework.terms[-1].pattern == "river"
    rescored(library)
    require_right_figures(library, all_up_to_date=True)
    assert profile_rows(library) == [("risk", len(talks))]


def test_figures_of_another_axis_are_never_shown_on_this_one(library: Library, talks: list[int]) -> None:
    old = list_items(library)[0]
    choose_framework(library, "weather")
    item = open_item(library, talks[0])
    assert not item.stale
    assert set(item.profile.figures.shares) == {"stormy", "calm", "sunny"}
    assert item.profile.framework == "weather 1"
    listed = list_items(library)[0]
    assert listed.stale
    assert listed.scores.tolist() == old.scores.tolist()
    # Opening stores nothing: that is for scoring anew.
    assert stale_count(library) == len(talks)


def test_renamed_bands_make_another_axis(library: Library, talks: list[int]) -> None:
    bands = (replaced(RISK.bands[0], id="gloomy"), *RISK.bands[1:])
    save_framework(replaced(RISK, bands=bands))
    item = open_item(library, talks[0])
    assert not item.stale
    assert set(item.profile.figures.shares) == {"gloomy", "mixed", "bright"}


def test_a_copy_of_a_framework_has_exceptions_of_its_own(library: Library, talks: list[int]) -> None:
    keep_strike(library, talks[0], Strike(LEXICON, "danger*"))
    rescored(library)
    save_framework(replaced(RISK, id="copy", name="Copy"))
    choose_framework(library, "copy")
    assert framework_of(library).struck == ()
    rescored(library)
    require_right_figures(library, all_up_to_date=True)
    choose_framework(library, "risk")
    assert framework_of(library).struck == ("danger*",)
    assert stale_count(library) == 0
    require_right_figures(library, all_up_to_date=True)


def test_another_window_on_the_same_library_sees_the_choice(library: Library, talks: list[int]) -> None:
    with open_library(library.path) as other:
        choose_framework(other, "weather")
    assert framework_of(library) == WEATHER


def test_imports_are_scored_by_the_framework_of_their_library(library: Library, tmp_path: Path) -> None:
    save_both()
    choose_framework(library, "weather")
    imported(library, *write_talks(tmp_path / "few", 1))
    os.rename(tmp_path / "few", tmp_path / "moved")
    # So many that worker processes do it.
    imported(library, *write_talks(tmp_path / "many", 8))
    assert stale_count(library) == 0
    assert {summary.leaning for summary in list_items(library)} <= {"stormy", "calm", "sunny"}
    require_right_figures(library, all_up_to_date=True)


def test_two_libraries_have_frameworks_of_their_own(library: Library, tmp_path: Path) -> None:
    save_both()
    choose_framework(library, "risk")
    with open_library(tmp_path / "other.sqlite") as other:
        choose_framework(other, "weather")
        assert (framework_of(library), framework_of(other)) == (RISK, WEATHER)
