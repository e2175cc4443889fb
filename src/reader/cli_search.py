"""``reader search``: what a query finds, counted to the end."""

from __future__ import annotations

from reader.cli_output import ALL_WELL, SOME_FAILED, complain, open_named_library, run_through, write_json, write_lines

TYPE_CHECKING = False  # as in typing
if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Search the library that the call names; returns the exit code. Finding nothing is no failure."""
    from reader.domain.wording import count
    from reader.services.search_telling import result_lines, results_facts
    from reader.services.searching import Search, complete_index, waiting_count

    with open_named_library(arguments) as library:
        waiting = waiting_count(library)
        if waiting:
            complain(f"{count('transcript', waiting)} must be made ready for search first; that is done once.")
            run_through(complete_index(library), lambda step: None)
        bands = (arguments.band,) if arguments.band else ()
        search = Search(library, _joined(arguments.query), bands=bands)
        results = run_through(search.run(arguments.limit), lambda step: None)
    for note in results.query.notes:
        complain(note.text)
    if arguments.json:
        write_json(results_facts(results))
    else:
        write_lines(result_lines(results))
    return SOME_FAILED if results.query.is_empty else ALL_WELL


def _joined(parts: list[str]) -> str:
    """The query as one text. What the shell was given in quotes with spaces in it was meant as a phrase."""
    if len(parts) == 1:
        return parts[0]
    return " ".join(f'"{part}"' if " " in part and not set('":()') & set(part) else part for part in parts)
