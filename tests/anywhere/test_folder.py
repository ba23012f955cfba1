"""A folder that is made as a whole: what is left alone, and what comes back when a swap stops."""

import os
from pathlib import Path

import pytest

from wayout.anywhere import folder
from wayout.anywhere.folder import PlaceError, may_be_written, swap
from wayout.pages.output import WriteError


def made(at: Path, **files: str) -> Path:
    at.mkdir()
    for name, text in files.items():
        (at / name).write_text(text)
    return at


@pytest.fixture
def out(root: Path, tmp_path: Path) -> Path:
    """A build in its place."""
    place = tmp_path / "deep" / "out"
    swap(made(tmp_path / "first", page="old", more="old"), place, root)
    return place


def test_a_new_build_takes_the_place_of_an_older_one(out: Path, root: Path, tmp_path: Path) -> None:
    swap(made(tmp_path / "second", page="new"), out, root)
    assert {path.name for path in out.iterdir()} == {"page", folder.MARK, ".nojekyll"}
    assert (out / "page").read_text() == "new"
    assert [path.name for path in out.parent.iterdir()] == ["out"], "nothing is left beside it"


@pytest.mark.parametrize("name", ["thesis.txt", ".git/config", "deep/er/one.ipynb"])
def test_what_a_build_did_not_write_is_left_alone(out: Path, root: Path, name: str) -> None:
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    (out / name).write_text("mine")
    with pytest.raises(PlaceError, match=rf"something else \({name}\): name a new or empty"):
        may_be_written(out, root)


@pytest.mark.parametrize("name", ["jupyter-lite.json", "_static", folder.MARK])
def test_no_file_of_another_program_is_a_mark_of_ours(
    root: Path, tmp_path: Path, name: str
) -> None:
    """The settings of any JupyterLite, a site of any Sphinx, a list that is torn."""
    (theirs := tmp_path / "theirs").mkdir()
    (theirs / name).write_text("{}")
    (theirs / "thesis.txt").write_text("mine")
    for place in (theirs, theirs / "thesis.txt"):
        with pytest.raises(PlaceError, match="holds something else"):
            may_be_written(place, root)
    (tmp_path / "empty").mkdir()
    may_be_written(tmp_path / "empty", root)


def test_what_came_while_a_build_lasted_is_left_alone(
    out: Path, root: Path, tmp_path: Path
) -> None:
    (out / "thesis.txt").write_text("mine")
    with pytest.raises(PlaceError, match="thesis"):
        swap(made(tmp_path / "second", page="new"), out, root)
    assert (out / "thesis.txt").read_text() == "mine"
    assert [path.name for path in out.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["data/web", "lessons", "exercises/x/y", "src/out"])
def test_no_build_goes_where_builds_read(root: Path, name: str) -> None:
    with pytest.raises(PlaceError, match="among the files of the course"):
        may_be_written(root / name, root)


@pytest.mark.parametrize(
    "stop", [PermissionError(13, "in use"), KeyboardInterrupt(), MemoryError()]
)
@pytest.mark.parametrize("at", [1, 2, 3])
def test_an_old_build_comes_back_whatever_stops_the_swap(
    out: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    stop: BaseException, at: int,
) -> None:  # fmt: skip
    second, rename, calls = made(tmp_path / "second", page="new"), os.rename, []

    def stops(*names: Path) -> None:
        calls.append(names)
        if len(calls) == at:
            raise stop
        rename(*names)

    monkeypatch.setattr(os, "rename", stops)
    monkeypatch.setattr(Path, "rename", lambda path, to: stops(path, to))
    monkeypatch.setattr("shutil.copytree", lambda *_, **__: (_ for _ in ()).throw(stop))
    expected = WriteError if isinstance(stop, OSError) else type(stop)
    with pytest.raises(expected):
        swap(second, out, root)
    assert (out / "page").read_text() == "old"
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_a_place_that_cannot_be_written_is_said(root: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(WriteError, match="cannot be written"):
        swap(made(tmp_path / "new"), tmp_path / "thesis.txt" / "out", root)
