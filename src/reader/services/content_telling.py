"""What a look at the content folder found, and what became of it, as lines and as plain values for the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reader.domain.content import (
    BOTH,
    BROKEN,
    CLASH,
    DELETED,
    FIELD_NAMES,
    FOLDER,
    GONE,
    MISREAD,
    NEW,
    ONLY_HERE,
    RENAMED,
    STRAY,
    ContentEntry,
    ContentPlan,
    ContentReport,
)
from reader.domain.wording import count

STATE_WORDS = {
    NEW: "new in the folder", GONE: "gone from the folder", RENAMED: "named otherwise here", CLASH: "unfit name",
    BROKEN: "cannot be read", DELETED: "deleted here", ONLY_HERE: "only here",
    STRAY: "assessment of no conversation", MISREAD: "assessment cannot be read",
}  # fmt: skip
"""How an entry stands, where its fields do not tell."""


def summary_line(plan: ContentPlan) -> str:
    """``356 agree, 2 to take in, 1 to write back, 1 conflict.``"""
    coming = sum(entry.comes for entry in plan.entries)
    going = sum(entry.goes for entry in plan.entries)
    only = sum(entry.state == ONLY_HERE for entry in plan.entries)
    others = sum(entry.state in (GONE, RENAMED, CLASH, BROKEN, STRAY, MISREAD) for entry in plan.entries)
    parts = [
        f"{plan.agreeing:,} agree",
        f"{coming:,} to take in" if coming else "",
        f"{going:,} to write back" if going else "",
        count("conflict", plan.conflicts) if plan.conflicts else "",
        f"{others:,} to look at" if others else "",
        f"{only:,} only here" if only else "",
    ]
    return ", ".join(part for part in parts if part) + "."


def entry_words(entry: ContentEntry) -> str:
    """What is the matter with an entry, in a few words: ``in the folder: title, tags · conflict: summary``."""
    if not entry.fields:
        return STATE_WORDS.get(entry.state, entry.sentence)
    words = []
    for side, told in ((BOTH, "conflict"), (FOLDER, "in the folder"), ("here", "here")):
        names = [FIELD_NAMES[field.name].lower() for field in entry.fields if field.side == side]
        if names:
            words.append(f"{told}: {', '.join(names)}")
    return " · ".join(words)


def plan_lines(plan: ContentPlan) -> list[str]:
    """The plan for a terminal: a line an entry, the values of conflicts below it, and a summary."""
    lines = [plan.folder]
    for entry in plan.entries:
        lines.append(f"  {entry.slug}  {entry_words(entry)}")
        if entry.sentence:
            lines.append(f"    {entry.sentence}")
        for field in entry.conflicts:
            lines.append(f"    {FIELD_NAMES[field.name]}")
            lines.append(f"      folder  {_short(field.folder)}")
            lines.append(f"      here    {_short(field.here)}")
    return [*lines, summary_line(plan)]


def plan_facts(plan: ContentPlan) -> dict[str, Any]:
    """The plan for programs."""
    return {
        "folder": plan.folder,
        "files": plan.files,
        "agreeing": plan.agreeing,
        "conflicts": plan.conflicts,
        "entries": [_entry_facts(entry) for entry in plan.entries],
    }


def _entry_facts(entry: ContentEntry) -> dict[str, Any]:
    return {
        "slug": entry.slug,
        "title": entry.title,
        "state": entry.state,
        "path": entry.path,
        "sentence": entry.sentence,
        "fields": [
            {"field": f.name, "side": f.side, "folder": f.folder, "here": f.here, "agreed": f.agreed}
            for f in entry.fields
        ],
    }


def report_lines(report: ContentReport, verb: str) -> list[str]:
    """What was done, and a line for each that was not."""
    return [f"{count('file', report.done)} {verb}."] if report.done or not report.refused else []


def refusals(report: ContentReport) -> Sequence[str]:
    """A sentence for each entry that was not done."""
    return [f"{outcome.title}: {outcome.sentence}" for outcome in report.refused]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:99]}…"
