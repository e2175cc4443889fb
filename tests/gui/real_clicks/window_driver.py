"""Runs the real program in a process of its own and tells, over its standard streams, where things are on the
screen.

Each line read is one JSON request, each line written one JSON answer. The clicks themselves come from
outside, through the X server, as a person's would.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QPointF, Signal
from PySide6.QtWidgets import QApplication, QWidget

from reader.app import Program
from reader.gui.pages.item_page import ItemPage
from reader.settings import Settings, WindowState


class Requests(QObject):
    """Reads requests on a thread of its own and hands them to the GUI thread."""

    received = Signal(str)

    def start(self) -> None:
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.received.emit(line)


class Driver(QObject):
    """Answers requests about the window."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        program.built.connect(self._watch)

    def _watch(self) -> None:
        self.program.window.navigator.item_shown.connect(lambda slug, _number: answer({"shown": slug}))

    def take(self, line: str) -> None:
        request = json.loads(line)
        try:
            answer(getattr(self, request.pop("ask"))(**request))
        except Exception as error:
            answer({"failed": repr(error)})
            raise

    @property
    def page(self) -> ItemPage:
        page = self.program.window.item_page
        assert page is not None
        return page

    def bar(self, number: int) -> dict[str, int]:
        """The middle of a bar's column."""
        arc = self.page.charts.arc
        column = arc._column(number)
        assert column is not None
        return place_of(arc.viewport(), column.center())

    def marker(self, name: str) -> dict[str, int]:
        """The part of a marker that no other marker covers, near its top."""
        strip = self.page.charts.strip
        rect = strip.marker_rect(name)  # type: ignore[arg-type]
        return place_of(strip.viewport(), QPointF(rect.center().x(), rect.center().y()))

    def track(self, score: float) -> dict[str, int]:
        """The point of the track that stands for a score."""
        strip = self.page.charts.strip
        return place_of(strip.viewport(), QPointF(strip.x_of(score), strip.track.center().y()))

    def score_at(self, x: int, y: int) -> dict[str, float]:
        """The score that a point of the screen stands for on the track."""
        strip = self.page.charts.strip
        local = strip.viewport().mapFromGlobal(QPoint(x, y))
        whole = strip.x_of(100) - strip.x_of(-100)
        return {"score": (local.x() - strip.x_of(-100)) / whole * 200 - 100}

    def focus(self, name: str) -> dict[str, bool]:
        """Give a chart the keyboard."""
        chart = getattr(self.page.charts, name)
        self.program.window.activateWindow()
        chart.setFocus()
        return {"focus": chart.hasFocus()}

    def where(self) -> dict[str, Any]:
        """Where each part of the one cursor stands, and what the first line of text on the screen is."""
        page, view = self.page, self.page.transcript.view
        item = page.item
        assert item is not None
        number = page.slice_number
        part = item.slices[number - 1]
        first_line = view.position_rect(part.start)
        return {
            "slice": number,
            "arc": page.charts.arc.current,
            "strip": page.charts.strip.current,
            "text": view.current_slice,
            "top": view.slice_at_top(),
            "heading_y": view.heading_rect(number).top(),
            "first_cue": view.cue_at_point(first_line.center()),
            "expected_first_cue": part.first_cue,
            "first_position": view.first_visible_position(),
            "start": part.start,
        }

    def explain(self) -> dict[str, int]:
        """Show why the slice at the cursor has its score; how many hits it has."""
        self.page.side.show_view("why")
        self.page.why._refresh()
        return {"hits": sum(row.kind == "hit" for row in self.page.why.rows.rows)}

    def hit_row(self, number: int) -> dict[str, Any]:
        """The middle of a row's first line, and where its hit stands in the text."""
        panel = self.page.why
        panel.list.scrollTo(panel.rows.index(number))
        rect = panel.list.visualRect(panel.rows.index(number))
        row = panel.rows.row(number)
        return place_of(panel.list.viewport(), QPointF(rect.left() + 40, rect.top() + 16)) | {"start": row.start}

    def hit_in_text(self, number: int) -> dict[str, int]:
        """The middle of the first letter of a hit in the text, brought into view."""
        view, row = self.page.transcript.view, self.page.why.rows.row(number)
        view.point_at(row.start, row.end)
        view.select(row.start, row.start)
        rect = view.position_rect(row.start)
        return place_of(view.viewport(), QPointF(rect.left() + 4, rect.center().y()))

    def marked(self) -> dict[str, Any]:
        """What is selected in the text and whether it is in view; the row that the keys are on."""
        view = self.page.transcript.view
        rect = view.position_rect(view.selection.start)
        return {
            "start": view.selection.start,
            "end": view.selection.end,
            "in_view": view.viewport().rect().contains(rect.center()),
            "row": self.page.why.list.currentIndex().row(),
            "slice": self.page.slice_number,
        }

    def cards(self) -> dict[str, list[int]]:
        """Show the library as cards; their ids in order, and how many slices each has."""
        window = self.program.window
        window.navigator.show_library()
        window.library_page.show_view("cards")
        rows = window.model.rows
        return {"ids": [item.id for item in rows], "counts": [len(item.scores) for item in rows]}

    def card_bar(self, row: int, part: str, number: int) -> dict[str, int]:
        """The middle of the n-th of equally wide bars of a small picture, whose padding is 4 pixels."""
        cards = self.program.window.library_page.cards
        cards.scrollTo(self.program.window.model.index(row))
        rect, count = cards.part_rect(row, part), len(self.program.window.model.rows[row].scores)
        across = rect.left() + 4 + (number - 0.5) * (rect.width() - 8) / count
        return place_of(cards.viewport(), QPointF(across, rect.center().y()))

    def card_marker(self, row: int, score: float) -> dict[str, int]:
        """The point of a card's strip that stands for a score."""
        cards = self.program.window.library_page.cards
        cards.scrollTo(self.program.window.model.index(row))
        rect = cards.part_rect(row, "strip")
        across = rect.left() + 7 + (rect.width() - 14) * (score + 100) / 200
        return place_of(cards.viewport(), QPointF(across, rect.center().y()))

    def point(self, item_id: int) -> dict[str, int]:
        """The point of a conversation on the scatter."""
        scatter = self.program.window.library_page.scatter.scatter
        return place_of(scatter.viewport(), scatter.place_of(item_id))

    def shown(self) -> dict[str, Any]:
        """Which page stands in the window, and which conversation is open."""
        item = self.page.item
        return {"page": self.program.window.navigator.page, "id": item.id if item is not None else 0}

    def scores(self) -> dict[str, list[int]]:
        """The item's slice scores."""
        assert self.page.item is not None
        return {"scores": self.page.item.profile.scores.tolist()}

    def window_id(self) -> dict[str, int]:
        """The X id of the window."""
        return {"id": int(self.program.window.winId())}

    def leave(self) -> dict[str, bool]:
        """Close the window."""
        self.program.window.close()
        return {"closed": True}


def place_of(widget: QWidget, point: QPointF) -> dict[str, int]:
    """A point of a widget on the screen, in the pixels of the X server."""
    place = widget.mapToGlobal(point)
    ratio = widget.devicePixelRatioF()
    return {"x": round(place.x() * ratio), "y": round(place.y() * ratio)}


def answer(content: dict[str, Any]) -> None:
    print(json.dumps(content), flush=True)


def main(library: Path, slug: str, theme: str) -> int:
    application = QApplication(sys.argv[:1])
    program = Program(
        application,
        library,
        settings=Settings(theme=theme),
        state=WindowState(last_item=slug, samples_hint_closed=True),
    )
    program.window.resize(1400, 880)
    program.window.move(0, 0)
    driver = Driver(program)
    requests = Requests()
    requests.received.connect(driver.take)
    program.library_opened.connect(requests.start)
    program.start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
