"""How weights are fitted to labelled slices, starting from weights that were set by judgement.

The score is that of ``reader.domain.scoring``. The loss is the squared distance to the labels plus a penalty on every
step away from the judged weight, taken in three stages:

1. Terms are moved together: all of one subject, sign and strength by one factor, and those that stand in the same
   talk (by a singular value decomposition of the transcripts) by shared amounts.
2. Each term is moved by itself, from where stage 1 left it.
3. Terms that carry nothing are left out: phrases that say what their words say anyway, terms met too seldom to be
   known. Then stage 2 once more without them.

No weight changes its sign, and none grows past ``greatest_weight`` of the judged one, so that a mild word stays mild.
A term that the labels say little about keeps about the weight that it was given.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags
from scipy.sparse.linalg import svds

from reader.domain.framework import Framework, Term
from reader.domain.lexicon import PatternFinder
from reader.domain.record import replaced
from reader.domain.scoring import Scorer
from reader.domain.words import Words

HERE = Path(__file__).resolve().parent
RESISTANCE = 0.4
LABEL_SCALE = 0.7
"""The share of a label that the score should reach: lower gives smaller scores and narrower bands."""
OWN_PENALTY = 0.5
"""On the square of each step of a term by itself."""
GROUP_PENALTY = 30.0
TALK_PENALTY = 10.0
DIMENSIONS = 50
LEAST_WEIGHT = 0.02
PER_SLICE = 400.0
"""Squared distances are counted in these."""
STEP = 0.05
"""Weights are rounded to this."""
LEAST_OWN = 0.2
"""A term whose weight is no farther from what its words would count without it is left out."""
LEAST_CARRIED = 2.0
"""So is one that carries less than this over all labelled slices that it is met in..."""
STRONG = 1.0
"""...unless it is this strong: strong words are kept however seldom they are met."""

Floats = NDArray[np.float64]


class Hits(NamedTuple):
    """Sums of context factors, one row per slice and one column per term, and the words of each slice."""

    signed: Any
    absolute: Any
    words: Floats

    def scores(self, weights: Floats) -> Floats:
        """The scores of all slices under these weights."""
        return np.asarray(100 * (self.signed @ weights) / self._pull(weights))

    def loss(self, weights: Floats, labels: Floats) -> tuple[float, Floats]:
        """Half the squared distance to the labels, and how it changes with each weight."""
        pull = self._pull(weights)
        sums = self.signed @ weights
        errors = 100 * sums / pull - labels
        by_pull = np.sign(weights) * (self.absolute.T @ (errors * sums / pull**2))
        gradient = 100 * (self.signed.T @ (errors / pull) - by_pull)
        return 0.5 * float(errors @ errors) / PER_SLICE, np.asarray(gradient) / PER_SLICE

    def rows(self, chosen: NDArray[np.intp]) -> Hits:
        """Only these slices."""
        return Hits(self.signed[chosen], self.absolute[chosen], self.words[chosen])

    def _pull(self, weights: Floats) -> Floats:
        return np.asarray(self.absolute @ np.abs(weights) + RESISTANCE * self.words)


def read_terms() -> tuple[Term, ...]:
    """The candidate terms with the weights set by judgement, in the order in which they are written."""
    with (HERE / "terms.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Term(
                row["pattern"],
                float(row["weight"]),
                row["emphasis"],
                exceptions=tuple(filter(None, row["exceptions"].split("|"))),
            )
            for row in csv.DictReader(file, delimiter="\t")
        )


def weights_of(terms: Sequence[Term]) -> Floats:
    """Their weights."""
    return np.array([term.weight for term in terms], dtype=np.float64)


def find_hits(framework: Framework, terms: Sequence[Term], texts: Sequence[str]) -> Hits:
    """Find these terms in all texts, under the context rules of the framework."""
    scorer = Scorer(replaced(framework, terms=tuple(terms)))
    column = {term.pattern: number for number, term in enumerate(terms)}
    rows, columns, factors, words = [], [], [], []
    for number, text in enumerate(texts):
        words.append(len(Words(text)))
        for hit in scorer.score(text).hits:
            rows.append(number)
            columns.append(column[hit.term])
            factors.append(hit.factor)
    shape = (len(texts), len(terms))
    signed = csr_matrix((factors, (rows, columns)), shape=shape)
    absolute = csr_matrix((np.abs(factors), (rows, columns)), shape=shape)
    return Hits(signed, absolute, np.array(words, dtype=np.float64))


def talk_space(pieces: Any) -> Floats:
    """Where each term stands among the others by the talk it is met in; one row per term.

    ``pieces`` are hits in unlabelled pieces of talk, one row per piece.
    """
    met = (abs(pieces) > 0).astype(np.float64)
    seldom = np.log(met.shape[0] / (np.asarray(met.sum(axis=0)).ravel() + 1))
    rows = met @ diags(seldom)
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel()) + 1e-9
    start = np.ones(min(met.shape))
    _, sizes, directions = svds(diags(1 / length) @ rows, k=DIMENSIONS, v0=start)
    places = directions.T * sizes
    norms = np.linalg.norm(places, axis=1, keepdims=True)
    return np.asarray(places / (norms + 0.5 * np.median(norms)))


def greatest_weight(judged: Floats) -> Floats:
    """How strong each term may become."""
    return 2 * np.abs(judged) + 0.5


def fit(hits: Hits, labels: Floats, terms: Sequence[Term], space: Floats) -> Floats:
    """Stages 1 and 2. ``labels`` are whole ones, from -100 to 100."""
    judged = weights_of(terms)
    aim = LABEL_SCALE * labels
    return _fit_each(hits, aim, judged, _fit_together(hits, aim, terms, space))


def _fit_together(hits: Hits, aim: Floats, terms: Sequence[Term], space: Floats) -> Floats:
    judged = weights_of(terms)
    groups = _groups(terms)
    count = groups.shape[1]
    shared = space * (0.5 * np.abs(judged) + 0.3)[:, None]

    def loss(values: Floats) -> tuple[float, Floats]:
        factors, amounts = values[:count], values[count:]
        value, gradient = hits.loss(groups @ factors + shared @ amounts, aim)
        strayed = factors - 1
        value += 0.5 * (GROUP_PENALTY * strayed @ strayed + TALK_PENALTY * amounts @ amounts)
        by_factors = groups.T @ gradient + GROUP_PENALTY * strayed
        return float(value), np.concatenate([by_factors, shared.T @ gradient + TALK_PENALTY * amounts])

    start = np.concatenate([np.ones(count), np.zeros(space.shape[1])])
    found = _least(loss, start)
    weights = groups @ found[:count] + shared @ found[count:]
    sign = np.sign(judged)
    return np.asarray(sign * np.clip(sign * weights, LEAST_WEIGHT, greatest_weight(judged)))


def _fit_each(hits: Hits, aim: Floats, judged: Floats, start: Floats) -> Floats:
    def loss(weights: Floats) -> tuple[float, Floats]:
        value, gradient = hits.loss(weights, aim)
        strayed = weights - start
        return value + 0.5 * OWN_PENALTY * float(strayed @ strayed), gradient + OWN_PENALTY * strayed

    most = greatest_weight(judged)
    bounds = [
        (LEAST_WEIGHT, limit) if weight > 0 else (-limit, -LEAST_WEIGHT)
        for weight, limit in zip(judged, most, strict=True)
    ]
    return _least(loss, start, bounds)


def _least(
    loss: Callable[[Floats], tuple[float, Floats]], start: Floats, bounds: list[tuple[float, float]] | None = None
) -> Floats:
    options = {"maxiter": 300, "ftol": 1e-7}
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x)


def _groups(terms: Sequence[Term]) -> Any:
    """The judged weights, one row per term and one column per subject, sign and strength."""
    numbers: dict[tuple[str, bool, int], int] = {}
    columns = []
    for term in terms:
        strength = int(abs(term.weight) > 0.5) + int(abs(term.weight) > 1.25)
        columns.append(numbers.setdefault((term.emphasis, term.weight > 0, strength), len(numbers)))
    return csr_matrix((weights_of(terms), (np.arange(len(terms)), columns)), shape=(len(terms), len(numbers)))


def carrying(terms: Sequence[Term], weights: Floats, hits: Hits) -> NDArray[np.intp]:
    """The numbers of the terms that carry something by themselves (stage 3)."""
    weight_of = {term.pattern: weight for term, weight in zip(terms, weights, strict=True)}
    finder = PatternFinder([term.pattern for term in terms])
    slices = np.asarray((hits.absolute > 0).sum(axis=0)).ravel()
    kept = []
    for number, term in enumerate(terms):
        own = abs(weights[number] - _without_itself(term.pattern, terms, weight_of, finder))
        if own > LEAST_OWN and (own >= STRONG or own * slices[number] >= LEAST_CARRIED):
            kept.append(number)
    return np.array(kept, dtype=np.intp)


def _without_itself(pattern: str, terms: Sequence[Term], weight_of: dict[str, float], finder: PatternFinder) -> float:
    """What the words of a phrase would count if it were no term: parted at the place where most of them are found."""
    words = pattern.replace("*", "").split()
    best = (0, 0.0)
    for at in range(1, len(words)):
        parts = f"{' '.join(words[:at])} | {' '.join(words[at:])}"
        found = finder.find(Words(parts))[0]
        covered = sum(last - first + 1 for _, first, last in found)
        best = max(
            best, (covered, sum(weight_of[terms[match[0]].pattern] for match in found)), key=lambda pair: pair[0]
        )
    return best[1]


def rounded(weights: Floats) -> Floats:
    """As they are written: in steps, none of them 0."""
    sizes = np.maximum(np.round(np.abs(weights) / STEP), 1) * STEP
    return np.asarray(np.round(np.sign(weights) * sizes, 2))
