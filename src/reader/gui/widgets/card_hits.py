"""What a point of a card means: the slice that a click there opens, of the card's conversation or of the one beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from reader.gui.charts.small_hits import band_tick_at, strip_hit_at, trail_bar_at
from reader.gui.charts.strip_geometry import StripFigures
from reader.gui.widgets import card_text

if TYPE_CHECKING:
    from reader.domain.framework import Band
    from reader.domain.item_summary import ItemSummary
    from reader.gui.widgets.card_layout import CardLayout
    from reader.gui.widgets.card_model import Card


@dataclass(frozen=True, slots=True, eq=False)
class CardHit:
    """A slice of ``item``. ``on_track``: a further click at the same place leads to the next slice of that score.
    ``what`` names the part of the strip."""

    item: ItemSummary
    number: int
    on_track: bool = False
    what: str = ""
    of_other: bool = False

    @property
    def slice(self) -> tuple[int, int]:
        """Item id and slice number."""
        return self.item.id, self.number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CardHit) and (self.slice, self.what) == (other.slice, other.what)

    def __hash__(self) -> int:
        return hash((self.slice, self.what))

    def words(self) -> str:
        """What a click opens, for the line of figures."""
        words = card_text.slice_words(self.item, self.number)
        if self.what:
            words = f"{self.what}: {words[0].lower()}{words[1:]}"
        return f"{self.item.title}, {words[0].lower()}{words[1:]}" if self.of_other else words


def figures_of(item: ItemSummary) -> StripFigures:
    """What the strip of an item draws."""
    return StripFigures.of_scores(item.scores, item.p10, item.median, item.p90)


def marker_name(marker: str, bands: Sequence[Band]) -> str:
    """What a marker of a strip stands for: ``Most risk-forward``, ``Median``, ``Most opportunity-forward``."""
    if marker == "median" or not bands:
        return marker.capitalize()
    return f"Most {bands[0 if marker == 'negative' else -1].name.lower()}"


def hit_at(
    card: Card,
    layout: CardLayout,
    place: QPointF,
    scale: float,
    landed: tuple[int, int] = (0, 0),
    bands: Sequence[Band] = (),
) -> CardHit | None:
    """The slice under a point of a card's cell; None beside the pictures, and where there are no slices.

    ``bands`` name what markers stand for; ``landed`` is item and slice that the last click on a track led to.
    """
    item = card.item
    part = layout.part_at(place.toPoint())
    if part is None or not len(item.scores):
        return None
    rect = QRectF(layout.picture(part))
    place = QPointF(min(place.x(), rect.right()), min(place.y(), rect.bottom()))
    if part == "strip":
        return _on_strip(card, rect, place, landed, bands)
    find = trail_bar_at if part == "trail" else band_tick_at
    number = find(rect, place, item.scores, item.evidence, scale)
    return CardHit(item, number) if number else None


def _on_strip(
    card: Card, rect: QRectF, place: QPointF, landed: tuple[int, int], bands: Sequence[Band]
) -> CardHit | None:
    beside = card.beside if card.beside is not None and len(card.beside.scores) else None
    hit = strip_hit_at(rect, place, figures_of(card.item), figures_of(beside) if beside is not None else None)
    if hit is None:
        return None
    item = beside if hit.other and beside is not None else card.item
    number = hit.slice_of(item.scores, landed[1] if landed[0] == item.id else 0)
    name = "" if hit.on_track else marker_name(hit.part, bands)
    return CardHit(item, number, hit.on_track, name, hit.other)
