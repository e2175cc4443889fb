"""How fast slices are scored with all their hits, beside two known tools on the same texts.

The ratios to VADER and CountVectorizer are reported here without a bar.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterator

from tests.benchmarks.common import ROOT, SHARED, Row, alternating_seconds

SLICES = 400


def measure() -> Iterator[Row]:
    """Megabytes of text a second, and the ratios."""
    from reader.services.frameworks import framework_in_force, profiler_in_force

    texts = _texts()
    size = sum(len(text.encode()) for text in texts)
    scorer = profiler_in_force().scorer
    works: list[tuple[str, Callable[[], object]]] = [("scorer", lambda: [scorer.score(text) for text in texts])]
    works += _rivals(texts, [term.pattern.replace("*", "") for term in framework_in_force().terms])
    times = dict(
        zip((name for name, _ in works), alternating_seconds([work for _, work in works], runs=5), strict=True)
    )
    yield Row("scoring with hits and offsets", size / 1e6 / times["scorer"], "MB/s", note=f"{len(texts)} slices")
    for name in ("VADER", "CountVectorizer"):
        if name in times:
            yield Row(f"scoring against {name}", times[name] / times["scorer"], "x faster")


def _texts() -> list[str]:
    gold = SHARED / "gold" / "slices.jsonl"
    if gold.exists():
        lines = gold.read_text(encoding="utf-8").splitlines()[:SLICES]
        return [json.loads(line)["text"] for line in lines]
    text = (ROOT / "resources" / "demo" / "the-year-the-forecasts-were-wrong.txt").read_text(encoding="utf-8")
    return [text[at : at + 1000] for at in range(0, len(text), 1000)]


def _rivals(texts: list[str], words: list[str]) -> list[tuple[str, Callable[[], object]]]:
    rivals: list[tuple[str, Callable[[], object]]] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
        except ImportError:
            pass
        else:
            vader = SentimentIntensityAnalyzer()
            rivals.append(("VADER", lambda: [vader.polarity_scores(text) for text in texts]))
        try:
            from sklearn.feature_extraction.text import CountVectorizer
        except ImportError:
            pass
        else:
            counter = CountVectorizer(vocabulary=sorted(set(words)), ngram_range=(1, 3))
            rivals.append(("CountVectorizer", lambda: counter.transform(texts)))
    return rivals
