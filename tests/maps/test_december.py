import pytest

from wayout.caption import called
from wayout.maps import Map, marks, trip
from wayout.maps.ground import Way, Window
from wayout.maps.pins import Pin
from wayout.tables.package import load


@pytest.fixture(scope="module")
def m() -> Map:
    return trip(load("visits"), load("visitors"))


def of(m: Map, kind: type) -> list[object]:
    return [child for child in m._children.values() if isinstance(child, kind)]


def test_the_stops_are_numbered_in_order_and_the_visit_is_not(m: Map) -> None:
    pins = [p for p in of(m, Pin) if isinstance(p, Pin)]
    assert [(p.number, p.label) for p in pins] == [
        ("1", "Abu Dhabi"),
        ("2", "Riyadh"),
        ("", "Moscow"),
        ("", "Tehran"),
    ]
    assert [p.detail for p in pins] == [
        "United Arab Emirates\n6 Dec",
        "Saudi Arabia\n6 Dec",
        "7 Dec: Raisi visits",
        "Raisi sets out",
    ]


def test_the_two_travellers_differ_in_shape_line_and_word(m: Map) -> None:
    pins = [p for p in of(m, Pin) if isinstance(p, Pin)]
    assert {p.shape for p in pins[:2]}.isdisjoint({p.shape for p in pins[2:]})
    ways = [w for w in of(m, Way) if isinstance(w, Way)]
    assert [(w.word, w.dashed) for w in ways] == [
        ("Putin", False),
        ("", False),
        ("Putin, back", False),
        ("Raisi", True),
    ]


def test_the_visitors_way_ends_in_moscow_and_the_trip_goes_round(m: Map) -> None:
    out, between, back, visit = (w for w in of(m, Way) if isinstance(w, Way))
    places = {mark["label"]: (mark["latitude"], mark["longitude"]) for mark in marks(m)}

    def near(point: tuple[float, float], city: str) -> bool:
        return point == pytest.approx(places[city], abs=0.01)

    assert near(out.points[0], "Moscow")
    assert near(out.points[-1], "Abu Dhabi")
    assert near(between.points[-1], "Riyadh")
    assert near(back.points[-1], "Moscow")
    assert near(visit.points[0], "Tehran")
    assert near(visit.points[-1], "Moscow")


def test_the_map_says_that_its_lines_are_no_flight_paths(m: Map) -> None:
    assert "not flight paths" in m.note


def test_the_words_tell_both_journeys(m: Map) -> None:
    for word in ("6 December 2023", "Abu Dhabi", "Riyadh", "7 December 2023", "Raisi", "Tehran"):
        assert word in m.words()


def test_the_table_has_a_row_for_each_flight_to_a_place(m: Map) -> None:
    assert m.table()[["From", "To"]].to_numpy().tolist() == [
        ["Moscow", "Abu Dhabi"],
        ["Abu Dhabi", "Riyadh"],
        ["Riyadh", "Moscow"],
        ["Tehran", "Moscow"],
    ]


def test_the_colours_in_the_words_are_those_of_the_lines(m: Map) -> None:
    ways = [w for w in of(m, Way) if isinstance(w, Way)]
    assert f"a solid {called(ways[0].colour)} line" in m.words()
    assert f"a dashed {called(ways[-1].colour)} line" in m.words()
    assert "red line" not in m.words()


def test_the_trip_starts_at_home_wherever_the_visitor_went() -> None:
    visitors = load("visitors").assign(place="Sochi", latitude=43.6, longitude=39.73)
    m = trip(load("visits"), visitors)
    out, _, back, visit = (w for w in of(m, Way) if isinstance(w, Way))
    assert out.points[0] == back.points[-1] == pytest.approx((55.75, 37.62), abs=0.01)
    assert visit.points[-1] == pytest.approx((43.6, 39.73))
    rows = m.table()[["From", "To"]].to_numpy().tolist()
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
    assert m.table().iloc[-1]["From"] == "Teheran"
    assert marks(m)[-1]["label"] == "Teheran"


def test_only_the_countries_visited_are_tinted(m: Map) -> None:
    assert '["ARE", "SAU"]' in m.page.render()


def test_all_places_are_in_the_picture(m: Map) -> None:
    assert of(m, Window)
    view = m.view()
    for mark in marks(m):
        x, y = view.xy(mark["latitude"], mark["longitude"])
        assert 40 < x < 820
        assert 40 < y < 390


@pytest.mark.parametrize(("table", "day"), [("visits", "6 Dec"), ("visitors", "7 Dec")])
def test_a_table_without_those_days_is_refused_in_a_sentence(table: str, day: str) -> None:
    frames = {name: load(name) for name in ("visits", "visitors")}
    frames[table] = frames[table].head(1)
    with pytest.raises(ValueError, match=f"The table {table} has no row of {day}"):
        trip(frames["visits"], frames["visitors"])
