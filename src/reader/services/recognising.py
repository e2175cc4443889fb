"""Recognising conversations that the library holds already, so that nothing is stored twice unnoticed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from reader.domain.item import Metadata
from reader.library.records import ItemOrigin

ExistingItem = ItemOrigin
"""What is known of an item that a file was recognised as: id, slug, title, show, source, video id, checksum."""


class KnownItems:
    """The items of a library, found again by what a file tells.

    A file belongs to an item where its bytes are the same; else where both have the same video id; else where both have
    the same title and show; else where both have the same file name and the same show, or the same file name and a
    title that the file itself states. Two files that only share a common name ("interview.srt") stay apart.
    """

    def __init__(self, items: Iterable[ExistingItem]) -> None:
        self._by_sha256: dict[str, ExistingItem] = {}
        self._by_video: dict[str, ExistingItem] = {}
        self._by_title: dict[tuple[str, str], ExistingItem] = {}
        self._by_source: dict[str, list[ExistingItem]] = {}
        for item in items:
            self.add(item)

    def replace(self, before: ExistingItem, after: ExistingItem) -> None:
        """Take in the new state of an item."""
        if self._by_sha256.get(before.sha256) == before:
            del self._by_sha256[before.sha256]
        self._by_source[_folded(before.source)].remove(before)
        self._by_title.pop((_folded(before.title), _folded(before.show)), None)
        self._by_video.pop(before.video_id, None)
        self.add(after)

    def add(self, item: ExistingItem) -> None:
        """Take in a new item."""
        self._by_sha256.setdefault(item.sha256, item)
        if item.video_id:
            self._by_video.setdefault(item.video_id, item)
        self._by_title.setdefault((_folded(item.title), _folded(item.show)), item)
        self._by_source.setdefault(_folded(item.source), []).append(item)

    def same_file(self, sha256: str) -> ExistingItem | None:
        """The item made from these very bytes."""
        return self._by_sha256.get(sha256)

    def same_conversation(self, source: str, video_id: str, metadata: Metadata) -> ExistingItem | None:
        """The item that holds the conversation of a file with this name, video id and metadata."""
        if video_id and video_id in self._by_video:
            return self._by_video[video_id]
        title, show = _folded(metadata.title), _folded(metadata.show)
        found = self._by_title.get((title, show))
        if found is not None and not _other_video(found, video_id):
            return found
        for item in self._by_source.get(_folded(source), ()):
            same_show = _folded(item.show) == show
            same_title = _folded(item.title) == title and "title" not in metadata.drafts
            if (same_show or same_title) and not _other_video(item, video_id):
                return item
        return None


def _other_video(item: ExistingItem, video_id: str) -> bool:
    """Whether item and file are known to come from different recordings."""
    return bool(video_id and item.video_id and video_id != item.video_id)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
