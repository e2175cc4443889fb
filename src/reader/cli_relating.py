"""``reader related`` and ``reader counterbalance``: what stands beside an item, and why."""

from __future__ import annotations

from reader.cli_output import ALL_WELL, complain, open_named_library, run_through, write_json, write_lines

TYPE_CHECKING = False  # as in typing
if TYPE_CHECKING:
    import argparse

    from reader.library.database import Library


def run_related(arguments: argparse.Namespace) -> int:
    """Tell the related items of the one that the call names; returns the exit code. Finding none is no failure."""
    from reader.services.relating import related
    from reader.services.relating_telling import related_facts, related_lines

    with open_named_library(arguments) as library:
        _complete(library)
        picks = related(library, arguments.slug, arguments.limit)
    if arguments.json:
        write_json(related_facts(arguments.slug, picks))
    else:
        write_lines(related_lines(picks))
    return ALL_WELL


def run_counterbalance(arguments: argparse.Namespace) -> int:
    """Tell what counterbalances the item that the call names; returns the exit code. Finding none is no failure."""
    from reader.services.relating import counterbalance
    from reader.services.relating_telling import counterbalance_facts, counterbalance_lines

    with open_named_library(arguments) as library:
        _complete(library)
        found = counterbalance(library, arguments.slug, arguments.limit)
    if arguments.json:
        write_json(counterbalance_facts(arguments.slug, found))
    else:
        write_lines(counterbalance_lines(found))
    return ALL_WELL


def _complete(library: Library) -> None:
    from reader.domain.wording import count
    from reader.services.relating import complete_likeness, waiting_count

    waiting = waiting_count(library)
    if waiting:
        complain(f"{count('transcript', waiting)} must be compared by their words first; that is done once.")
        run_through(complete_likeness(library), lambda step: None)
