"""A second framework from end to end in the window: import, choose, wait, look at everything, take it back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.wording import figures_sentence, reading_sentence
from reader.gui.dialogs.import_report import ImportReportDialog
from reader.gui.main_window import MainWindow
from reader.gui.widgets.transcript_source import heading_of
from reader.services import browsing, framework_choice, frameworks
from reader.services.reading import open_item
from tests.gui.conftest import PATIENCE_MS
from tests.gui.making import clock
from tests.gui.test_frameworks import all_scored, band_entries, choose

HAWKISH = (
    "Inflation is far too high and it is broadening across services. We have to raise interest rates and keep policy "
    "restrictive for longer, because the labor market is overheating and price pressures persist. "
)
DOVISH = (
    "Inflation is falling back and the labor market is cooling. It is time to cut rates, because unemployment is "
    "rising and a recession would cost jobs. An accommodative policy supports the recovery. "
)
PLAIN = "We walked along the river and spoke about the weather, the bread and the evening train. "
PATTERN = "hhhh" + "." * 8 + "ddd" + "." * 4 + "h.d." * 3


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A talk about central banks, one cue for each letter of the pattern."""
    cues = []
    for number, letter in enumerate(PATTERN):
        text = {"h": HAWKISH, "d": DOVISH}.get(letter, PLAIN) * 4
        start, end = clock(number * 9), clock(number * 9 + 9)
        cues.append(f"{number + 1}\n{start} --> {end}\nAnn: {text.strip()}\n")
    path = tmp_path / "the-price-of-money.srt"
    path.write_text("\n".join(cues), encoding="utf-8")
    return path


def labels(part: QWidget) -> str:
    children = [*part.findChildren(QLabel), *part.findChildren(QAbstractButton)]
    return "\n".join(child.text() for child in children if child.isVisibleTo(part))


def test_monetary_policy_from_import_to_undo(qtbot: QtBot, window: MainWindow, talk: Path) -> None:
    window.import_flow.look_at([talk])
    preview = window.import_flow.preview
    assert preview is not None
    qtbot.waitUntil(preview.import_button.isEnabled, timeout=PATIENCE_MS)
    preview.import_button.click()
    qtbot.waitUntil(
        lambda: window.navigator.item is not None and window.navigator.item.slug == talk.stem, timeout=PATIENCE_MS
    )
    for report in window.findChildren(ImportReportDialog):
        report.close()
    page = window.item_page
    assert page is not None
    assert page.item is not None
    before = list(page.item.profile.scores)
    assert page.item.framework.id == "risk-opportunity"

    choose(qtbot, window, "monetary-policy")
    framework = frameworks.load_framework("monetary-policy")
    qtbot.waitUntil(lambda: page.item is not None and page.item.framework.id == framework.id, timeout=PATIENCE_MS)
    item = page.item
    assert item.profile.framework == framework.label
    scores = np.array(item.profile.scores)
    assert scores.min() <= framework.bands[0].greatest
    assert scores.max() >= framework.bands[-1].least

    _poles_bands_and_legend(qtbot, window)
    _strip_arc_and_text(window)
    _list_and_filters(window)
    _methodology_tells_of_it(qtbot, window)

    stored = {one.slug: list(one.scores) for one in browsing.list_items(window.library)}
    assert stored[talk.stem] == list(scores)
    window.pane.view.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.framework_flow.in_use == "risk-opportunity", timeout=PATIENCE_MS)
    all_scored(qtbot, window)
    qtbot.waitUntil(lambda: page.item is not None and list(page.item.profile.scores) == before, timeout=PATIENCE_MS)
    assert page.charts.legend.accessibleDescription().startswith("Risk-forward")
    assert framework_choice.choice_of(window.library).id == "risk-opportunity"


def _poles_bands_and_legend(qtbot: QtBot, window: MainWindow) -> None:
    page = window.item_page
    item = page.item
    assert page.charts.legend.accessibleDescription() == "Hawkish, Neutral, Dovish"
    assert page.charts._figures.text() == figures_sentence(item.profile.figures, item.framework)
    assert "% hawkish" in page.charts._figures.text()
    reading = reading_sentence(item.profile, item.framework)
    qtbot.waitUntil(lambda: reading in labels(page.reading), timeout=PATIENCE_MS)
    chips = labels(page.header)
    assert any(band.name in chips for band in item.framework.bands)
    words = labels(window)
    for foreign in ("Risk-forward", "risk-forward", "Opportunity-forward", "opportunity-forward"):
        assert foreign not in words


def _strip_arc_and_text(window: MainWindow) -> None:
    page = window.item_page
    item, charts = page.item, page.charts
    scores = np.array(item.profile.scores)
    assert charts.arc.count == len(scores)
    assert charts.strip.figures is not None
    assert (charts.strip.figures.least, charts.strip.figures.greatest) == (scores.min(), scores.max())
    place = charts.strip.marker_rect("negative").center().toPoint()
    QTest.mouseClick(charts.strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.slice_number == int(scores.argmin()) + 1
    assert "most hawkish" in charts.strip.text_at(QPointF(place))
    target = int(scores.argmax()) + 1
    middle = charts.arc.viewport().height() // 2
    at = next(x for x in range(charts.arc.viewport().width()) if charts.arc.slice_at(QPointF(x, middle)) == target)
    QTest.mouseClick(charts.arc.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at, middle))
    assert page.transcript.view.slice_at_top() == target
    assert charts.arc.spoken_value().endswith("dovish")
    assert heading_of(item, target - 1).band == "Dovish"
    page.go_to_slice(1, "chart")
    window.action_set["next_one_sided"].trigger()
    assert item.framework.band_of(int(scores[page.slice_number - 1])).tone != "middle"


def _list_and_filters(window: MainWindow) -> None:
    assert [entry.split("\t")[0] for entry in band_entries(window)] == ["All leanings", "Hawkish", "Neutral", "Dovish"]
    leanings = {item.slug: item.leaning for item in window.model.items}
    assert set(leanings.values()) <= {"hawkish", "neutral", "dovish"}
    menu = window.pane.filter_bar._bands.menu()
    wanted = leanings[window.item_page.item.slug]
    name = {"hawkish": "Hawkish", "neutral": "Neutral", "dovish": "Dovish"}[wanted]
    next(action for action in menu.actions() if action.text().startswith(name)).trigger()
    assert {item.slug for item in window.model.rows} == {slug for slug, band in leanings.items() if band == wanted}
    window.pane.clear_requested.emit()
    assert window.library is not None
    assert open_item(window.library, window.item_page.item.slug).profile.leaning == wanted


def _methodology_tells_of_it(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    view = window.framework_flow.pages.methodology.view
    qtbot.waitUntil(lambda: "Hawkish" in view.markdown, timeout=PATIENCE_MS)
    assert "Risk-forward" not in view.page.toPlainText()
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.navigator.page == "item"
