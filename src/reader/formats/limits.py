"""How large an input may be, and the sentences for those that are larger."""

from __future__ import annotations

from reader.errors import InputError

MEGABYTE = 1_000_000
MAX_FILE_BYTES = 300 * MEGABYTE
MAX_TEXT_BYTES = 64 * MEGABYTE
MAX_LINES = 3_000_000
MAX_CUES = 500_000
MAX_JSON_PARTS = 4_000_000


def check_file_size(size: int) -> None:
    """Raise InputError where a file of ``size`` bytes is not worth reading; callers may ask before they read it."""
    if size > MAX_FILE_BYTES:
        raise InputError(
            f"This file has {size // MEGABYTE} MB; files above {MAX_FILE_BYTES // MEGABYTE} MB are not read.",
            "Choose the transcript or caption file itself, not the recording it belongs to.",
        )


def check_text_size(size: int) -> None:
    """Raise InputError where text of ``size`` bytes cannot be one transcript."""
    if size > MAX_TEXT_BYTES:
        raise InputError(
            f"This file has {size // MEGABYTE} MB of text; no transcript is longer than "
            f"{MAX_TEXT_BYTES // MEGABYTE} MB.",
            "Split the file into single conversations and import those.",
        )


def check_lines(text: str) -> None:
    """Raise InputError where a text has more lines than any transcript."""
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        raise InputError(
            f"This file has {lines:,} lines; no transcript has more than {MAX_LINES:,}.",
            "Split the file into single conversations and import those.",
        )


def check_cues(count: int) -> None:
    """Raise InputError where a transcript would have more cues than the program handles."""
    if count > MAX_CUES:
        raise InputError(
            f"This file has {count:,} captions; no transcript has more than {MAX_CUES:,}.",
            "Split the file into single conversations and import those.",
        )
