"""Which maps are right, and what a learner hears about each way in which one can be wrong."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calls import calls
from held import held
from wayout.exercises import expect
from wayout.exercises.expect import mark, marks

ABU_DHABI, RIYADH, MOSCOW = (24.47, 54.37), (24.64, 46.77), (55.75, 37.62)
TEHRAN = (35.7, 51.4)


def pin(place: tuple[float, float], label: str = "", colour: str = "green") -> dict[str, Any]:
    shown = {"label": label, "colour": colour, "kind": "marker"}
    return {"latitude": place[0], "longitude": place[1], **shown}


WANTED = marks(
    mark(*ABU_DHABI, ["Abu Dhabi", "UAE"], group="went"),
    mark(*RIYADH, "Riyadh", group="went"),
    mark(*MOSCOW, ["Moscow", "Kremlin"], group="came"),
    exactly=3,
)
A, R, M = pin(ABU_DHABI, "Abu Dhabi"), pin(RIYADH, "Riyadh"), pin(MOSCOW, "Moscow", "orange")
T = pin(TEHRAN, "Tehran", "black")
RIGHT = [
    pin(MOSCOW, "The Kremlin", "red"),
    pin(RIYADH, "Riyadh", "#0072b2"),
    pin(ABU_DHABI, "Abu Dhabi!", "#0072b2"),
]


def changed(index: int, **parts: Any) -> list[Any]:
    return [{**marker, **parts} if i == index else marker for i, marker in enumerate(RIGHT)]


def painted(places: list[tuple[float, float]], *colours: str, label: str = "") -> list[Any]:
    """Pin these places, each in its colour."""
    return [pin(place, label, colour) for place, colour in zip(places, colours, strict=True)]


test_calls = calls(__file__, expect, globals())


@pytest.mark.parametrize(("code", "says"), held(__file__, "faults"))
def test_the_first_fault_is_named(code: str, says: str) -> None:
    shown = eval(code)
    assert WANTED.named(shown) == says
    assert WANTED.named(shown[::-1]).startswith(says[:20])
    assert WANTED.match(shown) == (says == "")


@pytest.mark.parametrize("code", held(__file__, "no_maps"))
def test_what_is_no_map_is_no_match_and_no_fit(code: str) -> None:
    odd = eval(code)
    assert not WANTED.match(odd)
    assert not WANTED.fits(odd)
    assert WANTED.named(odd) == ""


somewhere = st.sampled_from([ABU_DHABI, RIYADH, MOSCOW, TEHRAN, (0.0, 0.0)])
some_pin = st.builds(pin, somewhere, st.text(max_size=5) | st.just("Moscow"), st.text(max_size=5))


@given(st.lists(some_pin, min_size=1, max_size=6))
def test_every_wrong_map_hears_what_is_wrong(shown: list[Any]) -> None:
    assert WANTED.match(shown) == (WANTED.named(shown) == "")
