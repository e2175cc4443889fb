"""Taking in what the content folder has: new items, changed fields, newer transcripts, as one journaled command."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.domain.content import (
    BOTH,
    FIGURES,
    FOLDER,
    NEW,
    RENAMED,
    TRANSCRIPT,
    ContentEntry,
    ContentOutcome,
    ContentPlan,
    ContentReport,
    Resolutions,
)
from reader.domain.item import METADATA_FIELDS, Metadata, Provenance
from reader.domain.progress import Progress
from reader.domain.transcript import Transcript
from reader.domain.wording import count
from reader.errors import ReaderError
from reader.formats.content_file import ResourceFile, TranscriptReference, read_resource
from reader.library.content_files import Taking
from reader.library.packing import unpack_slices, unpack_transcript
from reader.library.records import NewItem
from reader.services.content_comparing import Comparing
from reader.services.content_folder import required_folder
from reader.services.content_places import ChangedSinceError, checksum, inside, read
from reader.services.framework_choice import choice_of
from reader.services.frameworks import profiler_for
from reader.services.preparing import Prepared, Refused, Task, prepared

if TYPE_CHECKING:
    from reader.domain.change import Change
    from reader.library.content_files import ContentItem
    from reader.library.database import Library

NO_FORMAT = "none"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of the entries; ``change`` is None where nothing was stored."""

    report: ContentReport
    change: Change | None


def take_in(
    library: Library, plan: ContentPlan, keys: Sequence[str], resolutions: Resolutions | None = None
) -> Generator[Progress, None, TakenIn]:
    """Take in the entries of these keys: new items whole, of others what changed in the folder.

    A conflict is taken in only where ``resolutions`` says "folder". What was changed since the look is refused. Each
    entry is committed on its own, all are one command; closing the generator leaves those that were taken in by then.
    Raises ReaderError where the folder is not there, LibraryError where the library cannot be written.
    """
    root = required_folder(library)
    entries = [plan.entry(key) for key in keys]
    outcomes: list[ContentOutcome] = []
    whole = f"Take in “{entries[0].title}”" if len(entries) == 1 else f"Take in {count('file', len(entries))}"
    run = library.content.begin(f"{whole} of the content folder", len(entries))
    change = None
    try:
        taker = _Taker(library, root, resolutions or {})
        for number, entry in enumerate(entries):
            yield Progress(number, len(entries), f"Taking in {entry.title}")
            try:
                run.take(taker.taking(entry))
                outcomes.append(ContentOutcome(entry.key, entry.title, True))
            except ReaderError as error:
                outcomes.append(ContentOutcome(entry.key, entry.title, False, str(error)))
        yield Progress(len(entries), len(entries), "Taken in")
    finally:
        change = run.finish()
    return TakenIn(ContentReport(tuple(outcomes)), change if run.command_id is not None else None)


class _Taker:
    def __init__(self, library: Library, root: Path, resolutions: Resolutions) -> None:
        self._library = library
        self._root = root
        self._resolutions = resolutions
        self._choice = choice_of(library)
        self._comparing = Comparing(library, root)
        self._items = {item.id: item for item in library.content.items()}

    def taking(self, entry: ContentEntry) -> Taking:
        """What to store of an entry. Raises ReaderError where it is not as it was looked at, or cannot be read."""
        file = self._file(entry)
        if entry.state == NEW:
            return self._new(entry, file)
        if entry.state == RENAMED:
            return Taking(entry.path, {}, entry.item_id, slug=entry.slug)
        return self._changed(entry, file)

    def _file(self, entry: ContentEntry) -> ResourceFile:
        data = read(self._root, entry.path)
        if checksum(data) != entry.seen:
            raise ChangedSinceError(f"{entry.path} was changed since it was looked at.", "Look at the folder again.")
        return read_resource(data, entry.path.rpartition("/")[2])

    def _new(self, entry: ContentEntry, file: ResourceFile) -> Taking:
        agreed: dict[str, Any] = _agreed(file, METADATA_FIELDS)
        if file.transcript is None:
            return Taking(entry.path, agreed, new=self._without_transcript(entry.slug, file))
        made = self._prepared(file.transcript)
        drafts = {name: getattr(made.metadata, name) for name in made.metadata.drafts}
        metadata = Metadata(**file.values).filled_from(Metadata(**drafts, drafts=made.metadata.drafts))
        provenance = _provenance(file.transcript, made)
        agreed[TRANSCRIPT] = self._comparing.transcript_state(file.transcript, made.sha256, made.sha256)
        new = NewItem(metadata, provenance, made.transcript, made.slices, made.profile, slug=entry.slug)
        return Taking(entry.path, agreed, new=new)

    def _changed(self, entry: ContentEntry, file: ResourceFile) -> Taking:
        wanted = [
            field.name
            for field in entry.fields
            if field.side == FOLDER or (field.side == BOTH and self._resolutions.get((entry.key, field.name)) == FOLDER)
        ]
        agreed = _agreed(file, [name for name in wanted if name in METADATA_FIELDS])
        changes = {name: file.values[name] for name in agreed}
        item = self._items[entry.item_id]
        new = None
        if TRANSCRIPT in wanted and file.transcript is not None:
            new = self._newer(item, file.transcript)
            if new.provenance.sha256 != entry.seen_transcript:
                raise ChangedSinceError(
                    f"{file.transcript.path} was changed since it was looked at.", "Look at the folder again."
                )
            agreed[TRANSCRIPT] = self._comparing.transcript_state(
                file.transcript, new.provenance.sha256, new.provenance.sha256
            )
        if FIGURES in wanted:
            agreed[FIGURES] = self._comparing.figures_state(item.id, file)
        return Taking(entry.path, agreed, entry.item_id, changes, new)

    # -- transcripts

    def _prepared(self, reference: TranscriptReference) -> Prepared:
        made = prepared(Task(inside(self._root, reference.path)), profiler_for(self._choice.framework))
        if isinstance(made, Refused):
            raise ReaderError(f"{reference.path}: {made.error.message}", made.error.advice)
        return made

    def _newer(self, item: ContentItem, reference: TranscriptReference) -> NewItem:
        """The newer transcript of an item, scored with the item's exceptions."""
        made = self._prepared(reference)
        new = NewItem(item.metadata, _provenance(reference, made), made.transcript, made.slices, made.profile)
        framework = self._choice.framework
        strikes = self._library.strikes.of_item(item.id, framework.id)
        if not strikes:
            return new
        transcript, slices = unpack_transcript(new.transcript), unpack_slices(new.slices)
        kind = new.provenance.caption_kind
        profile = profiler_for(framework).profile(transcript, slices, caption_kind=kind, strikes=strikes)
        return replace(new, profile=profile, struck=tuple(strike.id for strike in strikes))

    def _without_transcript(self, slug: str, file: ResourceFile) -> NewItem:
        """An item of which nothing but the metadata is known."""
        empty = Transcript()
        profile = profiler_for(self._choice.framework).profile(empty, (), file.values["evidence_mode"])
        source = Provenance(f"{slug}.json", NO_FORMAT, "No transcript", "", "", _today(), "text")
        return NewItem.of(Metadata(**file.values), source, empty, (), profile, slug=slug)


def _agreed(file: ResourceFile, names: Sequence[str]) -> dict[str, Any]:
    """Fields of the file as they are kept: plain values that JSON knows."""
    return {name: list(file.values[name]) if name == "tags" else file.values[name] for name in names}


def _provenance(reference: TranscriptReference, made: Prepared) -> Provenance:
    found = made.recognised
    return Provenance(
        source=reference.path.rpartition("/")[2],
        format_id=found.format_id,
        format_name=found.format_name,
        encoding=found.encoding,
        sha256=made.sha256,
        stored=reference.stored or _today(),
        caption_kind=found.caption_kind,
        video_id=reference.video_id or found.video_id,
    )


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def takeable(plan: ContentPlan, resolutions: Mapping[tuple[str, str], str] | None = None) -> list[str]:
    """Keys of all that can be taken in: what is new or changed in the folder, and conflicts decided for it.

    What is named otherwise here is left to a person.
    """
    decided = {key for (key, _), side in (resolutions or {}).items() if side == FOLDER}
    return [entry.key for entry in plan.entries if entry.comes or entry.key in decided]
