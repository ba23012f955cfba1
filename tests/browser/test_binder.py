"""Binder's start, as far as one machine can play it: another user, its packages, its address.

What repo2docker puts beneath a course is installed in the versions that it names, the pip section
of environment.yml on top of it, and repo2docker's command is started in a home that is the course.
One server shows JupyterLab, where Binder's link leads to, and Notebook 7.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
import pytest
import seats
from lab import (
    Lab,
    Notebook,
    button,
    card,
    entries,
    free_port,
    opened,
    press,
    serving,
    submit,
    write_cell,
)
from looks import everything_is_there, maps_answer_to_the_keyboard, nothing_went_wrong
from playwright.sync_api import Browser, expect

import start
from binder import PIP_LINES, base_packages
from checkout import FOLDERS, ROOT, SYSTEM, USER, copy_to, uv
from faces import SAVED
from wayout.grading.release import make, write

ADDRESS = "/user/somebody-course-x7k2"
BINDER = {"BINDER_REQUEST": "v2/gh/somebody/course/v1.0", "BINDER_LAUNCH_HOST": "binder.invalid"}
COPY = "03_exercise_how_big"
CHART = 'from wayout import charts, load\ncharts.growth(load("china_russia_annual"))'
NOBODY = 65534


@dataclass
class Front(Lab):
    """The server of one user, seen through the pages of one program."""

    program: str = "lab/tree"

    def address(self, notebook: str) -> str:
        return f"{self.url}/{self.program}/{notebook}?reset&token={self.token}"


@pytest.fixture(scope="module")
def binder(browser: Browser) -> Iterator[Front]:
    # pytest's own folders are closed to other users.
    with tempfile.TemporaryDirectory(prefix="wayout-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        home = copy_to(folder / "home")
        write(make(ROOT, "03", ["year=2022"]), folder / "made" / "class")
        shutil.copytree(folder / "made" / "class", home / "class")
        programs = installed(home, folder / "environment")
        for path in [home, *home.rglob("*")] if USER else []:
            os.chown(path, NOBODY, NOBODY)
        port = free_port()
        lab = Front(f"http://127.0.0.1:{port}{ADDRESS}", "wayout", home, home / "my_work.json")
        command = [*USER, programs / "jupyter", "notebook", "--ip=127.0.0.1", f"--port={port}"]
        command += [f"--ServerApp.base_url={ADDRESS}/", f"--IdentityProvider.token={lab.token}"]
        command += [f"--{app}.expose_app_in_browser=1" for app in ("LabApp", "JupyterNotebookApp")]
        alone = {"HOME": str(home), "PATH": f"{programs}{os.pathsep}{FOLDERS}"}
        with serving(lab, [*command, "--no-browser"], {**alone, **BINDER}):
            yield lab


@pytest.fixture(scope="module")
def notebook_7(binder: Front) -> Front:
    return replace(binder, program="notebooks")


def installed(home: Path, place: Path) -> Path:
    """Install what Binder has, then what the course asks for; return the folder of programs."""
    pip = [uv(), "pip", "install", "--quiet", "--python", place]
    listing = home / "condaenv.requirements.txt"
    listing.write_text("\n".join(PIP_LINES), "utf-8")
    for command in (
        [uv(), "venv", "--quiet", "--python", SYSTEM, place],
        [*pip, *base_packages()],
        [*pip, "-r", listing.name],
    ):
        subprocess.run(command, cwd=home, env=start.environment(), check=True)
    listing.unlink()
    return place / start.BIN.name


def fetched(lab: Lab, path: str) -> str:
    """What the server answers."""
    with urllib.request.urlopen(f"{lab.url}/{path}?token={lab.token}", timeout=30) as answer:
        return str(answer.read().decode())


def used(lab: Lab) -> float:
    """Megabytes that the server and its kernels take now, as Binder's own meter says."""
    return float(json.loads(fetched(lab, "api/metrics/v1"))["rss"]) / 2**20


def answer(notebook: Notebook) -> None:
    """Set the first dial and save it, by the keyboard alone."""
    box = card(notebook, "dial")
    slider = box.get_by_role("slider")
    slider.focus()
    press(notebook, "ArrowRight", "ArrowRight", "ArrowUp", "Tab", "Tab")
    notebook.page.keyboard.type("the columns look so to me")
    press(notebook, "Tab", "Enter")
    expect(box.get_by_role("status")).to_contain_text(SAVED)


def taken_home(notebook: Notebook, lab: Lab) -> bytes:
    """Download the answers; return what the file holds, which is what the server keeps."""
    with notebook.page.expect_download(timeout=15_000) as waiting:
        button(card(notebook, "work-bar"), "Download my answers").click()
    held = Path(waiting.value.path()).read_bytes()
    assert held == lab.work.read_bytes()
    return held


def test_a_lesson_on_binder_draws_all_and_its_answers_outlive_the_server(
    browser: Browser, binder: Front, tmp_path: Path
) -> None:
    with opened(browser, binder, "lessons/05_other_doors.ipynb") as notebook:
        notebook.run_all()
        everything_is_there(notebook)
        assert 150 < used(binder) < 400
        expect(notebook.panel.get_by_text("ten minutes without activity")).to_be_visible()
        answer(notebook)
        assert [one["percent"] for one in entries(binder, "dial")] == [65]
        assert binder.work.stat().st_uid == (NOBODY if USER else os.getuid())
        taken = tmp_path / "taken_home.json"
        taken.write_bytes(taken_home(notebook, binder))
        binder.work.unlink()  # Binder has thrown the server away
        bar = card(notebook, "work-bar")
        bar.get_by_label("Load answers from a file").set_input_files(taken)
        expect(bar.get_by_role("status")).to_contain_text(taken.name)
        assert binder.work.read_bytes() == taken.read_bytes()
        nothing_went_wrong(notebook)


def test_a_lesson_in_notebook_7_works_by_keyboard_and_fetches_nothing(
    browser: Browser, notebook_7: Front, gallery: Path
) -> None:
    path = "lessons/02_who_went_where.ipynb"
    page = nbformat.read(notebook_7.folder / path, as_version=4)
    for more in ('debate.seats("equal")', CHART):
        page.cells.append(nbformat.v4.new_code_cell(more))
    nbformat.write(page, notebook_7.folder / path)
    notebook_7.work.unlink(missing_ok=True)
    with opened(browser, notebook_7, path) as notebook:
        of_its_own = list(notebook.complaints)  # before a cell of ours has run
        notebook.run_all()
        everything_is_there(notebook)
        expect(notebook.panel.locator(".vega-embed svg").first).to_be_visible()
        maps_answer_to_the_keyboard(notebook)
        answer(notebook)
        assert [one["percent"] for one in entries(notebook_7, "dial")] == [65]
        seats.press(notebook, "Deal the seats")
        expect(seats.desk(notebook).locator('[data-key="step"]')).to_be_focused()
        seats.point(notebook, "A", "a point made without a mouse")
        taken_home(notebook, notebook_7)
        notebook.page.screenshot(path=gallery / "notebook-7.png")
        assert notebook.complaints == of_its_own
        assert notebook.errors() == notebook.left_home == []
        notebook.do("docmanager:save")
        exported = fetched(notebook_7, f"nbconvert/html/{path}")
        assert 'class="wo-picture' in exported
        assert not re.search(r'<(script|link)[^>]*(src|href)="http', exported)


def test_a_class_copy_is_handed_in_from_notebook_7_on_binder(
    browser: Browser, notebook_7: Front
) -> None:
    with opened(browser, notebook_7, f"class/{COPY}.ipynb") as notebook:
        said = "answer_1 = 136.089 / 9"
        write_cell(notebook, "q1-answer", said)
        notebook.do("docmanager:save")
        notebook.run_all()
        first = notebook.panel.locator(".wo-check").first
        assert first.get_attribute("data-verdict") == "read"
        expect(notebook.panel.locator(".wo-lesson .wo-warn")).to_contain_text(
            "Download my submission"
        )
        assert said in submit(notebook, COPY)["q1-answer"]
