"""The counterbalance reel in the real window: pairs, texts, keys, the way to each side and back, and its states."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader.domain.progress import Progress
from reader.domain.relating import Reel, ReelPair
from reader.errors import LibraryError
from reader.gui.charts.small import PADDING
from reader.gui.main_window import MainWindow
from reader.gui.pages.reel_page import ReelPage
from reader.gui.reel_flow import NOT_ONE_SIDED, NOTHING_OPPOSITE
from reader.gui.widgets.empty_state import EmptyState
from reader.gui.widgets.reel_marks import marked_places
from reader.services import reel as reel_service
from tests.gui.conftest import PATIENCE_MS, StartProgram, open_title
from tests.gui.making import make_small_library

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
TALKS = {"Ash": "rr..h.rrr..r", "Birch": "hh..hh.h", "Cedar": ".h...r.."}


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_small_library(tmp_path_factory.mktemp("reel"), TALKS)


@pytest.fixture
def window(qtbot: QtBot, start_program: StartProgram, talks: Path, tmp_path: Path) -> MainWindow:
    """A window with "Ash" open."""
    own = tmp_path / "own.sqlite"
    own.write_bytes(talks.read_bytes())
    window = start_program(own, size=(1440, 900)).window
    open_title(qtbot, window, "Ash")
    return window


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> ReelPage:
    """Its reel, opened by the key."""
    return opened(qtbot, window)


def opened(qtbot: QtBot, window: MainWindow) -> ReelPage:
    QTest.keyClick(window, Qt.Key.Key_R, CONTROL_SHIFT)
    page = window.flows.reel.page
    assert window.navigator.page == "reel"
    qtbot.waitUntil(lambda: bool(page.pairs), timeout=PATIENCE_MS)
    return page


def pairs_of(window: MainWindow) -> tuple[ReelPair, ...]:
    """What the service finds."""
    assert window.library is not None
    steps = reel_service.reel(window.library, window.navigator.item_id)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return tuple(end.value.pairs)


def words_of(state: EmptyState) -> str:
    return state._heading.text()


# -- what it shows


def test_the_pairs_are_those_found_and_stand_opposite(window: MainWindow, page: ReelPage) -> None:
    pairs = pairs_of(window)
    assert tuple(page.pairs) == pairs
    assert len(pairs) > 2
    for row, pair in enumerate(pairs):
        page.list.choose(row)
        assert pair.here.score * pair.there.score < 0
        for view, side in ((page.here, pair.here), (page.there, pair.there)):
            assert view.text.toPlainText() == side.text
            assert view.title.whole_text() == side.title
            assert f"slice {side.number}" in view.origin.whole_text()
            assert side.speaker in view.origin.whole_text()


def test_words_in_common_are_marked_in_both_texts(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    real = reel_service.reel

    def with_words(*arguments: Any) -> Iterator[Progress]:
        found = yield from real(*arguments)
        common = ("helping people", "harm")
        return Reel(tuple(ReelPair(pair.here, pair.there, common, pair.nearness) for pair in found.pairs))

    monkeypatch.setattr(reel_service, "reel", with_words)
    page = opened(qtbot, window)
    lean_here, lean_there = ("harms", "helps") if page.pairs[0].here.score < 0 else ("helps", "harms")
    assert {"people", lean_here} == set(page.here.text.marked)
    assert {"people", lean_there} == set(page.there.text.marked)
    assert len(page.here.text.extraSelections()) == len(page.here.text.marked)
    assert "helping people, harm" in page.words.text()


def test_other_forms_of_a_word_are_marked_and_other_words_are_not() -> None:
    text = "A job, two Jobs; jobless joy. Wages waged, wagon. Policy and policies."
    marked = [text[start:end] for start, end in marked_places(text, ("job", "wage", "policy"))]
    assert marked[:2] == ["job", "Jobs"]
    assert {"Wages", "waged", "Policy", "policies"} <= set(marked)
    assert "joy" not in marked
    assert "wagon" not in marked
    assert marked_places(text, ()) == ()
    assert marked_places("a.b a+b", ("a.b",)) == ((0, 3),)


# -- keys and clicks


def test_keys_step_through_the_pairs_wherever_the_keyboard_is(window: MainWindow, page: ReelPage) -> None:
    assert page.list.hasFocus()
    for widget in (page.list, page.here.text, page.there.text):
        widget.setFocus()
        for key, row in (
            (Qt.Key.Key_Space, 1), (Qt.Key.Key_J, 2), (Qt.Key.Key_K, 1), (Qt.Key.Key_K, 0), (Qt.Key.Key_K, 0),
            (Qt.Key.Key_BracketRight, 1), (Qt.Key.Key_BracketLeft, 0),
        ):  # fmt: skip
            QTest.keyClick(widget, key)
            assert page.row == row
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.row == 1
    QTest.keyClick(page.list, Qt.Key.Key_End)
    last = len(page.pairs) - 1
    assert page.row == last
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert page.row == last


def test_a_click_in_the_list_shows_that_pair_and_all_can_be_heard(page: ReelPage) -> None:
    pair = page.pairs[0]
    assert QAccessible.queryAccessibleInterface(page.list).text(QAccessible.Text.Name) == "Pairs of opposite moments"
    heard = page.list.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith(f"Pair 1 of {len(page.pairs)}")
    assert pair.there.title in heard
    for view, side in ((page.here, pair.here), (page.there, pair.there)):
        assert side.title in view.text.accessibleName()
        assert view.open.accessibleName() == f"Open {side.title} at slice {side.number}"
        assert f"slice {side.number} marked" in view.trail.accessibleName()
    rect = page.list.visualRect(page.list.rows.index(2))
    QTest.mouseClick(page.list.viewport(), LEFT, pos=rect.center())
    assert page.row == 2
    assert page.here.side == page.pairs[2].here
    assert page.there.side == page.pairs[2].there


def leads_to(qtbot: QtBot, window: MainWindow, click: Any, item_id: int, number: int) -> None:
    """A click opens that slice, at the top of the text; back leads to the same pair, forward to the slice again."""
    page, item_page = window.flows.reel.page, window.item_page
    row = page.row
    assert item_page is not None
    for go, reached in (
        (click, "item"),
        (lambda: QTest.keyClick(window, Qt.Key.Key_Left, ALT), "reel"),
        (lambda: QTest.keyClick(window, Qt.Key.Key_Right, ALT), "item"),
        (lambda: QTest.keyClick(window, Qt.Key.Key_Left, ALT), "reel"),
    ):
        go()
        qtbot.waitUntil(lambda reached=reached: window.navigator.page == reached, timeout=PATIENCE_MS)
        if reached == "item":
            view = item_page.transcript.view
            qtbot.waitUntil(lambda view=view: view.slice_at_top() == number, timeout=PATIENCE_MS)
            assert (window.navigator.item_id, window.navigator.slice_number) == (item_id, number)
        else:
            assert page.row == row
            assert page.list.hasFocus()


def test_each_side_opens_there_and_back_comes_to_the_same_pair(
    qtbot: QtBot, window: MainWindow, page: ReelPage
) -> None:
    page.step(1)
    pair = page.pairs[page.row]
    for view, side in ((page.there, pair.there), (page.here, pair.here)):
        leads_to(qtbot, window, lambda view=view: QTest.mouseClick(view.open, LEFT), side.item_id, side.number)
    leads_to(
        qtbot,
        window,
        lambda: QTest.keyClick(page.list, Qt.Key.Key_Return),
        pair.there.item_id,
        pair.there.number,
    )
    assert page.told.whole_text().startswith("Ash")


def test_a_click_on_a_small_arc_opens_that_slice(qtbot: QtBot, window: MainWindow, page: ReelPage) -> None:
    trail, side = page.there.trail, page.pairs[0].there
    assert trail.mark_rect().isValid()
    assert trail.slice_at(trail.mark_rect().center().toPointF()) == side.number
    item = window.model.item_of(side.item_id)
    assert item is not None
    number = 1 if side.number != 1 else 2
    across = PADDING + (number - 0.5) * (trail.width() - 2 * PADDING) / len(item.scores)
    place = QPoint(round(across), trail.height() // 2)
    leads_to(qtbot, window, lambda: QTest.mouseClick(trail, LEFT, pos=place), side.item_id, number)


def test_it_is_greyed_without_an_item_and_returns_to_its_pair(qtbot: QtBot, window: MainWindow, page: ReelPage) -> None:
    page.step(1)
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: window.navigator.page == "item", timeout=PATIENCE_MS)
    QTest.keyClick(window, Qt.Key.Key_R, CONTROL_SHIFT)
    assert window.flows.reel.page.row == 1
    window.navigator.set_library(None)
    assert not window.action_set["reel"].isEnabled()


# -- states


def test_it_can_be_stopped_and_begun_again(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow) -> None:
    go = threading.Event()
    closed = threading.Event()

    def endless(*_: object) -> Iterator[Progress]:
        try:
            for number in range(10_000):
                yield Progress(number, 10_000, "Looking for what is opposite")
                go.wait(0.01)
        finally:
            closed.set()

    with monkeypatch.context() as slow:
        slow.setattr(reel_service, "reel", endless)
        QTest.keyClick(window, Qt.Key.Key_R, CONTROL_SHIFT)
        page = window.flows.reel.page
        qtbot.waitUntil(lambda: page.bar.value() > 0, timeout=PATIENCE_MS)
        assert page.looking.isVisible()
        QTest.mouseClick(page.cancel, LEFT)
        qtbot.waitUntil(page.state.isVisible, timeout=PATIENCE_MS)
        assert closed.is_set()
    assert words_of(page.state) == "Stopped"
    QTest.mouseClick(page.state.findChildren(QPushButton)[-1], LEFT)
    qtbot.waitUntil(lambda: bool(page.pairs), timeout=PATIENCE_MS)


def test_pairs_of_another_item_that_come_late_are_not_shown(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    real, go, ash = reel_service.reel, threading.Event(), window.navigator.item_id

    def held(library: Any, item_id: int, most: int = 12) -> Iterator[Progress]:
        yield Progress(0, 1, "")
        if item_id == ash:
            go.wait(20)
        return (yield from real(library, item_id, most))

    monkeypatch.setattr(reel_service, "reel", held)
    QTest.keyClick(window, Qt.Key.Key_R, CONTROL_SHIFT)
    open_title(qtbot, window, "Birch")
    page = opened(qtbot, window)
    assert page.told.whole_text().startswith("Birch")
    go.set()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=PATIENCE_MS)
    assert page.told.whole_text().startswith("Birch")
    assert {pair.here.title for pair in page.pairs} == {"Birch"}


def test_pairs_are_found_anew_when_the_library_changes(qtbot: QtBot, window: MainWindow, page: ReelPage) -> None:
    there = page.pairs[0].there
    window.operations.edit([there.item_id], {"title": "Elder"})
    qtbot.waitUntil(lambda: bool(page.pairs) and page.pairs[0].there.title == "Elder", timeout=PATIENCE_MS)


def test_trouble_is_told_and_can_be_tried_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    def fail(*_: object) -> Iterator[Progress]:
        yield Progress(0, 1, "")
        raise LibraryError("The library cannot be read.", "Close what holds it.")

    with monkeypatch.context() as broken:
        broken.setattr(reel_service, "reel", fail)
        QTest.keyClick(window, Qt.Key.Key_R, CONTROL_SHIFT)
        page = window.flows.reel.page
        qtbot.waitUntil(page.state.isVisible, timeout=PATIENCE_MS)
    assert "The library cannot be read. Close what holds it." in page.state._sentence.text()
    QTest.mouseClick(page.state.findChildren(QPushButton)[-1], LEFT)
    qtbot.waitUntil(lambda: bool(page.pairs), timeout=PATIENCE_MS)


def test_what_is_not_there_is_said(qtbot: QtBot, start_program: StartProgram, tmp_path: Path) -> None:
    path = make_small_library(tmp_path, {"Calm": "......", "Grim": "rr..rr"})
    window = start_program(path).window
    page = window.flows.reel.page
    for title, heading in (("Calm", NOT_ONE_SIDED), ("Grim", NOTHING_OPPOSITE)):
        open_title(qtbot, window, title)
        QTest.keyClick(window, Qt.Key.Key_R, CONTROL_SHIFT)
        qtbot.waitUntil(lambda heading=heading: words_of(page.state) == heading, timeout=PATIENCE_MS)
        assert page.state.isVisible()
        assert page.told.whole_text() == title


def test_it_says_what_could_not_be_looked_through(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    real = reel_service.reel

    def lacking(*arguments: Any) -> Iterator[Progress]:
        found = yield from real(*arguments)
        return Reel(found.pairs, 1, 2)

    with monkeypatch.context() as less:
        less.setattr(reel_service, "reel", lacking)
        page = opened(qtbot, window)
    assert page.missing.isVisible()
    assert page.missing.text() == "1 conversation is not compared yet. 2 conversations left out: damaged."
    # Once all are compared, the pairs are found anew.
    window.flows.related.preparing.finished.emit()
    qtbot.waitUntil(lambda: bool(page.pairs) and not page.missing.isVisible(), timeout=PATIENCE_MS)
