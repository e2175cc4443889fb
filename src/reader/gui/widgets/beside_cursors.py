"""The linked cursors of a comparison: where a person moves in one conversation, the others follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.gui.widgets.beside_links import COMPARING, NOT_COMPARED, NOTHING_SAID, Link, common_text, linked_slice

if TYPE_CHECKING:
    from reader.gui.widgets.beside_column import BesideColumn
    from reader.services.subject_links import Subjects


class LinkedCursors:
    """``subjects`` is what the conversations speak of, for linking by that; None: it is on its way."""

    def __init__(self) -> None:
        self.subjects: Subjects | None = None

    def follow(self, link: Link, leader: BesideColumn | None, columns: Sequence[BesideColumn]) -> None:
        """Let the others stand as far along as the leader, or where they speak of the same; each says which."""
        by_subject = link == "subject" and len(columns) > 1
        for column in columns:
            if leader is None or column is leader or not (leader.count and column.count):
                column.text.show_common("" if by_subject else None)
            elif by_subject:
                self._follow_subject(leader, column)
            else:
                column.text.show_common(None)
                if link == "share":
                    column.go_to(linked_slice(leader.slice_number, leader.count, column.count))

    def _follow_subject(self, leader: BesideColumn, column: BesideColumn) -> None:
        """Where nothing is near enough, the other stays where it is, and says so."""
        subjects = self.subjects
        if subjects is None:
            column.text.show_common(COMPARING)
        elif not (subjects.knows(leader.item_id) and subjects.knows(column.item_id)):
            column.text.show_common(NOT_COMPARED)
        elif (found := subjects.same(leader.item_id, leader.slice_number, column.item_id)) is None:
            column.text.show_common(NOTHING_SAID)
        else:
            column.text.show_common(common_text(found.words))
            column.go_to(found.number)
