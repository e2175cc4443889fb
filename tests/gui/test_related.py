"""Related conversations and counterbalances in the real window: real clicks, keys, states, and when they are found."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from reader.domain.progress import Progress
from reader.errors import LibraryError
from reader.gui.charts.small import PADDING
from reader.gui.main_window import MainWindow
from reader.gui.pages.item_page import ItemPage
from reader.gui.widgets.card_view import CardView
from reader.gui.widgets.document_view import DocumentView
from reader.gui.widgets.related_panel import LOOKING, RelatedPanel
from reader.gui.widgets.related_words import NO_EVIDENCE, NONE_OPPOSITE, ONLY_ONE
from reader.services import relating
from tests.gui.conftest import PATIENCE_MS, StartProgram, open_title
from tests.gui.making import make_small_library

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


def found(qtbot: QtBot, window: MainWindow) -> RelatedPanel:
    """Wait until the view shows what was found, or why there is nothing."""
    page = window.item_page
    assert page is not None
    panel = page.side.related
    flow = window.flows.related
    qtbot.waitUntil(lambda: flow._fresh and flow._shown == window.navigator.item_id, timeout=PATIENCE_MS)
    return panel


@pytest.fixture
def panel(qtbot: QtBot, window: MainWindow, page: ItemPage) -> RelatedPanel:
    """The view of "Bridges in fog", brought to the screen by its key."""
    window.resize(1440, 900)
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert page.side.view == "related"
    return found(qtbot, window)


def ids(cards: CardView) -> list[int]:
    return [cards.card(row).item.id for row in range(cards.model().rowCount())]


def bring(panel: QScrollArea, cards: CardView, place: QPoint) -> None:
    """Scroll the view so that a point of the cards is on the screen."""
    inside = cards.viewport().mapTo(panel.widget(), place)
    panel.ensureVisible(inside.x(), inside.y(), 20, 40)
    assert panel.viewport().rect().contains(cards.viewport().mapTo(panel.viewport(), place))


def heading_at_top(view: DocumentView) -> str | None:
    """The heading that the text begins with on the screen; None while it stands at its very start."""
    block = view.page.document().findBlockByNumber(view.page.block_at_top())
    return block.text() if view.page.verticalScrollBar().value() else None


def said(panel: RelatedPanel) -> str:
    return panel.state.text() if panel.state.isVisible() else ""


# -- what it shows


def test_it_shows_and_tells_what_the_services_rank_and_why(window: MainWindow, panel: RelatedPanel) -> None:
    assert window.library is not None
    item_id = window.navigator.item_id
    balance = relating.counterbalance(window.library, item_id)
    near = relating.related(window.library, item_id)
    assert balance.picks
    assert balance.opposite
    assert ids(panel.counterbalance.cards) == [pick.item.id for pick in balance.picks]
    assert ids(panel.related.cards) == [pick.item.id for pick in near]
    assert item_id not in ids(panel.counterbalance.cards) + ids(panel.related.cards)
    for row, pick in enumerate(balance.picks):
        card = panel.counterbalance.cards.card(row)
        assert card.why.lower() == " · ".join(pick.why).lower()
        assert card.beside is not None
        assert card.beside.id == item_id
    assert panel.related.cards.card(0).beside is None
    assert "its mirror is +" in panel.counterbalance.line.text()
    for section, name in (
        (panel.counterbalance, "Counterbalance on this topic"),
        (panel.related, "Related conversations"),
    ):
        heard = QAccessible.queryAccessibleInterface(section.cards)
        assert heard.text(QAccessible.Text.Name) == name
        assert section.line.text() in heard.text(QAccessible.Text.Description)
    first = panel.counterbalance.cards.model().index(0, 0)
    assert panel.counterbalance.cards.card(0).item.title in first.data(Qt.ItemDataRole.AccessibleTextRole)


def click_part(qtbot: QtBot, window: MainWindow, panel: RelatedPanel, cards: CardView, part: str) -> tuple[int, int]:
    """Click on a small picture of the first card; returns item and slice that it stands for."""
    item = cards.card(0).item
    scores = item.scores.tolist()
    area = cards.part_rect(0, part)
    if part == "strip":
        number = scores.index(max(scores)) + 1
        across = area.left() + 7 + (area.width() - 14) * (max(scores) + 100) / 200
    else:
        number = len(scores) // 2
        across = area.left() + PADDING + (number - 0.5) * (area.width() - 2 * PADDING) / len(scores)
    place = QPoint(round(across), area.center().y())
    bring(panel, cards, place)
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        QTest.mouseClick(cards.viewport(), LEFT, pos=place)
    return item.id, number


@pytest.mark.parametrize("section", ["counterbalance", "related"])
def test_a_click_on_a_small_picture_lands_on_that_slice(
    qtbot: QtBot, window: MainWindow, page: ItemPage, panel: RelatedPanel, section: str
) -> None:
    cards: CardView = getattr(panel, section).cards
    for part in ("trail", "bands", "strip"):
        expected = click_part(qtbot, window, panel, cards, part)
        qtbot.waitUntil(lambda: page.transcript.view.slice_at_top() == page.slice_number, timeout=PATIENCE_MS)
        assert (window.navigator.item_id, page.slice_number) == expected
        open_title(qtbot, window, "Bridges in fog")
        found(qtbot, window)


def test_the_way_back_leads_to_the_item_and_its_picks_again(
    qtbot: QtBot, window: MainWindow, panel: RelatedPanel
) -> None:
    before, shown = window.navigator.item_id, ids(panel.counterbalance.cards)
    cards = panel.counterbalance.cards
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        cards.item_opened.emit(shown[0])
    found(qtbot, window)
    assert ids(cards) != shown
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    found(qtbot, window)
    assert window.navigator.item_id == before
    assert ids(cards) == shown


def test_the_keyboard_walks_cards_and_slices(qtbot: QtBot, window: MainWindow, panel: RelatedPanel) -> None:
    cards = panel.counterbalance.cards
    panel.take_focus()
    assert cards.hasFocus()
    item = cards.card(0).item
    QTest.keyClicks(cards, "]]")
    with qtbot.waitSignal(window.navigator.item_shown, timeout=PATIENCE_MS):
        QTest.keyClick(cards, Qt.Key.Key_Return)
    assert (window.navigator.item_id, window.navigator.slice_number) == (item.id, 2)


def test_the_cards_stand_in_one_column_or_in_more(qtbot: QtBot, page: ItemPage, panel: RelatedPanel) -> None:
    page.columns.setSizes([300, 800])
    qtbot.waitUntil(lambda: panel.related.cards.columns == 1, timeout=PATIENCE_MS)
    page.columns.setSizes([640, 460])
    qtbot.waitUntil(lambda: panel.related.cards.columns == 2, timeout=PATIENCE_MS)
    assert panel.horizontalScrollBar().maximum() == 0
    assert panel.related.cards.height() >= panel.related.cards.wanted_height()


# -- ways to it


def test_the_key_shows_it_and_goes_back_and_links_lead_to_it_and_on_to_the_methodology(
    qtbot: QtBot, window: MainWindow, page: ItemPage, panel: RelatedPanel
) -> None:
    assert window.action_set["show_related"].isChecked()
    assert window.state.side_view == "related"
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert page.side.view == "about"
    assert not window.action_set["show_related"].isChecked()
    link = next(one for one in page.reading.findChildren(type(panel.reel)) if "Related" in one.text())
    page.reading.ensureWidgetVisible(link)
    QTest.mouseClick(link, LEFT)
    assert page.side.view == "related"
    assert window.action_set["show_related"].isChecked()
    window.action_set["show_reading"].trigger()
    assert not page.side.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert panel.isVisible()
    QTest.mouseClick(panel.how, LEFT)
    qtbot.waitUntil(lambda: window.navigator.page == "methodology", timeout=PATIENCE_MS)
    view = window.framework_flow.pages.methodology.view
    qtbot.waitUntil(lambda: bool(view.markdown) and heading_at_top(view) is not None, timeout=PATIENCE_MS)
    assert "mirror rule" in str(heading_at_top(view))
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(panel.isVisible, timeout=PATIENCE_MS)


# -- when it is found


class Calls:
    """Counts what is asked of a service, and lets it wait."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[int | str] = []
        self.held: set[int | str] = set()
        self.go = threading.Event()
        real = relating.counterbalance

        def counted(library: Any, item_id: int | str, most: int = 8) -> Any:
            self.asked.append(item_id)
            if item_id in self.held:
                self.go.wait(20)
            return real(library, item_id, most)

        monkeypatch.setattr(relating, "counterbalance", counted)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    return Calls(monkeypatch)


def test_nothing_is_asked_while_the_view_is_hidden(qtbot: QtBot, calls: Calls, window: MainWindow) -> None:
    for title in ("Bridges in fog", "Harbour lights"):
        open_title(qtbot, window, title)
    QTest.qWait(150)
    assert calls.asked == []


def test_it_is_kept_until_the_library_changes(
    qtbot: QtBot, calls: Calls, window: MainWindow, page: ItemPage, panel: RelatedPanel
) -> None:
    first = window.navigator.item_id
    open_title(qtbot, window, "Harbour lights")
    found(qtbot, window)
    second = window.navigator.item_id
    open_title(qtbot, window, "Bridges in fog")
    found(qtbot, window)
    assert calls.asked == [first, second]
    other = next(item for item in window.model.items if item.title == "Maps of snow")
    window.operations.edit([other.id], {"title": "Maps of ice"})

    def titles() -> list[str]:
        cards = panel.related.cards
        return [cards.card(row).item.title for row in range(cards.model().rowCount())]

    qtbot.waitUntil(lambda: "Maps of ice" in titles(), timeout=PATIENCE_MS)
    assert calls.asked == [first, second, first]


def test_what_comes_after_another_item_was_opened_is_not_shown(
    qtbot: QtBot, calls: Calls, window: MainWindow, page: ItemPage
) -> None:
    bridges = window.navigator.item_id
    calls.held.add(bridges)
    QTest.keyClick(window, Qt.Key.Key_F6)
    panel = page.side.related
    qtbot.waitUntil(lambda: calls.asked == [bridges], timeout=PATIENCE_MS)
    assert said(panel) == LOOKING
    assert not panel.counterbalance.isVisible()
    open_title(qtbot, window, "Harbour lights")
    found(qtbot, window)
    shown = ids(panel.counterbalance.cards)
    assert bridges in shown
    calls.go.set()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=PATIENCE_MS)
    assert ids(panel.counterbalance.cards) == shown


def test_trouble_is_told_and_can_be_tried_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow, page: ItemPage
) -> None:
    def fail(*_: object) -> None:
        raise LibraryError("The library cannot be read.", "Close what holds it.")

    with monkeypatch.context() as broken:
        broken.setattr(relating, "related", fail)
        QTest.keyClick(window, Qt.Key.Key_F6)
        panel = found(qtbot, window)
        assert said(panel) == "The library cannot be read. Close what holds it."
        assert panel.again.isVisible()
    QTest.mouseClick(panel.again, LEFT)
    qtbot.waitUntil(lambda: said(panel) == "" and panel.related.isVisible(), timeout=PATIENCE_MS)
    assert ids(panel.related.cards)


def test_what_is_not_compared_yet_is_told_and_compared_in_the_background(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow, page: ItemPage
) -> None:
    left = [3]
    go = threading.Event()

    def complete(_library: object) -> Any:
        yield Progress(0, 3, "Comparing what is said")
        go.wait(20)
        left[0] = 0
        return 3

    monkeypatch.setattr(relating, "waiting_count", lambda _library: left[0])
    monkeypatch.setattr(relating, "complete_likeness", complete)
    QTest.keyClick(window, Qt.Key.Key_F6)
    panel = found(qtbot, window)
    assert panel.waiting.isVisible()
    assert panel.waiting.text() == "3 conversations are not compared yet."
    window.flows.related.preparing.look()
    qtbot.waitUntil(lambda: window.flows.related.preparing.is_running, timeout=PATIENCE_MS)
    assert any(job.label == "Comparing conversations" for job in window.jobs.running)
    go.set()
    qtbot.waitUntil(lambda: not panel.waiting.isVisible(), timeout=PATIENCE_MS)


# -- honest about what there is not


def test_nothing_on_the_other_side_is_said_and_the_nearest_shown(
    qtbot: QtBot, start_program: StartProgram, tmp_path: Path
) -> None:
    path = make_small_library(tmp_path, {"Ash": "rr..rr", "Birch": "r....r", "Cedar": ".r.r.r"})
    window = start_program(path).window
    open_title(qtbot, window, "Ash")
    QTest.keyClick(window, Qt.Key.Key_F6)
    panel = found(qtbot, window)
    assert panel.counterbalance.line.text() == NONE_OPPOSITE
    assert len(ids(panel.counterbalance.cards)) == 2
    assert panel.counterbalance.cards.isVisible()


def test_a_conversation_without_evidence_says_so(qtbot: QtBot, window: MainWindow) -> None:
    open_title(qtbot, window, "Gardens of glass")
    QTest.keyClick(window, Qt.Key.Key_F6)
    panel = found(qtbot, window)
    assert panel.counterbalance.line.text() == NO_EVIDENCE
    assert not panel.counterbalance.cards.isVisible()
    assert ids(panel.related.cards)


def test_a_single_conversation_says_so(qtbot: QtBot, start_program: StartProgram, tmp_path: Path) -> None:
    window = start_program(make_small_library(tmp_path, {"Alone": "r..h"})).window
    open_title(qtbot, window, "Alone")
    QTest.keyClick(window, Qt.Key.Key_F6)
    panel = found(qtbot, window)
    assert said(panel) == ONLY_ONE
    assert not panel.counterbalance.isVisible()
    assert not panel.related.isVisible()


def test_the_keys_that_walk_slices_walk_the_card_that_has_the_keyboard_and_else_the_conversation(
    qtbot: QtBot, window: MainWindow, page: ItemPage, panel: RelatedPanel
) -> None:
    cards = next(one.cards for one in (panel.counterbalance, panel.related) if one.cards.isVisible())
    window.settings.keys = {"next_slice": "N"}
    window.appearance.apply()
    assert "N" in cards.accessibleDescription()
    before = page.slice_number
    cards.take_focus()
    QTest.keyClicks(cards, "NN")
    assert cards.marks.mark is not None
    assert cards.marks.mark.slice == (cards.card(0).item.id, 2)
    assert page.slice_number == before
    page.transcript.view.setFocus()
    QTest.keyClicks(page.transcript.view, "N")
    qtbot.waitUntil(lambda: page.slice_number == before + 1, timeout=PATIENCE_MS)
