"""Facts about the essay's words: held by hand, and following their tables."""

import pytest

from wayout import facts
from wayout.facts import fact
from wayout.tables import package

# Typed by hand, counted in the essay and in its key.
HELD = {
    "sentences_total": 32,
    "sentences_several_kinds_total": 20,
    "sentences_checkable_total": 9,
    "sentences_not_checkable_total": 8,
    "sentences_open_total": 15,
    "sentences_checkable_numbers": "1, 3, 6, 7, 8, 9, 12, 13 and 23",
    "sentences_not_checkable_numbers": "4, 15, 17, 20, 21, 26, 29 and 31",
    "premises_total": 10,
    "premises_checkable_total": 8,
    "conclusions_total": 8,
    "conclusions_checkable_total": 0,
    "word_trade_total": 0,
    "word_may_total": 3,
    "word_must_total": 6,
    "word_may_sentences": "2, 5 and 19",
    "word_must_sentences": "7, 16, 19, 21, 24 and 26",
    "first_therefore": 11,
    "therefore_total": 3,
    "standpoint_gratifying_sentences": "4 and 29",
    "standpoint_we_us_sentences": "17, 19, 21, 26, 29 and 31",
}


@pytest.fixture
def tables():
    return {name: package.load(name) for name in ("sentences", "noticed")}


@pytest.mark.parametrize(("name", "held"), HELD.items())
def test_a_count_is_the_one_we_hold(name, held):
    assert fact(name).value == held


def test_each_sentence_can_be_checked_or_not_or_is_open():
    parts = ("checkable", "not_checkable", "open")
    assert sum(fact(f"sentences_{part}_total").value for part in parts) == 32
    numbers = [fact(f"sentences_{part}_numbers").value for part in parts[:2]]
    found = ", ".join(numbers).replace(" and ", ", ").split(", ")
    assert len(found) == len(set(found)) == 17


def test_every_fact_of_this_room_is_held():
    made = {name for name, rule in facts.RULES.items() if _home(rule) == "wayout.facts.essay_words"}
    assert set(HELD) == made


def _home(rule):
    return getattr(rule.compute, "func", rule.compute).__module__


def test_counts_follow_their_tables(tables):
    sentences = tables["sentences"]
    sentences.loc[sentences["number"] == 1, ["kinds", "checkable", "may", "cues"]] = [
        *("norm;forecast", "no", 2),
        "therefore;visits",
    ]
    changed = {name: facts.RULES[name].compute(tables) for name in HELD}
    assert changed["sentences_several_kinds_total"] == HELD["sentences_several_kinds_total"] + 1
    assert changed["sentences_checkable_total"] == HELD["sentences_checkable_total"] - 1
    assert changed["sentences_not_checkable_numbers"].startswith("1, 4, 15")
    assert changed["premises_checkable_total"] == HELD["premises_checkable_total"] - 1
    assert (changed["word_may_total"], changed["word_may_sentences"]) == (5, "1, 2, 5 and 19")
    assert (changed["first_therefore"], changed["therefore_total"]) == (1, 4)


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
