"""The whole recipe from labelled slices to a framework, and how well it does on talks that it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from fitting import Floats, Hits, carrying, find_hits, fit, read_terms, rounded, talk_space
from labelled import Labelled
from numpy.typing import NDArray
from scipy.stats import spearmanr
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from reader.domain.framework import Framework, Term
from reader.domain.record import replaced

FOLDS = 5
LABEL_BAND = 20
"""Labels of this size and more are one-sided (README of the labelled slices)."""
LIMITS = range(3, 26)
"""The band limits that are tried."""
ABOUT_AS_WELL = 0.003
"""Macro-F1 by which two pairs of limits must differ for one to be better."""

Numbers = NDArray[np.intp]


class Material(NamedTuple):
    """What the recipe works on: the candidate terms and their hits in labelled slices and in unlabelled talk."""

    framework: Framework
    terms: tuple[Term, ...]
    slices: list[Labelled]
    hits: Hits
    pieces: Any
    piece_sources: NDArray[np.str_]

    @property
    def labels(self) -> Floats:
        return np.array([labelled.score for labelled in self.slices], dtype=np.float64)

    @property
    def sources(self) -> NDArray[np.str_]:
        return np.array([labelled.source for labelled in self.slices])

    @property
    def official(self) -> NDArray[np.bool_]:
        return np.array([labelled.official for labelled in self.slices])


class Made(NamedTuple):
    """What came out: the terms with their weights, and the limits of the two outer bands."""

    terms: tuple[Term, ...]
    limits: tuple[int, int]


def gather(framework: Framework, slices: list[Labelled], pieces: Sequence[tuple[str, str]]) -> Material:
    """Find the candidate terms in everything."""
    terms = read_terms()
    hits = find_hits(framework, terms, [labelled.text for labelled in slices])
    in_pieces = find_hits(framework, terms, [text for _, text in pieces]).signed
    return Material(framework, terms, slices, hits, in_pieces, np.array([source for source, _ in pieces]))


def make(material: Material, chosen: Numbers | None = None) -> Made:
    """The recipe on these slices, or on all; nothing of the talks of the other slices is looked at."""
    chosen = np.arange(len(material.slices)) if chosen is None else chosen
    labels, sources = material.labels[chosen], material.sources[chosen]
    others = set(material.sources) - set(sources)
    seen = np.flatnonzero([source not in others for source in material.piece_sources])
    space = talk_space(material.pieces[seen])
    hits = material.hits.rows(chosen)
    kept = carrying(material.terms, fit(hits, labels, material.terms, space), hits)
    terms = tuple(material.terms[number] for number in kept)
    texts = [material.slices[number].text for number in chosen]
    hits = find_hits(material.framework, terms, texts)
    space = space[kept]
    held_out = np.zeros(len(labels))
    for train, test in GroupKFold(FOLDS).split(labels, groups=sources):
        held_out[test] = hits.rows(test).scores(fit(hits.rows(train), labels[train], terms, space))
    weights = rounded(fit(hits, labels, terms, space))
    weighed = tuple(replaced(term, weight=float(w)) for term, w in zip(terms, weights, strict=True))
    return Made(weighed, best_limits(held_out, labels))


def scores_of(material: Material, made: Made, chosen: Numbers) -> Floats:
    """The scores of these slices by what was made, as integers."""
    hits = find_hits(material.framework, made.terms, [material.slices[number].text for number in chosen])
    return np.asarray(np.round(hits.scores(np.array([term.weight for term in made.terms]))))


class HeldOut(NamedTuple):
    """Scores and bands (0, 1, 2) of all slices, each by a lexicon that knows nothing of its talk."""

    scores: Floats
    bands: Numbers
    made: list[Made]


def hold_out(material: Material) -> HeldOut:
    """Five folds by talk: terms, weights and band limits each time from the other four alone."""
    labels = material.labels
    scores, found = np.zeros(len(labels)), np.zeros(len(labels), dtype=np.intp)
    made = []
    for train, test in GroupKFold(FOLDS).split(labels, groups=material.sources):
        made.append(make(material, train))
        scores[test] = scores_of(material, made[-1], test)
        found[test] = bands(scores[test], *made[-1].limits)
    return HeldOut(scores, found, made)


def bands(values: Floats, low: float, high: float) -> Numbers:
    """0 for the negative pole (up to ``low``), 1 for the middle, 2 for the positive pole (from ``high``)."""
    return np.asarray(np.where(values <= low, 0, np.where(values >= high, 2, 1)))


def best_limits(scores: Floats, labels: Floats) -> tuple[int, int]:
    """The limits at which the scores sort the slices best, as a mean over the neighbouring ones. Of limits that do
    about as well, those with the widest middle: a slice is called one-sided only where that tells something.
    """
    truth = bands(labels, -LABEL_BAND, LABEL_BAND)
    whole = np.round(scores)
    grid = np.array([[f1_score(truth, bands(whole, -low, high), average="macro") for high in LIMITS] for low in LIMITS])
    padded = np.pad(grid, 1, mode="edge")
    height, width = grid.shape
    smooth = np.mean([padded[i : i + height, j : j + width] for i in range(3) for j in range(3)], axis=0)
    good = np.argwhere(smooth >= smooth.max() - ABOUT_AS_WELL)
    low, high = max(good, key=lambda at: (at[0] + at[1], smooth[tuple(at)]))
    return -LIMITS[int(low)], LIMITS[int(high)]


def spearman(scores: Floats, labels: Floats) -> float:
    """The rank correlation."""
    return float(spearmanr(scores, labels)[0])


def macro_f1(found: Numbers, labels: Floats) -> float:
    """Of the three bands, labels sorted at ±20."""
    return float(f1_score(bands(labels, -LABEL_BAND, LABEL_BAND), found, average="macro"))
