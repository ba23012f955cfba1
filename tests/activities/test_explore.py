"""What the explorers find for each way their controls can stand."""

import itertools
from typing import Any

import pytest

from faces import Hand
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


def test_a_list_of_the_largest_does_not_tell_which_estimate_is_odd(opened: Session) -> None:
    assert "Uganda" in str(table := Hand(face("largest")).sees()["table"])
    assert "implausible" not in table


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Turkey", "Türkiye: 12 years"),
        (" uganda ", "Uganda: 12 years"),
        ("UAE", "United Arab Emirates: 12 years"),
        ("Turky", "named “Turky”. Did you mean Türkiye?"),
        ("kore", "Did you mean North Korea or South Korea?"),
        ("Atlantis", "named “Atlantis”. Try another name."),
        ("<b>", "named “<b>”. Try another name."),
        ("the Russian Federation", "Russia is no partner of its own."),
        ("", "Write the name of a country."),
    ],
)
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
    assert list(row) == [told["imports"], told["exports"], round(made)]
    assert "no figure" in Hand(face("partner")).types(country="Ghana").sees()["table"]


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


@pytest.mark.parametrize(
    ("typed", "said", "rows"),
    [
        ("trade", "“trade” does not stand in the essay.", 0),
        (" May. ", "“may” stands in the essay 3 times, in 3 sentences.", 3),
        ("Russia’s", "“russia” stands in the essay 25 times, in 20 sentences.", 20),
        ("vassal", "“vassal” stands in one sentence alone, once; our table does not tell", 0),
        ("depend", "Near it stand “dependent” and “over-dependence”.", 0),
        ("way out", "One word at a time, please: “way” and “out”.", 0),
        ("", "Type a word", 0),
    ],
)
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
