"""Items for the tests of the library, and pictures of what a library holds."""

from __future__ import annotations

import hashlib
import json
from array import array
from dataclasses import asdict
from typing import Any

import numpy as np

from reader.domain.item import Metadata, Provenance
from reader.domain.profile import Figures, Profile
from reader.domain.slicing import cut
from reader.domain.transcript import Cue, Transcript, Word
from reader.library.database import Library
from reader.library.packing import unpack_slices
from reader.library.records import NewItem

SENTENCE = "We talked about the risk of it all, and about what could still go well."


def transcript(cues: int = 40, *, words: bool = False, word: str = "risk") -> Transcript:
    """A transcript of timed cues, two seconds each."""
    made = []
    for at in range(cues):
        text = f"{at} {SENTENCE}".replace("risk", word)
        start = at * 2000
        spoken = (
            tuple(Word(part, start + n, start + n + 1, 0.5) for n, part in enumerate(text.split())) if words else ()
        )
        made.append(Cue(text, start, start + 1900, f"Speaker {at % 2}", spoken))
    return Transcript.from_cues(made)


def profile(slices: int, seed: int = 0, framework: str = "test 1") -> Profile:
    """A profile of made-up scores; every fourth slice has no hit."""
    random = np.random.default_rng(seed)
    counts = np.where(np.arange(slices) % 4 == 3, 0, random.integers(1, 9, slices)).astype(np.int32)
    scores = np.where(counts == 0, 0, random.integers(-100, 101, slices)).astype(np.int8)
    least, greatest = (int(scores.min()), int(scores.max())) if slices else (0, 0)
    figures = Figures(slices, 0.5, -1.25, least, greatest, -20.5, 30.0, {"negative": 20, "middle": 60, "positive": 20})
    return Profile(
        framework, array("b", scores.tolist()), array("i", counts.tolist()), figures,
        "middle", "Society", "medium", "interview", "Transcript-informed",
        ("Emphasizes safety", "A second reason — with a dash"),
    )  # fmt: skip


def new_item(number: int = 1, *, title: str = "", cues: int = 40, sample: bool = False, **metadata: Any) -> NewItem:
    """A new item that differs from those of other numbers."""
    text = transcript(cues, word=f"risk{number}")
    slices = cut(text)
    facts: dict[str, Any] = {"title": title or f"Talk {number}", "show": "A show", "date": "2025-06-06", **metadata}
    provenance = Provenance(
        f"talk-{number}.vtt",
        "webvtt",
        "WebVTT",
        "utf-8",
        hashlib.sha256(str(number).encode()).hexdigest(),
        "2026-11-20",
    )
    return NewItem.of(Metadata(**facts), provenance, text, slices, profile(len(slices), number), sample=sample)


def add(library: Library, *new: NewItem, label: str = "Import") -> list[int]:
    """Import items in one run; return their ids."""
    with library.imports.begin(label, len(new)) as run:
        return [run.add(item)[0] for item in new]


def picture(library: Library) -> str:
    """Everything that is there, as text to compare: two equal pictures mean that no one could tell the states apart."""
    seen: list[object] = []
    for summary in library.items.summaries():
        item = library.items.load(summary.id)
        profile = item.profile
        seen += [item.id, item.slug, item.sample, item.added, asdict(item.metadata), repr(item.provenance)]
        seen += [item.transcript.text, [repr(cue) for cue in item.transcript.cues], repr(item.slices)]
        seen += [profile.framework, profile.scores.tolist(), profile.hit_counts.tolist(), repr(profile.figures)]
        seen += [profile.reasons, profile.basis, profile.evidence_mode]
        seen += [getattr(summary, name) for name in summary.__slots__ if name not in ("scores", "evidence")]
        seen += [summary.scores.tolist(), summary.evidence.tolist()]
    return json.dumps(seen, default=sorted)


def same_slices(new: NewItem, library: Library, item_id: int) -> bool:
    """Whether an item has the slices it was stored with."""
    return library.items.load(item_id).slices == unpack_slices(new.slices)
