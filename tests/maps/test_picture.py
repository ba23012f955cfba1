import re
from urllib.parse import unquote
from xml.etree import ElementTree

import folium
import pytest

from wayout.maps import Map, pin
from wayout.maps.ground import Way
from wayout.maps.mercator import View
from wayout.maps.picture import address, svg

SVG = "{http://www.w3.org/2000/svg}"
MIDDLE_EAST = View(30, 48, 4)
WORLD = View(30, 90, 1.6)


def drawn(m: Map, view: View = MIDDLE_EAST, *, whole: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(svg(m, view, whole=whole))


def texts(picture: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in picture.iter(f"{SVG}text")]


def paths(picture: ElementTree.Element, name: str) -> list[str]:
    return [p.attrib["d"] for p in picture.iter(f"{SVG}path") if p.attrib.get("class") == name]


@pytest.mark.parametrize("view", [MIDDLE_EAST, WORLD, View(0, 0, 0), View(65, 180, 3)])
def test_land_and_disputed_areas_are_paths_a_browser_can_read(view: View) -> None:
    picture = drawn(Map(), view)
    for name in ("l", "d"):
        for path in paths(picture, name):
            rings = path.removeprefix("M").removesuffix("z").split("zM")
            pattern = r"-?\d+(?: |(?=-))-?\d+l-?\d+(?:(?: |(?=-))-?\d+)+"
            assert all(re.fullmatch(pattern, ring) for ring in rings)


def test_a_view_of_the_pacific_shows_asia_and_america() -> None:
    picture = svg(Map(visited=["RUS", "USA"]), View(60, 185, 2))
    (visited,) = re.findall(r'class="v"[^>]* d="([^"]*)"', picture)
    starts = [float(x) / 2 for x in re.findall(r"M(-?\d+)", visited)]
    assert min(starts) < 300
    assert max(starts) > 560


def test_visited_countries_are_tinted_apart_and_disputed_areas_hatched_over_the_tint() -> None:
    assert not paths(drawn(Map()), "v")
    assert len(paths(drawn(Map(visited=["SAU"])), "v")) == 1
    picture = svg(Map(visited=["RUS"]), View(45, 34, 4))
    assert picture.index('class="v"') < picture.index('class="d"')
    assert re.search(r"\.d \{ fill: url\(#h\)", picture)


def test_pins_are_drawn_with_sign_and_name_as_text_and_no_colour_leaves_its_attribute() -> None:
    names = ["Abu Dhabi"], ["a name of many words", "that would not fit", "into one line"]
    for lines in (*names, ["</text><script>x"]):
        m = Map()
        pin(24.47, 54.37, " ".join(lines), number="1").add_to(m)
        assert texts(drawn(m)) == [*lines, "1"]
    folium.CircleMarker([24, 54], color='red"/><script>').add_to(m)
    folium.PolyLine([(24, 54), (35, 51)], color='red"/><script>').add_to(m)
    assert not list(drawn(m).iter(f"{SVG}script"))


def test_markers_circles_lines_and_areas_of_a_learner_are_drawn() -> None:
    m = Map()
    folium.Marker([24.6, 46.8]).add_to(m)
    folium.CircleMarker([35.7, 51.4], radius=9, color="purple", fill=True).add_to(m)
    folium.Circle([30, 31], radius=200_000, color="green").add_to(m)
    folium.PolyLine([(30, 31), (41, 29)], color="crimson").add_to(m)
    square = [[[60, 20], [70, 20], [70, 30], [60, 20]]]
    area = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": square}}
    folium.GeoJson(
        {"type": "FeatureCollection", "features": [{**area, "id": 1, "properties": {}}]},
        style_function=lambda _: {"fillColor": "gold"},
    ).add_to(m)
    picture = svg(m, MIDDLE_EAST)
    circles = re.findall(r'<circle cx="[\d.]+" cy="[\d.]+" r="([\d.]+)" fill="([^"]+)"', picture)
    assert [fill for _, fill in circles] == ["#0072b2", "#800080", "none"]
    assert [float(radius) for radius, _ in circles[:2]] == [8, 9]
    assert 20 < float(circles[2][0]) < 30
    assert 'stroke="crimson"' in picture
    assert 'fill="gold"' in picture


def test_a_mark_outside_the_frame_and_a_group_that_is_switched_off_have_no_names() -> None:
    m = Map()
    pin(-30, -60, "far away").add_to(m)
    pin(24.47, 54.37, "hidden").add_to(folium.FeatureGroup("off", show=False).add_to(m))
    assert texts(drawn(m)) == []


def test_two_ways_differ_without_colour() -> None:
    m = Map()
    places = [(24.5, 54.4), (25.0, 52.0), (25.0, 50.0), (24.6, 46.8)]
    m.add_child(Way(places, "one", "#0072b2", dashed=False))
    m.add_child(Way(places, "two", "#0072b2", dashed=True))
    picture = svg(m, MIDDLE_EAST)
    assert picture.count('stroke-dasharray="2 7"') == 1
    assert {"one", "two"} <= set(texts(ElementTree.fromstring(picture)))


def test_in_a_narrow_window_names_of_the_middle_stay_in_the_middle() -> None:
    m = Map()
    pin(30, 54, "a name near the right edge").add_to(m)
    for whole, held_by_the_start in ((True, True), (False, False)):
        groups = drawn(m, whole=whole).iter(f"{SVG}g")
        anchors = [g.attrib["text-anchor"] for g in groups if "text-anchor" in g.attrib]
        assert (anchors == ["start"]) is held_by_the_start


def test_the_picture_travels_inside_its_image() -> None:
    picture = svg(Map(), MIDDLE_EAST)
    kind, _, data = address(picture).partition(",")
    assert kind == "data:image/svg+xml"
    assert not set('"<>&') & set(data)
    assert unquote(data) == picture.replace('"', "'")
