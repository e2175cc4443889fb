"""Writing back to the content folder: single values into the files of others, whole files where there are none.

A file that is not as it was looked at is refused. Each is whole at any moment: the old one or the new one. Writing is
no command of the journal, for an undo could not know what others did to the files since: a site's repository keeps its
own history.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.domain.content import (
    BOTH,
    FIGURES,
    FILE_NAME,
    GONE,
    HERE,
    ONLY_HERE,
    TRANSCRIPT,
    ContentEntry,
    ContentOutcome,
    ContentPlan,
    ContentReport,
    Resolutions,
    values_here,
)
from reader.domain.item import METADATA_FIELDS
from reader.domain.progress import Progress
from reader.errors import ReaderError
from reader.formats import transcript_file
from reader.formats.content_file import ResourceFile, changed_resource, new_resource, read_resource
from reader.library.content_rows import ContentRow
from reader.services.content_assessments import assessment_path
from reader.services.content_comparing import Comparing
from reader.services.content_folder import required_folder
from reader.services.content_places import (
    RESOURCES,
    TRANSCRIPTS,
    ChangedSinceError,
    checksum,
    create_file,
    read,
    rename_file,
    replace_file,
)

if TYPE_CHECKING:
    from reader.library.content_files import ContentItem
    from reader.library.database import Library


def write_back(
    library: Library,
    plan: ContentPlan,
    keys: Sequence[str],
    resolutions: Resolutions | None = None,
    *,
    rename: bool = False,
) -> Generator[Progress, None, ContentReport]:
    """Write the entries of these keys to the folder: what changed here, whole files of what only the library has.

    A conflict is written only where ``resolutions`` says "here"; files get the names of changed slugs only with
    ``rename``. Closing the generator leaves what was written by then. Raises ReaderError where the folder is not there.
    """
    writer = _Writer(library, required_folder(library), resolutions or {}, rename)
    outcomes = []
    for number, key in enumerate(keys):
        entry = plan.entry(key)
        yield Progress(number, len(keys), f"Writing {entry.title}")
        try:
            writer.write(entry)
            outcomes.append(ContentOutcome(key, entry.title, True))
        except ReaderError as error:
            outcomes.append(ContentOutcome(key, entry.title, False, str(error)))
    yield Progress(len(keys), len(keys), "Written back")
    return ContentReport(tuple(outcomes))


def writable(
    plan: ContentPlan, resolutions: Resolutions | None = None, *, new: bool = False, rename: bool = False
) -> list[str]:
    """Keys of all that can be written back: what changed here, and conflicts decided so; with ``new`` also what the
    folder has no file of.

    Files whose only difference is their name come with ``rename``.
    """
    decided = {key for (key, _), side in (resolutions or {}).items() if side == HERE}
    return [
        entry.key
        for entry in plan.entries
        if entry.key in decided
        or any(field.side == HERE and (rename or field.name != FILE_NAME) for field in entry.fields)
        or (new and entry.state == ONLY_HERE)
    ]


class _Writer:
    def __init__(self, library: Library, root: Path, resolutions: Resolutions, rename: bool) -> None:
        self._library = library
        self._root = root
        self._resolutions = resolutions
        self._rename = rename
        self._comparing = Comparing(library, root)
        self._items = {item.id: item for item in library.content.items()}

    def write(self, entry: ContentEntry) -> None:
        """Write one entry. Raises ReaderError; its file is as it was then."""
        item = self._items[entry.item_id]
        if entry.state in (ONLY_HERE, GONE):
            self._write_whole(item)
        else:
            self._write_fields(entry, item)

    # -- a file that is not there

    def _write_whole(self, item: ContentItem) -> None:
        path = f"{RESOURCES}/{item.slug}.json"
        values: dict[str, Any] = dict(values_here(item.metadata))
        agreed: dict[str, Any] = {name: _plain(values[name]) for name in METADATA_FIELDS}
        values["tags"] = list(values["tags"])
        if item.cues:
            values["transcript"] = self._transcript_out(item, None, "")
        summary = self._comparing.summary(item.id)
        if summary is not None and item.cues and not summary.stale:
            values["profile"] = dict(self._comparing.profile_of(summary))
        data = new_resource(values)
        create_file(self._root, path, data)
        file = read_resource(data, path.rpartition("/")[2])
        self._settle(item, path, data, agreed | self._pairs(item, file, transcript=True, figures=True))

    # -- a file that is there

    def _write_fields(self, entry: ContentEntry, item: ContentItem) -> None:
        names = [field.name for field in entry.fields if self._is_wanted(entry, field.name, field.side)]
        data = read(self._root, entry.path)
        if checksum(data) != entry.seen:
            raise ChangedSinceError(
                f"{entry.path} was changed by somebody else since it was looked at.", "Look at the folder again."
            )
        before = read_resource(data, entry.path.rpartition("/")[2])
        here = values_here(item.metadata)
        changes: dict[str, Any] = {name: _plain(here[name]) for name in names if name in METADATA_FIELDS}
        agreed = dict(item.row.agreed if item.row else {}) | changes
        if TRANSCRIPT in names:
            changes["transcript"] = self._transcript_out(item, before, entry.seen_transcript)
        if FIGURES in names and before.profile is not None:
            changes["profile"] = self._comparing.figures_for(item.id, before.profile)
        path = entry.path
        if changes:
            data = changed_resource(data, changes)
            replace_file(self._root, path, data, entry.seen)
        file = read_resource(data, path.rpartition("/")[2])
        agreed |= self._pairs(item, file, transcript=TRANSCRIPT in names, figures=FIGURES in names)
        self._settle(item, path, data, agreed)
        if FILE_NAME in names:
            self._rename_files(item, path, data, agreed)

    def _is_wanted(self, entry: ContentEntry, name: str, side: str) -> bool:
        if name == FILE_NAME:
            return self._rename
        return side == HERE or (side == BOTH and self._resolutions.get((entry.key, name)) == HERE)

    def _rename_files(self, item: ContentItem, path: str, data: bytes, agreed: dict[str, Any]) -> None:
        """Name the file by the item's slug, and its assessment with it, whose content stays as it is."""
        new = f"{RESOURCES}/{item.slug}.json"
        old_assessment = assessment_path(path.rpartition("/")[2].removesuffix(".json"))
        new_assessment = assessment_path(item.slug)
        has_assessment = (self._root / old_assessment).is_file()
        if has_assessment and (self._root / new_assessment).exists():
            raise ChangedSinceError(f"{new_assessment} is there already.", "Rename or remove that file first.")
        rename_file(self._root, path, new)
        self._settle(item, new, data, agreed)
        if has_assessment:
            rename_file(self._root, old_assessment, new_assessment)

    # -- transcripts

    def _transcript_out(self, item: ContentItem, before: ResourceFile | None, seen: str) -> dict[str, Any]:
        """Write the transcript in force, in the place of the file that is referred to where its kind fits, and return
        the reference to it.
        """
        stored = self._library.items.load(item.id)
        data = transcript_file.written(stored.transcript).encode("utf-8")
        ending = transcript_file.ending_of(stored.transcript)
        reference = before.transcript if before is not None else None
        path = f"{TRANSCRIPTS}/{item.slug}{ending}"
        if reference is not None and reference.path.endswith(ending) and (self._root / reference.path).is_file():
            path = reference.path
            replace_file(self._root, path, data, seen)
        elif reference is None and (kept := self._kept_transcript(item)):
            path = kept
        elif not self._has(path, data):
            create_file(self._root, path, data)
        told: dict[str, Any] = {"path": path}
        if reference is None:
            told["source"] = stored.provenance.source
        if item.video_id:
            told["video_id"] = item.video_id
        return told | {"stored": item.stored, "cues": item.cues}

    def _kept_transcript(self, item: ContentItem) -> str:
        """The transcript in the folder that is known to be the item's own; empty where there is none."""
        agreed = item.row.agreed.get(TRANSCRIPT) if item.row else None
        if not agreed or agreed[1] != item.sha256 or not (self._root / agreed[2]).is_file():
            return ""
        return str(agreed[2]) if checksum(read(self._root, agreed[2])) == agreed[0] else ""

    def _has(self, path: str, data: bytes) -> bool:
        return (self._root / path).is_file() and read(self._root, path) == data

    def _pairs(self, item: ContentItem, file: ResourceFile, *, transcript: bool, figures: bool) -> dict[str, Any]:
        """What is kept of transcript and figures that belong together now."""
        found: dict[str, Any] = {}
        if transcript and file.transcript is not None:
            there = self._comparing.transcript_sha256(file.transcript)
            found[TRANSCRIPT] = self._comparing.transcript_state(file.transcript, there, item.sha256)
        if figures and file.profile is not None:
            found[FIGURES] = self._comparing.figures_state(item.id, file)
        return found

    def _settle(self, item: ContentItem, path: str, data: bytes, agreed: dict[str, Any]) -> None:
        self._library.content.settle({item.id: ContentRow(path, checksum(data), agreed)})


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
