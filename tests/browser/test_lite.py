"""The course in JupyterLite: Python in the page, answers in the browser, nothing asked outside."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import Notebook, button, card, submit, write_cell
from lite import CACHE, Lite, built, kept, learner, run, served
from playwright.sync_api import Browser, expect
from test_class_copy import NAME

from checkout import ROOT
from wayout.anywhere.lite.parts import digest, parts
from wayout.grading.release import make

PUT = """([path, content]) => window.jupyterapp.serviceManager.contents.save(
    path, {type: "notebook", format: "json", content}).then(() => null)"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("lite"))


@pytest.fixture
def lite(browser: Browser, site: Path) -> Iterator[Lite]:
    with served(site) as url, learner(browser, url) as opened:
        yield opened


@pytest.mark.slow
def test_every_file_of_pyodide_is_what_its_own_lock_says(site: Path) -> None:
    own = json.loads((CACHE / "pyodide-lock.json").read_text("utf-8"))["packages"].values()
    marks = {one["file_name"]: one["sha256"] for one in own}
    same = [one for one in parts() if marks.get(one.name) == one.mark]
    assert [one.name for one in parts() if one.origin == "pyodide" and one not in same] == []
    lock = json.loads((site / "static" / "pyodide" / "pyodide-lock.json").read_text("utf-8"))
    for one in lock["packages"].values():
        assert digest(site / "static" / "pyodide" / one["file_name"]) == one["sha256"]


@pytest.mark.slow
def test_a_learner_works_in_the_browser_alone(lite: Lite) -> None:
    """Four pages one after the other, each with a Python of its own."""
    for path, goes_on in PAGES.items():
        notebook = lite.open(path)
        run(notebook)
        goes_on(notebook)
        assert (notebook.errors(), notebook.complaints) == ([], []), path
        notebook.page.close()
    assert any(url.endswith("wasm32.whl") for url in lite.asked), "workers are heard, too"
    assert lite.left_home() == []


def a_lesson_is_whole_and_answered(notebook: Notebook) -> None:
    a_lesson_is_whole(notebook)
    answers(notebook)
    a_class_copy_is_uploaded(notebook)


def a_lesson_is_whole(notebook: Notebook) -> None:
    expect(notebook.panel.locator(".wo-lesson")).to_contain_text("kept in this browser")
    expect(notebook.panel.locator(".vega-embed svg").first).to_be_visible()
    # A legend that is None in Python would be drawn by the page if the null were lost.
    assert notebook.panel.locator(".vega-embed svg .role-legend").count() == 0


def answers(notebook: Notebook) -> None:
    box = card(notebook, "dial")
    box.get_by_role("slider").press("ArrowRight")
    box.get_by_label("Your reason, in one sentence").fill("the line looks steep to me")
    button(box, "Save my answer").click()
    expect(box.get_by_role("status")).to_contain_text("Saved to", timeout=20_000)
    (dial,) = [one for one in kept(notebook)["entries"] if one["kind"] == "dial"]
    assert dial["value"]["why"] == "the line looks steep to me"


def a_class_copy_is_uploaded(notebook: Notebook) -> None:
    (copy,) = make(ROOT, "03", ["year=2022"]).notebooks.values()
    notebook.page.evaluate(PUT, [f"{NAME}.ipynb", json.loads(copy)])


def the_answer_is_there(notebook: Notebook) -> None:
    expect(notebook.panel.locator(".wo-live .wo-dials svg")).to_have_count(1)


def an_exercise_is_checked(notebook: Notebook) -> None:
    check = notebook.panel.locator(".wo-check").first
    expect(check).to_have_attribute("data-verdict", "blank")
    given = 'to_date.query("year == 2023 and month == 11").turnover_usd_bn.item() / 11'
    write_cell(notebook, "q1-answer", f"answer_1 = {given}")
    notebook.run_all()
    expect(check).to_have_attribute("data-verdict", "right")


def a_copy_is_handed_in(notebook: Notebook) -> None:
    write_cell(notebook, "q1-answer", "answer_1 = 136.089 / 9")
    notebook.do("docmanager:save")
    notebook.run_all()
    check = notebook.panel.locator(".wo-check").first
    expect(check).to_have_attribute("data-verdict", "read")
    expect(notebook.panel.locator(".wo-live .wo-hand-in")).to_contain_text("is saved")
    assert submit(notebook, NAME)["q1-answer"] == "answer_1 = 136.089 / 9"


PAGES = {
    "lessons/03_how_big.ipynb": a_lesson_is_whole_and_answered,
    "lessons/so_far.ipynb": the_answer_is_there,
    f"exercises/{NAME}.ipynb": an_exercise_is_checked,
    f"{NAME}.ipynb": a_copy_is_handed_in,
}
