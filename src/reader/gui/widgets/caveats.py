"""What to beware of in a transcript, and whether somebody has assessed the item by ear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.wording import date_long

if TYPE_CHECKING:
    from reader.services.reading import OpenItem

CHECK = "Check by ear before you rely on a passage."

CAVEATS = {
    "automatic": "Automatic captions mis-hear names and technical terms.",
    "captions": "Captions can mis-hear names and technical terms.",
    "recognised": "Recognised speech mis-hears names and technical terms.",
    "edited": "Edited transcripts can smooth what was said.",
    "text": "A written text may differ from what was said.",
}


def caveat_of(item: OpenItem) -> str:
    """The caveat that fits the kind of the transcript."""
    return f"{CAVEATS.get(item.provenance.caption_kind, CAVEATS['text'])} {CHECK}"


def assessment_line(item: OpenItem) -> str:
    """Whether somebody has assessed the item, and where that stands or would stand."""
    found = item.assessment
    if found is None:
        return f"No assessment file yet: {item.assessment_path}."
    if found.problem:
        return f"The assessment file cannot be used: {found.problem}"
    facts = [
        f"by {found.assessor}" if found.assessor else "",
        date_long(found.assessed),
        f"{round(100 * found.listened)}% heard" if found.listened is not None else "",
    ]
    about = ", ".join(fact for fact in facts if fact)
    return f"Assessed{f' ({about})' if about else ''}: {found.path}."
