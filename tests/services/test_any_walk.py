"""Whatever a person does in whatever order: figures are right or say that they are not, and undo leads back."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from reader.domain.framework import Term
from reader.domain.record import replaced
from reader.domain.striking import ITEM, LEXICON, Strike, strike_at
from reader.services import editing
from reader.services.checking import check
from reader.services.framework_choice import choice_of, choose_framework
from reader.services.framework_files import save_framework
from reader.services.opening import open_library
from reader.services.reading import open_item
from reader.services.rescoring import rescore
from reader.services.striking import item_strikes, keep_strike, lexicon_strikes, lift_strike
from tests.services.conftest import imported
from tests.services.scored_libraries import RISK, require_right_figures, rescored, save_both, srt

TERMS = st.sampled_from(("danger*", "hope", "storm*", "sun"))
CUES = 10


class Walk(RuleBasedStateMachine):
    """A library, and pictures of all it was between the commands that were given."""

    def __init__(self) -> None:
        super().__init__()
        save_both()
        self._folder = tempfile.TemporaryDirectory()
        self._path = Path(self._folder.name) / "library.sqlite"
        self._files = 0
        self.library = open_library(self._path)
        choose_framework(self.library, "risk")
        for _ in range(2):
            self._import()
        self.pictures = [self._picture()]
        self.at = 0

    def teardown(self) -> None:
        self.library.close()
        self._folder.cleanup()

    # -- what a person does

    @rule(which=st.integers(0, 3), title=st.sampled_from(("Bridges", "Kites")))
    def edit(self, which: int, title: str) -> None:
        self._do(lambda item_id: editing.edit_metadata(self.library, [item_id], title=title), which)

    @rule(which=st.integers(0, 3))
    def delete(self, which: int) -> None:
        if len(self.library.items.ids()) > 1:
            self._do(lambda item_id: editing.delete_items(self.library, [item_id]), which)

    @rule()
    def restore(self) -> None:
        gone = [tombstone.id for tombstone in editing.deleted_items(self.library)[:1]]
        if gone:
            self._note(lambda: editing.restore_items(self.library, gone))

    @rule(which=st.integers(0, 3), hit=st.integers(0, 20))
    def strike_a_place(self, which: int, hit: int) -> None:
        def strike(item_id: int) -> None:
            item = open_item(self.library, item_id)
            found = [(part, one) for part in item.slices for one in item.slice_score(part.number).hits]
            if found:
                part, one = found[hit % len(found)]
                start = part.start + one.start
                place = strike_at(item.transcript, start, part.start + one.end, one.term)
                keep_strike(self.library, item_id, place)

        self._do(strike, which)

    @rule(which=st.integers(0, 3), term=TERMS)
    def strike_a_term(self, which: int, term: str) -> None:
        if any(known.pattern == term for known in choice_of(self.library).framework.terms):
            self._do(lambda item_id: keep_strike(self.library, item_id, Strike(ITEM, term)), which)

    @rule(term=TERMS)
    def strike_the_lexicon(self, term: str) -> None:
        if any(known.pattern == term for known in choice_of(self.library).framework.terms):
            self._note(lambda: keep_strike(self.library, 0, Strike(LEXICON, term)))

    @rule(which=st.integers(0, 3), number=st.integers(0, 5))
    def lift(self, which: int, number: int) -> None:
        def lift(item_id: int) -> None:
            kept = item_strikes(self.library, item_id) + lexicon_strikes(self.library)
            if kept:
                lift_strike(self.library, kept[number % len(kept)].id)

        self._do(lift, which)

    @rule(framework_id=st.sampled_from(("risk", "weather", "risk-opportunity")))
    def choose(self, framework_id: str) -> None:
        self._note(lambda: choose_framework(self.library, framework_id))

    @rule(weight=st.sampled_from((-2.0, 1.0, 3.0)))
    def edit_a_framework_file(self, weight: float) -> None:
        save_framework(replaced(RISK, terms=(*RISK.terms[:-1], Term("sun", weight))))

    @rule()
    @precondition(lambda self: self._files < 4)
    def bring_in(self) -> None:
        self._note(self._import)

    @rule(which=st.integers(0, 1), word=st.sampled_from(("river", "danger", "hope")))
    def update(self, which: int, word: str) -> None:
        def update() -> None:
            path = self._file(which)
            path.write_text(srt(which, CUES).replace("Part 3", f"Another {word}"), encoding="utf-8")
            imported(self.library, path, update=True)

        self._note(update)

    @rule(steps=st.integers(0, 3))
    def score_some(self, steps: int) -> None:
        going = rescore(self.library)
        for _, _ in zip(range(steps), going, strict=False):
            pass
        going.close()

    @rule()
    def score_all(self) -> None:
        rescored(self.library)
        require_right_figures(self.library, all_up_to_date=True)

    @rule()
    def begin_again(self) -> None:
        self.library.close()
        self.library = open_library(self._path)

    @rule()
    @precondition(lambda self: self.at > 0)
    def undo(self) -> None:
        assert editing.undo(self.library) is not None
        self.at -= 1
        assert self._picture() == self.pictures[self.at]

    @rule()
    @precondition(lambda self: self.at + 1 < len(self.pictures))
    def redo(self) -> None:
        assert editing.redo(self.library) is not None
        self.at += 1
        assert self._picture() == self.pictures[self.at]

    # -- what holds always

    @invariant()
    def figures_are_right_or_say_that_they_are_not(self) -> None:
        require_right_figures(self.library)

    @invariant()
    def the_library_is_sound(self) -> None:
        assert check(self.library) == []

    # -- private

    def _do(self, act: Callable[[int], object], which: int) -> None:
        ids = self.library.items.ids()
        self._note(lambda: act(ids[which % len(ids)]))

    def _note(self, act: Callable[[], object]) -> None:
        """Give a command; where it left a trace in the journal, what could be redone is gone."""
        before = self.library.journal.entries(1)
        act()
        if self.library.journal.entries(1) != before:
            self.pictures[self.at + 1 :] = [self._picture()]
            self.at += 1
        else:
            assert self._picture() == self.pictures[self.at]

    def _file(self, number: int) -> Path:
        return Path(self._folder.name) / f"{('amber', 'birch', 'cedar', 'dunes')[number]}.srt"

    def _import(self) -> None:
        path = self._file(self._files)
        path.write_text(srt(self._files, CUES), encoding="utf-8")
        self._files += 1
        imported(self.library, path)

    def _picture(self) -> str:
        """All but the figures, which may be out of date, and exceptions of frameworks that are not in force."""
        seen: list[object] = [choice_of(self.library).id, [repr(one) for one in lexicon_strikes(self.library)]]
        for item_id in self.library.items.ids():
            item = open_item(self.library, item_id)
            seen += [item_id, repr(item.metadata), item.transcript.text, [repr(one) for one in item.strikes]]
        return json.dumps(seen)


def test_any_walk_keeps_figures_right_and_leads_back() -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )
