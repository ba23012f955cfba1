"""Both sides of a claim: as many cards, of the same standard, and the same choice every time."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from wayout import essay
from wayout.activities.desk import both_sides
from wayout.activities.desk.both_sides import SidesError, standard
from wayout.activities.desk.cards import SET_ASIDE
from wayout.essay import Card, EssayError

CONTESTED = [one.id for one in essay.claims() if one.contested]
OTHERS = [one.id for one in essay.claims() if not one.contested]


@pytest.mark.parametrize("name", CONTESTED)
def test_both_sides_are_of_one_size_and_one_standard(name: str) -> None:
    found = both_sides.sides(name)
    assert len(found.pro) == len(found.con) >= 1
    standards = [Counter(standard(e.card) for e in side) for side in (found.pro, found.con)]
    assert standards[0] == standards[1]
    assert {e.card.bearing for e in found.pro} == {"for"}
    assert {e.card.bearing for e in found.con} == {"against"}


@pytest.mark.parametrize("name", CONTESTED)
def test_every_card_is_shown_or_counted_as_left_out(name: str) -> None:
    found = both_sides.sides(name)
    assert len(found.pro) + found.left_out[0] == len(essay.cards(name, "for"))
    assert len(found.con) + found.left_out[1] == len(essay.cards(name, "against"))


@pytest.mark.parametrize("name", CONTESTED)
def test_no_fair_pair_would_show_more(name: str) -> None:
    shown = len(both_sides.sides(name).pro)
    every = [essay.cards(name, bearing) for bearing in ("for", "against")]
    counts = [Counter(map(standard, side)) for side in every]
    most = sum((counts[0] & counts[1])[kind] for kind in ("firm", "other"))
    assert shown == most


@pytest.mark.parametrize("name", CONTESTED)
def test_who_campaigns_is_left_out_and_figures_are_filled_in(name: str) -> None:
    found = both_sides.sides(name)
    for one in (*found.pro, *found.con):
        assert one.card.publisher_kind not in SET_ASIDE
        assert "{" not in one.figure
        assert bool(one.figure) == bool(one.card.figure)


@pytest.mark.parametrize("name", OTHERS)
def test_a_claim_without_two_sides_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(SidesError, match=f"for and against the claim '{name}'.*Choose one of: s01"):
        both_sides.sides(name)


@pytest.mark.parametrize("odd", [None, 9, 1.5, True, [], {}, ("s09",), b"s09"])
def test_an_id_that_is_no_text_is_refused_in_a_sentence(odd: Any) -> None:
    with pytest.raises(SidesError, match="in quotation marks"):
        both_sides.sides(odd)


def test_an_unknown_claim_is_refused_with_the_nearest() -> None:
    with pytest.raises(EssayError, match="There is no claim 's99'"):
        both_sides.sides("s99")


def _cards(bearing: str, *kinds: str) -> tuple[Card, ...]:
    model = essay.cards("s09", bearing)[0]
    return tuple(
        replace(model, id=f"{bearing}{n}", publisher_kind=kind, address=f"https://x.org/{n}")
        for n, kind in enumerate(kinds)
    )


def _chosen(
    monkeypatch: pytest.MonkeyPatch, pro: tuple[Card, ...], con: tuple[Card, ...]
) -> tuple[list[str], list[str]]:
    stock = {"for": pro, "against": con}
    monkeypatch.setattr(both_sides, "cards", lambda _, bearing: stock[bearing])
    found = both_sides.sides("s09")
    return [e.card.id for e in found.pro], [e.card.id for e in found.con]


def test_a_richer_side_is_cut_to_the_standard_of_the_poorer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pro = _cards("for", "research", "official", "agency")
    con = _cards("against", "state media", "research", "other")
    assert _chosen(monkeypatch, pro, con) == (["for0"], ["against1"])


def test_cards_of_the_same_kind_are_set_against_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pro = _cards("for", "official", "agency")
    con = _cards("against", "agency")
    assert _chosen(monkeypatch, pro, con) == (["for1"], ["against0"])


def test_no_common_standard_no_box(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SidesError):
        _chosen(monkeypatch, _cards("for", "research"), _cards("against", "other", "partisan"))
