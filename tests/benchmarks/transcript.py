"""Speed of the transcript view. Each value is the median of several runs unless its name says otherwise."""

from __future__ import annotations

import os
import random
import statistics
from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from reader.gui.theme.fonts import interface_font, register_fonts
from reader.gui.theme.palette import load_palette
from reader.gui.widgets.transcript_find import FindQuery
from reader.gui.widgets.transcript_find_session import FindSession
from reader.gui.widgets.transcript_view import TranscriptView
from tests.benchmarks.common import Row
from tests.gui.widgets.transcript_items import StandInItem, conversation, item_of, long_item, small_item

_rows: list[Row] = []


def milliseconds(work: Callable[[], object], times: int = 7) -> float:
    """Median time of some work."""
    taken = []
    for _ in range(times):
        before = perf_counter()
        work()
        taken.append((perf_counter() - before) * 1000)
    return statistics.median(taken)


def told(name: str, value_ms: float, bar_ms: float) -> None:
    """Keep one figure."""
    _rows.append(Row(name.removeprefix("transcript: "), value_ms, "ms", bar_ms))


def view_of(item: StandInItem | None, width: int = 760, height: int = 900) -> TranscriptView:
    """A view that paints, but on no screen."""
    view = TranscriptView()
    view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    view.resize(width, height)
    view.apply_palette(load_palette("dark"))
    if item is not None:
        view.show_item(item)
    view.show()
    return view


def opening(items: dict[str, tuple[StandInItem, float]]) -> None:
    """From the call to everything laid out, and to everything painted."""
    view = view_of(None)
    other = small_item(5, seed=9)
    for name, (item, bar) in items.items():

        def work(item: StandInItem = item) -> None:
            view.show_item(item)

        def painted(item: StandInItem = item) -> None:
            view.show_item(item)
            view.viewport().grab()

        view.show_item(other)
        told(f"transcript: open {name}", milliseconds(work), bar)
        told(f"transcript: open {name}, painted", milliseconds(painted), bar + 16.7)


def jumps(name: str, item: StandInItem) -> None:
    """From the call to the slice painted, for slices that were never laid out."""
    view = view_of(item)
    chance = random.Random(3)
    taken = []
    for number in chance.sample(range(1, len(item.slices) + 1), 60):
        before = perf_counter()
        view.go_to_slice(number)
        view.viewport().grab()
        taken.append((perf_counter() - before) * 1000)
    told(f"transcript: jump, painted, {name}", statistics.median(taken), 16.7)
    told(f"transcript: jump, painted, {name}, p95", statistics.quantiles(taken, n=20)[-1], 16.7)


def scrolling(name: str, item: StandInItem) -> None:
    """One step of a fast scroll, painted."""
    view = view_of(item)
    taken = []
    for _ in range(150):
        before = perf_counter()
        view.scroll_by(180)
        view.viewport().grab()
        taken.append((perf_counter() - before) * 1000)
    told(f"transcript: scroll step, painted, {name}, p95", statistics.quantiles(taken, n=20)[-1], 16.7)


def resizing(name: str, item: StandInItem) -> None:
    """One step of dragging the view wider."""
    view = view_of(item)
    view.go_to_slice(len(item.slices) // 2)
    widths = iter(range(400, 760, 20))

    def step() -> None:
        view.resize(next(widths), 900)
        view.viewport().grab()

    told(f"transcript: resize step, painted, {name}", milliseconds(step, 15), 16.7)


def idle_steps(item: StandInItem) -> None:
    """The longest step of measuring in idle time."""
    view = view_of(item)
    layout = view.text_layout
    assert layout is not None
    taken = []
    for _ in range(300):
        before = perf_counter()
        view._refine()
        taken.append((perf_counter() - before) * 1000)
    told("transcript: idle step, p95", statistics.quantiles(taken, n=20)[-1], 5.0)


def finding(item: StandInItem) -> None:
    """What a key press costs while the search for the letters before still runs, and the whole search."""
    view = view_of(item)
    taken = []
    for letters in ["e", "ev", "evi", "evid", "t", "th", "the", "the m"] * 3:
        before = perf_counter()
        view.find_text(FindQuery(letters))
        taken.append((perf_counter() - before) * 1000)
    told("transcript: a letter typed into find, 5 million characters, p95", statistics.quantiles(taken, n=20)[-1], 16.7)

    session = FindSession()
    session.set_text(item.transcript.text)
    longest = 0.0
    session.start(FindQuery("e"))
    begun = perf_counter()
    while session.is_running:
        before = perf_counter()
        session._step()
        longest = max(longest, (perf_counter() - before) * 1000)
    told(f"transcript: longest step of a search ({session.count} hits)", longest, 16.7)
    told("transcript: whole search", (perf_counter() - begun) * 1000, 1000.0)
    view.finder.session.start(FindQuery("e"))
    while view.finder.session.is_running:
        view.finder.session._step()
    told("transcript: ticks of all hits", milliseconds(view.scroll_bar.ticks), 5.0)


def measure() -> Iterator[Row]:
    """Measure everything."""
    _rows.clear()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    register_fonts()
    assert isinstance(app, QApplication)
    app.setFont(interface_font(10))
    usual, talk, long = small_item(124), item_of(conversation(240)), long_item()
    view_of(usual).viewport().grab()
    opening({"124 slices": (usual, 10.0), "an edited talk": (talk, 10.0), "5,000 slices": (long, 40.0)})
    for name, item in (("124 slices", usual), ("an edited talk", talk), ("5,000 slices", long)):
        jumps(name, item)
        scrolling(name, item)
        resizing(name, item)
    idle_steps(long)
    finding(long)
    yield from _rows
