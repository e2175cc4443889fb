"""Preferences and window state on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.errors import SettingsError
from reader.settings import Settings, WindowState


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    Settings(theme="dark", text_size=16, keys={"next_slice": "J"}).save(path)
    assert Settings.load(path) == Settings(theme="dark", text_size=16, keys={"next_slice": "J"})


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert Settings.load(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize("damage", ["", "{", "\x00\x01", "[1, 2]"])
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(damage)
    assert Settings.load(path) == Settings()


def test_a_damaged_file_is_kept_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark", oops')
    Settings.load(path)
    assert (tmp_path / "settings.json.damaged").read_text() == '{"theme": "dark", oops'


@pytest.mark.parametrize(
    "stored",
    [
        {"theme": "purple"},
        {"theme": 3},
        {"text_size": "12"},
        {"text_size": True},
        {"text_size": 900},
        {"keys": {"a": 1}},
    ],
)
def test_a_value_of_the_wrong_kind_keeps_its_default(tmp_path: Path, stored: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(stored))
    assert Settings.load(path) == Settings()


def test_one_bad_value_does_not_touch_the_others(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"theme": "purple", "text_measure": 64, "unknown": 1}))
    assert Settings.load(path) == Settings(text_measure=64)


def test_a_failed_save_says_what_to_do_and_leaves_the_old_file(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(SettingsError) as error:
        Settings().save(blocked / "settings.json")
    assert "could not be saved" in error.value.message
    assert error.value.advice


def test_positions_remember_the_latest(tmp_path: Path) -> None:
    state = WindowState()
    for number in range(WindowState.KEPT_POSITIONS + 5):
        state.remember_position(f"item-{number}", number)
    state.remember_position("item-10", 99)
    assert len(state.positions) == WindowState.KEPT_POSITIONS
    assert "item-4" not in state.positions
    assert list(state.positions)[-1] == "item-10"
    state.save(tmp_path / "w.json")
    assert WindowState.load(tmp_path / "w.json") == state


def test_searches_are_remembered_the_latest_first_and_each_once() -> None:
    state = WindowState()
    assert state.remember_search("labor  automation")
    assert not state.remember_search("labor automation")
    assert state.remember_search("fear")
    assert state.remember_search("Labor automation")
    assert state.recent_searches == ["Labor automation", "fear"]
    for number in range(30):
        state.remember_search(f"word{number}")
    assert len(state.recent_searches) == WindowState.KEPT_SEARCHES
    assert not state.remember_search("  ")


def test_each_library_is_left_and_come_back_to_at_an_item_of_its_own(tmp_path: Path) -> None:
    one, other = tmp_path / "one.sqlite", tmp_path / "other.sqlite"
    state = WindowState(last_item="bridges")
    state.change_library(one, other)
    assert state.last_item == "bridges", "nothing is known of the other one"
    state.last_item = "gardens"
    state.change_library(other, one)
    assert state.last_item == "bridges"
    state.change_library(one, other)
    assert state.last_item == "gardens"
    for number in range(2 * WindowState.KEPT_LEFT):
        state.change_library(tmp_path / str(number), other)
    assert len(state.left_items) == WindowState.KEPT_LEFT
    state.save(tmp_path / "state.json")
    assert WindowState.load(tmp_path / "state.json").left_items == state.left_items
