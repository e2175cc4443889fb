"""Reading a transcript file: find out by its content what it is, and read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reader.domain.item import Metadata
from reader.domain.parsed import ParsedFile
from reader.domain.record import record
from reader.domain.transcript import Cue, Transcript
from reader.errors import InputError
from reader.formats import limits, magic
from reader.formats.cleaning import clean, looks_binary
from reader.formats.encoding import Decoded, decode
from reader.formats.file_names import drafted_from_name
from reader.formats.json_input import looks_like_json, read_json
from reader.formats.links import video_id
from reader.formats.report import Report

FORMATS: dict[str, str] = {
    "srt": "SubRip captions (SRT)",
    "webvtt": "WebVTT captions",
    "youtube-vtt": "YouTube automatic captions (WebVTT)",
    "caption-list": "JSON list of captions",
    "youtube-json3": "YouTube captions (json3)",
    "whisper-json": "Whisper result (JSON)",
    "text": "Plain text",
    "markdown": "Markdown transcript",
}
"""Ids of the formats and their readable names."""


_NAMED = {"srt": "srt", "vtt": "webvtt", "json": "caption-list", "json3": "youtube-json3"}


@record
class _Reading:
    """What one reader found."""

    cues: Sequence[Cue]
    metadata: Metadata
    caption_kind: str


@record
class _Recogniser:
    """One format: how it is told (``why`` completes "Recognised as …:"), and its reader.

    Those of JSON get the decoded value, the others the text and the file's name.
    """

    format_id: str
    why: str
    fits: Callable[[Any, str], bool]
    read: Callable[[Any, Report], _Reading]


def parse_bytes(data: bytes, name: str, encoding: str | None = None) -> ParsedFile:
    """Read a transcript file. ``name`` is its file name, ``encoding`` overrides the detected encoding.

    The content decides the format; the name only tips the scales between Markdown and plain text. Raises InputError,
    with a sentence and advice, for what is no transcript or cannot be read; never anything else.
    """
    limits.check_file_size(len(data))
    if not data.strip(b" \t\r\n\f\v\0"):
        raise _empty(data)
    magic.refuse_known_binaries(data)
    limits.check_text_size(len(data))
    decoded = decode(data, encoding)
    text = decoded.text.removeprefix("\ufeff")
    if looks_binary(text):
        raise magic.binary()
    report = Report()
    text = clean(text, report)
    if not text.strip():
        raise _empty(data)
    magic.refuse_known_texts(text)
    limits.check_lines(text)
    _report_encoding(decoded, report)
    recogniser, source = _recognised(text, name)
    report.add("noted", 0, f"Recognised as {FORMATS[recogniser.format_id]}: {recogniser.why}.")
    expected = _NAMED.get(name.rpartition(".")[2].casefold(), recogniser.format_id)
    if recogniser.format_id == "text" and expected != "text":
        report.add("noted", 0, f"The name says {FORMATS[expected]}, but the content has no sign of it.")
    reading = recogniser.read(source, report)
    return _parsed(recogniser.format_id, reading, decoded, report, name)


def _empty(data: bytes) -> InputError:
    if not data:
        return InputError("This file is empty.", "Choose a file with a transcript in it.")
    if b"\0" in data:
        return InputError("This file holds nothing but zeros.", "It was probably not saved completely; fetch it again.")
    return InputError("This file has no text, only white space.", "Choose a file with a transcript in it.")


def _report_encoding(decoded: Decoded, report: Report) -> None:
    if decoded.unreadable:
        count = f"{decoded.unreadable:,} characters" if decoded.unreadable > 1 else "One character"
        report.add("repaired", 0, f"{count} could not be read as {decoded.encoding} and became “\ufffd”.")
    if not decoded.sure:
        report.add("noted", 0, f"The encoding {decoded.encoding} was guessed; choose another if letters look wrong.")


def _parsed(format_id: str, reading: _Reading, decoded: Decoded, report: Report, name: str) -> ParsedFile:
    transcript = Transcript.from_cues(reading.cues)
    limits.check_cues(len(transcript.cues))
    if not any(character.isalnum() for character in transcript.text):
        raise InputError(
            f"This file was recognised as {FORMATS[format_id]}, but nobody says a word in it.",
            "Check that it is complete, or fetch it again.",
        )
    drafted = drafted_from_name(name)
    metadata = reading.metadata.filled_from(drafted.metadata)
    identifier = video_id(metadata.link) or drafted.video_id
    return ParsedFile(
        format_id=format_id,
        format_name=FORMATS[format_id],
        encoding=decoded.encoding,
        encoding_sure=decoded.sure,
        transcript=transcript,
        metadata=metadata,
        remarks=report.remarks,
        caption_kind=reading.caption_kind,
        video_id=identifier,
    )


def _recognised(text: str, name: str) -> tuple[_Recogniser, Any]:
    """The first recogniser that fits, and what its reader wants."""
    if looks_like_json(text, name):
        value = read_json(text)
        for recogniser in _JSON_RECOGNISERS:
            if recogniser.fits(value, name):
                return recogniser, value
        raise _unknown_json(value)
    return next((r, text) for r in _TEXT_RECOGNISERS if r.fits(text, name))


def _unknown_json(value: Any) -> InputError:
    """The error for JSON that no recogniser knows; names the well-known kinds."""
    if value in ([], {}):
        return InputError("This JSON file is empty: it holds no captions.", "Export or download the transcript again.")
    if isinstance(value, dict):
        if isinstance(value.get("results"), dict) and "channels" in value["results"]:
            return magic.unread("a Deepgram result")
        if "utterances" in value or ("audio_url" in value and "words" in value):
            return magic.unread("an AssemblyAI result")
        segments = value.get("segments")
        if isinstance(segments, list) and any(isinstance(s, dict) and "body" in s for s in segments):
            return magic.unread("a Podcasting 2.0 transcript")
        if isinstance(value.get("events"), list):
            return InputError("This json3 file has no captions with text.", "Fetch the captions again.")
    return InputError(
        "This is a JSON file, but not one with captions that this program knows.",
        "Known are lists of captions with text and start, YouTube's json3, and results of Whisper and its relatives.",
    )


# What each recogniser needs is imported when it is asked, and a quick look comes before: a file pays for one format.


def _is_youtube_vtt(text: str, name: str) -> bool:
    if not _is_webvtt(text, name):
        return False
    from reader.formats.webvtt import looks_like_youtube

    return looks_like_youtube(text)


def _youtube_vtt(text: str, report: Report) -> _Reading:
    from reader.formats.youtube_vtt import read_youtube_vtt

    cues, metadata = read_youtube_vtt(text, report)
    return _Reading(cues, metadata, "automatic")


def _is_webvtt(text: str, _name: str) -> bool:
    if not text[:2000].lstrip().startswith("WEBVTT"):
        return False
    from reader.formats.webvtt import looks_like_webvtt

    return looks_like_webvtt(text)


def _webvtt(text: str, report: Report) -> _Reading:
    from reader.formats.webvtt import read_webvtt

    cues, metadata = read_webvtt(text, report)
    return _Reading(cues, metadata, "captions")


def _is_srt(text: str, _name: str) -> bool:
    if "-->" not in text[:20_000]:
        return False
    from reader.formats.srt import looks_like_srt

    return looks_like_srt(text)


def _srt(text: str, report: Report) -> _Reading:
    from reader.formats.srt import read_srt

    return _Reading(read_srt(text, report), Metadata(), "captions")


_MARKDOWN_SIGNS = ("---", "**", "__", "# ", "):", "```", "](", "\\[")
"""Each of the signs that ``formats.markdown`` knows Markdown by has one of these in it."""


def _is_markdown(text: str, name: str) -> bool:
    if not any(sign in text for sign in _MARKDOWN_SIGNS):
        return False
    from reader.formats.markdown import looks_like_markdown

    return looks_like_markdown(text, name)


def _markdown(text: str, report: Report) -> _Reading:
    from reader.formats.markdown import read_markdown

    cues, metadata, turns = read_markdown(text, report)
    return _Reading(cues, metadata, "edited" if turns else "text")


def _is_text(_text: str, _name: str) -> bool:
    return True


def _text(text: str, report: Report) -> _Reading:
    from reader.formats.plain_text import read_text

    cues, metadata, turns = read_text(text, report)
    return _Reading(cues, metadata, "edited" if turns else "text")


def _is_json3(value: Any, _name: str) -> bool:
    from reader.formats.youtube_json3 import is_json3

    return is_json3(value)


def _json3(value: Any, report: Report) -> _Reading:
    from reader.formats.youtube_json3 import is_automatic, read_json3

    cues, metadata = read_json3(value, report)
    return _Reading(cues, metadata, "automatic" if is_automatic(value) else "captions")


def _is_whisper(value: Any, _name: str) -> bool:
    from reader.formats.whisper_json import segments_in

    return segments_in(value) is not None


def _whisper(value: Any, report: Report) -> _Reading:
    from reader.formats.whisper_json import read_whisper

    cues, metadata = read_whisper(value, report)
    return _Reading(cues, metadata, "recognised")


def _is_caption_list(value: Any, _name: str) -> bool:
    from reader.formats.caption_list import captions_in

    return captions_in(value) is not None


def _caption_list(value: Any, report: Report) -> _Reading:
    from reader.formats.caption_list import read_caption_list

    cues, metadata = read_caption_list(value, report)
    return _Reading(cues, metadata, "captions")


_JSON_RECOGNISERS = (
    _Recogniser("youtube-json3", "the JSON has events with segments", _is_json3, _json3),
    _Recogniser("whisper-json", "the JSON has segments with text", _is_whisper, _whisper),
    _Recogniser("caption-list", "the JSON is a list of captions with text and start", _is_caption_list, _caption_list),
)
_TEXT_RECOGNISERS = (
    _Recogniser(
        "youtube-vtt", "it starts with WEBVTT, and words have times of their own", _is_youtube_vtt, _youtube_vtt
    ),
    _Recogniser("webvtt", "it starts with WEBVTT", _is_webvtt, _webvtt),
    _Recogniser("srt", "lines with two times and an arrow stand at its beginning", _is_srt, _srt),
    _Recogniser("markdown", "it has front matter, turns in bold, or other marks of Markdown", _is_markdown, _markdown),
    _Recogniser("text", "it is text without the marks of another format", _is_text, _text),
)
