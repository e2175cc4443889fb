"""The panel around the scatter: its menus, what it says, and letting go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from reader.gui.theme.fonts import register_fonts
from reader.gui.theme.palette import load_palette
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.scatter_panel import ScatterPanel
from tests.gui.charts.items import FRAMEWORK
from tests.gui.charts.summaries import library, summary

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: QtBot) -> ScatterPanel:
    register_fonts()
    made = ScatterPanel(load_palette("dark"))
    qtbot.addWidget(made)
    made.resize(1200, 240)
    made.set_items(library(60), FRAMEWORK.bands)
    made.show()
    return made


def words(panel: ScatterPanel) -> str:
    return panel.findChild(ElidedLabel).whole_text()


def brush_all(panel: ScatterPanel) -> None:
    view = panel.scatter.viewport()
    QTest.mousePress(view, LEFT, pos=QPoint(2, 2))
    QTest.mouseMove(view, QPoint(300, 60))
    QTest.mouseMove(view, QPoint(view.width() - 2, view.height() - 2))
    QTest.mouseRelease(view, LEFT, pos=QPoint(view.width() - 2, view.height() - 2))


def test_a_drag_tells_what_is_chosen_and_the_button_lets_go(panel: ScatterPanel) -> None:
    told: list[frozenset[int]] = []
    panel.brushed.connect(told.append)
    let_go = panel.findChild(QPushButton)
    assert let_go is not None
    assert not let_go.isVisible()
    brush_all(panel)
    assert told == [frozenset(range(1, 61))]
    panel.scatter.hover_at(None)
    assert words(panel) == "60 conversations brushed"
    QTest.mouseClick(let_go, LEFT)
    assert told == [frozenset(range(1, 61)), frozenset()]
    assert not let_go.isVisible()
    assert words(panel).endswith("drag to filter")


def test_what_is_chosen_from_outside_is_shown_and_told_to_nobody(panel: ScatterPanel) -> None:
    told: list[frozenset[int]] = []
    panel.brushed.connect(told.append)
    panel.set_brush({1, 2})
    assert words(panel) == "2 conversations brushed"
    panel.set_brush(())
    assert words(panel).endswith("drag to filter")
    assert told == []


def test_the_menus_choose_the_axes(panel: ScatterPanel) -> None:
    told: list[tuple[str, str]] = []
    panel.axes_chosen.connect(lambda across, up: told.append((across, up)))
    place = panel.scatter.place_of(7)
    across = next(one for one in panel.findChildren(QToolButton) if one.accessibleName() == "Across: Date")
    up = next(one for one in panel.findChildren(QToolButton) if one.accessibleName() == "Upwards: Mean")
    across.menu().actions()[1].trigger()
    up.menu().actions()[1].trigger()
    assert told == [("length", "mean"), ("length", "median")]
    assert panel.scatter.place_of(7) != place
    assert across.accessibleName() == "Across: Length"
    assert [action.isChecked() for action in up.menu().actions()] == [False, True]
    panel.set_axes("sideways", "mean")
    assert len(told) == 2


def test_a_fitted_axis_is_said(panel: ScatterPanel) -> None:
    panel.set_items([summary(1, [12, 12]), summary(2, [-18])], FRAMEWORK.bands)
    fit = next(one for one in panel.findChildren(QToolButton) if one.isCheckable())
    QTest.mouseClick(fit, LEFT)
    assert (panel.scatter.axis.least, panel.scatter.axis.greatest) == (-20, 15)
    panel.scatter.hover_at(None)
    assert "axis fitted" in words(panel)
    QTest.mouseClick(fit, LEFT)
    assert panel.scatter.axis.is_whole


def test_the_mouse_over_a_point_names_it(panel: ScatterPanel) -> None:
    panel.set_items([summary(1, [30] * 5, "Bridges in fog")], FRAMEWORK.bands)
    place = panel.scatter.place_of(1)
    assert place is not None
    QTest.mouseMove(panel.scatter.viewport(), place.toPoint())
    assert words(panel) == "Bridges in fog · Night Desk · 6 Jun 2025 · mean 30 · 5 slices · Opportunity-forward"


def test_loading_and_failure_are_said_in_place_of_points(panel: ScatterPanel) -> None:
    panel.show_message("Reading the library…")
    assert panel.scatter.message == "Reading the library…"
    panel.show_message("The library cannot be read.", problem=True)
    assert panel.scatter.message == "The library cannot be read."
    panel.set_items(library(3), FRAMEWORK.bands)
    assert panel.scatter.message is None


def test_a_narrow_panel_leaves_the_legend_out_and_stays_narrow(panel: ScatterPanel) -> None:
    assert panel.minimumSizeHint().width() < 640
    panel.resize(640, 200)
    assert panel.width() == 640
    panel.resize(1200, 200)
    assert panel._legend.isVisible()


def test_where_there_is_little_room_the_figure_of_a_point_is_not_what_is_cut(panel: ScatterPanel) -> None:
    title = "A conversation whose title is so very long that it alone would take more than all of the room there is"
    panel.set_items([summary(1, [30] * 5, title)], FRAMEWORK.bands)
    panel.resize(760, 220)
    place = panel.scatter.place_of(1)
    assert place is not None
    QTest.mouseMove(panel.scatter.viewport(), place.toPoint())
    label = panel.findChild(ElidedLabel)
    assert label.text().startswith("mean 30 · Opportunity-forward · A conv")
    assert label.whole_text().startswith(title)
    panel.scatter.hover_at(None)
    assert label.text().endswith("drag to filter")


def test_the_legend_names_old_figures_where_there_are_any(panel: ScatterPanel) -> None:
    assert "Old figures" not in panel._legend.accessibleDescription()
    width = panel._legend.sizeHint().width()
    panel.set_items([summary(1, [30]), summary(2, [30], stale=True)], FRAMEWORK.bands)
    assert panel._legend.accessibleDescription().endswith("Opportunity-forward, Old figures")
    assert panel._legend.sizeHint().width() > width
