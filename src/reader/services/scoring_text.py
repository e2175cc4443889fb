"""Scoring without a library: one file, or a stream of texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from reader.domain.record import record
from reader.domain.slicing import cut
from reader.errors import InputError
from reader.formats.reading import parse_bytes
from reader.services.drafting import drafted_metadata
from reader.services.files import read_file
from reader.services.frameworks import built_in_framework

if TYPE_CHECKING:
    from pathlib import Path

    from reader.domain.framework import Framework
    from reader.domain.item import Metadata
    from reader.domain.parsed import ParsedFile
    from reader.domain.profile import Profile
    from reader.domain.scoring import Scorer

CONTRIBUTION_DECIMALS = 6


@record
class ScoredFile:
    """A file that was read, cut and scored, but not imported. Its profile bears no fingerprint."""

    path: Path
    parsed: ParsedFile
    metadata: Metadata
    profile: Profile
    framework: Framework


def score_file(path: Path, encoding: str | None = None, framework: Framework | None = None) -> ScoredFile:
    """Read and score one transcript file, by the built-in framework unless another is given. Raises InputError."""
    from reader.domain.profiling import Profiler

    parsed = parse_bytes(read_file(path), path.name, encoding)
    framework = framework or built_in_framework()
    slices = cut(parsed.transcript, framework.slicing)
    profile = Profiler(framework, marked=False).profile(
        parsed.transcript, slices, parsed.metadata.evidence_mode, caption_kind=parsed.caption_kind
    )
    return ScoredFile(path, parsed, drafted_metadata(parsed, path), profile, framework)


def score_lines(
    lines: Iterable[bytes], failed: Callable[[int, str], None], framework: Framework | None = None
) -> Iterator[str]:
    """Score each JSON line ``{"id", "text"}`` as one slice and give one JSON line (without line break) for it.

    Holds one line at a time. A line that is no such object is reported as ``failed(line_number, sentence)`` and left
    out; lines of white space only are passed over. Offsets of hits are characters of ``text``.
    """
    import json

    from reader.domain.scoring import Scorer

    framework = framework or built_in_framework()
    scorer = Scorer(framework)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            key, text = _request(line if number > 1 else line.removeprefix(b"\xef\xbb\xbf"))
        except InputError as error:
            failed(number, error.message)
            continue
        yield json.dumps(_scored(key, text, scorer, framework))


def _request(line: bytes) -> tuple[Any, str]:
    import json

    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError("it is not valid JSON in UTF-8.") from error
    if not isinstance(request, dict) or "id" not in request or "text" not in request:
        raise InputError('it must be an object with "id" and "text".')
    if not isinstance(request["text"], str):
        raise InputError('"text" must be a string.')
    return request["id"], request["text"]


def _scored(key: Any, text: str, scorer: Scorer, framework: Framework) -> dict[str, Any]:
    result = scorer.score(text)
    return {
        "id": key,
        "score": result.score,
        "band": framework.band_of(result.score).id,
        "hits": [
            {
                "term": hit.term,
                "start": hit.start,
                "end": hit.end,
                "weight": hit.weight,
                "factor": round(hit.factor, CONTRIBUTION_DECIMALS),
                "contribution": round(hit.contribution, CONTRIBUTION_DECIMALS),
            }
            for hit in result.hits
        ],
    }
