"""Sorting sentences without the card: what is kept, what the key says of it, what is refused."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from cases import made, refused
from held import held
from wayout.activities.sorter.choices import ACTIVITY, MEANINGS, SETTLES, Sorter
from wayout.activities.sorter.key import game, key
from wayout.essay import CHECKABLE, KINDS
from wayout.work.activity import AnswerError
from wayout.work.entries import Entry, WorkError, write
from wayout.work.workfile import WorkFile

HELD = held(__file__)
HOSTILE = "<img src=x onerror=alert(1)> 🧭"


@pytest.fixture
def sorter(work: WorkFile) -> Sorter:
    return Sorter("01", work)


def mates(choices: dict[int, Any]) -> str:
    """Return a classmate's file with these kinds, one entry a sentence."""
    return write(entries({n: [kind] for n, kind in choices.items()}))


def entries(choices: dict[int, list[Any]]) -> Iterator[Entry]:
    flat = [(n, kind) for n, kinds in choices.items() for kind in kinds]
    for place, (number, kind) in enumerate(flat):
        value = {"sentence": number, "kind": kind, "checkable": "no", "words": [], "reason": ""}
        yield Entry(f"their{place}", "sorted", f"2026-01-01T00:00:{place:02d}", "01", "", value)


def sort_all(sorter: Sorter, kind: Callable[[int], str]) -> None:
    for number, one in key().items():
        sorter.sort(number, kind(number), one.checkable[0])


def test_each_kind_and_each_answer_says_what_it_means() -> None:
    assert tuple(MEANINGS) == KINDS
    assert tuple(SETTLES) == CHECKABLE
    assert all(len(words.split()) <= 12 for words in [*MEANINGS.values(), *SETTLES.values()])


def test_nothing_is_known_before_a_choice_and_every_kind_can_be_chosen(sorter: Sorter) -> None:
    for number in key():
        assert (sorter.state(number), sorter.choice(number)) == ("unanswered", None)
        assert (sorter.history(number), sorter.feedback(number).why) == ([], "")
    assert sorter.choices() == {}
    for number in (1, 17, 32):
        for place, kind in enumerate(KINDS):
            sorter.sort(number, kind, CHECKABLE[place % 3])
        assert [choice.kind for choice in sorter.history(number)] == list(KINDS)
    assert sorter.work.entries("sorted")[0].lesson == "01"


def test_a_choice_may_be_changed_and_the_old_one_is_kept(sorter: Sorter) -> None:
    first = sorter.sort(5, "norm", "no", ["vassal", "may", "may"], f" {HOSTILE} ")
    assert sorter.sort(5, "norm", "no", ("may", "vassal"), HOSTILE) == first
    sorter.sort(5, "motive", "no")
    sorter.sort(5, "motive", "no", {"may": True})
    found = [(c.kind, c.words, c.reason) for c in sorter.history(5)]
    changed = [("motive", (), ""), ("motive", ("may",), "")]
    assert found == [("norm", ("may", "vassal"), HOSTILE), *changed]
    assert (sorter.state(5), bool(sorter.feedback(5).before)) == ("several", True)


def test_two_notebooks_sort_into_one_file(sorter: Sorter) -> None:
    other = Sorter("01", WorkFile(sorter.work.path))
    sorter.sort(1, "fact", "yes")
    other.sort(2, "fact", "no")
    sorter.sort(3, "fact", "yes")
    other.sort(1, "fact", "yes")
    other.sort(1, "norm", "yes")
    assert sorted(sorter.choices()) == sorted(other.choices()) == [1, 2, 3]
    assert [choice.kind for choice in sorter.history(1)] == ["fact", "norm"]
    assert len(Sorter("05", WorkFile(sorter.work.path)).work.entries("sorted")) == 4


# What is refused ------------------------------------------------------------------------------

ODD: list[Any] = [None, "Fact", "facts", HOSTILE, b"fact", ["fact"], [], {}]
ODD += [0, 1, True, 2.5, float("nan"), np.array([1, 2]), object()]
NUMBERS: list[Any] = [0, 33, True, None, "3", 3.0, [], float("inf"), 10**5000]
WORDS: list[Any] = [None, 5, True, "may", ["perhaps"], [1], [["may"]], [HOSTILE], np.array("may")]


@pytest.mark.parametrize(("said", "odd_ones", "call"), HELD["refused"])
def test_what_cannot_be_kept_is_refused_in_a_sentence(
    sorter: Sorter, said: str, odd_ones: str, call: str
) -> None:
    for odd in made(odd_ones, **globals()):
        with pytest.raises(AnswerError, match=rf"^{said}.*\.\Z"):
            made(call, **{**globals(), "sorter": sorter, "odd": odd})
    assert sorter.work.entries() == []
    assert type(sorter.sort(np.int64(5), "motive", "no").value["sentence"]) is int


def test_odd_words_and_reasons_in_a_file_do_no_harm(sorter: Sorter) -> None:
    value = {"sentence": 5, "kind": "motive", "checkable": "no"}
    for words in (None, 5, "may", [1, "may", "perhaps"], {"may": 1}):
        sorter.work.add("sorted", {**value, "words": words, "reason": words})
        choice = sorter.history(5)[-1]
        assert set(choice.words) <= {"may"}, words
        assert isinstance(choice.reason, str)


def test_agreement_counts_choices_inside_the_accepted_sets(sorter: Sorter) -> None:
    assert sorter.agreement().words() == "No sentence has been sorted yet."
    sorter.sort(3, "norm", "yes")
    sorter.sort(13, "motive", "yes")
    agreement = sorter.agreement()
    assert (agreement.done, agreement.kinds, agreement.checked, agreement.checks) == (2, 1, 2, 1)
    sorter.sort(3, "fact", "yes")
    said = "Your kind is one that the key accepts in 2 of 2 sentences (1 at first). Your answer to"
    assert (
        sorter.agreement().words() == f"{said} “could it be checked?” is one in 1 of 2 sentences."
    )


def test_the_state_is_the_same_wherever_it_is_asked(sorter: Sorter) -> None:
    for number, kind, check in ((3, "fact", "yes"), (4, "fact", "no"), (13, "fact", "in part")):
        sorter.sort(number, kind, check)
        assert sorter.state(number) == sorter.feedback(number).state == sorter.states()[number]
    sort_all(sorter, lambda number: key()[number].kinds[-1])
    assert set(sorter.states().values()) == {"agrees", "several"}
    assert sorter.agreement().kinds == sorter.agreement().checks == 32


def test_the_game_is_six_sentences_that_need_every_kind_and_have_several_fair_readings() -> None:
    chosen = [key()[number] for number in game()]
    assert len(chosen) == 6
    assert {kind for one in chosen for kind in one.kinds} == set(KINDS)
    assert all(one.several_fair and one.dispute.endswith("?") for one in chosen)
    assert ACTIVITY.every() == [str(number) for number in game()]


def test_a_kind_alone_completes_a_sentence_and_checking_may_follow(sorter: Sorter) -> None:
    sorter.sort(3, "fact")
    assert (sorter.state(3), ACTIVITY.completed(sorter.work)) == ("agrees", {"3"})
    said = sorter.feedback(3)
    assert (said.checkable, said.words, said.before) == ("", "", "")
    sorter.sort(3, "fact", "no", ["record"])
    assert (sorter.state(3), sorter.feedback(3).before) == ("differs", "")
    assert sorter.feedback(3).checkable
    assert (
        sorter.feedback(3).words
        == "You and the key mark “record”. The key also marks “data” and “prior to”."
    )
    sorter.sort(3, "norm", "yes", ["record"])
    assert sorter.feedback(3).before == "Your first choice was fact and “no” on checking."
    found = sorter.compare(mates({3: "fact"}))
    assert (found.same_kind, found.checked, found.same_check) == (1, 1, 1)


def test_two_who_chose_kinds_alone_are_compared_on_kinds_alone(sorter: Sorter) -> None:
    sorter.sort(3, "fact")
    found = sorter.compare(mates({3: "fact"}))
    assert (found.same_kind, found.checked) == (1, 0)
    assert found.words() == (
        "You have both sorted 1 sentence. At first you chose the same kind for 1 of 1."
    )


def test_a_classmate_is_compared_on_the_first_choices_of_both(sorter: Sorter) -> None:
    sort_all(sorter, lambda number: "fact" if number <= 16 else "norm")
    sorter.sort(1, "norm", "yes")
    theirs = {n: ["fact" if n <= 8 else "norm", "cause"] for n in range(1, 21)}
    found = sorter.compare(write(entries(theirs)))
    # Both: 8 facts and 4 norms of 20, p = 0.6; e = 0.8 * 0.4 + 0.2 * 0.6 = 0.44; 0.16 / 0.56.
    assert (found.shared, found.same_kind) == (tuple(range(1, 21)), 12)
    assert found.kappa == pytest.approx(0.16 / 0.56)
    assert [d.number for d in found.differ] == list(range(9, 17))
    assert not any(d.both_fair for d in found.differ)


def test_nothing_of_a_classmate_is_kept_and_what_is_ours_is_left_out(sorter: Sorter) -> None:
    sorter.sort(1, "fact", "yes")
    before, text = sorter.work.dumps(), mates({1: "norm", 2: "fact"})
    assert sorter.compare(text) == sorter.compare(text.encode())
    assert sorter.work.dumps() == before
    assert sorted(sorter.choices()) == [1]
    sorter.sort(2, "fact", "no")
    both = write([*sorter.work.entries(), *entries({2: ["norm"]})])
    assert sorter.compare(both).shared == (2,)
    others = sorter.compare(mates({5: "norm"}))
    assert (others.shared, others.differ, others.kappa) == ((), (), None)


def test_a_file_that_cannot_be_compared_is_one_sentence_and_loses_nothing(sorter: Sorter) -> None:
    with pytest.raises(AnswerError, match="Sort some sentences yourself first"):
        sorter.compare(mates({1: "norm"}))
    sorter.sort(1, "fact", "yes")
    data = json.loads(mates({1: "norm", 2: "fact"}))
    del data["entries"][1]["when"]
    before, errors = sorter.work.dumps(), (AnswerError, WorkError)
    refused(HELD["files"], errors, sorter=sorter, HALF=json.dumps(data))
    assert sorter.work.dumps() == before
