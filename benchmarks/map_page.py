"""How large a map is and when it is on the screen, beside folium as it comes, with its files local.

    python start.py test -m browser --co -q              # once: installs Playwright
    python start.py run python benchmarks/map_page.py

Both maps show the same pins on the same land and disputed areas. The course's is whole in itself.
The peer is `folium.Map` without tiles, with the land as GeoJSON and plain markers; of the files it
links, Leaflet and jQuery come from packages here, and all others count as empty, which is to its
good: as it comes it also fetches Bootstrap, icons and fonts. No request leaves the machine.

Both stand alone on a page, in a frame as a notebook shows them, in a fresh browser window each
time, and take turns. A time runs from the request of the page to the frame of animation in which
all pins are there and the map is not hidden. The course also has a still picture beneath, which is
seen first.
"""

import sys
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import measured
from measured import OURS, ROOT, Sample, milliseconds

PEER, PINS, ROUNDS = "folium as it comes", 20, 15
START = "http://maps.test/"
# Looks in every frame of animation; counted from the request of the page.
PROBE = """pins => {
  if (window !== top) return;
  const drawn = frame => {
    const shown = frame.contentDocument?.querySelectorAll(".leaflet-marker-icon") ?? [];
    return shown.length >= pins && getComputedStyle(frame).opacity === "1";
  };
  window.drawn = new Promise(done => {
    const look = () => [...document.querySelectorAll("iframe")].some(drawn)
      ? done(performance.now()) : requestAnimationFrame(look);
    look();
  });
}"""


def main() -> None:
    options = measured.options(__doc__)
    rounds = 2 if options.quick else ROUNDS
    with measured.run(options, "folium", "playwright") as samples:
        make = {OURS: ours, PEER: peer}
        pages = {by: made() for by, made in make.items()}
        linked = {OURS: 0, PEER: sum(len(_file(name)) for name in LINKED)}
        for by, page in pages.items():
            size = (len(page.encode()) + linked[by]) / 1000
            samples.append(Sample("size, with what it links", by, "kB", (size,)))
        makers = {by: partial(milliseconds, made) for by, made in make.items()}
        samples += measured.in_turns(makers, rounds, "make the page in Python", "ms")
        samples += _seen(pages, rounds)


def _places() -> list[dict[str, Any]]:
    from wayout.tables.package import load

    return load("capitals").head(PINS).to_dict("records")


def ours() -> str:
    from wayout.maps import Map, pin

    drawn = Map((30, 40), 2, title="Capitals")
    for place in _places():
        pin(place["latitude"], place["longitude"], place["capital"]).add_to(drawn)
    return str(drawn._repr_html_())


def peer() -> str:
    import folium

    from wayout.tables.shapes import disputed, land

    shapes = [polygons for _, polygons in land()] + [polygons for *_, polygons in disputed()]
    features = [
        {"type": "Feature", "properties": {},
         "geometry": {"type": "MultiPolygon", "coordinates": polygons}}
        for polygons in shapes
    ]  # fmt: skip
    drawn = folium.Map((30, 40), zoom_start=2, tiles=None)
    folium.GeoJson({"type": "FeatureCollection", "features": features}).add_to(drawn)
    for place in _places():
        folium.Marker((place["latitude"], place["longitude"]), place["capital"]).add_to(drawn)
    return str(drawn._repr_html_())


LINKED = {
    "leaflet.js": ("leaflet", "leaflet.js"),
    "leaflet.css": ("leaflet", "leaflet.css"),
    "jquery-3.7.1.min.js": ("jquery", "jquery.min.js"),
    "marker-icon.png": ("leaflet", "images/marker-icon.png"),
    "marker-shadow.png": ("leaflet", "images/marker-shadow.png"),
}


def _file(name: str) -> bytes:
    package, path = LINKED.get(name, ("", ""))
    return (files(f"xstatic.pkg.{package}") / "data" / path).read_bytes() if package else b""


def _seen(pages: dict[str, str], rounds: int) -> list[Sample]:
    sys.path[:0] = [str(ROOT / "tests" / "browser"), str(ROOT / "tests"), str(ROOT)]
    from lab import CHROMIUM, FLAGS
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        print(f"There is no Chromium at {CHROMIUM}: install the package chromium.")
        return []
    with sync_playwright() as library:
        browser = library.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        first: list[float] = []

        def look(by: str) -> float:
            with browser.new_context() as window:
                page = window.new_page()
                page.add_init_script(f"({PROBE})({PINS})")
                page.route("**/*", partial(_answer, pages[by]))
                page.goto(START)
                drawn = float(page.evaluate("() => window.drawn"))
                if by == OURS:
                    paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
                    first.append(float(page.evaluate(f"() => {paint}")))
                return drawn

        looks: dict[str, Callable[[], float]] = {by: partial(look, by) for by in pages}
        for warm_up in looks.values():
            warm_up()
        first.clear()
        live = measured.in_turns(looks, rounds, "seen, from the request of the page", "ms")
        browser.close()
    still = Sample(live[0].what, "the course, its still picture", "ms", tuple(first))
    return [*live, still]


def _answer(page: str, route: Any) -> None:
    if route.request.url == START:
        whole = f"<!DOCTYPE html><meta charset='utf-8'><title>Map</title>{page}"
        route.fulfill(body=whole, content_type="text/html")
        return
    name = route.request.url.rpartition("/")[2]
    kinds = {"js": "text/javascript", "css": "text/css", "png": "image/png"}
    kind = kinds.get(name.rpartition(".")[2], "text/plain")
    route.fulfill(body=_file(name), content_type=kind)


if __name__ == "__main__":
    main()
