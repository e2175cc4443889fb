"""The item page: everything it shows, and the one cursor in all directions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.wording import figures_sentence, reading_sentence
from reader.gui.main_window import MainWindow
from reader.gui.pages.item_page import ItemPage
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.labels import SelectableLabel
from tests.gui.conftest import PATIENCE_MS, open_title


def words_in(part: QWidget) -> str:
    labels = [child for child in part.findChildren(QLabel) if child.isVisibleTo(part)]
    return "\n".join(child.whole_text() if isinstance(child, ElidedLabel) else child.text() for child in labels)


def assert_cursor_at(page: ItemPage, number: int, *, at_top: bool = True) -> None:
    assert page.slice_number == number
    assert page.charts.arc.current == number
    assert page.charts.strip.current == number
    assert page.transcript.view.current_slice == number
    if at_top:
        assert page.transcript.view.slice_at_top() == number


def click_bar(page: ItemPage, number: int) -> None:
    arc = page.charts.arc
    width = arc.viewport().width()
    place = next(
        QPoint(x, arc.viewport().height() // 2)
        for x in range(width)
        if arc.slice_at(QPointF(x, arc.viewport().height() / 2)) == number
    )
    QTest.mouseClick(arc.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_header_names_show_date_length_title_and_facts(page: ItemPage) -> None:
    words = words_in(page.header)
    for expected in ("Night Desk · 15 Jan 2025", "Bridges in fog", "confidence", "Transcript-informed"):
        assert expected in words


def test_the_panel_shows_the_sentence_of_figures_and_explains_the_strip(page: ItemPage) -> None:
    words = words_in(page.charts)
    assert page.item is not None
    assert figures_sentence(page.item.profile.figures, page.item.framework) in words
    assert "amber marker" in words
    assert "early → late · height = spectrum position · colour = band" in words


def test_the_column_gives_the_reading_with_its_reasons_and_where_the_text_comes_from(page: ItemPage) -> None:
    words = words_in(page.reading)
    assert page.item is not None
    assert reading_sentence(page.item.profile, page.item.framework) in words
    for reason in page.item.profile.reasons:
        assert reason in words
    assert "bridges-in-fog.srt" in words


def test_the_transcript_says_where_it_comes_from_what_to_beware_of_and_that_nobody_assessed_it(page: ItemPage) -> None:
    words = words_in(page.transcript)
    assert "70 cues" in words
    assert "Check by ear" in words
    assert "content/resources/transcript-assessments/" in words


@pytest.mark.parametrize("number", [1, 2, 7, 15, 23])
def test_a_click_on_a_bar_brings_its_slice_to_the_top_of_the_text(page: ItemPage, number: int) -> None:
    click_bar(page, number)
    assert_cursor_at(page, number)


def test_a_click_on_a_marker_opens_the_slice_it_stands_for(page: ItemPage) -> None:
    assert page.item is not None
    scores = list(page.item.profile.scores)
    place = page.charts.strip.marker_rect("negative").center().toPoint()
    QTest.mouseClick(page.charts.strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert_cursor_at(page, scores.index(min(scores)) + 1)


def test_clicks_on_the_track_walk_through_the_nearest_slices(page: ItemPage) -> None:
    strip = page.charts.strip
    place = QPoint(round(strip.x_of(100)) - 2, round(strip.track.center().y()))
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    first = page.slice_number
    assert_cursor_at(page, first)
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert_cursor_at(page, page.slice_number)


def test_a_click_on_the_slice_bands_opens_the_slice_there(page: ItemPage) -> None:
    bands = page.charts.bands
    place = QPoint(bands.width() // 2, bands.height() // 2)
    expected = bands.slice_at(QPointF(place))
    QTest.mouseClick(bands, Qt.MouseButton.LeftButton, pos=place)
    assert expected > 1
    assert_cursor_at(page, expected)


def test_scrolling_in_the_text_lights_the_bar_and_leaves_the_text_alone(qtbot: QtBot, page: ItemPage) -> None:
    bar = page.transcript.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    qtbot.waitUntil(lambda: page.slice_number > 3, timeout=PATIENCE_MS)
    place = page.transcript.view.first_visible_position()
    assert_cursor_at(page, page.slice_number, at_top=False)
    qtbot.wait(50)
    assert page.transcript.view.first_visible_position() == place


def test_a_click_in_the_text_moves_the_cursor_there(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    window.resize(1280, 1500)
    qtbot.wait(50)
    page.go_to_slice(4, "chart")
    view = page.transcript.view
    below = view.heading_rect(5).center()
    assert view.viewport().rect().contains(below)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=below)
    assert_cursor_at(page, 5, at_top=False)


def test_bracket_keys_step_and_braces_go_to_one_sided_slices(window: MainWindow, page: ItemPage) -> None:
    page.transcript.view.setFocus()
    QTest.keyClicks(page.transcript.view, "]]")
    assert_cursor_at(page, 3)
    QTest.keyClicks(page.transcript.view, "[")
    assert_cursor_at(page, 2)
    QTest.keyClick(window, Qt.Key.Key_BraceRight)
    assert page.item is not None
    tone = page.item.framework.band_of(page.item.profile.scores[page.slice_number - 1]).tone
    assert page.slice_number > 2
    assert tone != "middle"


def test_single_keys_never_fire_while_a_person_types(window: MainWindow, page: ItemPage) -> None:
    page.go_to_slice(5, "chart")
    for field in (page.transcript.find_bar.field, window.pane.narrow_field, window.top_bar.field):
        if field is page.transcript.find_bar.field:
            page.transcript.open_find()
        field.setFocus()
        QTest.keyClicks(field, "][}{")
        assert isinstance(field, QLineEdit)
        assert field.text() == "][}{"
        assert page.slice_number == 5
        field.clear()


def test_arrow_keys_on_the_arc_move_the_text(page: ItemPage) -> None:
    arc = page.charts.arc
    arc.setFocus()
    QTest.keyClick(arc, Qt.Key.Key_Right)
    QTest.keyClick(arc, Qt.Key.Key_Right)
    assert_cursor_at(page, 3)
    QTest.keyClick(arc, Qt.Key.Key_End)
    assert page.item is not None
    assert_cursor_at(page, len(page.item.slices), at_top=False)
    QTest.keyClick(arc, Qt.Key.Key_Home)
    assert_cursor_at(page, 1)


def test_a_jump_is_a_step_on_the_way_back_but_scrolling_is_not(
    qtbot: QtBot, window: MainWindow, page: ItemPage
) -> None:
    click_bar(page, 8)
    page.step(1)
    click_bar(page, 20)
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        window.navigator.back()
    assert_cursor_at(page, 9)
    window.navigator.forward()
    assert_cursor_at(page, 20)


def test_find_counts_all_places_and_f3_goes_through_them(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    page.transcript.view.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = page.transcript.find_bar
    assert bar.isVisible()
    QTest.keyClicks(bar.field, "breakthrough")
    qtbot.waitUntil(lambda: bar.count_label.text().endswith("of 8"), timeout=PATIENCE_MS)
    first = bar.count_label.text()
    QTest.keyClick(window, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: bar.count_label.text() != first, timeout=PATIENCE_MS)
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_fit_says_so_on_the_arc_and_goes_back(page: ItemPage) -> None:
    fit = page.charts._tools["fit"]
    assert not page.charts.arc.fit
    fit.click()
    assert page.charts.arc.fit
    fit.click()
    assert not page.charts.arc.fit


def test_zooming_keeps_the_cursor_in_reach(page: ItemPage) -> None:
    page.go_to_slice(20, "chart")
    page.charts._tools["zoom-in"].click()
    assert page.charts.arc.is_zoomed
    page.charts._tools["zoom-reset"].click()
    assert not page.charts.arc.is_zoomed
    assert_cursor_at(page, 20)


def test_drafts_are_marked_and_confirmed_ones_are_not(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    assert page.item is not None
    assert "summary" in page.item.metadata.drafts
    assert "draft" in words_in(page.reading)
    window.operations.edit([page.item.id], {"summary": page.item.metadata.summary})
    qtbot.waitUntil(lambda: page.is_settled and "summary" not in page.item.metadata.drafts, timeout=PATIENCE_MS)
    assert "draft" not in words_in(page.reading).splitlines()


@pytest.mark.parametrize("width", [220, 260, 400])
def test_nothing_in_the_reading_column_is_wider_than_the_column(page: ItemPage, width: int) -> None:
    page.reading.resize(width, 500)
    assert page.reading.widget().minimumSizeHint().width() <= page.reading.viewport().width()


def test_an_edit_leaves_the_text_where_it_was(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    page.go_to_slice(11, "chart")
    place = page.transcript.view.first_visible_position()
    window.operations.edit([page.item.id], {"summary": "Short."})
    qtbot.waitUntil(lambda: "Short." in words_in(page.reading), timeout=PATIENCE_MS)
    assert page.transcript.view.first_visible_position() == place
    assert_cursor_at(page, 11)


def test_an_edit_leaves_the_keyboard_and_what_is_marked_in_the_column(
    qtbot: QtBot, window: MainWindow, page: ItemPage
) -> None:  # fmt: skip
    link = next(one for one in page.reading.findChildren(QPushButton) if one.text() == "Related, counterbalance")
    kept = next(one for one in page.reading.findChildren(SelectableLabel) if one.text().startswith("Emphasizes"))
    kept.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    kept.setSelection(0, 10)
    link.setFocus()
    window.operations.edit([page.item.id], {"summary": "Short."})  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: page.is_settled and "Short." in words_in(page.reading), timeout=PATIENCE_MS)
    assert link.hasFocus()
    assert kept.selectedText() == "Emphasizes"


def test_the_link_is_opened_only_on_a_click(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    asked: list[str] = []
    page.link_requested.disconnect()
    page.link_requested.connect(asked.append)
    window.operations.edit([page.item.id], {"link": "https://example.org/talk"})
    qtbot.waitUntil(lambda: "https://example.org/talk" in words_in(page.reading), timeout=PATIENCE_MS)
    assert asked == []
    opener = next(b for b in page.reading.findChildren(QWidget) if getattr(b, "text", str)() == "Open on the web")
    QTest.mouseClick(opener, Qt.MouseButton.LeftButton)
    assert asked == ["https://example.org/talk"]


def test_the_charts_keep_to_their_panel_in_a_low_window(qtbot: QtBot, window: MainWindow, page: ItemPage) -> None:
    window.resize(1024, 700)
    qtbot.wait(50)
    panel = QRectF(page.charts.rect())
    for part in (page.charts.strip, page.charts.arc, page.charts.bands):
        place = part.mapTo(page.charts, QPoint(0, 0))
        assert panel.contains(QRectF(place.x(), place.y(), part.width(), part.height()))
    assert page.transcript.view.height() >= 120
    open_title(qtbot, window, "Kites over water")
    assert page.transcript.view.height() >= 120
