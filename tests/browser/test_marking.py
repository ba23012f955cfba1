"""Marking by keys alone in a real JupyterLab, and the pages of a graded class as files."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import Lab, opened, write_notebook
from looks import THEMES
from playwright.sync_api import Browser

from made_class import key, marked, rows, written
from wayout.grading import feedback
from wayout.grading.report import page
from wayout.grading.row import dumps
from wayout.grading.rubrics import rubric
from wayout.grading.school import read_school

BROKEN = """() => [...document.querySelectorAll(".learners td[data-word=State]")].flatMap(cell =>
  cell.textContent.split(/\\s+/).filter(word => {
    const probe = cell.appendChild(document.createElement("span"));
    Object.assign(probe, { textContent: word, style: "position:absolute;white-space:nowrap" });
    const wide = probe.getBoundingClientRect().width;
    probe.remove();
    return wide > cell.clientWidth;
  }))"""
"""The words of the column of states that are wider than it, so that they break."""
WIDTHS = [(1280, "light"), (390, "dark")]


def test_a_text_is_marked_by_keys_alone(browser: Browser, lab: Lab) -> None:
    graded, place = written(lab.folder / "class", key(), 30)
    call = f'debate.mark_essays("{graded}", "{place}", marker="A")'
    cells = ['from wayout import debate, start\nstart("mark_essays")', call]
    write_notebook(lab, "marking.ipynb", cells)
    with opened(browser, lab, "marking.ipynb") as notebook:
        notebook.run_all()
        tab = notebook.page
        form = notebook.panel.locator("form.wo-marking")
        form.locator(".wo-level").first.focus()

        def press(name: str, focus: str) -> None:
            tab.keyboard.press(name)
            said = "document.activeElement.name + '=' + document.activeElement.value"
            tab.wait_for_function(f"{said} === {json.dumps(focus)}")

        press("2", "level=figures 0")
        press("1", "level=reasoning 0")
        press("ArrowDown", "level=reasoning 1")
        press("Enter", "level=objection 0")
        press("-", "level=objection 0")
        press("3", "level=wording 0")
        press("0", "go=next")
        tab.keyboard.press("3")  # no criterion has the focus: nothing is marked
        form.get_by_text("1 marked").wait_for()
        press("Enter", "level=case 0")
        form.get_by_role("heading", name="Text 2", exact=True).wait_for()
        tab.keyboard.press("ArrowLeft")
        form.get_by_role("heading", name="Text 1", exact=True).wait_for()
        tab.keyboard.press("u")
        form.get_by_role("heading", name="Text 2", exact=True).wait_for()
        form.get_by_text("Comments").first.click()
        form.get_by_label("Your own comment").first.press_sequentially("3 is <b>fine</b>")
        form.locator(".wo-comment").first.click()
        form.locator('.wo-comment[aria-pressed="true"]').wait_for()
        held = json.loads((graded.parent / "marks" / "A.json").read_text())["given"]
        assert sorted(one["level"] for one in held if one["level"] is not None) == [0, 1, 1, 2, 3]
        assert [one["own"] for one in held if one["own"]] == ["3 is <b>fine</b>"]
        form.get_by_role("button", name="Next →").focus()
        for _ in range(5):  # faster than any answer: each key waits for the one before it
            for name in ("Enter", "1", "2", "2", "3", "0"):
                tab.keyboard.press(name)
        form.get_by_role("heading", name="Text 7", exact=True).wait_for()
        form.get_by_text("6 marked").wait_for()
        held = json.loads((graded.parent / "marks" / "A.json").read_text())["given"]
        levels = {(one["person"], one["criterion"]): one["level"] for one in held}
        names = [one.name for one in rubric("best_case").criteria]
        typed = Counter(tuple(levels.get((who, name)) for name in names) for who, _ in levels)
        assert typed[1, 2, 2, 3, 0] == 5 * 5
        for width, theme in zip((1280, 390), THEMES, strict=True):
            tab.set_viewport_size({"width": width, "height": 900})
            if width == 390:
                notebook.do("application:toggle-left-area")
            notebook.theme(theme)
            tab.wait_for_timeout(600)
            found = Axe().run(tab, context={"include": [[".wo-live"]]}).response["violations"]
            assert [one["id"] for one in found] == []
            assert form.evaluate("one => one.scrollWidth <= one.clientWidth")
        assert (notebook.errors(), notebook.complaints, notebook.left_home) == ([], [], [])


@pytest.mark.parametrize(("width", "scheme"), WIDTHS)
def test_pages_of_a_class_read_well_anywhere(
    browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    made = key()
    graded, _ = written(tmp_path, made, 30)
    marked(tmp_path, made, 30)
    marked(tmp_path, made, 30, "B", 5, second=0.2)
    for row in rows(made, 30)[4:]:
        notes = ("A note as long as those of a late file under another name. " * 4, "x" * 90)
        (graded / f"{row.person}.json").write_bytes(dumps(replace(row, notes=notes)))
    school = read_school(graded, made, tmp_path / "marks")
    pages = {"class": page(school, {}), **dict(feedback.pages(school))}
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    tab, heard = context.new_page(), list[str]()
    tab.on("request", lambda asked: heard.append(asked.url))
    tab.on("console", lambda said: heard.append(said.text))
    tab.on("dialog", lambda said: heard.append(said.message))
    for name in ("class", "p001", "p004", "p007"):
        (place := tmp_path / f"{name}.html").write_text(pages[name])
        tab.goto(place.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert tab.evaluate(BROKEN) == []
        assert Axe().run(tab).violations_count == 0
        assert {*heard} == {place.as_uri()}
        heard.clear()
    context.close()
