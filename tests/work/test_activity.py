"""An activity: what it reads, which question an entry answers, what the same again does."""

from dataclasses import replace
from typing import Any

import pytest

from faces import refuse
from wayout.work.activity import Activity, AnswerError, as_dict, reason
from wayout.work.entries import Entry
from wayout.work.workfile import WorkFile


def _read(entry: Entry) -> int | None:
    found = as_dict(entry).get("n")
    return found if isinstance(found, int) else None


GUESS = Activity("guess", _read, lambda e: f"{e.lesson} {e.claim}", done=lambda n: n > 5)


@pytest.fixture
def kept(work: WorkFile) -> WorkFile:
    for n, claim in ((3, "a"), (7, "b"), (8, "b"), (9, "c"), (1, "c")):
        GUESS.keep(work, {"n": n}, lesson="02", claim=claim)
    for odd in (None, "text", {"n": "x"}, [1]):
        work.add("guess", odd, lesson="02", claim="d")
    work.add("other", {"n": 9}, lesson="02", claim="e")
    return work


def test_what_another_program_wrote_is_passed_over(kept: WorkFile) -> None:
    assert GUESS.answers(kept) == [3, 7, 8, 9, 1]
    assert GUESS.answers(kept, "b") == [7, 8]
    assert [entry.value["n"] for entry, _ in GUESS.pairs(kept, "c")] == [9, 1]


def test_a_place_is_answered_by_any_entry_and_completed_by_a_fitting_one(kept: WorkFile) -> None:
    assert GUESS.places(kept.entries()) == {"02 a", "02 b", "02 c"}
    assert GUESS.completed(kept) == {"02 b", "02 c"}


def test_the_same_answer_again_at_the_same_place_stays_one_entry(work: WorkFile) -> None:
    first = GUESS.keep(work, {"n": 3}, lesson="02", claim="a")
    GUESS.keep(work, {"n": 3}, lesson="02", claim="b")
    assert GUESS.keep(work, {"n": 3}, lesson="02", claim="a") == first
    GUESS.keep(work, {"n": 4}, lesson="02", claim="a")
    GUESS.keep(work, {"n": 3}, lesson="02", claim="a")
    assert GUESS.answers(work, "a") == [3, 4, 3]


def test_the_same_answer_again_tries_the_disk_again(
    work: WorkFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", refuse)
        GUESS.keep(work, {"n": 3}, lesson="02")
        assert work.unsaved == 1
    GUESS.keep(work, {"n": 3}, lesson="02")
    assert (work.unsaved, len(WorkFile(work.path).entries())) == (0, 1)


def test_an_entry_without_the_field_that_says_it_in_a_word_is_compared_all_the_same() -> None:
    guess = replace(GUESS, read=lambda _: 1, place=lambda e: e.claim, brief="n")
    said: dict[str, Any] = {"a": {}, "b": {"n": None}, "c": None, "d": {"n": 0}}
    entries = [Entry("", "guess", "", "02", claim, value) for claim, value in said.items()]
    assert guess.briefly(entries) == {"a": "–", "b": "–", "c": "–", "d": "0"}


@pytest.mark.parametrize("odd", ["", "  ", "two words", "… – !", "👍 👍 👍", None, 7, b"a b c"])
def test_a_reason_is_a_text_of_three_words(odd: Any) -> None:
    with pytest.raises(AnswerError, match="at least three words"):
        reason(odd)
    with pytest.raises(AnswerError, match="another sentence"):
        reason(odd, "another sentence")
    assert [reason(" a b c "), reason("我不知道")] == ["a b c", "我不知道"]
