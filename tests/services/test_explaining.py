"""Explaining an opened item: every answer is held to scoring the whole item anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from reader.domain.framework import Framework
from reader.domain.item import Metadata, Provenance
from reader.domain.profile import Profile
from reader.domain.record import replaced
from reader.domain.scoring import Scorer
from reader.domain.slicing import SlicingRules, cut
from reader.domain.striking import ITEM, LEXICON, Strike, strike_at
from reader.domain.transcript import Cue, Transcript
from reader.formats.reading import parse_bytes
from reader.library.database import Library
from reader.services.browsing import list_items
from reader.services.explaining import (
    Compared,
    compared,
    explain,
    fragility,
    of_speaker,
    speakers,
    speaks_in,
    strike_effect,
)
from reader.services.frameworks import built_in_framework, profiler_for
from reader.services.importing import ImportReport
from reader.services.reading import OpenItem, open_item
from reader.services.striking import keep_strike
from tests.services.conftest import imported, ran, write_talk

ASKED = "What do you make of that? I hear there is a real danger, and the risk is not small. Could it cause harm?"
ANSWERED = (
    "I think there is hope too: it could cure diseases and bring great benefits, if we take the risks seriously. "
    "The catastrophe that some people fear might not come. We talked about the weather for a while, and walked."
)
TURNS = (("Ada", ASKED), ("Ben", ANSWERED))


def item_of(transcript: Transcript, framework: Framework | None = None, kind: str = "edited") -> OpenItem:
    framework = framework or built_in_framework()
    slices = cut(transcript, framework.slicing)
    profile = profiler_for(framework).profile(transcript, slices, caption_kind=kind)
    source = Provenance("a.md", "markdown", "Markdown", "utf-8", "0" * 64, "2026-11-20", kind)
    return OpenItem(1, "a-talk", False, Metadata("A talk"), source, transcript, slices, profile, framework)


@pytest.fixture
def item() -> OpenItem:
    return item_of(Transcript.from_cues(Cue(text, speaker=name) for name, text in TURNS * 20))


@pytest.fixture(scope="module")
def episode(shared: Path) -> OpenItem:
    path = shared / "data" / "axrp" / "2025-06-06-episode-42-owain-evans-llm-psychology.markdown"
    return item_of(parse_bytes(path.read_bytes(), path.name, None).transcript)


def scored_anew(item: OpenItem, *strikes: Strike) -> Profile:
    return profiler_for(item.framework).profile(
        item.transcript, item.slices, caption_kind=item.provenance.caption_kind, strikes=(*item.strikes, *strikes)
    )


def strikes_of(item: OpenItem, number: int) -> Iterator[Strike]:
    """An exception of each scope for each hit of a slice."""
    part = item.slices[number - 1]
    for hit in item.slice_score(number).hits:
        yield strike_at(item.transcript, part.start + hit.start, part.start + hit.end, hit.term)
        yield Strike(ITEM, hit.term)
        yield Strike(LEXICON, hit.term)


def numbers_with_hits(item: OpenItem) -> list[int]:
    return [number for number, hits in enumerate(item.profile.hit_counts, start=1) if hits]


# ------------------------------------------------------------------------------------------ the ledger


def test_the_ledger_of_a_slice(item: OpenItem) -> None:
    for part in item.slices:
        ledger = explain(item, part.number)
        scored = item.slice_score(part.number)
        assert (ledger.number, ledger.score, ledger.exact) == (part.number, scored.score, scored.exact)
        assert tuple(line.hit for line in ledger.lines) == scored.hits
        assert ledger.resistance == item.framework.resistance
    with pytest.raises(IndexError):
        explain(item, len(item.slices) + 1)


def test_what_is_struck_out_has_no_line(item: OpenItem) -> None:
    hit = item.slice_score(1).hits[0]
    struck = replace(item, strikes=(Strike(ITEM, hit.term),), _scored={})
    terms = [line.hit.term for line in explain(struck, 1).lines]
    assert hit.term not in terms
    assert len(terms) < len(explain(item, 1).lines)


@pytest.mark.slow
def test_the_ledger_adds_up_for_every_slice_of_the_real_files(real_library: tuple[Library, ImportReport]) -> None:
    library, _ = real_library
    items = slices = hits = 0
    for summary in list_items(library):
        item = open_item(library, summary.id)
        items += 1
        for part in item.slices:
            ledger = explain(item, part.number)
            assert ledger.score == item.profile.scores[part.number - 1]
            assert len(ledger.lines) == item.profile.hit_counts[part.number - 1]
            assert abs(ledger.exact - sum(line.hit.contribution for line in ledger.lines)) < 1e-9
            assert abs(ledger.exact - (ledger.lines[-1].running if ledger.lines else 0)) < 1e-9
            products = [line.hit.weight * line.hit.factor for line in ledger.lines]
            whole = ledger.size + ledger.resistance * ledger.words
            assert abs(ledger.exact - (100 * sum(products) / whole if products else 0)) < 1e-9
            text = item.slice_text(part.number)
            for line in ledger.lines:
                begin = line.hit.start - line.start
                assert text[begin : begin + len(line.sentence)] == line.sentence
            slices += 1
            hits += len(ledger.lines)
    assert items == 357
    assert slices > 17_000
    assert hits > slices


# --------------------------------------------------------------------------------- striking a hit out


def test_the_effect_of_a_strike_is_that_of_scoring_anew(item: OpenItem) -> None:
    for number in numbers_with_hits(item)[:1]:
        for strike in strikes_of(item, number):
            assert_effect(item, number, strike)


def test_the_effect_on_a_real_episode(episode: OpenItem) -> None:
    busiest = max(numbers_with_hits(episode), key=lambda number: episode.profile.hit_counts[number - 1])
    for number in (numbers_with_hits(episode)[0], busiest):
        for strike in list(strikes_of(episode, number))[:12]:
            assert_effect(episode, number, strike)


def assert_effect(item: OpenItem, number: int, strike: Strike) -> None:
    effect = strike_effect(item, number, strike, [])
    after, band_of = scored_anew(item, strike), item.framework.band_of
    assert (effect.score_before, effect.score_after) == (item.profile.scores[number - 1], after.scores[number - 1])
    assert (effect.median_before, effect.median_after) == (item.profile.figures.median, after.figures.median)
    assert (effect.mean_before, effect.mean_after) == (item.profile.figures.mean, after.figures.mean)
    assert (effect.leaning_before, effect.leaning_after) == (item.profile.leaning, after.leaning)
    assert effect.band_before == band_of(effect.score_before).id
    assert effect.band_after == band_of(effect.score_after).id
    assert (effect.place_before, effect.place_after, effect.of) == (0, 0, 0)
    if strike.scope == LEXICON:
        framework = item.framework.without([strike.term])
        assert list(profiler_for(framework).profile(item.transcript, item.slices).scores) == list(after.scores)


def test_a_second_strike_comes_on_top_of_the_first(item: OpenItem) -> None:
    first, second = list(dict.fromkeys(hit.term for hit in item.slice_score(1).hits))[:2]
    strikes = (Strike(ITEM, first),)
    struck = replace(item, strikes=strikes, profile=scored_anew(item, *strikes), _scored={})
    assert_effect(struck, 1, Strike(ITEM, second))


def test_the_place_in_the_library(item: OpenItem) -> None:
    hit = next(hit for hit in item.slice_score(1).hits if hit.contribution < 0)
    strike = Strike(ITEM, hit.term)
    before, after = item.profile.figures.mean, scored_anew(item, strike).figures.mean
    assert before < after
    means = [before - 1, before, (before + after) / 2, after + 1]
    others: Any = [SimpleNamespace(id=at, mean=mean) for at, mean in enumerate(means, start=2)]
    itself: Any = SimpleNamespace(id=item.id, mean=before)
    for library in (others, [itself, *others]):
        effect = strike_effect(item, 1, strike, library)
        assert (effect.place_before, effect.place_after, effect.of) == (2, 4, 5)
    assert strike_effect(item, 1, strike, [itself]).of == 0


def test_figures_of_before_are_those_of_the_framework_in_force(item: OpenItem) -> None:
    """An opened item may still show what an earlier lexicon made of it."""
    wrong = replaced(item.profile, scores=type(item.profile.scores)("b", [99] * len(item.slices)))
    stale = replace(item, profile=wrong, stale=True)
    strike = next(strikes_of(item, 1))
    assert strike_effect(stale, 1, strike, []) == strike_effect(item, 1, strike, [])


def test_only_what_a_strike_touches_is_scored(episode: OpenItem, monkeypatch: pytest.MonkeyPatch) -> None:
    number = numbers_with_hits(episode)[0]
    place, in_item, _ = list(strikes_of(episode, number))[:3]
    texts: list[str] = []
    score = Scorer.score
    monkeypatch.setattr(Scorer, "score", lambda self, text, *rest: texts.append(text) or score(self, text, *rest))
    strike_effect(episode, number, place, [])
    assert texts == [episode.slice_text(number)]
    texts.clear()
    strike_effect(episode, number, in_item, [])
    assert episode.slice_text(number) in texts
    beginning = in_item.term.split()[0].strip("*")
    holding = [part for part in episode.slices if beginning in episode.slice_text(part.number).lower()]
    assert len(texts) <= len(holding) < len(episode.slices)


def test_a_place_that_is_gone_changes_nothing(item: OpenItem) -> None:
    gone = Strike("place", "danger*", 3, 5, "words that do not stand there")
    effect = strike_effect(item, 1, gone, [])
    assert (effect.score_before, effect.mean_before) == (effect.score_after, effect.mean_after)


def test_the_effect_is_what_keeping_the_strike_makes(library: Library, tmp_path: Path) -> None:
    imported(library, write_talk(tmp_path / "in", "owls.md"), write_talk(tmp_path / "in", "bees.md"))
    item = open_item(library, "owls")
    strike = Strike(ITEM, item.slice_score(1).hits[0].term)
    effect = strike_effect(item, 1, strike, list_items(library))
    keep_strike(library, item.id, strike)
    kept = open_item(library, "owls")
    assert not kept.stale
    assert effect.score_after == kept.profile.scores[0] == kept.slice_score(1).score == explain(kept, 1).score
    assert (effect.median_after, effect.mean_after) == (kept.profile.figures.median, kept.profile.figures.mean)
    assert effect.leaning_after == kept.profile.leaning
    summaries = list_items(library)
    assert effect.of == 2
    own_mean = next(summary.mean for summary in summaries if summary.id == item.id)
    assert effect.place_after == 1 + sum(summary.mean < own_mean for summary in summaries)


# ------------------------------------------------------------------------------------------- fragility


def test_fragility_is_reckoned_once_and_tells_how_far_it_is(item: OpenItem) -> None:
    steps = fragility(item)
    told = []
    try:
        while True:
            told.append(next(steps))
    except StopIteration as end:
        found = end.value
    assert told
    assert all(one.total == told[0].total and one.done <= one.total and one.text for one in told)
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert ran(fragility(item)) is found
    assert list(fragility(item)) == []
    assert ran(fragility(replace(item, _kept={}))) == found
    assert len(found.least) == len(found.greatest) == len(found.hinges) == len(item.slices)
    for score, least, greatest in zip(item.profile.scores, found.least, found.greatest, strict=True):
        assert least <= score <= greatest


def test_fragility_that_was_left_is_not_kept(item: OpenItem) -> None:
    steps = fragility(item)
    next(steps)
    steps.close()
    assert not item._kept
    assert ran(fragility(item)).leaning == item.profile.leaning


def test_fragility_of_a_real_episode(episode: OpenItem) -> None:
    found = ran(fragility(episode))
    assert (found.leaning, found.cuts) == (episode.profile.leaning, 10)
    scorer, framework = profiler_for(episode.framework).scorer, episode.framework
    for part, score, hinge in zip(episode.slices, episode.profile.scores, found.hinges, strict=True):
        assert found.least[part.number - 1] <= score <= found.greatest[part.number - 1]
        if hinge:
            text = episode.slice_text(part.number)
            without = Scorer(framework.without([hinge])).score(text).score
            assert framework.band_of(without) != framework.band_of(scorer.score(text).score)
    assert any(found.hinges)


# -------------------------------------------------------------------------------------------- speakers


def test_speakers(item: OpenItem) -> None:
    found = speakers(item)
    assert [one.name for one in found] == ["Ben", "Ada"]
    assert sum(one.share for one in found) == pytest.approx(1)
    assert speakers(item) is found
    assert speakers(item_of(Transcript.from_cues([Cue("Nobody is named here.")]))) == ()


def test_the_profile_of_a_speaker(item: OpenItem) -> None:
    ben = of_speaker(item, "Ben")
    assert of_speaker(item, "Ben") is ben
    assert len(ben.scores) == len(ben.hit_counts) == len(item.slices)
    assert ben.figures.slices == sum(speaks_in(item, "Ben"))
    assert ben.figures.mean > item.profile.figures.mean > of_speaker(item, "Ada").figures.mean
    assert (ben.framework, ben.evidence_mode) == (item.profile.framework, item.profile.evidence_mode)


def test_the_speakers_of_a_real_episode(episode: OpenItem) -> None:
    guest, host = speakers(episode)
    assert (guest.name, host.name) == ("Owain Evans", "Daniel Filan")
    assert guest.share == pytest.approx(0.71, abs=0.01)
    profile = of_speaker(episode, guest.name)
    assert 0.9 * len(episode.slices) < profile.figures.slices < len(episode.slices)
    assert sum(profile.hit_counts) < sum(episode.profile.hit_counts)


# ---------------------------------------------------------------------------------- another framework


@pytest.fixture(scope="module")
def another() -> Framework:
    built_in = built_in_framework()
    return replaced(built_in, id="another", negative_pole="Hawkish", positive_pole="Dovish", terms=built_in.terms[::2])


def test_the_same_item_under_another_framework(item: OpenItem, another: Framework) -> None:
    found = compared(item, another)
    assert isinstance(found, Compared)
    assert (found.framework, found.slices) == (another, item.slices)
    expected = profiler_for(another).profile(item.transcript, item.slices, caption_kind="edited")
    assert found.profile == expected
    assert found.profile.fingerprint != item.profile.fingerprint
    for part in found.slices:
        scored = found.slice_score(part.number)
        assert scored.score == found.profile.scores[part.number - 1]
        assert found.slice_score(part.number) is scored
        assert found.slice_text(part.number) == item.slice_text(part.number)
    with pytest.raises(IndexError):
        found.slice_score(0)


def test_another_framework_may_cut_otherwise(item: OpenItem, another: Framework) -> None:
    found = compared(item, replaced(another, slicing=SlicingRules(500, 450, 550)))
    assert len(found.slices) > 1.5 * len(item.slices)
    assert len(found.profile.scores) == len(found.slices)


@pytest.mark.parametrize("same", [True, False])
def test_exceptions_are_about_ones_own_framework(item: OpenItem, another: Framework, same: bool) -> None:
    strike = Strike(ITEM, "risk*")
    struck = replace(item, strikes=(strike,))
    other = replaced(another, id=item.framework.id if same else "another", terms=item.framework.terms)
    scores: Callable[..., Any] = lambda *strikes: list(  # noqa: E731
        profiler_for(other).profile(item.transcript, item.slices, strikes=strikes).scores
    )
    found = compared(struck, other)
    assert list(found.profile.scores) == (scores(strike) if same else scores())
    assert [found.slice_score(part.number).score for part in found.slices] == list(found.profile.scores)
