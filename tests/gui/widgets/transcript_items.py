"""Stand-ins for open items, and words to fill them with."""

from __future__ import annotations

import random
import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from reader.domain.framework import Band, ContextRule, Framework, Term
from reader.domain.hits import Hit, SliceScore
from reader.domain.profile import Figures, Profile
from reader.domain.slicing import Slice, cut
from reader.domain.transcript import Cue, Transcript

WORDS = (  # noqa: SIM905 - reads better as text
    "the model is being trained to produce responses which are just sequences of numbers and so you know it "
    "appears often but there are lots of other people there as well who think about what it might mean for us "
    "when harm comes before hope or a benefit nobody had asked for because we've got evidence I'd say that"
).split()

FRAMEWORK = Framework(
    id="test",
    version="1",
    name="Test",
    negative_pole="Risk-forward",
    middle="Mixed",
    positive_pole="Opportunity-forward",
    bands=(
        Band("risk-forward", "Risk-forward", -100, -12, "negative"),
        Band("mixed", "Mixed", -11, 11, "middle"),
        Band("opportunity-forward", "Opportunity-forward", 12, 100, "positive"),
    ),
    lenses=(),
    terms=(Term("harm", -2.0), Term("hope", 1.5), Term("benefit", 2.0)),
    context_rules=(ContextRule("negation", ("not",), -0.2, 3), ContextRule("hedge", ("might",), 0.5, 3)),
    resistance=0.1,
)


@dataclass
class StandInItem:
    """An open item with simple hits: three words, of which every second "harm" is hedged."""

    transcript: Transcript
    framework: Framework = FRAMEWORK
    scored: list[int] = field(default_factory=list)

    @cached_property
    def slices(self) -> Sequence[Slice]:
        return cut(self.transcript)

    @cached_property
    def profile(self) -> Profile:
        counts = [len(self._hits(piece)) for piece in self.slices]
        totals = [round(sum(hit.contribution for hit in self._hits(piece))) for piece in self.slices]
        scores = np.clip(np.array(totals), -100, 100).astype(np.int8)
        figures = Figures(len(scores), 0, 0, 0, 0, 0, 0, {})
        return Profile(
            "test 1", array("b", scores.tolist()), array("i", counts), figures, "mixed", "", "low", "talk", "", ()
        )

    def slice_text(self, number: int) -> str:
        piece = self.slices[number - 1]
        return self.transcript.text[piece.start : piece.end]

    def slice_score(self, number: int) -> SliceScore:
        self.scored.append(number)
        hits = self._hits(self.slices[number - 1])
        exact = sum(hit.contribution for hit in hits)
        return SliceScore(round(exact), exact, hits)

    def _hits(self, piece: Slice) -> tuple[Hit, ...]:
        weights = {term.pattern: term.weight for term in self.framework.terms}
        hits = []
        for match in re.finditer(r"\b(harm|hope|benefit)\b", self.transcript.text[piece.start : piece.end]):
            factor = 0.5 if match.group() == "harm" and match.start() % 2 else 1.0
            weight = weights[match.group()]
            hits.append(Hit(match.group(), *match.span(), weight, factor, weight * factor * 4))
        return tuple(hits)


TURNS = [
    Cue("Welcome to the show, it's good to have you.", 0, 4000, "Ada", (), True, "Beginnings"),
    Cue("Nice to be here. " + "There is hope for all of us. " * 36 + "Done.", 5000, 9000, "Ben", (), True),
    Cue("A second thought about harm.", 60_000, 64_000, "Ben", (), True),
    Cue("Shall we go on?", 70_000, 74_000, "Ada", (), True),
]
"""A talk of two slices, two speakers and one chapter."""


def item_of(cues: Iterable[Cue]) -> StandInItem:
    """A stand-in made of these cues."""
    return StandInItem(Transcript.from_cues(cues))


def captions(count: int, seed: int = 1) -> list[Cue]:
    """Machine captions: short cues with times, sentences that end anywhere, no speakers."""
    chance = random.Random(seed)
    cues = []
    for index in range(count):
        words = chance.choices(WORDS, k=chance.randint(4, 10))
        if chance.random() < 0.3:
            words[-1] += "."
        start = index * 2400
        cues.append(Cue(" ".join(words), start, start + 2300))
    return cues


def conversation(turns: int, seed: int = 1) -> list[Cue]:
    """An edited transcript: turns of two speakers, some with more paragraphs, a chapter now and then."""
    chance = random.Random(seed)
    cues: list[Cue] = []
    for turn in range(turns):
        speaker = ("Daniel Filan", "Owain Evans")[turn % 2]
        for part in range(chance.choice((1, 1, 1, 2, 3))):
            sentences = []
            for _ in range(chance.randint(1, 9)):
                words = chance.choices(WORDS, k=chance.randint(3, 24))
                sentences.append(" ".join(words).capitalize() + ".")
            chapter = f"Chapter {turn // 12 + 1}: what it means" if turn % 12 == 0 and part == 0 else None
            start = len(cues) * 21_000
            cues.append(Cue(" ".join(sentences), start, None, speaker, (), True, chapter))
    return cues


def small_item(slices: int = 124, seed: int = 1) -> StandInItem:
    """Captions of about this many slices."""
    return item_of(captions(slices * 26, seed))


class LongCues(Sequence[Cue]):
    """Cues made when asked for, as a stored transcript restores them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return Cue(self._texts[index], index * 2400, index * 2400 + 2300)


def long_item(cue_count: int = 135_000) -> StandInItem:
    """An item of about 5,000 slices, restored as the library does it."""
    texts = [cue.text for cue in captions(2_700)]
    texts = (texts * (cue_count // len(texts) + 1))[:cue_count]
    starts = np.cumsum([0] + [len(text) + 1 for text in texts])[:-1].tolist()
    transcript = Transcript.restored(LongCues(texts), " ".join(texts), starts, (), cue_count * 2400)
    item = StandInItem(transcript)
    item.slices, item.profile  # noqa: B018 - cut and scored once, as when it was stored
    return item


def shown(qtbot, item, width: int = 700, height: int = 600, theme: str = "dark"):  # type: ignore[no-untyped-def]
    """A transcript view on the screen that shows an item (None: nothing yet)."""
    from reader.gui.theme.fonts import register_fonts
    from reader.gui.theme.palette import load_palette
    from reader.gui.widgets.transcript_view import TranscriptView

    register_fonts()
    view = TranscriptView()
    qtbot.addWidget(view)
    view.resize(width, height)
    view.apply_palette(load_palette(theme))
    if item is not None:
        view.show_item(item)
    with qtbot.waitExposed(view):
        view.show()
    return view


def refined(qtbot, view) -> None:  # type: ignore[no-untyped-def]
    """Wait until every height is measured."""
    heights = view.text_layout.heights
    qtbot.waitUntil(lambda: heights.measured_count == len(heights), timeout=20_000)
