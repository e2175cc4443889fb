"""Frameworks in the real window: choosing, re-scoring beside other work, undo, comparing, and what follows an edit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reader.app import Program
from reader.domain.framework import Band, Framework, Lens, Term
from reader.domain.record import replaced
from reader.gui.charts.arc import EpisodeArc
from reader.gui.main_window import MainWindow
from reader.gui.pages.item_page import ItemPage
from reader.services import framework_files, frameworks, rescoring
from reader.services.frameworks import built_in_framework
from tests.gui.conftest import PATIENCE_MS, StartProgram, finish, open_title
from tests.gui.making import TITLES

TIDES = Framework(
    id="tides",
    version="1.0",
    name="Tides",
    negative_pole="Ebb",
    middle="Slack",
    positive_pole="Flood",
    bands=(
        Band("ebb", "Ebb", -100, -6, "negative"),
        Band("slack", "Slack", -5, 5, "middle"),
        Band("flood", "Flood", 6, 100, "positive"),
    ),
    lenses=(Lens("walks", "Walks", ("walked", "river")),),
    terms=(Term("river", -2.0, "water"), Term("breakthrough", 3.0), Term("catastrophe", 3.0)),
    context_rules=(),
    resistance=0.1,
    slicing=replaced(built_in_framework().slicing, target=2000, least=1800, greatest=2100),
)


@pytest.fixture(autouse=True)
def tides(own_home: Path) -> Framework:
    framework_files.save_framework(TIDES)
    return TIDES


def choose(qtbot: QtBot, window: MainWindow, framework_id: str) -> None:
    """Open the list, click the button, close it, and wait until all is scored anew."""
    window.action_set["frameworks"].trigger()
    dialog = window.framework_flow.list
    assert dialog is not None
    qtbot.waitUntil(lambda: any(entry.id == framework_id for entry in dialog.entries), timeout=PATIENCE_MS)
    dialog.choose(framework_id)
    QTest.mouseClick(dialog.buttons["use"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.framework_flow.in_use == framework_id, timeout=PATIENCE_MS)
    dialog.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)
    all_scored(qtbot, window)


def all_scored(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(
        lambda: (
            not window.rescoring.is_running and window.is_settled and not any(item.stale for item in window.model.items)
        ),
        timeout=PATIENCE_MS,
    )


def words_in(part: QWidget) -> str:
    return "\n".join(child.text() for child in part.findChildren(QLabel) if child.isVisibleTo(part))


def click_bar(arc: EpisodeArc, number: int) -> None:
    middle = arc.viewport().height() // 2
    at = next(x for x in range(arc.viewport().width()) if arc.slice_at(QPointF(x, middle)) == number)
    QTest.mouseClick(arc.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at, middle))


def band_entries(window: MainWindow) -> list[str]:
    menu = window.pane.filter_bar._bands.menu()
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if action.text()]


def test_another_framework_brings_its_own_poles_bands_legend_filters_and_figures(
    qtbot: QtBot, window: MainWindow, page: ItemPage
) -> None:
    before = {item.id: item.leaning for item in window.model.items}
    choose(qtbot, window, "tides")
    assert {item.leaning for item in window.model.items} <= {"ebb", "slack", "flood"}
    assert [entry.split("\t")[0] for entry in band_entries(window)] == ["All leanings", "Ebb", "Slack", "Flood"]
    assert page.item is not None
    assert page.item.framework == TIDES
    assert page.item.profile.framework == "tides 1.0"
    assert not page.item.stale
    assert page.charts.arc.count == len(page.item.slices) == len(page.item.profile.scores)
    assert page.charts.legend.accessibleDescription() == "Ebb, Slack, Flood"
    assert "ebb" in page.charts._figures.text()
    assert "most ebb" in page.charts.strip._stop_words("negative")
    words = words_in(window)
    for old in ("Risk", "risk", "Opportunity", "opportunity"):
        assert old not in words.replace("Risk and opportunity", "")
    assert "tides" in window.action_set["undo"].text().lower()
    window.pane.view.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.framework_flow.in_use == "risk-opportunity", timeout=PATIENCE_MS)
    all_scored(qtbot, window)
    qtbot.waitUntil(lambda: {item.id: item.leaning for item in window.model.items} == before, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: page.item is not None and page.item.framework.id == "risk-opportunity", timeout=PATIENCE_MS)
    assert page.charts.legend.accessibleDescription().startswith("Risk-forward")


def test_a_filter_by_leaning_is_let_go_of_with_its_bands(qtbot: QtBot, window: MainWindow) -> None:
    band_entries(window)
    menu = window.pane.filter_bar._bands.menu()
    next(action for action in menu.actions() if action.text().startswith("Mixed")).trigger()
    assert window.model.filter.facets.band == frozenset({"mixed"})
    choose(qtbot, window, "tides")
    assert window.model.filter.facets.band == frozenset()
    assert len(window.model.rows) == len(TITLES)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Re-scoring stops before its first item until this is called."""
    import threading

    gate = threading.Event()
    real = rescoring.rescore

    def waiting(library, first=0):  # type: ignore[no-untyped-def]
        from reader.domain.progress import Progress

        while not gate.is_set():
            gate.wait(0.02)
            yield Progress(0, len(TITLES), "Waiting")
        return (yield from real(library, first))

    monkeypatch.setattr(rescoring, "rescore", waiting)
    return gate.set


def use_tides(qtbot: QtBot, window: MainWindow) -> None:
    window.operations.choose_framework("tides")
    qtbot.waitUntil(
        lambda: window.rescoring.is_running and any(item.stale for item in window.model.items), timeout=PATIENCE_MS
    )


def test_old_figures_are_marked_until_they_are_made_anew(
    qtbot: QtBot, window: MainWindow, held: Callable[[], None]
) -> None:
    use_tides(qtbot, window)
    stale = [item for item in window.model.items if item.stale]
    assert len(stale) == len(TITLES)
    for item in stale:
        assert window.model.leaning_text(item) == "Old figures"
        assert "old figures" in window.model.spoken(item)
    qtbot.waitUntil(lambda: "re-scored · old figures are marked" in window.status._doing.whole_text())
    assert window.status._doing.whole_text() == f"0 of {len(TITLES)} re-scored · old figures are marked"
    held()
    all_scored(qtbot, window)
    assert all(window.model.leaning_text(item) in ("Ebb", "Slack", "Flood") for item in window.model.items)


def test_other_work_goes_on_while_it_is_scored(qtbot: QtBot, window: MainWindow, held: Callable[[], None]) -> None:
    use_tides(qtbot, window)
    item_id = window.navigator.item_id
    window.operations.edit([item_id], {"title": "Edited meanwhile"})
    qtbot.waitUntil(lambda: "Edited meanwhile" in [i.title for i in window.model.items], timeout=PATIENCE_MS)
    open_title(qtbot, window, "Kites over water")
    assert window.rescoring.is_running
    held()
    all_scored(qtbot, window)
    assert "Edited meanwhile" in [item.title for item in window.model.items]


def test_it_can_be_stopped_and_goes_on_when_asked(qtbot: QtBot, window: MainWindow, held: Callable[[], None]) -> None:
    use_tides(qtbot, window)
    cancel = window.status._cancel
    qtbot.waitUntil(cancel.isVisible, timeout=PATIENCE_MS)
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    offer: QToolButton = window.status._stale
    qtbot.waitUntil(offer.isVisible, timeout=PATIENCE_MS)
    assert offer.text() == f"{len(TITLES)} conversations with old figures · Re-score"
    window.operations.edit([window.navigator.item_id], {"summary": "Does not start it again."})
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=PATIENCE_MS)
    assert not window.rescoring.is_running
    held()
    QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not offer.isVisible(), timeout=PATIENCE_MS)
    all_scored(qtbot, window)


def test_a_restart_goes_on_by_itself(
    qtbot: QtBot, start_program: StartProgram, program: Program, held: Callable[[], None]
) -> None:
    use_tides(qtbot, program.window)
    assert program.window.library is not None
    path = program.window.library.path
    finish(program)
    held()
    again = start_program(path).window
    assert again.framework_flow.in_use == "tides"
    all_scored(qtbot, again)


def test_a_file_that_is_gone_is_told_and_the_built_in_one_stands_in(
    qtbot: QtBot, start_program: StartProgram, program: Program
) -> None:
    choose(qtbot, program.window, "tides")
    assert program.window.library is not None
    path = program.window.library.path
    finish(program)
    framework_files.remove_framework("tides")
    again = start_program(path).window
    assert "tides" in again.status.message
    assert "stands in" in again.status.message
    all_scored(qtbot, again)
    assert {item.leaning for item in again.model.items} <= {band.id for band in built_in_framework().bands}


def test_an_edit_of_the_framework_in_use_scores_the_library_anew(
    qtbot: QtBot, window: MainWindow, page: ItemPage
) -> None:
    choose(qtbot, window, "tides")
    window.action_set["frameworks"].trigger()
    dialog = window.framework_flow.list
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.entries), timeout=PATIENCE_MS)
    dialog.choose("tides")
    QTest.mouseClick(dialog.buttons["edit"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.framework_flow.editor is not None, timeout=PATIENCE_MS)
    editor = window.framework_flow.editor
    assert editor is not None
    assert page.item is not None
    means = {item.id: item.mean for item in window.model.items}
    editor.terms.model.add("weather", -6.0)
    editor.save()
    qtbot.waitUntil(lambda: not editor.draft.is_dirty, timeout=PATIENCE_MS)
    editor.close()
    dialog.close()
    qtbot.waitUntil(
        lambda: page.item is not None and any(term.pattern == "weather" for term in page.item.framework.terms),
        timeout=PATIENCE_MS,
    )
    all_scored(qtbot, window)
    qtbot.waitUntil(lambda: {item.id: item.mean for item in window.model.items} != means, timeout=PATIENCE_MS)
    assert not page.item.stale


# ------------------------------------------------------------------------------------------- comparing


def compared(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    page = window.framework_flow.pages.compare
    qtbot.waitUntil(lambda: all(row.seen is not None for row in page.rows), timeout=PATIENCE_MS)
    pick(qtbot, window, 1, "tides")


def pick(qtbot: QtBot, window: MainWindow, side: int, framework_id: str) -> None:
    row = window.framework_flow.pages.compare.rows[side]
    row.picker.setCurrentIndex(row.picker.findData(framework_id))
    row.picker.activated.emit(row.picker.currentIndex())
    qtbot.waitUntil(lambda: row.seen is not None and row.seen.framework.id == framework_id, timeout=PATIENCE_MS)


def test_two_frameworks_stand_above_each_other_on_one_item(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    page.go_to_slice(12, "chart")
    compared(qtbot, window)
    compare = window.framework_flow.pages.compare
    upper, lower = compare.rows
    assert window.navigator.page == "compare"
    assert (upper.framework_id, lower.framework_id) == ("risk-opportunity", "tides")
    assert page.item is not None
    assert upper.seen is not None
    assert lower.seen is not None
    assert list(upper.seen.profile.scores) == list(page.item.profile.scores)
    assert upper.arc.current == 12
    start = page.item.slices[11].start
    held = lower.seen.slices[lower.arc.current - 1]
    assert held.start <= start < held.end
    assert "cut the text otherwise" in compare.notice.text()
    assert lower.legend.accessibleDescription() == "Ebb, Slack, Flood"
    assert "% ebb" in lower.figures.text()
    qtbot.waitUntil(lambda: "leaning" in words_in(lower.leaning), timeout=PATIENCE_MS)


def test_a_click_on_either_bar_moves_both_cursors_and_the_text(
    qtbot: QtBot, window: MainWindow, page: ItemPage
) -> None:
    compared(qtbot, window)
    compare = window.framework_flow.pages.compare
    upper, lower = compare.rows
    assert upper.seen is not None
    assert lower.seen is not None
    click_bar(lower.arc, 3)
    start = lower.seen.slices[2].start
    assert compare.text.slice_at_top() == 3
    assert upper.seen.slices[upper.arc.current - 1].start <= start < upper.seen.slices[upper.arc.current - 1].end
    click_bar(upper.arc, 9)
    assert compare.text.slice_at_top() == 9
    assert "Risk and opportunity" in compare._text_of.whole_text()
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        QTest.mouseClick(compare._read, Qt.MouseButton.LeftButton)
    assert window.navigator.page == "item"
    assert page.slice_number == 9
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.navigator.page == "compare"


def test_another_framework_can_be_picked_at_either_side(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    compared(qtbot, window)
    pick(qtbot, window, 0, "tides")
    assert window.framework_flow.pages.compare.notice.isHidden()


def test_a_framework_that_breaks_meanwhile_is_a_sentence_on_its_side(
    qtbot: QtBot, window: MainWindow, page: ItemPage
) -> None:
    compared(qtbot, window)
    lower = window.framework_flow.pages.compare.rows[1]
    frameworks.own_path("tides").write_text("id = 3", encoding="utf-8")
    window.framework_flow.score_side(1, "tides")
    qtbot.waitUntil(lambda: "tides.toml" in (lower.arc.message or ""), timeout=PATIENCE_MS)
    assert window.framework_flow.pages.compare.rows[0].seen is not None


def test_another_item_is_compared_when_it_is_opened_and_one_comes_back(
    qtbot: QtBot, window: MainWindow, page: ItemPage
) -> None:
    compared(qtbot, window)
    open_title(qtbot, window, "Kites over water")
    compared(qtbot, window)
    compare = window.framework_flow.pages.compare
    assert compare._title.whole_text() == "Kites over water"
    assert compare.rows[0].arc.count == len(window.navigator.item.slices)
