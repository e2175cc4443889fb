"""Records behave like the data classes they stand for."""

from __future__ import annotations

import pickle
from dataclasses import asdict, fields, replace
from functools import cached_property

import pytest

from reader.domain.record import record, replaced


@record
class Place:
    name: str
    height: int = 0
    tags: tuple[str, ...] = ()

    @property
    def high(self) -> bool:
        return self.height > 1000


@record
class Lone:
    name: str


@record(slots=False)
class Measured:
    numbers: tuple[int, ...] = ()

    @cached_property
    def total(self) -> int:
        return sum(self.numbers)


def test_a_record_is_made_compared_and_shown_by_its_fields() -> None:
    place = Place("Aa", height=1200)
    assert (place.name, place.height, place.tags, place.high) == ("Aa", 1200, (), True)
    assert place == Place("Aa", 1200)
    assert place != Place("Aa", 1201)
    assert hash(place) == hash(Place("Aa", 1200))
    assert repr(place) == "Place(name='Aa', height=1200, tags=())"
    assert Lone("Aa") != place
    assert repr(Lone("Aa")) == "Lone(name='Aa')"
    match place:
        case Place(name, height):
            assert (name, height) == ("Aa", 1200)


def test_a_record_cannot_be_changed() -> None:
    place = Place("Aa")
    with pytest.raises(AttributeError):
        place.name = "Bb"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del place.name
    with pytest.raises(AttributeError):
        place.other = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        Place()  # type: ignore[call-arg]
    assert not hasattr(place, "__dict__")


def test_copies_with_other_fields() -> None:
    place = Place("Aa", tags=("one",))
    assert replaced(place, height=7) == Place("Aa", 7, ("one",))
    with pytest.raises(TypeError):
        replaced(place, depth=7)


def test_a_record_goes_through_pickle() -> None:
    for one in (Place("Aa", 7), Lone("Aa"), Measured((1, 2))):
        assert pickle.loads(pickle.dumps(one)) == one


def test_cached_properties_work_without_slots() -> None:
    measured = Measured((1, 2))
    assert measured.total == 3
    assert measured.total is measured.total
    with pytest.raises(AttributeError):
        measured.numbers = ()  # type: ignore[misc]


def test_the_tools_of_dataclasses_work_on_records() -> None:
    place = Place("Aa", 7)
    assert [(field.name, field.type) for field in fields(place)][:2] == [("name", "str"), ("height", "int")]  # type: ignore[arg-type]
    assert replace(place, height=8) == Place("Aa", 8)  # type: ignore[type-var]
    assert asdict(place) == {"name": "Aa", "height": 7, "tags": ()}  # type: ignore[call-overload]
