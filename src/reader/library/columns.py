"""Packs: columns of values in one compressed block of bytes, with a small head.

A pack is one zlib stream: the length of a JSON head, the head, then the columns one behind the other. Whole numbers
are kept as differences where they rise, in the narrowest type that holds them. zlib's checksum tells damage from
content.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reader.errors import DamagedLibraryError

DAMAGE_ADVICE = "Restore a backup, or set the file aside and start a new library; the file itself is kept."

Array = NDArray[Any]
Ints = NDArray[np.int64]

_LEVEL = 1
_NARROW = (np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32)


def broken(detail: str) -> DamagedLibraryError:
    """The error for packed bytes that make no sense."""
    return DamagedLibraryError(f"A stored item is damaged: {detail}.", DAMAGE_ADVICE)


class OptionalInts:
    """A column of whole numbers some of which are unknown."""

    def __init__(self, values: Ints | list[int], missing: NDArray[np.bool_]) -> None:
        self.values = values
        self._missing = missing

    def __getitem__(self, at: int) -> int | None:
        return None if self._missing[at] else int(self.values[at])

    def __len__(self) -> int:
        return len(self.values)

    def all(self) -> list[int | None]:
        """Every value, in order."""
        values = self.values if isinstance(self.values, list) else self.values.tolist()
        return [None if gone else value for value, gone in zip(values, self._missing.tolist(), strict=True)]


class Columns:
    """A pack in the making."""

    def __init__(self) -> None:
        self.head: dict[str, Any] = {}
        self._columns: list[tuple[str, Array]] = []

    def add(self, name: str, values: Array) -> None:
        """Add a column as it is."""
        self._columns.append((name, values))

    def add_marks(self, name: str, marks: Sequence[bool]) -> None:
        """Add yes-or-no values; left out where all are no."""
        if any(marks):
            self.add(name, np.packbits(np.array(marks, np.bool_)))

    def add_times(self, starts: Sequence[int | None], ends: Sequence[int | None] | None) -> None:
        """Add times: starts as differences from the one before, ends as differences from their start."""
        start_values = self._add_optional("start", starts, None)
        if ends is not None:
            self._add_optional("end", ends, start_values)

    def _add_optional(self, name: str, values: Sequence[int | None], base: Ints | None) -> Ints | None:
        self.add_marks(f"{name}_missing", [value is None for value in values])
        try:
            numbers = np.array([0 if value is None else value for value in values], np.int64)
        except OverflowError:
            # Nonsense of a source, beyond 64 bits: kept as it is all the same.
            self.head[f"{name}_plain"] = [0 if value is None else value for value in values]
            return None
        # Differences may wrap round; the sums wrap back.
        self.add(name, narrowed(rises(numbers) if base is None else numbers - base))
        self.head[f"{name}_from_start"] = base is not None
        return numbers

    def packed(self) -> bytes:
        """The pack's bytes. What ``head`` holds goes along and must be plain JSON values."""
        self.head["columns"] = [[name, values.dtype.str, len(values)] for name, values in self._columns]
        head = json.dumps(self.head, separators=(",", ":")).encode()
        body = b"".join(values.tobytes() for _, values in self._columns)
        return zlib.compress(struct.pack("<I", len(head)) + head + body, _LEVEL)


class Pack:
    """A pack read back; columns come out as asked for."""

    def __init__(self, packed: bytes) -> None:
        self._bytes = inflated(packed)
        try:
            (length,) = struct.unpack_from("<I", self._bytes)
            self.head: dict[str, Any] = json.loads(self._bytes[4 : 4 + length])
            self._places: dict[str, tuple[np.dtype[Any], int, int]] = {}
            place = 4 + length
            for name, kind, count in self.head["columns"]:
                self._places[name] = (np.dtype(kind), count, place)
                place += np.dtype(kind).itemsize * count
        except (struct.error, ValueError, KeyError, TypeError) as error:
            raise broken("a packed column has no head") from error
        if place != len(self._bytes):
            raise broken("a packed column has a wrong length")

    def has(self, name: str) -> bool:
        """Whether there is a column of this name."""
        return name in self._places

    def column(self, name: str) -> Array:
        """A column in the type it was stored in. Raises DamagedLibraryError where it is missing."""
        if name not in self._places:
            raise broken(f"the column {name} is missing")
        kind, count, place = self._places[name]
        return np.frombuffer(self._bytes, kind, count, place)

    def ints(self, name: str) -> Ints:
        """A column of whole numbers. Raises DamagedLibraryError where it is missing."""
        return self.column(name).astype(np.int64)

    def marks(self, name: str, length: int) -> NDArray[np.bool_]:
        """Yes-or-no values as :meth:`Columns.add_marks` takes them; ``length`` is their number."""
        if not self.has(name):
            return np.zeros(length, np.bool_)
        return np.unpackbits(self.column(name), count=length).astype(np.bool_)

    def times(self, name: str, starts: OptionalInts | None) -> OptionalInts:
        """A column that :meth:`Columns.add_times` added: ``start``, or ``end`` with the starts given."""
        if f"{name}_plain" in self.head:
            plain: list[int] = self.head[f"{name}_plain"]
            return OptionalInts(plain, self.marks(f"{name}_missing", len(plain)))
        values = self.ints(name)
        if not self.head[f"{name}_from_start"]:
            values = np.cumsum(values)
        elif starts is not None:
            values = values + np.asarray(starts.values, np.int64)
        return OptionalInts(values, self.marks(f"{name}_missing", len(values)))


def ints(values: Iterable[int]) -> Ints:
    """Whole numbers as a column."""
    return np.fromiter(values, np.int64)


def rises(values: Ints) -> Ints:
    """Each value's difference from the one before it, the first from 0."""
    return np.diff(values, prepend=np.int64(0))


def narrowed(values: Ints) -> Array:
    """The same values in the narrowest type that holds them all."""
    if not len(values):
        return values.astype(np.int8)
    least, greatest = int(values.min()), int(values.max())
    for kind in _NARROW:
        limits = np.iinfo(kind)
        if limits.min <= least and greatest <= limits.max:
            return values.astype(kind)
    return values


def inflated(packed: bytes) -> bytes:
    """What zlib packed. Raises DamagedLibraryError where the bytes are not those it made."""
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise broken("its bytes are not those that were stored") from error


def decoded(stored: bytes | memoryview) -> str:
    """Text from UTF-8, halves of surrogate pairs included. Raises DamagedLibraryError for other bytes."""
    try:
        return str(stored, "utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise broken("its text cannot be decoded") from error
