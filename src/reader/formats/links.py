"""Web addresses of videos."""

from __future__ import annotations

from reader.formats.pattern import pattern

_VIDEO = pattern(
    r"(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:watch\?(?:[^\s#<>\"]{0,300}&)?v=|embed/|shorts/|live/|v/))"
    r"([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])"
)
_ID = pattern(r"[A-Za-z0-9_-]{11}$")


def video_id(address: str) -> str:
    """The id of a YouTube video in a web address, or an empty text."""
    match = _VIDEO.search(address)
    return match.group(1) if match else ""


def link_of_video(identifier: str) -> str:
    """The web address of a YouTube video; empty for what is no id."""
    return f"https://www.youtube.com/watch?v={identifier}" if _ID.match(identifier) else ""
