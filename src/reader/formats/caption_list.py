"""A JSON list of captions, ``[{"text": …, "start": …, "duration": …}]``, as tools that fetch captions write it."""

from __future__ import annotations

from typing import Any

from reader.domain.item import Metadata
from reader.domain.transcript import Cue
from reader.formats.captions import Caption, clipped, cues_from
from reader.formats.cleaning import clean_part
from reader.formats.clock import seconds_ms
from reader.formats.dates import iso_date
from reader.formats.entities import escaped_once
from reader.formats.json_input import texts
from reader.formats.limits import check_cues
from reader.formats.links import link_of_video, video_id
from reader.formats.report import Report

_WRAPPERS = ("transcript", "captions", "snippets", "subtitles")
_ENDS = ("end", "end_time", "endTime")
_STARTS = ("start", "start_time", "startTime", "offset")
_DURATIONS = ("duration", "dur")


def captions_in(value: Any) -> list[Any] | None:
    """The list of captions in a JSON value, or None where it is something else."""
    if isinstance(value, dict):
        for key in _WRAPPERS:
            if isinstance(value.get(key), list):
                value = value[key]
                break
    if not isinstance(value, list):
        return None
    objects = [part for part in value[:50] if isinstance(part, dict)]
    if not objects or not any("text" in part and (_has(part, _STARTS) or _has(part, _DURATIONS)) for part in objects):
        return None
    return value


def _has(part: dict[str, Any], keys: tuple[str, ...]) -> bool:
    return any(key in part for key in keys)


def read_caption_list(value: Any, report: Report) -> tuple[list[Cue], Metadata]:
    """The cues of a caption list, and what an object around it says. Remarks have no line: JSON often has only one."""
    captions: list[Caption] = []
    parts = captions_in(value) or []
    check_cues(len(parts))
    for part in parts:
        caption = _caption(part, report)
        if caption:
            captions.append(caption)
    return clipped(cues_from(captions, report)), _metadata(value)


def _caption(part: Any, report: Report) -> Caption | None:
    text = part.get("text") if isinstance(part, dict) else None
    if not isinstance(text, str):
        report.tally("left out", 0, "One entry has no text.", "{count} entries of the list have no text.")
        return None
    start = seconds_ms(next((part[key] for key in _STARTS if key in part), None))
    end = seconds_ms(next((part[key] for key in _ENDS if key in part), None))
    if end is None and start is not None:
        length = seconds_ms(next((part[key] for key in _DURATIONS if key in part), None))
        end = None if length is None else start + length
    if start is None:
        report.tally("noted", 0, "One caption has no start.", "{count} captions have no start.")
    caption = Caption(0, start, end, escaped_once(clean_part(text)).split("\n"))
    speaker = texts(part, "speaker")
    if speaker and caption.lines:
        caption.lines = [f"<v {speaker.replace('<', '').replace('>', '')}>{' '.join(caption.lines)}"]
    return caption


def _metadata(value: Any) -> Metadata:
    link = texts(value, "url", "link", "webpage_url", "video_url")
    video = texts(value, "video_id", "videoId")
    if not link and video and video_id(link_of_video(video)):
        link = link_of_video(video)
    return Metadata(
        title=texts(value, "title"),
        show=texts(value, "show", "channel", "podcast"),
        date=iso_date(texts(value, "date", "upload_date", "published")) or "",
        link=link if link.startswith(("http://", "https://")) else "",
    )
