"""Fit the weights of a lexicon to labelled slices, starting from weights that were set by judgement.

    python resources/frameworks/making/fit_lexicon.py [--write WEIGHTS.tsv]

prints how well the lexicon ranks and sorts slices that it was not fitted to (five folds; no talk is in two of them),
and writes the weights fitted to all of them. The score is that of ``reader.domain.scoring``; the loss is the squared
distance to the labels plus a penalty on every step away from the judged weight, and no weight may change its sign. So a
term that the labels say little about keeps the weight that it was given. README.md beside this file tells where the
data come from.

Needs scikit-learn and SciPy (``pip install -e .[bench]``) and the labelled slices beside the checkout.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.stats import spearmanr
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from reader.domain.framework import Framework, Term
from reader.domain.scoring import Scorer
from reader.domain.words import Words
from reader.formats.framework_file import parse_framework

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[3] / "shared"
RESISTANCE = 0.2
PENALTY = 1.0
LABEL_SCALE = 1.0
"""The share of a label that the score should reach: lower gives smaller scores and narrower bands."""
LABEL_BAND = 20
"""Labels of this size and more are one-sided (README of the labelled slices)."""
WEIGHT_RANGE = (0.02, 5.0)

Floats = NDArray[np.float64]


class Labelled(NamedTuple):
    """One labelled slice."""

    source: str
    text: str
    score: int
    official: bool


class Hits(NamedTuple):
    """Sums of context factors, one row per slice and one column per term, and the words of each slice."""

    signed: Any
    absolute: Any
    words: Floats

    def scores(self, weights: Floats) -> Floats:
        """The scores of all slices under these weights."""
        return np.asarray(100 * (self.signed @ weights) / self._pull(weights))

    def gradient(self, weights: Floats, errors: Floats) -> Floats:
        """How the sum of squared ``errors`` changes with each weight."""
        pull = self._pull(weights)
        direct = self.signed.T @ (errors / pull)
        by_pull = np.sign(weights) * (self.absolute.T @ (errors * (self.signed @ weights) / pull**2))
        return np.asarray(100 * (direct - by_pull))

    def _pull(self, weights: Floats) -> Floats:
        return np.asarray(self.absolute @ np.abs(weights) + RESISTANCE * self.words)

    def rows(self, chosen: NDArray[np.intp]) -> Hits:
        """Only these slices."""
        return Hits(self.signed[chosen], self.absolute[chosen], self.words[chosen])


def read_terms() -> list[Term]:
    """The terms with the weights set by judgement."""
    with (HERE / "terms.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [Term(row["pattern"], float(row["weight"]), row["emphasis"]) for row in rows]


def read_labelled() -> list[Labelled]:
    """The official labelled slices, then those of ``labels.tsv``, whose texts are cut from the transcripts anew."""
    gold = (SHARED / "gold" / "slices.jsonl").read_text(encoding="utf-8").splitlines()
    official = [Labelled(row["source"], row["text"], row["score"], True) for row in map(json.loads, gold)]
    more = []
    with (HERE / "labels.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text = running_text(row["source"])[int(row["start"]) : int(row["end"])].strip()
            if hashlib.sha256(text.encode()).hexdigest()[:16] != row["sha256"]:
                raise SystemExit(f"{row['source']} is not the transcript that was labelled.")
            more.append(Labelled(row["source"], text, int(row["score"]), False))
    return official + more


_running: dict[str, str] = {}


def running_text(source: str) -> str:
    """A transcript file without its front matter, white space made single."""
    if source not in _running:
        path = next((SHARED / "data").glob(f"{source}.m*"))
        text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        _running[source] = re.sub(r"\s+", " ", text).strip()
    return _running[source]


def find_hits(framework: Framework, slices: list[Labelled]) -> Hits:
    """Find all terms in all slices."""
    scorer = Scorer(framework)
    column = {term.pattern: number for number, term in enumerate(framework.terms)}
    rows, columns, factors, words = [], [], [], []
    for number, labelled in enumerate(slices):
        split = Words(labelled.text)
        words.append(len(split))
        for hit in scorer.score_words(split).hits:
            rows.append(number)
            columns.append(column[hit.term])
            factors.append(hit.factor)
    shape = (len(slices), len(framework.terms))
    signed = csr_matrix((factors, (rows, columns)), shape=shape)
    absolute = csr_matrix((np.abs(factors), (rows, columns)), shape=shape)
    return Hits(signed, absolute, np.array(words, dtype=np.float64))


def fit(hits: Hits, labels: Floats, judged: Floats) -> Floats:
    """The weights that suit the labels best without straying from the judged ones more than they are worth."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        errors = hits.scores(weights) - LABEL_SCALE * labels
        strayed = weights - judged
        value = 0.5 * (errors @ errors / 400 + PENALTY * strayed @ strayed)
        return float(value), hits.gradient(weights, errors) / 400 + PENALTY * strayed

    least, most = WEIGHT_RANGE
    bounds = [(least, most) if weight > 0 else (-most, -least) for weight in judged]
    result = minimize(loss, judged, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 400})
    return np.asarray(result.x)


def held_out_scores(hits: Hits, labels: Floats, judged: Floats, sources: list[str]) -> Floats:
    """Each slice's score under weights fitted without its talk."""
    scores = np.zeros(len(labels))
    for others, held_out in GroupKFold(5).split(labels, groups=sources):
        scores[held_out] = hits.rows(held_out).scores(fit(hits.rows(others), labels[others], judged))
    return scores


def bands(values: Floats, limit: float) -> NDArray[np.intp]:
    """0 for one-sided to the negative pole, 1 for the middle, 2 for the positive pole."""
    return np.asarray(np.where(values <= -limit, 0, np.where(values >= limit, 2, 1)))


def report(name: str, scores: Floats, labels: Floats) -> None:
    """Print how well the scores rank the slices, and sort them into bands at the best limits."""
    truth = bands(labels, LABEL_BAND)
    by_limit = {limit: f1_score(truth, bands(np.rint(scores), limit), average="macro") for limit in range(4, 31)}
    best = max(by_limit, key=lambda limit: by_limit[limit])
    print(f"{name:34} Spearman {spearmanr(scores, labels)[0]:.3f}  macro-F1 {by_limit[best]:.3f} with bands at ±{best}")


def main() -> int:
    """Fit, report and, where asked to, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", metavar="WEIGHTS.tsv", type=Path)
    arguments = parser.parse_args()
    source = (HERE.parent / "risk-opportunity.toml").read_bytes()
    framework = dataclasses.replace(parse_framework(source, "risk-opportunity.toml"), terms=tuple(read_terms()))
    slices = read_labelled()
    hits = find_hits(framework, slices)
    labels = np.array([labelled.score for labelled in slices], dtype=np.float64)
    judged = np.array([term.weight for term in framework.terms])
    official = np.array([labelled.official for labelled in slices])
    held_out = held_out_scores(hits, labels, judged, [labelled.source for labelled in slices])
    print(f"{len(judged):,} terms, {official.sum():,} official and {(~official).sum():,} further labels")
    report("judged weights, official labels", hits.scores(judged)[official], labels[official])
    report("fitted, held out, official labels", held_out[official], labels[official])
    report("fitted, held out, further labels", held_out[~official], labels[~official])
    if arguments.write:
        fitted = fit(hits, labels, judged)
        rows = (f"{t.pattern}\t{w:.2f}\t{t.emphasis}" for t, w in zip(framework.terms, fitted, strict=True))
        arguments.write.write_text("pattern\tweight\temphasis\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
