"""JSON text to Python values, with sentences for what is damaged."""

from __future__ import annotations

from typing import Any

from reader.errors import InputError
from reader.formats import limits
from reader.formats.pattern import pattern

_START = pattern(r"\{\s*[\"}]|\[\s*(?:\{|\[\s*[\[{\]\"\d])")
_LIST_OF_VALUES = pattern(r"\[\s*[\"\]]")


def looks_like_json(text: str, name: str = "") -> bool:
    """True where a text starts in a way that hardly anything but JSON does, or with a brace in a file named so."""
    head = text[:1000].lstrip()
    if head[:1] not in ("{", "["):
        return False
    if _START.match(head) or (_LIST_OF_VALUES.match(head) and text.rstrip()[-1:] == "]"):
        return True
    return name.casefold().endswith((".json", ".json3"))


def read_json(text: str) -> Any:
    """The value of a JSON text; NaN and single surrogates are let through, since tools write them.

    Raises InputError that names line and column of the damage.
    """
    if text.count("{") + text.count("[") > limits.MAX_JSON_PARTS:
        raise InputError(
            "This JSON file has more parts than any transcript.",
            "Split the file into single conversations and import those.",
        )
    import json  # other formats do without

    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated"):
            sentence = f"This JSON file is cut off: it ends in line {text.count(chr(10)) + 1} in the middle of a value."
        elif error.msg == "Extra data":
            sentence = f"This file holds more than one JSON value; the second starts in line {error.lineno}."
        else:
            sentence = f"This JSON file is damaged in line {error.lineno}, column {error.colno}."
        raise InputError(sentence, "Export or download the transcript again.") from error
    except RecursionError as error:
        raise InputError(
            "This JSON file is nested too deeply to be a transcript.",
            "Export the transcript again, or get it as SRT or WebVTT.",
        ) from error
    except ValueError as error:
        raise InputError(
            "This JSON file holds a number that is too long to be read.", "Export the transcript again."
        ) from error


def texts(value: object, *keys: str) -> str:
    """The first of these keys of a JSON object that holds a text with letters, else an empty text."""
    if isinstance(value, dict):
        for key in keys:
            found = value.get(key)
            if isinstance(found, str) and found.strip():
                return found.strip()
    return ""
