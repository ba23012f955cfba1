"""What the explorers find for each way their controls can stand."""

import itertools
from typing import Any

import pytest

from faces import Hand
from wayout.activities.explore import LOOKS, Choice, ExploreError, ExploreFace, Slider, explore
from wayout.facts import fact
from wayout.tables.package import load
from wayout.work.session import Session


def face(name: str) -> ExploreFace:
    return explore(name)


@pytest.mark.parametrize("name", LOOKS)
def test_each_setting_finds_a_sentence(name: str, opened: Session) -> None:
    look = face(name).look
    steps: list[list[Any]] = []
    for one in look.controls:
        if isinstance(one, Choice):
            steps.append([value for value, _ in one.options])
        elif isinstance(one, Slider):
            steps.append([one.low, one.start, one.high])
        else:
            steps.append([one.first, "", "zzz", "Росси́я", "<b>", "12", "a" * 500])
        assert one.read(one.first) in steps[-1]
    names = [one.name for one in look.controls]
    for values in itertools.product(*steps):
        found = look.find(dict(zip(names, values, strict=True)))
        assert found.says[-1] in ".?!"
        assert found.table is None or 0 < len(found.table) <= 60
    assert opened.work.entries() == []


@pytest.mark.parametrize("odd", ["", "x", "1e9", "-3", "20 23", "²"])
def test_what_no_control_offers_counts_as_the_first(odd: str, opened: Session) -> None:
    hand = Hand(face("largest"))
    fresh = hand.sees()
    assert hand.types(year=odd, flow=odd).sees() == fresh


def test_the_largest_partners_are_those_of_the_table(opened: Session) -> None:
    told = Hand(face("largest")).types(year="2021", flow="exports").sees()
    assert "sold most to China" in told["says"]
    rows = load("russia_partners").query("year == 2021 and flow == 'exports'")
    assert told["table"].count("<tr>") - 1 == 10
    assert str(rows.sort_values("usd_bn").country.iloc[-2]) in told["table"]


def test_the_visits_of_each_year_are_those_that_the_facts_count(opened: Session) -> None:
    for year in range(2021, 2026):
        told = Hand(face("visits")).types(year=str(year)).sees()
        many = fact(f"visits_{year}").value
        assert told["says"].startswith(f"In {year}: {many} country visit")
        assert ("of the twelve months" in told["says"]) == (year > 2021), "the list begins in June"
        if year > 2022:
            there = bool(fact(f"visits_middle_east_{year}").value)
            assert ("Middle East" in told["table"]) == there
    assert "In 9 of the twelve months" in Hand(face("visits")).types(year="2023").sees()["says"]


def test_an_unknown_name_is_told_the_nearest(opened: Session) -> None:
    with pytest.raises(ExploreError, match="largest"):
        explore("larges")
