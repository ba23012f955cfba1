from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayout.maps.mercator import View, arc, project, unproject

PLACES = st.tuples(st.floats(-80, 80), st.floats(-180, 300))


def test_the_middle_and_the_corner_of_the_web_mercator_world() -> None:
    assert project(0, 0) == (0.5, 0.5)
    assert project(85.0511287798066, 180) == pytest.approx((1, 0), abs=1e-9)


@given(PLACES)
def test_a_place_survives_there_and_back(place: tuple[float, float]) -> None:
    assert unproject(*project(*place)) == pytest.approx(place, abs=1e-6)


def test_the_middle_of_a_view_is_that_of_its_frame_and_zoom_doubles_every_distance() -> None:
    view = View(55.75, 37.62, 4, 860, 430)
    assert view.xy(55.75, 37.62) == (430, 215)
    near, far = View(0, 0, 5).xy(0, 10)[0] - 430, View(0, 0, 4).xy(0, 10)[0] - 430
    assert isclose(near, 2 * far)
    assert isclose(far, 256 * 2**4 * 10 / 360)


@given(st.lists(PLACES, min_size=1, max_size=8))
def test_a_view_around_places_holds_them_all(places: list[tuple[float, float]]) -> None:
    view = View.around(places, 860, 430, 40)
    for x, y in (view.xy(*place) for place in places):
        assert 39 <= x <= 821
        assert 39 <= y <= 391
    assert view.zoom <= 6


def test_a_bow_starts_and_ends_at_its_places_and_bends_to_the_left() -> None:
    north, south = (55.75, 37.62), (24.47, 37.62)
    bow = arc(north, south, 0.2, steps=10)
    assert (bow[0], bow[-1], len(bow)) == (north, south, 11)
    assert all(longitude > 37.62 for _, longitude in bow[1:-1])
    assert {longitude for _, longitude in arc(north, south, 0)} == {37.62}
