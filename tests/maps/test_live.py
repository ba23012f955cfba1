"""The scripts inside a map, run by a real browser."""

import random
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import combinations

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from held import held
from wayout.maps import Map, pin, trip, visits
from wayout.tables.package import load

pytestmark = pytest.mark.browser
Box = tuple[float, float, float, float]
FRAME: Box = (0, 0, 400, 300)
WALLS: list[Box] = [(0, 0, 50, 90), (300, 280, 100, 20)]
PLACE, SEEN, LOOK = (held(__file__, name) for name in ("place", "seen", "look"))
LOOKS = [(0, 0), (1, 0), (1, 300), (1.5, 0), (-3, 0), (-0.5, 150)]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def shared(one: Box, two: Box) -> float:
    """The area that two boxes share."""
    (ax, ay, aw, ah), (bx, by, bw, bh) = one, two
    wide, tall = min(ax + aw, bx + bw) - max(ax, bx), min(ay + ah, by + bh) - max(ay, by)
    return max(wide, 0) * max(tall, 0)


def boxes(found: list[Box]) -> list[dict[str, float]]:
    return [dict(zip("xywh", box, strict=True)) for box in found]


@pytest.mark.parametrize("seed", range(20))
def test_no_name_covers_a_pin_a_button_or_another_name(page: Page, seed: int) -> None:
    dice = random.Random(seed)
    spots = [(dice.uniform(5, 395), dice.uniform(5, 295)) for _ in range(dice.randint(2, 26))]
    pins = [(x - 8, y - 8, 16, 16) for x, y in spots]
    names = [
        {"x": x, "y": y, "r": 8, "brief": None, "whole": {"w": dice.uniform(20, 160), "h": 18}}
        for x, y in spots
    ]
    lines = [{"x": 8 * step, "y": 150 + (seed % 9 - 4) * step} for step in range(50)]
    scene = {"walls": boxes(WALLS), "pins": boxes(pins), "lines": lines, "frame": boxes([FRAME])[0]}
    page.set_content("<p></p>")
    labels = (files("wayout.maps") / "live" / "labels.js").read_text(encoding="utf-8")
    page.evaluate(f"() => {{ globalThis.wayout = {{}}; {labels} }}")
    found = page.evaluate(PLACE, {"names": names, "scene": scene})
    kept = [box for box in found if box]
    assert len(found) == len(names) < 2 * len(kept)
    for box in kept:
        assert shared(box, FRAME) >= box[2] * box[3] - 1
        assert all(shared(box, other) <= 1 for other in [*pins, *WALLS])
    assert all(shared(*two) <= 1 for two in combinations(kept, 2))


def learners() -> Map:
    m = Map(location=(25, 90), title="Capitals", tables=["capitals"])
    for row in load("capitals").query("60 < longitude < 150").itertuples():
        pin(row.latitude, row.longitude, row.capital).add_to(m)
    return m


@pytest.mark.parametrize("width", [390, 860])
@pytest.mark.parametrize(
    "make",
    [lambda: trip(load("visits"), load("visitors")), lambda: visits(load("visits")), learners],
    ids=["trip", "visits", "learner"],
)
def test_names_keep_apart_wherever_a_reader_zooms_and_pans(
    page: Page, make: Callable[[], Map], width: int
) -> None:
    m = make()
    page.set_viewport_size({"width": width, "height": 700})
    page.set_content(m._repr_html_())
    expect(page.locator("iframe")).to_have_css("opacity", "1")
    frame: Frame = page.frames[1]
    for look in LOOKS:
        frame.evaluate(LOOK, [m.get_name(), *look])
        frame.wait_for_timeout(120)
        seen = frame.evaluate(SEEN)
        assert seen["names"] or seen["told"]
        assert all(shared(*two) <= 2 for two in combinations(seen["names"], 2)), look
        assert all(shared(a, b) <= 2 for a in seen["names"] for b in seen["walls"]), look
        # A pin is a disc: the corners of its square may lie under a name.
        assert all(shared(a, b) <= 40 for a in seen["names"] for b in seen["pins"]), look


def test_the_live_map_is_described_in_words_when_the_picture_is_gone(page: Page) -> None:
    m = trip(load("visits"), load("visitors"))
    page.set_content(m._repr_html_())
    expect(page.locator("iframe")).to_have_css("opacity", "1")
    expect(page.locator("img")).to_be_hidden()
    region = page.frame_locator("iframe").locator(".folium-map")
    expect(region).to_have_role("region")
    expect(region).to_have_accessible_description(m.words())
