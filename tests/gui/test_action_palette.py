"""The palette: every action by a few letters, with its keys; grey ones say why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.gui.action_needs import CHOICE, CONVERSATION, LIBRARY, NEEDS
from reader.gui.actions import ACTIONS
from reader.gui.dialogs.action_palette import ActionPalette, Offer, offers_of
from reader.gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE_MS, StartProgram, open_title

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def palette_of(qtbot: QtBot, *offers: Offer) -> ActionPalette:
    dialog = ActionPalette(offers, None)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    return dialog


def names(dialog: ActionPalette) -> list[str]:
    rows = (dialog._list.topLevelItem(at) for at in range(dialog._list.topLevelItemCount()))
    return [row.text(0).partition("  ·  ")[0] for row in rows if row is not None]


def current(dialog: ActionPalette) -> str:
    row = dialog._list.currentItem()
    return row.text(0) if row is not None else ""


def opened(window: MainWindow) -> ActionPalette:
    QTest.keyClick(window, Qt.Key.Key_P, CTRL | SHIFT)
    dialog = window.findChild(ActionPalette)
    assert isinstance(dialog, ActionPalette)
    return dialog


def notes(window: MainWindow) -> dict[str, str]:
    """The notes of all actions that cannot be done, by their ids."""
    grey = [action for action in window.action_set if not action.isEnabled()]
    return {action.objectName(): offer.note for action, offer in zip(grey, offers_of(grey), strict=True)}


def test_a_few_letters_and_enter_do_an_action(qtbot: QtBot) -> None:
    done: list[str] = []
    folder = Offer("Import folder", "", lambda: done.append("folder"))
    dialog = palette_of(qtbot, folder, Offer("Next slice", "]", lambda: done.append("next")))
    QTest.keyClicks(dialog._field, "slice ne")
    QTest.keyClick(dialog._field, Qt.Key.Key_Return)
    assert done == ["next"]


def test_the_plainest_stands_first_and_what_can_be_done_before_what_cannot(qtbot: QtBot) -> None:
    dialog = palette_of(
        qtbot,
        Offer("Unimportant", "", bool),
        Offer("Import folder", "", bool, can=False, note="Open a library first"),
        Offer("Import", "Ctrl+I", bool),
    )
    assert names(dialog) == ["Unimportant", "Import folder", "Import"]
    QTest.keyClicks(dialog._field, "import")
    assert names(dialog) == ["Import", "Import folder", "Unimportant"]
    row = dialog._list.topLevelItem(1)
    assert row is not None
    assert row.text(0) == "Import folder  ·  Open a library first"


def test_keys_pass_what_cannot_be_done_and_enter_does_not_do_it(qtbot: QtBot) -> None:
    done: list[str] = []
    dialog = palette_of(
        qtbot,
        Offer("Slice one", "", lambda: done.append("one")),
        Offer("Slice two", "", lambda: done.append("two"), can=False),
        Offer("Slice three", "", lambda: done.append("three")),
    )
    QTest.keyClick(dialog._field, Qt.Key.Key_Down)
    assert current(dialog) == "Slice three"
    QTest.keyClick(dialog._field, Qt.Key.Key_Up)
    assert current(dialog) == "Slice one"
    QTest.keyClick(dialog._field, Qt.Key.Key_PageDown)
    assert current(dialog) == "Slice three"
    QTest.keyClicks(dialog._field, "two")
    QTest.keyClick(dialog._field, Qt.Key.Key_Return)
    assert names(dialog) == ["Slice two"]
    assert dialog.isVisible()
    assert done == []
    QTest.keyClicks(dialog._field, "zzqq")
    assert names(dialog) == []
    assert dialog._nothing.isVisible()


def test_every_action_is_there_with_its_keys(qtbot: QtBot, start_program: StartProgram, library_path: Path) -> None:
    window = start_program(library_path).window
    dialog = opened(window)
    shown = {}
    for at in range(dialog._list.topLevelItemCount()):
        row = dialog._list.topLevelItem(at)
        assert row is not None
        shown[row.text(0).partition("  ·  ")[0].partition(": ")[0]] = row.text(1)
    others = [one for one in ACTIONS if one.id != "all_actions"]
    assert dialog._list.topLevelItemCount() == len(others)
    for one in others:
        assert shown[one.name.partition(": ")[0]].replace("Del", "Delete") == (one.keys[0] if one.keys else "")
    QTest.keyClicks(dialog._field, "srch")
    QTest.keyClicks(dialog._field, "\b" * 4 + "statstics")
    assert names(dialog) == ["Library statistics"]
    dialog.close()


def test_grey_actions_say_what_has_to_be_so_first(
    qtbot: QtBot, start_program: StartProgram, library_path: Path
) -> None:
    window = start_program(library_path).window
    qtbot.waitUntil(lambda: window.is_settled, timeout=PATIENCE_MS)
    window.states.refresh(library_open=False)
    without = notes(window)
    assert without["search"] == LIBRARY
    window.states.refresh(library_open=True)
    window.action_set["library"].trigger()
    QApplication.processEvents()
    on_library = notes(window)
    open_title(qtbot, window, "Bridges in fog")
    on_item = notes(window)
    assert on_library["show_why"] == CONVERSATION
    assert "show_why" not in on_item
    for grey in (without, on_library, on_item):
        assert grey.keys() <= NEEDS.keys()
        assert "Not now" not in grey.values()
    assert set(NEEDS) <= {one.id for one in ACTIONS}


def test_in_an_empty_library_nothing_is_chosen(qtbot: QtBot, start_program: StartProgram, library_path: Path) -> None:
    window = start_program(library_path).window
    qtbot.waitUntil(lambda: window.is_settled, timeout=PATIENCE_MS)
    window.operations.delete([item.id for item in window.model.items])
    qtbot.waitUntil(lambda: not window.model.items and window.is_settled, timeout=PATIENCE_MS)
    grey = notes(window)
    assert grey["delete_items"] == CHOICE
    assert grey["next_slice"] == CONVERSATION
    assert grey["redo"] == "Nothing to redo"
    assert "undo" not in grey


def test_an_ampersand_in_a_name_stays_one(start_program: StartProgram, library_path: Path) -> None:
    window = start_program(library_path).window
    window.states.show_undo_labels("Edit R&D…", "")
    offer = next(one for one in offers_of([window.action_set["undo"]]))
    assert offer.name == "Undo: Edit R&D…"
