"""Pictures of the ledger beside the transcript, of whiskers, a strike on trial, kept exceptions, and one speaker alone.

``python -m tests.shots_why THEME LIBRARY SIZE [TAG]``; drawn into ``build/shots`` by ``make shot``. The library has to
hold the sample conversations; it is changed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.shots import LONG_ITEM, OUT, rest, wait_for

if TYPE_CHECKING:
    from reader.app import Program
    from reader.gui.pages.item_page import ItemPage

SLICE = 9
WORKING_MS = 1500


def draw(theme: str, library: Path, size: tuple[int, int], tag: str) -> None:
    """Draw every state in turn."""
    from PySide6.QtWidgets import QApplication

    from reader.app import Program
    from reader.settings import Settings, WindowState

    application = QApplication(sys.argv[:1])
    state = WindowState(last_item=LONG_ITEM, samples_hint_closed=True, side_view="why", positions={LONG_ITEM: SLICE})
    program = Program(application, library, settings=Settings(theme=theme), state=state)
    program.window.resize(*size)
    wait_for(program.library_opened.connect, program.start)
    rest(WORKING_MS)
    page = program.window.item_page
    assert page is not None
    assert page.item is not None
    name = f"{theme}-{size[0]}x{size[1]}{tag}"
    for what, show in STATES.items():
        show(page)
        rest(WORKING_MS)
        save(program, f"why-{what}-{name}")
    program.window.close()


def save(program: Program, name: str) -> None:
    """Write a picture of the window."""
    program.window.grab().save(str(OUT / f"{name}.png"))


def _show_ledger(page: ItemPage) -> None:
    page.why.list.choose(1)
    row = page.why.rows.row(1)
    page.why.hit_chosen.emit(row.start, row.end)


def _show_whiskers(page: ItemPage) -> None:
    page.charts.toggle_fragility()


def _show_strike(page: ItemPage) -> None:
    page.why.try_strike(page.why.rows.row(1))


def _show_kept(page: ItemPage) -> None:
    page.why.card.keep_asked.emit("item")
    rest(WORKING_MS)
    page.why.try_strike(page.why.rows.row(0))
    page.why.card.keep_asked.emit("place")
    rest(WORKING_MS)
    page.why.list.scrollToBottom()


def _show_speaker(page: ItemPage) -> None:
    assert page.item is not None
    page.charts.head.speaker_chosen.emit(page.item.transcript.speakers[0])


STATES = {
    "ledger": _show_ledger,
    "whiskers": _show_whiskers,
    "strike": _show_strike,
    "kept": _show_kept,
    "speaker": _show_speaker,
}


if __name__ == "__main__":
    wide, high = map(int, sys.argv[3].split("x"))
    OUT.mkdir(parents=True, exist_ok=True)
    draw(sys.argv[1], Path(sys.argv[2]), (wide, high), sys.argv[4] if len(sys.argv) > 4 else "")
