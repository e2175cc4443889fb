"""Looking for what a query asks."""

from __future__ import annotations

from reader.library.connections import Connections


class Searches:
    """The searches of one library. May be used from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
