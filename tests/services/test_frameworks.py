"""The frameworks that are there: listed, loaded, kept, copied, put away; and that a failure changes nothing."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings

from reader.domain.framework import ContextRule, Framework, Lens, Term, fingerprint
from reader.domain.framework_problems import problems
from reader.domain.record import replaced
from reader.domain.slicing import SlicingRules
from reader.errors import FrameworkError
from reader.formats.framework_file import parse_framework, read_framework
from reader.formats.framework_writer import write_framework
from reader.paths import resource
from reader.services import framework_files
from reader.services.framework_choice import choice_of, choose_framework
from reader.services.framework_files import (
    check_framework_file,
    duplicate_framework,
    export_framework,
    import_framework,
    remove_framework,
    save_framework,
)
from reader.services.frameworks import (
    BUILT_IN,
    built_in_framework,
    framework_path,
    list_frameworks,
    load_framework,
    own_path,
    profiler_for,
    users_folder,
)
from reader.services.opening import open_library
from tests.formats.broken_frameworks import BROKEN
from tests.formats.making_frameworks import frameworks
from tests.formats.small_framework import SMALL

FRAMEWORK = parse_framework(SMALL, "small.toml")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A framework file somewhere."""
    path = tmp_path / "brought.toml"
    path.write_text(f"# A comment.\n{SMALL}", encoding="utf-8")
    return path


def content() -> dict[str, bytes]:
    """All files of the user's folder."""
    folder = users_folder()
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ------------------------------------------------------------------------------------------------- listing


def test_those_of_the_program_are_always_there() -> None:
    entries = list_frameworks()
    assert [entry.id for entry in entries] == [BUILT_IN, "monetary-policy"]
    assert all(entry.built_in and entry.terms > 250 and not entry.problem for entry in entries)
    assert (
        built_in_framework() == load_framework(BUILT_IN) == read_framework(resource("frameworks", f"{BUILT_IN}.toml"))
    )


def test_the_users_own_follow_by_name() -> None:
    for framework_id, name in (("b-one", "zebra"), ("a-one", "Ape")):
        save_framework(replaced(FRAMEWORK, id=framework_id, name=name))
    own = [entry for entry in list_frameworks() if not entry.built_in]
    assert [(entry.id, entry.name, entry.version, entry.terms) for entry in own] == [
        ("a-one", "Ape", "1", 3), ("b-one", "zebra", "1", 3),
    ]  # fmt: skip
    assert own[0].path == own_path("a-one") == framework_path("a-one")


def test_broken_files_are_listed_with_their_problem_and_the_rest_stays_usable() -> None:
    save_framework(FRAMEWORK)
    own_path("bad").write_text(SMALL.replace("resistance = 0.1", "resistance = 0"), encoding="utf-8")
    own_path("other-name").write_text(SMALL, encoding="utf-8")
    own_path(BUILT_IN).write_text(SMALL.replace('"small"', f'"{BUILT_IN}"'), encoding="utf-8")
    problems = {entry.path.name: entry.problem for entry in list_frameworks() if entry.problem}
    assert problems == {
        "bad.toml": "bad.toml, line 12: normalisation.resistance must be above 0, not 0. The built-in frameworks use "
        "about 0.1.",
        "other-name.toml": "other-name.toml holds the framework small. Rename the file to small.toml.",
        f"{BUILT_IN}.toml": f"{BUILT_IN}.toml has the id of a framework that comes with the program. Rename the file "
        "and write the new name as its `id`.",
    }
    assert load_framework("small") == FRAMEWORK
    # A file of the user's own never stands in for one of the program.
    assert load_framework(BUILT_IN) == built_in_framework()
    with pytest.raises(FrameworkError, match="holds the framework small"):
        load_framework("other-name")


def test_loading_by_id_or_by_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_framework(FRAMEWORK)
    assert load_framework("small") == load_framework(str(file)) == check_framework_file(file)
    monkeypatch.chdir(file.parent)
    assert load_framework("brought.toml") == FRAMEWORK
    with pytest.raises(FrameworkError) as error:
        load_framework("unknown")
    assert str(error.value) == "There is no framework unknown. There are: risk-opportunity, monetary-policy, small."
    for elsewhere in ("../frameworks/small", "small.toml", "a/b", "", "."):
        assert framework_path(elsewhere) is None
    for wrong in ("absent.toml", "."):
        with pytest.raises(FrameworkError):
            load_framework(wrong)


# ------------------------------------------------------------------------------------------------- keeping


def test_saving_keeps_what_was_there_before_beside_it() -> None:
    entry = save_framework(FRAMEWORK)
    assert (entry.id, entry.built_in, entry.problem) == ("small", False, "")
    assert sorted(content()) == ["small.toml"]
    first = content()["small.toml"]
    save_framework(replaced(FRAMEWORK, version="2"))
    assert content()["small.toml.bak"] == first
    assert load_framework("small").version == "2"
    second = content()["small.toml"]
    save_framework(replaced(FRAMEWORK, version="3"))
    assert content()["small.toml.bak"] == second
    # The same again leaves the one before as it is.
    save_framework(replaced(FRAMEWORK, version="3"))
    assert content()["small.toml.bak"] == second
    assert len(content()) == 2


def test_saving_leaves_out_what_a_library_has_struck_out() -> None:
    save_framework(FRAMEWORK.without(["ease"]))
    assert load_framework("small") == FRAMEWORK


def test_a_link_to_a_file_elsewhere_stays_a_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "kept-elsewhere.toml"
    elsewhere.write_text(SMALL, encoding="utf-8")
    users_folder().mkdir(parents=True)
    own_path("small").symlink_to(elsewhere)
    save_framework(replaced(FRAMEWORK, version="2"))
    assert own_path("small").is_symlink()
    assert read_framework(elsewhere).version == "2"


def test_duplicating(file: Path) -> None:
    entry = duplicate_framework(BUILT_IN, "mine")
    copy = load_framework("mine")
    assert (entry.name, entry.built_in) == ("Risk and opportunity (copy)", False)
    assert copy == replaced(built_in_framework(), id="mine", name=entry.name)
    assert fingerprint(copy) == fingerprint(built_in_framework())
    assert duplicate_framework("mine", "other", "Other").name == "Other"
    for taken in (BUILT_IN, "mine"):
        with pytest.raises(FrameworkError, match=f"There is a framework {taken} already"):
            duplicate_framework("monetary-policy", taken)
    for wrong in ("Not a slug", "../up", ""):
        before = content()
        with pytest.raises(FrameworkError, match="id"):
            duplicate_framework("mine", wrong)
        assert content() == before


def test_importing_keeps_the_file_as_it_stands(file: Path) -> None:
    entry = import_framework(file)
    assert entry.path == own_path("small")
    assert content() == {"small.toml": file.read_bytes()}
    # The same file again is no trouble.
    assert import_framework(file) == entry
    own = content()
    file.write_text(SMALL.replace('version = "1"', 'version = "2"'), encoding="utf-8")
    with pytest.raises(FrameworkError, match="There is another framework small already"):
        import_framework(file)
    assert content() == own
    assert import_framework(file, replace=True).version == "2"
    assert content()["small.toml.bak"] == own["small.toml"]


def test_importing_never_takes_the_id_of_one_of_the_program(file: Path) -> None:
    file.write_text(SMALL.replace('"small"', f'"{BUILT_IN}"'), encoding="utf-8")
    for replace in (False, True):
        with pytest.raises(FrameworkError, match="which is that of a framework that comes with the program"):
            import_framework(file, replace=replace)
    assert content() == {}


def test_exporting(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    assert export_framework(BUILT_IN, folder) == folder / f"{BUILT_IN}.toml"
    assert (folder / f"{BUILT_IN}.toml").read_bytes() == resource("frameworks", f"{BUILT_IN}.toml").read_bytes()
    save_framework(FRAMEWORK)
    assert export_framework("small", folder / "a.toml") == folder / "a.toml"
    assert read_framework(folder / "a.toml") == FRAMEWORK
    with pytest.raises(FrameworkError, match="own file"):
        export_framework("small", own_path("small"))
    with pytest.raises(FrameworkError, match="There is no framework absent"):
        export_framework("absent", folder)
    with pytest.raises(FrameworkError, match=r"a\.toml could not be saved in"):
        export_framework("small", tmp_path / "nowhere" / "a.toml")


def test_removing_puts_away_and_never_deletes() -> None:
    for version in ("1", "2", "3"):
        save_framework(replaced(FRAMEWORK, version=version))
        remove_framework("small")
    assert framework_path("small") is None
    kept = {name: parse_framework(data, name).version for name, data in content().items() if name.startswith("removed")}
    assert kept == {"removed/small.toml": "1", "removed/small-2.toml": "2", "removed/small-3.toml": "3"}
    assert [entry.id for entry in list_frameworks() if not entry.built_in] == []
    with pytest.raises(FrameworkError, match="There is no framework small"):
        remove_framework("small")


def test_those_of_the_program_are_never_changed() -> None:
    path = resource("frameworks", f"{BUILT_IN}.toml")
    before = path.read_bytes()
    for change in (lambda: save_framework(built_in_framework()), lambda: remove_framework(BUILT_IN)):
        with pytest.raises(FrameworkError, match="comes with the program and stays as it is"):
            change()
    assert path.read_bytes() == before
    assert content() == {}


# ------------------------------------------------------------------------------------ a failure changes nothing


@pytest.mark.parametrize(("old", "new", "at", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_changes_nothing(file: Path, old: str, new: str, at: str, said: str) -> None:
    save_framework(FRAMEWORK)
    save_framework(replaced(FRAMEWORK, version="2"))
    with open_library(file.parent / "library.sqlite") as library:
        choose_framework(library, "small")
        chosen, before = choice_of(library), content()
        file.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
        for attempt in (
            lambda: import_framework(file, replace=True),
            lambda: check_framework_file(file),
            lambda: choose_framework(library, str(file)),
        ):
            with pytest.raises(FrameworkError) as error:
                attempt()
            assert said.partition(". ")[0] in str(error.value)
        assert content() == before
        assert choice_of(library) == chosen


@pytest.mark.parametrize(
    "changes",
    [
        {"terms": (Term("ease", 0.0),)},
        {"terms": (Term("ease", float("nan")),)},
        {"terms": (Term("e*se", 1.0),)},
        {"terms": ()},
        {"id": "../../elsewhere"},
        {"id": ""},
        {"version": ""},
        {"name": "two\nlines"},
        {"name": "half a character \ud800"},
        {"resistance": 0.0},
        {"bands": FRAMEWORK.bands[:2]},
        {"lenses": ()},
    ],
)
def test_what_breaks_the_schema_is_not_saved(changes: dict[str, object]) -> None:
    save_framework(FRAMEWORK)
    before = content()
    with pytest.raises(FrameworkError):
        save_framework(replaced(FRAMEWORK, **changes))
    assert content() == before


@given(frameworks())
@settings(max_examples=40)
def test_the_editor_finds_nothing_wrong_with_what_can_be_saved(framework: Framework) -> None:
    assert problems(framework) == ()


# What the fields of the editor let through: they take only patterns and kinds that there are.
CHANGES: list[dict[str, object]] = [
    {"terms": (Term("ease", 0.0),)},
    {"terms": (Term("ease", 11.0),)},
    {"terms": (Term("ease", 1.0), Term("ease", 2.0))},
    {"terms": (Term("ease", 1.0, exceptions=("other",)),)},
    {"terms": (Term("ease", 1.0, exceptions=("ease",)),)},
    {"terms": (Term("ease", 1.0, exceptions=("ease up",)), Term("ease up", 2.0))},
    {"terms": ()},
    {"resistance": 0.0},
    {"resistance": 1000.0},
    {"slicing": SlicingRules(700, 720, 840)},
    {"slicing": SlicingRules(800, 720, 84_000)},
    {"bands": FRAMEWORK.bands[:2]},
    {"bands": FRAMEWORK.bands[::-1]},
    {"bands": tuple(replaced(band, tone="middle") for band in FRAMEWORK.bands)},
    {"lenses": ()},
    {"lenses": (Lens("a", "A", ()),)},
    {"lenses": (Lens("a", "A", ("x",)), Lens("b", "B", ("x",)))},
    {"context_rules": (ContextRule("negation", ("not",), -1.0, 3),)},
    {"context_rules": (ContextRule("hedge", ("maybe",), 1.5, 3),)},
    {"context_rules": (ContextRule("hedge", ("maybe",), 0.5, 0),)},
    {"context_rules": (ContextRule("hedge", ("a",), 0.5, 3), ContextRule("hedge", ("a",), 0.5, 3))},
    {"context_rules": (ContextRule("hedge", ("a",), 0.5, 3, stops=("b c",)),)},
]


@pytest.mark.parametrize("changes", CHANGES, ids=str)
def test_the_editor_and_the_file_refuse_the_same(changes: dict[str, object]) -> None:
    changed = replaced(FRAMEWORK, **changes)
    assert problems(changed)
    with pytest.raises(FrameworkError):
        save_framework(changed)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_fails_changes_nothing(step: str, monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    save_framework(FRAMEWORK)
    before = content()

    def refuse(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as failing:
        failing.setattr(os if step == "fsync" else Path, step, refuse)
        for change in (
            lambda: save_framework(replaced(FRAMEWORK, version="2")),
            lambda: import_framework(file, replace=True),
            lambda: duplicate_framework("small", "copy"),
        ):
            with pytest.raises(FrameworkError, match=r"could not be saved in .*: No space left on device"):
                change()
    assert content() == before


def test_a_folder_that_cannot_be_made_is_told(own_home: Path) -> None:
    (own_home / "data").write_text("a file in the place of the folder", encoding="utf-8")
    with pytest.raises(FrameworkError, match=r"small\.toml could not be saved"):
        save_framework(FRAMEWORK)


def test_writing_goes_through_a_file_beside_and_leaves_none(monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    real = os.fsync
    monkeypatch.setattr(framework_files.os, "fsync", lambda handle: (synced.append(handle), real(handle))[1])
    save_framework(FRAMEWORK)
    assert synced
    assert sorted(content()) == ["small.toml"]
    assert content()["small.toml"] == write_framework(FRAMEWORK).encode()


# ----------------------------------------------------------------------------------------------- profilers


def test_a_profiler_is_made_once_for_a_framework_and_a_thread() -> None:
    equal = replaced(FRAMEWORK, description="Other words.")
    profiler = profiler_for(FRAMEWORK)
    assert profiler_for(FRAMEWORK) is profiler
    assert profiler_for(equal) is profiler
    assert profiler_for(FRAMEWORK.without(["ease"])) is not profiler
    # Its profiles carry the label of their framework.
    assert profiler_for(replaced(FRAMEWORK, version="2")) is not profiler
    of_thread = []
    thread = threading.Thread(target=lambda: of_thread.append(profiler_for(FRAMEWORK)))
    thread.start()
    thread.join()
    assert of_thread[0] is not profiler


def test_only_a_few_profilers_are_kept() -> None:
    profiler = profiler_for(FRAMEWORK)
    for number in range(20):
        profiler_for(replaced(FRAMEWORK, resistance=1.0 + number))
    assert profiler_for(FRAMEWORK) is not profiler
