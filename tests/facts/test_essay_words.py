"""Facts about the essay's words follow their tables; what was noticed fits the key."""

import pytest

from wayout.facts import FACTS, fact
from wayout.tables import package


@pytest.fixture
def tables():
    return {name: package.load(name) for name in ("sentences", "noticed")}


def test_each_sentence_can_be_checked_or_not_or_is_open():
    parts = ("checkable", "not_checkable", "open")
    assert sum(fact(f"sentences_{part}_total").value for part in parts) == 32
    numbers = [fact(f"sentences_{part}_numbers").value for part in parts[:2]]
    found = ", ".join(numbers).replace(" and ", ", ").split(", ")
    assert len(found) == len(set(found)) == 14


def test_counts_follow_their_tables(tables):
    def found(name):
        return FACTS[name].compute(tables)

    names = ("sentences_several_kinds_total", "sentences_checkable_total", "therefore_total")
    several, checkable, therefore = map(found, names)
    premises = found("premises_checkable_total")
    first, changed = tables["sentences"]["number"] == 1, ["kinds", "checkable", "may", "cues"]
    tables["sentences"].loc[first, changed] = ["norm;forecast", "no", 2, "therefore;visits"]
    assert [found(name) for name in names] == [several + 1, checkable - 1, therefore + 1]
    assert found("premises_checkable_total") == premises - 1
    assert found("sentences_not_checkable_numbers").startswith("1, 4, 17")
    assert (found("word_may_total"), found("word_may_sentences")) == (5, "1, 2, 5 and 19")


# The table of what was noticed --------------------------------------------------------------


def test_words_are_few_and_stand_in_a_sentence_of_the_essay(tables):
    noticed = tables["noticed"]
    assert set(noticed["sentence"]) <= set(tables["sentences"]["number"])
    assert noticed["words"].str.split().map(len).max() <= 6
    assert set(noticed["what"]) == {"lost word", "odd wording", "standpoint"}


def test_a_sentence_that_lost_a_word_says_so_in_the_key(tables):
    lost = tables["noticed"].query("what == 'lost word'")["sentence"]
    key = tables["sentences"].set_index("number")["why"]
    assert all("lost" in key[number] for number in lost)
    assert sorted(key.index[key.str.contains(r"\blost\b")]) == sorted(lost)


def test_we_must_is_counted_among_the_musts(tables):
    noticed, sentences = tables["noticed"], tables["sentences"].set_index("number")
    calls = noticed[noticed["words"].str.contains("must")]["sentence"]
    assert list(calls) == [19, 21, 26]
    assert (sentences.loc[calls, "must"] > 0).all()
