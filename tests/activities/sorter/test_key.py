import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from walk import each
from wayout.activities.sorter.agreement import Choice
from wayout.activities.sorter.key import (
    STATES,
    clues,
    judged,
    key,
    offered,
    sentence,
    state,
    visible,
)
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
def test_every_sentence_has_a_key_an_explanation_and_a_clue(one: Sentence) -> None:
    assert key()[one.number].kinds
    assert key()[one.number].checkable
    assert one.why.endswith(".")
    assert clues(one), "the explanation quotes no word of the sentence"
    assert set(clues(one)) <= {*one.hedges, *one.cues}


def test_clues_come_in_the_order_of_the_explanation() -> None:
    assert clues(key()[2]) == ("may", "speculation")
    assert clues(key()[32]) == ("only",)


@each(sentences())
def test_words_are_offered_in_an_order_that_tells_nothing(one: Sentence) -> None:
    words = offered(one.number)
    assert set(one.hedges) <= set(words), "a hedge that is asked for must be seen"
    assert set(clues(one)) <= set(words)
    assert list(words) == sorted(set(words), key=str.casefold)
    assert 3 <= len(words) <= 7


@each(sentences())
def test_words_are_offered_from_the_few_that_are_quoted(one: Sentence) -> None:
    for text in (one.quote, one.says):
        assert "  " not in text
    seen = " " + " ".join(re.findall(r"[\w’'-]+", f"{one.quote} | {one.says}")).casefold() + " "
    assert [word for word in offered(one.number) if f" {word.casefold()} " not in seen] == []


def test_a_word_that_is_not_on_the_page_is_neither_offered_nor_asked_for() -> None:
    assert "visits" not in offered(1)
    assert "overly" not in offered(5)
    assert "must" not in offered(19)
    hidden = replace(key()[19], quote="generate", says="It may be so.")
    assert visible(hidden, ("may", "must", "potential", "generate it")) == ("may",)


def test_no_phrase_runs_across_words_that_are_left_out() -> None:
    assert visible(key()[9], ("made inextricably", "has made")) == ("has made",)


def test_small_words_are_offered_only_where_the_table_names_them() -> None:
    assert offered(1) == ("diplomatic", "frequent", "moves")
    assert "to" not in offered(2)
    assert "only if" in offered(28)
    assert "only" in offered(32)


@each(sentences())
def test_every_reading_in_the_set_is_fair_and_every_other_one_differs(one: Sentence) -> None:
    for kind in KINDS:
        for checkable in CHECKABLE:
            fair = kind in one.kinds and checkable in one.checkable
            found = state(one.number, chosen(one.number, kind, checkable))
            assert found == (("several" if one.several_fair else "agrees") if fair else "differs")


def test_without_a_choice_nothing_is_said() -> None:
    said = judged([])
    assert said.state == "unanswered"
    assert {said.kind, said.checkable, said.words, said.why, said.before} == {""}


def test_one_fair_reading_agrees() -> None:
    said = judged([chosen(3, "fact", "yes")])
    assert said.state == "agrees"
    assert said.kind == "You chose fact, and so does the key."
    assert said.checkable == "You chose “yes”, and so does the key."


def test_a_fair_doubt_is_two_fair_readings() -> None:
    said = judged([chosen(13, "motive", "in part")])
    assert said.state == "several"
    assert said.kind == "Both readings are fair: motive, which you chose, and fact."


def test_three_fair_readings_are_all_named() -> None:
    said = judged([chosen(28, "cause", "in part")])
    assert said.state == "several"
    assert (
        said.kind
        == "Several readings are fair: cause, which you chose, and also norm and forecast."
    )
    assert said.checkable == "Both readings are fair: “in part”, which you chose, and “no”."


def test_another_reading_hears_which_words_speak_for_the_key_and_why() -> None:
    said = judged([chosen(2, "norm", "yes")])
    assert said.state == "differs"
    assert said.kind == (
        "You chose norm; the key reads motive, fact or cause. "
        "Look again at “may” and “speculation”."
    )
    assert said.checkable == "You chose “yes”; the key reads “in part” or “no”."
    assert said.why == sentence(2).why


def test_a_fair_kind_with_another_answer_on_checking_differs_in_that_only() -> None:
    said = judged([chosen(3, "fact", "no")])
    assert said.state == "differs"
    assert said.kind == "You chose fact, and so does the key."


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (1, (), "The key marks none of these words."),
        (1, ("frequent",),
         "The key marks none of these words. You mark “frequent”: say aloud why."),
        (2, (), "The key marks “may”."),
        (2, ("may",), "You and the key mark “may”."),
        (2, ("may", "led"), "You and the key mark “may”. You also mark “led”: say aloud why."),
        (8, ("can",), "The key marks “hardly”. You mark “can”: say aloud why."),
        (9, ("most",), "You and the key mark “most”. The key also marks “inextricably”."),
    ],
)  # fmt: skip
def test_marked_words_are_set_beside_the_hedges(
    number: int, words: tuple[str, ...], said: str
) -> None:
    one = sentence(number)
    assert judged([chosen(number, one.kinds[0], one.checkable[0], *words)]).words == said


def test_the_first_choice_is_remembered_once_it_has_changed() -> None:
    made = [chosen(3, "norm", "no"), chosen(3, "fact", "yes")]
    assert judged(made[:1]).before == ""
    assert judged(made).before == "Your first choice was norm, and “no” on checking."
    assert judged([*made, made[0]]).before == ""


@given(NUMBERS, st.sampled_from(KINDS), st.sampled_from(CHECKABLE))
def test_no_choice_is_graded(number: int, kind: str, checkable: str) -> None:
    said = judged([chosen(number, kind, checkable)])
    assert not GRADES.search(" ".join([said.kind, said.checkable, said.words, said.before]))
    assert all(text.endswith(".") for text in (said.kind, said.checkable, said.words, said.why))


def test_every_state_has_a_sign_and_words_of_its_own() -> None:
    signs, words = zip(*STATES.values(), strict=True)
    assert len({*signs}) == len({*words}) == len(STATES) == 4


@pytest.mark.parametrize(
    "number",
    [0, 33, -1, 1.0, 2.5, True, None, "3", [3], float("nan"), object(),
               pytest.param(10**5000, id="huge")],
)  # fmt: skip
def test_what_is_no_sentence_is_refused_in_one_sentence(number: object) -> None:
    for ask in (sentence, offered):
        with pytest.raises(AnswerError) as caught:
            ask(number)  # type: ignore[arg-type]
        assert re.fullmatch(
            r"There is no sentence .{1,40}: write a whole number from 1 to 32\.", str(caught.value)
        )
