"""The files of an import preview as rows: what was recognised, and what the person makes of it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from reader.domain.item import Metadata
from reader.domain.parsed import ParsedFile, Remark
from reader.domain.progress import Progress
from reader.errors import ReaderError
from reader.gui.widgets.tool_tips import plain_tool_tip

if TYPE_CHECKING:
    from reader.services.opening import Library
    from reader.services.recognising import ExistingItem, KnownItems

FIRST_CUES = 12


@dataclass(frozen=True, slots=True)
class Facts:
    """What was recognised in a file; the transcript itself is not kept, so that hundreds of previews stay small.

    ``first_cues`` are (start in milliseconds or None, speaker or None, text).
    """

    format_name: str
    encoding: str
    encoding_sure: bool
    cues: int
    words: int
    speakers: tuple[str, ...]
    duration_ms: int | None
    word_times: bool
    first_cues: tuple[tuple[int | None, str | None, str], ...]
    remarks: tuple[Remark, ...]

    @classmethod
    def of(cls, parsed: ParsedFile) -> Facts:
        """The facts of a parsed file."""
        transcript = parsed.transcript
        return cls(
            format_name=parsed.format_name,
            encoding=parsed.encoding,
            encoding_sure=parsed.encoding_sure,
            cues=len(transcript.cues),
            words=len(transcript.text.split()),
            speakers=transcript.speakers,
            duration_ms=transcript.duration_ms,
            word_times=parsed.has_words,
            first_cues=tuple((cue.start_ms, cue.speaker, cue.text) for cue in transcript.cues[:FIRST_CUES]),
            remarks=parsed.remarks,
        )


@dataclass(slots=True)
class Row:
    """One file. ``wanted`` says whether it will be imported, ``edited`` whether a person changed its metadata."""

    path: Path
    facts: Facts | None
    error: ReaderError | None
    metadata: Metadata
    existing: ExistingItem | None
    unchanged: bool = False
    chosen_encoding: str | None = None
    wanted: bool = True
    edited: bool = False

    @property
    def usable(self) -> bool:
        """True where the file can be imported."""
        return self.error is None

    @property
    def state(self) -> str:
        """One or two words for the list."""
        if self.error is not None:
            return "Cannot be read"
        if self.existing is None:
            return "New"
        return "Already here" if self.unchanged else "Update"

    @property
    def title(self) -> str:
        """The title that the item will have."""
        return self.metadata.title or self.path.name


@dataclass(frozen=True, slots=True)
class Read(Progress):
    """A step of reading: the row that became ready."""

    row: Row


def read_row(library: Library | None, path: Path, encoding: str | None = None, known: KnownItems | None = None) -> Row:
    """Preview one file. A file that cannot be used gives a row with its error."""
    from reader.services.importing import preview

    seen = preview(library, path, encoding, known)
    facts = Facts.of(seen.parsed) if seen.parsed is not None else None
    wanted = seen.error is None and not seen.unchanged
    return Row(path, facts, seen.error, seen.metadata, seen.existing, seen.unchanged, encoding, wanted)


def read_rows(library: Library | None, paths: Sequence[Path]) -> Generator[Progress, None, int]:
    """Walk folders and preview every file; each step carries its row. Returns how many there are."""
    from reader.services.importing import gather, known_items

    yield Progress(0, 0, "Looking for files")
    files = gather(paths)
    known = known_items(library) if library is not None else None
    for number, path in enumerate(files, start=1):
        yield Read(number, len(files), path.name, read_row(library, path, known=known))
    return len(files)


_HEADINGS = ("File", "State", "Title", "Show", "Date")


class RowsModel(QStandardItemModel):
    """The rows as a table; the first column has a check box.

    A standard model, which paints without asking Python: while a worker reads files, every question would wait for it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(0, len(_HEADINGS), parent)
        self.setHorizontalHeaderLabels(_HEADINGS)
        self.rows: list[Row] = []
        self.itemChanged.connect(self._take_check)

    def add(self, row: Row) -> None:
        """Add a row at the end."""
        cells = [QStandardItem(text) for text in _cells(row)]
        for cell in cells:
            cell.setEditable(False)
        cells[0].setToolTip(plain_tool_tip(str(row.path)))
        self._show_check(cells[0], row)
        self.rows.append(row)
        self.appendRow(cells)

    def replace(self, at: int, row: Row) -> None:
        """Put another row in the place of one."""
        self.rows[at] = row
        self.tell_changed([at])

    def tell_changed(self, numbers: Iterable[int]) -> None:
        """Rows were changed from outside."""
        for number in numbers:
            row = self.rows[number]
            for column, text in enumerate(_cells(row)):
                self.item(number, column).setText(text)
            self._show_check(self.item(number, 0), row)

    def want_all(self, wanted: bool) -> None:
        """Choose all usable rows, or none."""
        for row in self.rows:
            row.wanted = wanted and row.usable
        self.tell_changed(range(len(self.rows)))

    @property
    def wanted(self) -> list[Row]:
        """The rows to be imported."""
        return [row for row in self.rows if row.wanted and row.usable]

    def _show_check(self, cell: QStandardItem, row: Row) -> None:
        cell.setCheckable(row.usable)
        if row.usable:
            cell.setCheckState(Qt.CheckState.Checked if row.wanted else Qt.CheckState.Unchecked)
        elif row.error is not None:
            cell.setToolTip(f"{row.path}\n{row.error}")

    def _take_check(self, cell: QStandardItem) -> None:
        if cell.column() == 0 and cell.isCheckable():
            self.rows[cell.row()].wanted = cell.checkState() == Qt.CheckState.Checked


def _cells(row: Row) -> tuple[str, ...]:
    facts = row.metadata
    return row.path.name, row.state, facts.title, facts.show, facts.date
