"""Items, lists and reports as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.domain.assessment import assessed_sentence
from reader.domain.wording import (
    clock,
    confidence_explained,
    count,
    date_long,
    figures_sentence,
    integer,
    lens_explained,
    reading_sentence,
)

if TYPE_CHECKING:
    from reader.domain.framework import Framework
    from reader.domain.item_summary import ItemSummary
    from reader.domain.parsed import Remark
    from reader.domain.profile import Profile
    from reader.services.import_report import ImportEntry, ImportReport, Outcome
    from reader.services.reading import OpenItem
    from reader.services.scoring_text import ScoredFile

SHOWN_REMARKS = 5
OUT_OF_DATE = "out of date"
GAP = "  "


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Lines of a table whose columns line up in a terminal; columns numbered in ``right`` are set to the right."""
    cleaned = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(columns, cells)) for cells in zip(heads, *cleaned, strict=True)]
    lines = []
    for row in (heads, *cleaned):
        cells = []
        for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
            padding = " " * (width - columns(cell))
            cells.append(padding + cell if at in right else cell + padding)
        lines.append(GAP.join(cells).rstrip())
    return lines


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def printable(text: str) -> str:
    """The text without control characters, so that nothing in a file can drive the terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def list_lines(items: Sequence[ItemSummary], framework: Framework) -> list[str]:
    """The table of ``reader list``."""
    names = {band.id: band.name for band in framework.bands}
    heads = ("Slug", "Title", "Show", "Date", "Length", "Slices", "Median", "Mean", "Leaning")
    rows = [
        (
            item.slug,
            item.title,
            item.show,
            item.date,
            clock(item.duration_ms) if item.duration_ms else "",
            f"{len(item.scores):,}",
            integer(item.median) if len(item.scores) else "",
            integer(item.mean) if len(item.scores) else "",
            names.get(item.leaning, item.leaning) + (f" ({OUT_OF_DATE})" if item.stale else ""),
        )
        for item in items
    ]
    return table(heads, rows, right=frozenset((4, 5, 6, 7)))


def item_lines(item: OpenItem) -> list[str]:
    """What ``reader show`` says."""
    meta, provenance = item.metadata, item.provenance
    length = clock(item.transcript.duration_ms) if item.transcript.duration_ms else ""
    facts = [meta.show, meta.shelf, date_long(meta.date) if meta.date else "", length, "sample" if item.sample else ""]
    source = [
        provenance.format_name,
        provenance.source,
        f"video {provenance.video_id}" if provenance.video_id else "",
        f"stored {date_long(provenance.stored[:10])}",
        count("cue", len(item.transcript.cues)),
    ]
    fields = [
        ("Why this matters", meta.why_it_matters),
        ("Summary", meta.summary + (" (draft)" if "summary" in meta.drafts else "")),
        ("Editor note", meta.editor_note),
        ("Tags", ", ".join(meta.tags)),
        ("Link", meta.link),
        ("Transcript", _joined(source)),
        ("Basis", item.profile.basis),
        ("Assessment", assessed_sentence(item.assessment, item.assessment_path) if item.assessment else ""),
    ]
    head = [meta.title, _joined(facts), ""]
    stale = [f"These figures are {OUT_OF_DATE}; `reader rescore` makes them anew."] if item.stale else []
    figures = profile_lines(item.profile, item.framework) + stale
    lines = head + figures + [""] + [f"{name}: {text}" for name, text in fields if text]
    return [printable(line) for line in lines]


def file_lines(scored: ScoredFile) -> list[str]:
    """What ``reader score`` says of a file."""
    parsed = scored.parsed
    head = [scored.metadata.title, _joined([parsed.format_name, count("cue", len(parsed.transcript.cues))]), ""]
    lines = head + profile_lines(scored.profile, scored.framework)
    if parsed.remarks:
        lines += ["", *remark_lines(parsed.remarks)]
    return [printable(line) for line in lines]


def entry_lines(entry: ImportEntry) -> list[str]:
    """What ``reader import`` says of one file: its outcome, and below it what was repaired or left out."""
    named = f"{entry.outcome:<9}  {entry.slug or entry.path.name}"
    remarks = [remark for remark in entry.remarks if remark.kind != "noted"]
    lines = [named, *(f"           {line}" for line in remark_lines(remarks))]
    return [printable(line) for line in lines]


def report_line(report: ImportReport) -> str:
    """The last line of ``reader import``: ``357 files: 350 imported, 7 failed``."""
    outcomes: tuple[tuple[Outcome, str], ...] = (
        ("imported", "imported"),
        ("updated", "updated"),
        ("unchanged", "unchanged"),
        ("exists", "held back: the library has them with another content"),
        ("failed", "failed"),
    )
    parts = [f"{report.number(outcome):,} {words}" for outcome, words in outcomes if report.number(outcome)]
    return f"{count('file', len(report.entries))}: {', '.join(parts) or 'nothing to import'}"


def profile_lines(profile: Profile, framework: Framework) -> list[str]:
    """The sentence of figures, the reading, its reasons, and what lens and confidence rest on."""
    sentences = [figures_sentence(profile.figures, framework)]
    if not profile.figures.slices:
        return sentences + [f"- {reason}" for reason in profile.reasons]
    return [
        *sentences,
        reading_sentence(profile, framework),
        *(f"- {reason}" for reason in profile.reasons),
        f"Lens: {' '.join(lens_explained(profile))}",
        f"Confidence: {' '.join(confidence_explained(profile))}",
    ]


def remark_lines(remarks: Sequence[Remark], most: int = SHOWN_REMARKS) -> list[str]:
    """The first remarks of an import report, and how many there are besides."""
    lines = [f"line {r.line}: {r.text}" if r.line else r.text for r in remarks[:most]]
    if len(remarks) > most:
        lines.append(f"and {count('more remark', len(remarks) - most)}, all of them with --json")
    return lines


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part)
