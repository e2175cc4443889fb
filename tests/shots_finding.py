"""Pictures of the related view and of the counterbalance reel.

``python -m tests.shots_finding THEME LIBRARY SIZE [TAG]``; drawn into ``build/shots`` by ``make shot``. The library has
to hold the sample conversations.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.shots import LONG_ITEM, OUT, rest, wait_for

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

WORKING_MS = 1500
WIDE_COLUMN = 620


def draw(theme: str, library: Path, size: tuple[int, int], tag: str, item: str = LONG_ITEM) -> None:
    """Draw every state in turn."""
    from PySide6.QtWidgets import QApplication

    from reader.app import Program
    from reader.settings import Settings, WindowState

    application = QApplication(sys.argv[:1])
    state = WindowState(last_item=item, samples_hint_closed=True, side_view="related")
    program = Program(application, library, settings=Settings(theme=theme), state=state)
    program.window.resize(*size)
    wait_for(program.library_opened.connect, program.start)
    rest(2 * WORKING_MS)
    for what, show in STATES.items():
        show(program.window)
        rest(WORKING_MS)
        program.window.grab().save(str(OUT / f"{what}-{theme}-{size[0]}x{size[1]}{tag}.png"))
    program.window.close()


def _show_related(window: MainWindow) -> None:
    assert window.item_page is not None
    window.item_page.side.related.verticalScrollBar().setValue(0)


def _show_wide(window: MainWindow) -> None:
    page = window.item_page
    assert page is not None
    page.columns.setSizes([WIDE_COLUMN, page.columns.width() - WIDE_COLUMN])


def _show_more(window: MainWindow) -> None:
    assert window.item_page is not None
    bar = window.item_page.side.related.verticalScrollBar()
    bar.setValue(bar.maximum())


def _show_reel(window: MainWindow) -> None:
    window.action_set["reel"].trigger()


STATES = {
    "related": _show_related,
    "related-wide": _show_wide,
    "related-more": _show_more,
    "reel": _show_reel,
}


if __name__ == "__main__":
    wide, high = map(int, sys.argv[3].split("x"))
    OUT.mkdir(parents=True, exist_ok=True)
    draw(sys.argv[1], Path(sys.argv[2]), (wide, high), sys.argv[4] if len(sys.argv) > 4 else "")
