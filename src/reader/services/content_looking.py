"""Looking at a content folder: every file beside its item, field by field."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.content import (
    BROKEN,
    CLASH,
    DELETED,
    GONE,
    NEW,
    ONLY_HERE,
    RENAMED,
    ContentEntry,
    ContentPlan,
    folded,
)
from reader.domain.progress import Progress
from reader.errors import ReaderError
from reader.formats.content_file import ResourceFile, read_resource
from reader.library.content_rows import ContentRow
from reader.library.slugs import slugify
from reader.services.content_assessments import take_assessments
from reader.services.content_comparing import Comparing
from reader.services.content_places import checksum, read, resource_files

if TYPE_CHECKING:
    from reader.library.content_files import ContentItem
    from reader.library.database import Library

EVERY = 25
"""After how many files a look tells how far it is."""


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A resource file as it was read: its checksum, and its content or what is wrong with it."""

    sha256: str
    file: ResourceFile | None
    problem: str = ""


@dataclass(slots=True)
class SeenFiles:
    """What was read of a folder, by path, size and time."""

    _kept: dict[tuple[str, int, int], SeenFile] = field(default_factory=dict)

    def read(self, root: Path, relative: str) -> SeenFile:
        """The file as it is now; read anew only where it is not the one that was read before, or could not be read."""
        try:
            about = os.stat(root / relative)
            key = (str(root / relative), about.st_size, about.st_mtime_ns)
        except OSError:
            return _read(root, relative)
        found = self._kept.get(key)
        if found is None or not found.sha256:
            found = self._kept[key] = _read(root, relative)
        return found


def _read(root: Path, relative: str) -> SeenFile:
    try:
        data = read(root, relative)
    except ReaderError as error:
        return SeenFile("", None, f"{relative.rpartition('/')[2]}: {error}")
    try:
        return SeenFile(checksum(data), read_resource(data, relative.rpartition("/")[2]))
    except ReaderError as error:
        return SeenFile(checksum(data), None, str(error))


def slug_of(relative: str) -> str:
    """The slug that a resource file is named by."""
    return relative.rpartition("/")[2].removesuffix(".json")


class Look:
    """One look at a folder."""

    def __init__(self, library: Library, root: Path, seen: SeenFiles) -> None:
        self._library = library
        self._root = root
        self._seen = seen
        self._items = library.content.items()
        self._paths = resource_files(root)
        self._comparing = Comparing(library, root)
        self._entries: list[ContentEntry] = []
        self._settled: dict[int, ContentRow] = {}
        self._agreeing = 0

    def run(self) -> Generator[Progress, None, ContentPlan]:
        """Look at every file, then at the items without one."""
        assessments = take_assessments(self._library, self._root)
        unknown: list[str] = []
        clashes = self._clashing_names()
        total = len(self._paths)
        for number, path in enumerate(self._paths):
            if number % EVERY == 0:
                yield Progress(number, total, "Looking at the content folder")
            if path in clashes:
                self._clash(path, clashes[path])
            elif self._item_of.get(path) is None:
                unknown.append(path)
            else:
                yield from self._compare(path, self._item_of[path])
        without = [item for item in self._items if item.id not in self._found_ids and not item.deleted]
        for path in unknown:
            self._unknown(path, without)
        for item in without:
            self._without_file(item)
        self._library.content.settle(self._settled)
        self._entries += assessments.entries
        yield Progress(total, total, "Looking at the content folder")
        return ContentPlan(str(self._root), tuple(self._entries), self._agreeing, total, assessments.changed)

    # -- which file is whose

    @cached_property
    def _item_of(self) -> dict[str, ContentItem]:
        """The item of each file: the one that it was tied to before, else the one with its slug."""
        there = set(self._paths)
        found = {i.row.path: i for i in self._items if i.row is not None and i.row.path in there and not i.deleted}
        tied = {item.id for item in found.values()}
        by_slug = {item.slug: item for item in self._items if item.id not in tied and not item.deleted}
        for path in self._paths:
            item = by_slug.get(slug_of(path))
            if item is not None:
                found.setdefault(path, item)
        return found

    @cached_property
    def _found_ids(self) -> set[int]:
        return {item.id for item in self._item_of.values()}

    def _clashing_names(self) -> dict[str, str]:
        """Files whose names cannot be slugs, each with the sentence that says why."""
        by_name: dict[str, list[str]] = defaultdict(list)
        for path in self._paths:
            by_name[folded(slug_of(path))].append(path)
        told = {}
        for path in self._paths:
            slug = slug_of(path)
            others = [slug_of(other) for other in by_name[folded(slug)] if other != path]
            if others:
                told[path] = (
                    f"{slug}.json and {others[0]}.json differ only in capitals or accents, which Windows and macOS do "
                    "not tell apart. Rename one of them."
                )
            elif slugify(slug) != slug:
                told[path] = (
                    f"“{slug}” cannot be a slug: small letters, digits and single hyphens, and no name that Windows "
                    f"keeps for itself. Rename the file to {slugify(slug)}.json."
                )
        return told

    # -- entries

    def _clash(self, path: str, sentence: str) -> None:
        self._entries.append(ContentEntry(slug_of(path), slug_of(path), CLASH, path, sentence=sentence))

    def _broken(self, path: str, item: ContentItem | None, seen: SeenFile) -> None:
        title = item.metadata.title if item else slug_of(path)
        self._entries.append(
            ContentEntry(slug_of(path), title, BROKEN, path, item.id if item else 0, (), seen.problem, seen.sha256)
        )

    def _compare(self, path: str, item: ContentItem) -> Generator[Progress, None, None]:
        seen = self._seen.read(self._root, path)
        if seen.file is None:
            self._broken(path, item, seen)
            return
        if self._comparing.is_slow(item, seen.file):
            yield Progress(0, 0, f"Comparing the transcript of {item.metadata.title}")
        entry, row = self._comparing.compared(item, path, seen.file, seen.sha256)
        if row != item.row:
            self._settled[item.id] = row
        if entry is None:
            self._agreeing += 1
        else:
            self._entries.append(entry)

    def _unknown(self, path: str, without: list[ContentItem]) -> None:
        """A file that no item has. One that is taken for another's, renamed, takes that item out of ``without``."""
        seen, slug = self._seen.read(self._root, path), slug_of(path)
        if seen.file is None:
            self._broken(path, None, seen)
            return
        title = str(seen.file.values["title"])
        deleted = next((item for item in self._items if item.deleted and item.slug == slug), None)
        if deleted is not None:
            sentence = "It was deleted here; the file stays. Bring it back from the bin to have it again."
            self._entries.append(ContentEntry(slug, title, DELETED, path, deleted.id, (), sentence, seen.sha256))
            return
        known = next((item for item in without if _is_of(item, seen)), None)
        if known is not None:
            without.remove(known)
            sentence = (
                f"The library has this conversation as {known.slug}. Taken in, its slug becomes {slug}; what differs "
                "is shown after that."
            )
            self._entries.append(ContentEntry(slug, title, RENAMED, path, known.id, (), sentence, seen.sha256))
            return
        missing = self._comparing.missing_transcript(seen.file)
        state = BROKEN if missing else NEW
        self._entries.append(ContentEntry(slug, title, state, path, 0, (), missing, seen.sha256))

    def _without_file(self, item: ContentItem) -> None:
        title = item.metadata.title
        if item.row is not None:
            sentence = (
                f"{item.row.path} is not there any more. It can be written again, or the conversation stays here."
            )
            self._entries.append(ContentEntry(item.slug, title, GONE, item.row.path, item.id, (), sentence))
        elif not item.sample:
            sentence = "The folder has no file of it."
            self._entries.append(ContentEntry(item.slug, title, ONLY_HERE, "", item.id, (), sentence))


def _is_of(item: ContentItem, seen: SeenFile) -> bool:
    """Whether a file is about an item, though it is named otherwise."""
    assert seen.file is not None
    if item.row is not None and item.row.sha256 == seen.sha256:
        return True
    reference, values = seen.file.transcript, seen.file.values
    if reference is not None and reference.video_id and item.video_id:
        return reference.video_id == item.video_id
    facts: Mapping[str, str] = {"title": item.metadata.title, "show": item.metadata.show}
    return all(folded(value) == folded(str(values[name])) for name, value in facts.items()) and bool(facts["show"])
