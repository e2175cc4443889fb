"""The table of terms: sorted, narrowed, edited with checks in place, and every step taken back."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from reader.domain.framework import Framework, Term
from reader.domain.record import replaced
from reader.gui.dialogs.framework_draft import Draft
from reader.gui.dialogs.framework_terms import TermsPage
from reader.gui.dialogs.framework_terms_model import EMPHASIS, EXCEPTIONS, HERE, TERM, WEIGHT, TermHits
from reader.gui.theme.manager import ThemeManager
from reader.services.frameworks import built_in_framework

TERMS = (
    Term("fall", -1.0, "ebb", "", ("fall asleep",)),
    Term("rise", 1.5, "flood"),
    Term("calm sea", 0.5, "slack", "of the weather"),
    Term("storm*", -2.0, "ebb"),
)


@pytest.fixture
def draft(qapp: QApplication) -> Draft:
    return Draft(replaced(built_in_framework(), terms=TERMS))


@pytest.fixture
def page(qtbot: QtBot, theme: ThemeManager, draft: Draft) -> TermsPage:
    made = TermsPage(draft)
    qtbot.addWidget(made)
    made.resize(760, 480)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def shown(page: TermsPage) -> list[str]:
    return [page.model.term(row).pattern for row in range(page.model.rowCount())]


def patterns(framework: Framework) -> list[str]:
    return [term.pattern for term in framework.terms]


def open_cell(page: TermsPage, pattern: str, column: int) -> QLineEdit:
    index = page.model.index(page.model.row_of(pattern), column)
    page.table.setCurrentIndex(index)
    page.table.setFocus()
    page.table.edit(index)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    return field


def type_into(page: TermsPage, pattern: str, column: int, text: str) -> QLineEdit:
    field = open_cell(page, pattern, column)
    field.selectAll()
    QTest.keyClicks(field, text)
    return field


def enter(qtbot: QtBot, page: TermsPage, field: QLineEdit) -> None:
    """Press Enter in a cell; the table takes its value in the next turn of the event loop."""
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.table)


def test_a_click_on_a_heading_sorts_and_a_second_one_turns_it_round(page: TermsPage) -> None:
    header = page.table.horizontalHeader()
    assert shown(page) == sorted(patterns(page._draft.framework))
    place = header.sectionViewportPosition(WEIGHT) + 8
    for expected in (["storm*", "fall", "calm sea", "rise"], ["rise", "calm sea", "fall", "storm*"]):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 10))
        assert shown(page) == expected


def test_typing_narrows_by_word_emphasis_note_and_exception(page: TermsPage) -> None:
    for text, expected in (("ebb", ["fall", "storm*"]), ("weather", ["calm sea"]), ("asleep", ["fall"])):
        page.find_field.clear()
        QTest.keyClicks(page.find_field, text)
        assert shown(page) == expected
    assert page._count.text() == "1 of 4 terms"


def test_a_weight_is_edited_in_its_cell_and_undone(qtbot: QtBot, page: TermsPage, draft: Draft) -> None:
    enter(qtbot, page, type_into(page, "rise", WEIGHT, "-2,5"))
    assert {term.pattern: term.weight for term in draft.framework.terms}["rise"] == -2.5
    assert page.model.index(page.model.row_of("rise"), WEIGHT).data() == "−2.5"
    assert draft.undo_stack.undoText() == "weight of “rise”"
    draft.undo_stack.undo()
    assert draft.framework.terms == TERMS
    assert not draft.is_dirty


@pytest.mark.parametrize(
    ("pattern", "column", "text", "said"),
    [
        ("rise", TERM, "fall", "in the lexicon already"),
        ("rise", TERM, "ri*se", "no word or phrase"),
        ("rise", WEIGHT, "0", "is not 0"),
        ("rise", WEIGHT, "much", "as a number"),
        ("rise", WEIGHT, "50", "between −10 and 10"),
        ("rise", EXCEPTIONS, "sea level", "must hold “rise”"),
        ("rise", EXCEPTIONS, "rise", "must be longer"),
    ],
)
def test_what_cannot_be_taken_is_said_while_typing_and_keeps_the_field_open(
    page: TermsPage, draft: Draft, pattern: str, column: int, text: str, said: str
) -> None:
    field = type_into(page, pattern, column, text)
    assert said in page.problem.text()
    assert page.problem.isVisible()
    assert field.property("invalid") == "true"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is field
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert draft.framework.terms == TERMS
    assert not page.problem.isVisible()


def test_emphasis_and_exceptions_are_edited_too(qtbot: QtBot, page: TermsPage, draft: Draft) -> None:
    enter(qtbot, page, type_into(page, "rise", EMPHASIS, "high  water"))
    enter(qtbot, page, type_into(page, "rise", EXCEPTIONS, "give rise to; Rise-up"))
    term = next(term for term in draft.framework.terms if term.pattern == "rise")
    assert (term.emphasis, term.exceptions) == ("high water", ("give rise to", "rise up"))


def test_a_term_is_added_chosen_and_removed_with_the_delete_key(page: TermsPage, draft: Draft) -> None:
    QTest.keyClicks(page.find_field, "storm")
    page.weight.setValue(-1.5)
    QTest.keyClicks(page.pattern, "Neap-Tide*")
    QTest.keyClick(page.pattern, Qt.Key.Key_Return)
    assert draft.framework.terms[-1] == Term("neap tide*", -1.5)
    assert page.chosen == "neap tide*"
    assert page.find_field.text() == ""
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert draft.framework.terms == TERMS
    draft.undo_stack.undo()
    assert draft.framework.terms[-1].pattern == "neap tide*"


def test_a_term_that_is_there_already_is_not_added(page: TermsPage, draft: Draft) -> None:
    QTest.keyClicks(page.pattern, "Rise")
    assert "in the lexicon already" in page.problem.text()
    assert not page.add_button.isEnabled()
    QTest.keyClick(page.pattern, Qt.Key.Key_Return)
    assert draft.framework.terms == TERMS


def test_several_are_removed_as_one_step(page: TermsPage, draft: Draft) -> None:
    page.table.selectAll()
    page.remove_button.click()
    assert draft.framework.terms == ()
    assert draft.problems[0].place == "terms"
    draft.undo_stack.undo()
    assert draft.framework.terms == TERMS


def test_rows_stay_where_they_are_while_cells_are_edited(qtbot: QtBot, page: TermsPage) -> None:
    before = shown(page)
    enter(qtbot, page, type_into(page, "rise", TERM, "ascend"))
    assert shown(page) == [{"rise": "ascend"}.get(pattern, pattern) for pattern in before]
    assert page.chosen == "ascend"


def test_hits_of_the_open_item_stand_in_a_column_of_their_own(page: TermsPage) -> None:
    page.show_hits({"rise": TermHits(1200, 40)})
    assert page.model.index(page.model.row_of("rise"), HERE).data() == "1,200"
    assert page.model.index(page.model.row_of("fall"), HERE).data() == ""
    page.table.sortByColumn(HERE, Qt.SortOrder.DescendingOrder)
    assert shown(page)[0] == "rise"


def test_letters_typed_into_one_field_are_one_step(draft: Draft) -> None:
    for text in ("S", "Se", "Sea"):
        draft.change("name", "name", name=text)
    assert draft.undo_stack.count() == 1
    draft.undo_stack.undo()
    assert not draft.is_dirty
    draft.change("name", "name", name="x")
    draft.change("version", "version", version="9")
    assert draft.undo_stack.count() == 2


def test_thousands_of_terms_are_narrowed_and_sorted_at_once(qtbot: QtBot, theme: ThemeManager) -> None:
    many = tuple(
        Term(f"word{number} phrase", (number % 19 - 9) or 1.0, f"subject {number % 7}") for number in range(6000)
    )
    page = TermsPage(Draft(replaced(built_in_framework(), terms=many)))
    qtbot.addWidget(page)
    page.show()
    start = time.perf_counter()
    page.find_field.setText("word59")
    page.table.sortByColumn(WEIGHT, Qt.SortOrder.DescendingOrder)
    assert time.perf_counter() - start < 1.0
    assert page.model.rowCount() == sum("word59" in term.pattern for term in many)
