"""The rows of the ledger: what they say, what of a sentence is shown, and where things stand in a narrow column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import pytest
from PySide6.QtGui import QFont, QTextCharFormat
from pytestqt.qtbot import QtBot

from reader.domain.explaining import Ledger, LedgerLine
from reader.domain.hits import Hit
from reader.domain.scoring import Applied
from reader.domain.slicing import Slice, cut
from reader.domain.striking import ITEM, LEXICON, PLACE, Strike, strike_at
from reader.domain.transcript import Cue, Transcript
from reader.gui.theme.palette import load_palette
from reader.gui.widgets.why_layout import GUTTER, LEFT, WhyFonts, lay_out, shown_sentence
from reader.gui.widgets.why_list import WhyList
from reader.gui.widgets.why_rows import WhyRow, WhyRows, exception_rows, rows_of
from reader.gui.widgets.why_words import arithmetic, change_words, cue_words, figure, points, spoken_line
from tests.gui.widgets.transcript_items import FRAMEWORK

TEXT = "It may do no harm at all, said nobody who knew of hope."


def line_of(
    word: str, weight: float, factor: float, applied: tuple[Applied, ...] = (), running: float = 0.0
) -> LedgerLine:
    start = TEXT.index(word)
    hit = Hit(word, start, start + len(word), weight, factor, weight * factor * 3)
    return LedgerLine(hit, TEXT, start, start + len(word), applied, running)


def applied_to(word: str, kind: str, factor: float) -> Applied:
    start = TEXT.index(word)
    return Applied(kind, factor, start, start + len(word))


@dataclass(frozen=True)
class Explained:
    """As much of an open item as the rows look at."""

    transcript: Transcript
    strikes: tuple[Strike, ...] = ()
    framework = FRAMEWORK

    @property
    def slices(self) -> Sequence[Slice]:
        return cut(self.transcript)

    def slice_text(self, number: int) -> str:
        part = self.slices[number - 1]
        return self.transcript.text[part.start : part.end]


def test_figures_have_true_minus_signs_and_no_negative_zero() -> None:
    assert (figure(-1.5), figure(2.0), figure(-0.2)) == ("−1.5", "2", "−0.2")
    assert (points(-7.416), points(0.5), points(-0.001), points(0.0)) == ("−7.42", "+0.50", "0.00", "0.00")


def test_each_context_is_named_by_its_cue_and_a_limit_is_said() -> None:
    no, may = applied_to("no", "negation", -0.2), applied_to("may", "hedge", 0.5)
    assert cue_words((no,), -0.2, TEXT) == "“no” × −0.2"
    assert cue_words((may, no), -0.1, TEXT) == "“may” × 0.5 · “no” × −0.2"
    strong = applied_to("all", "intensifier", 1.5)
    assert cue_words((no, strong), -0.2, TEXT) == "“no” × −0.2 · “all” × 1.5 = −0.2"
    assert cue_words((Applied("question", 0.6, 5, 6),), 0.6, TEXT) == "question × 0.6"
    assert cue_words((), 1.0, TEXT) == ""


def test_a_row_speaks_its_whole_reckoning() -> None:
    line = line_of("harm", -2.0, -0.2, (applied_to("no", "negation", -0.2),), running=1.2)
    assert spoken_line(line, TEXT) == (f"“harm” in “{TEXT}”, weight −2, negated by “no” × −0.2, adds +1.20, sum +1.20")


def test_the_arithmetic_leads_from_the_sum_to_the_number_shown() -> None:
    lines = (line_of("harm", -2.0, 1.0), line_of("hope", 1.5, 0.5))
    size, words, resistance = 2.75, 12, 0.4
    exact = 100 * -1.25 / (size + resistance * words)
    ledger = Ledger(1, lines, words, resistance, size, exact, -17)
    assert arithmetic(ledger) == "100 × −1.25 ÷ (2.75 + 0.4 × 12 words) = −16.56 → −17"


def test_changes_are_told_from_what_stays() -> None:
    assert change_words("−37", "−21") == "−37 → −21"
    assert change_words("Mixed", "Mixed") == "Mixed, as before"


@pytest.mark.parametrize("most", [20, 30, 45, 80, 200])
def test_of_a_long_sentence_the_hit_is_always_shown(most: int) -> None:
    for word in ("harm", "hope", "It"):
        line = line_of(word, -2.0, 1.0)
        row = WhyRow("hit", word, "", line, "−2", "", 0, 4)
        words, start, end = shown_sentence(row, most)
        assert words[start:end] == word
        assert len(words) <= max(most, len(word)) + 2
        assert words.strip("…") in TEXT
        assert words.startswith("…") == (not TEXT.startswith(words.strip("…")))
        assert words.endswith("…") == (not TEXT.endswith(words.strip("…")))


@pytest.mark.parametrize("width", [200, 240, 360, 640])
def test_nothing_overlaps_however_narrow_the_column_is(qtbot: QtBot, width: int) -> None:
    cues = "“no” × −0.2 · “nobody who knew” × 1.5 = −0.2"
    row = WhyRow("hit", "harm", "", line_of("harm", -2.0, -0.2), "−2 × −0.2", cues, 13, 17)
    laid = lay_out(row, width, WhyFonts(QFont()), QTextCharFormat())
    places = [laid.text_rect, laid.figures, laid.cues, laid.adds, laid.running, laid.button]
    for number, one in enumerate(places):
        assert one.left() >= LEFT or one is laid.text_rect
        assert one.right() < width
        assert one.bottom() < laid.height
        for other in places[number + 1 :]:
            assert not one.intersects(other)
    assert laid.text_rect.right() <= width - GUTTER
    assert laid.text.lineCount() <= 5


def test_exceptions_of_this_slice_come_first_and_lost_ones_last() -> None:
    transcript = Transcript.from_cues([Cue(f"cue {n} speaks of harm and of bread. " * 8) for n in range(12)])
    item = Explained(transcript)
    second = item.slices[1]
    here = transcript.text.index("harm", second.start)
    elsewhere = transcript.text.index("harm")
    strikes = (
        Strike(LEXICON, "hope", id=1),
        Strike(PLACE, "harm", 3, 5, "gone", id=2),
        Strike(ITEM, "benefit", id=3),
        strike_at(transcript, elsewhere, elsewhere + 4, "harm"),
        strike_at(transcript, here, here + 4, "harm"),
    )
    rows = exception_rows(Explained(transcript, strikes), 2)  # type: ignore[arg-type]
    assert [row.note for row in rows] == [
        "Only here, in slice 2",
        "In this conversation",
        "Only here, in slice 1",
        "In the lexicon",
        "Its words are not there any more",
    ]
    assert [row.orphaned for row in rows] == [False, False, False, False, True]
    assert rows[0].start == here
    assert all(row.spoken for row in rows)


def test_a_slice_with_sixty_hits_is_laid_out_and_painted_within_a_frame(qtbot: QtBot) -> None:
    transcript = Transcript.from_cues([Cue(TEXT)])
    lines = tuple(line_of("harm", -2.0, 1.0, running=-n) for n in range(60))
    rows = WhyRows()
    view = WhyList(rows, load_palette("dark"))
    qtbot.addWidget(view)
    view.resize(320, 400)
    with qtbot.waitExposed(view):
        view.show()
    made = rows_of(Explained(transcript), Ledger(1, lines, 12, 0.4, 120.0, -83.0, -83))  # type: ignore[arg-type]
    assert [row.kind for row in made] == ["hit"] * 60 + ["sum"]
    rows.show_rows(made)
    view.viewport().grab()  # the first time the fonts are loaded, too
    begin = perf_counter()
    rows.show_rows(made)
    view.doItemsLayout()
    view.viewport().grab()
    assert perf_counter() - begin < 0.25  # a wide bar, for tests that run beside others
    assert view.visualRect(rows.index(60)).bottom() > 60 * 40
