"""How related conversations and counterbalances are found, as Markdown, from the constants that they are found with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.domain import likeness, ranking, reel
from reader.domain.wording import count, share, signed
from reader.services import relating
from reader.services.markdown_text import number, plain

if TYPE_CHECKING:
    from reader.domain.framework import Framework
    from reader.services.reading import OpenItem


def relating_lines(framework: Framework, item: OpenItem | None) -> Iterator[str]:
    """Nearness, related conversations, the mirror rule and the reel."""
    yield from _nearness()
    yield from _related()
    yield from _mirror_rule(framework, item)
    yield from _reel(framework)


def _nearness() -> Iterator[str]:
    yield from ("## How near two conversations are", "")
    yield (
        "Of each transcript the words are counted, singular and plural together, without small words and the names of "
        f"its speakers; the {likeness.MOST_STORED} most frequent are kept. Each weighs "
        "**(1 + ln *count*) × ln((*N* + *P*) ÷ (*df* + *P* × *p*))**, where *df* of the *N* conversations of the "
        f"library have it. *P* = {likeness.PRIOR} imagined conversations stand beside them, a share *p* of which has "
        f"the word: {share(likeness.USUAL_SHARE)}, or {share(likeness.COMMON_SHARE)} for a word that any conversation "
        "may have, so that chance tells nothing in a small library. Words in the name of a conversation's own show "
        f"count {share(likeness.OWN_SHOW)}. The {likeness.MOST_WEIGHED} heaviest are compared: nearness is the cosine "
        "of the weights (Salton and Buckley, 1988), from 0 to 1. It knows words, not meanings."
    )
    yield ""


def _related() -> Iterator[str]:
    yield from ("## Related conversations", "")
    yield (
        "Those on the same shelf or in the same editorial thread come first, then the others; within each, the nearest "
        f"first. What is elsewhere and not nearer than {number(ranking.LEAST_NEARNESS)} is not called related. Each "
        "says why: the subject that both emphasize, if few others do, or else their lens, and words in common; in long "
        f"conversations only such whose counts, times each other, come to {relating.LEAST_SAID}."
    )
    yield ""


def _mirror_rule(framework: Framework, item: OpenItem | None) -> Iterator[str]:
    lens, words = (count("score point", int(points)) for points in (ranking.OTHER_LENS, ranking.OTHER_WORDS))
    yield from ("## Counterbalance: the mirror rule", "")
    yield (
        "The target is the mean of the conversation with its sign turned round, on the same axis: one at "
        f"{signed(-12)} looks for {signed(ranking.mirrored(-12))}. Each other conversation costs its distance from the "
        f"target in score points, {lens} more if its lens is another one, and up to {words} more the less it speaks of "
        f"the same: all of them up to a nearness of {number(ranking.CHANCE)}, none from "
        f"{number(ranking.SAME_MATTER)} on. The cheapest stand first. A conversation is never its own counterbalance; "
        "those without evidence, and those scored by another "
        f"framework than {plain(framework.name)}, are left out."
    )
    yield ""
    yield (
        "Only conversations whose mean, as it is shown, lies on the target's side of 0 are picked. Where the library "
        "has none, it is said that there is nothing on the other side, and the nearest there are stand in. The mean is "
        "mirrored and not the median: the median is the same small number for very many conversations, often 0, and "
        "does not hear the one-sided stretches."
    )
    yield ""
    if item is not None and any(item.profile.hit_counts):
        mean = item.profile.figures.mean
        title = plain(item.metadata.title) or item.slug
        yield f"“{title}” has a mean of {signed(mean)} and looks for {signed(ranking.mirrored(mean))}."
        yield ""


def _reel(framework: Framework) -> Iterator[str]:
    middle = [plain(band.name) for band in framework.bands if band.tone == "middle"]
    outside = f"outside {' and '.join(middle)}" if middle else "with evidence"
    yield from ("## The counterbalance reel", "")
    yield (
        f"Slices {outside} are set beside slices elsewhere that lean the other way, if at least {reel.LEAST_WORDS} "
        f"telling words are common to both and their nearness is at least {number(reel.LEAST_NEARNESS)}, not more than "
        f"{share(reel.MOST_OF_ONE)} of it from one word; what is told "
        f"by a word counts {number(reel.SUBJECT)} times as much where it is a telling one of the whole conversation. "
        "Nearer and more one-sided slices are preferred, and each slice elsewhere is used once."
    )
    yield ""
