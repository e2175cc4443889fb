"""What a person chose for a library as a whole."""

from __future__ import annotations

from sqlalchemy import Connection

from reader.domain.change import Change
from reader.library.choice_rows import chosen_framework
from reader.library.connections import Connections
from reader.library.journal import perform
from reader.library.steps import framework_step

CHOOSE_FRAMEWORK = "choose_framework"


class Choices:
    """The choices of one library. May be used from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def framework(self) -> str:
        """Id of the framework that was chosen; empty where none was, which leaves the built-in one in force."""
        with self._connections.read() as connection:
            return chosen_framework(connection)

    def choose_framework(self, framework_id: str, label: str, unchosen: str) -> Change:
        """Choose a framework; what is stored of its figures is in force at once. ``unchosen`` is the id of the one that
        is in force where none was chosen.
        """

        def choose(connection: Connection) -> Change:
            before = chosen_framework(connection) or unchosen
            made = [framework_step(before, framework_id)] if framework_id != before else []
            return perform(connection, CHOOSE_FRAMEWORK, label, made)

        return self._connections.write(choose)
