import itertools

import pytest

from held import held
from wayout.maps import Map, marks, trip
from wayout.maps.ground import Way, Window
from wayout.maps.pins import Pin
from wayout.pages.caption import called
from wayout.tables.package import load


@pytest.fixture(scope="module")
def m() -> Map:
    return trip(load("visits"), load("visitors"))


def of(m: Map, kind: type) -> list:
    return [child for child in m._children.values() if isinstance(child, kind)]


def flights(m: Map) -> list[list[str]]:
    return m.table()[["From", "To"]].to_numpy().tolist()


def test_the_stops_are_numbered_in_order_and_the_visit_is_not(m: Map) -> None:
    assert [[p.number, p.label, p.detail] for p in of(m, Pin)] == held(__file__, "pins")


def test_the_two_travellers_differ_in_shape_line_word_and_colour(m: Map) -> None:
    pins, ways = of(m, Pin), of(m, Way)
    assert {p.shape for p in pins[:2]}.isdisjoint({p.shape for p in pins[2:]})
    assert [w.word for w in ways] == ["Putin", "", "Putin, back", "Raisi"]
    assert [w.dashed for w in ways] == [False, False, False, True]
    assert f"a solid {called(ways[0].colour)} line" in m.words()
    assert f"a dashed {called(ways[-1].colour)} line" in m.words()
    assert "red line" not in m.words()


def test_the_visitors_way_ends_in_moscow_and_all_of_it_is_told(m: Map) -> None:
    out, between, back, visit = of(m, Way)
    places = {mark["label"]: (mark["latitude"], mark["longitude"]) for mark in marks(m)}
    ends = {"Moscow": [out.points[0], back.points[-1], visit.points[-1]]}
    ends |= {"Tehran": [visit.points[0]], "Abu Dhabi": [out.points[-1]]}
    ends |= {"Riyadh": [between.points[-1]]}
    for city, points in ends.items():
        assert all(point == pytest.approx(places[city], abs=0.01) for point in points)
    for word in ("6 December 2023", "Abu Dhabi", "Riyadh", "7 December 2023", "Raisi", "Tehran"):
        assert word in m.words()
    assert "not flight paths" in m.note
    stops = ["Moscow", "Abu Dhabi", "Riyadh", "Moscow"]
    assert flights(m) == [*map(list, itertools.pairwise(stops)), ["Tehran", "Moscow"]]


def test_the_trip_starts_at_home_wherever_the_visitor_went() -> None:
    visitors = load("visitors").assign(place="Sochi", latitude=43.6, longitude=39.73)
    m = trip(load("visits"), visitors)
    out, _, back, visit = of(m, Way)
    assert out.points[0] == back.points[-1] == pytest.approx((55.75, 37.62), abs=0.01)
    assert visit.points[-1] == pytest.approx((43.6, 39.73))
    rows = flights(m)
    assert rows[0][0] == rows[2][1] == "Moscow"
    assert rows[3] == ["Tehran", "Sochi"]
    assert "flies from Moscow to Abu Dhabi" in m.words()
    assert "from Tehran to Sochi" in m.words()


def test_the_visitors_capital_is_called_as_the_table_of_capitals_calls_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    capitals = load("capitals").replace({"capital": {"Tehran": "Teheran"}})
    monkeypatch.setattr("wayout.maps.december.load", lambda _: capitals)
    m = trip(load("visits"), load("visitors"))
    assert "from Teheran to Moscow" in m.words()
    assert flights(m)[-1][0] == marks(m)[-1]["label"] == "Teheran"


def test_only_the_countries_visited_are_tinted_and_all_places_are_in_the_picture(m: Map) -> None:
    assert '["ARE", "SAU"]' in m.page.render()
    assert of(m, Window)
    spots = [m.view().xy(mark["latitude"], mark["longitude"]) for mark in marks(m)]
    assert all(40 < x < 820 and 40 < y < 390 for x, y in spots)
