"""What the item page has worked out off the GUI thread: fragility, speakers, and what a strike would change."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from reader.domain.record import replaced
from reader.domain.striking import ITEM, LEXICON, PLACE
from reader.gui.jobs import Job, Jobs

if TYPE_CHECKING:
    from reader.domain.explaining import StrikeEffect
    from reader.domain.item_summary import ItemSummary
    from reader.domain.profile import Profile
    from reader.domain.striking import Strike
    from reader.services.reading import OpenItem

FRAGILITY, SPEAKERS, SPEAKER, STRIKE = "fragility", "speakers", "speaker", "strike"


class ItemWork(QObject):
    """Works on one open item. Another item, or the same work asked for anew, cancels what is under way."""

    fragility_went_on = Signal(object)
    """A :class:`Progress`."""
    fragility_found = Signal(object)
    speakers_counted = Signal(object)
    """Tuple of :class:`SpeakerShare`."""
    speaker_profiled = Signal(str, object, object)
    """Name, profile, and for each slice whether they say enough in it."""
    effect_found = Signal(str, object)
    """Scope and :class:`StrikeEffect`."""
    failed = Signal(str)
    """Which work could not be done; the failure itself is told by the jobs."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._item: OpenItem | None = None
        self._running: dict[str, Job] = {}

    def set_item(self, item: OpenItem | None) -> None:
        """Work on this item from now on."""
        self._item = item
        for what in list(self._running):
            self.cancel(what)

    def cancel(self, what: str) -> None:
        """Let go of a piece of work; nothing of it is told any more."""
        job = self._running.pop(what, None)
        if job is not None:
            job.silence()

    def find_fragility(self) -> None:
        """How fragile each bar is."""
        from reader.services import explaining

        self._start(
            FRAGILITY,
            explaining.fragility,
            self.fragility_found.emit,
            progress=self.fragility_went_on.emit,
            label="How fragile each bar is",
        )

    def count_speakers(self) -> None:
        """Who says how much."""
        from reader.services import explaining

        self._start(SPEAKERS, explaining.speakers, self.speakers_counted.emit)

    def hear(self, name: str) -> None:
        """The figures of one speaker."""
        from reader.services import explaining

        def profiled(item: OpenItem) -> tuple[Profile, NDArray[np.bool_]]:
            present = np.asarray(explaining.speaks_in(item, name), dtype=np.bool_)
            return explaining.of_speaker(item, name), present

        self._start(SPEAKER, profiled, lambda found: self.speaker_profiled.emit(name, *found))

    def try_strike(self, number: int, strike: Strike, others: Sequence[ItemSummary]) -> None:
        """What an exception would change, scope by scope, the narrowest first."""
        from reader.services import explaining

        def effects(item: OpenItem) -> Generator[tuple[str, StrikeEffect], None, None]:
            for scope in (PLACE, ITEM):
                effect = explaining.strike_effect(item, number, replaced(strike, scope=scope), others)
                yield scope, effect
            # To this item, and with the others as they are, the lexicon does what the item does.
            yield LEXICON, effect

        self._start(STRIKE, effects, lambda _none: None, progress=lambda step: self.effect_found.emit(*step))

    def _start(
        self,
        what: str,
        work: Callable[[OpenItem], Any],
        done: Callable[[Any], object],
        *,
        progress: Callable[[Any], object] | None = None,
        label: str = "",
    ) -> None:
        self.cancel(what)
        item = self._item
        if item is None:
            return

        def finished(result: Any) -> None:
            self._running.pop(what, None)
            done(result)

        def went_on(step: Any) -> None:
            if progress is not None:
                progress(step)

        self._running[what] = self._jobs.start(
            lambda: work(item),
            done=finished,
            progress=went_on,
            failed=lambda error: self._failed(what, error),
            cancelled=lambda: self._stopped(what),
            label=label,
        )

    def _failed(self, what: str, error: BaseException) -> None:
        self._running.pop(what, None)
        self.failed.emit(what)
        self._jobs.failed.emit(error)

    def _stopped(self, what: str) -> None:
        """A person stopped it from the status line."""
        self._running.pop(what, None)
        self.failed.emit(what)
