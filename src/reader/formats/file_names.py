"""What a file's name suggests about its item; all of it is a draft."""

from __future__ import annotations

import re

from reader.domain.item import Metadata
from reader.domain.record import record
from reader.formats.dates import iso_date
from reader.formats.links import link_of_video
from reader.formats.pattern import pattern

_EXTENSION_LIST = """
srt vtt sbv ttml dfxp xml json json3 srv1 srv2 srv3 txt text md markdown mdown mkd docx html htm transcript
"""
_EXTENSIONS = frozenset(_EXTENSION_LIST.split())
_LANGUAGE = pattern(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?(?:-orig)?$")
_VIDEO = pattern(r"\s*[\[(]([A-Za-z0-9_-]{11})[\])]\s*$")
_DATE = pattern(r"(?:^|(?<=[\s_(\[-]))(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?=$|[\s_)\].-])")
_NUMBER = pattern(r"(?:^|[\s#-])(?:episode|ep|folge|#)[\s_.-]?(\d{1,5}(?:[._]\d{1,2})?)\b", re.IGNORECASE)
_TRAILING_NUMBER = pattern(r"^(.*[^\W\d].*?)[\s_-]+#?(\d{1,5})$")
_HALF_NUMBER = pattern(r"(?<=\d)_(?=\d)")
_CAPITAL_LIST = """
AI AGI AIs LLM LLMs ML NLP GPT RLHF API UK US USA EU UN PhD CEO CTO QA TV NASA GPU GPUs MIT BBC FAQ ChatGPT
OpenAI DeepMind
"""
_CAPITALS = {word.casefold(): word for word in _CAPITAL_LIST.split()}
_SMALL_LIST = "a an and as at but by for from in of on or the to vs with"
_SMALL = frozenset(_SMALL_LIST.split())


@record
class NameDraft:
    """Drafts from a file name: metadata in which every field is marked as a draft, episode number and video id."""

    metadata: Metadata
    number: str = ""
    video_id: str = ""


def drafted_from_name(name: str) -> NameDraft:
    """Title, date, show, link and number as far as the name tells (a path is cut to its last part)."""
    stem = _stem(re.split(r"[/\\]", name)[-1])
    video = _VIDEO.search(stem)
    identifier = video.group(1) if video else ""
    if video:
        stem = stem[: video.start()]
    stem, date = _without_date(stem)
    stem = _HALF_NUMBER.sub(".", stem)
    number = _NUMBER.search(stem.replace("_", " "))
    title = _title(stem)
    counted = _TRAILING_NUMBER.match(title)
    show = ""
    if counted and not number and counted.group(1).casefold() not in ("episode", "transcript", "part"):
        show = counted.group(1).rstrip(" -")
    link = link_of_video(identifier)
    found = {"title": title, "show": show, "date": date, "link": link}
    drafts = frozenset(field for field, value in found.items() if value)
    numbered = number.group(1) if number else counted.group(2) if counted else ""
    return NameDraft(Metadata(title=title, show=show, date=date, link=link, drafts=drafts), numbered, identifier)


def _stem(name: str) -> str:
    """The name without extensions, and without the language before them (``talk.en.vtt``)."""
    parts = name.split(".")
    while len(parts) > 1 and parts[-1].casefold() in _EXTENSIONS:
        parts.pop()
        if len(parts) > 1 and _LANGUAGE.match(parts[-1]) and " " not in parts[-1]:
            parts.pop()
    return ".".join(parts).strip()[:300]


def _without_date(stem: str) -> tuple[str, str]:
    match = _DATE.search(stem)
    date = iso_date("-".join(match.groups())) if match else None
    if match is None or date is None:
        return stem, ""
    before, after = stem[: match.start()].rstrip(" _-([."), stem[match.end() :].lstrip(" _-)].")
    return (f"{before} {after}" if before and after else before or after), date


def _title(stem: str) -> str:
    """A name with spaces is a title already; words joined by hyphens or underscores are made one."""
    if " " in stem.strip():
        return " ".join(stem.replace("_", " ").split())
    words = [word for word in re.split(r"[-_+]+", stem) if word]
    if not words:
        return ""
    if any(character.isupper() for character in stem):
        return " ".join(words)
    shown = [_CAPITALS.get(word) or (word if word in _SMALL else word[:1].upper() + word[1:]) for word in words]
    shown[0] = shown[0][:1].upper() + shown[0][1:]
    return " ".join(shown)
