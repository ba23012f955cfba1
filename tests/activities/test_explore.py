"""What the explorers find for each way their controls can stand."""

import itertools
from typing import Any

import pytest

from faces import Hand
from wayout.activities.explore import LOOKS, Choice, ExploreError, ExploreFace, Slider, explore
from wayout.essay import COUNTED, counts, essay_words
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
