"""Gathers what is drawn over the text of one slice: heading, hits, places found, selection."""

from __future__ import annotations

from collections import OrderedDict

from reader.domain.hits import Hit
from reader.gui.widgets.transcript_blocks import SliceBlock
from reader.gui.widgets.transcript_find_session import FindSession
from reader.gui.widgets.transcript_painting import Range, SliceMarks
from reader.gui.widgets.transcript_selection import Selection
from reader.gui.widgets.transcript_source import TranscriptItem, heading_of

KEPT_SLICES = 128


class MarkSource:
    """Asks an item for the hits of the slices in view, and keeps the last ones.

    ``speaker`` is the one whose words stand out ("" for all alike).
    """

    def __init__(self, item: TranscriptItem, speaker: str = "") -> None:
        self.speaker = speaker
        self._item = item
        self._hits: OrderedDict[int, list[tuple[Range, Hit]]] = OrderedDict()

    def hits_of(self, index: int) -> list[tuple[Range, Hit]]:
        """The hits of a slice (from 0) with their places in the transcript's text."""
        hits = self._hits.get(index)
        if hits is None:
            piece = self._item.slices[index]
            scored = self._item.slice_score(piece.number)
            hits = [((piece.start + hit.start, piece.start + hit.end), hit) for hit in scored.hits]
            self._hits[index] = hits
            if len(self._hits) > KEPT_SLICES:
                self._hits.popitem(last=False)
        return hits

    def hit_at(self, index: int, position: int) -> tuple[int, Hit] | None:
        """The hit that holds a character: its number in the slice (from 0), and itself."""
        for number, ((start, end), hit) in enumerate(self.hits_of(index)):
            if start <= position < end:
                return number, hit
        return None

    def marks(
        self, index: int, block: SliceBlock, is_current: bool, selection: Selection, search: FindSession
    ) -> SliceMarks:
        """Everything drawn over one slice."""
        length = search.result.length
        finds = [(start, start + length) for start in search.result.between(block.start, block.end)]
        return SliceMarks(
            heading=heading_of(self._item, index),
            is_current=is_current,
            hits=self.hits_of(index),
            finds=finds,
            found=search.range_of(search.current) if search.current >= 0 else None,
            selected=(selection.start, selection.end),
            speaker=self.speaker,
        )
