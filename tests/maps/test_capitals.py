"""Pins drawn by the names of countries: what is drawn, and what is answered in a sentence."""

import pytest

from wayout.maps import Map, capitals, marks
from wayout.maps.capitals import PlaceError


@pytest.fixture
def land() -> Map:
    return Map(location=(25, 90), zoom_start=3, title="Here", tables=["capitals"])


def test_one_name_or_a_list_is_drawn_in_letters_of_any_size(land: Map) -> None:
    draw = capitals(land)
    draw("Iran", "red")
    draw(["japan", " South  Korea "], "blue")
    assert [mark["label"] for mark in marks(land)] == ["Tehran", "Tokyo", "Seoul"]
    assert len({mark["colour"] for mark in marks(land)}) == 2


@pytest.mark.parametrize(
    ("countries", "colour", "says"),
    [
        (["UAE"], "red", "Write “United Arab Emirates”"),
        (["Tehran"], "red", "Write “Iran”"),
        (["KOR"], "red", "Write “South Korea”"),
        (["Japan", "Viet Nam"], "red", "Near it stand “Vietnam”"),
        ([5], "red", "Copy it from the table above."),
        (["Iran"], "blurple", "not a colour"),
        (["Iran"], 5, "The colour comes second"),
    ],
)
def test_what_cannot_be_drawn_is_said_and_nothing_is_drawn(
    land: Map, countries: list[str], colour: str, says: str
) -> None:
    with pytest.raises(PlaceError, match=says):
        capitals(land)(countries, colour)
    assert list(marks(land)) == []
