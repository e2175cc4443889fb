"""Scripts other than Latin: places in the text stay the right ones."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from reader.domain.transcript import Cue
from reader.gui.widgets.transcript_scripts import UnitMap, starts_right_to_left
from reader.gui.widgets.transcript_view import TranscriptView
from tests.gui.widgets.transcript_items import item_of, shown

ARABIC = "مرحبا بكم في هذه الحلقة. سنتحدث اليوم عن hope والذكاء الاصطناعي وما الذي قد يعنيه للناس في السنوات القادمة."
HEBREW = "שלום לכולם, היום נדבר על hope ועל מה שזה אומר לכולנו בשנים הבאות ואחריהן."
JAPANESE = "今日は人工知能について話します。それは私たちの生活をどのように変えるのでしょうか。" * 3
EMOJI = "Faces 😀 and 🎉 come before hope and after harm 😀😀."


def view_of(qtbot: QtBot, *texts: str) -> TranscriptView:
    cues = [Cue(text, index * 1000, None, f"P{index}", (), True) for index, text in enumerate(texts)]
    return shown(qtbot, item_of(cues), 420, 700)


def point_of(view: TranscriptView, position: int) -> QPoint:
    """A point inside the sign at a position."""
    laid_out = view.text_layout.block(0).paragraph_of(position)
    rect, _baseline = next(iter(laid_out.rects(position, position + 1)))
    middle = rect.translated(view.text_layout.column.text_left, view.text_layout.y_of(0)).center()
    return middle.toPoint()


@pytest.mark.parametrize("text", [ARABIC, HEBREW, JAPANESE, EMOJI, "plain words and hope of more"])
def test_hits_are_found_where_they_are_drawn(qtbot: QtBot, text: str) -> None:
    view = view_of(qtbot, "An introduction.", text)
    if "hope" not in text:
        return
    whole = view.text_layout.item.transcript.text
    for offset in range(4):
        found = view.hit_at_point(point_of(view, whole.index("hope") + offset))
        assert found is not None
        assert found[2].term == "hope"
    assert view.hit_at_point(point_of(view, whole.index("hope") - 2)) is None
    assert view.hit_at_point(point_of(view, whole.index("hope") + 5)) is None


@pytest.mark.parametrize("text", [JAPANESE, EMOJI, "a word"])
def test_every_sign_is_found_at_its_own_place(qtbot: QtBot, text: str) -> None:
    view = view_of(qtbot, text)
    for position, sign in enumerate(text):
        if not sign.isspace():
            assert view.text_layout.character_at(point_of(view, position)) == position


def test_right_to_left_paragraphs_begin_at_the_right(qtbot: QtBot) -> None:
    view = view_of(qtbot, "English.", HEBREW)
    start = view.text_layout.item.transcript.text.index(HEBREW)
    column = view.text_layout.column
    middle = column.text_left + column.text_width / 2
    assert view.position_rect(0).left() < middle < view.position_rect(start).left()


def test_arrows_move_as_they_point(qtbot: QtBot) -> None:
    view = view_of(qtbot, HEBREW)
    view.setFocus()
    view.select(3, 3)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.selection.caret == 4
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.selection.caret == 3


def test_the_caret_steps_over_whole_emoji(qtbot: QtBot) -> None:
    view = view_of(qtbot, EMOJI)
    view.setFocus()
    smile = EMOJI.index("😀")
    view.select(smile, smile)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.selection.caret == smile + 1
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.selection.caret == smile
    view.select(smile, smile + 4)
    assert view.selected_text() == "😀 an"


@pytest.mark.parametrize("text", [f"{HEBREW} 😀 e\u0301.", f"A 😀 in English {HEBREW} and on"])
def test_arrows_walk_through_mixed_text_without_getting_stuck(qtbot: QtBot, text: str) -> None:
    view = view_of(qtbot, text)
    view.setFocus()
    forward = Qt.Key.Key_Left if text.startswith(HEBREW) else Qt.Key.Key_Right
    places = [0]
    for _ in range(len(text) + 5):
        qtbot.keyClick(view, forward)
        places.append(view.selection.caret)
    # Where two directions meet at the end of a line, Qt counts two places as one.
    assert len(set(range(len(text))) - set(places)) <= 2
    assert places[-1] == len(text)


def test_text_without_spaces_is_broken_within_the_column(qtbot: QtBot) -> None:
    word = "abcdefghij" * 40
    view = view_of(qtbot, word, JAPANESE)
    block = view.text_layout.block(0)
    assert block.paragraphs[0].line_count > 4
    for laid_out in block.paragraphs:
        for index in range(laid_out.line_count):
            line = laid_out.layout.lineAt(index)
            assert line.naturalTextWidth() <= view.text_layout.column.text_width + 1


def test_every_line_stands_on_the_grid_or_is_given_the_height_it_needs(qtbot: QtBot) -> None:
    view = view_of(qtbot, "Plain words. " * 20, JAPANESE, ARABIC)
    for laid_out in view.text_layout.block(0).paragraphs:
        heights = [bottom - top for top, bottom in zip(laid_out.line_tops, laid_out.line_tops[1:], strict=False)]
        assert min(heights) >= view.text_layout.style.pitch
        for index in range(laid_out.line_count):
            line = laid_out.layout.lineAt(index)
            assert line.y() >= laid_out.line_tops[index] - 1
            assert line.y() + line.ascent() + line.descent() <= laid_out.line_tops[index + 1] + 1


def test_units_of_wide_signs() -> None:
    units = UnitMap("a😀b😀")
    assert [units.to_units(offset) for offset in range(5)] == [0, 1, 3, 4, 6]
    assert [units.to_offset(unit) for unit in range(7)] == [0, 1, 1, 2, 3, 3, 4]


def test_direction_is_that_of_the_first_letter() -> None:
    assert starts_right_to_left("12 שלום hello")
    assert not starts_right_to_left("hello שלום")
    assert not starts_right_to_left("... 12")
