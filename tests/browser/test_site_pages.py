"""The course as a book of web pages, opened from a disk: whole, and nothing is fetched."""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import ROOT
from looks import CI, DRAWN, serious
from playwright.sync_api import Browser, Page

import start
from classroom import blank, key
from leaks import secrets

LESSONS = sorted(path.stem for path in (ROOT / "lessons").glob("*.ipynb"))
EXERCISES = sorted(path.stem for path in (ROOT / "exercises").glob("*.ipynb"))
PAGES = ["index", *(f"lessons/{name}" for name in LESSONS), *(f"exercises/{n}" for n in EXERCISES)]
# By turns: both are seen on pages of every kind.
THEMES = ("light", "dark")
OPEN = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"
# Brings each picture near, so that its chart is drawn; says how many stay pictures.
DRAW = """async () => {
    const end = performance.now() + 30000, pictures = [...document.querySelectorAll('.wo-picture')];
    for (const one of pictures) {
        one.scrollIntoView();
        while (one.isConnected && performance.now() < end) await new Promise(requestAnimationFrame);
    }
    return pictures.filter(one => one.isConnected).length;
}"""
LINK = re.compile(r'\s(?:href|src)="([^"#?]+)')
# Else axe itself asks for style sheets, which a disk refuses; maps are looked at in their lessons.
ALONE = {"preload": False, "iframes": False, "resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the site once, as somebody does who has answered."""
    folder = tmp_path_factory.mktemp("site") / "class"
    work = folder.with_name("my_work.json")
    work.write_bytes((ROOT / "tests" / "kept" / "my_work.json").read_bytes())
    command = [start.BIN / "wayout", "site", f"--out={folder}", "--zip"]
    asked = {**os.environ, "WAYOUT_WORK": str(work)}
    done = subprocess.run(command, env=asked, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Wrote {len(PAGES)} pages: open {folder / 'index.html'}\n")
    return folder


@dataclass
class Reader:
    """A window: the files that were read for it, what left the disk, and what went wrong."""

    page: Page
    left: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Reader]:
    # With less motion colours stand at once: in between, axe would measure them.
    context = browser.new_context(reduced_motion="reduce")
    seen = Reader(context.new_page())
    here = ("file:", "data:", "blob:")
    seen.page.on("request", lambda one: one.url.startswith(here) or seen.left.append(one.url))
    seen.page.on("pageerror", lambda one: seen.faults.append(str(one)))
    seen.page.on("console", lambda one: one.type != "error" or seen.faults.append(one.text))
    yield seen
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_from_a_disk(reader: Reader, site: Path, name: str, gallery: Path) -> None:
    page, theme = reader.page, THEMES[PAGES.index(name) % 2]
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto((site / f"{name}.html").as_uri())
    page.wait_for_function("document.body.dataset.jpThemeLight")
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    assert serious([Axe().run(page, options=ALONE)]) == []
    page.evaluate(OPEN)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(DRAW) == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if not CI:
            page.screenshot(path=gallery / f"site-{Path(name).name}-{width}.png", full_page=True)
    for frame in page.frames[1:]:
        frame.wait_for_selector(DRAWN, state="attached")
    assert page.locator(".vega-embed").count() == page.locator(".wo-spec").count()
    assert (reader.left, reader.faults) == ([], [])


def test_the_charts_and_maps_of_a_lesson_are_there(site: Path) -> None:
    for name in LESSONS:
        source = (ROOT / "lessons" / f"{name}.ipynb").read_text("utf-8")
        made = (site / "lessons" / f"{name}.html").read_text("utf-8")
        charts = len(re.findall(r"\bcharts\.(?!timeline)\w+\(", source))
        assert made.count('class="wo-spec"') >= charts
        assert made.count("wo-map") >= len(re.findall(r"\bmaps\.(?!pin)\w+\(", source))
        assert made.count("wo-still") >= len(re.findall(r"debate\.\w+\(", source)) - 2


def test_without_scripts_the_pictures_stay(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "lessons" / "05_other_doors.html").as_uri())
    assert page.locator(".wo-picture svg").count() >= page.locator(".wo-spec").count() > 5
    assert page.locator(".wo-picture svg").first.is_visible()
    assert page.locator(".wo-stage > img").first.is_visible()
    context.close()


def test_the_search_finds_and_leads_there(reader: Reader, site: Path) -> None:
    reader.page.goto(f"{(site / 'search.html').as_uri()}?q=vassal")
    reader.page.locator("#search-results li a").first.click()
    reader.page.wait_for_url(re.compile("/(lessons|exercises)/"))
    assert (reader.left, reader.faults) == ([], [])


def test_every_link_leads_to_a_file(site: Path) -> None:
    for page in site.rglob("*.html"):
        found = {unescape(one) for one in LINK.findall(page.read_text("utf-8"))}
        near = [one for one in found if not re.match(r"[a-z]+:", one)]
        assert len(near) > 10
        assert not [one for one in near if not (page.parent / one).exists()], page.name


def test_no_page_holds_an_answer_or_tells_where_it_was_made(site: Path) -> None:
    places = {str(ROOT), str(site.parent), str(Path.home()), "wayout-site-"}
    kept = (ROOT / "tests" / "kept" / "my_work.json").read_text("utf-8")
    own = set(re.findall(r'"why": "([\w ]{20,})"', kept))
    assert len(own) > 3
    for page in [*site.rglob("*.html"), site / "searchindex.js"]:
        told = unescape(page.read_text("utf-8"))
        assert not [one for one in {*places, *own} if one in told], page.name
    for name in EXERCISES:
        told = unescape((site / "exercises" / f"{name}.html").read_text("utf-8"))
        given = "\n".join("".join(cell["source"]) for cell in blank(name)["cells"])
        hidden = [one for one in secrets(key(name)) if len(one) > 24 and one not in given]
        assert len(hidden) > 5
        assert not [one for one in hidden if one in told], name


def test_the_zip_holds_one_folder(site: Path) -> None:
    with ZipFile(site.with_name("class.zip")) as archive:
        names = {Path(name) for name in archive.namelist()}
    assert names == {path.relative_to(site.parent) for path in site.rglob("*") if path.is_file()}
