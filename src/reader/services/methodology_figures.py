"""How the figures and the headline of an item come about, as Markdown, with those of the open item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.domain import confidence, evidence_mode, headline, interval, reasons, shifting
from reader.domain.wording import (
    EN_DASH,
    confidence_explained,
    figures_sentence,
    lens_explained,
    reading_sentence,
    share,
)
from reader.services.markdown_text import number, plain

if TYPE_CHECKING:
    from reader.domain.framework import Framework
    from reader.services.reading import OpenItem


def figures_lines(framework: Framework, item: OpenItem | None) -> Iterator[str]:
    """The figures, the headline and the fragility."""
    yield from _figures(framework, item)
    yield from _headline(framework, item)
    yield from _fragility()


def _figures(framework: Framework, item: OpenItem | None) -> Iterator[str]:
    yield from ("## The figures of an item", "")
    yield (
        "Median, mean, least, greatest, p10 and p90 are taken over the scores of its slices, each slice counting once; "
        f"p10{EN_DASH}p90 leaves out the lowest and the highest tenth (interpolated linearly). The shares say how many "
        "slices fall into each band, in whole percents that add up to 100. Strip, arc, sentence, cards, exports and "
        "command line show the same figures, from one function."
    )
    yield ""
    yield (
        f"On the strip, the amber marker is the slice nearest {plain(framework.negative_pole.lower())}, the white one "
        f"the slice nearest {plain(framework.positive_pole.lower())}, the black one the median. On the arc every bar "
        "is one slice, early to late, evenly spaced; the axis is fixed unless Fit is pressed."
    )
    yield ""
    if item is not None:
        yield from _of_the_item(item, [figures_sentence(item.profile.figures, item.framework)])


def _headline(framework: Framework, item: OpenItem | None) -> Iterator[str]:
    outer = f"{plain(framework.bands[0].name)} or {plain(framework.bands[-1].name)}"
    yield from ("## The headline", "")
    yield (
        f"- **Leaning**: the band of the median slice. Where that is none of the outer ones, the item still leans to "
        f"{outer} if that band holds at least {headline.LEANING_SHARE}% of the slices and at least twice the share of "
        "the opposite one."
    )
    yield (
        "- **Lens**: the one whose words are found most often in the whole transcript, with its share of all words "
        f"that show a lens. A second one is named if it is found at least {share(headline.CLOSE_LENS)} as often."
    )
    yield f"- **Confidence**: {_confidence()}"
    yield (
        "- **Evidence mode**: interview, panel, talk or reading. Where speakers are known, by who asks and who "
        f"answers: in an interview somebody puts questions to at most {evidence_mode.MOST_GUESTS} others, who do most "
        "of the talking; otherwise it is a panel, or a talk where only one speaks. Without speakers, by the questions "
        "put to a “you” and by the small words of speech. It can be corrected by hand."
    )
    yield (
        "- **Basis**: "
        + ", ".join(headline.BASES[:-1])
        + f", or {headline.BASES[-1]} once somebody has listened and assessed it."
    )
    yield (
        f"- **Reasons**: the subjects that make up at least {share(reasons.EMPHASIS_SHARE)} of the evidence, the "
        f"extent of the transcript, and peaks at least {reasons.PEAK_DISTANCE} points away from the median."
    )
    yield ""
    if item is not None:
        told = [reading_sentence(item.profile, item.framework), *lens_explained(item.profile)]
        yield from _of_the_item(item, [*told, *confidence_explained(item.profile)])


def _confidence() -> str:
    medium, high = (
        f"{slices} slices, {share(evidence)} of them with a hit, and an interval of the mean no wider than "
        f"{number(width)} points"
        for slices, evidence, width in zip(
            confidence.SLICES, confidence.EVIDENCE_SHARE, confidence.INTERVAL_WIDTH, strict=True
        )
    )
    return (
        f"high with at least {high}; medium with at least {medium}; else low. Poor captions allow "
        f"{confidence.POOR_CAPTIONS} at most. The interval is where the mean lies in 95% of {interval.DRAWS:,} draws "
        "of the slices, with runs of neighbours drawn together (a block bootstrap with a fixed seed); it needs "
        f"{interval.LEAST_SLICES} slices."
    )


def _fragility() -> Iterator[str]:
    yield from ("## Fragility", "")
    yield (
        "How much a bar depends on one word or on where the cuts fall is drawn as a thin whisker: from the least to "
        "the greatest score that the slice takes when any one of its terms is dropped, and when the cuts are moved by "
        f"up to half a slice either way, in {2 * shifting.STEPS} steps. A slice hinges on a term if it falls into "
        "another band without it. The item says in how many of the moved cuts its leaning holds."
    )
    yield ""


def _of_the_item(item: OpenItem, sentences: list[str]) -> Iterator[str]:
    title = plain(item.metadata.title) or item.slug
    stale = " (figures of an earlier state of the framework)" if item.stale else ""
    yield f"In “{title}”{stale}: {plain(' '.join(sentences))}"
    yield ""
