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
def test_numpy_is_pyodides_own_and_each_wheel_in_the_page_is_the_listed_one(site: Path) -> None:
    own = json.loads((CACHE / "pyodide-lock.json").read_text("utf-8"))["packages"].values()
    marks = {one["file_name"]: one["sha256"] for one in own}
    (numpy,) = [one for one in parts() if one.origin == "pyodide"]
    assert marks[numpy.name] == numpy.mark
    folder = site / "static" / "pyodide"
    lock = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))["packages"]
    in_page = {one["file_name"]: one["sha256"] for one in lock.values()}
    listed = {one.name: one.mark for one in parts() if one.name.endswith(".whl")}
    # Those for another machine are packed anew, under a name of their own.
    anew = {name for name in listed if "win_amd64" in name}
    assert {name: in_page.get(name) for name in listed.keys() - anew} == {
        name: mark for name, mark in listed.items() if name not in anew
    }
    assert len(in_page) == len(listed) + 1, "and the course itself"
    assert {name: digest(folder / name) for name in in_page} == in_page


@pytest.mark.slow
def test_a_learner_works_in_the_browser_alone(lite: Lite) -> None:
    """Five pages one after the other, each with a Python of its own."""
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
    answers_are_taken_home_and_brought_back(notebook)


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


def answers_are_taken_home_and_brought_back(notebook: Notebook) -> None:
    bar = card(notebook, "work-bar")
    with notebook.page.expect_download(timeout=20_000) as waiting:
        button(bar, "Download my answers").click()
    held = Path(waiting.value.path()).read_bytes()
    assert json.loads(held) == kept(notebook)
    other = json.loads(held)
    other["entries"].append({**other["entries"][-1], "id": "f" * 32})
    file = {"name": "my_work.json", "mimeType": "application/json"}
    load = bar.get_by_label("Load answers from a file")
    load.set_input_files([{**file, "buffer": json.dumps(other).encode()}])
    expect(bar.get_by_role("status").last).to_contain_text("1 new answer", timeout=20_000)


def a_map_is_drawn_and_a_link_stays_in_the_page(notebook: Notebook) -> None:
    assert notebook.maps()
    notebook.panel.locator(
        '.jp-MarkdownOutput a[href$="02_exercise_who_went_where.ipynb"]'
    ).last.click()
    notebook.page.wait_for_url("**/notebooks/index.html?path=exercises%2F02_exercise*")
    notebook.page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=90_000)
    assert len(notebook.page.context.pages) == 1, "no second Python that writes the same file"


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
    "lessons/02_who_went_where.ipynb": a_map_is_drawn_and_a_link_stays_in_the_page,
    "lessons/03_how_big.ipynb": a_lesson_is_whole_and_answered,
    "lessons/so_far.ipynb": the_answer_is_there,
    f"exercises/{NAME}.ipynb": an_exercise_is_checked,
    f"{NAME}.ipynb": a_copy_is_handed_in,
}
