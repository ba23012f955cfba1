"""The scripts inside a map, run by a real browser."""

import random
from collections.abc import Iterator
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from lab import CHROMIUM
from playwright.sync_api import Browser, Page, expect

from wayout.maps import trip
from wayout.maps.placing import Box, Name, Spot, place
from wayout.tables.package import load

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"needs Chromium at {CHROMIUM}"),
]
FRAME = Box(0, 0, 400, 300)
WALLS = [Box(0, 0, 50, 90), Box(300, 280, 100, 20)]
# Takes a scene as placing.py has it and hands it to labels.js.
PLACE = """
({names, walls, lines, frame}) => {
  const own = names.map(({x, y, radius: r, w, h}) =>
    ({x, y, r, whole: {w, h}, brief: null, pin: {x: x - r, y: y - r, w: 2 * r, h: 2 * r}}));
  const scene = {frame, walls, lines, pins: own.map(name => name.pin)};
  return wayout.place(own, scene).map(spot => spot && [spot.box, spot.leader.length]);
}
"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def scene(seed: int) -> tuple[list[Name], list[tuple[float, float]]]:
    dice = random.Random(seed)
    names = [
        Name(dice.uniform(5, 395), dice.uniform(5, 295), 8, dice.uniform(20, 160), 18, FRAME)
        for _ in range(dice.randint(2, 26))
    ]
    slope = dice.uniform(-0.5, 0.5)
    return names, [(8.0 * step, 150 + slope * 8 * step) for step in range(50)]


def plain(spot: Spot | None) -> Any:
    return spot and [pytest.approx(asdict(spot.box), abs=1e-6), len(spot.leader)]


def test_the_browser_places_names_where_the_still_picture_does(page: Page) -> None:
    page.set_content("<p></p>")
    page.evaluate("globalThis.wayout = {}")
    labels = (files("wayout.maps") / "live" / "labels.js").read_text(encoding="utf-8")
    page.evaluate(f"() => {{ {labels} }}")
    lost = 0
    for seed in range(20):
        names, lines = scene(seed)
        spots = place(names, WALLS, lines)
        given = {
            "names": [asdict(name) for name in names],
            "walls": [asdict(wall) for wall in WALLS],
            "lines": [{"x": x, "y": y} for x, y in lines],
            "frame": asdict(FRAME),
        }
        assert page.evaluate(PLACE, given) == [plain(spot) for spot in spots], seed
        lost += spots.count(None)
    # Some scenes are too crowded, so that leaving out is compared too.
    assert lost


def test_the_live_map_is_described_in_words_when_the_picture_is_gone(page: Page) -> None:
    m = trip(load("visits"), load("visitors"))
    page.set_content(m._repr_html_())
    expect(page.locator("iframe")).to_have_css("opacity", "1")
    expect(page.locator("img")).to_be_hidden()
    region = page.frame_locator("iframe").locator(".folium-map")
    expect(region).to_have_role("region")
    expect(region).to_have_accessible_description(m.words())
