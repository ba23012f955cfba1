import re
from importlib.resources import files

from hypothesis import given, settings
from hypothesis import strategies as st

from wayout.maps import placing
from wayout.maps.placing import Box, Name, place

FRAME = Box(0, 0, 400, 300)


def name(x: float, y: float, w: float = 60, h: float = 20) -> Name:
    return Name(x, y, 8, w, h, FRAME)


def test_a_lonely_name_stands_to_the_right_of_its_pin_without_a_line() -> None:
    (spot,) = place([name(100, 100)])
    assert spot is not None
    assert spot.box == Box(111, 90, 60, 20)
    assert spot.leader == ()


def test_a_name_at_the_right_edge_stands_to_the_left() -> None:
    (spot,) = place([name(380, 100)])
    assert spot is not None
    assert spot.box.x + spot.box.w < 380


def test_a_name_makes_way_for_a_button_and_for_a_drawn_line() -> None:
    wall = Box(105, 80, 90, 40)
    line = [(112.0 + step, 100.0) for step in range(50)]
    for walls, lines in (([wall], []), ([], line)):
        (spot,) = place([name(100, 100)], walls, lines)
        assert spot is not None
        assert spot.box.x < 100


def test_two_pins_side_by_side_get_names_on_either_side() -> None:
    left, right = place([name(150, 100), name(180, 100)])
    assert left is not None
    assert right is not None
    assert left.box.shared(right.box) == 0


def test_a_name_keeps_away_from_the_pin_of_another() -> None:
    own, other = place([name(100, 100), Name(180, 100, 8, 10, 10, FRAME)])
    assert own is not None
    assert other is not None
    assert own.box.x < 100


def test_a_name_that_finds_no_place_is_left_out() -> None:
    huge = Name(200, 150, 8, 500, 20, FRAME)
    assert place([huge]) == [None]


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.builds(
            name,
            st.floats(5, 395),
            st.floats(5, 295),
            st.floats(20, 120),
            st.sampled_from([16.0, 32.0]),
        ),
        max_size=9,
    )
)
def test_no_name_ever_covers_a_pin_or_another_name(names: list[Name]) -> None:
    spots = place(names)
    kept = [spot.box for spot in spots if spot]
    assert len(spots) == len(names)
    for index, box in enumerate(kept):
        assert box.w * box.h - box.shared(FRAME) <= 1
        assert all(box.shared(other) <= 1 for other in kept[index + 1 :])
        assert all(box.shared(pinned.pin) <= 1 for pinned in names)


def test_the_browser_follows_the_same_rules() -> None:
    script = (files("wayout.maps") / "live" / "labels.js").read_text(encoding="utf-8")
    turns, gaps = (
        [int(n) for n in match.split(",")]
        for match in re.findall(r"(?:TURNS|GAPS) = \[(.*?)\]", script)
    )
    assert tuple(turns) == placing._TURNS
    assert tuple(gaps) == placing._GAPS
    numbers = dict(re.findall(r"(ROUNDS|NEAR|DOUBT|COLLISION|CROSSING) = (\d+)", script))
    assert float(numbers["ROUNDS"]) == placing._ROUNDS
    assert float(numbers["DOUBT"]) == placing._DOUBT
    assert float(numbers["NEAR"]) == placing._NEAR
    assert float(numbers["COLLISION"]) == placing._COLLISION
    assert float(numbers["CROSSING"]) == placing._CROSSING
