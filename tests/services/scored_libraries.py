"""Small frameworks of two axes, small talks, and what their figures have to be, reckoned anew each time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.framework import Band, ContextRule, Framework, Lens, Term
from reader.domain.profile import Profile
from reader.domain.profiling import Profiler
from reader.domain.record import replaced
from reader.domain.slicing import SlicingRules, cut
from reader.services.framework_choice import framework_of
from reader.services.framework_files import save_framework
from reader.services.reading import OpenItem, open_item
from reader.services.rescoring import rescore
from tests.services.conftest import imported, ran

if TYPE_CHECKING:
    from reader.services.opening import Library

RISK = Framework(
    id="risk",
    version="1",
    name="Risk",
    negative_pole="Risk",
    middle="Mixed",
    positive_pole="Hope",
    bands=(
        Band("dark", "Dark", -100, -12, "negative"),
        Band("mixed", "Mixed", -11, 11, "middle"),
        Band("bright", "Bright", 12, 100, "positive"),
    ),
    lenses=(Lens("society", "Society", ("danger*",)), Lens("weather", "Weather", ("storm*",))),
    terms=(Term("danger*", -2.0, "safety"), Term("hope", 2.0, "hope"), Term("storm*", -1.0), Term("sun", 1.0)),
    context_rules=(ContextRule("negation", ("no",), -0.2, 3),),
    resistance=0.1,
    slicing=SlicingRules(300, 200, 340),
)
WEATHER = replaced(
    RISK,
    id="weather",
    name="Weather",
    negative_pole="Stormy",
    positive_pole="Sunny",
    bands=(
        Band("stormy", "Stormy", -100, -12, "negative"),
        Band("calm", "Calm", -11, 11, "middle"),
        Band("sunny", "Sunny", 12, 100, "positive"),
    ),
    terms=(Term("storm*", -3.0), Term("sun", 3.0), Term("danger*", -0.5)),
    slicing=SlicingRules(500, 400, 540),
)

LINES = (
    "There is real danger ahead, and a storm is coming over the hills.",
    "There is hope, though, and the sun will shine on all of us again.",
    "We walked along the river and spoke about bread and the evening train.",
    "No danger at all, they said, only one more storm and then the sun.",
)


def save_both() -> None:
    """Keep both frameworks as the user's own."""
    save_framework(RISK)
    save_framework(WEATHER)


def srt(seed: int, cues: int = 24) -> str:
    """A talk that differs from those of other seeds."""
    parts = []
    for at in range(cues):
        text = f"{LINES[(at * (seed + 1) + seed) % 4]} Part {at} of talk {seed}."
        parts.append(f"{at + 1}\n00:{at:02}:00,000 --> 00:{at:02}:50,000\n{text}\n")
    return "\n".join(parts)


def write_talks(folder: Path, count: int, cues: int = 24) -> list[Path]:
    """Files of talks that are recognised as different conversations."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ("amber", "birch", "cedar", "dunes", "ember", "fjord", "grove", "haven", "islet", "jetty")
    paths = []
    for seed in range(count):
        path = folder / f"{names[seed % 10]}{'' if seed < 10 else f' {seed // 10}'}.srt"
        path.write_text(srt(seed, cues), encoding="utf-8")
        paths.append(path)
    return paths


def filled(library: Library, folder: Path, count: int = 3, cues: int = 24) -> list[int]:
    """Import talks; return the ids of all items."""
    report = imported(library, *write_talks(folder, count, cues))
    assert report.all_well, report.entries
    return library.items.ids()


def rescored(library: Library) -> frozenset[int]:
    """Score anew what is out of date; the ids of the items."""
    ids: frozenset[int] = ran(rescore(library)).item_ids
    return ids


def expected(library: Library, item: OpenItem) -> Profile:
    """The figures of an item, made from its transcript and its exceptions alone."""
    framework = framework_of(library)
    own = [strike for strike in item.strikes if strike.scope != "lexicon"]
    return Profiler(framework).profile(
        item.transcript,
        cut(item.transcript, framework.slicing),
        item.metadata.evidence_mode,
        caption_kind=item.provenance.caption_kind,
        strikes=own,
    )


def require_right_figures(library: Library, *, all_up_to_date: bool = False) -> None:
    """Whatever does not say that it is out of date has the figures that it has to have, in lists and when opened."""
    framework = framework_of(library)
    for summary in library.items.summaries(_in_force(library)):
        item = open_item(library, summary.id)
        assert not (all_up_to_date and (item.stale or summary.stale))
        if item.stale:
            assert summary.stale
            continue
        right = expected(library, item)
        assert item.profile == right
        assert item.slices == cut(item.transcript, framework.slicing)
        for part in item.slices:
            assert item.slice_score(part.number).score == item.profile.scores[part.number - 1]
        if not summary.stale:
            assert summary.scores.tolist() == right.scores.tolist()
            assert (summary.mean, summary.leaning, summary.lens_share) == (
                right.figures.mean, right.leaning, right.lens_share,
            )  # fmt: skip


def _in_force(library: Library) -> object:
    from reader.services.framework_choice import choice_of

    return choice_of(library).in_force
