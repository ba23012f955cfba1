"""What is handed in: the saved notebook and what ran later, and nobody's name."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from wayout.activities.face import Fields
from wayout.exercises import class_copy
from wayout.exercises.class_copy import ClassCopy
from wayout.exercises.ran import Ran, Run
from wayout.grading.hand_in import HandIn, NoCopyError, hand_in
from wayout.grading.submission import Saved, find, submission
from wayout.pages import render
from wayout.work.workfile import WorkFile

RELEASE, NAME = "abc123", "03_exercise_how_big"
COPY = ClassCopy("03", RELEASE, NAME, {"q1": ("answer_1", "one number"), "q2": ("b", "one text")})
ANSWER = "answer_1 = ..."


def notebook(**cells: str) -> dict[str, Any]:
    label = {"nbgrader": {"grade_id": "q1-answer"}, "tags": ["raises-exception", "Ada Lovelace"]}
    made = [
        {
            "cell_type": "code",
            "id": name,
            "metadata": {**label, "author": "Ada Lovelace"},
            "source": [source],
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "of ada"}],
            "execution_count": 3,
        }
        for name, source in cells.items()
    ]
    note = {"cell_type": "markdown", "id": "note", "metadata": {}, "source": "My note"}
    about = {"lesson": "03", "release": RELEASE}
    metadata = {"wayout": about, "authors": [{"name": "Ada Lovelace"}]}
    return {"cells": [*made, note], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def save(folder: Path, name: str = NAME, when: float = 100.0, **cells: str) -> Path:
    path = folder / f"{name}.ipynb"
    path.write_text(json.dumps(notebook(**cells)), "utf-8")
    os.utime(path, (when, when))
    return path


def sources(content: str) -> dict[str, str]:
    return {cell["id"]: "".join(cell["source"]) for cell in json.loads(content)["cells"]}


def found(folder: Path, *runs: Run) -> Saved:
    saved = find(RELEASE, folder, "", runs)
    assert saved is not None
    return saved


def test_what_is_saved_goes_in_without_outputs_and_without_a_name(tmp_path: Path) -> None:
    save(tmp_path, a=ANSWER)
    made = submission("03", RELEASE, found(tmp_path), [Run("a", ANSWER, 50)])
    assert (made.saved, made.unsaved, made.unrun) == (True, (), ())
    assert sources(made.content) == {"a": ANSWER, "note": "My note"}
    assert "Ada" not in made.content
    assert "of ada" not in made.content
    body = json.loads(made.content)
    assert body["metadata"]["wayout"] == {"lesson": "03", "role": "class", "release": RELEASE}
    assert body["cells"][0]["metadata"]["tags"] == ["raises-exception"]
    again = submission("03", RELEASE, found(tmp_path), [Run("a", ANSWER, 50)])
    assert again.content == made.content


def test_what_ran_after_the_notebook_was_saved_goes_in_as_it_ran(tmp_path: Path) -> None:
    save(tmp_path, a=ANSWER, b="b = 1")
    runs = [Run("a", "answer_1 = 7", 150), Run("b", "b = 0", 50), Run("new", "c = 1", 160)]
    made = submission("03", RELEASE, found(tmp_path), runs)
    assert (made.unsaved, made.unrun) == (("a", "new"), ("b",))
    assert sources(made.content) == {
        "a": "answer_1 = 7",
        "b": "b = 1",
        "note": "My note",
        "new": "c = 1",
    }


def test_a_kernel_without_ids_doubles_no_cell(tmp_path: Path) -> None:
    save(tmp_path, a=ANSWER)
    made = submission("03", RELEASE, found(tmp_path), [Run("ran-1", ANSWER, 150)])
    assert (made.unsaved, sources(made.content)) == ((), {"a": ANSWER, "note": "My note"})


def test_without_a_file_the_cells_that_ran_go_in() -> None:
    made = submission("03", RELEASE, None, [Run("a", "answer_1 = 7", 1), Run("b", "b = 2", 2)])
    assert not made.saved
    assert sources(made.content) == {"a": "answer_1 = 7", "b": "b = 2"}


def test_the_notebook_is_found_by_its_release_not_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "odd.ipynb").write_text("[" * 100_000)
    (tmp_path / "list.ipynb").write_text("[]")
    (tmp_path / "bytes.ipynb").write_bytes(b"\xff\xfe")
    assert find(RELEASE, tmp_path, "") is None
    path = save(tmp_path, "renamed", a=ANSWER)
    assert found(tmp_path).path == path
    assert find("other", tmp_path, str(path)) is None
    twin = save(tmp_path, "copy", a="answer_1 = 7")
    assert find(RELEASE, tmp_path, "") is None, "two, and nothing tells which"
    assert found(tmp_path, Run("a", "answer_1 = 7", 1)).path == twin
    assert (hinted := find(RELEASE, tmp_path, str(path))) is not None
    assert hinted.path == path
    gone = str(tmp_path / "gone.ipynb")
    assert find(RELEASE, tmp_path, gone) is None, "a hint that leads nowhere tells nothing"
    twin.unlink()
    assert (left := find(RELEASE, tmp_path, gone)) is not None
    assert left.path == path


class Info:
    store_history = True

    def __init__(self, code: str, cell: str | None) -> None:
        self.raw_cell, self.cell_id = code, cell


def heard(*cells: tuple[str, str | None]) -> Ran:
    ran = Ran()
    for code, cell in cells:
        ran._begins(Info(code, cell))
    return ran


def test_the_latest_run_of_a_cell_is_remembered() -> None:
    ran = heard(("a = 1", "a"), ("b = 1", None), ("a = 2", "a"), ("  ", "c"))
    assert [(one.cell, one.code) for one in ran.runs()] == [("a", "a = 2"), ("ran-2", "b = 1")]


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HandIn:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return HandIn(WorkFile(tmp_path / "my_work.json"), COPY, {"answer_1": 7}, heard((ANSWER, "a")))


def test_the_card_says_what_is_answered_and_saved(card: HandIn, tmp_path: Path) -> None:
    view = card.view(Fields(), ())
    assert view["missing"] == ["q2"]
    assert view["saved"].startswith("The file of this notebook was not found")
    assert not view["fine"]
    save(tmp_path, a=ANSWER)
    view = card.view(Fields(), ())
    assert (view["saved"], view["fine"]) == ("The notebook is saved.", True)
    card.ran._begins(Info("answer_1 = 8", "a"))
    view = card.view(Fields(), ())
    assert view["saved"].startswith("Not saved yet: one cell (a). Save with Ctrl + S.")


def test_the_card_names_answers_that_will_not_count(card: HandIn) -> None:
    assert card.view(Fields(), ())["odd"] == []
    card.names |= {"answer_1": "seven", "b": "x"}
    view = card.view(Fields(), ())
    assert (view["missing"], view["odd"]) == ([], ["q1"])
    page = render("hand_in.html", **view, fields=Fields(), live=False)
    assert "q1 may get no points" in page
    assert "q1 wants one number" in page
    assert "Every question has an answer" not in page
    card.names["answer_1"] = 7
    page = render("hand_in.html", **card.view(Fields(), ()), fields=Fields(), live=False)
    assert "Every question has an answer" in page


@pytest.mark.parametrize(
    ("number", "name"),
    [("", f"{NAME}.ipynb"), (" 17 ", f"{NAME}_17.ipynb"), ("9b-4", f"{NAME}_9b-4.ipynb")],
)
def test_the_file_bears_a_number_only_where_one_is_typed(
    card: HandIn, number: str, name: str
) -> None:
    reply = card.do_download(Fields(number=number), "")
    assert reply.file[0] == name
    assert sources(reply.file[1]) == {"a": ANSWER}
    assert card.do_download(Fields(number=number), "").file == reply.file


@pytest.mark.parametrize("number", ["../x", "Ada Lovelace", "a/b", "x" * 21, "-rf", "ä", "a\nb"])
def test_no_other_text_gets_into_the_name_of_the_file(card: HandIn, number: str) -> None:
    reply = card.do_download(Fields(number=number), "")
    assert (reply.file, reply.warns) == (("", ""), True)


def test_a_notebook_that_is_no_class_copy_is_told_so() -> None:
    class_copy.begin("03", "", {})
    with pytest.raises(NoCopyError, match="Run the first cell"):
        hand_in(None)
