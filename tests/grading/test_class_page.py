"""The page for teachers: its lines are run, as they stand, on a made-up class of thirty."""

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from wayout import paths
from wayout.grading import sample

PAGE = (paths.ROOT / "docs" / "class.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(sh|text)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
MARK = re.compile(r"\b[0-9a-f]{12}\b")  # of a release: it changes with the exercise


def run(line: str, folder: Path) -> list[str]:
    own = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        line, shell=True, cwd=folder, env={**os.environ, "PATH": own, "COLUMNS": "300"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    refuses = " export " in line  # nobody of the page's class has points: no text is marked
    assert done.returncode == refuses, f"{line}\n{done.stdout}"
    return MARK.sub("RELEASE", done.stdout).splitlines()


def grades(path: Path) -> None:
    """Write a table as Moodle exports it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["Identifier", "Full name", "Status", "Grade", "Maximum Grade"])
        table.writerows(
            ("Participant 1", name, "Submitted", "", "25") for _, name in sample.people()
        )


@pytest.mark.slow
@pytest.mark.usefixtures("jailed")
def test_every_line_of_the_page_does_what_it_says(tmp_path: Path) -> None:
    grades(tmp_path / "Grades.csv")
    printed = list[str]()
    for kind, block in BLOCKS:
        lines = block.splitlines()
        if kind == "sh":
            printed = [said for line in lines for said in run(line, tmp_path)]
            continue
        told = [MARK.sub("RELEASE", line) for line in lines if line != "…"]
        missing = [line for line in told if line not in printed]
        assert not missing, f"The page says {missing}; the command said {printed}"
    assert len([*(tmp_path / "feedback").glob("*.html")]) == 30
    assert (tmp_path / "report" / "class.html").stat().st_size > 10_000
    assert not (tmp_path / "Grades_filled.csv").exists()


def test_the_page_runs_each_step_and_its_links_lead_somewhere() -> None:
    lines = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
    steps = ["release", "collect", "collect", "grade", *["mark"] * 5, "report", "return", "export"]
    assert [line.split()[1] for line in lines] == steps
    for link in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (paths.ROOT / "docs" / link).exists() or link == "threat_model.md"
