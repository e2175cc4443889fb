"""The list of frameworks: what is shown of each, and every verb, with its refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.framework_list import FrameworksDialog
from reader.gui.dialogs.framework_name import FrameworkNameDialog
from reader.gui.dialogs.question import QuestionDialog
from reader.gui.jobs import Jobs
from reader.gui.theme.manager import ThemeManager
from reader.services import framework_files, frameworks
from tests.gui.dialogs.conftest import PATIENCE_MS, Answers

BUILT_IN = "risk-opportunity"


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs, answers: Answers, theme: ThemeManager) -> FrameworksDialog:
    framework_files.duplicate_framework(BUILT_IN, "own-words", "Own words")
    broken = frameworks.users_folder() / "broken.toml"
    broken.write_text('id = "broken"\nversion = 1\n', encoding="utf-8")
    made = FrameworksDialog(jobs, answers, BUILT_IN, None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.entries_shown, timeout=PATIENCE_MS):
        made.open()
    return made


def rows(dialog: FrameworksDialog) -> dict[str, tuple[str, str]]:
    """From and state of each framework, by its id."""
    found = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    return {row.data(0, Qt.ItemDataRole.UserRole).id: (row.text(3), row.text(4)) for row in found if row is not None}


def press(dialog: FrameworksDialog, name: str) -> None:
    assert dialog.buttons[name].isEnabled(), name
    QTest.mouseClick(dialog.buttons[name], Qt.MouseButton.LeftButton)


def asked(dialog: FrameworksDialog, kind: type[QDialog]) -> QDialog:
    found = [child for child in dialog.findChildren(kind) if child.isVisible()]
    assert len(found) == 1
    return found[0]


def told(qtbot: QtBot, dialog: FrameworksDialog, words: str) -> None:
    qtbot.waitUntil(lambda: words in dialog.outcome.text(), timeout=PATIENCE_MS)


def test_all_are_listed_with_the_one_in_use_and_what_is_wrong(dialog: FrameworksDialog) -> None:
    shown = rows(dialog)
    assert shown[BUILT_IN] == ("The program", "In use")
    assert shown["own-words"] == ("You", "")
    assert shown["broken"] == ("You", "Cannot be used")
    assert dialog.chosen is not None
    assert dialog.chosen.id == BUILT_IN
    dialog.choose("broken")
    assert dialog.outcome.text().startswith("broken.toml has")
    assert dialog.outcome.property("role") == "error"


def test_only_what_can_be_done_is_offered(dialog: FrameworksDialog) -> None:
    can = {name: button.isEnabled() for name, button in dialog.buttons.items()}
    assert not can["use"]
    assert not can["remove"]
    dialog.choose("own-words")
    assert all(button.isEnabled() for button in dialog.buttons.values())
    dialog.choose("broken")
    enabled = {name for name, button in dialog.buttons.items() if button.isEnabled()}
    assert enabled == {"check", "import", "export", "remove"}


def test_use_compare_and_methodology_are_wishes(qtbot: QtBot, dialog: FrameworksDialog) -> None:
    dialog.choose("own-words")
    for name, wish in (
        ("use", dialog.use_requested),
        ("compare", dialog.compare_requested),
        ("methodology", dialog.methodology_requested),
        ("edit", dialog.edit_requested),
    ):
        with qtbot.waitSignal(wish) as caught:
            press(dialog, name)
        assert caught.args == ["own-words"]
    dialog.set_in_use("own-words")
    assert rows(dialog)["own-words"] == ("You", "In use")
    assert not dialog.buttons["remove"].isEnabled()
    assert "choose another one first" in dialog.buttons["remove"].toolTip()


def test_a_built_in_one_is_edited_as_a_copy(qtbot: QtBot, dialog: FrameworksDialog) -> None:
    dialog.choose(BUILT_IN)
    press(dialog, "edit")
    question = asked(dialog, FrameworkNameDialog)
    assert isinstance(question, FrameworkNameDialog)
    question.name.selectAll()
    QTest.keyClicks(question.name, "Own words")
    assert "already" in question._box.problem.text()
    assert not question._make.isEnabled()
    question.name.selectAll()
    QTest.keyClicks(question.name, "Calm & storm")
    assert question._id.text() == "calm-storm"
    with qtbot.waitSignal(dialog.edit_requested, timeout=PATIENCE_MS) as caught:
        QTest.keyClick(question.name, Qt.Key.Key_Return)
    assert caught.args == ["calm-storm"]
    qtbot.waitUntil(lambda: "calm-storm" in rows(dialog), timeout=PATIENCE_MS)
    assert frameworks.load_framework("calm-storm").name == "Calm & storm"


def test_check_says_what_was_found_sound_and_every_problem_of_a_broken_one(
    qtbot: QtBot, dialog: FrameworksDialog
) -> None:
    press(dialog, "check")
    told(qtbot, dialog, "Nothing is wrong with it")
    dialog.choose("broken")
    press(dialog, "check")
    qtbot.waitUntil(lambda: dialog.outcome.text().count("broken.toml") > 2, timeout=PATIENCE_MS)


def test_export_and_import_bring_the_same_file_round(
    qtbot: QtBot, dialog: FrameworksDialog, answers: Answers, tmp_path: Path
) -> None:
    answers.path = tmp_path / "carried.toml"
    dialog.choose("own-words")
    press(dialog, "export")
    told(qtbot, dialog, "Written to")
    assert answers.suggested == ["own-words.toml"]
    framework_files.remove_framework("own-words")
    with qtbot.waitSignal(dialog.file_changed, timeout=PATIENCE_MS) as caught:
        press(dialog, "import")
    assert caught.args == ["own-words"]
    assert frameworks.load_framework("own-words").name == "Own words"


def test_one_that_is_here_already_is_replaced_only_after_a_question(
    qtbot: QtBot, dialog: FrameworksDialog, answers: Answers, tmp_path: Path
) -> None:
    text = frameworks.own_path("own-words").read_text(encoding="utf-8").replace("Own words", "Other words")
    answers.path = tmp_path / "other.toml"
    answers.path.write_text(text, encoding="utf-8")
    press(dialog, "import")
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QuestionDialog)), timeout=PATIENCE_MS)
    question = asked(dialog, QuestionDialog)
    assert isinstance(question, QuestionDialog)
    assert frameworks.load_framework("own-words").name == "Own words"
    with qtbot.waitSignal(dialog.file_changed, timeout=PATIENCE_MS):
        question._confirm()
    assert frameworks.load_framework("own-words").name == "Other words"


def test_a_broken_file_is_refused_with_its_lines_and_nothing_changes(
    qtbot: QtBot, dialog: FrameworksDialog, answers: Answers, tmp_path: Path
) -> None:
    before = sorted(path.name for path in frameworks.users_folder().iterdir())
    answers.path = tmp_path / "bad.toml"
    answers.path.write_text('id = "bad"\nversion = "1"\nname = "Bad"\n[axis]\nnegative = 3\n', encoding="utf-8")
    press(dialog, "import")
    told(qtbot, dialog, "bad.toml, line 5")
    assert sorted(path.name for path in frameworks.users_folder().iterdir()) == before


def test_one_of_the_program_cannot_be_brought_in_over_it(
    qtbot: QtBot, dialog: FrameworksDialog, answers: Answers
) -> None:
    answers.path = frameworks.framework_path(BUILT_IN)
    press(dialog, "import")
    told(qtbot, dialog, "comes with the program")


def test_an_export_that_the_disk_refuses_is_a_sentence(
    qtbot: QtBot, dialog: FrameworksDialog, answers: Answers, tmp_path: Path
) -> None:
    answers.path = tmp_path / "no" / "such" / "folder.toml"
    press(dialog, "export")
    told(qtbot, dialog, "could not be saved")


def test_removing_asks_first_and_keeps_the_file(qtbot: QtBot, dialog: FrameworksDialog) -> None:
    dialog.choose("own-words")
    press(dialog, "remove")
    question = asked(dialog, QuestionDialog)
    assert isinstance(question, QuestionDialog)
    assert "own-words" in rows(dialog)
    with qtbot.waitSignal(dialog.file_changed, timeout=PATIENCE_MS):
        question._confirm()
    qtbot.waitUntil(lambda: "own-words" not in rows(dialog), timeout=PATIENCE_MS)
    assert [path.name for path in (frameworks.users_folder() / "removed").iterdir()] == ["own-words.toml"]


def test_enter_on_a_framework_edits_it(qtbot: QtBot, dialog: FrameworksDialog) -> None:
    dialog.choose("own-words")
    dialog.list.setFocus()
    with qtbot.waitSignal(dialog.edit_requested) as caught:
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert caught.args == ["own-words"]
    assert dialog.isVisible()
