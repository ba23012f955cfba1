"""What the explorers find for each way their controls can stand."""

import itertools
from typing import Any

import pytest

from faces import Hand
from held import held
from wayout.activities.explore import LOOKS, Choice, ExploreError, ExploreFace, Slider, explore
from wayout.essay import COUNTED, counts, essay_words
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
            assert one.first in steps[-1]
        elif isinstance(one, Slider):
            steps.append([one.low, one.start, one.high])
            assert one.first in one.words, "the start is a step"
        else:
            typed = [one.first, "", "zzz", "Росси́я", "<b>", "12", "aé " * 70_000]
            steps.append([*map(one.read, typed)])
            assert max(map(len, steps[-1])) <= 80, "what is pasted is read at each key"
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


def test_a_list_of_the_largest_does_not_tell_which_estimate_is_odd(opened: Session) -> None:
    assert "Uganda" in str(table := Hand(face("largest")).types(year="2023").sees()["table"])
    assert "implausible" not in table


@pytest.mark.parametrize(("typed", "said"), held(__file__, "countries"))
def test_a_country_is_found_by_any_of_its_names_and_a_misspelt_one_is_offered(
    typed: str, said: str, opened: Session
) -> None:
    told = Hand(face("partner")).types(country=typed).sees()
    assert said in told["says"]
    assert (told["table"] is None) == ("12 years" not in said)


def test_a_country_is_shown_by_year_beside_what_it_makes(opened: Session) -> None:
    table = face("partner").look.find({"country": "Uganda"}).table
    assert table is not None
    rows = load("russia_partners").query("country == 'Uganda' and year == 2023")
    made = load("gdp").query("country == 'Uganda' and year == 2023").gdp_usd_bn.item()
    told = rows.set_index("flow").usd_bn
    row = table.set_index("year").loc[2023]
    assert list(row) == [f"{told['imports']:.1f}", f"{told['exports']:.1f}", round(made)]
    assert table.bought.iloc[0] == "0.015", "a small figure keeps its places"
    assert "no figure" in Hand(face("partner")).types(country="Ghana").sees()["table"]


@pytest.mark.parametrize("rows", ["region", "country"])
def test_the_visits_of_each_year_are_those_that_the_facts_count(rows: str, opened: Session) -> None:
    found = face("visits").look.find({"rows": rows})
    assert found.table is not None
    table = found.table.set_index(rows)
    assert {year: table[year].sum() for year in table} == {
        year: fact(f"visits_{year}").value for year in range(2021, 2026)
    }
    assert list(table.sum(axis=1)) == sorted(table.sum(axis=1), reverse=True)
    assert "2 in 2021, 8 in 2022, 5 in 2023" in found.says
    if rows == "region":
        assert table.loc["Middle East", 2023] == fact("visits_middle_east_2023").value


def test_an_unknown_name_is_told_the_nearest(opened: Session) -> None:
    with pytest.raises(ExploreError, match="largest"):
        explore("larges")


@pytest.mark.parametrize(("typed", "said", "rows"), held(__file__, "words"))
def test_any_word_is_looked_up(typed: str, said: str, rows: int, opened: Session) -> None:
    found = face("words").look.find({"word": typed})
    assert said in found.says
    assert rows == (0 if found.table is None else len(found.table))


@pytest.mark.parametrize("word", COUNTED)
def test_the_words_agree_with_the_sentences(word: str) -> None:
    by_sentence = counts(word)
    times, numbers = essay_words().get(word, (0, ()))
    assert (sum(by_sentence.values()), tuple(by_sentence)) == (times, numbers)


def test_words_stand_in_the_order_of_the_alphabet_and_tell_no_lone_place() -> None:
    table = load("words")
    assert list(table.word) == sorted(table.word)
    assert all(len(numbers) != 1 for _, numbers in essay_words().values())
    assert {n for _, numbers in essay_words().values() for n in numbers} == {*range(1, 33)}


@pytest.mark.parametrize(("name", "fields", "said"), held(__file__, "looks"))
def test_what_a_look_says(name: str, fields: dict[str, str], said: str, opened: Session) -> None:
    assert said in Hand(face(name)).types(**fields).sees()["says"]
