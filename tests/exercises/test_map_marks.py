import math
from typing import Any

import pytest

from held import held
from wayout.exercises.expect import mark, marks

ABU_DHABI = (24.47, 54.37)
RIYADH = (24.64, 46.77)
MOSCOW = (55.75, 37.62)


def pin(place: tuple[float, float], label: str = "", colour: str = "#0072b2") -> dict[str, Any]:
    shown = {"label": label, "colour": colour, "kind": "marker"}
    return {"latitude": place[0], "longitude": place[1], **shown}


WANTED = marks(
    mark(*ABU_DHABI, "Abu Dhabi", group="went"),
    mark(*RIYADH, "Riyadh", group="went"),
    mark(*MOSCOW, ["Moscow", "Kremlin"], group="came"),
    exactly=3,
)
RIGHT: list[Any] = [
    pin(MOSCOW, "The Kremlin", "red"),
    pin(RIYADH, "Riyadh"),
    pin(ABU_DHABI, "Abu Dhabi!"),
]


def changed(index: int, **parts: Any) -> list[Any]:
    return [{**marker, **parts} if i == index else marker for i, marker in enumerate(RIGHT)]


def test_the_right_map_in_any_order_is_accepted() -> None:
    assert WANTED.match(RIGHT)
    assert WANTED.match(RIGHT[::-1])
    assert WANTED.match(changed(0, latitude=55.0, longitude=38.1))
    assert WANTED.named(RIGHT) == ""


@pytest.mark.parametrize(
    "wrong",
    [
        changed(0, latitude=57.0),
        changed(0, label="Tehran"),
        changed(0, colour="#0072B2"),
        changed(1, colour="green"),
        RIGHT[:2],
        [*RIGHT, pin((0, 0))],
        [],
    ],
)
def test_a_map_with_a_wrong_marker_is_not(wrong: list[Any]) -> None:
    assert not WANTED.match(wrong)


@pytest.mark.parametrize("code", held(__file__, "no_maps"))
def test_what_is_no_map_is_no_match_and_no_fit(code: str) -> None:
    odd = eval(code)
    assert not WANTED.match(odd)
    assert not WANTED.fits(odd)
    assert WANTED.named(odd) == ""


def test_a_marker_at_no_place_is_no_match() -> None:
    assert not WANTED.match(changed(0, latitude=math.nan))
    assert not WANTED.match(changed(0, latitude=1e300))


def test_all_in_one_colour_is_a_mistake_of_its_own() -> None:
    grey = [{**marker, "colour": "grey"} for marker in RIGHT]
    assert WANTED.one_colour().match(grey)
    assert not WANTED.one_colour().match(RIGHT)
    assert not WANTED.one_colour().match(grey[:2])
    assert not WANTED.one_colour().match([*grey[:2], pin((0, 0), "Moscow", "grey")])
    fixed = marks(mark(*MOSCOW, colour="red"), mark(*RIYADH, colour="blue")).one_colour()
    assert fixed.match([pin(MOSCOW, colour="grey"), pin(RIYADH, colour="grey")])


def test_counts_are_named_where_no_place_is_asked_for() -> None:
    assert marks(exactly=3).named(RIGHT[:2]) == "Your map has 2 of 3 markers."
    assert marks(colours=3).named(RIGHT) == "Your markers have 2 colours; I ask for 3."
    assert marks(colours=2).named(RIGHT[1:]) == "Your markers have 1 colour; I ask for 2."
    assert marks(exactly=3).named(RIGHT) == ""


def test_a_map_without_markers_is_asked_how_its_lines_end() -> None:
    assert "`.add_to(my_map)`?" in WANTED.invitation


def test_swapped_latitude_and_longitude_is_a_mistake_of_its_own() -> None:
    turned = [pin((m["longitude"], m["latitude"])) for m in RIGHT]
    assert WANTED.swapped().match(turned)
    assert not WANTED.swapped().match(RIGHT)
    assert not WANTED.match(turned)


def test_colours_are_counted() -> None:
    assert marks(colours=1).match([pin(MOSCOW), pin(RIYADH)])
    assert not marks(colours=1).match(RIGHT)
    assert marks(colours=2).match(RIGHT)
    assert not marks(colours=1).match([pin(MOSCOW)])


def test_colours_are_compared_in_one_form() -> None:
    wanted = marks(mark(*MOSCOW, colour=["#0072B2", "Red", "#ABC"]))
    for colour in ("#0072b2", "red", "#aabbcc", " RED "):
        assert wanted.match([pin(MOSCOW, colour=colour)])
    assert not wanted.match([pin(MOSCOW, colour="blue")])


def test_groups_may_name_their_colours() -> None:
    wanted = marks(
        mark(*MOSCOW, group="a", colour=["red", "orange"]),
        mark(*RIYADH, group="a", colour=["red"]),
        mark(*ABU_DHABI, group="b", colour=["red", "blue"]),
    )
    places = (MOSCOW, RIYADH, ABU_DHABI)
    painted = [
        [pin(p, colour=c) for p, c in zip(places, cs, strict=True)]
        for cs in (("red", "red", "blue"), ("orange", "orange", "blue"), ("red", "red", "red"))
    ]
    assert [wanted.match(m) for m in painted] == [True, False, False]


def test_two_markers_at_one_place_are_told_apart_by_what_is_left() -> None:
    wanted = marks(mark(*MOSCOW, group="a"), mark(*MOSCOW, "guest", group="b"))
    assert wanted.match([pin(MOSCOW, "guest", "red"), pin(MOSCOW, "host", "blue")])
    assert wanted.match([pin(MOSCOW, "host", "blue"), pin(MOSCOW, "guest", "red")])
    assert not wanted.match([pin(MOSCOW, "guest", "red"), pin(MOSCOW, "host", "red")])


def test_the_180th_meridian_is_no_wall() -> None:
    assert marks(mark(65.0, 179.8)).match([pin((65.0, -179.9))])
    assert marks(mark(65.0, 190.0)).match([pin((65.0, -170.0))])


def test_a_flood_of_markers_ends_quickly() -> None:
    flood = [pin(MOSCOW, "Moscow", f"#{i:06x}") for i in range(500)]
    wanted = marks(*(mark(*MOSCOW, group=f"g{i}") for i in range(3)), mark(*RIYADH))
    assert not wanted.match(flood)
    assert not wanted.match(flood * 3)


@pytest.mark.parametrize("place", [(math.nan, 0.0), (0.0, math.inf)])
def test_a_mark_needs_a_place(place: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="finite"):
        mark(*place)


def test_rules_that_no_map_can_meet_are_refused() -> None:
    with pytest.raises(ValueError, match="asks for nothing"):
        marks()
    with pytest.raises(ValueError, match="contradict"):
        marks(mark(*MOSCOW), mark(*RIYADH), exactly=1)
    with pytest.raises(ValueError, match="contradict"):
        marks(mark(*MOSCOW, group="a"), mark(*RIYADH, group="b"), colours=1)
