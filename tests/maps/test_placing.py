from hypothesis import given
from hypothesis import strategies as st

from wayout.maps.placing import Box, Name, Spot, place

FRAME = Box(0, 0, 400, 300)


def name(x: float, y: float, w: float = 60, h: float = 20) -> Name:
    return Name(x, y, 8, w, h, FRAME)


def spots(*names: Name, walls=(), lines=()) -> list[Spot]:
    """Where names stand that all find a place."""
    found = place(names, walls, lines)
    assert None not in found
    return [spot for spot in found if spot]


def test_a_lonely_name_stands_to_the_right_of_its_pin_without_a_line() -> None:
    (spot,) = spots(name(100, 100))
    assert (spot.box, spot.leader) == (Box(111, 90, 60, 20), ())


def test_a_name_makes_way_for_the_edge_a_button_a_drawn_line_and_the_pin_of_another() -> None:
    line = [(112.0 + step, 100.0) for step in range(50)]
    assert spots(name(380, 100))[0].box.x < 380 - 60
    assert spots(name(100, 100), walls=[Box(105, 80, 90, 40)])[0].box.x < 100
    assert spots(name(100, 100), lines=line)[0].box.x < 100
    assert spots(name(100, 100), Name(180, 100, 8, 10, 10, FRAME))[0].box.x < 100


def test_names_give_way_to_each_other_or_are_left_out() -> None:
    left, right = spots(name(150, 100), name(180, 100))
    assert left.box.shared(right.box) == 0
    assert place([Name(200, 150, 8, 500, 20, FRAME)]) == [None]
    narrow = Box(0, 0, 140, 40)
    first, second = Name(60, 20, 8, 40, 16, narrow), Name(20, 20, 8, 8, 16, narrow)
    assert None not in place([first, second])


X, Y, W, H = st.floats(5, 395), st.floats(5, 295), st.floats(20, 120), st.sampled_from([16.0, 32.0])


@given(st.lists(st.builds(name, X, Y, W, H), max_size=9))
def test_no_name_ever_covers_a_pin_or_another_name(names: list[Name]) -> None:
    found = place(names)
    assert len(found) == len(names)
    kept = [spot.box for spot in found if spot]
    for index, box in enumerate(kept):
        assert box.w * box.h - box.shared(FRAME) <= 1
        assert all(box.shared(other) <= 1 for other in kept[index + 1 :])
        assert all(box.shared(pinned.pin) <= 1 for pinned in names)
