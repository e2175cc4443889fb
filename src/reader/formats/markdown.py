"""Markdown transcripts: front matter, headings as chapters, turns of speakers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from reader.domain.item import Metadata
from reader.domain.record import replaced
from reader.domain.transcript import Cue
from reader.formats.cleaning import one_line
from reader.formats.front_matter import metadata_from, read_values, split_front_matter
from reader.formats.inline import only_link, plain_markdown
from reader.formats.links import video_id
from reader.formats.paragraphs import CueBuilder, Paragraph, find_turns
from reader.formats.pattern import pattern
from reader.formats.report import Report
from reader.formats.turns import read_header

_HEADING = pattern(r" {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$")
_RULE = pattern(r" {0,3}(?:[-_*=]\s?){3,200}$")
_LIST_ITEM = pattern(r"\s{0,12}(?:[-+*]|\d{1,3}[.)])\s+(.*)$")
_QUOTE = pattern(r"\s{0,3}>\s?")
_FENCE = pattern(r"\s{0,3}(?:```|~~~)")
_REFERENCE = pattern(r" {0,3}\[[^\[\]]{1,200}\]:\s+\S")
_NOTE = pattern(r"([*_]{1,3})(?!\s)[^*_]{1,500}\1\s*$")
_BOLD_TURN = pattern(r"^\s{0,3}(?:\*\*|__)[^*_\n]{1,80}(?::\s?(?:\*\*|__)|(?:\*\*|__)\s?(?::|\\?[(\[]))", re.MULTILINE)
_STRONG_SIGN = pattern(r"^(?:#{1,6} \S|(?:\*\*|__)\S|\([0-9:]{4,8}\):|```)|\]\(https?://|\]\(#|\\\[", re.MULTILINE)
_TRANSCRIPT_HEADING = pattern(r"(?:full |episode )?transcript(?:ion)?:?$", re.IGNORECASE)


def has_front_matter(text: str) -> bool:
    """True where a block of ``key: value`` lines between ``---`` lines opens the text."""
    return split_front_matter(text[:60_000].split("\n"))[1] > 0


def looks_like_markdown(text: str, name: str) -> bool:
    """True for front matter or turns in bold; for other signs of Markdown only where the name says so as well."""
    if has_front_matter(text):
        return True
    head = text[:200_000]
    if _BOLD_TURN.search(head):
        return True
    signs = sum(1 for _ in islice(_STRONG_SIGN.finditer(head), 3))
    return signs >= (1 if name.casefold().endswith((".md", ".markdown", ".mdown", ".mkd")) else 3)


def read_markdown(text: str, report: Report) -> tuple[list[Cue], Metadata, bool]:
    """Cues, metadata, and whether the file has turns of speakers or times of its own."""
    lines = text.split("\n")
    inside, body = split_front_matter(lines)
    metadata = metadata_from(read_values(inside), report, 1) if inside else Metadata()
    _blank_comments(lines, body)
    paragraphs = _paragraphs(lines, body)
    turns = find_turns(paragraphs)
    intro = _intro_length(paragraphs, turns.first if turns.count > 1 else -1, known=body > 0)
    metadata = _with_intro(metadata, paragraphs[:intro], report)
    builder = CueBuilder(report, plain_markdown)
    leading = _leading_heading(paragraphs, intro, metadata.title)
    if leading:
        builder.heading(leading)
    for index, paragraph in enumerate(paragraphs[intro:]):
        metadata = _add_paragraph(builder, paragraph, metadata, first=index == 0 and not intro)
    return builder.cues, metadata, turns.count > 0


def _add_paragraph(builder: CueBuilder, paragraph: Paragraph, metadata: Metadata, *, first: bool) -> Metadata:
    """Add one paragraph of the transcript; a title at the very top and a lone video link become metadata."""
    if paragraph.kind == "heading":
        title = _heading_text(paragraph)
        if first and paragraph.level == 1 and not metadata.title:
            return replaced(metadata, title=title)
        if not _TRANSCRIPT_HEADING.match(title):
            builder.heading(title)
        return metadata
    link = only_link(paragraph.source) if not builder.cues and paragraph.header is None else None
    if link and video_id(link[1]):
        return metadata if metadata.link else replaced(metadata, link=link[1])
    builder.paragraph(paragraph)
    return metadata


def _blank_comments(lines: list[str], body: int) -> None:
    """Empty what stands between ``<!--`` and ``-->``, keeping the number of lines."""
    if not any("<!--" in line for line in lines):
        return
    last_end = max((index for index, line in enumerate(lines) if "-->" in line), default=-1)
    index = body
    while index <= last_end:
        start = lines[index].find("<!--")
        if start < 0:
            index += 1
            continue
        end_at = index
        end = lines[index].find("-->", start + 4)
        while end < 0 and end_at < last_end:
            end_at += 1
            end = lines[end_at].find("-->")
        if end < 0:
            return
        rest = lines[end_at][end + 3 :]
        lines[index : end_at + 1] = [lines[index][:start] + (rest if end_at == index else "")] + (
            [""] * (end_at - index - 1) + [rest] if end_at > index else []
        )


def _paragraphs(lines: Sequence[str], body: int) -> list[Paragraph]:
    """Headings, list items and paragraphs; a line that starts a turn always starts a paragraph."""
    result: list[Paragraph] = []
    current: Paragraph | None = None
    for number, raw in enumerate(lines[body:], start=body + 1):
        line = _QUOTE.sub("", raw) if ">" in raw[:4] else raw
        if not line.strip():
            current = None
            continue
        first = line.lstrip()[0]
        special = _special(line, first, number, current) if first in "#=-_*+`~[0123456789" else None
        if special is not None:
            if special.kind == "heading" and special.level < 0:
                special.level = -special.level
                result.pop()
            if special.kind != "rule":
                result.append(special)
            current = special if special.kind == "item" else None
        elif current is None or (first in "*_([\\0123456789" and read_header(line)) or _named_line(line):
            current = Paragraph(number, [line])
            result.append(current)
        else:
            current.lines.append(line)
    return result


def _named_line(line: str) -> bool:
    head = line[:70]
    if ":" not in head or not head[0].isalnum():
        return False
    header = read_header(line)
    return header is not None and (header.marked or len(header.name.split()) <= 3)


def _special(line: str, first: str, number: int, current: Paragraph | None) -> Paragraph | None:
    """A heading, a list item, or a line that shows nothing (kind ``rule``); None for a line of text."""
    if first == "#":
        match = _HEADING.match(line)
        return Paragraph(number, [match.group(2) or ""], "heading", len(match.group(1))) if match else None
    if first in "-_*=" and _RULE.match(line[:410]):
        return _underlined(line.strip(), current) or Paragraph(number, [""], "rule")
    if (first in "`~" and _FENCE.match(line)) or (first == "[" and _REFERENCE.match(line)):
        return Paragraph(number, [""], "rule")
    match = _LIST_ITEM.match(line)
    if match is None or (first in "*_" and line.lstrip()[1:2] == first) or not match.group(1).strip():
        return None
    # A sentence may go on with "1984. It was" on its second line.
    goes_on = first.isdigit() and current is not None and current.kind == "text"
    return None if goes_on else Paragraph(number, [match.group(1)], "item")


def _underlined(rule: str, current: Paragraph | None) -> Paragraph | None:
    """The heading that a line of text becomes by a line of --- or === below it; its negative level says so."""
    if (
        current is None
        or current.kind != "text"
        or len(current.lines) > 1
        or rule.strip(rule[0])
        or rule[0] not in "-="
    ):
        return None
    if len(current.lines[0]) > 100 or read_header(current.lines[0]):
        return None
    return Paragraph(current.line, current.lines, "heading", -1 if rule[0] == "=" else -2)


def _heading_text(paragraph: Paragraph) -> str:
    return one_line(plain_markdown(paragraph.lines[0]))


def _intro_length(paragraphs: Sequence[Paragraph], first_turn: int, *, known: bool) -> int:
    """How many paragraphs at the top are about the transcript and not of it.

    Only what stands before the first turn, and only where front matter, a link, a list or a heading shows that the file
    is a page around a transcript; else those paragraphs are words that somebody said.
    """
    if first_turn <= 0:
        return 0
    page = known or any(p.kind != "text" or only_link(p.source) for p in paragraphs[:first_turn])
    return first_turn if page else 0


def _leading_heading(paragraphs: Sequence[Paragraph], intro: int, title: str) -> str:
    """The heading right before the first turn, unless it is the title or only says that a transcript follows."""
    if not intro or paragraphs[intro - 1].kind != "heading":
        return ""
    text = _heading_text(paragraphs[intro - 1])
    return "" if text == title or _TRANSCRIPT_HEADING.match(text) else text


def _with_intro(metadata: Metadata, intro: Sequence[Paragraph], report: Report) -> Metadata:
    """Title, link and a drafted summary from the paragraphs before the first turn."""
    if not intro:
        return metadata
    description: list[str] = []
    listed = False
    title, link = metadata.title, metadata.link
    for paragraph in intro:
        found = only_link(paragraph.source) if paragraph.kind != "heading" else None
        if paragraph.kind == "heading":
            title = title or (_heading_text(paragraph) if paragraph.level == 1 else "")
        elif found:
            link = link or (found[1] if found[1].startswith(("http://", "https://")) else "")
        elif paragraph.kind == "item":
            listed = True
        elif not listed and not paragraph.source.rstrip().endswith(":") and not _NOTE.match(paragraph.source.strip()):
            description.append(one_line(plain_markdown(paragraph.source)))
    report.add("left out", intro[0].line, "The introduction before the first turn is no part of the transcript.")
    drafts = set(metadata.drafts)
    summary = metadata.summary
    if not summary and any(description):
        summary = " ".join(part for part in description if part)
        drafts.add("summary")
    return replaced(metadata, title=title, link=link, summary=summary, drafts=frozenset(drafts))
