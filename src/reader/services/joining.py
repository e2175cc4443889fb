"""Joining two items that are the same conversation: what would become of it, and doing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reader.domain.joining import NOTHING_CHOSEN, JoinedField, joined, joined_fields
from reader.domain.record import record
from reader.domain.wording import count
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.domain.change import Change
    from reader.library.database import Library
    from reader.library.pairs import PairItem as PairItem


@record
class JoinPreview:
    """What joining would do. ``kept`` stays, ``other`` goes to the bin; ``fields`` are those that either has.

    ``remarks`` say, in sentences, what becomes of transcripts and exceptions.
    """

    kept: PairItem
    other: PairItem
    fields: tuple[JoinedField, ...]
    take_transcript: bool
    remarks: tuple[str, ...]


def suggested(library: Library, one: int, other: int) -> tuple[int, int, bool]:
    """Which item should stay, which should go, and whether the other one's transcript should be in force: the edited
    transcript before the captions, the longer before the shorter, the item that was there first. Raises NotFoundError.
    """
    first, second = (library.pairs.item(item_id) for item_id in sorted((one, other)))
    better = max((first, second), key=lambda item: (item.caption_kind == "edited", item.caption_kind == "text",
                                                    item.characters, -item.id))  # fmt: skip
    return first.id, second.id, better.id == second.id


def preview(
    library: Library, kept_id: int, other_id: int, *, take_transcript: bool, chosen: Mapping[str, bool] = NOTHING_CHOSEN
) -> JoinPreview:
    """What joining these two would do. Raises NotFoundError."""
    kept, other = library.pairs.item(kept_id), library.pairs.item(other_id)
    fields = joined_fields(library.items.metadata(kept_id), library.items.metadata(other_id), chosen)
    remarks = _transcripts(take_transcript) + _strikes(library, kept_id, other_id, take_transcript)
    return JoinPreview(kept, other, fields, take_transcript, remarks)


def join(
    library: Library, kept_id: int, other_id: int, *, take_transcript: bool, chosen: Mapping[str, bool] = NOTHING_CHOSEN
) -> Change:
    """Make one item of two, as one command that undo takes back.

    ``kept_id`` stays; ``chosen`` as in :func:`reader.domain.joining.joined_fields`. Raises NotFoundError.
    """
    if kept_id == other_id:
        raise ReaderError("A conversation cannot be joined with itself.", "Choose two of them.")
    metadata = joined(library.items.metadata(kept_id), library.items.metadata(other_id), chosen)
    return library.joining.join(kept_id, other_id, metadata, take_transcript=take_transcript)


def _transcripts(take_transcript: bool) -> tuple[str, ...]:
    not_in_force = "The transcript of before" if take_transcript else "The other transcript"
    return (
        f"{not_in_force} is kept as a version of this conversation: Edit, Versions of the transcript shows it.",
        "The other conversation goes to the bin, whole; undo brings it back.",
    )


def _strikes(library: Library, kept_id: int, other_id: int, take_transcript: bool) -> tuple[str, ...]:
    ours, theirs = library.joining.strikes(kept_id), library.joining.strikes(other_id)
    told = []
    if theirs.in_item:
        what, verb = _exceptions(theirs.in_item, "hold")
        told.append(f"{what} that {verb} in all of the other one {_verb(theirs.in_item, 'come')} along.")
    if theirs.at_places:
        what, verb = _exceptions(theirs.at_places, "come" if take_transcript else "go")
        way = "along with it" if take_transcript else "to the bin with it"
        told.append(f"{what} at places of the other transcript {verb} {way}.")
    if ours.at_places and take_transcript:
        what, verb = _exceptions(ours.at_places, "count")
        told.append(f"{what} at places of the transcript of before {verb} only where the same words stand there.")
    return tuple(told)


def _exceptions(number: int, verb: str) -> tuple[str, str]:
    return count("exception", number), _verb(number, verb)


def _verb(number: int, verb: str) -> str:
    return f"{verb}{'es' if verb == 'go' else 's'}" if number == 1 else verb
