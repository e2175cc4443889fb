"""Looking a library through from end to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.striking import PLACE, place_of
from reader.domain.wording import count
from reader.services.framework_choice import choice_of
from reader.services.rescoring import stale_count

if TYPE_CHECKING:
    from reader.library.database import Library


def check(library: Library) -> list[str]:
    """What is wrong with a library, one sentence each; empty for a sound one. Reads everything, changes nothing."""
    from reader.library.checking import check as check_library

    return check_library(library)


def remarks(library: Library) -> list[str]:
    """What is worth knowing of a sound library, one sentence each: what stands in for its framework, which figures are
    out of date, which exceptions have lost their place.
    """
    told = [choice_of(library).problem]
    stale = stale_count(library)
    if stale:
        are = "is" if stale == 1 else "are"
        told.append(f"The figures of {count('item', stale)} {are} out of date; `reader rescore` makes them anew.")
    orphans = _orphans(library)
    if orphans:
        told.append(
            f"{count('exception', orphans)} at places whose words are not there any more: nothing is left out for them."
        )
    return [sentence for sentence in told if sentence]


def _orphans(library: Library) -> int:
    """How many exceptions at places have no place in the transcript in force."""
    framework_id = choice_of(library).in_force.framework_id
    orphans = 0
    for item_id in library.strikes.items_with_any(framework_id):
        item, strikes = library.items.load_with_strikes(item_id, framework_id)
        places = [strike for strike in strikes if strike.scope == PLACE]
        orphans += sum(place_of(strike, item.transcript) is None for strike in places)
    return orphans
