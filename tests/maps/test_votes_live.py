"""The maps of votes and of meeting places, used by keyboard and pointer in a real browser."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page, expect

from wayout.maps import meeting, votes
from wayout.tables.package import load

pytestmark = pytest.mark.browser
ALL_GOOD: list[str] = []
DRAWN = {
    "votes": lambda: votes(load("un_votes")),
    "meeting": lambda: meeting(load("meeting_places")),
}
Open = Callable[[str, int], Frame]


@cache
def page_of(name: str) -> str:
    return DRAWN[name]()._repr_html_()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open a map on a page, which must ask for nothing and say nothing to the console."""
    trouble: list[str] = []
    pages: list[Page] = []

    def show(name: str, width: int) -> Frame:
        page = browser.new_page(viewport={"width": width, "height": 900})
        pages.append(page)
        page.on("request", lambda request: trouble.append(request.url))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.set_content(page_of(name))
        expect(page.locator("iframe")).to_have_css("opacity", "1")
        return page.frames[1]

    yield show
    for page in pages:
        page.close()
    assert [line for line in trouble if not line.startswith(("data:", "about:"))] == ALL_GOOD


@pytest.mark.parametrize("width", [390, 860])
def test_a_state_that_is_chosen_tells_all_its_votes(opened: Open, width: int) -> None:
    frame = opened("votes", width)
    frame.get_by_label("How did one state").select_option("United Arab Emirates")
    expect(frame.locator(".wo-card")).to_contain_text("did not vote")
    signs = frame.locator(".wo-slots .wo-sign")
    expect(signs).to_have_text(["–", "✓", "○", "✓", "○", "✓", "✓", "✓", "○"])
    frame.get_by_role("radio").first.press("ArrowRight")
    expect(frame.locator("#wo-count")).to_contain_text("2 March 2022")
    expect(frame.locator("#wo-count")).to_contain_text("United Arab Emirates: yes.")
    expect(frame.get_by_role("radio", checked=True)).to_have_accessible_name(
        "Withdrawal 2022 . United Arab Emirates: yes"
    )
    assert frame.evaluate("document.querySelector('main').scrollWidth <= innerWidth")
    assert frame.evaluate("document.querySelector('.folium-map').clientHeight") > 280


def test_the_pointer_finds_countries_and_small_states(opened: Open) -> None:
    frame = opened("votes", 860)
    world, card = frame.locator(".folium-map"), frame.locator(".wo-card")
    where = """name => {
      const map = window[Object.keys(window).find(key => key.startsWith("map_"))];
      const { x, y } = map.latLngToContainerPoint(name);
      return { x, y };
    }"""
    for place, name in (([-25, 134], "Australia"), ([35.9, 14.51], "Malta"), ([60, 100], "Russia")):
        world.hover(position=frame.evaluate(where, place))
        expect(card.locator("b")).to_have_text(name)
    world.click(position=frame.evaluate(where, [-10, -55]))
    expect(frame.get_by_label("How did one state").locator("option:checked")).to_have_text("Brazil")


def test_the_list_holds_every_state_and_follows_the_resolution(opened: Open) -> None:
    frame = opened("votes", 390)
    frame.get_by_text("These votes as a list").press("Enter")
    rows = frame.locator("#wo-list tbody tr")
    expect(rows).to_have_count(193)
    expect(rows.first).to_contain_text("yes")
    frame.get_by_role("radio").last.check(force=True)
    expect(frame.locator("#wo-list caption")).to_contain_text("ES-11/7")
    expect(rows.last).to_contain_text("not in our lists")


def test_a_pin_and_the_list_of_places_open_the_same_cards(opened: Open) -> None:
    frame = opened("meeting", 860)
    frame.get_by_role("button", name="Second gas line").press("Enter")
    told = frame.locator("#wo-told")
    expect(told.locator("li")).to_have_count(2)
    expect(told).to_contain_text("reported: they compete: On a second gas line")
    expect(told).to_contain_text("S&P Global Commodity Insights, 2025")
    frame.get_by_label("What the cards say of").select_option("Off Vietnam: reported: they compete")
    expect(told).to_contain_text("China and Vietnam both claim these waters.")
    expect(frame.locator(".wo-pin.wo-chosen")).to_contain_text("Off Vietnam")


@pytest.mark.parametrize("name", [*DRAWN])
def test_axe_finds_nothing_serious(opened: Open, name: str) -> None:
    found = Axe().run(opened(name, 390)).response["violations"]
    assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == ALL_GOOD
