import json
import re
from itertools import pairwise

import pytest

from walk import each
from wayout.maps import Map
from wayout.maps.ground import Ground, Way, in_script, turns
from wayout.tables.package import geo
from wayout.tables.shapes import disputed, land, polygons_of


def shapes() -> dict[str, list[list[object]]]:
    (ground,) = (child for child in Map()._children.values() if isinstance(child, Ground))
    (packed,) = re.findall(r"\{.*\}", ground.code())
    return dict(json.loads(packed))


def unpack(steps: list[int]) -> list[list[float]]:
    places, x, y = [], 0, 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        places.append([x / 100, y / 100])
    return places


def test_the_packed_land_is_the_land() -> None:
    packed = shapes()["land"]
    for (code, polygons), feature in zip(packed, geo("borders")["features"], strict=True):
        assert code == feature["properties"]["id"]
        rings = [[unpack(steps) for steps in rings] for _, rings in polygons]  # type: ignore[attr-defined]
        assert rings == [
            [[list(p) for p in r] for r in polygon] for polygon in polygons_of(feature)
        ]


def test_every_disputed_area_comes_with_its_note() -> None:
    notes = {note for note, _ in shapes()["disputed"]}
    assert notes == {f"{name}: {note}" for name, note, _ in disputed()}
    claimed = "Administered by Russia; claimed by Russia and Ukraine (7 December 2023)."
    assert any(note.startswith(f"Crimea: {claimed}") for note in notes)


def test_no_country_jumps_across_the_map() -> None:
    for code, polygons in land():
        for ring in (ring for polygon in polygons for ring in polygon):
            steps = [abs(b[0] - a[0]) for a, b in pairwise(ring)]
            assert max(steps) < 60, code


def test_russia_reaches_past_the_180th_meridian_in_one_piece() -> None:
    russia = dict(land())["RUS"]
    main = max(russia, key=lambda polygon: len(polygon[0]))
    assert max(x for x, _ in main[0]) > 185
    assert min(x for polygon in russia for x, _ in polygon[0]) > 15


@each([(30, 40, [0]), (-120, -70, [0, 360]), (170, 190, [0, -360])])
def test_a_shape_near_the_edge_is_drawn_a_turn_away_too(
    one: tuple[float, float, list[int]],
) -> None:
    west, east, expected = one
    assert turns([[[west, 0], [east, 0], [east, 1], [west, 0]]]) == expected


def test_points_hold_no_polygons_text_ends_no_script_and_a_layer_on_no_map_says_so() -> None:
    assert polygons_of({"geometry": {"type": "Point", "coordinates": [1, 2]}}) == []
    assert polygons_of({"geometry": None}) == []
    assert in_script("</script><b>") == '"\\u003c/script>\\u003cb>"'
    with pytest.raises(ValueError, match="Add this layer to a map first"):
        Way([(0, 0), (1, 1)], "x", "#000000", dashed=False).code()
