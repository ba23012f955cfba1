"""A page that nbconvert makes of a lesson, opened from a disk: whole, and nothing is fetched."""

import re
import subprocess
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import ROOT
from looks import DRAWN, serious
from playwright.sync_api import Browser

import start

LESSON = "05_other_doors"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    words = ["--to=html", "--execute", f"lessons/{LESSON}.ipynb", f"--output-dir={folder}"]
    done = subprocess.run(
        [start.BIN / "jupyter-nbconvert", *words], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return folder / f"{LESSON}.html"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_whole_without_a_network(
    browser: Browser, exported: Path, width: int, gallery: Path
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    fetched, faults = list[str](), list[str]()
    page.on("request", lambda one: fetched.append(one.url))
    page.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: faults.append(str(one)))
    page.goto(exported.as_uri(), wait_until="networkidle")
    page.screenshot(path=gallery / f"exported-{width}.png", full_page=True)
    lesson = (ROOT / "lessons" / f"{LESSON}.ipynb").read_text("utf-8")
    assert [one for one in fetched if not one.startswith("data:")] == [exported.as_uri()]
    assert faults == []
    assert page.locator(".wo-picture svg").count() >= len(re.findall(r"charts\.\w+\(", lesson))
    maps = page.frames[1:]
    assert len(maps) == len(re.findall(r"\bmaps\.\w+\(", lesson)) > 0
    assert min(one.locator(DRAWN).count() for one in maps) > 100, "countries"
    assert page.locator(".wo-card.wo-still").count() == len(
        re.findall(r"debate\.\w+\(|, after=", lesson)
    )
    code = "\n".join(page.locator(".jp-InputArea-editor").all_inner_texts())
    folded = [one for one in nbformat.reads(lesson, 4).cells if one.metadata.get("jupyter")]
    assert folded
    assert not [one.id for one in folded if one.source.splitlines()[0] in code]
    ids = page.evaluate("[...document.querySelectorAll('.wo-picture [id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious([Axe().run(page, ".wo-picture")]) == []
    page.close()
