from __future__ import annotations

from reader.gui.cursor import Cursor, History, Place


def moves_of(cursor: Cursor) -> list[tuple[int, str]]:
    moves: list[tuple[int, str]] = []
    cursor.moved.connect(lambda number, origin: moves.append((number, origin)))
    return moves


def test_a_cursor_stays_inside_its_item() -> None:
    cursor = Cursor()
    cursor.reset(10, 99)
    moves = moves_of(cursor)
    assert cursor.slice_number == 10
    cursor.move(0, "chart")
    cursor.step(-1)
    assert moves == [(1, "chart")]


def test_without_slices_there_is_no_position() -> None:
    cursor = Cursor()
    cursor.reset(0)
    moves = moves_of(cursor)
    cursor.move(3, "chart")
    assert cursor.slice_number == 0
    assert moves == []


def test_a_click_on_the_current_slice_is_told_but_scrolling_within_it_is_not() -> None:
    cursor = Cursor()
    cursor.reset(10, 4)
    moves = moves_of(cursor)
    cursor.move(4, "text")
    cursor.move(4, "chart")
    assert moves == [(4, "chart")]


def test_back_and_forward_as_in_a_browser() -> None:
    history = History()
    for number in (1, 2, 3):
        history.visit(Place("item", 7, number))
    assert history.back() == Place("item", 7, 2)
    assert history.back() == Place("item", 7, 1)
    assert history.back() is None
    assert history.forward() == Place("item", 7, 2)
    history.visit(Place("library"))
    assert not history.can_go_forward
    assert history.back() == Place("item", 7, 2)


def test_going_on_without_a_jump_changes_the_place_one_comes_back_to() -> None:
    history = History()
    history.visit(Place("item", 7, 1))
    history.amend(Place("item", 7, 12))
    history.visit(Place("item", 8, 1))
    assert history.back() == Place("item", 7, 12)


def test_places_of_deleted_items_are_forgotten() -> None:
    history = History()
    for item_id in (1, 2, 3):
        history.visit(Place("item", item_id, 1))
    history.forget_items(frozenset({2, 3}))
    assert history.current == Place("item", 1, 1)
    assert not history.can_go_back
    assert not history.can_go_forward


def test_the_history_has_an_end() -> None:
    history = History()
    for number in range(History.LIMIT + 50):
        history.visit(Place("item", 1, number))
    steps = 0
    while history.back():
        steps += 1
    assert steps == History.LIMIT - 1
