"""The page to print: two sheets of A4 whatever was answered, nothing cut off, nothing fetched."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from looks import serious
from playwright.sync_api import Browser

from graduate import HOSTILE, LONG, PLAIN, learn
from wayout.activities.dial.answers import Dial
from wayout.course import my_page
from wayout.essay import claims
from wayout.maps.december import picture_of_trip
from wayout.work.workfile import WorkFile

CUT = """() => [...document.querySelectorAll(".sheet")].map(s => s.scrollHeight - s.clientHeight)"""

FULL = """() => [...document.querySelectorAll(".sheet")].map(s => {
  const ends = [...s.children].filter(one => one.tagName !== "FOOTER");
  const end = Math.max(...ends.map(one => one.getBoundingClientRect().bottom));
  return (end - s.getBoundingClientRect().top) / s.clientHeight; })"""


@pytest.mark.parametrize("words", ["", PLAIN, LONG, HOSTILE], ids=["empty", "plain", "long", "odd"])
def test_it_prints_on_two_sheets(browser: Browser, tmp_path: Path, words: str) -> None:
    work = WorkFile(tmp_path / "my_work.json")
    if words:
        learn(work, words)
        for one in claims()[:14]:
            if not Dial(one.id, "", work).answer("before"):
                Dial(one.id, "", work).save("before", 40, words)
    made = tmp_path / my_page.NAME
    made.write_text(my_page.page(work, picture_of_trip(), HOSTILE[:60]), encoding="utf-8")
    page = browser.new_page(viewport={"width": 703, "height": 1000})
    fetched, dialogs = list[str](), list[str]()
    page.on("request", lambda one: fetched.append(one.url))
    page.on("dialog", lambda one: dialogs.append(one.message))
    page.goto(made.as_uri(), wait_until="networkidle")
    assert not [url for url in fetched if not url.startswith(("file:", "data:"))]
    assert not serious([Axe().run(page)])
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 703, "height": 1000})  # 186 mm, as on paper
    page.emulate_media(media="print")
    assert page.evaluate(CUT) == [0, 0]
    assert min(page.evaluate(FULL)) > 0.85, "no sheet is nearly white, few answers or many"
    if words:
        letters = page.evaluate("14 * document.querySelector('.map img').clientWidth / 820")
        assert letters > 10, "a word on the map of the argument is as large as one in the text"
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True))) == 2
    assert not dialogs
    page.close()
