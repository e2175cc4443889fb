from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenuBar
from pytestqt.qtbot import QtBot

from reader.gui.actions import ACTIONS, MENUS, spec
from reader.gui.shortcuts import ActionSet, conflicts, keys_of


def test_every_action_stands_in_exactly_one_menu() -> None:
    in_menus = [action_id for menu in MENUS for action_id in menu.action_ids if action_id]
    assert sorted(in_menus) == sorted(action.id for action in ACTIONS)


def test_no_two_actions_claim_the_same_keys() -> None:
    assert conflicts({}) == []


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_declared_keys_are_real_keys(action: object) -> None:
    for keys in action.keys:  # type: ignore[attr-defined]
        assert QKeySequence(keys).toString() != ""


def test_a_rebound_key_takes_the_place_of_the_declared_ones_and_an_empty_one_takes_them_away() -> None:
    assert keys_of(spec("redo"), {"redo": "Ctrl+R"}) == ("Ctrl+R",)
    assert keys_of(spec("redo"), {"redo": ""}) == ()
    assert keys_of(spec("redo"), {}) == spec("redo").keys


def test_a_clash_names_both_actions() -> None:
    assert conflicts({"settings": "Ctrl+I"}) == [("Ctrl+I", "import_files", "settings")]


def test_a_sign_is_bound_once(qtbot: QtBot) -> None:
    """Qt itself tries a sign with and without Shift; the same key bound twice would fire neither."""
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = ActionSet(window)
    actions.apply_keys({})
    assert [keys.toString() for keys in actions["next_one_sided"].shortcuts()] == ["}"]


def test_the_menu_bar_holds_all_menus(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = QMenuBar(window)
    ActionSet(window).fill_menu_bar(bar)
    assert [action.text() for action in bar.actions()] == [menu.title for menu in MENUS]
