"""What to beware of in a transcript, and whether somebody has assessed the item by ear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.assessment import assessed_sentence

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
    return assessed_sentence(item.assessment, item.assessment_path)
