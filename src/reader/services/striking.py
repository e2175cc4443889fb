"""Keeping and lifting exceptions: a term that does not count at one place, in one item, or at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

from reader.domain.striking import ITEM, LEXICON, PLACE, Strike, place_of
from reader.errors import LibraryBusyError, NotFoundError, ReaderError
from reader.services.framework_choice import FrameworkChoice, choice_of
from reader.services.frameworks import profiler_for

if TYPE_CHECKING:
    from reader.domain.change import Change
    from reader.library.database import Library
    from reader.library.records import InForce, NewFigures
    from reader.library.steps import Step

ATTEMPTS = 5
"""How often figures are made anew because something else changed the item meanwhile."""


def keep_strike(library: Library, item_id: int, strike: Strike) -> Change:
    """Keep an exception, as a command that undo takes back.

    One at a place or in the item is stored with the item's new figures; one from the lexicon makes the figures of the
    whole library out of date. Nothing happens where it is kept already. Raises NotFoundError where the item is gone,
    ReaderError where the place or the term is not there any more.
    """
    if strike.scope == LEXICON:
        return _retried(library, lambda choice: _keep_in_lexicon(library, strike, choice))
    return _retried(library, lambda choice: _keep_in_item(library, item_id, strike, choice))


def lift_strike(library: Library, strike_id: int) -> Change:
    """Lift an exception, as a command that undo takes back. Raises NotFoundError where it is not there any more."""
    return _retried(library, lambda choice: _lift(library, strike_id, choice))


def lexicon_strikes(library: Library) -> list[Strike]:
    """The exceptions from the lexicon of the framework in force, the oldest first."""
    return list(library.strikes.of_lexicon(choice_of(library).in_force.framework_id))


def item_strikes(library: Library, item_id: int) -> list[Strike]:
    """The exceptions of one item from the framework in force, the oldest first."""
    return list(library.strikes.of_item(item_id, choice_of(library).in_force.framework_id))


def figures_after(
    library: Library, steps: Iterable[Step], side: Literal["before", "after"]
) -> tuple[InForce | None, list[NewFigures]]:
    """The figures of the items whose exceptions these steps of the journal bring or take, once ``side`` of each step is
    the present, and what they were made by.
    """
    touched = [(step.item_id, step) for step in steps if step.kind == "strike" and step.item_id is not None]
    if not touched:
        return None, []
    choice = choice_of(library)
    figures = []
    for item_id, step in touched:
        state, other = (step.before, step.after) if side == "before" else (step.after, step.before)
        if (state["row"] or other["row"])["framework_id"] == choice.in_force.framework_id:
            with suppress(NotFoundError):
                figures.append(_figures_with(library, item_id, choice, state["id"], state["row"]))
    return choice.in_force, figures


def _figures_with(
    library: Library, item_id: int, choice: FrameworkChoice, strike_id: int, row: dict[str, Any] | None
) -> NewFigures:
    """An item's figures once one of its exceptions is there as ``row`` says, or (None) is not there."""
    from reader.services.scoring_items import new_figures

    unscored = library.figures.unscored(item_id, choice.in_force.framework_id)
    strikes = [strike for strike in unscored.strikes if strike.id != strike_id]
    if row is not None:
        strikes.append(Strike(row["scope"], row["term"], row["cue"], row["offset"], row["quote"], strike_id))
    return new_figures(unscored, profiler_for(choice.framework), strikes)


def _retried(library: Library, attempt: Callable[[FrameworkChoice], Change]) -> Change:
    """Run ``attempt`` under what is in force, again where that or the item changed while figures were made."""
    from reader.library.records import OutdatedFiguresError

    for _ in range(ATTEMPTS):
        try:
            return attempt(choice_of(library))
        except OutdatedFiguresError:
            continue
    raise LibraryBusyError("The item is being changed by somebody else all the time.", "Try again in a moment.")


def _keep_in_lexicon(library: Library, strike: Strike, choice: FrameworkChoice) -> Change:
    _require_term(strike.term, choice)
    label = f"Leave “{strike.term}” out of the lexicon"
    return library.strikes.keep(Strike(LEXICON, strike.term), label, choice.in_force)


def _keep_in_item(library: Library, item_id: int, strike: Strike, choice: FrameworkChoice) -> Change:
    from reader.library.packing import unpack_transcript
    from reader.services.scoring_items import new_figures

    _require_term(strike.term, choice)
    unscored = library.figures.unscored(item_id, choice.in_force.framework_id)
    transcript = unpack_transcript(unscored.transcript)
    if strike.scope == ITEM:
        strike = Strike(ITEM, strike.term)
    elif place_of(strike, transcript) is None:
        raise ReaderError(f"“{strike.quote}” is not at this place any more.", "Open the item anew and try again.")
    else:
        strike = Strike(PLACE, strike.term, strike.cue, strike.offset, strike.quote)
    figures = new_figures(unscored, profiler_for(choice.framework), (*unscored.strikes, strike), transcript)
    where = "at one place of" if strike.scope == PLACE else "in"
    label = f"Leave “{strike.term}” out {where} “{unscored.title}”"
    return library.strikes.keep(strike, label, choice.in_force, figures)


def _lift(library: Library, strike_id: int, choice: FrameworkChoice) -> Change:
    kept = library.strikes.find(strike_id)
    label = f"Count “{kept.strike.term}” again"
    if kept.item_id is None:
        return library.strikes.lift(strike_id, label, choice.in_force)
    where = "at one place of" if kept.strike.scope == PLACE else "in"
    label = f"{label} {where} “{library.items.metadata(kept.item_id).title}”"
    if kept.framework_id != choice.in_force.framework_id:
        return library.strikes.lift(strike_id, label, choice.in_force)
    figures = _figures_with(library, kept.item_id, choice, strike_id, None)
    return library.strikes.lift(strike_id, label, choice.in_force, figures)


def _require_term(term: str, choice: FrameworkChoice) -> None:
    if all(known.pattern != term for known in choice.framework.terms):
        raise ReaderError(
            f"“{term}” is not in the lexicon of {choice.framework.name} any more.", "Open the item anew and try again."
        )
