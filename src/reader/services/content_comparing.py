"""One item beside its file: which fields differ, and on which side each changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.domain.content import (
    BOTH,
    CHANGED,
    FIELD_NAMES,
    FIGURES,
    FILE_NAME,
    FOLDER,
    HERE,
    TRANSCRIPT,
    ContentEntry,
    FieldDifference,
    shown,
    side_of,
    side_of_pair,
    values_here,
)
from reader.domain.item import METADATA_FIELDS
from reader.domain.wording import count
from reader.errors import ReaderError
from reader.library.content_rows import ContentRow
from reader.services.content_figures import digest, figures_here, told
from reader.services.content_places import RESOURCES, checksum, read

if TYPE_CHECKING:
    from reader.domain.item_summary import ItemSummary
    from reader.formats.content_file import ResourceFile, TranscriptReference
    from reader.library.content_files import ContentItem
    from reader.library.database import Library


class Comparing:
    """Compares the items of a library with their files."""

    def __init__(self, library: Library, root: Path) -> None:
        self._library = library
        self._root = root

    def compared(
        self, item: ContentItem, path: str, file: ResourceFile, sha256: str
    ) -> tuple[ContentEntry | None, ContentRow]:
        """What differs (None: nothing), and what both sides have in common from now on."""
        agreed = dict(item.row.agreed) if item.row else {}
        differences = self._metadata(item, file, agreed)
        differences += self._transcript(item, file, agreed)
        differences += self._figures(item, file, agreed)
        sentence = self.missing_transcript(file)
        if slug_in(path) != item.slug:
            differences.append(FieldDifference(FILE_NAME, HERE, f"{slug_in(path)}.json", f"{item.slug}.json"))
        row = ContentRow(path, sha256, agreed)
        if not differences and not sentence:
            return None, row
        fields = tuple(sorted(differences, key=lambda difference: list(FIELD_NAMES).index(difference.name)))
        seen = (
            self.transcript_sha256(file.transcript, agreed.get(TRANSCRIPT)) if file.transcript and not sentence else ""
        )
        return (
            ContentEntry(item.slug, item.metadata.title, CHANGED, path, item.id, fields, sentence, sha256, seen),
            row,
        )

    def is_slow(self, item: ContentItem, file: ResourceFile) -> bool:
        """Whether the transcripts have to be read to be compared, which is so at their first meeting only."""
        agreed = item.row.agreed if item.row else {}
        return file.transcript is not None and TRANSCRIPT not in agreed

    def missing_transcript(self, file: ResourceFile) -> str:
        """A sentence where the transcript that a file names is not there."""
        if file.transcript is None or (self._root / file.transcript.path).is_file():
            return ""
        return f"Its transcript {file.transcript.path} is not there. Put it there, or take the reference out."

    # -- metadata

    def _metadata(self, item: ContentItem, file: ResourceFile, agreed: dict[str, Any]) -> list[FieldDifference]:
        here = values_here(item.metadata)
        found = []
        for name in METADATA_FIELDS:
            before = agreed.get(name)
            if name == "tags" and before is not None:
                before = tuple(before)
            folder = file.values[name]
            side = side_of(folder, here[name], before, draft=name in item.metadata.drafts)
            if side:
                told_before = None if before is None else shown(before)
                found.append(FieldDifference(name, side, shown(folder), shown(here[name]), told_before))
            else:
                agreed[name] = list(folder) if name == "tags" else folder
        return found

    # -- transcript

    def _transcript(self, item: ContentItem, file: ResourceFile, agreed: dict[str, Any]) -> list[FieldDifference]:
        reference = file.transcript
        if reference is None or self.missing_transcript(file):
            return []
        there = self.transcript_sha256(reference, agreed.get(TRANSCRIPT))
        before = agreed.get(TRANSCRIPT)
        if there == item.sha256 or (before is None and self._says_the_same(item, reference)):
            side = ""
        elif before is None:
            side = BOTH if item.cues else FOLDER
        else:
            side = side_of_pair(there, item.sha256, (before[0], before[1]))
            if side == BOTH and self._says_the_same(item, reference):
                side = ""
        if not side:
            agreed[TRANSCRIPT] = self.transcript_state(reference, there, item.sha256)
            return []
        here = f"{count('cue', item.cues)}, stored {item.stored}" if item.cues else ""
        return [FieldDifference(TRANSCRIPT, side, reference.path, here)]

    def transcript_sha256(self, reference: TranscriptReference, before: Any = None) -> str:
        """The checksum of the transcript's file; not reckoned anew where it has the size and time of ``before``."""
        about = os.stat(self._root / reference.path)
        if before and list(before[2:]) == [reference.path, about.st_size, about.st_mtime_ns]:
            return str(before[0])
        try:
            return checksum(read(self._root, reference.path))
        except ReaderError:
            return ""

    def transcript_state(self, reference: TranscriptReference, there: str, here: str) -> list[Any]:
        """What is kept of two transcripts that belong together: both checksums, and how to tell the file's cheaply."""
        about = os.stat(self._root / reference.path)
        return [there, here, reference.path, about.st_size, about.st_mtime_ns]

    def _says_the_same(self, item: ContentItem, reference: TranscriptReference) -> bool:
        """Whether both transcripts have the same words, though their files differ."""
        from reader.formats.reading import parse_bytes

        try:
            parsed = parse_bytes(read(self._root, reference.path), reference.path.rpartition("/")[2])
        except ReaderError:
            return False
        return parsed.transcript.text == self._library.items.load(item.id).transcript.text

    # -- figures

    def _figures(self, item: ContentItem, file: ResourceFile, agreed: dict[str, Any]) -> list[FieldDifference]:
        """Figures are written where a file has some, and never taken in: the library makes its own."""
        summary = self._summaries.get(item.id) if file.profile is not None else None
        if file.profile is None or summary is None or summary.stale:
            return []
        profile = self.profile_of(summary)
        there, here = self.figures_state(item.id, file)
        before = agreed.get(FIGURES)
        side = "" if before is None or there == here else side_of_pair(there, here, (before[0], before[1]))
        if side in ("", FOLDER):
            agreed[FIGURES] = [there, here]
            return []
        return [FieldDifference(FIGURES, side, told(file.profile), told(profile))]

    def profile_of(self, summary: ItemSummary) -> Mapping[str, Any]:
        """The figures of an item that are not out of date."""
        return figures_here(summary, self._framework)

    def figures_state(self, item_id: int, file: ResourceFile) -> list[str]:
        """What is kept of the figures of a file and of the library: a checksum of each."""
        there = file.profile or {}
        return [digest(there), digest(self.figures_for(item_id, there))]

    def figures_for(self, item_id: int, there: Mapping[str, Any]) -> dict[str, Any]:
        """The library's figures of an item by those keys that the folder has."""
        summary = self._summaries.get(item_id)
        profile = self.profile_of(summary) if summary is not None else {}
        return {key: profile[key] for key in there if key in profile}

    @cached_property
    def _framework(self) -> Any:
        from reader.services.framework_choice import framework_of

        return framework_of(self._library)

    @cached_property
    def _summaries(self) -> dict[int, ItemSummary]:
        from reader.services.browsing import list_items

        return {summary.id: summary for summary in list_items(self._library)}

    def summary(self, item_id: int) -> ItemSummary | None:
        """The item as lists know it."""
        return self._summaries.get(item_id)


def slug_in(path: str) -> str:
    """The slug that a resource file is named by."""
    return path.removeprefix(f"{RESOURCES}/").removesuffix(".json")
