"""Both sides of a claim: as many cards, of the same standard, and the same choice every time."""

from collections import Counter
from dataclasses import replace
from importlib import import_module

import pytest

from faces import Hand
from wayout import essay
from wayout.activities.desk.both_sides import STANDARDS, Sides, SidesError, sides, standard
from wayout.activities.desk.sides_face import SidesFace, both_sides
from wayout.essay import Card, EssayError
from wayout.language import counted
from wayout.tables.publishers import SET_ASIDE


@pytest.mark.parametrize("name", [one.id for one in essay.claims() if one.contested])
def test_both_sides_are_of_one_size_and_one_standard_and_as_large_as_can_be(name: str) -> None:
    found, shown = sides(name), []
    for side, bearing, left in zip(
        (found.pro, found.con), ("for", "against"), found.left_out, strict=True
    ):
        every = essay.cards(name, bearing)
        assert {one.card.bearing for one in side} == {bearing}
        assert len(side) + left == len(every), "every card is shown or counted"
        assert not {one.card.publisher_kind for one in side} & set(SET_ASIDE)
        for one in side:
            assert ("{" not in one.figure, bool(one.figure)) == (True, bool(one.card.figure))
        shown.append((Counter(standard(e.card) for e in side), Counter(map(standard, every))))
    (pro, most_pro), (con, most_con) = shown
    assert pro == con
    assert pro.total() == sum((most_pro & most_con)[kind] for kind in STANDARDS) >= 1
    said = f"on each side, {counted(pro['firm'])} of them firm" if pro["firm"] else "none firm"
    assert said in SidesFace(found).chosen, "the sentence is true of the very cards shown"
    assert len(str(SidesFace(found)).splitlines()) == 2 * pro.total() + 2, "drawn, however many"


def test_what_has_no_two_sides_is_refused_in_a_sentence() -> None:
    for one in essay.claims():
        if not one.contested:
            with pytest.raises(SidesError, match=f"against the claim '{one.id}'.*Choose one of: s"):
                both_sides(one.id)
    with pytest.raises(EssayError, match="There is no claim 's99'"):
        sides("s99")
    for odd in (None, 9, 1.5, True, [], {}, ("s09",), b"s09"):
        with pytest.raises(SidesError, match="in quotation marks"):
            sides(odd)


POORER = ("state media", "research", "other")


def _cards(bearing: str, *kinds: str) -> tuple[Card, ...]:
    model = essay.cards("s09", bearing)[0]
    return tuple(
        replace(
            model,
            id=f"{bearing}{n}",
            publisher_kind=kind,
            address=f"https://x.org/{n}",
            counted=kind == "official",
        )
        for n, kind in enumerate(kinds)
    )


def _chosen(
    monkeypatch: pytest.MonkeyPatch, pro: tuple[Card, ...], con: tuple[Card, ...]
) -> tuple[list[str], list[str]]:
    stock = {"for": pro, "against": con}
    module = import_module("wayout.activities.desk.both_sides")  # its card has the same name
    monkeypatch.setattr(module, "cards", lambda _, bearing: stock[bearing])
    found = sides("s09")
    return [e.card.id for e in found.pro], [e.card.id for e in found.con]


def test_sides_are_chosen_by_one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    pro, con = _cards("for", "research", "official", "agency"), _cards("against", *POORER)
    cut = "a richer side is cut to the standard of the poorer"
    assert _chosen(monkeypatch, pro, con) == (["for0"], ["against1"]), cut
    found = _chosen(monkeypatch, _cards("for", "official", "agency"), _cards("against", "agency"))
    assert found == (["for1"], ["against0"]), "cards of the same kind are set against each other"
    with pytest.raises(SidesError):
        _chosen(monkeypatch, _cards("for", "research"), _cards("against", "other", "partisan"))


def test_the_card_holds_both_columns_and_says_how_they_were_chosen() -> None:
    face = both_sides("s09")
    seen = Hand(face).sees()
    assert face.static
    columns = [(side, cards) for side, _, cards in seen["columns"]]
    assert columns == [("for", sides("s09").pro), ("against", sides("s09").con)]
    assert [line[:1] for line in str(face).splitlines()] == ["B", *"++++", *"−−−−", "C"]
    about = sides("s09")
    for left, said in (((0, 0), ""), ((1, 1), ": 1 for and 1 against."), ((0, 1), ": 1 against.")):
        chosen = SidesFace(Sides(about.claim, about.pro, about.con, left)).chosen
        assert ("left out" in chosen) == bool(said)
        assert chosen.endswith(said)
