"""What lies between the parts: another library while they are at work, and items that go while they are shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event, Timer
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from reader.app import Program
from reader.errors import DamagedLibraryError, LibraryClosedError
from reader.gui.dialogs.edit_dialog import EditDialog
from reader.gui.dialogs.problem import ProblemDialog
from reader.gui.dialogs.settings_dialog import SettingsDialog
from reader.gui.main_window import MainWindow
from reader.gui.pages.item_page import ItemPage
from reader.services import opening, reading
from tests.gui.conftest import PATIENCE_MS, finish, open_title
from tests.gui.making import TITLES

if TYPE_CHECKING:
    from reader.services.opening import Library

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def until(qtbot: QtBot) -> Until:
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)


@pytest.fixture
def other(stored_library: Path, tmp_path: Path) -> Path:
    """Another library of the same conversations."""
    return Path(shutil.copy(stored_library, tmp_path / "other.sqlite"))


@pytest.fixture
def failures(program: Program) -> list[BaseException]:
    found: list[BaseException] = []
    program.jobs.failed.connect(found.append)
    return found


def switch(program: Program, path: Path, until: Until) -> None:
    """Open another library as a choice in the menu does, and wait until it is shown and nothing is at work."""
    program.window.flows.libraries.open_requested.emit(path)
    until(lambda: program.library is not None and program.library.path == path)
    until(lambda: program.window.is_settled and program.window.navigator.page != "start")


def ids(window: MainWindow) -> dict[str, int]:
    return {item.title: item.id for item in window.model.items}


def shown(window: MainWindow, kind: type[QDialog]) -> bool:
    return any(dialog.isVisible() for dialog in window.findChildren(kind))


WORK: dict[str, Callable[[MainWindow], object]] = {
    "search": lambda window: window.flows.search.search_for("people"),
    "related": lambda window: window.action_set["show_related"].trigger(),
    "reel": lambda window: window.action_set["reel"].trigger(),
    "side by side": lambda window: window.flows.side_by_side.compare(list(ids(window).values())[:3]),
    "duplicates": lambda window: window.flows.keeping.open_duplicates(),
    "statistics": lambda window: window.flows.keeping.open_statistics(),
    "content": lambda window: window.flows.content.open_dialog(),
    "opening": lambda window: window.navigator.open_item(ids(window)["Tides at noon"]),
}


@pytest.mark.parametrize("work", WORK)
def test_another_library_may_be_opened_while_something_is_at_work(
    program: Program, page: ItemPage, other: Path, until: Until, failures: list[BaseException], work: str
) -> None:
    window = program.window
    WORK[work](window)
    switch(program, other, until)
    assert failures == []
    assert not any(dialog.isVisible() for dialog in window.findChildren(QDialog))
    assert window.navigator.page == "item"
    assert window.item_page is not None
    assert window.item_page.item is not None


def test_what_was_asked_of_a_library_is_done_before_another_takes_its_place(
    program: Program, page: ItemPage, library_path: Path, other: Path, until: Until, failures: list[BaseException]
) -> None:
    window, goes_on = program.window, Event()

    def slow_delete(library: Library) -> None:
        goes_on.wait(PATIENCE_MS / 1000)

    window.operations._write(slow_delete, "Done")
    window.operations.add_tags(list(ids(window).values()), ["kept"])
    window.flows.libraries.open_requested.emit(other)
    goes_on.set()
    until(lambda: program.library is not None and program.library.path == other and window.is_settled)
    assert failures == []
    with opening.open_library(library_path) as library:
        assert all("kept" in facts.tags for facts in reading.item_metadata(library, list(ids(window).values())))


def test_while_files_come_in_the_library_stays_open_and_it_is_said_why(
    program: Program, page: ItemPage, library_path: Path, other: Path, until: Until
) -> None:
    window, goes_on = program.window, Event()
    window.jobs.start(lambda: goes_on.wait(PATIENCE_MS / 1000), label="Importing", writes=True)
    window.flows.libraries.open_requested.emit(other)
    until(lambda: shown(window, ProblemDialog))
    goes_on.set()
    assert program.library is not None
    assert program.library.path == library_path
    assert program.settings.last_library != str(other)


def test_a_library_that_waits_for_the_writing_of_the_other_is_closed_where_the_program_ends(
    program: Program, page: ItemPage, other: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on, opened = Event(), []
    open_it = opening.open_library

    def opening_it(path: Path) -> Library:
        opened.append(open_it(path))
        return opened[-1]

    monkeypatch.setattr(opening, "open_library", opening_it)
    program.jobs.start(lambda: goes_on.wait(PATIENCE_MS / 1000), writes=True)
    program.window.flows.libraries.open_requested.emit(other)
    until(lambda: program._waiting is not None)
    Timer(0.1, goes_on.set).start()
    finish(program)
    (waited,) = opened
    with pytest.raises(LibraryClosedError):
        waited.items.count()


def test_the_library_asked_for_last_is_the_one_that_is_shown(
    program: Program, page: ItemPage, library_path: Path, other: Path, until: Until, tmp_path: Path
) -> None:
    third = Path(shutil.copy(other, tmp_path / "third.sqlite"))
    opened: list[Path] = []
    program.library_opened.connect(lambda: opened.append(program.window.library.path))  # type: ignore[union-attr]
    for path in (other, third):
        program.window.flows.libraries.open_requested.emit(path)
    until(lambda: opened and program.window.is_settled)
    assert opened == [third]


def test_details_that_are_being_edited_are_not_written_into_another_library(
    program: Program, page: ItemPage, other: Path, until: Until
) -> None:
    window = program.window
    window.commands.edit([window.navigator.item_id])
    until(lambda: shown(window, EditDialog))
    switch(program, other, until)
    assert not shown(window, EditDialog)


def test_settings_stay_open_when_another_library_comes(
    program: Program, page: ItemPage, other: Path, until: Until
) -> None:
    program.window.action_set["settings"].trigger()
    switch(program, other, until)
    assert shown(program.window, SettingsDialog)


def test_the_way_back_passes_over_what_was_deleted(
    qtbot: QtBot, window: MainWindow, page: ItemPage, until: Until, failures: list[BaseException]
) -> None:
    for title in TITLES[1:3]:
        open_title(qtbot, window, title)
    window.operations.delete([ids(window)[TITLES[1]]])
    until(lambda: TITLES[1] not in ids(window))
    window.navigator.back()
    until(lambda: page.item is not None and page.item.metadata.title == TITLES[0])
    window.navigator.forward()
    until(lambda: page.item is not None and page.item.metadata.title == TITLES[2])
    assert failures == []
    assert not shown(window, ProblemDialog)


def test_what_acts_on_a_choice_is_grey_where_nothing_is_chosen(window: MainWindow, page: ItemPage) -> None:
    actions = [window.action_set[name] for name in ("edit_details", "delete_items")]
    assert all(action.isEnabled() for action in actions)
    window.navigator.show_library()
    assert window.library_page is not None
    view = window.library_page.view
    view.clearSelection()
    assert not any(action.isEnabled() for action in actions)
    view.setCurrentIndex(window.model.index(1))
    window.library_page.narrow_field.focus_field()
    assert all(action.isEnabled() for action in actions)
    assert window.commands.chosen_ids() == [window.model.rows[1].id]
    window.flows.search.open_search()
    assert not any(action.isEnabled() for action in actions)


@pytest.mark.parametrize("action_id", ["search", "side_by_side", "reel", "library"])
def test_the_pane_is_neither_switched_nor_narrowed_where_it_is_not_shown(
    window: MainWindow, page: ItemPage, action_id: str
) -> None:
    window.action_set[action_id].trigger()
    for dialog in window.findChildren(QDialog):
        dialog.close()
    assert not window.action_set["show_list"].isEnabled()
    window.action_set["find_conversation"].trigger()
    assert window.navigator.page == "library"
    assert window.library_page is not None
    assert window.library_page.narrow_field.isAncestorOf(window.focusWidget())


def test_results_stay_when_the_open_conversation_is_deleted_among_them(
    window: MainWindow, page: ItemPage, until: Until
) -> None:
    window.flows.search.search_for("dangerous")
    window.operations.delete([ids(window)[TITLES[0]]])
    until(lambda: window.is_settled and TITLES[0] not in ids(window))
    assert window.navigator.item is None
    assert window.navigator.page == "search"
    window.operations.undo()
    until(lambda: window.is_settled and TITLES[0] in ids(window))
    assert window.navigator.page == "search"


@pytest.mark.parametrize("name", ["library", "reel", "side_by_side", "item"])
def test_the_program_comes_back_to_the_page_it_was_left_at(
    start_program: Callable[[Path], Program], library_path: Path, until: Until, name: str, qtbot: QtBot
) -> None:
    first = start_program(library_path)
    window = first.window
    open_title(qtbot, window, TITLES[3])
    if name == "side_by_side":
        window.flows.side_by_side.compare([ids(window)[title] for title in TITLES[:2]])
    elif name != "item":
        window.action_set[name].trigger()
    until(lambda: window.is_settled)
    finish(first)
    again = start_program(library_path).window
    until(lambda: again.navigator.page == name and again.is_settled)
    assert again.navigator.item is not None
    assert again.navigator.item.metadata.title == TITLES[3]
    if name == "side_by_side":
        assert again.flows.side_by_side.page.item_ids == tuple(ids(again)[title] for title in TITLES[:2])
    if name != "item":
        again.navigator.back()
        assert again.navigator.page == "item"


def test_the_way_back_to_two_frameworks_opens_their_conversation_first(
    qtbot: QtBot, window: MainWindow, page: ItemPage, until: Until
) -> None:
    window.action_set["compare"].trigger()
    open_title(qtbot, window, TITLES[2])
    window.navigator.back()
    until(lambda: window.navigator.page == "compare")
    assert page.item is not None
    assert page.item.metadata.title == TITLES[0]
    window.navigator.forward()
    until(lambda: window.navigator.page == "item" and page.item is not None and page.item.metadata.title == TITLES[2])
    window.navigator.back()
    until(lambda: window.navigator.page == "compare")


def test_undo_names_what_it_takes_back_within_a_menu_of_sensible_width(
    window: MainWindow, page: ItemPage, until: Until
) -> None:
    undo = window.action_set["undo"]
    window.operations.edit([window.navigator.item_id], {"title": "Bread & butter"})
    window.operations.delete([window.navigator.item_id])
    until(lambda: "Bread && butter" in undo.text())
    window.states.show_undo_labels("Delete “" + "A very long title " * 20 + "”", "")
    assert len(undo.text()) < 80
    assert undo.text().endswith("…")


def test_where_the_first_conversation_cannot_be_opened_the_library_is_shown(
    program: Program, other: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_library: Library, _item: int | str) -> None:
        raise DamagedLibraryError("A stored item is damaged.", "Restore a backup.")

    window = program.window
    with monkeypatch.context() as patched:
        patched.setattr(reading, "open_item", damaged)
        program.open(other)
        until(lambda: window.library is not None and window.library.path == other and window.navigator.page != "start")
        assert window.navigator.page == "library"
        until(lambda: shown(window, ProblemDialog))
    window.pane.item_opened.emit(window.model.rows[0].id)
    until(lambda: window.navigator.page == "item")
