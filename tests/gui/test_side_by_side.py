"""Conversations side by side in the real window: real clicks on every arc, linked cursors, keys, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.item import Metadata
from reader.gui.charts.arc import EpisodeArc
from reader.gui.main_window import MainWindow
from reader.gui.pages.side_by_side_page import SideBySidePage
from reader.gui.widgets.beside_column import BesideColumn
from reader.gui.widgets.beside_links import COMPARING, NOTHING_SAID, linked_slice
from reader.services.importing import ImportRequest, import_files
from reader.services.opening import open_library
from tests.gui.conftest import PATIENCE_MS, StartProgram, finish, open_title
from tests.gui.making import clock

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
BRIDGES, GARDENS, HARBOUR, KITES, MAPS, TIDES = (
    "Bridges in fog", "Gardens of glass", "Harbour lights", "Kites over water", "Maps of snow", "Tides at noon",
)  # fmt: skip


def id_of(window: MainWindow, title: str) -> int:
    return next(item.id for item in window.model.items if item.title == title)


def settled(qtbot: QtBot, window: MainWindow) -> SideBySidePage:
    """Wait until every column shows its item, or why it cannot."""
    page = window.flows.side_by_side.page
    qtbot.waitUntil(
        lambda: window.is_settled and all(column.item or column.problem for column in page.columns), timeout=PATIENCE_MS
    )
    return page


def compare(qtbot: QtBot, window: MainWindow, *titles: str) -> SideBySidePage:
    """Choose these in the list and press the key, as a person does."""
    window.pane.view.clearSelection()
    for title in titles:
        row = window.model.row_of(id_of(window, title))
        window.pane.view.scrollTo(window.model.index(row))
        place = window.pane.view.visualRect(window.model.index(row)).center()
        QTest.mouseClick(window.pane.view.viewport(), LEFT, CONTROL, place)
    QTest.keyClick(window, Qt.Key.Key_B, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyRelease(window, Qt.Key.Key_Control)
    page = settled(qtbot, window)
    assert page_of(window) == "side_by_side"
    return page


def titles_of(page: SideBySidePage) -> list[str]:
    return [column.title for column in page.columns]


def click_bar(arc: EpisodeArc, number: int) -> None:
    middle = arc.viewport().height() // 2
    at = next(x for x in range(arc.viewport().width()) if arc.slice_at(QPointF(x, middle)) == number)
    QTest.mouseClick(arc.viewport(), LEFT, pos=QPoint(at, middle))


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def page_of(window: MainWindow) -> str:
    return window.navigator.page


def lies_at(column: BesideColumn, number: int) -> bool:
    """Whether arc, strip, head and text of a column all stand at this slice, and the text shows it at its top or is
    scrolled to its end.
    """
    view = column.text.view
    bar = view.verticalScrollBar()
    at_top = view.slice_at_top() == number or (bar.value() == bar.maximum() and view.heading_rect(number).bottom() > 0)
    return (
        column.slice_number == column.row.arc.current == column.row.strip.current == view.current_slice == number
        and column.text.where.text().startswith(f"{number} of")
        and at_top
    )


@pytest.mark.parametrize("titles", [(BRIDGES, HARBOUR), (KITES, MAPS, TIDES), (BRIDGES, GARDENS, KITES, TIDES)])
def test_a_click_on_any_bar_of_any_arc_lands_its_text_exactly_there_and_the_others_follow(
    qtbot: QtBot, window: MainWindow, titles: Sequence[str]
) -> None:
    window.resize(1440, 900)
    page = compare(qtbot, window, *titles)
    assert set(titles_of(page)) == set(titles)
    for column in page.columns:
        for number in (1, column.count // 2, column.count - 1, column.count):
            click_bar(column.row.arc, number)
            assert lies_at(column, number)
            assert page.focused is column
            for other in page.columns:
                assert lies_at(other, linked_slice(number, column.count, other.count))


def test_strip_and_slice_bands_lead_into_the_text_too(qtbot: QtBot, window: MainWindow) -> None:
    page = compare(qtbot, window, BRIDGES, KITES)
    column = page.columns[1]
    marker = column.row.strip.marker_rect("negative").center().toPoint()
    wanted = column.row.strip.slice_at(QPointF(marker))
    QTest.mouseClick(column.row.strip.viewport(), LEFT, pos=marker)
    assert lies_at(column, wanted)
    bands = column.row.bands
    place = QPoint(bands.width() * 3 // 4, bands.height() // 2)
    QTest.mouseClick(bands, LEFT, pos=place)
    assert lies_at(column, bands.slice_at(QPointF(place)))


@pytest.mark.parametrize(("count", "other"), [(1, 7), (7, 1), (2, 3), (5, 124), (124, 5), (60, 60), (3, 0), (0, 3)])
def test_linked_slices_keep_ends_order_and_share(count: int, other: int) -> None:
    found = [linked_slice(number, count, other) for number in range(1, count + 1)]
    assert found == sorted(found)
    if count and other:
        assert found[0] == 1
        assert all(1 <= number <= other for number in found)
        assert found[-1] == (other if count > 1 else 1)
    if count > 1 and other > 1:
        for number, landed in enumerate(found, start=1):
            assert abs((number - 1) / (count - 1) - (landed - 1) / (other - 1)) <= 0.5 / (other - 1) + 1e-12
    else:
        assert set(found) <= {0, 1}
    if count == other:
        assert found == list(range(1, count + 1))


def test_not_linked_each_moves_by_itself_and_linked_again_they_meet(qtbot: QtBot, window: MainWindow) -> None:
    page = compare(qtbot, window, BRIDGES, HARBOUR)
    one, two = page.columns
    page.links.setFocus()
    QTest.keyClick(page.links, Qt.Key.Key_End)
    assert page.links.currentData() == "none"
    click_bar(one.row.arc, one.count)
    assert lies_at(two, 1)
    page.links.setFocus()
    QTest.keyClick(page.links, Qt.Key.Key_Home)
    assert page.links.currentData() == "share"
    assert lies_at(one, one.count)
    assert lies_at(two, two.count)


SUBJECTS = {
    "w": "Nurses, porters and welders bargain over wages, pensions and overtime in the shipyard union. ",
    "g": "The laboratory sequences genes, proteins and enzymes to breed mildew resistant barley seedlings. ",
    "o": "Whales, herring and plankton follow the salt current along the reef past the lighthouse. ",
    "s": "Telescopes photograph comets, quasars and nebulae from the observatory on the volcano. ",
}


@pytest.fixture
def by_subject(tmp_path: Path, start_program: StartProgram) -> MainWindow:
    """A window on two talks: one on wages, genes and stars, the other on the sea, genes and wages."""
    library = tmp_path / "subjects.sqlite"
    with open_library(library) as opened:
        for title, subjects in (("One", "wwwgggsss"), ("Two", "ooogggwww")):
            cues = [
                f"{at + 1}\n{clock(at * 9)} --> {clock(at * 9 + 9)}\n{SUBJECTS[subject] * 10}\n"
                for at, subject in enumerate(subjects)
            ]
            path = tmp_path / f"{title}.srt"
            path.write_text("\n".join(cues), encoding="utf-8")
            for _step in import_files(opened, [ImportRequest(path, metadata=Metadata(title=title))]):
                pass
    return start_program(library).window


def link_by_subject(qtbot: QtBot, page: SideBySidePage) -> None:
    page.links.setFocus()
    QTest.keyClick(page.links, Qt.Key.Key_Home)
    QTest.keyClick(page.links, Qt.Key.Key_Down)
    assert page.link == "subject"
    other = page.columns[1 - page.columns.index(page.focused)]  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: other.text.common.whole_text() not in ("", COMPARING), timeout=PATIENCE_MS)


def words_at(column: BesideColumn) -> str:
    assert column.item is not None
    return column.item.slice_text(column.slice_number)


def test_linked_by_subject_the_other_goes_to_where_it_speaks_of_the_same(qtbot: QtBot, by_subject: MainWindow) -> None:
    page = compare(qtbot, by_subject, "One", "Two")
    one, two = sorted(page.columns, key=lambda column: column.title)
    click_bar(one.row.arc, 1)
    link_by_subject(qtbot, page)
    assert "wages" in words_at(one)
    assert "wages" in words_at(two)
    assert lies_at(two, two.slice_number)
    assert two.slice_number > two.count // 2
    assert one.text.common.whole_text() == ""
    assert "wages" in two.text.common.whole_text() or "union" in two.text.common.whole_text()
    number = next(part.number for part in one.item.slices if one.item.slice_text(part.number).count("enzymes") > 5)  # type: ignore[union-attr]
    click_bar(one.row.arc, number)
    assert "enzymes" in words_at(two)
    stood = two.slice_number
    click_bar(one.row.arc, one.count)  # the stars, of which the other does not speak
    assert two.slice_number == stood
    assert two.text.common.whole_text() == NOTHING_SAID
    click_bar(two.row.arc, two.count)  # it leads now
    assert "wages" in words_at(one)
    assert one.text.common.whole_text().startswith("Both: ")
    assert two.text.common.whole_text() == ""


def test_how_cursors_are_linked_is_remembered_and_the_line_goes_with_it(qtbot: QtBot, by_subject: MainWindow) -> None:
    page = compare(qtbot, by_subject, "One", "Two")
    link_by_subject(qtbot, page)
    assert by_subject.flows.side_by_side._state.side_by_side_link == "subject"
    assert all(column.text.common.isVisible() for column in page.columns)
    page.links.setFocus()
    QTest.keyClick(page.links, Qt.Key.Key_End)
    assert not any(column.text.common.isVisible() for column in page.columns)
    assert by_subject.flows.side_by_side._state.side_by_side_link == "none"


def test_what_is_deleted_and_comes_back_is_compared_anew(qtbot: QtBot, by_subject: MainWindow) -> None:
    page = compare(qtbot, by_subject, "One", "Two")
    link_by_subject(qtbot, page)
    gone = page.columns[1]
    by_subject.operations.delete([gone.item_id])
    qtbot.waitUntil(lambda: bool(gone.problem), timeout=PATIENCE_MS)
    assert gone.text.common.whole_text() == ""
    by_subject.action_set["undo"].trigger()
    qtbot.waitUntil(lambda: gone.item is not None and by_subject.is_settled, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: gone.text.common.whole_text() not in ("", COMPARING), timeout=PATIENCE_MS)


def test_scrolling_a_text_moves_the_others_and_leaves_it_where_it_is(qtbot: QtBot, window: MainWindow) -> None:
    page = compare(qtbot, window, BRIDGES, KITES)
    one, two = page.columns
    bar = one.text.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    stood = bar.value()
    assert bar.value() == stood
    assert one.slice_number > 1
    assert one.slice_number == one.text.view.current_slice == one.row.arc.current
    assert lies_at(two, linked_slice(one.slice_number, one.count, two.count))


def test_keys_step_in_the_focused_text_change_it_and_take_it_out(qtbot: QtBot, window: MainWindow) -> None:
    page = compare(qtbot, window, BRIDGES, KITES, MAPS)
    focus = focused
    assert focus() is page.columns[0].text.view
    QTest.keyClick(focus(), Qt.Key.Key_2, CONTROL)
    assert focus() is page.columns[1].text.view
    assert page.focused is page.columns[1]
    assert "current" in page.columns[1].text.badge.accessibleName()
    assert "current" not in page.columns[0].text.badge.accessibleName()
    QTest.keyClick(focus(), Qt.Key.Key_BracketRight)
    QTest.keyClick(focus(), Qt.Key.Key_BracketRight)
    assert lies_at(page.columns[1], 3)
    assert lies_at(page.columns[0], linked_slice(3, page.columns[1].count, page.columns[0].count))
    QTest.keyClick(focus(), Qt.Key.Key_BracketLeft)
    assert lies_at(page.columns[1], 2)
    one_sided = page.columns[1].slice_number
    QTest.keyClick(focus(), Qt.Key.Key_BraceRight)
    assert page.columns[1].slice_number > one_sided
    item = page.columns[1].item
    assert item is not None
    assert item.framework.band_of(item.profile.scores[page.columns[1].slice_number - 1]).tone != "middle"
    gone = page.columns[1].title
    QTest.keyClick(focus(), Qt.Key.Key_W, CONTROL)
    assert gone not in titles_of(page)
    assert len(page.columns) == 2
    assert focus() is page.columns[1].text.view
    QTest.mouseClick(page.columns[0].row.remove, LEFT)
    assert len(page.columns) == 1
    QTest.keyClick(focus(), Qt.Key.Key_W, CONTROL)
    assert not page.columns
    assert not page._empty.isHidden()


def test_tab_leads_from_text_to_text(qtbot: QtBot, window: MainWindow) -> None:
    page = compare(qtbot, window, BRIDGES, KITES)
    page.focus_column(0)
    for _press in range(6):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is page.columns[1].text.view:
            break
    assert QApplication.focusWidget() is page.columns[1].text.view
    assert page.focused is page.columns[1]


def test_one_is_added_from_a_list_that_narrows_as_one_types(qtbot: QtBot, window: MainWindow) -> None:
    page = compare(qtbot, window, BRIDGES, KITES)
    click_bar(page.columns[0].row.arc, page.columns[0].count // 2)
    QTest.mouseClick(page.add, LEFT)
    chooser = window.flows.side_by_side.chooser
    assert chooser is not None
    assert chooser._model.total == 4
    QTest.keyClicks(chooser.field, "tides")
    assert [item.title for item in chooser._model.rows] == [TIDES]
    assert window.model.filter.text == ""
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert titles_of(page)[-1] == TIDES
    assert lies_at(
        page.columns[2], linked_slice(page.columns[2].slice_number, page.columns[2].count, page.columns[2].count)
    )
    assert window.flows.side_by_side.chooser is None
    window.action_set["add_beside"].trigger()
    chooser = window.flows.side_by_side.chooser
    assert chooser is not None
    QTest.keyClicks(chooser.field, "nothing of that name")
    assert not chooser._none.isHidden()
    chooser.reject()
    window.flows.side_by_side.compare(item.id for item in window.model.items)
    settled(qtbot, window)
    assert len(page.columns) == 4
    assert not page.add.isEnabled()


def test_one_chosen_is_compared_with_the_open_one_and_alone_it_asks_for_another(
    qtbot: QtBot, window: MainWindow
) -> None:
    open_title(qtbot, window, MAPS)
    page = compare(qtbot, window, TIDES)
    assert titles_of(page) == [MAPS, TIDES]
    window.navigator.open_item(id_of(window, GARDENS))
    qtbot.waitUntil(lambda: window.navigator.item_id == id_of(window, GARDENS), timeout=PATIENCE_MS)
    window.pane.view.clearSelection()
    assert window.item_page is not None
    window.item_page.transcript.view.setFocus()
    window.action_set["side_by_side"].trigger()
    settled(qtbot, window)
    assert titles_of(page) == [GARDENS]
    assert not page._second.isHidden()
    assert window.flows.side_by_side.chooser is not None
    window.flows.side_by_side.chooser.reject()


def test_read_opens_the_item_at_the_slice_and_the_way_back_finds_each_set_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = compare(qtbot, window, BRIDGES, HARBOUR)
    first = titles_of(page)
    click_bar(page.columns[1].row.arc, 5)
    wanted = page.columns[1]
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        QTest.mouseClick(wanted.text.read, LEFT)
    qtbot.waitUntil(lambda: window.navigator.item_id == wanted.item_id, timeout=PATIENCE_MS)
    assert page_of(window) == "item"
    assert window.navigator.slice_number == 5
    compare(qtbot, window, KITES, MAPS, TIDES)
    second = titles_of(page)
    assert len(second) == 3
    QTest.keyClick(window, Qt.Key.Key_W, CONTROL)
    left = titles_of(page)
    window.navigator.back()
    assert page_of(window) == "item"
    window.navigator.back()
    settled(qtbot, window)
    assert page_of(window) == "side_by_side"
    assert titles_of(page) == first
    assert lies_at(next(column for column in page.columns if column.item_id == wanted.item_id), 5)
    window.navigator.forward()
    window.navigator.forward()
    settled(qtbot, window)
    assert titles_of(page) == left


def test_an_item_deleted_meanwhile_leaves_its_column_with_a_sentence_and_undo_brings_it_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    open_title(qtbot, window, MAPS)
    page = compare(qtbot, window, BRIDGES, KITES)
    gone = page.columns[1]
    where = page.columns[0]
    click_bar(where.row.arc, 7)
    stood = gone.slice_number
    window.operations.delete([gone.item_id])
    qtbot.waitUntil(lambda: bool(gone.problem), timeout=PATIENCE_MS)
    assert "no longer in the library" in gone.problem
    assert "no longer in the library" in (gone.row.arc.message or "")
    assert not gone.text.read.isVisible()
    assert page_of(window) == "side_by_side"
    click_bar(where.row.arc, 9)
    assert lies_at(where, 9)
    window.operations.undo()
    qtbot.waitUntil(lambda: gone.item is not None, timeout=PATIENCE_MS)
    settled(qtbot, window)
    assert stood
    assert lies_at(gone, linked_slice(9, where.count, gone.count))


def test_another_framework_shows_all_columns_under_it_without_moving(qtbot: QtBot, window: MainWindow) -> None:
    page = compare(qtbot, window, BRIDGES, KITES)
    click_bar(page.columns[0].row.arc, 6)
    window.operations.choose_framework("monetary-policy")
    qtbot.waitUntil(
        lambda: all(column.item and column.item.framework.id == "monetary-policy" for column in page.columns),
        timeout=PATIENCE_MS,
    )
    qtbot.waitUntil(lambda: window.is_settled and not window.rescoring.is_running, timeout=PATIENCE_MS)
    qtbot.waitUntil(
        lambda: not any(column.item is None or column.item.stale for column in page.columns), timeout=PATIENCE_MS
    )
    assert lies_at(page.columns[0], 6)
    item = page.columns[0].item
    assert item is not None
    assert page.columns[0].row.legend.accessibleDescription() == ", ".join(band.name for band in item.framework.bands)


def test_what_was_compared_last_is_compared_again_after_a_restart(
    qtbot: QtBot, start_program: StartProgram, library_path: object
) -> None:
    program = start_program(library_path)
    open_title(qtbot, program.window, HARBOUR)
    page = compare(qtbot, program.window, HARBOUR, TIDES)
    before = titles_of(page)
    finish(program)
    window = start_program(library_path).window
    open_title(qtbot, window, HARBOUR)
    assert window.item_page is not None
    window.item_page.transcript.view.setFocus()
    window.action_set["side_by_side"].trigger()
    assert titles_of(settled(qtbot, window)) == before


def test_at_a_small_window_two_texts_are_readable_and_a_third_is_scrolled_to(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1024, 700)
    page = compare(qtbot, window, BRIDGES, KITES)
    inside = page._texts.viewport().rect()

    def is_in_view(widget: QWidget) -> bool:
        place = widget.mapTo(page._texts.viewport(), QPoint(0, 0))
        return inside.left() - 1 <= place.x() and place.x() + widget.width() <= page._texts.viewport().width() + 1

    assert all(is_in_view(column.text) for column in page.columns)
    assert all(column.text.view.height() >= 140 for column in page.columns)
    window.flows.side_by_side.show_set([id_of(window, title) for title in (BRIDGES, KITES, MAPS, TIDES)])
    settled(qtbot, window)
    QApplication.processEvents()
    assert not is_in_view(page.columns[3].text)
    QTest.keyClick(focused(), Qt.Key.Key_4, CONTROL)
    assert is_in_view(page.columns[3].text)


def test_every_part_has_a_name_of_its_own(qtbot: QtBot, window: MainWindow) -> None:
    page = compare(qtbot, window, BRIDGES, KITES)
    names = []
    for column in page.columns:
        parts = (
            column.row.arc,
            column.row.strip,
            column.row.bands,
            column.row.remove,
            column.text.view,
            column.text.read,
        )
        names += [part.accessibleName() for part in parts]
        spoken = QAccessible.queryAccessibleInterface(column.row.arc)
        assert column.title in spoken.text(QAccessible.Text.Name)
    assert len(set(names)) == len(names)
    assert all(names)
    assert page.links.accessibleName()
    assert page.add.text()


def test_the_menu_of_a_list_compares_what_is_chosen(qtbot: QtBot, window: MainWindow) -> None:
    view = window.pane.view
    view.clearSelection()
    for title in (HARBOUR, KITES):
        place = view.visualRect(window.model.index(window.model.row_of(id_of(window, title)))).center()
        QTest.mouseClick(view.viewport(), LEFT, CONTROL, place)
    view.customContextMenuRequested.emit(place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "Compare side by side").trigger()
    menu.close()
    assert set(titles_of(settled(qtbot, window))) == {HARBOUR, KITES}
