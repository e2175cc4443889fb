"""After any mix of imports, edits, deletions, undo and the rest, search finds what reading everything finds."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reader.domain.framework import Band
from reader.domain.item import Metadata, Provenance
from reader.domain.slicing import SlicingRules, cut
from reader.domain.transcript import Cue, Transcript
from reader.library.checking import check
from reader.library.database import Library
from reader.library.packing import pack_slices
from reader.library.records import InForce, NewFigures, NewItem
from reader.library.search_reading import Scope
from tests.library.making import profile
from tests.library.search_oracle import compare, everything

BANDS = (
    Band("low", "Low band", -100, -20, "negative"), Band("mid", "Middle", -19, 20, "middle"),
    Band("high", "High", 21, 100, "positive"),
)  # fmt: skip
SCOPE = Scope("test", BANDS)
RULES = SlicingRules(60, 40, 70)
WORDS = (
    "risk", "risky", "risks", "Hope", "hopes", "the", "the", "The", "a", "labor", "market's", "café", "cafe", "naïve",
    "Straße", "12", "3.5", "AI's", "don't", "日本語", "x",
)  # fmt: skip
QUERIES = (
    "risk", "RISK*", "the", '"the risk"', "hope -risk", "risk OR hope", "cafe", "strasse", '"labor market"', "ai don",
    "日本", "本", "the band:low", "risk score:>=0", "band:mid", "NOT band:low", "speaker:ann the", "t* a*", "nothing",
    "speaker:bo band:high", '(the band:low) OR "a hope"', "show:one risk", "tag:x the", "date:2024..2025 risk",
    "date:<2025", "title", "sum*", "NOT the", 'NOT "the the"', "lens:soc a", "risk (band:low OR band:high)",
    "show:two OR hope", "(show:one OR risk) score:<-10", "shelf:s NOT speaker:ann the",
)  # fmt: skip


def item(seed: int) -> NewItem:
    """An item of a few words, said by two or three people."""
    chance = random.Random(seed)
    cues = [
        Cue(
            " ".join(chance.choices(WORDS, k=chance.randint(1, 9))) + chance.choice([".", ",", "", "—", " …"]),
            at * 1000,
            at * 1000 + 900,
            chance.choice(["Ann Lee", "Bo", None]),
        )
        for at in range(chance.randrange(12))
    ]
    transcript = Transcript.from_cues(cues)
    slices = cut(transcript, RULES)
    metadata = Metadata(
        title=f"Title {chance.choice(WORDS)}", show=chance.choice(["One show", "Two", ""]), shelf=chance.choice("st"),
        date=chance.choice(["2024-05-06", "2025", "2026-01", ""]), tags=tuple(chance.sample("xyz", 2)),
        summary=" ".join(chance.choices(WORDS, k=chance.randrange(6))),
    )  # fmt: skip
    provenance = Provenance(f"{seed}.vtt", "webvtt", "WebVTT", "utf-8", f"{seed:064x}", "2026-11-20")
    figures = profile(len(slices), seed, chance.choice(["test 1", "test 1", "other 2"]))
    return NewItem.of(metadata, provenance, transcript, slices, figures)


class LibraryMachine(RuleBasedStateMachine):
    """A library that people work on."""

    @initialize(seeds=st.lists(st.integers(0, 10**6), min_size=1, max_size=4))
    def open(self, seeds: list[int]) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "library.sqlite"
        self.library = Library.open(self.path)
        self.library._backup_before = lambda reason: None  # type: ignore[method-assign]
        self.library.edits._backup = lambda reason: None
        self.bring(seeds)

    def one(self, seed: int) -> int | None:
        ids = self.library.items.ids()
        return ids[seed % len(ids)] if ids else None

    @rule(seeds=st.lists(st.integers(0, 10**6), min_size=1, max_size=2))
    def bring(self, seeds: list[int]) -> None:
        with self.library.imports.begin("Import", len(seeds)) as run:
            for seed in seeds:
                run.add(item(seed))

    @rule(seed=st.integers(0, 10**6))
    def update(self, seed: int) -> None:
        if item_id := self.one(seed):
            with self.library.imports.begin("Update", 1) as run:
                run.update(item_id, item(seed + 1))

    @rule(seed=st.integers(0, 10**6), word=st.sampled_from(WORDS))
    def edit(self, seed: int, word: str) -> None:
        if item_id := self.one(seed):
            field = ("title", "summary", "why_it_matters", "editor_note", "show", "date")[seed % 6]
            self.library.edits.edit_metadata([item_id], **{field: f"{word} 2025"})

    @rule(seed=st.integers(0, 10**6))
    def delete(self, seed: int) -> None:
        if item_id := self.one(seed):
            self.library.edits.delete_items([item_id])

    @rule()
    def restore(self) -> None:
        gone = self.library.items.tombstones()
        if gone:
            self.library.edits.restore_items([gone[-1].id])

    @rule()
    def purge(self) -> None:
        gone = self.library.items.tombstones()
        if gone:
            self.library.edits.purge([gone[0].id])

    @rule()
    def undo(self) -> None:
        self.library.journal.undo()

    @rule()
    def redo(self) -> None:
        self.library.journal.redo()

    @rule(seed=st.integers(0, 10**6))
    def score_anew(self, seed: int) -> None:
        """Cut and scored otherwise, as another framework may do."""
        item_id = self.one(seed)
        if item_id is None:
            return
        stored = self.library.items.load(item_id)
        slices = cut(stored.transcript, SlicingRules(90, 50, 100))
        figures = replace(profile(len(slices), seed, "test 1"), fingerprint="f")
        new = NewFigures(item_id, stored.transcript_id, figures, pack_slices(slices))
        assert self.library.figures.put(InForce("", "test", "f"), [new]) == {item_id}

    @rule()
    def reopen(self) -> None:
        self.library.close()
        self.library = Library.open(self.path)
        self.library.edits._backup = lambda reason: None

    @rule(text=st.sampled_from(QUERIES))
    def search(self, text: str) -> None:
        compare(self.library, text, SCOPE)

    @precondition(lambda self: hasattr(self, "library"))
    @invariant()
    def finds_the_commonest(self) -> None:
        compare(self.library, "the", SCOPE)

    def teardown(self) -> None:
        if hasattr(self, "library"):
            items = everything(self.library, SCOPE)
            for text in QUERIES:
                compare(self.library, text, SCOPE, items)
            assert check(self.library) == []
            self.library.close()
            self.folder.cleanup()


LibraryMachine.TestCase.settings = settings(
    max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLibraryMachine = LibraryMachine.TestCase
