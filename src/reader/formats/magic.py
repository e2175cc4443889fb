"""Files that are no transcript: what they look like, and what to do with them."""

from __future__ import annotations

import re

from reader.errors import InputError
from reader.formats.pattern import pattern

_CONVERT_TEXT = "Open it in a word processor, save it as plain text or Markdown, and import that file."
_RECORDING = "Import a transcript or captions of the recording (SRT, WebVTT, JSON, text or Markdown)."
_UNPACK = "Unpack it and import the transcripts inside."
_NO_TEXT = "Choose a transcript or caption file (SRT, WebVTT, JSON, text or Markdown)."

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", "Copy its text into a text file and import that."),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or PowerPoint document", _CONVERT_TEXT),
    (b"{\\rtf", "a rich text document (RTF)", _CONVERT_TEXT),
    (b"SQLite format 3\0", "a SQLite database", "To open a library, use Open library; transcripts are text files."),
    (b"ID3", "a sound file (MP3)", _RECORDING),
    (b"OggS", "a sound file (Ogg)", _RECORDING),
    (b"fLaC", "a sound file (FLAC)", _RECORDING),
    (b"\x1aE\xdf\xa3", "a video file (Matroska or WebM)", _RECORDING),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)", _NO_TEXT),
    (b"\xff\xd8\xff", "a picture (JPEG)", _NO_TEXT),
    (b"GIF8", "a picture (GIF)", _NO_TEXT),
    (b"BM\x36", "a picture (BMP)", _NO_TEXT),
    (b"\x1f\x8b", "a compressed file (gzip)", _UNPACK),
    (b"BZh", "a compressed file (bzip2)", _UNPACK),
    (b"\xfd7zXZ\0", "a compressed file (xz)", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a compressed file (Zstandard)", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x7fELF", "a program", _NO_TEXT),
    (b"MZ\x90\0", "a program", _NO_TEXT),
)
_RIFF = {b"WAVE": "a sound file (WAV)", b"AVI ": "a video file (AVI)", b"WEBP": "a picture (WebP)"}
_ZIPPED = (
    (b"word/", "a Word document (DOCX)", _CONVERT_TEXT),
    (b"xl/", "an Excel workbook", _CONVERT_TEXT),
    (b"ppt/", "a PowerPoint presentation", _CONVERT_TEXT),
    (b"application/vnd.oasis", "an OpenDocument file", _CONVERT_TEXT),
    (b"application/epub+zip", "an e-book (EPUB)", _CONVERT_TEXT),
)
_SBV_LINE = pattern(r"\d{1,3}:\d{2}:\d{2}\.\d{1,3},\d{1,3}:\d{2}:\d{2}\.\d{1,3}[ \t]*$", re.MULTILINE)
_MICRODVD = pattern(r"\{\d{1,9}\}\{\d{1,9}\}")
_XML_ROOT = pattern(r"<(?![?!])(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})")
_LATER = "Convert it to SRT or WebVTT and import that file."


def unusable(name: str, advice: str) -> InputError:
    """The error for a file that looks like ``name`` ("a picture (PNG)")."""
    return InputError(f"This looks like {name}, not like a transcript.", advice)


def refuse_known_binaries(data: bytes) -> None:
    """Raise InputError where the first bytes are those of a well-known kind of file without a transcript."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise _zipped(data)
    if data[4:8] == b"ftyp":
        raise unusable("a sound or video file (MP4)", _RECORDING)
    if data.startswith(b"RIFF") and data[8:12] in _RIFF:
        name = _RIFF[data[8:12]]
        raise unusable(name, _NO_TEXT if "picture" in name else _RECORDING)
    if len(data) > 3 and data[0] == 0xFF and data[1] in (0xFB, 0xF3, 0xF2, 0xFA, 0xF1, 0xF9):
        raise unusable("a sound file (MP3 or AAC)", _RECORDING)
    for signature, name, advice in _SIGNATURES:
        if data.startswith(signature):
            raise unusable(name, advice)


def _zipped(data: bytes) -> InputError:
    head = data[:20_000] + data[-20_000:]
    for sign, name, advice in _ZIPPED:
        if sign in head:
            return unusable(name, advice)
    return unusable("a ZIP archive", _UNPACK)


def unread(name: str) -> InputError:
    """The error for a caption format that the program does not read."""
    return InputError(f"This looks like {name}, which this version does not read.", _LATER)


def binary() -> InputError:
    """The error for bytes that are no text in any encoding."""
    return InputError("This file holds binary data, not text.", _NO_TEXT)


def refuse_known_texts(text: str) -> None:
    """Raise InputError for text in a known format that this program does not read."""
    head = text[:4000].lstrip()
    lowered = head[:1500].lower()
    if lowered.startswith(("<!doctype html", "<html", "<head", "<body")):
        raise unusable(
            "a web page (HTML)",
            "Copy the transcript from the page into a text file and import that, or get its captions.",
        )
    if lowered.startswith(("<?xml", "<tt ", "<tt>", "<tt:", "<transcript", "<timedtext", "<rss", "<svg")):
        raise _xml(head)
    if lowered.startswith("[script info]"):
        raise unread("SubStation Alpha subtitles (ASS or SSA)")
    if head.startswith("{") and _MICRODVD.match(head):
        raise unread("MicroDVD subtitles")
    if head[:1].isdigit() and _SBV_LINE.match(head.split("\n", 1)[0].strip()):
        raise unread("YouTube captions in the SBV format")


def _xml(head: str) -> InputError:
    root = _XML_ROOT.search(head)
    name = root.group(1).lower() if root else ""
    if name == "tt":
        return unread("TTML captions")
    if name in ("transcript", "timedtext"):
        return unread("YouTube captions in an XML format")
    if name == "html":
        return unusable("a web page (HTML)", "Copy the transcript from the page into a text file and import that.")
    if name in ("rss", "feed"):
        return unusable("a news feed", "Import the transcripts it links to.")
    return unusable("an XML file", _NO_TEXT)
