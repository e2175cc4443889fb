"""What the related view says of its picks, and where there are none: why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.framework import round_half_away
from reader.domain.wording import count, signed

if TYPE_CHECKING:
    from reader.domain.relating import Counterbalance

COUNTERBALANCE = "Counterbalance on this topic"
RELATED = "Related conversations"
RELATED_RULE = "Same shelf or editorial thread first, then the nearest by what is said."
ONLY_ONE = "This is the only conversation in the library. Import more, and those that fit stand here."
NO_EVIDENCE = (
    "No term of the framework occurs in this conversation, so it leans to no side, and there is nothing to balance."
)
NO_TRANSCRIPT = "There is no transcript to compare."
NONE_WITH_EVIDENCE = "No other conversation in this library leans to a side, so none can balance this one."
NONE_OPPOSITE = "Nothing in this library leans the other way on this topic; the nearest:"
NONE_RELATED = "Nothing in this library shares a shelf or a thread with this conversation, or enough of its words."


def counterbalance_words(found: Counterbalance) -> str:
    """How the picks came about, in a sentence."""
    if not found.picks:
        return NONE_WITH_EVIDENCE
    target = round_half_away(found.target)
    if not found.opposite:
        return NONE_OPPOSITE
    if not target:
        return "With a mean of 0 this conversation stands in the middle: these do too, on the same matter."
    return f"Mean {signed(-target)} here, so its mirror is {signed(target)}: the same lens and matter preferred."


def waiting_words(number: int) -> str:
    """What is missing yet; empty where nothing is."""
    if not number:
        return ""
    verb = "is" if number == 1 else "are"
    return f"{count('conversation', number)} {verb} not compared yet."


def missing_words(waiting: int, damaged: int) -> str:
    """What could not be looked through, and why; empty where all could."""
    left_out = f"{count('conversation', damaged)} left out: damaged." if damaged else ""
    return " ".join(filter(None, (waiting_words(waiting), left_out)))
