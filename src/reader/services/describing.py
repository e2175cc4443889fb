"""An item's figures and facts as plain values, the same for every way out that is read by programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reader.domain.assessment import share_heard
from reader.domain.framework import fingerprint
from reader.domain.striking import PLACE, place_of

if TYPE_CHECKING:
    from reader.domain.framework import Framework
    from reader.domain.item import Metadata
    from reader.domain.item_summary import ItemSummary
    from reader.domain.parsed import Remark
    from reader.domain.profile import Profile
    from reader.domain.striking import Strike
    from reader.services.import_report import ImportEntry, ImportReport, Outcome
    from reader.services.reading import OpenItem
    from reader.services.scoring_text import ScoredFile

DECIMALS = 4


def profile_facts(title: str, profile: Profile) -> dict[str, Any]:
    """The figures of a profile as the command line names them; ``leaning`` and the keys of ``shares`` are band ids.

    Shares of the lens and of slices with evidence go from 0 to 1.
    """
    figures = profile.figures
    return {
        "title": title,
        "slices": figures.slices,
        "median": plain_number(figures.median),
        "mean": plain_number(figures.mean),
        "least": int(figures.least),
        "greatest": int(figures.greatest),
        "p10": plain_number(figures.p10),
        "p90": plain_number(figures.p90),
        "shares": dict(figures.shares),
        "leaning": profile.leaning,
        "lens": profile.lens,
        "confidence": profile.confidence,
        "evidence_mode": profile.evidence_mode,
        "basis": profile.basis,
        "reasons": list(profile.reasons),
        "scores": [int(score) for score in profile.scores],
        "mean_low": plain_number(profile.mean_low),
        "mean_high": plain_number(profile.mean_high),
        "lens_share": plain_number(profile.lens_share),
        "second_lens": profile.second_lens,
        "evidence_share": plain_number(profile.evidence_share),
        "caption_quality": profile.caption_quality,
    }


def file_facts(scored: ScoredFile) -> dict[str, Any]:
    """What ``score --json`` says of a file that is not in the library."""
    return profile_facts(scored.metadata.title, scored.profile) | {
        "framework": scored.profile.framework,
        "fingerprint": fingerprint(scored.framework),
        "source": scored.path.name,
        "format": scored.parsed.format_id,
        "encoding": scored.parsed.encoding,
        "remarks": _remark_facts(scored.parsed.remarks),
    }


def item_facts(item: OpenItem) -> dict[str, Any]:
    """What ``show --json`` says of an item: its profile, then metadata, provenance and the transcript's measures."""
    provenance = item.provenance
    return (
        profile_facts(item.metadata.title, item.profile)
        | {
            "framework": item.profile.framework,
            "fingerprint": item.profile.fingerprint,
            "stale": item.stale,
            "strikes": [_strike_facts(strike, item) for strike in item.strikes],
            "slug": item.slug,
            "sample": item.sample,
        }
        | _metadata_facts(item.metadata)
        | {
            "source": provenance.source,
            "format": provenance.format_id,
            "encoding": provenance.encoding,
            "sha256": provenance.sha256,
            "stored": provenance.stored,
            "caption_kind": provenance.caption_kind,
            "video_id": provenance.video_id,
            "cues": len(item.transcript.cues),
            "characters": len(item.transcript.text),
            "speakers": list(item.transcript.speakers),
            "duration_ms": item.transcript.duration_ms,
            "assessment_path": item.assessment_path,
            "assessed": item.assessment is not None and not item.assessment.problem,
            "listened": plain_number(share_heard(item.assessment)),
        }
    )


def summary_facts(summary: ItemSummary) -> dict[str, Any]:
    """What ``list --json`` says of one item."""
    return {
        "slug": summary.slug,
        "title": summary.title,
        "show": summary.show,
        "shelf": summary.shelf,
        "thread": summary.thread,
        "date": summary.date,
        "tags": list(summary.tags),
        "sample": summary.sample,
        "duration_ms": summary.duration_ms,
        "characters": summary.characters,
        "slices": len(summary.scores),
        "median": plain_number(summary.median),
        "mean": plain_number(summary.mean),
        "p10": plain_number(summary.p10),
        "p90": plain_number(summary.p90),
        "leaning": summary.leaning,
        "lens": summary.lens,
        "lens_share": plain_number(summary.lens_share),
        "second_lens": summary.second_lens,
        "confidence": summary.confidence,
        "basis": summary.basis,
        "listened": plain_number(summary.listened),
        "stale": summary.stale,
    }


def _strike_facts(strike: Strike, item: OpenItem) -> dict[str, Any]:
    """An exception; one at a place also says which words it is about, and whether they are still there."""
    facts: dict[str, Any] = {"id": strike.id, "scope": strike.scope, "term": strike.term}
    if strike.scope == PLACE:
        start = place_of(strike, item.transcript)
        facts |= {"quote": strike.quote, "start": start, "orphaned": start is None}
    return facts


def report_facts(report: ImportReport) -> dict[str, Any]:
    """What ``import --json`` says: the number of each outcome, and each file's."""
    outcomes: tuple[Outcome, ...] = ("imported", "updated", "unchanged", "exists", "failed")
    return {
        "counts": {outcome: report.number(outcome) for outcome in outcomes},
        "files": [_entry_facts(entry) for entry in report.entries],
    }


def _entry_facts(entry: ImportEntry) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "path": str(entry.path),
        "outcome": entry.outcome,
        "slug": entry.slug,
        "title": entry.title,
        "sentence": entry.sentence,
    }
    found = entry.recognised
    if found is not None:
        facts |= {
            "format": found.format_id,
            "encoding": found.encoding,
            "encoding_sure": found.encoding_sure,
            "caption_kind": found.caption_kind,
            "cues": found.cues,
            "characters": found.characters,
            "speakers": list(found.speakers),
            "duration_ms": found.duration_ms,
            "words_timed": found.has_words,
        }
    facts["remarks"] = _remark_facts(entry.remarks)
    if entry.fault:
        facts["fault"] = entry.fault
    return facts


def _remark_facts(remarks: Sequence[Remark]) -> list[dict[str, Any]]:
    return [{"kind": remark.kind, "line": remark.line, "text": remark.text} for remark in remarks]


def _metadata_facts(metadata: Metadata) -> dict[str, Any]:
    return {
        "show": metadata.show,
        "shelf": metadata.shelf,
        "thread": metadata.thread,
        "date": metadata.date,
        "link": metadata.link,
        "media": metadata.media,
        "tags": list(metadata.tags),
        "why_it_matters": metadata.why_it_matters,
        "summary": metadata.summary,
        "editor_note": metadata.editor_note,
        "drafts": sorted(metadata.drafts),
    }


def plain_number(value: float) -> int | float:
    """A figure for JSON: whole numbers as integers, others to ``DECIMALS`` places."""
    number = float(value)
    return int(number) if number.is_integer() else round(number, DECIMALS)


def framework_facts(framework: Framework) -> dict[str, Any]:
    """All that is in a framework, as ``framework show --json`` says it."""
    of = framework
    return {
        "id": of.id,
        "version": of.version,
        "name": of.name,
        "description": of.description,
        "fingerprint": fingerprint(of),
        "axis": {"negative": of.negative_pole, "middle": of.middle, "positive": of.positive_pole},
        "bands": [_fields(band) for band in of.bands],
        "lenses": [_fields(lens) for lens in of.lenses],
        "context": [_fields(rule) for rule in of.context_rules],
        "resistance": of.resistance,
        "slicing": _fields(of.slicing),
        "terms": [_fields(term) for term in of.terms],
        "struck": list(of.struck),
        "making": of.making,
        "checks": [_fields(check) | {"figures": dict(check.figures)} for check in of.checks],
    }


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__match_args__}
