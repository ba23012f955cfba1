"""The controls of the partner map, used by keyboard in a real browser."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Locator, Page, expect

from held import held
from wayout.maps import partners
from wayout.tables.package import load

pytestmark = pytest.mark.browser
ALL_GOOD: list[str] = []
MAP_HEIGHT = "document.querySelector('.folium-map').clientHeight"
AREA = held(__file__, "area")


@pytest.fixture(scope="module")
def html() -> str:
    return partners(load("russia_partners"))._repr_html_()


@pytest.fixture
def page(browser: Browser, html: str) -> Iterator[Page]:
    """The map on a page, which must ask for nothing and say nothing to the console."""
    page = browser.new_page(viewport={"width": 390, "height": 900})
    trouble: list[str] = []
    page.on("request", lambda request: trouble.append(request.url))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.set_content(html)
    expect(page.locator("iframe")).to_have_css("opacity", "1")
    yield page
    page.close()
    assert [line for line in trouble if not line.startswith(("data:", "about:"))] == ALL_GOOD


@pytest.fixture
def frame(page: Page) -> Frame:
    return page.frames[1]


def choose(frame: Frame, name: str) -> None:
    frame.get_by_role("radio", name=name).check()


def slide(frame: Frame, key: str) -> None:
    frame.get_by_label("Year").press(key)


def circle(frame: Frame, name: str) -> Locator:
    return frame.get_by_role("button", name=f"{name}:")


def says(frame: Frame, where: str, *words: str) -> None:
    for each in words:
        expect(frame.locator(where)).to_contain_text(each)


def test_arrow_keys_move_the_slider_and_the_sentence_follows(frame: Frame) -> None:
    says(frame, "#wo-count", "2021, exports and imports together: China 141.1")
    slide(frame, "ArrowRight")
    says(frame, "#wo-count", "2022, exports and imports together: China", "Estimates by the IMF")
    expect(frame.get_by_label("Year")).to_have_attribute("aria-valuetext", "2022, estimate")
    slide(frame, "Home")
    says(frame, "#wo-count", "2013, ", "Russia reported these figures")


def test_radio_buttons_choose_flow_and_unit(frame: Frame) -> None:
    frame.get_by_role("group", name="Flow").get_by_role("radio", name="Imports").check()
    says(frame, "#wo-count", "2021, imports: China 72.7")
    expect(frame.locator(".wo-key b")).to_have_text("Area: billion US dollars")
    frame.get_by_role("radio", name="billion US dollars").press("ArrowRight")
    expect(frame.get_by_role("radio", name="per cent")).to_be_checked()
    says(frame, "#wo-count", "2021, imports: China 24.8 %")
    expect(frame.locator(".wo-key b")).to_have_text("Area: per cent of the total")


def test_partners_are_one_stop_and_arrow_keys_go_through_them(frame: Frame) -> None:
    stops, here = frame.locator(".wo-partner[tabindex='0']:not(.wo-off)"), ".wo-partner:focus"
    expect(stops).to_have_count(1)
    expect(stops).to_have_accessible_name(
        "China: 141.1 billion US dollars (reported); 18.0 % of exports and imports together; "
        "Rank 1 of 136 in 2021"
    )
    stops.focus()
    expect(frame.locator(".wo-card b")).to_have_text("China")
    frame.locator(here).press("ArrowRight")
    expect(frame.locator(".wo-card b")).to_have_text("Germany")
    expect(frame.locator(here)).to_have_attribute("aria-pressed", "true")
    frame.locator(here).press("End")
    says(frame, ".wo-card", "of 136 in 2021")
    frame.locator(here).press("Escape")
    expect(frame.locator(".wo-card")).to_be_hidden()


def test_a_chosen_partner_is_followed_through_the_years_and_gaps_are_said(frame: Frame) -> None:
    choose(frame, "Imports")
    circle(frame, "Uganda").focus()
    says(frame, ".wo-card", "0.024 billion US dollars (reported)")
    slide(frame, "End")
    says(frame, ".wo-card", "27.0 billion US dollars (estimate)")
    says(frame, "#wo-count", "Rank 2 of")
    choose(frame, "Exports")
    slide(frame, "Home")
    circle(frame, "Kuwait").focus()
    choose(frame, "Both")
    slide(frame, "End")
    gap = "2024, exports and imports together: no figure, because a part of it is missing"
    says(frame, ".wo-card", gap)


def test_a_click_on_a_circle_chooses_it(page: Page, frame: Frame) -> None:
    box = circle(frame, "China").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2)
    expect(frame.locator(".wo-card b")).to_have_text("China")
    frame.get_by_role("button", name="Close the note on China").click()
    expect(frame.locator(".wo-card")).to_be_hidden()


@pytest.mark.parametrize("width", [264, 390])
@pytest.mark.parametrize(("called", "beside"), [("Kherson region", 0), ("Western Sahara", 8)])
def test_in_a_narrow_frame_a_tap_on_or_near_an_area_shows_a_note_that_is_never_cut(
    page: Page, frame: Frame, called: str, beside: int, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    frame.wait_for_function(f"innerWidth < {width}")
    spot, shown = frame.evaluate(AREA, [called, beside]), frame.locator(".leaflet-tooltip")
    world = frame.locator(".folium-map")
    world.click(position=spot)
    expect(shown).to_have_text(re.compile(f"^×{called}"))
    note, around = shown.bounding_box(), world.bounding_box()
    assert note
    assert around
    assert note["width"] == around["width"]
    assert note["y"] + note["height"] == around["y"] + around["height"]
    assert note["height"] < 0.6 * around["height"]
    shown.click()
    expect(shown).to_have_css("overflow-y", "auto")
    frame.get_by_role("button", name="Close this note").click()
    expect(shown).to_have_count(0)
    world.click(position=spot)
    world.click(position={"x": 160, "y": 12})
    expect(shown).to_have_count(0)


def test_circles_of_estimates_are_dashed(frame: Frame) -> None:
    expect(circle(frame, "China")).to_have_css("stroke-dasharray", "none")
    slide(frame, "End")
    expect(circle(frame, "China")).to_have_css("stroke-dasharray", "3.5px, 2.5px")
    says(frame, ".wo-badge", "estimate")


def test_the_table_follows_the_controls(frame: Frame) -> None:
    frame.get_by_text("These figures as a table").press("Enter")
    rows = frame.locator("#wo-list tbody tr")
    expect(rows).to_have_count(136)
    expect(rows.first).to_have_text("1China141.118.0 %reported")
    choose(frame, "Exports")
    slide(frame, "End")
    expect(frame.locator("#wo-list caption")).to_have_text("2024, exports")
    expect(rows.nth(1)).to_have_text("2India68.715.7 %estimate")


def test_axe_finds_nothing_serious_in_the_map_or_its_table(frame: Frame) -> None:
    for stop in (frame.get_by_label("Year"), frame.get_by_text("These figures as a table")):
        stop.press("Enter")
        found = Axe().run(frame).response["violations"]
        assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == ALL_GOOD


def test_the_map_keeps_its_size_whatever_the_sentence_says(frame: Frame) -> None:
    heights = set()
    for flow in ("Exports", "Imports", "Both"):
        choose(frame, flow)
        for key in ("Home", "End"):
            slide(frame, key)
            heights.add(frame.evaluate(MAP_HEIGHT))
    assert len(heights) == 1
    assert heights.pop() > 280


def test_in_a_narrow_frame_the_figure_grows_and_the_map_stays(page: Page, frame: Frame) -> None:
    stage = page.locator(".wo-stage")
    before = stage.evaluate("stage => stage.offsetHeight")
    page.set_viewport_size({"width": 270, "height": 900})
    frame.wait_for_function("innerWidth < 260 && document.querySelector('main').offsetHeight > 680")
    assert stage.evaluate("stage => stage.offsetHeight") > before
    assert frame.evaluate(MAP_HEIGHT) >= 280
    assert frame.evaluate("document.querySelector('main').scrollHeight <= innerHeight + 1")
