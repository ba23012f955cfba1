"""The page of a class in a real browser: a telephone, what is right hidden, a reload that stays."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from wayout.pages.output import put
from wayout.room import Room, make_sample
from wayout.room.output import page
from wayout.room.picture import picture


def test_the_page_of_a_class_works_by_itself(browser: Browser, tmp_path: Path) -> None:
    seen = picture(Room(make_sample(tmp_path / "class"), 1).roll(), grouped=False)
    place = tmp_path / "class_view.html"
    put(place, page(seen, every=1))
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    tab, left = context.new_page(), list[str]()
    tab.on("request", lambda asked: left.append(asked.url))
    tab.on("console", lambda said: left.append(said.text))
    tab.goto(place.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert tab.locator(".wo-truth:visible").count() == 0
    tab.get_by_label("Hide what is right").uncheck()
    tab.get_by_text("All counts as a table").click()
    tab.evaluate("scrollTo(0, 3000)")
    put(place, str(page(seen, every=1)).replace("<h1>The class", "<h1>The class again"))
    tab.get_by_role("heading", name="The class again").wait_for()
    tab.wait_for_function("scrollY === 3000")  # its folds and its place come after its head
    assert tab.locator(".wo-counts").is_visible()
    assert tab.locator(".wo-truth:visible").count() > 20
    put(place, page(seen))
    tab.get_by_role("heading", name="The class", exact=True).wait_for()
    assert Axe().run(tab).violations_count == 0
    assert tab.locator(".wo-truth:visible").count() == 0
    assert len(re.findall(rb"/Type\s*/Page\b", tab.pdf(format="A4"))) <= 4
    assert {*left} == {place.as_uri()}
    context.close()
