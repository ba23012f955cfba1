"""The sentence sorter in a real browser, by keyboard alone: choose, save, restart, reload."""

import json
import re
from collections.abc import Iterator

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import Lab, Notebook, opened
from looks import nothing_went_wrong
from playwright.sync_api import Browser, Locator, expect

PATH = "lessons/sorter_alone.ipynb"
CELLS = (
    'from wayout import debate, start\n\nstart("01")',
    "debate.sorter()",
    "debate.sorted_table()",
)
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


@pytest.fixture(scope="module")
def notebook(browser: Browser, lab: Lab) -> Iterator[Notebook]:
    lab.work.unlink(missing_ok=True)
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    page = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    nbformat.write(page, lab.folder / PATH)
    with opened(browser, lab, PATH) as notebook:
        notebook.run_all()
        yield notebook


def card(notebook: Notebook) -> Locator:
    return notebook.panel.locator(".wo-sorter")


def press(notebook: Notebook, *keys: str) -> None:
    for key in keys:
        notebook.page.keyboard.press(key)
        notebook.page.wait_for_timeout(80)


def focused(notebook: Notebook) -> str:
    return str(notebook.page.evaluate("() => document.activeElement.innerText"))


def active_cell(notebook: Notebook) -> str:
    return str(
        notebook.panel.locator(".jp-Cell.jp-mod-active").get_attribute("data-windowed-list-index")
    )


def choices(lab: Lab) -> list[dict[str, object]]:
    stored = json.loads(lab.work.read_text(encoding="utf-8"))
    return [entry["value"] for entry in stored["entries"] if entry["kind"] == "sorted"]


def test_sentences_are_sorted_by_keyboard_and_survive_restart_and_reload(
    notebook: Notebook, lab: Lab
) -> None:
    box, page = card(notebook), notebook.page

    # Sentence 1: the second kind, the first answer, the second word; then save.
    box.get_by_role("combobox", name="Go to sentence").focus()
    cell = active_cell(notebook)
    press(notebook, "Tab", "Space", "ArrowDown", "Tab", "Space", "Tab", "Tab", "Space")
    expect(box.get_by_role("radio", name="cause:")).to_be_checked()
    expect(box.get_by_role("radio", name="yes:")).to_be_checked()
    expect(box.get_by_role("button", name="frequent", pressed=True)).to_be_visible()
    expect(box.get_by_role("status").first).to_contain_text("Chosen, not saved yet: cause; yes")
    assert "Look again at" not in box.inner_text()
    press(notebook, "Tab", "Tab")
    assert focused(notebook) == "Save my choice"
    press(notebook, "Enter")
    expect(box.get_by_role("status").first).to_contain_text("differs from the key")
    expect(box).to_contain_text("Look again at “frequent”.")
    assert choices(lab) == [{"sentence": 1, "kind": "cause", "checkable": "yes",
                             "words": ["frequent"], "reason": ""}]  # fmt: skip

    # On to sentence 2: the focus lands where the reading begins.
    press(notebook, "Tab", "Enter")
    expect(box).to_contain_text("Sentence 2 of 32")
    expect(box.locator(".wo-landing > .widget-html-content")).to_be_focused()
    press(notebook, "Tab", "ArrowDown", "ArrowDown")
    expect(box.get_by_role("radio", name="motive:")).to_be_checked()
    expect(notebook.panel.locator(".wo-sorted-table")).to_contain_text("1 of 32 sentences")
    assert active_cell(notebook) == cell, "arrow keys stay in the card"

    notebook.restart()
    notebook.run_all()
    expect(box).to_contain_text("1 of 32 sorted")
    expect(box).to_contain_text("Sentence 2 of 32")
    assert len(choices(lab)) == 1, "running a lesson again adds no choice"
    notebook.do("docmanager:save")
    page.goto(lab.address(PATH))
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60_000)
    page.wait_for_function(
        "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status"
        " === 'idle'", timeout=60_000)  # fmt: skip
    notebook.run_all()
    box.get_by_role("combobox", name="Go to sentence").select_option(index=0)
    expect(box.get_by_role("radio", name="cause:")).to_be_checked()
    assert len(choices(lab)) == 1
    nothing_went_wrong(notebook)


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_reading_is_kept_once_its_reason_is_written(
    notebook: Notebook, lab: Lab, way: str
) -> None:
    box, page, said = card(notebook), notebook.page, f"I read it so, by {way}."
    box.get_by_role("combobox", name="Go to sentence").select_option(index=2)
    expect(box).to_contain_text("Sentence 3 of 32")
    box.get_by_role("radio", name="norm:").check()
    box.get_by_role("radio", name="yes:").check()
    box.get_by_role("button", name="Save my choice").click()
    field = box.get_by_role("textbox", name="Why do you read it so?")
    field.fill(said)
    keep = box.get_by_role("button", name="Keep my reading")
    if way == "mouse":
        keep.hover()
        page.mouse.down()
        page.wait_for_timeout(700)
        page.mouse.up()
    else:
        press(notebook, "Tab")
        expect(box.get_by_role("status").first).to_contain_text("reason written")
        assert focused(notebook) == "Keep my reading"
        press(notebook, "Enter")
    expect(box.get_by_role("status").first).to_contain_text("Saved to")
    assert choices(lab)[-1]["reason"] == said
    expect(field).to_be_visible()


def test_every_control_has_a_name_and_axe_finds_nothing(notebook: Notebook) -> None:
    box = card(notebook)
    expect(box.get_by_role("radiogroup", name="What kind of claim is it?")).to_be_visible()
    expect(box.get_by_role("radiogroup", name="Could it be checked?")).to_be_visible()
    expect(box.get_by_role("group", name=re.compile("^Which words make"))).to_be_visible()
    box.get_by_role("radio", name="norm:").check()
    box.get_by_role("radio", name="no:").check()
    box.get_by_role("button", name="Save my choice").click()
    expect(box.get_by_role("textbox", name="Why do you read it so?")).to_be_visible()
    expect(box.get_by_role("button", name="Open a classmate's my_work.json")).to_be_visible()
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        notebook.do("apputils:change-theme", theme=theme)
        notebook.page.wait_for_timeout(500)
        report = Axe().run(
            notebook.page, context={"include": [[".wo-sorter"], [".wo-sorted-table"]]}
        )
        assert [found["id"] for found in report.response["violations"]] == []
