"""How fast slices are scored with all their hits, beside two known tools on the same texts, and on two cores.

CountVectorizer counts the words of the same lexicon, in phrases up to the length of its longest. The terms from which
the lexicon was chosen, all of them together, are the widest one there could be. Whole items are scored with the places
and points of all hits in arrays, which is what bears the bars; how long it takes with an object made of every hit is
reported beside.
"""

from __future__ import annotations

import csv
import gc
import json
import multiprocessing
import statistics
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.common import ROOT, SHARED, Row

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier

    from reader.domain.framework import Framework

SLICES = 400
RUNS = 7
PORTIONS = 16
"""Into so many the texts are cut for what takes long."""
AT_LEAST = {"VADER": 20.0, "CountVectorizer": 5.0}
CANDIDATES = ROOT / "resources" / "frameworks" / "making" / "terms.tsv"

Work = Callable[[], object]


def measure() -> Iterator[Row]:
    """Megabytes of text a second, the ratios, and what a second core gives."""
    from reader.domain.scoring import Scorer
    from reader.services.frameworks import built_in_framework

    texts = _texts()
    size = sum(len(text.encode()) for text in texts)
    framework = built_in_framework()
    for of, name, bars in ((framework, "", AT_LEAST), (_wide(framework), ", wide lexicon", dict[str, float]())):
        scorer = Scorer(of)
        hits = sum(len(one.hits) for one in scorer.score_many(texts))
        note = f"{len(of.terms):,} terms, {hits / len(texts):.1f} hits a slice"
        works: dict[str, list[Work]] = {
            "scorer": [lambda scorer=scorer: scorer.score_many(texts)],  # type: ignore[misc]
            "objects": [lambda scorer=scorer: [tuple(one.hits) for one in scorer.score_many(texts)]],  # type: ignore[misc]
            "text by text": [
                lambda scorer=scorer, part=part: [scorer.score(text) for text in part]  # type: ignore[misc]
                for part in _portions(texts)
            ],
            **_rivals(texts, of),
        }
        with _no_collector():
            times = _seconds(works)
        yield Row(f"scoring with hits and offsets{name}", size / 1e6 / times["scorer"], "MB/s", note=note)
        yield Row(f"the same, an object of every hit{name}", size / 1e6 / times["objects"], "MB/s")
        yield Row(f"the same text by text{name}", size / 1e6 / times["text by text"], "MB/s")
        for rival in AT_LEAST:
            if rival in times:
                ratio = times[rival] / times["scorer"]
                yield Row(f"scoring against {rival}{name}", ratio, "x faster", bars.get(rival), "at least", note)
    yield from _on_two_cores()


def _seconds(works: dict[str, list[Work]]) -> dict[str, float]:
    """How long each work takes, all of its portions together; by the median of each portion.

    The portions take turns, so that each work meets the machine in all its moods: a long one would meet its average, a
    short one now its best and now its worst.
    """
    taken: dict[str, list[list[float]]] = {name: [[] for _ in portions] for name, portions in works.items()}
    for portions in works.values():
        for work in portions:
            work()
    for _ in range(RUNS):
        for at in range(PORTIONS):
            for name, portions in works.items():
                portion = at % len(portions)
                start = time.perf_counter()
                portions[portion]()
                taken[name][portion].append(time.perf_counter() - start)
    return {name: sum(map(statistics.median, portions)) for name, portions in taken.items()}


@contextmanager
def _no_collector() -> Iterator[None]:
    """The garbage collector rests, for all alike: what it costs depends on what else is in memory."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _texts() -> list[str]:
    gold = SHARED / "gold" / "slices.jsonl"
    if gold.exists():
        lines = gold.read_text(encoding="utf-8").splitlines()[:SLICES]
        return [json.loads(line)["text"] for line in lines]
    text = (ROOT / "resources" / "demo" / "the-year-the-forecasts-were-wrong.txt").read_text(encoding="utf-8")
    return [text[at : at + 1000] for at in range(0, len(text), 1000)]


def _wide(framework: Framework) -> Framework:
    """The framework with all candidates of its lexicon, besides the terms that were taken."""
    from reader.domain.framework import Term
    from reader.domain.record import replaced

    known = {term.pattern for term in framework.terms}
    with CANDIDATES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["pattern"] not in known]
    return replaced(framework, terms=(*framework.terms, *(Term(row["pattern"], float(row["weight"])) for row in rows)))


def _portions(texts: list[str]) -> list[list[str]]:
    return [texts[at::PORTIONS] for at in range(PORTIONS)]


def _rivals(texts: list[str], framework: Framework) -> dict[str, list[Work]]:
    rivals: dict[str, list[Work]] = {}
    patterns = [term.pattern.replace("*", "") for term in framework.terms]
    longest = max(len(pattern.split()) for pattern in patterns)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
        except ImportError:
            pass
        else:
            vader = SentimentIntensityAnalyzer()
            rivals["VADER"] = [
                lambda part=part: [vader.polarity_scores(text) for text in part]  # type: ignore[misc]
                for part in _portions(texts)
            ]
        try:
            from sklearn.feature_extraction.text import CountVectorizer
        except ImportError:
            pass
        else:
            counter = CountVectorizer(vocabulary=sorted(set(patterns)), ngram_range=(1, longest))
            rivals["CountVectorizer"] = [
                lambda part=part: counter.transform(part)  # type: ignore[misc]
                for part in _portions(texts)
            ]
    return rivals


# ------------------------------------------------------------------------------------------- two cores


def _on_two_cores() -> Iterator[Row]:
    """All real files, profiled by one process and by two at a time."""
    folders = [SHARED / "data" / name for name in ("axrp", "practical-ai")]
    if not all(folder.is_dir() for folder in folders):
        return
    paths = sorted(path for folder in folders for path in folder.iterdir() if path.suffix in (".md", ".markdown"))
    halves = [paths[::2], paths[1::2]]
    alone = max(_in_processes([paths]))
    together = max(_in_processes(halves))
    yield Row("scoring the 357 real files, one process", alone, "s", note="read already; lenses and figures included")
    yield Row("two processes against one", alone / together, "x faster", note=f"{together:.2f} s")


def _in_processes(shares: list[list[Path]]) -> list[float]:
    """Each share profiled by a process of its own, all at the same time: how long each took, once all were ready."""
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(len(shares))
    answers = context.Queue()
    processes = [context.Process(target=_profile, args=(share, ready, answers)) for share in shares]
    for process in processes:
        process.start()
    taken = [answers.get() for _ in processes]
    for process in processes:
        process.join()
    return taken


def _profile(paths: list[Path], ready: Barrier, answers: Queue[float]) -> None:
    from reader.domain.profiling import Profiler
    from reader.domain.slicing import cut
    from reader.formats.reading import parse_bytes
    from reader.services.frameworks import built_in_framework

    framework = built_in_framework()
    profiler = Profiler(framework, many=True)
    transcripts = [parse_bytes(path.read_bytes(), path.name, None).transcript for path in paths]
    cuts = [cut(transcript, framework.slicing) for transcript in transcripts]
    profiler.profile(transcripts[0], cuts[0])
    ready.wait()
    start = time.perf_counter()
    for transcript, slices in zip(transcripts, cuts, strict=True):
        profiler.profile(transcript, slices)
    answers.put(time.perf_counter() - start)
