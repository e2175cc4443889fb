"""Why this score, in the real window: the ledger, its links with the text, strikes, whiskers, one speaker."""

from __future__ import annotations

from array import array
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reader.domain.framework import round_half_away
from reader.domain.record import replaced
from reader.domain.wording import confidence_explained, signed
from reader.gui.main_window import MainWindow
from reader.gui.pages.item_page import ItemPage
from reader.gui.widgets.why_rows import WhyRow
from tests.gui.conftest import PATIENCE_MS, open_title

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def why(qtbot: QtBot, window: MainWindow, page: ItemPage) -> ItemPage:
    """The page with the panel in view, at the first slice."""
    window.resize(1440, 1000)
    page.side.show_view("why")
    page.go_to_slice(1, "chart")
    explained(qtbot, page, 1)
    return page


def explained(qtbot: QtBot, page: ItemPage, number: int) -> None:
    qtbot.waitUntil(
        lambda: (
            page.is_settled and page.why.ledger is not None and page.why.ledger.number == number and not page.why._stale
        ),
        timeout=PATIENCE_MS,
    )


def hits(page: ItemPage) -> list[WhyRow]:
    return [row for row in page.why.rows.rows if row.kind == "hit"]


def exceptions(page: ItemPage) -> list[WhyRow]:
    return [row for row in page.why.rows.rows if row.kind == "exception"]


def fewest_hits(page: ItemPage) -> int:
    """The slice with the fewest hits, but some."""
    assert page.item is not None
    counts = [(count, number) for number, count in enumerate(page.item.profile.hit_counts, start=1) if count]
    return min(counts)[1]


def click_row(page: ItemPage, number: int) -> None:
    view = page.why.list
    view.scrollTo(page.why.rows.index(number))
    rect = view.visualRect(page.why.rows.index(number))
    QTest.mouseClick(view.viewport(), LEFT, pos=rect.topLeft() + QPoint(30, 14))


def click_button(page: ItemPage, number: int) -> None:
    view = page.why.list
    view.scrollTo(page.why.rows.index(number))
    QTest.mouseClick(view.viewport(), LEFT, pos=view.button_rect(number).center())


def facts_of(page: ItemPage) -> str:
    return "\n".join(part.text() for part in page.why.card.findChildren(QLabel) if part.isVisibleTo(page.why.card))


def strike(qtbot: QtBot, page: ItemPage, scope: str, row: int = 0) -> None:
    """Strike a hit out with the mouse, and wait until the item is shown anew."""
    before = len(page.item.strikes) if page.item else 0
    click_button(page, row)
    page.why.card._scopes[scope].click()
    QTest.mouseClick(page.why.card._keep, LEFT)
    qtbot.waitUntil(lambda: page.item is not None and len(page.item.strikes) == before + 1, timeout=PATIENCE_MS)
    explained(qtbot, page, page.why.number)


@pytest.mark.parametrize("number", [1, 2, 8, 22, 23])
def test_the_last_sum_is_the_number_shown_and_that_of_the_bar(qtbot: QtBot, why: ItemPage, number: int) -> None:
    why.go_to_slice(number, "chart")
    explained(qtbot, why, number)
    assert why.item is not None
    bar = int(why.item.profile.scores[number - 1])
    lines = why.why.ledger.lines
    assert round_half_away(lines[-1].running if lines else 0.0) == bar
    assert why.why._head.score.text().startswith(signed(bar))
    assert len(hits(why)) == len(lines) == why.item.profile.hit_counts[number - 1]


def test_the_panel_follows_the_cursor_and_says_where_there_is_no_evidence(qtbot: QtBot, why: ItemPage) -> None:
    assert why.item is not None
    empty = next(n for n, count in enumerate(why.item.profile.hit_counts, start=1) if not count)
    why.go_to_slice(empty, "chart")
    explained(qtbot, why, empty)
    assert hits(why) == []
    assert "no evidence" in why.why._message.text()
    assert why.why._message.isVisible()
    assert not why.why.list.isVisible()


def test_a_click_on_a_row_lands_on_that_very_hit_in_the_text(qtbot: QtBot, window: MainWindow, why: ItemPage) -> None:
    view = why.transcript.view
    for number in (0, len(hits(why)) // 2, len(hits(why)) - 1):
        row = hits(why)[number]
        click_row(why, number)
        assert row.line is not None
        assert (view.selection.start, view.selection.end) == (row.start, row.end)
        assert why.item is not None
        assert why.item.transcript.text[row.start : row.end] == row.line.sentence[row.line.start : row.line.end]
        rect = view.position_rect(row.start)
        assert view.viewport().rect().contains(rect)
        picture = view.viewport().grab().toImage()
        scale = picture.devicePixelRatio()
        place = QPoint(round((rect.left() + 1) * scale), round((rect.top() + rect.height() * 0.15) * scale))
        assert picture.pixelColor(place) == window.theme.palette.find_current_ground


def test_a_click_on_a_hit_in_the_text_puts_the_keys_on_its_row(qtbot: QtBot, why: ItemPage) -> None:
    view = why.transcript.view
    why.side.show_view("about")
    row = hits(why)[3]
    rect = view.position_rect(row.start + 2)
    assert view.viewport().rect().contains(rect)
    QTest.mouseClick(view.viewport(), LEFT, pos=rect.center() + QPoint(3, 0))
    assert why.side.view == "why"
    qtbot.waitUntil(lambda: why.why.list.currentIndex().row() == 3, timeout=PATIENCE_MS)
    assert why.why.list.isVisible()


def test_enter_on_a_hit_in_the_text_and_its_menu_ask_why(qtbot: QtBot, window: MainWindow, why: ItemPage) -> None:
    view, row = why.transcript.view, hits(why)[2]
    window.action_set["show_reading"].setChecked(False)
    view.setFocus()
    view.select(row.start + 1, row.start + 1)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.action_set["show_reading"].isChecked()
    qtbot.waitUntil(lambda: why.why.list.currentIndex().row() == 2, timeout=PATIENCE_MS)
    assert why.why.list.hasFocus()
    menu = view.context_menu(1)
    asks = menu.actions()[0]
    assert asks.text().startswith("&Why “")
    menu.close()


def test_trying_shows_what_would_change_and_keeps_nothing(qtbot: QtBot, why: ItemPage) -> None:
    scores = list(why.item.profile.scores)
    click_button(why, 0)
    qtbot.waitUntil(lambda: "Median" in facts_of(why), timeout=PATIENCE_MS)
    shown = facts_of(why)
    assert signed(scores[0]) in shown
    for fact in ("Slice", "Band", "Mean", "Leaning", "In the library"):
        assert fact in shown
    assert "of 6 from" in shown
    heard = why.why.card._scopes["place"].accessibleDescription()
    assert heard.startswith(f"slice {signed(scores[0])}")
    assert "in the library" in heard
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not why.why.card.isVisible()
    assert why.why.list.hasFocus()
    assert why.item.strikes == ()
    assert list(why.item.profile.scores) == scores


def test_a_strike_at_one_place_is_kept_shown_and_taken_back(qtbot: QtBot, window: MainWindow, why: ItemPage) -> None:
    at = fewest_hits(why)
    why.go_to_slice(at, "chart")
    explained(qtbot, why, at)
    scores, count = list(why.item.profile.scores), len(hits(why))
    place = why.transcript.view.first_visible_position()
    words = why.item.transcript.text[hits(why)[0].start : hits(why)[0].end]
    strike(qtbot, why, "place")
    assert len(hits(why)) == count - 1
    assert [(row.text, row.note) for row in exceptions(why)] == [(words, f"Only here, in slice {at}")]
    now = list(why.item.profile.scores)
    assert now[at - 1] != scores[at - 1]
    assert now[: at - 1] + now[at:] == scores[: at - 1] + scores[at:]
    assert why.charts.arc._facts.scores()[at - 1] == now[at - 1]
    assert why.charts.strip._scores[at - 1] == now[at - 1]
    assert round_half_away(why.why.ledger.exact) == now[at - 1]
    assert why.transcript.view.first_visible_position() == place
    assert signed(now[at - 1]) in why.charts.arc.hover_text
    qtbot.waitUntil(window.action_set["undo"].isEnabled, timeout=PATIENCE_MS)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: why.item is not None and why.item.strikes == (), timeout=PATIENCE_MS)
    explained(qtbot, why, at)
    assert list(why.item.profile.scores) == scores
    assert exceptions(why) == []


def test_a_term_struck_out_of_the_conversation_is_brought_back_with_a_click(qtbot: QtBot, why: ItemPage) -> None:
    term = hits(why)[0].term
    scores = list(why.item.profile.scores)
    strike(qtbot, why, "item")
    assert all(row.term != term for row in hits(why))
    assert exceptions(why)[0].note == "In this conversation"
    click_button(why, why.why.rows.rows.index(exceptions(why)[0]))
    qtbot.waitUntil(lambda: why.item is not None and why.item.strikes == (), timeout=PATIENCE_MS)
    assert list(why.item.profile.scores) == scores


def test_a_term_struck_out_of_the_lexicon_counts_nowhere(qtbot: QtBot, window: MainWindow, why: ItemPage) -> None:
    term = hits(why)[0].term
    strike(qtbot, why, "lexicon")
    qtbot.waitUntil(lambda: why.item is not None and term in why.item.framework.struck, timeout=PATIENCE_MS)
    explained(qtbot, why, 1)
    assert all(row.term != term for row in hits(why))
    assert exceptions(why)[0].note == "In the lexicon"
    qtbot.waitUntil(lambda: why.item is not None and not why.item.stale, timeout=PATIENCE_MS)
    explained(qtbot, why, 1)
    assert why.why.ledger.score == why.item.profile.scores[0]


def test_all_of_it_by_keys(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    page.go_to_slice(1, "chart")
    page.transcript.view.setFocus()
    assert page.side.view == "about"
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert page.side.view == "why"
    explained(qtbot, page, 1)
    view = page.why.list
    assert view.hasFocus()
    qtbot.waitUntil(lambda: view.currentIndex().isValid() or page.why.rows.rowCount() > 0, timeout=PATIENCE_MS)
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Down)
    row = page.why.rows.row(1)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert (page.transcript.view.selection.start, page.transcript.view.selection.end) == (row.start, row.end)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert page.why.card.isVisible()
    focused = QApplication.focusWidget()
    assert page.why.card.isAncestorOf(focused)
    QTest.keyClick(focused, Qt.Key.Key_Down)
    assert page.why.card.scope == "item"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.item is not None and len(page.item.strikes) == 1, timeout=PATIENCE_MS)
    assert page.item.strikes[0].scope == "item"
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert page.side.view == "about"
    assert window.state.side_view == "about"


def test_every_row_speaks_one_sentence_and_everything_has_a_name(why: ItemPage) -> None:
    interface = QAccessible.queryAccessibleInterface(why.why.list)
    assert interface.text(QAccessible.Text.Name) == "Hits of this slice"
    assert interface.childCount() >= why.why.rows.rowCount()
    spoken = interface.child(0).text(QAccessible.Text.Name)
    line = why.why.ledger.lines[0]
    assert line.sentence in spoken
    assert "weight" in spoken
    assert "adds" in spoken
    assert "sum" in spoken
    for part in why.side.findChildren(QPushButton):
        assert QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)


def test_the_whiskers_come_on_demand_and_go_with_another_item(qtbot: QtBot, window: MainWindow, why: ItemPage) -> None:
    assert why.charts.arc._facts.fragility is None
    QTest.keyClick(window, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert window.action_set["show_fragility"].isChecked()
    qtbot.waitUntil(lambda: why.charts.arc._facts.fragility is not None, timeout=PATIENCE_MS)
    found = why.charts.arc._facts.fragility
    scores = np.asarray(why.item.profile.scores)
    assert (np.asarray(found.least) <= scores).all()
    assert (np.asarray(found.greatest) >= scores).all()
    assert "holds in" in why.charts.head._words.whole_text()
    assert "hinges on" in why.charts.arc.hover_text
    open_title(qtbot, window, "Kites over water")
    assert why.charts.arc._facts.fragility is None
    assert not window.action_set["show_fragility"].isChecked()
    assert not why.charts._tools["whiskers"].isChecked()


def test_whiskers_are_worked_out_anew_after_a_strike(qtbot: QtBot, why: ItemPage) -> None:
    why.charts.toggle_fragility()
    qtbot.waitUntil(lambda: why.charts.arc._facts.fragility is not None, timeout=PATIENCE_MS)
    before = why.charts.arc._facts.fragility
    strike(qtbot, why, "item")
    qtbot.waitUntil(lambda: why.charts.arc._facts.fragility not in (None, before), timeout=PATIENCE_MS)
    now = why.charts.arc._facts.fragility
    assert (np.asarray(now.least) <= np.asarray(why.item.profile.scores)).all()


def test_one_speaker_alone_and_all_again(qtbot: QtBot, window: MainWindow, why: ItemPage) -> None:
    whole = why.charts._figures.text()
    menu = why.charts.head.speaker_menu
    menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: bool(why.charts.head._shares), timeout=PATIENCE_MS)
    menu.aboutToShow.emit()
    entries = {action.text().partition("\t")[0]: action for action in menu.actions() if action.text()}
    assert set(entries) == {"All speakers", "Ann", "Ben"}
    assert entries["Ann"].text().endswith("%")
    entries["Ann"].trigger()
    qtbot.waitUntil(lambda: why.charts.speaker == "Ann", timeout=PATIENCE_MS)
    assert why.charts._figures.text().startswith("Only Ann: across ")
    shown = why.charts.arc._facts.scores()
    present = why.charts.arc._facts.present
    assert present is not None
    assert len(shown) == len(why.item.slices)
    assert why.charts.strip._count == len(why.item.slices)
    assert set(why.charts.strip._numbers) == set(np.flatnonzero(present) + 1)
    assert "Ann only" in why.why._notice.text()
    assert not why.charts._tools["whiskers"].isEnabled()
    assert why.slice_number == why.charts.arc.current
    why.charts.head.speaker_chosen.emit("")
    assert why.charts._figures.text() == whole
    assert why.charts.speaker == ""
    why.charts.head.speaker_chosen.emit("Ben")
    qtbot.waitUntil(lambda: why.charts.speaker == "Ben", timeout=PATIENCE_MS)
    open_title(qtbot, window, "Kites over water")
    assert why.charts.speaker == ""
    assert "Only" not in why.charts._figures.text()


def test_every_figure_has_a_way_to_how_it_comes_about(qtbot: QtBot, window: MainWindow, why: ItemPage) -> None:
    for link in (why.charts._how, why.why._how):
        with qtbot.waitSignal(why.methodology_requested, timeout=PATIENCE_MS):
            QTest.mouseClick(link, LEFT)
        window.navigator.show_focus()
    with qtbot.waitSignal(why.methodology_requested, timeout=PATIENCE_MS):
        why.header._chips.help_requested.emit()


def test_chips_and_reading_say_what_they_rest_on(page: ItemPage) -> None:
    assert page.item is not None
    profile = page.item.profile
    tips = {part.text(): part.toolTip() for part in page.header.findChildren(QLabel) if part.property("chip")}
    confidence = next(tip for text, tip in tips.items() if "confidence" in text)
    for sentence in confidence_explained(profile):
        assert sentence in confidence
    assert any(profile.lens in text and "%" in text for text in tips)
    reading = next(part for part in page.reading.findChildren(QLabel) if "Evidence mode:" in part.text())
    assert f"Evidence mode, {profile.evidence_mode}" in reading.toolTip()


def test_figures_of_another_state_of_the_framework_are_told_apart(qtbot: QtBot, why: ItemPage) -> None:
    assert why.item is not None
    scores = array("b", why.item.profile.scores)
    scores[0] += 1
    old = replace(why.item, profile=replaced(why.item.profile, scores=scores), stale=True)
    place = why.transcript.view.first_visible_position()
    why.update_item(old)
    why.finish_update()
    explained(qtbot, why, 1)
    assert f"still show {signed(scores[0])}" in why.why._notice.text()
    assert any(part.text() == "Old figures" for part in why.header.findChildren(QLabel))
    assert why.transcript.view.first_visible_position() == place


def test_the_column_is_remembered(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    window.action_set["show_why"].trigger()
    assert page.side.view == "why"
    assert window.state.side_view == "why"
    page.side.switch.setFocus()
    QTest.keyClick(page.side.switch, Qt.Key.Key_Left)
    assert page.side.view == "about"
    assert not window.action_set["show_why"].isChecked()
    assert window.state.side_view == "about"


def test_a_failure_is_told_and_the_whiskers_can_be_asked_for_again(
    qtbot: QtBot, window: MainWindow, page: ItemPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.errors import ReaderError
    from reader.services import explaining

    def fail(_item: object) -> None:
        raise ReaderError("It cannot be done.", "Try again.")

    told: list[BaseException] = []
    window.jobs.failed.disconnect()
    window.jobs.failed.connect(told.append)
    with monkeypatch.context() as broken:
        broken.setattr(explaining, "fragility", fail)
        page.charts.toggle_fragility()
        qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    assert "could not be worked out" in page.charts.head._words.whole_text()
    assert not page.charts._tools["whiskers"].isChecked()
    page.charts.toggle_fragility()
    qtbot.waitUntil(lambda: page.charts.arc._facts.fragility is not None, timeout=PATIENCE_MS)
