"""The ways beyond one machine that are no Python: a job of Kubernetes, and GNU parallel."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from classroom import NAME, key
from wayout import paths
from wayout.cli import app
from wayout.grading import sample
from wayout.grading.key import Written, dumps
from wayout.grading.row import parse

DEPLOY = paths.ROOT / "deploy"
JOB, NETWORK = yaml.safe_load_all((DEPLOY / "grade-job.yaml").read_text("utf-8"))
POD: dict[str, Any] = JOB["spec"]["template"]["spec"]
WAYS: tuple[sample.Way, ...] = ("right", "blank", "partial")


def surroundings(**more: str) -> dict[str, str]:
    """Return an environment in which the command `wayout` is that of this checkout."""
    own = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": os.pathsep.join([own, os.environ["PATH"]]), **more}


def handed_in(folder: Path) -> Path:
    """Write a class of three, one of whom has an odd id, as `wayout collect` leaves it."""
    for own, way in zip(("s1", "s 2", "Zoë"), WAYS, strict=True):
        place = folder / "submitted" / own / f"{NAME}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(sample.notebook(key(), way))
    (folder / "class.key.json").write_bytes(dumps(key()))
    (folder / "rows").mkdir()
    return folder


def points(folder: Path) -> dict[str, float | None]:
    rows = (path for path in folder.glob("*.json") if path.stem != "run")
    return {path.stem: parse(path.read_bytes()).points for path in rows}


def merged(folder: Path) -> tuple[int, str]:
    words = ["merge", "rows", "--submitted", "submitted", "--key", "class.key.json"]
    made = CliRunner().invoke(app, words)
    return made.exit_code, made.output


def test_the_job_is_an_indexed_one_whose_pods_may_do_nothing_but_grade() -> None:
    spec, container = JOB["spec"], POD["containers"][0]
    assert (JOB["apiVersion"], JOB["kind"], spec["completionMode"]) == (
        "batch/v1",
        "Job",
        "Indexed",
    )
    assert POD["restartPolicy"] == "Never", "needed by backoffLimitPerIndex"
    assert spec["maxFailedIndexes"] <= spec["completions"]
    assert (POD["automountServiceAccountToken"], POD["hostUsers"]) == (False, False)
    assert POD["securityContext"]["runAsNonRoot"]
    own = container["securityContext"]
    assert (own["allowPrivilegeEscalation"], own["readOnlyRootFilesystem"]) == (False, True)
    assert own["capabilities"] == {"drop": ["ALL"]}
    assert "memory" in container["resources"]["limits"]
    volumes = {one["name"] for one in POD["volumes"]}
    assert {one["name"] for one in container["volumeMounts"]} == volumes
    labels = spec["template"]["metadata"]["labels"]
    assert NETWORK["spec"]["podSelector"]["matchLabels"] == labels
    assert set(NETWORK["spec"]) == {"podSelector", "policyTypes"}, "nothing is let through"
    assert "none" not in container["args"][0], "never without a jail"


def test_the_image_holds_no_answers_and_all_that_the_package_is_built_of() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    copied = " ".join(re.findall(r"^COPY (.+)$", text, re.MULTILINE)).split()
    assert all((paths.ROOT / one).exists() for one in copied if not one.startswith("/course"))
    assert not {"solutions", "exercises", "."} & set(copied)
    assert f"USER {POD['securityContext']['runAsUser']}" in text


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
def test_the_command_of_the_job_grades_the_submission_of_its_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, container = handed_in(tmp_path), POD["containers"][0]
    (folder / "submitted" / "s1" / "0_another.ipynb").write_text("{}")
    monkeypatch.chdir(folder)
    command = [*container["command"], *container["args"]]
    for index in (0, 2, 7):
        around = surroundings(CLASS=str(folder), JOB_COMPLETION_INDEX=str(index))
        subprocess.run(command, env=around, check=True, capture_output=True)
    assert points(folder / "rows") == {"s1": 13.0, "Zoë": 8.0}
    code, said = merged(folder)
    assert (code, "Not graded yet, or the file or the key has changed since: s 2." in said) == (
        1,
        True,
    )
    around = surroundings(CLASS=str(folder), JOB_COMPLETION_INDEX="1")
    subprocess.run(command, env=around, check=True, capture_output=True)
    code, said = merged(folder)
    assert (code, said.endswith("3 in all: 3 graded. Rows are in graded\n")) == (0, True)
    assert points(folder / "graded") == {"s 2": 0.0, "Zoë": 8.0, "s1": 13.0}
    other = dumps(replace(key(), written=(Written("q9", "talk", "verdict", "?", 5.0),)))
    (folder / "class.key.json").write_bytes(other)
    assert merged(folder)[0] == 1, "made with a key that has changed since"


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
@pytest.mark.skipif(not shutil.which("parallel"), reason="needs GNU parallel")
def test_the_line_for_gnu_parallel_in_the_page_for_teachers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (paths.ROOT / "docs" / "class.md").read_text("utf-8")
    line = next(one for one in page.splitlines() if "| parallel " in one)
    folder = handed_in(tmp_path)
    monkeypatch.chdir(folder)
    subprocess.run(["sh", "-euc", line], env=surroundings(), check=True, capture_output=True)
    assert points(folder / "rows") == {"s 2": 0.0, "Zoë": 8.0, "s1": 13.0}


def test_a_slip_in_a_line_of_a_queue_is_no_learner_without_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(handed_in(tmp_path))
    (tmp_path / "empty").mkdir()
    one = ["--isolation", "none", "--key", "class.key.json", "--json", "row.json"]
    for slip in ("nowhere.ipynb", "submitted/nobody", "empty"):
        made = CliRunner().invoke(app, ["grade-one", slip, *one])
        assert made.exit_code == 1
        assert "There is no file" in made.output
    assert not Path("row.json").exists()
    (tmp_path / "rows").rmdir()
    for graded in (False, True):
        assert merged(tmp_path) == (1, "There is no folder rows with rows of `wayout grade-one`.\n")
        (tmp_path / "graded").mkdir(exist_ok=graded)
