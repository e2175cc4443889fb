"""The content folder in the real window: the quiet line, the dialog, deciding, taking in, writing back, and slugs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from reader.domain.content import FOLDER, HERE
from reader.gui.content_flow import ContentFlow
from reader.gui.dialogs.content_dialog import ContentDialog, RenameQuestion
from reader.gui.dialogs.content_help import ContentHelpDialog
from reader.gui.dialogs.slug_dialog import SlugDialog
from reader.gui.main_window import MainWindow
from reader.gui.pages.item_page import ItemPage
from reader.services import content_folder
from reader.services.content_writing import writable, write_back
from reader.services.opening import open_library
from tests.gui.conftest import PATIENCE_MS, StartProgram, open_title
from tests.services.conftest import ran
from tests.services.content_sites import RESOURCES, Site

BRIDGES, GARDENS = "bridges-in-fog", "gardens-of-glass"


@pytest.fixture
def flow(window: MainWindow) -> ContentFlow:
    return window.flows.content


@pytest.fixture
def site(qtbot: QtBot, window: MainWindow, flow: ContentFlow, tmp_path: Path) -> Site:
    """A site that has a file for each conversation of the library, and agrees with it."""
    made = Site(tmp_path / "site")
    library = window.library
    assert library is not None
    content_folder.tie(library, made.root)
    plan = ran(content_folder.look(library))
    ran(write_back(library, plan, writable(plan, new=True)))
    look(qtbot, flow)
    return made


def look(qtbot: QtBot, flow: ContentFlow) -> None:
    with qtbot.waitSignal(flow.looked, timeout=PATIENCE_MS):
        flow.look()


def opened(qtbot: QtBot, window: MainWindow, flow: ContentFlow) -> ContentDialog:
    """The dialog, opened from the menu, once it shows what was found."""
    with qtbot.waitSignal(flow.looked, timeout=PATIENCE_MS):
        window.action_set["content_folder"].trigger()
    dialog = flow.dialog
    assert dialog is not None
    return dialog


def click(button: QPushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(dialog: ContentDialog, slug: str) -> None:
    row = dialog.rows.row_of(f"{RESOURCES}/{slug}.json")
    assert row >= 0
    index = dialog.rows.index(row, 1)
    dialog.list.scrollTo(index)
    place = dialog.list.visualRect(index).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def quiet_line(window: MainWindow) -> QToolButton:
    return next(b for b in window.status.findChildren(QToolButton) if "content folder" in b.text())


def edit(window: MainWindow, qtbot: QtBot, title: str, **changes: str) -> None:
    found = next(item for item in window.model.items if item.title == title)
    with qtbot.waitSignal(window.operations.changed, timeout=PATIENCE_MS):
        window.operations.edit([found.id], changes)


def test_from_no_folder_over_one_that_is_not_there_to_one_that_is(
    qtbot: QtBot, window: MainWindow, flow: ContentFlow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, flow)
    assert dialog.empty.isVisible()
    assert not dialog.buttons["take"].isEnabled()
    assert not dialog.buttons["untie"].isVisible()
    assert quiet_line(window).isHidden()
    click(dialog.buttons["help"])
    page = next(one for one in dialog.findChildren(ContentHelpDialog))
    assert "content/resources/<slug>.json" in page.view.markdown
    page.close()
    flow.tie(tmp_path / "nowhere")
    qtbot.waitUntil(lambda: "is not there" in dialog.outcome.text(), timeout=PATIENCE_MS)
    with qtbot.waitSignal(flow.looked, timeout=PATIENCE_MS):
        flow.tie(tmp_path)
    assert len(dialog.rows.headings()) == 1
    assert dialog.buttons["write"].text() == "Write back"
    assert not dialog.buttons["write"].isEnabled()
    dialog.close()
    assert flow.dialog is None


def test_at_the_start_the_folder_is_looked_at_by_itself(
    qtbot: QtBot, start_program: StartProgram, library_path: Path, tmp_path: Path
) -> None:
    made = Site(tmp_path / "site")
    made.add("new-talk")
    with open_library(library_path) as library:
        content_folder.tie(library, made.root)
    window = start_program(library_path).window
    qtbot.waitUntil(lambda: quiet_line(window).isVisible(), timeout=PATIENCE_MS)
    assert quiet_line(window).text() == "The content folder has 1 change · Show"
    assert len(window.model.items) == 6


def test_what_somebody_writes_into_the_folder_is_told_quietly(
    qtbot: QtBot, window: MainWindow, flow: ContentFlow, site: Site
) -> None:
    site.change(BRIDGES, shelf="Bridges")
    site.add("new-talk")
    qtbot.waitUntil(
        lambda: quiet_line(window).text().startswith("The content folder has 2 changes"), timeout=PATIENCE_MS
    )
    assert quiet_line(window).isVisible()
    assert len(window.model.items) == 6
    QTest.mouseClick(quiet_line(window), Qt.MouseButton.LeftButton)
    assert flow.dialog is not None


def test_coming_back_to_the_window_looks(qtbot: QtBot, window: MainWindow, flow: ContentFlow, site: Site) -> None:
    flow._watch.stop()  # a system that does not watch
    site.change(BRIDGES, shelf="Bridges")
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: quiet_line(window).isVisible(), timeout=PATIENCE_MS)


def test_taking_in_brings_new_and_changed_and_undo_takes_it_back(
    qtbot: QtBot, window: MainWindow, flow: ContentFlow, site: Site
) -> None:
    site.change(BRIDGES, shelf="Bridges")
    site.add("new-talk")
    dialog = opened(qtbot, window, flow)
    assert dialog.buttons["take"].text() == "Take in 2"
    with qtbot.waitSignal(flow.looked, timeout=PATIENCE_MS):
        click(dialog.buttons["take"])
    assert dialog.outcome.text() == "2 files taken in."
    assert dialog.empty.isVisible()
    qtbot.waitUntil(lambda: any(item.slug == "new-talk" for item in window.model.items), timeout=PATIENCE_MS)
    with qtbot.waitSignal(flow.looked, timeout=PATIENCE_MS):
        window.operations.undo()
    qtbot.waitUntil(lambda: len(window.model.items) == 6, timeout=PATIENCE_MS)
    assert dialog.rows.row_of(f"{RESOURCES}/{BRIDGES}.json") >= 0


def test_an_unticked_entry_stays_out(qtbot: QtBot, window: MainWindow, flow: ContentFlow, site: Site) -> None:
    site.change(BRIDGES, shelf="Bridges")
    site.change(GARDENS, shelf="Gardens")
    dialog = opened(qtbot, window, flow)
    row = dialog.rows.row_of(f"{RESOURCES}/{GARDENS}.json")
    dialog.list.setCurrentIndex(dialog.rows.index(row, 0))
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.buttons["take"].text() == "Take in 1"
    with qtbot.waitSignal(flow.looked, timeout=PATIENCE_MS):
        click(dialog.buttons["take"])
    assert [entry.slug for entry in flow.plan.entries] == [GARDENS] if flow.plan else False


def test_writing_back_does_not_tell_of_itself(qtbot: QtBot, window: MainWindow, flow: ContentFlow, site: Site) -> None:
    edit(window, qtbot, "Bridges in fog", shelf="Ours")
    dialog = opened(qtbot, window, flow)
    assert dialog.buttons["write"].text() == "Write back 1"
    told: list[int] = []
    flow.news_counted.connect(told.append)
    with qtbot.waitSignal(flow.looked, timeout=PATIENCE_MS):
        click(dialog.buttons["write"])
    assert site.facts(BRIDGES)["shelf"] == "Ours"
    assert dialog.empty.isVisible()
    qtbot.wait(1000)
    assert set(told) == {0}


@pytest.mark.parametrize(("side", "button", "value"), [(FOLDER, "take", "Theirs"), (HERE, "write", "Ours")])
def test_a_conflict_is_decided_by_a_person(
    qtbot: QtBot, window: MainWindow, flow: ContentFlow, site: Site, side: str, button: str, value: str
) -> None:
    edit(window, qtbot, "Bridges in fog", shelf="Ours")
    site.change(BRIDGES, shelf="Theirs")
    dialog = opened(qtbot, window, flow)
    choose(dialog, BRIDGES)
    radios = dialog.entry.radios
    assert not any(radio.isChecked() for radio in radios.values())
    assert not dialog.buttons["take"].isEnabled()
    assert not dialog.buttons["write"].isEnabled()
    QTest.mouseClick(radios["shelf", side], Qt.MouseButton.LeftButton, pos=radios["shelf", side].rect().center())
    with qtbot.waitSignal(flow.looked, timeout=PATIENCE_MS):
        click(dialog.buttons[button])
    assert dialog.empty.isVisible()
    assert site.facts(BRIDGES)["shelf"] == value
    qtbot.waitUntil(lambda: any(item.shelf == value for item in window.model.items), timeout=PATIENCE_MS)


def test_what_was_decided_stays_decided_when_the_folder_is_looked_at_again(
    qtbot: QtBot, window: MainWindow, flow: ContentFlow, site: Site
) -> None:
    edit(window, qtbot, "Bridges in fog", shelf="Ours", thread="Ours")
    site.change(BRIDGES, shelf="Theirs", thread="Theirs")
    dialog = opened(qtbot, window, flow)
    choose(dialog, BRIDGES)
    radio = dialog.entry.radios["shelf", HERE]
    QTest.mouseClick(radio, Qt.MouseButton.LeftButton, pos=radio.rect().center())
    site.change(GARDENS, shelf="Gardens")
    look(qtbot, flow)
    choose(dialog, BRIDGES)
    assert dialog.entry.radios["shelf", HERE].isChecked()
    assert not dialog.entry.radios["thread", HERE].isChecked()
    assert not dialog.entry.radios["thread", FOLDER].isChecked()


def test_a_file_that_cannot_be_read_says_where_and_why(
    qtbot: QtBot, window: MainWindow, flow: ContentFlow, site: Site
) -> None:
    site.path(BRIDGES).write_text('{\n "title": 3\n}')
    dialog = opened(qtbot, window, flow)
    choose(dialog, BRIDGES)
    words = [part.text() for part in dialog.entry.findChildren(type(dialog.outcome))]
    assert any("bridges-in-fog.json, line 2: “title” must be a text in double quotes, not 3." in text for text in words)


def test_a_folder_that_went_away_is_told_with_ways_out(
    qtbot: QtBot, window: MainWindow, flow: ContentFlow, site: Site
) -> None:
    shutil.move(site.root, site.root.with_name("moved"))
    dialog = opened(qtbot, window, flow)
    texts = [button.text() for button in dialog.empty.findChildren(QPushButton)]
    assert texts == ["Look again", "Choose folder…"]
    shutil.move(site.root.with_name("moved"), site.root)
    click(dialog.buttons["look"])

    def words() -> list[str]:
        return [part.text() for part in dialog.empty.findChildren(QLabel)]

    # The look that was under way when the folder came back may end first.
    qtbot.waitUntil(lambda: "Everything agrees" in words(), timeout=PATIENCE_MS)
    click(dialog.buttons["untie"])
    qtbot.waitUntil(lambda: not dialog.buttons["untie"].isVisible(), timeout=PATIENCE_MS)


def test_a_slug_is_checked_changed_and_its_file_renamed_after_a_question(
    qtbot: QtBot, page: ItemPage, window: MainWindow, flow: ContentFlow, site: Site
) -> None:
    open_title(qtbot, window, "Bridges in fog")
    window.action_set["change_slug"].trigger()
    dialog = next(one for one in window.findChildren(SlugDialog))
    dialog.field.setText(GARDENS)
    qtbot.waitUntil(lambda: "“Gardens of glass” has this slug." in dialog.problem.text(), timeout=PATIENCE_MS)
    assert not dialog.change.isEnabled()
    dialog.field.setText("bridges")
    qtbot.waitUntil(dialog.change.isEnabled, timeout=PATIENCE_MS)
    with qtbot.waitSignal(window.operations.changed, timeout=PATIENCE_MS):
        click(dialog.change)
    folder = opened(qtbot, window, flow)
    click(folder.buttons["write"])
    question = next(one for one in folder.findChildren(RenameQuestion))
    with qtbot.waitSignal(flow.looked, timeout=PATIENCE_MS):
        click(question.rename)
    assert site.path("bridges").is_file()
    assert not site.path(BRIDGES).exists()
    assert folder.empty.isVisible()


def test_page_and_list_follow_an_assessment_while_the_program_runs(
    qtbot: QtBot, page: ItemPage, window: MainWindow, flow: ContentFlow, site: Site
) -> None:
    def said() -> tuple[str, str, str]:
        item = window.navigator.item
        assert item is not None
        listed = next(one for one in window.model.items if one.id == item.id)
        words = next(part.text() for part in page.side.findChildren(QLabel) if "transcript-assessments/" in part.text())
        return item.profile.basis, listed.basis, words

    open_title(qtbot, window, "Gardens of glass")
    path = f"{RESOURCES}/transcript-assessments/{GARDENS}.json"
    none = ("Transcript-informed", "Transcript-informed", f"No assessment file yet: {path}.")
    assert said() == none
    site.assess(GARDENS, assessor="Ada", listened=1)
    listened = ("Listen-based", "Listen-based", f"Assessed (by Ada, 100% heard): {path}.")
    qtbot.waitUntil(lambda: said() == listened, timeout=PATIENCE_MS)
    flow.look()  # nothing is new
    qtbot.waitUntil(lambda: flow._looking is None, timeout=PATIENCE_MS)
    (site.root / path).unlink()
    qtbot.waitUntil(lambda: said() == none, timeout=PATIENCE_MS)
    site.assess(GARDENS, assessor="Ada", listened=1)
    qtbot.waitUntil(lambda: said() == listened, timeout=PATIENCE_MS)
    flow._untie()
    qtbot.waitUntil(lambda: said() == none, timeout=PATIENCE_MS)
