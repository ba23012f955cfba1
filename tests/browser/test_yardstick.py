"""The yardstick dial in a real browser: by keyboard alone, without waiting for Python, inert."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import nbformat
import pytest
from lab import Lab, Notebook, opened
from looks import THEMES, serious_findings, too_wide
from playwright.sync_api import Browser, Locator

PATH = "lessons/yardstick.ipynb"
CELLS = (
    'from wayout import debate, start\nstart("03")',
    'debate.yardstick("before")',
    'debate.yardstick("after")',
    "debate.yardstick_grid()",
)
HOSTILE = 'because <img src=x onerror="window.hacked=1"> of this'


@pytest.fixture(params=[1280, 390])
def notebook(browser: Browser, lab: Lab, request: pytest.FixtureRequest) -> Iterator[Notebook]:
    lab.work.unlink(missing_ok=True)
    kernel = {"name": "python3", "display_name": "Python 3"}
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    made = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(made, lab.folder / PATH)
    with opened(browser, lab, PATH, width=request.param) as shown:
        if request.param == 390:
            shown.do("application:toggle-left-area")
        shown.run_all()
        yield shown


def card(notebook: Notebook, place: int = 0) -> Locator:
    return notebook.panel.locator(".wo-yardstick").nth(place)


def slider(box: Locator) -> Locator:
    return box.get_by_role("slider").locator("visible=true").first


def choose_by_keyboard(notebook: Notebook, box: Locator) -> None:
    """Take the second measure and a threshold below the middle, with no pointer at all."""
    box.get_by_role("radio").first.focus()
    notebook.page.keyboard.press("Space")
    notebook.page.keyboard.press("ArrowDown")
    slider(box).focus()
    for _ in range(8):
        notebook.page.keyboard.press("ArrowLeft")
    box.locator("textarea").focus()
    notebook.page.keyboard.type(HOSTILE)
    box.get_by_role("button", name="Save").focus()
    notebook.page.keyboard.press("Enter")
    box.get_by_text("Saved to my_work.json").first.wait_for()


def choices(lab: Lab) -> list[dict[str, object]]:
    stored = json.loads(lab.work.read_text(encoding="utf-8"))
    return [entry["value"] for entry in stored["entries"] if entry["kind"] == "yardstick"]


def test_a_yardstick_by_keyboard_in_every_state(notebook: Notebook, lab: Lab) -> None:
    assert notebook.panel.locator(".wo-answers, .wo-verdicts, .wo-yard-grid table").count() == 0
    choose_by_keyboard(notebook, card(notebook))
    (choice,) = choices(lab)
    assert (choice["measure"], choice["threshold"]) == ("imports", 42)
    assert slider(card(notebook)).get_attribute("aria-label") == "Your threshold, in per cent"
    assert "of 4 answers, 2 over and 2 under" in card(notebook).inner_text()
    assert in_sight(notebook, card(notebook).locator(".wo-status strong")), "beside the button"
    notebook.panel.locator(".wo-yard-grid .wo-own").first.wait_for()
    assert notebook.panel.locator(".jp-OutputArea img[src='x']").count() == 0
    assert notebook.page.evaluate("() => window.hacked === undefined")
    for theme in THEMES.values():
        notebook.do("apputils:change-theme", theme=theme)
        notebook.page.wait_for_timeout(600)
        assert serious_findings(notebook) == []
        assert too_wide(notebook) == []

    notebook.restart()
    notebook.run_all()
    assert "42 % or more is too much" in card(notebook).inner_text()
    assert len(choices(lab)) == 1
    assert (notebook.complaints, notebook.left_home, notebook.errors()) == ([], [], [])


@pytest.mark.parametrize("notebook", [1280], indirect=True)
def test_the_slider_does_not_wait_for_python(notebook: Notebook, lab: Lab) -> None:
    box = card(notebook)
    choose_by_keyboard(notebook, box)
    with python_held(notebook, lab):
        slider(box).focus()
        for _ in range(12):
            notebook.page.keyboard.press("ArrowLeft")
        said = box.inner_text()
    assert "30 % or more is too much" in said
    assert "▲ Over: every answer lies at your threshold or above it." in said
    notebook.wait_idle()
    notebook.page.wait_for_timeout(1000)
    assert "30 % or more is too much" in box.inner_text(), "Python's own answer is the same"


@pytest.mark.parametrize("notebook", [1280], indirect=True)
def test_the_words_over_the_grid_stay_in_sight(notebook: Notebook) -> None:
    choose_by_keyboard(notebook, card(notebook))
    grid = notebook.panel.locator(".wo-yard-grid .wo-scroll").first
    grid.wait_for()
    grid.evaluate("box => { box.scrollTop = box.scrollHeight; }")
    moved, gap = grid.evaluate(
        "box => [box.scrollTop, box.querySelector('thead th').getBoundingClientRect().top"
        " - box.getBoundingClientRect().top]"
    )
    assert moved > 0
    assert abs(gap) < 3


@pytest.mark.parametrize("notebook", [1280], indirect=True)
def test_a_change_called_off_leaves_the_saved_place(notebook: Notebook, lab: Lab) -> None:
    box = card(notebook)
    choose_by_keyboard(notebook, box)
    slider(box).focus()
    for _ in range(5):
        notebook.page.keyboard.press("ArrowLeft")
    box.get_by_text("37 % or more is too much").first.wait_for()
    box.get_by_role("button", name="Change this answer").press("Enter")
    box.get_by_role("button", name="Cancel").wait_for()
    assert slider(box).get_attribute("aria-valuenow") == "42.0"
    assert "42 % or more is too much" in box.locator(".wo-words").inner_text()
    box.get_by_role("button", name="Cancel").press("Enter")
    box.get_by_text("Saved to my_work.json").first.wait_for()
    assert len(choices(lab)) == 1


def in_sight(notebook: Notebook, thing: Locator) -> bool:
    """Whether a thing stands inside the window, unmoved since the last key."""
    place, window = thing.bounding_box(), notebook.page.viewport_size
    assert place is not None
    assert window is not None
    return place["y"] >= 0 and place["y"] + place["height"] <= window["height"]


@contextmanager
def python_held(notebook: Notebook, lab: Lab) -> Iterator[None]:
    """Keep the kernel at work on something else until the block is left."""
    held, go = lab.folder / "held", lab.folder / "go"
    code = f"""import pathlib, time
pathlib.Path({str(held)!r}).touch()
while not pathlib.Path({str(go)!r}).exists():
    time.sleep(0.1)"""
    notebook.page.evaluate(
        "code => { window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
        ".requestExecute({ code }); }",
        code,
    )
    while not held.exists():
        notebook.page.wait_for_timeout(100)
    try:
        yield
    finally:
        go.touch()
