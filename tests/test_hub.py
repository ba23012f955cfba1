"""A class on one JupyterHub: each learner has a copy of the course, and an update loses nothing."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import nbformat
import pytest

pytest.importorskip("jupyterhub", reason="needs the extra hub: python start.py test -m slow")

from checkout import ROOT
from hub import Hub, Learner, git, running_hub

pytestmark = pytest.mark.slow

LESSON = "lessons/03_how_big.ipynb"
EXERCISE = "exercises/03_exercise_how_big.ipynb"
OTHER = "exercises/01_exercise_what_does_it_say.ipynb"
ADDED = "A sentence that the teacher added on Friday."
RIGHT, WRONG = "answer_1 = eleven_months / 11", "answer_1 = 218.1"


@dataclass
class Term:
    """What a teacher and two learners did, and what lay there before the teacher's update."""

    hub: Hub
    ada: Learner
    bo: Learner
    before: dict[str, bytes]


def cell(notebook: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    return next(one for one in notebook.cells if one.id == name)


def works(learner: Learner, path: str, *names: str, **typed: str) -> None:
    """Type into cells of a notebook, run some of its cells, and save it."""
    notebook = learner.reads(path)
    for name, source in typed.items():
        cell(notebook, name.replace("_", "-")).source = source
    with learner.kernel(path) as kernel:
        for name in names:
            cell(notebook, name).outputs = kernel.runs(cell(notebook, name).source)
    learner.saves(path, notebook)


def kept(learner: Learner) -> dict[str, Any]:
    return dict(json.loads((learner.course / "my_work.json").read_bytes()))


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Term]:
    """Two learners take up the course and answer; the teacher corrects it; both come again."""
    folder = tmp_path_factory.mktemp("hub")
    with running_hub(folder) as hub:
        ada, bo = Learner(hub, "ada"), Learner(hub, "bo")
        assert ada.comes()
        assert bo.comes()
        for learner in (ada, bo):
            learner.waits()
            learner.pulls()
        works(ada, LESSON, "start", "hook")
        works(
            ada,
            EXERCISE,
            "start",
            "q1-answer",
            "q1-check",
            q1_answer=cell(ada.reads(EXERCISE), "q1-answer").source.replace(
                "answer_1 = ...", RIGHT
            ),
        )
        works(bo, EXERCISE, "start", "q1-answer", "q1-check", q1_answer=WRONG)
        (bo.course / OTHER).unlink()
        before = {name: (ada.course / name).read_bytes() for name in ("my_work.json", LESSON)}
        corrected(hub)
        ada.pulls()
        bo.pulls()
        yield Term(hub, ada, bo, before)


def corrected(hub: Hub) -> None:
    """Let the teacher change a text that Ada has run, one that both work on, and add a file."""
    for path, name in ((LESSON, "claim"), (EXERCISE, "q1")):
        notebook = nbformat.read(hub.course / path, 4)
        cell(notebook, name).source += f"\n\n{ADDED}"
        nbformat.write(notebook, hub.course / path)
    (hub.course / "friday.md").write_text(ADDED, "utf-8")
    git(hub.course, "add", "friday.md")
    hub.commit("What the class asked on Friday")


def test_each_learner_has_a_copy_and_a_server_that_nobody_else_enters(term: Term) -> None:
    assert not Learner(term.hub, "eve").comes("a guess at the password")
    assert term.ada.page.startswith(f"{term.hub.url}/user/ada/git-pull?")
    told = term.ada.web.get(f"{term.hub.url}/user/bo/api/contents/course")
    assert told.status_code == 403
    heads = {git(place, "rev-parse", "HEAD~0:data") for place in (term.ada.course, term.hub.course)}
    assert len(heads) == 1


def test_answers_lie_apart_and_none_in_the_folder_of_the_course(term: Term) -> None:
    ada, bo = kept(term.ada), kept(term.bo)
    assert ada["owner"] != bo["owner"]
    given = [json.dumps(one["entries"][-1]["value"]) for one in (ada, bo)]
    assert given[0] != given[1]
    assert "218.1" in given[1]
    assert not (term.hub.course / "my_work.json").exists()
    ours = ROOT / "my_work.json"
    assert not ours.exists() or ada["owner"] not in ours.read_text("utf-8")


def test_an_update_brings_the_correction_and_keeps_what_was_run_and_typed(term: Term) -> None:
    lesson, exercise = term.ada.reads(LESSON), term.ada.reads(EXERCISE)
    assert cell(lesson, "claim").source.endswith(ADDED)
    assert cell(exercise, "q1").source.endswith(ADDED)
    assert RIGHT in cell(exercise, "q1-answer").source
    ran = nbformat.reads(term.before[LESSON], 4)
    for name in ("start", "hook"):
        assert cell(lesson, name).outputs == cell(ran, name).outputs != []
    for notebook in (lesson, exercise):
        nbformat.validate(notebook)
    assert (term.ada.course / "my_work.json").read_bytes() == term.before["my_work.json"]


def test_an_update_brings_new_files_untouched_lessons_and_what_was_thrown_away(term: Term) -> None:
    for path in ("friday.md", LESSON, OTHER):
        assert (term.bo.course / path).read_bytes() == (term.hub.course / path).read_bytes()
    assert WRONG in cell(term.bo.reads(EXERCISE), "q1-answer").source


def test_an_idle_server_is_stopped_and_takes_no_answer_with_it(term: Term) -> None:
    assert term.hub.culls() == {"ada", "bo"}
    assert (term.ada.course / "my_work.json").read_bytes() == term.before["my_work.json"]
