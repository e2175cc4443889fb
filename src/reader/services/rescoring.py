"""Scoring a library anew where its figures are out of date, item by item, beside everything else that goes on."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Any, overload

from reader.domain.change import Change
from reader.domain.progress import Progress
from reader.errors import DamagedLibraryError, NotFoundError
from reader.services.framework_choice import FrameworkChoice, choice_of

if TYPE_CHECKING:
    from reader.library.database import Library
    from reader.library.records import NewFigures, StaleItem, Unscored
    from reader.services.scoring_items import Unscorable

POOL_CHARACTERS = 1_500_000
"""From so many characters on, worker processes do the scoring; below it they would cost more than they save."""
STORED_TOGETHER = 16
STORED_EVERY_S = 0.5
"""New figures are stored in one transaction for so many items, or after so many seconds, whichever comes first."""

LABEL = "Score anew"


def stale_count(library: Library) -> int:
    """How many items have figures that are not those of the framework in force with its exceptions."""
    return library.figures.stale_count(choice_of(library).in_force)


def rescore(library: Library, first: int = 0) -> Generator[Progress, None, Change]:
    """Score anew what is out of date, the item with the id ``first`` before all others.

    May run beside reads and other writes: an item that is changed meanwhile is scored as it is then, and where the
    framework changes, the rest is scored by the new one. Closing the generator stops it; what was done stays, and the
    next call does the rest. It is no command of the journal: figures follow from what is. Raises LibraryError where
    the library cannot be written.
    """
    done: set[int] = set()
    while True:
        run = _Run(library, choice_of(library))
        done |= library.figures.put_stored(run.choice.in_force)
        stale = sorted(library.figures.stale_items(run.choice.in_force), key=lambda item: item.id != first)
        if not stale:
            break
        yield from run.through(stale, first)
        done |= run.done
        if run.fault:
            raise RuntimeError(f"an item could not be scored\n{run.fault}")
        if not run.done and not run.outdated:
            break  # what is left is damaged
    return Change(LABEL, frozenset(done), rescored=bool(done))


class _Run:
    """Scoring items by what is in force at one moment."""

    def __init__(self, library: Library, choice: FrameworkChoice) -> None:
        self.choice = choice
        self.done: set[int] = set()
        self.outdated = False
        self.fault = ""
        self._library = library
        self._made: list[NewFigures] = []
        self._stored_at = time.monotonic()

    def through(self, stale: Sequence[StaleItem], first: int) -> Generator[Progress]:
        """Score these items one after the other; ends early where something else is in force by now."""
        answers = self._answers(stale)
        total = len(stale)
        try:
            for number, item in enumerate(stale):
                yield Progress(number, total, item.title)
                while (answer := next(answers)) is None:
                    yield Progress(number, total, item.title)
                self._take(answer, at_once=item.id == first or number == total - 1)
                if self.outdated:
                    return
            yield Progress(total, total, "")
        finally:
            answers.close()
            self._store()

    def _take(self, answer: NewFigures | Unscorable, *, at_once: bool) -> None:
        from reader.services.scoring_items import Unscorable

        if isinstance(answer, Unscorable):
            self.fault = self.fault or answer.fault
        else:
            self._made.append(answer)
        late = time.monotonic() - self._stored_at > STORED_EVERY_S
        if at_once or late or len(self._made) >= STORED_TOGETHER:
            self._store()

    def _store(self) -> None:
        """Store what was made since the last time, in one transaction; see whether it still is what is wanted."""
        from reader.library.records import OutdatedFiguresError

        made, self._made = self._made, []
        self._stored_at = time.monotonic()
        if self.outdated or not made:
            return
        try:
            self.done |= self._library.figures.put(self.choice.in_force, made)
        except OutdatedFiguresError:
            self.outdated = True
        # A framework file may be written without a word to the library.
        self.outdated = self.outdated or choice_of(self._library).in_force != self.choice.in_force

    def _answers(self, stale: Sequence[StaleItem]) -> Generator[NewFigures | Unscorable | None]:
        """Score the items, in order: in worker processes where that pays, else here. None while waiting."""
        from reader.services.scoring_items import lost, scorer
        from reader.services.worker_pool import Pool, PoolError, cores

        framework = self.choice.framework
        tasks = _Tasks(self._library, self.choice, stale)
        answered = 0
        if len(stale) > 1 and sum(item.characters for item in stale) >= POOL_CHARACTERS:
            try:
                with Pool(min(cores(), len(stale)), scorer, framework, lost) as pool:
                    for answer in pool.answers(tasks):
                        answered += answer is not None
                        yield answer
            except PoolError:
                pass  # the rest is done here, more slowly
        score = scorer(framework)
        for number in range(answered, len(stale)):
            yield score(tasks[number])


class _Tasks(Sequence["Unscored | None"]):
    """The items to be scored, each read from the library when it is asked for; None for one that cannot be had."""

    def __init__(self, library: Library, choice: FrameworkChoice, stale: Sequence[StaleItem]) -> None:
        self._library = library
        self._framework_id = choice.in_force.framework_id
        self._stale = stale

    def __len__(self) -> int:
        return len(self._stale)

    @overload
    def __getitem__(self, number: int) -> Unscored | None: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Unscored | None]: ...
    def __getitem__(self, number: Any) -> Any:
        try:
            return self._library.figures.unscored(self._stale[number].id, self._framework_id)
        except (NotFoundError, DamagedLibraryError):
            return None
