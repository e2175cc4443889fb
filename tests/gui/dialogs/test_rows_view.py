"""Rows of several columns look like rows: one ground from end to end, and the keyboard around all of it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.rows_model import RowColumn, RowsModel, RowsView
from reader.gui.theme.manager import ThemeManager

ROWS = (("Bridges in fog", "Desk", "12"), ("Gardens of glass", "Hour", "345"), ("Harbour lights", "", "6"))


@pytest.fixture
def view(qtbot: QtBot, theme: ThemeManager) -> RowsView:
    model = RowsModel([RowColumn(name, lambda row, at=at: row[at], stretches=not at) for at, name in enumerate("abc")])
    made = RowsView(model, "Rows", several=True)
    qtbot.addWidget(made)
    made.resize(500, 200)
    model.set_rows(ROWS)
    with qtbot.waitExposed(made):
        made.show()
    return made


def picture(view: RowsView) -> QImage:
    return view.viewport().grab().toImage()


def along(view: RowsView, row: int, down: int) -> set[str]:
    """The colours along a row, so many pixels below its upper edge; the outermost pixels are left out."""
    image, place = picture(view), view.visualRect(view.model().index(row, 0))
    ratio = image.devicePixelRatio()
    y = round((place.top() + down) * ratio)
    return {image.pixelColor(x, y).name() for x in range(4, image.width() - 4)}


def test_a_chosen_row_has_one_ground_without_gaps_between_its_cells(view: RowsView, theme: ThemeManager) -> None:
    view.choose(1)
    view.clearFocus()
    # Just below the edge, above the letters: nothing but the ground.
    assert along(view, 1, 3) == {theme.palette.selection.name()}
    assert theme.palette.selection.name() not in along(view, 0, 3)


def test_the_keyboard_is_seen_around_the_whole_row(view: RowsView, theme: ThemeManager, qtbot: QtBot) -> None:
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.selectAll()
    view.selectionModel().setCurrentIndex(
        view.model().index(2, 0), view.selectionModel().SelectionFlag.NoUpdate
    )  # fmt: skip
    assert along(view, 2, 0) == {theme.palette.focus.name()}
    assert along(view, 1, 0) == {theme.palette.selection.name()}
    image, place = picture(view), view.visualRect(view.model().index(2, 0))
    middle = place.center().y()
    for x in (0, image.width() - 1):
        assert QColor(image.pixelColor(x, middle)) == theme.palette.focus
