"""What lists show."""

from __future__ import annotations

from pathlib import Path

from reader.services.browsing import item_count, list_items, listed
from reader.services.opening import open_library
from tests.library.making import add, new_item


def test_all_items_are_listed_in_the_order_of_their_arrival(tmp_path: Path) -> None:
    with open_library(tmp_path / "library.sqlite") as library:
        assert list_items(library) == []
        ids = add(library, new_item(2, title="B"), new_item(1, title="A"), new_item(3, title="C"))
        library.edits.delete_items(ids[2:])
        assert [item.title for item in list_items(library)] == ["B", "A"]
        assert item_count(library) == 2


def test_a_prepared_table_holds_all_items_in_the_order_asked_for(tmp_path: Path) -> None:
    with open_library(tmp_path / "library.sqlite") as library:
        add(library, new_item(2, title="B"), new_item(1, title="A"), new_item(3, title="C"))
        table = listed(library, ["mixed"], "title", True)
        assert table.bands == ("mixed",)
        assert [table.items[place].title for place in table.order("title", True)] == ["C", "B", "A"]
