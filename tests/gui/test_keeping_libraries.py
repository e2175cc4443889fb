"""Several libraries in the real window: the recent ones, switching, copying, and moving with all its refusals."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from pathlib import Path
from time import sleep

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.app import Program
from reader.domain.progress import Progress
from reader.errors import LibraryError
from reader.gui.dialogs.libraries_dialog import LibrariesDialog
from reader.gui.dialogs.libraries_told import ToldDialog
from reader.gui.dialogs.problem import ProblemDialog
from reader.gui.dialogs.question import QuestionDialog
from reader.gui.file_prompts import Chosen, FilePrompts
from reader.gui.libraries_flow import LibrariesFlow
from reader.services import libraries
from reader.services.opening import open_library
from reader.settings import Settings
from tests.gui.conftest import PATIENCE_MS
from tests.gui.making import TITLES, make_small_library

Until = Callable[[Callable[[], object]], None]


class Answers(FilePrompts):
    """Answers the file dialogs with a path."""

    def __init__(self) -> None:
        self.path = Path()
        self.suggested: Path | None = None

    def open_file(self, parent: QWidget, title: str, name_filter: str, chosen: Chosen) -> None:
        del parent, title, name_filter
        chosen(self.path)

    def new_file(self, parent: QWidget, title: str, suggested: Path, name_filter: str, chosen: Chosen) -> None:
        del parent, title, name_filter
        self.suggested = suggested
        chosen(self.path)


@pytest.fixture
def until(qtbot: QtBot) -> Until:
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)


@pytest.fixture
def flow(program: Program) -> LibrariesFlow:
    found = program.window.flows.libraries
    found.prompts = Answers()
    return found


@pytest.fixture
def answers(flow: LibrariesFlow) -> Answers:
    assert isinstance(flow.prompts, Answers)
    return flow.prompts


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another library, empty but for nothing."""
    path = tmp_path / "others" / "other talks.sqlite"
    with open_library(path):
        pass
    return path


def press(button: QPushButton) -> None:
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def seen(parent: QWidget, kind: type[QWidget]) -> QWidget | None:
    return next((child for child in parent.findChildren(kind) if child.isVisible()), None)


def words_of(dialog: QWidget | None) -> str:
    assert dialog is not None
    return "\n".join(child.text() for child in dialog.findChildren(QLabel))


def path_of(program: Program) -> Path | None:
    return program.library.path if program.library is not None else None


def shown_titles(program: Program) -> set[str]:
    return {item.title for item in program.window.model.items}


def opened_list(program: Program, until: Until) -> LibrariesDialog:
    program.window.action_set["libraries"].trigger()
    dialog = program.window.flows.libraries.dialog
    assert dialog is not None
    until(lambda: all(row.looked for row in dialog.model.rows))
    return dialog


# -- the recent ones


def test_the_menu_has_the_recent_libraries_and_opens_them(
    program: Program, flow: LibrariesFlow, library_path: Path, other: Path, tmp_path: Path, until: Until
) -> None:
    program.settings.remember_library(other, "2026-01-01T00:00:00Z")
    program.settings.remember_library(tmp_path / "gone.sqlite", "2026-01-02T00:00:00Z")
    file_menu = program.window.top_bar.menus.actions()[0].menu()
    assert isinstance(file_menu, QMenu)
    texts = [action.text() for action in file_menu.actions()]
    assert texts.index("Open &recent") == texts.index("&Open library…") + 1
    flow.menu.aboutToShow.emit()
    first, second = flow.menu.actions()[:2]
    assert (first.text(), second.text()) == ("&1  gone", "&2  other talks")
    until(lambda: not first.isEnabled())
    assert "(not there)" in first.text()
    second.trigger()
    until(lambda: path_of(program) == other)
    gone = str(tmp_path / "gone.sqlite")
    assert list(Settings.load().recent_libraries) == [str(other), gone, str(library_path)]
    assert Settings.load().last_library == str(other)


def test_a_library_that_is_gone_is_told_and_never_made_anew(
    program: Program, flow: LibrariesFlow, tmp_path: Path, until: Until
) -> None:
    flow.open(tmp_path / "gone.sqlite")
    until(lambda: seen(program.window, ProblemDialog))
    assert "is not there" in words_of(seen(program.window, ProblemDialog))
    assert not (tmp_path / "gone.sqlite").exists()
    assert shown_titles(program) == set(TITLES)


def test_a_new_library_takes_no_name_that_is_taken(
    program: Program, flow: LibrariesFlow, answers: Answers, other: Path, tmp_path: Path, until: Until
) -> None:
    answers.path = other
    program.window.action_set["new_library"].trigger()
    until(lambda: seen(program.window, ProblemDialog))
    assert "is there already" in words_of(seen(program.window, ProblemDialog))
    answers.path = tmp_path / "fresh.sqlite"
    program.window.action_set["new_library"].trigger()
    until(lambda: path_of(program) == tmp_path / "fresh.sqlite")


# -- the list


def test_the_list_tells_what_each_holds_and_switches(
    program: Program, flow: LibrariesFlow, other: Path, tmp_path: Path, until: Until
) -> None:
    program.settings.remember_library(other, "2026-01-01T00:00:00Z")
    dialog = opened_list(program, until)
    rows = {row.path.stem: row for row in dialog.model.rows}
    assert rows["library"].is_open
    assert rows["library"].glance is not None
    assert rows["library"].glance.items == len(TITLES)
    dialog.view.choose([row.path for row in dialog.model.rows].index(other))
    press(dialog.buttons["open"])
    until(lambda: path_of(program) == other)
    assert shown_titles(program) == set() or all(item.sample for item in program.window.model.items)


def test_a_missing_one_is_found_again_or_left_out(
    program: Program, flow: LibrariesFlow, answers: Answers, other: Path, tmp_path: Path, until: Until
) -> None:
    program.settings.recent_libraries |= {str(tmp_path / "gone.sqlite"): "2026-01-02T00:00:00Z"}
    dialog = opened_list(program, until)
    dialog.view.choose(1)
    assert dialog.chosen is not None
    assert dialog.chosen.missing
    assert not dialog.buttons["open"].isEnabled()
    answers.path = other
    press(dialog.buttons["find"])
    until(lambda: [row.path for row in dialog.model.rows if row.looked][1:] == [other])
    dialog.view.choose(1)
    press(dialog.buttons["forget"])
    until(lambda: len(dialog.model.rows) == 1)
    assert str(other) not in Settings.load().recent_libraries
    assert other.exists()


def test_its_folder_is_shown(program: Program, flow: LibrariesFlow, library_path: Path) -> None:
    folders: list[Path] = []
    flow.show_folder = folders.append
    program.window.action_set["open_folder"].trigger()
    assert folders == [library_path.parent]


def test_where_no_file_manager_is_the_place_is_told(
    program: Program, flow: LibrariesFlow, library_path: Path, until: Until
) -> None:
    flow.show_folder = lambda _folder: False
    program.window.action_set["open_folder"].trigger()
    until(lambda: any(child.isVisible() for child in program.window.findChildren(ProblemDialog)))
    dialog = next(child for child in program.window.findChildren(ProblemDialog) if child.isVisible())
    assert any(str(library_path.parent) in child.text() for child in dialog.findChildren(QLabel))


def test_going_back_to_a_library_opens_what_was_open_there_and_the_window_names_it(
    program: Program, flow: LibrariesFlow, library_path: Path, tmp_path: Path, until: Until
) -> None:
    small = make_small_library(tmp_path, {"Alpha": "r.h.", "Beta": "hh.."})
    window = program.window
    kept = next(item for item in window.model.items if item.title == TITLES[2])
    window.navigator.open_item(kept.id)
    until(lambda: window.navigator.item_id == kept.id)
    assert window.windowTitle() == f"{TITLES[2]} – library – Perspective Reader"
    flow.open(small)
    until(lambda: path_of(program) == small and window.navigator.item)
    assert window.windowTitle().endswith(" – small – Perspective Reader")
    flow.open(library_path)
    until(lambda: path_of(program) == library_path and window.navigator.item)
    assert window.navigator.item is not None
    assert window.navigator.item.metadata.title == TITLES[2]


def test_of_libraries_asked_for_one_after_the_other_the_last_one_is_shown(
    program: Program, flow: LibrariesFlow, library_path: Path, other: Path, until: Until
) -> None:
    for path in (other, library_path, other, library_path, other):
        flow.open(path)
    until(lambda: path_of(program) == other and not program.jobs.running)
    assert path_of(program) == other


# -- copying and moving


def test_a_copy_is_made_and_can_be_opened(
    program: Program, answers: Answers, tmp_path: Path, library_path: Path, until: Until
) -> None:
    answers.path = tmp_path / "copies.sqlite"
    program.window.action_set["copy_library"].trigger()
    assert answers.suggested == tmp_path / "library copy.sqlite"
    until(lambda: seen(program.window, ToldDialog))
    assert path_of(program) == library_path
    told = seen(program.window, ToldDialog)
    assert isinstance(told, ToldDialog)
    press(told.verb_button)
    until(lambda: path_of(program) == answers.path)
    until(lambda: shown_titles(program) == set(TITLES))


def confirm_move(program: Program, until: Until) -> None:
    program.window.action_set["move_library"].trigger()
    until(lambda: seen(program.window, QuestionDialog))
    dialog = seen(program.window, QuestionDialog)
    assert dialog is not None
    press(next(one for one in dialog.findChildren(QPushButton) if one.text() == "Move"))


def test_a_move_takes_everything_along_and_tells_where_the_backups_are(
    program: Program, answers: Answers, tmp_path: Path, library_path: Path, until: Until
) -> None:
    assert program.library is not None
    program.library.backup("before a test")
    answers.path = tmp_path / "elsewhere" / "moved.sqlite"
    answers.path.parent.mkdir()
    confirm_move(program, until)
    until(lambda: seen(program.window, ToldDialog))
    assert "library.sqlite.backups" in words_of(seen(program.window, ToldDialog))
    assert path_of(program) == answers.path
    assert shown_titles(program) == set(TITLES)
    assert not library_path.exists()
    assert not library_path.with_name("library.sqlite-wal").exists()
    assert Settings.load().last_library == str(answers.path)
    assert str(library_path) not in Settings.load().recent_libraries
    program.window.operations.delete([program.window.model.items[0].id])
    until(lambda: len(shown_titles(program)) == len(TITLES) - 1)


def test_a_place_that_is_taken_is_refused(
    program: Program, answers: Answers, other: Path, library_path: Path, until: Until
) -> None:
    answers.path = other
    for action in ("copy_library", "move_library"):
        program.window.action_set[action].trigger()
        until(lambda: seen(program.window, ProblemDialog))
        problem = seen(program.window, ProblemDialog)
        assert "is there already" in words_of(problem)
        assert problem is not None
        problem.close()
        until(lambda: seen(program.window, ProblemDialog) is None)
    assert path_of(program) == library_path


def test_a_move_that_fails_leaves_everything_as_it_was(
    program: Program, answers: Answers, tmp_path: Path, library_path: Path, until: Until,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def fails(path: Path, target: Path) -> None:
        raise LibraryError("The disk is full.", "Free some space.")

    monkeypatch.setattr(libraries, "copy_for_moving", fails)
    answers.path = tmp_path / "moved.sqlite"
    confirm_move(program, until)
    until(lambda: seen(program.window, ProblemDialog))
    until(lambda: path_of(program) == library_path and shown_titles(program) == set(TITLES))
    assert not answers.path.exists()


def test_a_move_is_refused_while_an_import_writes(program: Program, flow: LibrariesFlow, until: Until) -> None:
    held = threading.Event()
    program.jobs.start(held.wait, label="Importing", writes=True)
    flow.move()
    assert "is being written: Importing" in words_of(seen(program.window, ProblemDialog))
    held.set()
    until(lambda: not program.jobs.running)


def test_the_network_is_warned_of_before_a_move(
    program: Program, answers: Answers, tmp_path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.library import copying

    monkeypatch.setattr(copying, "is_network_folder", lambda _folder: True)
    answers.path = tmp_path / "share.sqlite"
    program.window.action_set["move_library"].trigger()
    until(lambda: seen(program.window, QuestionDialog))
    assert "network share" in words_of(seen(program.window, QuestionDialog))


def test_closing_in_the_middle_of_a_move_leaves_the_library_where_it_was(
    program: Program, answers: Answers, tmp_path: Path, library_path: Path, until: Until,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    whole = libraries.copy_for_moving
    begun = threading.Event()

    def slowly(path: Path, target: Path) -> Generator[Progress, None, Path]:
        for _ in range(1_000):
            begun.set()
            sleep(0.005)
            yield Progress(0, 1, "")
        return (yield from whole(path, target))

    monkeypatch.setattr(libraries, "copy_for_moving", slowly)
    answers.path = tmp_path / "moved.sqlite"
    confirm_move(program, until)
    until(begun.is_set)
    program.window.close()
    assert not answers.path.exists()
    assert not [name for name in tmp_path.iterdir() if name.name.startswith(".")]
    with open_library(library_path) as library:
        assert library.items.count() == len(TITLES)


def test_a_move_that_is_stopped_shows_the_library_again(
    program: Program, answers: Answers, tmp_path: Path, library_path: Path, until: Until,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def endlessly(path: Path, target: Path) -> Generator[Progress, None, Path]:
        while True:
            sleep(0.005)
            yield Progress(0, 1, "")

    monkeypatch.setattr(libraries, "copy_for_moving", endlessly)
    answers.path = tmp_path / "moved.sqlite"
    confirm_move(program, until)
    until(lambda: program.jobs.running and program.jobs.running[0].progress)
    assert program.window.navigator.page == "start"
    program.jobs.running[0].cancel()
    until(lambda: path_of(program) == library_path and shown_titles(program) == set(TITLES))
