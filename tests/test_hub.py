"""A class on one JupyterHub: each learner has a copy of the course, and an update loses nothing."""

import json
import re
import runpy
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import nbformat
import pytest
from traitlets.config import Config

from checkout import ROOT
from hub import Hub, Learner, git, running_hub

CONFIG, PAGE = ROOT / "deploy" / "jupyterhub_config.py", ROOT / "docs" / "scale.md"
BENCHMARK = ROOT / "benchmarks" / "hub_learners.py"
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
    pytest.importorskip("jupyterhub", reason="needs the extra hub, which -m slow brings")
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


@pytest.mark.slow
def test_each_learner_has_a_copy_and_a_server_that_nobody_else_enters(term: Term) -> None:
    assert not Learner(term.hub, "eve").comes("a guess at the password")
    assert term.ada.page.startswith(f"{term.hub.url}/user/ada/git-pull?")
    told = term.ada.web.get(f"{term.hub.url}/user/bo/api/contents/course")
    assert told.status_code == 403
    heads = {git(place, "rev-parse", "HEAD:data") for place in (term.ada.course, term.hub.course)}
    assert len(heads) == 1


@pytest.mark.slow
def test_answers_lie_apart_and_none_in_the_folder_of_the_course(term: Term) -> None:
    ada, bo = kept(term.ada), kept(term.bo)
    assert ada["owner"] != bo["owner"]
    given = [json.dumps(one["entries"][-1]["value"]) for one in (ada, bo)]
    assert given[0] != given[1]
    assert "218.1" in given[1]
    assert not (term.hub.course / "my_work.json").exists()
    ours = ROOT / "my_work.json"
    assert not ours.exists() or ada["owner"] not in ours.read_text("utf-8")


@pytest.mark.slow
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


@pytest.mark.slow
def test_an_update_brings_new_files_untouched_lessons_and_what_was_thrown_away(term: Term) -> None:
    for path in ("friday.md", LESSON, OTHER):
        assert (term.bo.course / path).read_bytes() == (term.hub.course / path).read_bytes()
    assert WRONG in cell(term.bo.reads(EXERCISE), "q1-answer").source


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read as Linux tells it")
def test_what_a_learner_costs_is_read_from_their_own_processes(term: Term) -> None:
    spec = spec_from_file_location("hub_learners", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    benchmark = module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    all_of = {name: benchmark.those_of(term.hub, name) for name in ("ada", "bo", "eve", "")}
    assert [len(pids) for pids in all_of.values()] == [1, 1, 0, 3], "hub, proxy and culler"
    assert 30 < benchmark.pss(all_of["ada"]) < 500
    assert 0 < benchmark.seconds(all_of["bo"]) < 100


@pytest.mark.slow
def test_an_idle_server_is_stopped_and_takes_no_answer_with_it(term: Term) -> None:
    assert term.hub.culls() == {"ada", "bo"}
    assert (term.ada.course / "my_work.json").read_bytes() == term.before["my_work.json"]


@pytest.mark.parametrize("password", ["", "eight letters"])
def test_learners_are_accounts_of_the_machine_unless_a_trial_is_asked_for(
    password: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYOUT_HUB", str(tmp_path / "srv" / "hub" / "state"))
    monkeypatch.setenv("WAYOUT_HUB_PASSWORD", password)
    monkeypatch.setenv("WAYOUT_HUB_GROUP", "class-9b")
    c = Config()
    runpy.run_path(str(CONFIG), {"get_config": lambda: c})
    assert ("spawner_class" in c.JupyterHub) == ("authenticator_class" in c.JupyterHub)
    assert ("spawner_class" in c.JupyterHub) is bool(password)
    assert (tmp_path / "srv" / "hub" / "state").is_dir()
    # root and the services of the machine have accounts, too
    assert ("allow_all" in c.Authenticator) is bool(password)
    groups = {} if password else {"allowed_groups": {"class-9b"}}
    assert c.LocalAuthenticator == groups
    assert c.Spawner.environment == {"WAYOUT_WORK": "~/course/my_work.json"}
    first = c.Spawner.default_url.rpartition("%2Fcourse%2F")[2].replace("%2F", "/")
    assert (ROOT / first).exists()
    assert "file%3A%2F%2F" in c.Spawner.default_url


def test_the_page_and_the_configuration_know_the_same_settings() -> None:
    said, read = ({*re.findall(r"WAYOUT_\w+", path.read_text("utf-8"))} for path in (PAGE, CONFIG))
    assert said == read
