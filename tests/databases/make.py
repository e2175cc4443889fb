"""Make the stored database of the present schema: run once for each release that changes it, and keep the file.

Run it as ``python tests/databases/make.py`` from the project's folder; it refuses to replace a database that is there.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from reader.domain.striking import ITEM, LEXICON, PLACE, Strike
from reader.library import schema
from reader.library.database import Library
from reader.library.packing import pack_slices
from reader.library.records import InForce, NewFigures
from tests.library.making import new_item


def main() -> None:
    """Write ``library-NNNN.sqlite`` beside this file."""
    path = Path(__file__).with_name(f"library-{schema.revision(schema.VERSION)}.sqlite")
    if path.exists():
        sys.exit(f"{path} is there already: a released schema never changes")
    with Library.open(path) as library:
        with library.imports.begin("Import 3 files", 3) as run:
            first, _ = run.add(new_item(1, title="First talk", cues=30))
            second, _ = run.add(new_item(2, title="Second talk", cues=5, sample=True, drafts=frozenset(("date",))))
            third, _ = run.add(new_item(3, title="Third talk", cues=5))
        with library.imports.begin("Update “Second talk”", 1, kind="update_item") as run:
            run.update(second, new_item(4, title="Second talk", cues=6))
        library.edits.edit_metadata([first], summary="By hand", shelf="Risk")
        library.journal.undo()
        _strike(library, first)
        library.choices.choose_framework("other", "Use the framework “Other”", "test")
        library.edits.add_tags([first], ["one", "two"])
        library.edits.delete_items([third])


def _strike(library: Library, item_id: int) -> None:
    """One exception of each scope, and one that was lifted again."""
    in_force = InForce("", "test", "f0")
    stored = library.items.load(item_id)
    profile = replace(stored.profile, fingerprint="f0")
    figures = NewFigures(item_id, stored.transcript_id, profile, pack_slices(stored.slices))
    library.strikes.keep(
        Strike(PLACE, "risk1", 0, 22, "risk1"), "Leave out", in_force, replace(figures, struck=(0,))
    )  # fmt: skip
    library.strikes.keep(Strike(ITEM, "well"), "Leave out", in_force, replace(figures, struck=(0, 1)))
    library.strikes.lift(2, "Count again", in_force, replace(figures, struck=(1,)))
    library.strikes.keep(Strike(ITEM, "talk*"), "Leave out", in_force, replace(figures, struck=(0, 1)))
    library.strikes.keep(Strike(LEXICON, "go"), "Leave out", in_force)


if __name__ == "__main__":
    main()
