"""Only what the course has goes out to everybody, as the course has it."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from checkout import ROOT, committed
from wayout import paths
from wayout.anywhere import lite, outgoing
from wayout.anywhere.outgoing import OutgoingError
from wayout.anywhere.site import run
from wayout.exercises.worked import as_made, fingerprint, mark, mark_lessons

LESSON, EXERCISE = "lessons/02_who.ipynb", "exercises/02_exercise_who.ipynb"


@pytest.fixture
def course(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small course whose notebooks carry their marks and whose table is in its package."""
    for path in [*root.glob("lessons/*.ipynb"), *root.glob("exercises/*.ipynb")]:
        about = json.loads(path.read_text("utf-8"))["metadata"]
        changed(path, lambda book: book.update(nbformat_minor=5), bool(about))
    (root / "data").mkdir()
    resources = [{"name": "a", "path": "a.csv", "hash": f"sha256:{sha256(b'1').hexdigest()}"}]
    (root / "data" / "datapackage.json").write_text(json.dumps({"resources": resources}))
    (root / "data" / "a.csv").write_bytes(b"1")
    monkeypatch.setattr(paths, "DATA", root / "data")
    return root


def changed(path: Path, how: Any, sealed: bool = False) -> None:
    book = json.loads(path.read_text("utf-8"))
    how(book)
    path.write_text(json.dumps(book), "utf-8")
    if sealed:
        mark(path)


def typed(book: dict[str, Any]) -> None:
    book["cells"].append(
        {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "my own words"}
    )


def left_by_a_run(book: dict[str, Any]) -> None:
    """What JupyterLab saves besides text: outputs, the state of cards, settings of others."""
    cell: dict[str, Any] = {"cell_type": "code", "id": "c", "source": "1", "metadata": {}}
    book["cells"].append(cell | {"outputs": [], "execution_count": None})
    book["metadata"]["wayout"]["made"] = fingerprint(book["cells"])
    book["cells"][-1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "SECRET"}]
    book["cells"][-1]["execution_count"] = 7
    book["cells"][-1]["metadata"] = {"execution": {"x": "SECRET"}, "tags": ["SECRET"]}
    book["metadata"]["widgets"] = {"state": {"why": "SECRET"}}
    book["metadata"]["kernelspec"] = {"name": "SECRET"}


def everything(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_every_notebook_of_the_course_carries_its_mark_and_goes_out_as_it_is() -> None:
    """If this fails after a change of a lesson: `wayout data --seal`."""
    for name in outgoing.notebooks():
        book = committed(Path(name))
        assert book["metadata"]["wayout"]["made"] == fingerprint(book["cells"]), name
        assert outgoing.clean(book) == book, name


@pytest.mark.parametrize("name", [LESSON, EXERCISE])
def test_a_notebook_in_which_somebody_typed_stops_both_builds(course: Path, name: str) -> None:
    outgoing.check(course)
    changed(course / name, typed)
    with pytest.raises(OutgoingError, match=rf"{name}.*somebody has typed.*wayout"):
        outgoing.check(course)


def test_a_changed_table_stops_both_builds(course: Path) -> None:
    (course / "data" / "a.csv").write_bytes(b"2")
    with pytest.raises(OutgoingError, match=r"a\.csv was changed.*--seal"):
        outgoing.check(course)


def test_nothing_of_a_person_is_in_what_lite_takes(course: Path, tmp_path: Path) -> None:
    for name in (LESSON, EXERCISE):
        changed(course / name, left_by_a_run)
    copies = ("lessons/02_who-Copy1.ipynb", "exercises/notes.ipynb", "lessons/de/02_who.ipynb")
    mine = ("data/private/class.csv", "data/class.csv", "src/wayout/mine.ipynb", *copies)
    for name in (*mine, "exercises/checks/mine.json", "src/wayout/my_work.json"):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_bytes((course / LESSON).read_bytes() if "Copy" in name else b"SECRET")
    (course / "exercises" / "checks" / "02_exercise_who.json").write_text("[]")
    outgoing.check(course)
    lite.contents(course, tmp_path / "contents")
    found = everything(tmp_path / "contents")
    assert set(found) == {
        *outgoing.notebooks(),
        "data/a.csv",
        "data/datapackage.json",
        "exercises/checks/02_exercise_who.json",
    }
    lite.package(course, tmp_path / "wheel")
    packed = everything(tmp_path / "wheel")
    assert set(packed) == {"data/a.csv", "data/datapackage.json"}
    assert not [name for name, text in (found | packed).items() if b"SECRET" in text]


def test_nothing_that_a_run_left_is_in_a_page_of_the_site(course: Path) -> None:
    changed(course / LESSON, left_by_a_run)
    assert "SECRET" not in str(run.run(course, LESSON))


def test_a_mark_is_written_once_and_a_copy_gets_none(course: Path) -> None:
    changed(course / LESSON, typed)
    (course / "lessons" / "02_who-Copy1.ipynb").write_bytes((course / LESSON).read_bytes())
    assert mark_lessons() == ["02_who.ipynb"]
    assert mark_lessons() == []
    assert as_made(course / LESSON)
    assert not as_made(course / "lessons" / "02_who-Copy1.ipynb")


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"cells": [], "metadata": {"wayout": 1}}', "\xff"]
)
def test_a_torn_notebook_is_not_as_it_was_made(tmp_path: Path, text: str) -> None:
    (path := tmp_path / "a.ipynb").write_bytes(text.encode("latin-1"))
    assert not as_made(path)


def test_the_wheel_of_the_course_is_made_of_what_its_project_names(tmp_path: Path) -> None:
    lite.package(ROOT, tmp_path)
    found = set(everything(tmp_path))
    assert {"pyproject.toml", "LICENSE", "jupyter/overrides.json", "src/wayout/py.typed"} <= found
    assert {f"data/{name}" for name in outgoing.data()} <= found
