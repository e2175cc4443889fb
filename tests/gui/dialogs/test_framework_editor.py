"""The editor: fields with their problems, the live effect on the open item, undo, saving and what is not saved."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from reader.domain.framework import WHOLE_SENTENCE
from reader.domain.wording import integer
from reader.gui.dialogs.framework_editor import FrameworkEditor
from reader.gui.dialogs.unsaved import UnsavedDialog
from reader.gui.jobs import Jobs
from reader.gui.theme.manager import ThemeManager
from reader.services import explaining, framework_files, frameworks
from reader.services.reading import OpenItem
from tests.gui.dialogs.conftest import PATIENCE_MS

OpenEditor = Callable[..., FrameworkEditor]


@pytest.fixture
def open_editor(qtbot: QtBot, jobs: Jobs, theme: ThemeManager) -> OpenEditor:
    framework_files.duplicate_framework("risk-opportunity", "own-words", "Own words")

    def opened(item: OpenItem | None = None) -> FrameworkEditor:
        made = FrameworkEditor(jobs, frameworks.load_framework("own-words"), item, theme.palette, None)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(made)
        made.open()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        return made

    return opened


@pytest.fixture
def editor(open_editor: OpenEditor) -> FrameworkEditor:
    return open_editor()


def line(editor: FrameworkEditor, name: str) -> QLineEdit:
    field = editor.axis.fields[name].field
    assert isinstance(field, QLineEdit)
    return field


def retype(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)


def test_what_is_typed_is_saved_to_the_file_and_told(qtbot: QtBot, editor: FrameworkEditor) -> None:
    editor.tabs.setCurrentWidget(editor.axis)
    assert not editor.save_button.isEnabled()
    retype(line(editor, "version"), "2.5")
    retype(line(editor, "middle"), "Balanced")
    assert editor.isWindowModified()
    with qtbot.waitSignal(editor.saved, timeout=PATIENCE_MS) as caught:
        QTest.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert caught.args[0].version == "2.5"
    kept = frameworks.load_framework("own-words")
    assert (kept.version, kept.middle) == ("2.5", "Balanced")
    assert not editor.draft.is_dirty
    assert editor.save_button.text() == "Saved"


def test_ctrl_z_takes_steps_back_whatever_has_the_focus(editor: FrameworkEditor) -> None:
    editor.tabs.setCurrentWidget(editor.axis)
    before = editor.draft.framework
    retype(line(editor, "name"), "Harbour")
    retype(line(editor, "middle"), "Quiet")
    QTest.keyClick(line(editor, "middle"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.draft.framework.middle == before.middle
    assert line(editor, "middle").text() == before.middle
    QTest.keyClick(line(editor, "middle"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.draft.framework == before
    assert not editor.draft.is_dirty
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(line(editor, "middle"), Qt.Key.Key_Z, both)
    assert editor.draft.framework.name == "Harbour"


def test_a_field_that_is_wrong_says_so_holds_saving_back_and_is_gone_to(editor: FrameworkEditor) -> None:
    retype(line(editor, "positive_pole"), "")
    problem = editor.axis.fields["positive_pole"].problem
    assert "needs a name" in problem.text()
    assert not editor.save_button.isEnabled()
    assert editor.problem_link.isVisible()
    assert editor.tabs.currentWidget() is editor.terms
    QTest.mouseClick(editor.problem_link, Qt.MouseButton.LeftButton)
    assert editor.tabs.currentWidget() is editor.axis
    assert line(editor, "positive_pole").hasFocus()
    editor.save()
    assert frameworks.load_framework("own-words").positive_pole
    retype(line(editor, "positive_pole"), "Sunny")
    assert not editor.problem_link.isVisible()


def test_moving_a_border_moves_both_bands_so_that_no_gap_arises(editor: FrameworkEditor) -> None:
    editor.tabs.setCurrentWidget(editor.axis)
    field = editor.axis.bands.greatest_field(0)
    field.setValue(-20)
    bands = editor.draft.framework.bands
    assert (bands[0].greatest, bands[1].least) == (-20, -19)
    assert editor.draft.problems == ()
    field.setValue(100)
    assert editor.draft.framework.bands[0].greatest == bands[1].greatest - 1
    assert any(problem.place == "bands" for problem in editor.draft.problems)
    assert editor.axis.bands.problem.isVisible()
    editor.draft.undo_stack.undo()
    assert editor.draft.problems == ()


def test_bands_are_split_and_removed(editor: FrameworkEditor) -> None:
    bands = editor.axis.bands
    bands.add_button.click()
    assert bands.rows == 4
    assert editor.draft.problems == ()
    assert editor.draft.framework.bands[-1].greatest == 100
    bands._rows[3].remove.click()
    assert bands.rows == 3
    assert editor.draft.framework.bands[-1].greatest == 100


def test_measures_follow_their_fields_and_undo(editor: FrameworkEditor) -> None:
    before = editor.draft.framework
    editor.axis.resistance.setValue(0.25)
    editor.axis.lengths["greatest"].setValue(950)
    assert editor.draft.framework.resistance == 0.25
    assert "Lengths rise" in editor.axis.fields["slicing"].problem.text()
    editor.draft.undo_stack.undo()
    editor.draft.undo_stack.undo()
    assert editor.draft.framework == before
    assert editor.axis.lengths["greatest"].value() == before.slicing.greatest


def test_lenses_are_added_named_filled_and_removed(editor: FrameworkEditor) -> None:
    page = editor.lenses
    editor.tabs.setCurrentWidget(page)
    count = page.list.count()
    page.add_button.click()
    assert page.list.currentRow() == count
    assert "at least one word" in page.words_box.problem.text()
    retype(page.name, "Open sea")
    page.words.setFocus()
    QTest.keyClicks(page.words, "brine, neap-tide*")
    lens = editor.draft.framework.lenses[-1]
    assert (lens.id, lens.name, lens.patterns) == ("open-sea", "Open sea", ("brine", "neap tide*"))
    assert editor.draft.problems == ()
    QTest.keyClicks(page.words, ", *")
    assert "no word or phrase" in page.words_box.problem.text()
    assert editor.draft.framework.lenses[-1].patterns == ("brine", "neap tide*")
    page.remove_button.click()
    assert page.list.count() == count


def test_context_rules_take_kind_factor_reach_and_words(editor: FrameworkEditor) -> None:
    page = editor.rules
    editor.tabs.setCurrentWidget(page)
    page.add_button.click()
    page.words.setFocus()
    QTest.keyClicks(page.words, "reportedly")
    page.factor.setValue(0.4)
    page.whole_before.click()
    rule = editor.draft.framework.context_rules[-1]
    assert (rule.kind, rule.patterns, rule.factor, rule.before) == ("hedge", ("reportedly",), 0.4, WHOLE_SENTENCE)
    assert not page.before.isEnabled()
    page.kind.setCurrentIndex(page.kind.findData("negation"))
    page.kind.activated.emit(page.kind.currentIndex())
    page.factor.setValue(-2)
    assert "full weight" in page.factor_box.problem.text()
    page.kind.setCurrentIndex(page.kind.findData("question"))
    page.kind.activated.emit(page.kind.currentIndex())
    page.factor.setValue(0.5)
    assert not page.words.isEnabled()
    assert editor.draft.problems == ()


def test_the_effect_on_the_open_item_follows_each_edit(qtbot: QtBot, open_editor: OpenEditor, item: OpenItem) -> None:
    editor = open_editor(item)
    effect = editor.effect
    qtbot.waitUntil(
        lambda: effect.values["Mean"][0].text() != "–" and effect.values["Mean"][1].text() != "–", timeout=PATIENCE_MS
    )
    before = integer(item.profile.figures.mean)
    assert [part.text() for part in effect.values["Mean"]] == [before, before]
    assert effect.edited_arc.count == effect.present_arc.count == len(item.slices)
    with qtbot.waitSignal(effect.effect_shown, timeout=PATIENCE_MS):
        editor.terms.model.add("river", 8.0)
    seen = explaining.compared(item, editor.draft.framework)
    assert effect.values["Mean"][0].text() == before
    assert effect.values["Mean"][1].text() == integer(seen.profile.figures.mean) != before
    bands = {band.id: band.name for band in seen.framework.bands}
    assert effect.values["Leaning"][1].text() == bands[seen.profile.leaning]
    editor.terms._choose_row(editor.terms.model.row_of("river"))
    hits = sum(hit.term == "river" for part in seen.slices for hit in seen.slice_score(part.number).hits)
    assert f"“river”: {hits} hits in" in effect.term_line.text()
    editor.draft.undo_stack.undo()
    qtbot.waitUntil(lambda: effect.values["Mean"][1].text() == before, timeout=PATIENCE_MS)


def test_an_edit_replaces_the_computation_of_the_one_before(
    qtbot: QtBot, open_editor: OpenEditor, item: OpenItem
) -> None:
    editor = open_editor(item)
    shown: list[object] = []
    qtbot.waitUntil(lambda: editor.effect.values["Mean"][1].text() != "–", timeout=PATIENCE_MS)
    editor.effect.hits_found.connect(shown.append)
    for number in range(12):
        editor.terms.model.add(f"river{number}", 1.0)
        qtbot.wait(10)
    qtbot.waitUntil(lambda: len(shown) > 0, timeout=PATIENCE_MS)
    qtbot.wait(400)
    assert len(shown) == 1


def test_cutting_otherwise_shows_other_slices(qtbot: QtBot, open_editor: OpenEditor, item: OpenItem) -> None:
    editor = open_editor(item)
    qtbot.waitUntil(lambda: editor.effect.values["Mean"][1].text() != "–", timeout=PATIENCE_MS)
    editor.axis.lengths["greatest"].setValue(4000)
    editor.axis.lengths["target"].setValue(3000)
    with qtbot.waitSignal(editor.effect.effect_shown, timeout=PATIENCE_MS):
        editor.axis.lengths["least"].setValue(2000)
    assert editor.effect.edited_arc.count < editor.effect.present_arc.count


def test_without_an_open_item_it_says_so(editor: FrameworkEditor) -> None:
    assert editor.effect._body.currentIndex() == 0


def test_closing_asks_about_what_is_not_saved(qtbot: QtBot, editor: FrameworkEditor) -> None:
    retype(line(editor, "name"), "Kept")
    editor.reject()
    question = editor.findChild(UnsavedDialog)
    assert question is not None
    assert editor.isVisible()
    with qtbot.waitSignal(editor.finished, timeout=PATIENCE_MS):
        question._choose(question.save_requested)
    assert frameworks.load_framework("own-words").name == "Kept"


def test_what_is_discarded_is_not_written(qtbot: QtBot, editor: FrameworkEditor) -> None:
    retype(line(editor, "name"), "Thrown away")
    editor.reject()
    question = editor.findChild(UnsavedDialog)
    assert question is not None
    with qtbot.waitSignal(editor.finished, timeout=PATIENCE_MS):
        question._choose(question.discard_requested)
    assert frameworks.load_framework("own-words").name == "Own words"


def test_a_disk_that_refuses_keeps_the_editor_open_with_a_sentence(
    qtbot: QtBot, editor: FrameworkEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = frameworks.users_folder()
    retype(line(editor, "name"), "Refused")
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("in the way", encoding="utf-8")
    editor.save()
    qtbot.waitUntil(editor.problem.isVisible, timeout=PATIENCE_MS)
    assert "could not be saved" in editor.problem.text()
    assert editor.draft.is_dirty
    assert editor.save_button.isEnabled()
