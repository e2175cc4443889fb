"""Collecting the lines of an import report."""

from __future__ import annotations

from reader.domain.parsed import Remark, RemarkKind

MAX_REMARKS = 200
QUOTE_LENGTH = 60


class Report:
    """The remarks of one import, in the order of their lines; at most ``MAX_REMARKS`` are kept, the rest is counted.

    ``add`` is for single happenings; ``tally`` for those that are the same all over a file: they become one remark with
    the first line and a count.
    """

    def __init__(self) -> None:
        self._remarks: list[Remark] = []
        self._left: dict[RemarkKind, int] = {}
        self._tallies: dict[tuple[RemarkKind, str, str], list[int]] = {}

    def add(self, kind: RemarkKind, line: int, text: str) -> None:
        """Add a remark about one line of the source (0: the whole file)."""
        if len(self._remarks) < MAX_REMARKS:
            self._remarks.append(Remark(kind, line, text))
        else:
            self._left[kind] = self._left.get(kind, 0) + 1

    def tally(self, kind: RemarkKind, line: int, one: str, many: str, count: int = 1) -> None:
        """Count a happening. ``one`` is the sentence for a single one, ``many`` has ``{count}`` in it."""
        known = self._tallies.setdefault((kind, one, many), [line, 0])
        known[1] += count

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """All remarks: those about the whole file, then by line; what was not kept is counted in the last one."""
        tallies = [
            Remark(kind, line, one if count == 1 else many.replace("{count}", f"{count:,}"))
            for (kind, one, many), (line, count) in self._tallies.items()
        ]
        result = sorted(self._remarks + tallies, key=lambda remark: remark.line)
        if self._left:
            counts = ", ".join(f"{count:,} {kind}" for kind, count in self._left.items())
            result.append(Remark("noted", 0, f"There were more remarks than are listed here ({counts})."))
        return tuple(result)


def quoted(text: str) -> str:
    """The beginning of a source line, in quotes, for a remark."""
    flat = " ".join(text[: QUOTE_LENGTH * 4].split())
    return f"“{flat}”" if len(flat) <= QUOTE_LENGTH else f"“{flat[: QUOTE_LENGTH - 1]}…”"
