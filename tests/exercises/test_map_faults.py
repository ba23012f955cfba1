"""What a learner hears about each way in which a map can be wrong."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from held import held
from wayout.exercises.expect import mark, marks

ABU_DHABI, RIYADH, MOSCOW = (24.47, 54.37), (24.64, 46.77), (55.75, 37.62)
TEHRAN = (35.7, 51.4)


def pin(place: tuple[float, float], label: str = "", colour: str = "green") -> dict[str, Any]:
    return {"latitude": place[0], "longitude": place[1], "label": label, "colour": colour}


PLACES = (
    mark(*ABU_DHABI, ["Abu Dhabi", "UAE"], group="went"),
    mark(*RIYADH, "Riyadh", group="went"),
    mark(*MOSCOW, "Moscow", group="came"),
)
WANTED = marks(*PLACES, exactly=3)
SECRET = marks(*PLACES, exactly=3, secret=True)
A, R, M = (
    pin(ABU_DHABI, "Abu Dhabi"),
    pin(RIYADH, "Riyadh"),
    pin(MOSCOW, "Moscow", "orange"),
)
T = pin(TEHRAN, "Tehran", "black")


@pytest.mark.parametrize(("code", "says"), held(__file__, "faults"))
def test_the_first_fault_is_named(code: str, says: str) -> None:
    shown = eval(code)
    assert WANTED.named(shown) == says
    assert WANTED.named(shown[::-1]).startswith(says[:20])
    assert WANTED.match(shown) == (says == "")


def test_where_finding_is_the_question_what_is_missing_is_counted() -> None:
    assert SECRET.named([A]) == "2 markers are missing. Does each line end in `.add_to(my_map)`?"
    assert SECRET.named([A, R, T]) == "One marker is missing. Not asked for: “Tehran”."


def test_other_markers_do_no_harm_where_no_number_is_asked_for() -> None:
    wanted = marks(*PLACES)
    assert wanted.named([A, R, M, T]) == ""
    assert wanted.named([A, R, T]) == "Moscow is missing. Not asked for: “Tehran”."


def test_wrong_colours_are_told_from_colours_that_changed_places() -> None:
    wanted = marks(
        mark(*MOSCOW, "Moscow", colour=["orange", "#ffa500"]),
        mark(*RIYADH, "Riyadh", colour=["blue", "#0000ff"]),
    )
    painted: list[list[Any]] = [
        [pin(MOSCOW, "Moscow", a), pin(RIYADH, "Riyadh", b)]
        for a, b in (
            ("red", "green"),
            ("#ffa500", "green"),
            ("blue", "orange"),
            ("orange", "#0000ff"),
        )
    ]
    assert [wanted.named(shown) for shown in painted] == [
        "The places are right. Use these colours: blue and orange.",
        "The places are right. Use these colours: blue and orange.",
        "The places are right, and so are the colours. Ask which colour belongs where.",
        "",
    ]


def test_two_marks_at_one_place_are_told_apart_by_their_labels() -> None:
    wanted = marks(mark(*MOSCOW, group="a"), mark(*MOSCOW, "guest", group="b"))
    shown: list[Any] = [pin(MOSCOW, "guest", "red"), pin(MOSCOW, "host", "red")]
    assert wanted.named(shown).startswith("The places are right. Now the colours: the marker at")
    assert "guest needs another" in wanted.named(shown)


def test_a_long_label_is_cut() -> None:
    assert len(WANTED.named([A, R, M, pin(TEHRAN, "x" * 5000)])) < 100


somewhere = st.sampled_from([ABU_DHABI, RIYADH, MOSCOW, TEHRAN, (0.0, 0.0)])
some_pin = st.builds(pin, somewhere, st.text(max_size=5) | st.just("Moscow"), st.text(max_size=5))


@given(st.lists(some_pin, min_size=1, max_size=6))
def test_every_wrong_map_hears_what_is_wrong(shown: list[Any]) -> None:
    assert WANTED.match(shown) == (WANTED.named(shown) == "")
