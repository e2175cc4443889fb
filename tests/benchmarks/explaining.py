"""Speed of what explains the figures, against scoring the whole item once."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

from reader.domain.item import Metadata, Provenance
from reader.domain.slicing import cut
from reader.domain.striking import ITEM, Strike, strike_at
from reader.domain.transcript import Cue, Transcript
from reader.services.explaining import explain, fragility, of_speaker, speakers, strike_effect
from reader.services.frameworks import built_in_framework, profiler_for
from reader.services.reading import OpenItem
from tests.benchmarks.common import ROOT, SHARED, Row, alternating_seconds

SEED_PAGE = SHARED / "seed" / "page.txt"
SEED_LINE = 63
"""The line of that page with the words of two hours: 124 slices."""
WORDS_IN_A_CUE = 7
LONG = 41
"""So many times the 124 slices make 5,000."""


def measure() -> Iterator[Row]:
    """Everything once for an item of 124 slices, the fragility of one of 5,000 too."""
    item = _item(_cues())
    many = f"{len(item.slices)} slices"
    number = max(range(len(item.slices)), key=item.profile.hit_counts.__getitem__) + 1
    hit, start = item.slice_score(number).hits[0], item.slices[number - 1].start
    place = strike_at(item.transcript, start + hit.start, start + hit.end, hit.term)
    name = speakers(item)[0].name
    works = {
        f"ledger of one slice, {many}": (lambda: explain(item, number), 0.5),
        f"striking out one place, {many}": (lambda: strike_effect(item, number, place, []), 0.5),
        f"striking out a term in the item, {many}": (
            lambda: strike_effect(item, number, Strike(ITEM, hit.term), []),
            1,
        ),
        f"figures of one speaker, {many}": (lambda: of_speaker(_fresh(item), name), 3),
        f"fragility, {many}": (lambda: _ran(fragility(_fresh(item))), 12),
    }
    whole, *seconds = alternating_seconds([lambda: _profiled(item), *(work for work, _ in works.values())], runs=9)
    yield Row(f"figures of an item, {many}", whole * 1000, "ms")
    for (title, (_, bar)), taken in zip(works.items(), seconds, strict=True):
        yield Row(title, taken / whole, "x figures", bar, note=f"{taken * 1000:.1f} ms")
    long = _item(_cues() * LONG)
    whole, taken = alternating_seconds([lambda: _profiled(long), lambda: _ran(fragility(_fresh(long)))], runs=3, warm=0)
    yield Row(f"fragility, {len(long.slices):,} slices", taken / whole, "x figures", 12, note=f"{taken:.1f} s")


def _cues() -> list[Cue]:
    """Captions of two voices by turns."""
    if SEED_PAGE.exists():
        text = SEED_PAGE.read_text(encoding="utf-8").split("\n")[SEED_LINE - 1]
    else:
        text = (ROOT / "resources" / "demo" / "the-year-the-forecasts-were-wrong.txt").read_text(encoding="utf-8") * 7
    words = text.split()
    parts = (words[at : at + WORDS_IN_A_CUE] for at in range(0, len(words), WORDS_IN_A_CUE))
    return [Cue(" ".join(part), speaker=("Ada", "Ben")[at // 40 % 2]) for at, part in enumerate(parts)]


def _item(cues: list[Cue]) -> OpenItem:
    framework, transcript = built_in_framework(), Transcript.from_cues(cues)
    slices = cut(transcript, framework.slicing)
    profile = profiler_for(framework).profile(transcript, slices)
    source = Provenance("a.vtt", "webvtt", "WebVTT", "utf-8", "0" * 64, "2026-11-20")
    return OpenItem(1, "a", False, Metadata("A"), source, transcript, slices, profile, framework)


def _fresh(item: OpenItem) -> OpenItem:
    """The item as if it had just been opened: nothing of it reckoned yet."""
    item._kept.clear()
    return item


def _profiled(item: OpenItem) -> object:
    return profiler_for(item.framework).profile(item.transcript, item.slices)


def _ran(steps: Generator[Any, None, Any]) -> object:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
