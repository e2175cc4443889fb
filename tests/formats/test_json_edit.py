"""Values of a JSON text are replaced where they stand; all else stays byte for byte."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats.json_edit import edited, rendered
from reader.formats.json_source import JsonFaultError, JsonSource, find, member_of, same
from tests.formats.json_texts import KEYS, TEXTS, meaning, objects, values

SOME = settings(max_examples=50)
ORDER = {(): ("title", "show", "date", "tags", "summary", "profile"), ("profile",): ("framework", "median", "mean")}


@SOME
@given(objects())
def test_setting_what_is_there_changes_nothing(text: str) -> None:
    source = JsonSource(text)
    same = [((member.key,), source.value(member.value)) for member in source.root.members]
    assert edited(text, same, ORDER) == text


@SOME
@given(objects(), KEYS, TEXTS)
def test_of_one_changed_field_only_its_value_differs(text: str, key: str, new: str) -> None:
    source = JsonSource(text)
    changed = edited(text, [((key,), new)], ORDER)
    assert meaning(changed) == meaning(text) | {key: new}
    node = find(source.root, key)
    if node is not None:
        assert changed.startswith(text[: node.start])
        assert changed.endswith(text[node.end :])


@SOME
@given(objects(), KEYS, TEXTS)
def test_a_new_key_leaves_every_other_byte(text: str, key: str, new: str) -> None:
    if find(JsonSource(text).root, key) is not None:
        return
    changed = edited(text, [((key,), new)], ORDER)
    added = len(changed) - len(text)
    if JsonSource(text).root.members:
        assert any(changed[:at] + changed[at + added :] == text for at in range(len(text) + 1))
    keys, before = list(meaning(changed)), list(meaning(text))
    assert [name for name in keys if name != key] == before


@SOME
@given(objects(), st.lists(TEXTS, max_size=5, unique=True))
def test_lists_keep_the_spelling_of_what_stays(text: str, tags: list[str]) -> None:
    changed = edited(text, [(("tags",), tags)], ORDER)
    assert meaning(changed)["tags"] == tags


@SOME
@given(objects())
def test_texts_are_read_as_everybody_reads_them(text: str) -> None:
    source = JsonSource(text)
    assert same(
        source.value(source.root), json.loads(text, parse_int=lambda raw: int(raw) if len(raw) < 40 else float(raw))
    )


@SOME
@given(st.text(st.sampled_from('{}[]",:\\ntu019.eE+-\n é/'), max_size=30) | values())
def test_what_json_refuses_is_refused(text: str) -> None:
    try:
        json.loads(text, parse_constant=lambda _name: 1 / 0)
        sound = True
    except (ValueError, ZeroDivisionError):
        sound = False
    if any(len(part) > 4000 for part in text.split()):
        return  # a number that Python does not read at all
    if sound:
        JsonSource(text)
        return
    with pytest.raises(JsonFaultError) as fault:
        JsonSource(text)
    assert 0 <= fault.value.place <= len(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('{"title":"a","x":1}', '{"title":"a","show":"é","x":1}'),
        ('{ "title": "a" }', '{ "title": "a", "show": "é" }'),
        ('{\n  "x": 1\n}\n', '{\n  "show": "é",\n  "x": 1\n}\n'),
        ('{\r\n\t"title" : "a",\r\n\t"x" : 1\r\n}', '{\r\n\t"title" : "a",\r\n\t"show" : "é",\r\n\t"x" : 1\r\n}'),
        ('{\n  "title": "\\u00fc"\n}', '{\n  "title": "\\u00fc",\n  "show": "\\u00e9"\n}'),
        ('{"title": "\\u00FC"}', '{"title": "\\u00FC", "show": "\\u00E9"}'),
        ("{}", '{"show": "é"}'),
        (
            '{\n    "title": "a"\n  , "x": 1\n  , "y": 2\n}',
            '{\n    "title": "a"\n  , "show": "é"\n  , "x": 1\n  , "y": 2\n}',
        ),
    ],
)
def test_new_keys_follow_the_layout_and_the_order(text: str, written: str) -> None:
    assert edited(text, [(("show",), "é")], ORDER) == written


def test_slashes_are_spelled_as_the_file_spells_them() -> None:
    text = '{"link": "https:\\/\\/a.example", "title": "a"}'
    assert edited(text, [(("title",), "b/c")], ORDER) == '{"link": "https:\\/\\/a.example", "title": "b\\/c"}'


def test_a_list_keeps_its_lines() -> None:
    text = '{\n  "tags": [\n    "caf\\u00e9",\n    "b"\n  ]\n}'
    wanted = '{\n  "tags": [\n    "caf\\u00e9",\n    "z"\n  ]\n}'
    assert edited(text, [(("tags",), ["café", "z"])], ORDER) == wanted


def test_objects_are_set_key_by_key() -> None:
    text = '{"profile": {"framework": "f", "median": 1.0, "theirs": [1,2]}}'
    changed = edited(text, [(("profile",), {"framework": "f", "median": 1, "mean": -2})], ORDER)
    assert changed == '{"profile": {"framework": "f", "median": 1.0, "mean": -2, "theirs": [1,2]}}'


def test_of_a_key_that_stands_twice_the_last_one_counts() -> None:
    text = '{"x": 1, "x": 2}'
    member = member_of(JsonSource(text).root, "x")
    assert member is not None
    assert edited(text, [(("x",), 3)], ORDER) == '{"x": 1, "x": 3}'


def test_a_fresh_file_is_laid_out_for_people() -> None:
    assert rendered({"title": "é", "tags": ["a"], "profile": {"scores": [1, -2]}}) == (
        '{\n  "title": "é",\n  "tags": [\n    "a"\n  ],\n  "profile": {\n    "scores": [1, -2]\n  }\n}\n'
    )
