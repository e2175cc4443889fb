"""A library of many items for the benchmarks, made once and kept in ``build/bench``."""

from __future__ import annotations

import random
from array import array
from pathlib import Path

import numpy as np

from reader.domain.item import Metadata, Provenance
from reader.domain.profile import Profile
from reader.domain.slicing import cut
from reader.domain.statistics import figures
from reader.domain.transcript import Cue, Transcript
from reader.services.frameworks import built_in_framework
from tests.benchmarks.common import BUILD

SLICES = 120
SHOWS = ("AXRP", "Practical AI", "Fault Lines", "Ward Round", "The Long Table", "Civic Futures")
LEANINGS = ("risk-forward", "mixed", "opportunity-forward")


def big_library(items: int) -> Path:
    """A library of so many items of ``SLICES`` slices each; made where it is not there yet."""
    from reader.library.database import Library
    from reader.library.schema import VERSION
    from reader.library.storing import insert_item

    path = BUILD / "bench" / f"library-{items}-{VERSION}.sqlite"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    chance = random.Random(5)
    with Library.open(making) as library:

        def fill(connection: object) -> None:
            for number in range(items):
                insert_item(connection, _item(number, chance))  # type: ignore[arg-type]

        library.write(fill)
    making.replace(path)
    return path


def _item(number: int, chance: random.Random) -> object:
    from reader.library.records import NewItem

    text = " ".join(f"Sentence {part} of item {number} is about {chance.choice(SHOWS)}." for part in range(20))
    transcript = Transcript.from_cues(
        Cue(f"Part {part}: {text}", start_ms=part * 60_000, end_ms=part * 60_000 + 59_000) for part in range(3)
    )
    slices = cut(transcript)
    framework = built_in_framework()
    scores = np.clip(np.random.default_rng(number).normal(-4, 18, SLICES), -100, 100).astype(np.int8)
    profile = Profile(
        f"{framework.id} {framework.version}", array("b", scores.tolist()),
        array("i", (scores != 0).astype(int).tolist()), figures(scores, framework),
        chance.choice(LEANINGS), "Society", "high", "interview", "Transcript-informed", (),
    )  # fmt: skip
    metadata = Metadata(
        title=f"Conversation {number} with {chance.choice(SHOWS)}",
        show=chance.choice(SHOWS),
        date=f"20{chance.randrange(10, 27)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}",
        tags=("one", "two"),
    )
    provenance = Provenance(f"{number}.md", "markdown", "Markdown transcript", "utf-8", f"{number:064x}", "2026-01-01")
    return NewItem.of(metadata, provenance, transcript, slices, profile)
