"""What is looked at before anything runs: files of every kind, and which cells count."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import classroom
from wayout.grading.key import Written
from wayout.grading.preflight import ALL_CELLS, MOST_CELLS, Aside, Ready, Step, look
from wayout.grading.reading import LARGEST

KEY = classroom.key()
Notebook = dict[str, Any]


def seen(tmp_path: Path, notebook: Notebook) -> Ready | Aside:
    return look(classroom.write(tmp_path / "x.ipynb", notebook), KEY, "s01")


def ready(tmp_path: Path, notebook: Notebook) -> Ready:
    found = seen(tmp_path, notebook)
    assert isinstance(found, Ready)
    return found


def cell(notebook: Notebook, name: str) -> dict[str, Any]:
    return next(one for one in notebook["cells"] if one["id"] == name)


def own(code: str, name: str = "own") -> dict[str, Any]:
    return {"cell_type": "code", "id": name, "metadata": {}, "source": code}


def code_of(found: Ready) -> list[str]:
    return [step["code"] for step in found.steps if "code" in step]


def test_a_released_notebook_is_run_in_its_order_without_its_cards(tmp_path: Path) -> None:
    found = ready(tmp_path, classroom.blank())
    asked = [step["question"] for step in found.steps if "question" in step]
    assert asked == ["q1", "q2", "q3", "q4", "q5", "q6", "q7"]
    assert found.cells[:4] == ("start", "q1-look", "q1-answer", "q1-check")
    assert not any("debate." in code for code in code_of(found)[1:])
    assert found.notes == ()
    assert found.gone == frozenset()


@pytest.mark.parametrize(
    ("content", "why"),
    {
        b"": "empty",
        b'{"cells": [': "torn",
        b"[]": "no cells",
        b'{"cells": {}}': "no cells",
        b"\x89PNG\r\n\x1a\n\x00": "no notebook",
        b"[" * 200_000: "deeply",
        b'{"a":' * 100_000: "deeply",
        b" " * (LARGEST + 1): "larger",
        b'{"cells": [], "n": ' + b"9" * 5000 + b"}": "no notebook",
    }.items(),
)
def test_what_is_no_notebook_is_unreadable(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "x.ipynb"
    path.write_bytes(content)
    found = look(path, KEY, "s01")
    assert isinstance(found, Aside)
    assert (found.status, why in found.why) == ("unreadable", True), found.why


def test_links_devices_and_folders_are_not_opened(tmp_path: Path) -> None:
    real = classroom.write(tmp_path / "real.ipynb", classroom.solved())
    link, pipe, folder = (tmp_path / name for name in ("link", "pipe", "folder"))
    link.symlink_to(real)
    os.mkfifo(pipe)
    folder.mkdir()
    for path in (link, pipe, folder, Path("/dev/zero")):
        found = look(path, KEY, "s01")
        assert isinstance(found, Aside)
        assert found.status == "unreadable", path
    gone = look(tmp_path / "none", KEY, "s01")
    assert isinstance(gone, Aside)
    assert gone.status == "missing"


@pytest.mark.parametrize("code", ["cp1252", "utf-8-sig", "utf-16"])
def test_other_encodings_are_read(tmp_path: Path, code: str) -> None:
    notebook = classroom.solved()
    cell(notebook, "q4-answer")["source"] += "  # Gefühl"
    path = tmp_path / "x.ipynb"
    path.write_bytes(
        json.dumps(notebook, ensure_ascii=False).replace("…", "").encode(code, "replace")
    )
    found = look(path, KEY, "s01")
    assert isinstance(found, Ready)
    assert any("# Gefühl" in one for one in code_of(found))
    assert len(found.notes) == (code == "cp1252")


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ({"lesson": "04", "release": "r7"}, "of exercise 04"),
        ({"lesson": "03", "release": "r0"}, "another release"),
        ({"lesson": "03", "release": ["r1"]}, "another release"),
    ],
)
def test_another_exercise_or_release_is_other(
    tmp_path: Path, about: dict[str, Any], says: str
) -> None:
    notebook = classroom.solved()
    notebook["metadata"]["wayout"] = about
    found = seen(tmp_path, notebook)
    assert isinstance(found, Aside)
    assert (found.status, says in found.why) == ("other", True)


def test_a_notebook_that_lost_its_metadata_is_told_by_its_cells(tmp_path: Path) -> None:
    notebook = classroom.solved()
    notebook["metadata"] = 7
    assert isinstance(seen(tmp_path, notebook), Ready)
    notebook["cells"] = notebook["cells"][:3]
    assert isinstance(seen(tmp_path, notebook), Aside)


def test_checks_and_start_are_the_releases_own(tmp_path: Path) -> None:
    notebook = classroom.solved()
    cell(notebook, "q1-check")["source"] = "answer_1 = 19.8"
    cell(notebook, "start")["source"] = "import pandas as pd"
    found = ready(tmp_path, notebook)
    assert "answer_1 = 19.8" not in code_of(found)
    assert code_of(found)[:2] == [KEY.cells["start"], "import pandas as pd"]


@pytest.mark.parametrize("name", ["q1-answer", "q6-answer", "q7-answer"])
@pytest.mark.parametrize("after", ["as given", "", "answer = 7"])
def test_of_doubled_cells_the_last_that_is_filled_in_counts(
    tmp_path: Path, name: str, after: str
) -> None:
    notebook = classroom.solved()
    given, solved = KEY.cells[name], cell(notebook, name)
    cells = notebook["cells"]
    copies = [{**solved, "source": given if after == "as given" else after} for _ in range(2)]
    cells.insert(cells.index(solved) + 1, copies[0])
    cells.insert(cells.index(solved), copies[1])
    found = ready(tmp_path, notebook)
    wanted = after if after == "answer = 7" else solved["source"]
    assert found.steps[found.cells.index(name)]["code"] == wanted
    assert found.cells.count(name) == 1
    assert found.notes == (f"There twice, and the last one that is filled in counts: {name}.",)


def test_a_blank_copy_under_a_new_id_takes_no_answer_away(tmp_path: Path) -> None:
    notebook = classroom.solved()
    for name in ("q1-answer", "q7-answer", "q6-look"):
        solved = cell(notebook, name)
        copy = {**solved, "id": f"copy of {name}", "source": f" {KEY.cells[name]}\n"}
        notebook["cells"].insert(notebook["cells"].index(solved) + 1, copy)
    own = [step["code"].strip() for step in _own_steps(ready(tmp_path, notebook))]
    assert own == [KEY.cells["q6-look"]], "what was not changed may run twice"


def _own_steps(found: Ready) -> list[Step]:
    return [step for step, name in zip(found.steps, found.cells, strict=True) if "own" in name]


def test_own_cells_stay_where_they_are(tmp_path: Path) -> None:
    notebook = classroom.solved()
    copy = {**cell(notebook, "q1-answer"), "id": "copy", "source": "answer_1 = 8"}
    place = notebook["cells"].index(cell(notebook, "q1-answer"))
    notebook["cells"][place + 1 : place + 1] = [copy, own("x = 1")]
    found = ready(tmp_path, notebook)
    at = found.cells.index("q1-answer")
    assert [step.get("code", "") for step in found.steps[at + 1 : at + 4]] == [
        "answer_1 = 8",
        "x = 1",
        "",
    ]


def test_cells_under_new_ids_are_told_by_their_labels(tmp_path: Path) -> None:
    notebook = classroom.solved()
    for number, one in enumerate(notebook["cells"]):
        one["id"] = f"new{number}"
    found = ready(tmp_path, notebook)
    assert "q1-answer" in found.cells
    assert "labels" in found.notes[0]


def test_what_was_taken_out_is_named(tmp_path: Path) -> None:
    notebook = classroom.solved()
    notebook["cells"] = [one for one in notebook["cells"] if not one["id"].startswith("q3")]
    found = ready(tmp_path, notebook)
    assert found.gone == {"q3"}
    assert "q3-check" in found.cells


def test_forty_thousand_cells_and_odd_cells_cost_little(tmp_path: Path) -> None:
    notebook = classroom.solved()
    notebook["cells"] += [{"cell_type": "code", "source": "x=1"}] * 40_000
    notebook["cells"] += [7, None, {"id": [], "source": {"a": 1}, "metadata": "x"}, {}]
    found = ready(tmp_path, notebook)
    assert len(found.steps) < MOST_CELLS + 40
    assert "40,000" in found.notes[-1]


def test_texts_are_taken_as_they_stand(tmp_path: Path) -> None:
    key = classroom.key()
    asked = Written("q9", "talk", "verdict", "What moved you?", 5)
    key = type(key)(**{**vars(key), "written": (asked,)})
    notebook = classroom.solved()
    path = classroom.write(tmp_path / "x.ipynb", notebook)
    found = look(path, key, "s01")
    assert isinstance(found, Ready)
    assert (found.texts[0].text, found.texts[0].words) == ("", 0)  # as it was given out
    cell(notebook, "talk")["source"] = ["Three *good* words\n", "\ud800"]
    found = look(classroom.write(path, notebook), key, "s01")
    assert isinstance(found, Ready)
    assert (found.texts[0].text, found.texts[0].words) == ("Three *good* words\n?", 4)


def test_what_a_file_says_never_steers_a_screen(tmp_path: Path) -> None:
    for odd in ("\x1b[2J\x1b]0;x\x07", "04\nL2: graded.", "\ud800\u202e", "\x9b2J"):
        notebook = classroom.solved()
        notebook["metadata"]["wayout"] = {"lesson": odd, "release": "x"}
        found = seen(tmp_path, notebook)
        assert isinstance(found, Aside)
        assert found.why.isprintable(), odd


def test_a_crowd_of_empty_cells_is_not_looked_at(tmp_path: Path) -> None:
    notebook = classroom.solved()
    notebook["cells"] += [{}] * ALL_CELLS
    found = seen(tmp_path, notebook)
    assert isinstance(found, Aside)
    assert (found.status, "cells" in found.why) == ("unreadable", True)


def test_odd_code_in_a_text_warns_nobody(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    notebook, code = classroom.solved(), "t = 'a text\\q'\n1 is 1"
    cell(notebook, "q1-answer")["source"] = code
    key = replace(KEY, written=(Written("q9", "q1-answer", "verdict", "?", 5.0),))
    found = look(classroom.write(tmp_path / "x.ipynb", notebook), key, "s01")
    assert isinstance(found, Ready)
    assert found.texts[0].words > 1
    assert not recwarn.list
