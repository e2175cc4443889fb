"""Where prepared files land: recognised as new or known, and stored one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.domain.change import Change
from reader.domain.item import METADATA_FIELDS, Metadata, Provenance
from reader.domain.wording import count
from reader.library.packing import unpack_slices, unpack_transcript
from reader.library.records import NewItem
from reader.services.frameworks import profiler_for
from reader.services.import_report import ImportEntry, ImportRequest, Outcome
from reader.services.preparing import Prepared, Refused
from reader.services.recognising import ExistingItem, KnownItems

if TYPE_CHECKING:
    from reader.library.database import Library
    from reader.library.imports import ImportRun
    from reader.services.framework_choice import FrameworkChoice


class Landing:
    """One run of the importer: knows what the library holds, stores what is new, keeps the entries of the report."""

    def __init__(self, library: Library, choice: FrameworkChoice) -> None:
        self.entries: list[ImportEntry] = []
        self._library = library
        self._choice = choice
        self._total = 0
        self._known = KnownItems(library.items.origins())
        self._first_entries: dict[str, ImportEntry] = {}
        self._run: ImportRun | None = None

    def to_read(self, requests: Sequence[ImportRequest], digests: Sequence[str]) -> list[int]:
        """Indices of the files that have to be read: not in the library, and the first with their bytes in this run."""
        seen: set[str] = set()
        fresh = []
        for index, (request, digest) in enumerate(zip(requests, digests, strict=True)):
            if digest and not _read_anew(request) and (digest in seen or self._known.same_file(digest)):
                continue
            seen.add(digest)
            fresh.append(index)
        self._total = len(fresh)
        return fresh

    def settled(self, request: ImportRequest, digest: str) -> ImportEntry | None:
        """The entry of a file that needs no reading, because these bytes have been dealt with; None for others."""
        if not digest or _read_anew(request):
            return None
        same = self._known.same_file(digest)
        if same is not None:
            return self._noted(_unchanged(request, same))
        first = self._first_entries.get(digest)
        return None if first is None else self._noted(replace(first, path=request.path))

    def landed(self, request: ImportRequest, digest: str, answer: Prepared | Refused) -> ImportEntry:
        """Store a file that was read, and say what became of it."""
        entry = _failed(request, answer) if isinstance(answer, Refused) else self._stored(request, answer)
        if digest:
            self._first_entries[digest] = entry
        return self._noted(entry)

    def finish(self) -> Change | None:
        """End the run; what was stored is one command in the library's history. None where nothing was."""
        if self._run is None:
            return None
        change = self._run.finish()
        self._run = None
        return change

    def _noted(self, entry: ImportEntry) -> ImportEntry:
        self.entries.append(entry)
        return entry

    def _stored(self, request: ImportRequest, file: Prepared) -> ImportEntry:
        source = request.path.name
        told = request.metadata or file.metadata
        same = self._known.same_file(file.sha256)
        if same is not None and not _read_anew(request):
            return _unchanged(request, same)
        existing = same or self._known.same_conversation(source, file.recognised.video_id, told)
        if existing is None:
            return self._imported(request, file, told)
        if not request.update:
            return _entry(
                request, "exists", existing, file,
                f"The library has this conversation with another content, as {existing.slug}; import it as an update.",
            )  # fmt: skip
        return self._updated(request, file, existing)

    def _imported(self, request: ImportRequest, file: Prepared, metadata: Metadata) -> ImportEntry:
        new = _new_item(request, file, metadata)
        item_id, slug = self._writing().add(new)
        item = _origin(item_id, slug, metadata, new.provenance)
        self._known.add(item)
        return _entry(request, "imported", item, file, f"Imported with {count('slice', file.profile.figures.slices)}.")

    def _updated(self, request: ImportRequest, file: Prepared, existing: ExistingItem) -> ImportEntry:
        metadata = request.metadata or updated_metadata(self._library.items.metadata(existing.id), file.metadata)
        new = self._with_exceptions(existing.id, _new_item(request, file, metadata))
        self._writing().update(existing.id, new)
        item = _origin(existing.id, existing.slug, metadata, new.provenance)
        self._known.replace(existing, item)
        return _entry(
            request, "updated", item, file, "The newer transcript is in force; the one before is kept as a version."
        )

    def _with_exceptions(self, item_id: int, new: NewItem) -> NewItem:
        """The new transcript of an item, scored once more where the item has exceptions."""
        framework = self._choice.framework
        strikes = self._library.strikes.of_item(item_id, framework.id)
        if not strikes:
            return new
        transcript, slices = unpack_transcript(new.transcript), unpack_slices(new.slices)
        profile = profiler_for(framework).profile(
            transcript, slices, caption_kind=new.provenance.caption_kind, strikes=strikes
        )
        return replace(new, profile=profile, struck=tuple(strike.id for strike in strikes))

    def _writing(self) -> ImportRun:
        if self._run is None:
            self._run = self._library.imports.begin(f"Import {count('file', self._total)}", total=self._total)
        return self._run


def updated_metadata(stored: Metadata, found: Metadata) -> Metadata:
    """Metadata after an update: what is stored and no draft stays, the rest is the file's, else the old drafts'."""
    open_fields = {name: type(getattr(stored, name))() for name in METADATA_FIELDS if name in stored.drafts}
    confirmed = replace(stored, **open_fields, drafts=frozenset())
    return confirmed.filled_from(found).filled_from(stored)


def _read_anew(request: ImportRequest) -> bool:
    """Whether a person wants a file read with another encoding, though its bytes may be in the library already."""
    return request.update and request.encoding is not None


def _new_item(request: ImportRequest, file: Prepared, metadata: Metadata) -> NewItem:
    provenance = Provenance(
        source=request.path.name,
        format_id=file.recognised.format_id,
        format_name=file.recognised.format_name,
        encoding=file.recognised.encoding,
        sha256=file.sha256,
        stored=datetime.now(UTC).date().isoformat(),
        caption_kind=file.recognised.caption_kind,
        video_id=file.recognised.video_id,
    )
    return NewItem(metadata, provenance, file.transcript, file.slices, file.profile, request.sample, request.slug)


def _origin(item_id: int, slug: str, metadata: Metadata, provenance: Provenance) -> ExistingItem:
    return ExistingItem(
        item_id, slug, metadata.title, metadata.show, provenance.source, provenance.video_id, provenance.sha256
    )  # fmt: skip


def _entry(
    request: ImportRequest, outcome: Outcome, item: ExistingItem, file: Prepared, sentence: str
) -> ImportEntry:  # fmt: skip
    return ImportEntry(request.path, outcome, item.slug, item.title, sentence, file.recognised, file.remarks)


def _unchanged(request: ImportRequest, item: ExistingItem) -> ImportEntry:
    return ImportEntry(request.path, "unchanged", item.slug, item.title, "The library has this very file already.")


def _failed(request: ImportRequest, answer: Refused) -> ImportEntry:
    return ImportEntry(request.path, "failed", "", "", str(answer.error), fault=answer.fault)
