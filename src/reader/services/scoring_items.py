"""Scoring a stored item anew. Runs in any process."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.domain.framework import Framework
from reader.domain.profiling import Profiler
from reader.domain.slicing import cut
from reader.domain.striking import Strike
from reader.domain.transcript import Transcript
from reader.errors import DamagedLibraryError
from reader.library.packing import pack_slices, unpack_transcript
from reader.library.records import NewFigures, Unscored
from reader.services.frameworks import profiler_for


@dataclass(frozen=True, slots=True)
class Unscorable:
    """An item that cannot be scored; ``fault`` is the traceback where the program and not the item is to blame."""

    fault: str = ""


def scorer(framework: Framework) -> Callable[[Unscored | None], NewFigures | Unscorable]:
    """What scores items under this framework in this thread. None stands for an item that is not to be had."""
    profiler = profiler_for(framework)
    return lambda unscored: scored(unscored, profiler)


def scored(unscored: Unscored | None, profiler: Profiler) -> NewFigures | Unscorable:
    """Score one item. Never raises for the item's sake: the others have to be scored all the same."""
    if unscored is None:
        return Unscorable()
    try:
        return new_figures(unscored, profiler)
    except (DamagedLibraryError, MemoryError):
        return Unscorable()
    except Exception:  # one item that trips the program must not stop the others; the fault is told at the end
        return Unscorable(traceback.format_exc())


def lost(_unscored: Unscored | None, _exit_code: int | None) -> Unscorable:
    """The answer for an item that ended the process it was scored in."""
    return Unscorable()


def new_figures(
    unscored: Unscored,
    profiler: Profiler,
    strikes: Sequence[Strike] | None = None,
    transcript: Transcript | None = None,
) -> NewFigures:
    """Cut and score an item under a profiler's framework, honouring its own exceptions, or ``strikes`` instead.

    ``transcript`` saves unpacking it once more. Raises DamagedLibraryError where what is stored is damaged.
    """
    transcript = transcript or unpack_transcript(unscored.transcript)
    strikes = unscored.strikes if strikes is None else strikes
    slices = cut(transcript, profiler.framework.slicing)
    # The mode a person has chosen lies over the inferred one, which shows again when it is taken away.
    profile = profiler.profile(transcript, slices, caption_kind=unscored.caption_kind, strikes=strikes)
    struck = tuple(sorted(strike.id for strike in strikes))
    return NewFigures(unscored.item_id, unscored.transcript_id, profile, pack_slices(slices), struck)
