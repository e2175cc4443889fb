"""Search on the 357 real files, held to reading them all from the first character to the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library.search_reading import Scope
from reader.services.framework_choice import framework_of
from reader.services.importing import ImportReport
from tests.library.search_oracle import compare, everything

if TYPE_CHECKING:
    from reader.services.opening import Library

QUERIES = (
    "the", "automation", '"machine learning"', '"of the"', "interpretab*", "risk NOT regulation", "don't",
    "reinforcement OR superposition", "alignment band:risk", "score:>=30", "show:axrp speaker:daniel question",
    '(agi score:<-20) OR "graph neural networks"', "date:2023 transformers",
)  # fmt: skip


@pytest.mark.slow
def test_counts_and_places_are_those_of_the_plainest_reading(real_library: tuple[Library, ImportReport]) -> None:
    library = real_library[0]
    framework = framework_of(library)
    scope = Scope(framework.id, framework.bands)
    items = everything(library, scope)
    for text in QUERIES:
        compare(library, text, scope, items)


def test_the_index_is_at_most_four_fifths_of_the_text(real_library: tuple[Library, ImportReport]) -> None:
    def sizes(connection: object) -> tuple[int, int]:
        execute = connection.exec_driver_sql  # type: ignore[attr-defined]
        index = execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%search_%'").scalar_one()
        return index, execute("SELECT sum(characters) FROM transcripts").scalar_one()

    index, text = real_library[0].write(sizes)
    assert index <= 0.8 * text
