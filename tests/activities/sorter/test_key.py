import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from walk import each
from wayout.activities.sorter import key as keys
from wayout.activities.sorter.agreement import Choice
from wayout.activities.sorter.key import clues, judged, key, offered, signals, state, visible
from wayout.essay import CHECKABLE, KINDS, Sentence, sentences
from wayout.work.activity import AnswerError

NUMBERS = st.sampled_from([one.number for one in sentences()])
# Words that would grade a reader.
GRADES = re.compile(
    r"\b(wrong|correct|right|mistake|error|score|points|well done|good|bad)\b", re.I
)


def chosen(number: int, kind: str, checkable: str, *words: str) -> Choice:
    return Choice(number, kind, checkable, words, "", "2026-01-01T00:00:00+00:00")


@each(sentences())
def test_every_sentence_has_an_explanation_and_a_clue(one: Sentence) -> None:
    assert one.why.endswith(".")
    assert clues(one), "the explanation quotes no word of the sentence"
    assert set(clues(one)) <= {*one.hedges, *one.cues}


def test_clues_come_in_the_order_of_the_explanation() -> None:
    assert clues(key()[2]) == ("may", "speculation")
    assert clues(key()[32]) == ("only",)


@each(sentences())
def test_words_are_offered_from_what_is_on_the_page_in_its_order(one: Sentence) -> None:
    words = offered(one.number)
    assert set(one.hedges) <= set(words), "a hedge that is asked for must be seen"
    assert set(clues(one)) <= set(words)
    assert len(words) == len(set(words))
    assert set(clues(one)) <= set(signals(one)), "the words to look at are those that the key marks"
    assert 3 <= len(words) <= 7
    for text in (one.quote, one.says):
        assert "  " not in text
    seen = " " + " ".join(re.findall(r"[\w’'-]+", f"{one.quote} | {one.says}")).casefold() + " "
    places = [seen.find(f" {word.casefold()} ") for word in words]
    assert -1 not in places
    assert places == sorted(places)


def test_words_are_offered_only_where_they_are_on_the_page_or_the_table_names_them() -> None:
    assert offered(1) == ("frequent", "diplomatic", "moves")
    for number, word in ((1, "visits"), (5, "overly"), (19, "must"), (2, "to")):
        assert word not in offered(number)
    for number, word in ((28, "only if"), (32, "only")):
        assert word in offered(number)
    hidden = replace(key()[19], quote="generate", says="It may be so.")
    assert visible(hidden, ("may", "must", "potential", "generate it")) == ("may",)
    across = "no phrase runs across words that are left out"
    assert visible(key()[9], ("made inextricably", "has made")) == ("has made",), across


@each(sentences())
def test_every_reading_in_the_set_is_fair_and_every_other_one_differs(one: Sentence) -> None:
    for kind in KINDS:
        for checkable in CHECKABLE:
            fair = kind in one.kinds and checkable in one.checkable
            found = state(one.number, chosen(one.number, kind, checkable))
            assert found == (("several" if one.several_fair else "agrees") if fair else "differs")


def test_without_a_choice_nothing_is_said_and_the_first_is_remembered_once_it_changed() -> None:
    assert judged([]) == keys.Feedback("unanswered")
    made = [chosen(3, "norm", "no"), chosen(3, "fact", "yes")]
    assert judged(made[:1]).before == ""
    assert judged(made).before == "Your first choice was norm and “no” on checking."
    assert judged([*made, made[0]]).before == ""


@given(NUMBERS, st.sampled_from(KINDS), st.sampled_from(CHECKABLE))
def test_no_choice_is_graded(number: int, kind: str, checkable: str) -> None:
    said = judged([chosen(number, kind, checkable)])
    assert not GRADES.search(" ".join([said.kind, said.checkable, said.words, said.before]))
    assert all(text.endswith(".") for text in (said.kind, said.checkable, said.why))


def test_every_state_has_a_sign_and_words_of_its_own() -> None:
    signs, words = zip(*keys.STATES.values(), strict=True)
    assert len({*signs}) == len({*words}) == len(keys.STATES) == 4


@pytest.mark.parametrize(
    "number",
    [0, 33, -1, 1.0, 2.5, True, None, "3", [3], float("nan"), object(),
     pytest.param(10**5000, id="huge")],
)  # fmt: skip
def test_what_is_no_sentence_is_refused_in_one_sentence(number: object) -> None:
    said = r"^There is no sentence .{1,40}: write a whole number from 1 to 32\.$"
    for ask in (keys.sentence, offered):
        with pytest.raises(AnswerError, match=said):
            ask(number)  # type: ignore[arg-type]
