"""What stands beside an open conversation: others on the same matter, those that counterbalance it, and pairs of
opposite moments.
"""

from __future__ import annotations

from reader.domain.record import record

TYPE_CHECKING = False  # as in typing
if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary


@record
class Pick:
    """One conversation beside the open one, and why it stands there.

    ``words`` are telling words that both have, the most telling first; ``nearness`` of what is said, from 0 to 1.
    """

    item: ItemSummary
    why: tuple[str, ...]
    words: tuple[str, ...]
    nearness: float


@record
class Counterbalance:
    """What the mirror rule picks, the best first.

    ``target`` is the mirrored score of the open item, in score points. Where the library has nothing on the other side,
    ``opposite`` is False and the picks are the nearest to it that there are.
    """

    picks: tuple[Pick, ...]
    target: float
    opposite: bool


@record
class ReelSide:
    """One slice of a pair. ``start_ms`` is None where the transcript has no times."""

    item_id: int
    slug: str
    title: str
    show: str
    number: int
    score: int
    text: str
    start_ms: int | None
    speaker: str


@record
class ReelPair:
    """A one-sided slice of the open item and the nearest opposite one on the same subject elsewhere.

    ``words`` and ``nearness`` as in :class:`Pick`.
    """

    here: ReelSide
    there: ReelSide
    words: tuple[str, ...]
    nearness: float


@record
class Reel:
    """The pairs of one item, the most one-sided first.

    ``waiting`` conversations are not compared by their words yet, and so could not be looked through; ``damaged`` ones
    were left out.
    """

    pairs: tuple[ReelPair, ...]
    waiting: int = 0
    damaged: int = 0
