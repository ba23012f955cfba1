import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayout.activities.dial import STAGES, BeliefError, Dial, brier, in_words, words
from wayout.work.workfile import WorkFile

WHY = "He flew to three capitals."
OTHER = "The oil price explains it."


@pytest.fixture
def dial(tmp_path: Path) -> Dial:
    return Dial("way_out", "02", WorkFile(tmp_path / "my_work.json"))


def test_a_dial_is_empty_then_saved_then_locked_then_changed(dial: Dial) -> None:
    assert dial.state("before") == "empty"
    dial.save("before", 60, WHY)
    assert dial.state("before") == "saved"
    dial.save("after", 35, WHY, OTHER)
    assert (dial.state("before"), dial.state("after")) == ("locked", "saved")
    dial.save("before", 50, "I was too quick then.")
    assert (dial.state("before"), dial.state("after")) == ("changed", "saved")


def test_an_answer_may_be_changed_until_a_later_one_and_both_are_kept(dial: Dial) -> None:
    dial.save("before", 60, WHY)
    dial.save("before", 70, "On second thought, more likely.")
    answer = dial.answer("before")
    assert answer is not None
    assert answer.percent == 70
    assert dial.state("before") == "saved"
    assert [entry.value["percent"] for entry in dial.work.entries(kind="dial")] == [60, 70]


def test_editing_the_past_adds_an_entry_and_the_old_one_still_counts(dial: Dial) -> None:
    dial.save("before", 60, WHY)
    dial.save("after", 35, WHY, OTHER)
    dial.save("before", 30, "I never thought that.")
    answer = dial.answer("before")
    assert answer is not None
    assert (answer.percent, answer.why) == (60, WHY)
    assert [(edit.percent, edit.late) for edit in dial.edits("before")] == [(30, True)]


def test_a_later_stage_never_leaks_into_an_earlier_one(dial: Dial) -> None:
    dial.save("before", None, "I do not know enough.")
    dial.save("after", 35, "Secret later reason.", "Secret other side.")
    before = dial.answer("before")
    assert before is not None
    assert before.percent is None
    assert "Secret" not in before.why + before.opposite
    assert dial.edits("before") == []


def test_stages_come_in_order(dial: Dial) -> None:
    for stage in STAGES[1:]:
        with pytest.raises(BeliefError, match="first answer"):
            dial.save(stage, 50, WHY, OTHER)
    dial.save("before", 60, WHY)
    dial.save("debate", 80, WHY, OTHER)
    with pytest.raises(BeliefError, match="stays empty"):
        dial.save("after", 50, WHY, OTHER)
    assert (dial.state("after"), dial.answer("after")) == ("locked", None)


def test_dials_of_other_claims_do_not_count(dial: Dial) -> None:
    dial.save("before", 60, WHY)
    other = Dial("record", "03", dial.work)
    assert (other.state("before"), other.changes()) == ("empty", [])


def test_answers_of_another_lesson_do_count(dial: Dial) -> None:
    dial.save("before", 60, WHY)
    later = Dial("way_out", "09", dial.work)
    later.save("debate", 40, WHY, OTHER)
    assert [entry.lesson for entry in dial.work.entries(kind="dial")] == ["02", "09"]
    assert dial.state("before") == "locked"


@pytest.mark.parametrize("percent", [-5, 105, 33, 50.0, True, "50", [50]])
def test_only_fives_from_0_to_100_are_taken(dial: Dial, percent: object) -> None:
    with pytest.raises(BeliefError, match="0 to 100 in steps of 5"):
        dial.save("before", percent, WHY)  # type: ignore[arg-type]
    assert dial.work.entries() == []


@pytest.mark.parametrize("why", ["", "  ", "no idea", "because!!! – …", "a-b"])
def test_a_reason_has_three_words(dial: Dial, why: str) -> None:
    with pytest.raises(BeliefError, match="at least three words"):
        dial.save("before", 60, why)


@pytest.mark.parametrize("why", ["", "  ", "no idea", "No source says it."])
def test_cannot_say_is_an_answer_and_owes_no_reason(dial: Dial, why: str) -> None:
    for stage in STAGES:
        dial.save(stage, None, why, why)
        answer = dial.answer(stage)
        assert answer is not None
        assert (answer.percent, answer.why) == (None, why.strip())


def test_the_opposite_is_asked_from_the_second_answer_on(dial: Dial) -> None:
    dial.save("before", 60, WHY, "not asked here, so not kept")
    for stage in ("after", "debate"):
        with pytest.raises(BeliefError, match="sees it the other way"):
            dial.save(stage, 60, WHY, "two words")
        dial.save(stage, 60, WHY, OTHER)
    assert [e.value["opposite"] for e in dial.work.entries()] == ["", OTHER, OTHER]


def test_an_unknown_stage_is_named(dial: Dial) -> None:
    for ask in (dial.state, dial.answer, dial.edits):
        with pytest.raises(BeliefError, match=r"“later”.*before, after, debate"):
            ask("later")


def test_words_are_counted_in_any_script() -> None:
    assert words("one two  three") == 3
    assert words("Это не так") == 3
    assert words("我不知道") == 4
    assert words("👍 👍 👍") == 0


def test_the_change_table_says_how_far_each_answer_moved(dial: Dial) -> None:
    dial.save("before", 60, WHY)
    dial.save("after", None, WHY, OTHER)
    dial.save("debate", 75, WHY, OTHER)
    dial.save("after", 20, "A late change of mind.", OTHER)
    rows = [(row.answer.stage, row.answer.percent, row.answer.late, row.move)
            for row in dial.changes()]  # fmt: skip
    assert rows == [
        ("before", 60, False, None),
        ("after", None, False, None),
        ("after", 20, True, -40),
        ("debate", 75, False, 15),
    ]


def test_the_first_answer_has_no_move_even_when_changed_later(dial: Dial) -> None:
    dial.save("before", 60, WHY)
    dial.save("after", 60, WHY, OTHER)
    dial.save("before", 10, "A late change of mind.")
    assert [row.move for row in dial.changes()] == [None, None, 0]


@pytest.mark.parametrize(
    "value", [None, 5, {}, {"stage": "never"}, {"stage": "before", "percent": 33}, ["before"]]
)
def test_entries_of_another_shape_are_passed_over(dial: Dial, value: object) -> None:
    dial.work.add("dial", value, claim="way_out")
    assert (dial.state("before"), dial.changes()) == ("empty", [])


def test_hostile_text_is_kept_as_it_is(dial: Dial) -> None:
    text = "<img src=x onerror=alert(1)> is no reason 🧭"
    dial.save("before", 60, text)
    answer = Dial("way_out", "02", WorkFile(dial.work.path)).answer("before")
    assert answer is not None
    assert answer.why == text
    assert json.loads(dial.work.path.read_text("utf-8"))["entries"][0]["value"]["why"] == text


def test_answers_in_words() -> None:
    assert in_words(0) == "0 %, certainly not"
    assert in_words(50) == "50 %, as likely as not"
    assert in_words(100) == "100 %, certain"
    assert in_words(75, "norm") == "75 %, rather yes"
    assert in_words(None) == "I cannot say"
    assert len({in_words(p).split(", ")[1] for p in range(0, 101, 5)}) == 7


def test_the_words_lean_the_way_the_number_leans() -> None:
    for percent in range(5, 45, 5):
        assert "unlikely" in in_words(percent)
        assert "unlikely" not in in_words(100 - percent)


def test_brier_by_hand() -> None:
    assert brier(0.5, True) == brier(0.5, False) == 0.25
    assert brier(0.9, True) == pytest.approx(0.01)
    assert brier(0.9, False) == pytest.approx(0.81)
    assert (brier(1, True), brier(1, False)) == (0, 1)


@given(st.floats(0, 1), st.booleans())
def test_brier_is_between_0_and_1_and_symmetric(probability: float, happened: bool) -> None:
    score = brier(probability, happened)
    assert 0 <= score <= 1
    assert score == pytest.approx(brier(1 - probability, not happened))


@pytest.mark.parametrize("probability", [-0.1, 1.1, 70, float("nan"), True, None, "0.7"])
def test_brier_refuses_what_is_no_probability(probability: object) -> None:
    with pytest.raises(BeliefError, match="from 0 to 1"):
        brier(probability, True)  # type: ignore[arg-type]


@pytest.mark.parametrize("happened", [1, 0, None, "yes"])
def test_brier_refuses_what_is_no_outcome(happened: object) -> None:
    with pytest.raises(BeliefError, match="True or False"):
        brier(0.5, happened)  # type: ignore[arg-type]


def test_the_same_answer_twice_is_one_entry(dial: Dial) -> None:
    first = dial.save("before", 60, WHY)
    assert dial.save("before", 60, f" {WHY} ") == first
    dial.save("before", 65, WHY)
    dial.save("before", 60, WHY)
    assert [entry.value["percent"] for entry in dial.work.entries()] == [60, 65, 60]


def test_the_same_answer_again_tries_the_disk_again(
    dial: Dial, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", refuse)
        dial.save("before", 60, WHY)
        assert dial.work.unsaved == 1
    dial.save("before", 60, WHY)
    assert (dial.work.unsaved, len(WorkFile(dial.work.path).entries())) == (0, 1)
