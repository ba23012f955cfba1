"""What runs elsewhere and cannot run here: workflows and the devcontainer, held against schemas."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.specifiers import SpecifierSet

import start
from checkout import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
CONTAINER = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
SCHEMAS = ("vendor.github-workflows", "custom.github-workflows-require-timeout")
USED = re.compile(r"(actions|lycheeverse)/[\w-]+@v\d+")
READS = {"contents": "read"}


def jobs(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text("utf-8"))["jobs"])


def steps(key: str) -> Iterator[str]:
    """What stands under ``run`` or ``uses`` in the steps of all workflows."""
    for path in WORKFLOWS:
        for job in jobs(path).values():
            yield from (step[key] for step in job["steps"] if key in step)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_workflow_is_one_and_each_job_ends_by_itself(schema: str) -> None:
    words = ["--builtin-schema", schema, *map(str, WORKFLOWS)]
    told = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *words], capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_a_workflow_reads_and_only_what_publishes_may_write_and_that_runs_no_code() -> None:
    for path in WORKFLOWS:
        assert yaml.safe_load(path.read_text("utf-8"))["permissions"] == READS, path.name
    more = [job for path in WORKFLOWS for job in jobs(path).values() if "permissions" in job]
    assert [job["permissions"] for job in more] == [{"pages": "write", "id-token": "write"}]
    assert [[*step] for job in more for step in job["steps"]] == [["uses", "id"]]


def test_actions_are_pinned_by_their_number_and_no_event_is_read_as_code() -> None:
    assert not [action for action in steps("uses") if not USED.fullmatch(action)]
    read = {name for line in steps("run") for name in re.findall(r"\$\{\{ *([\w.]+)", line)}
    assert read == {"runner.os"}


def commands() -> list[list[str]]:
    lines = [line.strip() for run in steps("run") for line in run.splitlines()]
    lines.append(CONTAINER["postCreateCommand"])
    return [shlex.split(line)[2:] for line in lines if line.startswith("python start.py ")]


def test_commands_of_start_py_and_files_that_are_named_are_there() -> None:
    assert {words[0] for words in commands()} == {"run", "test"}
    assert {words[1] for words in commands() if words[0] == "run"} == {"python", "wayout"}
    for words in commands():
        assert start.wanted(words[0], words[1:])
    text = "\n".join(path.read_text("utf-8") for path in WORKFLOWS)
    for name in (".ci/run", "environment.yml", "tests/grading", "docs/class.md", "lessons"):
        assert name in text
        assert (ROOT / name).exists()


def test_the_oldest_and_the_newest_python_are_tried_and_the_container_has_one_between() -> None:
    (matrix,) = [job["strategy"]["matrix"] for path in WORKFLOWS for job in jobs(path).values()
                 if "strategy" in job]  # fmt: skip
    least, above = map(int, re.findall(r"3\.(\d+)", start.PYTHONS))
    assert matrix["python"] == [f"3.{least}", f"3.{above - 1}"]
    assert CONTAINER["image"].rpartition(":")[2] in SpecifierSet(start.PYTHONS)
    settings = CONTAINER["customizations"]["vscode"]["settings"]
    assert settings["python.defaultInterpreterPath"].endswith("/.venv/bin/python")
