"""The map of meeting places, compared with its table and with the evidence cards."""

from collections import Counter

import pytest

from cases import refused
from held import held
from wayout.essay import cards
from wayout.maps import Map, marks, meeting
from wayout.maps.meeting import BOTH, COMPETE, SIDES, TOGETHER, read
from wayout.tables.package import load

FRAME = load("meeting_places")
HELD = held(__file__)
LIMIT = 300_000
# For a claim that they are rivals a card speaks of rivalry, against it of acting together.
MEANS = {"for": COMPETE, "against": TOGETHER}


@pytest.fixture(scope="module")
def m() -> Map:
    return meeting(FRAME)


def test_each_card_is_there_and_its_side_is_the_one_it_speaks_for() -> None:
    known = {one.id: one for one in cards()}
    for row in FRAME.itertuples():
        one = known[str(row.card)]
        assert one.claim in {"s15", "masked", "equal", "cores"}, row.card
        if row.side != BOTH and one.bearing in MEANS:
            assert row.side == MEANS[one.bearing], row.card


def test_both_sides_have_as_many_cards_and_a_place_with_both_says_so() -> None:
    counted = Counter(FRAME["side"])
    assert counted[COMPETE] == counted[TOGETHER]
    places = {place.name: place.side for place in read(FRAME)}
    assert places == HELD["places"]
    assert FRAME["card"].is_unique, "each card has one pin"


def test_every_pin_has_a_shape_and_a_word_for_its_side_and_the_words_are_the_cards(m: Map) -> None:
    assert {mark["label"] for mark in marks(m)} == set(HELD["places"])
    shapes = [shape for _, shape, _ in SIDES.values()]
    assert len(set(shapes)) == len(SIDES)
    page, table = m.page.render(), m.table()
    for place in read(FRAME):
        assert SIDES[place.side][0] in page
        for one in place.cards:
            assert one.says in list(table["What the card says"])
            assert "{" not in one.says, "no fact waits to be filled in"
            assert f"{one.publisher}, {one.year}" in page
    for name in marks(m):
        assert name["label"] in m.words()


def test_contested_places_say_who_claims_what_and_waters_have_a_ring(m: Map) -> None:
    contested = {place.name for place in read(FRAME) if place.contested}
    assert contested == {"Off Vietnam", "Island in the Amur"}
    page = m.page.render()
    assert "China and Vietnam both claim these waters." in page
    assert page.count("L.polygon(") == 1 + page.count("L.polygon(copies")
    assert "nobody&#39;s official position" in m.caption()


def test_a_place_has_one_position_and_capitals_are_those_of_the_table() -> None:
    assert (FRAME.groupby("place")[["latitude", "longitude"]].nunique() == 1).all(axis=None)
    spots = load("capitals").set_index("capital")[["latitude", "longitude"]]
    for place, town in HELD["capitals"].items():
        row = FRAME[FRAME["place"] == place].iloc[0]
        assert [row["latitude"], row["longitude"]] == list(spots.loc[town]), place
    rough = FRAME[FRAME["position_from"].str.startswith("rounded")]
    assert (rough[["latitude", "longitude"]] % 1 == 0).all(axis=None)


def test_one_pin_is_told_as_one_and_a_side_without_a_pin_is_not_told() -> None:
    words = meeting(FRAME[FRAME["place"] == "North Korea"]).words()
    assert words.startswith("Map from Central Asia to Alaska with 1 pin. Reported: they compete: N")
    assert "together" not in words


def test_the_map_is_small_and_what_cannot_be_drawn_is_refused(m: Map) -> None:
    assert len(m._repr_html_().encode()) < LIMIT
    refused(HELD["refused"], ValueError, meeting=meeting, FRAME=FRAME)
    bad = "<img src=x onerror=alert(1)>"
    odd = meeting(FRAME.replace({"place": {"Arctic": bad}}))
    assert "<img src=x" not in odd.page.render()
