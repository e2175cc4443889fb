from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from reader.gui.turns import Turns


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def turns(qapp: QObject) -> Turns:
    return Turns(qapp)


def noting(done: list[str], *names: str) -> list[Callable[[], object]]:
    return [lambda name=name: done.append(name) for name in names]


def test_the_first_piece_is_done_at_once_and_the_others_in_order_after_it(
    qtbot: QtBot, turns: Turns, done: list[str]
) -> None:
    turns.take(*noting(done, "header", "charts", "text"))
    assert done == ["header"]
    qtbot.waitUntil(lambda: done == ["header", "charts", "text"])


def test_newer_pieces_take_the_place_of_those_that_wait(qtbot: QtBot, turns: Turns, done: list[str]) -> None:
    turns.take(*noting(done, "old header", "old charts"))
    turns.take(*noting(done, "header", "charts"))
    qtbot.waitUntil(lambda: done == ["old header", "header", "charts"])
    qtbot.wait(60)
    assert "old charts" not in done


def test_dropped_pieces_are_never_done_and_finishing_does_the_rest_now(turns: Turns, done: list[str]) -> None:
    turns.take(*noting(done, "a", "b"))
    turns.drop()
    turns.finish()
    assert done == ["a"]
    turns.take(*noting(done, "c", "d", "e"))
    turns.finish()
    assert done == ["a", "c", "d", "e"]
