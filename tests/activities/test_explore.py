"""What the explorers find for each way their controls can stand."""

import itertools
from typing import Any

import pytest

from faces import Hand
from wayout.activities.explore import LOOKS, Choice, ExploreError, ExploreFace, Slider, explore
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


def test_an_unknown_name_is_told_the_nearest(opened: Session) -> None:
    with pytest.raises(ExploreError, match="largest"):
        explore("larges")


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("index", {}, "0.25² + 0.25² + 0.25² + 0.25² = 0.25: as if from 4 equal partners."),
        ("index", {"partner1": "0", "partner2": "0", "partner3": "0"}, "from 1 equal partner."),
        ("index", {"partner1": "100", "partner2": "50", "partner3": "50", "partner4": "0"},
         "0.50² + 0.25² + 0.25² = 0.38: as if from 2.7 equal partners."),
        ("index", {f"partner{n}": "0" for n in range(1, 5)}, "Nobody buys anything"),
        ("threshold", {"line": "50"}, "19 of 152 countries pass."),
        ("threshold", {"line": "95", "flow": "imports"}, "No country passes"),
        ("whole_year", {"month": "11"}, "makes a guess of 238.0 for the year. It came to 240.1: "
         "the guess lies 0.9 % below it."),
        ("whole_year", {"month": "4", "year": "2021"}, "no figure for January to April 2021"),
    ],
)  # fmt: skip
def test_what_a_look_says(name: str, fields: dict[str, str], said: str, opened: Session) -> None:
    assert said in Hand(face(name)).types(**fields).sees()["says"]
