"""The dial without its card: what is kept, what counts, what is late, what is refused."""

import pytest

from cases import equal, refused
from held import held
from wayout.activities.dial.answers import STAGES, Dial, percent_in_words
from wayout.work.activity import AnswerError
from wayout.work.workfile import WorkFile

HELD = held(__file__)
WHY = "He flew to three capitals."
OTHER = "The oil price explains it."
LATER = "A late change of mind."


@pytest.fixture
def dial(work: WorkFile) -> Dial:
    return Dial("way_out", "02", work)


def given(dial: Dial, *answers: tuple[str, int | None]) -> Dial:
    for stage, percent in answers:
        dial.save(stage, percent, WHY, OTHER)
    return dial


@pytest.mark.parametrize("answers", HELD["states"])
def test_states_follow_the_order_of_the_answers(dial: Dial, answers: str) -> None:
    asked = [one.split() for one in answers.split(", ") if one]
    given(dial, *((stage, None if n == "cannot" else int(n)) for stage, n in asked))
    assert list(map(dial.state, STAGES)) == HELD["states"][answers]
    assert len(dial.work.entries("dial")) == len(asked), "nothing is overwritten"


def test_an_answer_counts_until_a_later_one_and_late_ones_stand_beside_it(dial: Dial) -> None:
    given(dial, ("before", 60), ("before", 70), ("after", 35))
    dial.save("before", None, f" {LATER} ", "not asked here, so not kept")
    found = [(a.stage, a.percent, a.why, a.opposite, a.late)
             for a in (dial.answer("before"), *dial.edits("before")) if a]  # fmt: skip
    assert found == [("before", 70, WHY, "", False), ("before", None, LATER, "", True)]


def test_stages_come_in_order(dial: Dial) -> None:
    for stage in STAGES[1:]:
        with pytest.raises(AnswerError, match="first answer"):
            dial.save(stage, 50, WHY, OTHER)
    given(dial, ("before", 60), ("debate", 80))
    with pytest.raises(AnswerError, match="stays empty"):
        dial.save("after", 50, WHY, OTHER)
    assert dial.answer("after") is None


def test_other_claims_do_not_count_and_other_lessons_do(dial: Dial) -> None:
    given(dial, ("before", 60))
    other = Dial("record", "03", dial.work)
    assert (other.state("before"), other.changes()) == ("empty", [])
    given(Dial("way_out", "09", dial.work), ("debate", 40))
    assert [entry.lesson for entry in dial.work.entries("dial")] == ["02", "09"]
    assert dial.state("before") == "locked"


def test_what_cannot_be_kept_is_refused_in_a_sentence(dial: Dial) -> None:
    given(dial, ("before", 20))
    refused(HELD["refused"], AnswerError, dial=dial, WHY=WHY, OTHER=OTHER)
    assert len(dial.work.entries()) == 1


@pytest.mark.parametrize("why", ["", "  ", "no idea", "No source says it."])
def test_cannot_say_is_an_answer_and_owes_no_reason(dial: Dial, why: str) -> None:
    for stage in STAGES:
        dial.save(stage, None, why, why)
        answer = dial.answer(stage)
        assert answer is not None
        assert (answer.percent, answer.why) == (None, why.strip())


def test_the_change_table_says_how_far_each_answer_moved(dial: Dial) -> None:
    given(dial, ("before", 60), ("after", None), ("debate", 75), ("after", 20), ("before", 10))
    rows = [(row.answer.stage, row.answer.percent, row.move) for row in dial.changes()]
    assert rows[:3] == [("before", 60, None), ("before", 10, None), ("after", None, None)]
    assert rows[3:] == [("after", 20, -40), ("debate", 75, 15)]
    assert [row.answer.late for row in dial.changes()] == [False, True, False, True, False]


def test_the_same_answer_again_stays_one_entry(dial: Dial) -> None:
    given(dial, ("before", 60), ("before", 60), ("before", 65), ("before", 65), ("before", 60))
    assert [entry.value["percent"] for entry in dial.work.entries()] == [60, 65, 60]


def test_answers_in_words_and_the_seven_lean_the_way_the_number_leans() -> None:
    equal(HELD["words"], percent_in_words=percent_in_words)
    assert len({percent_in_words(p).split(", ")[1] for p in range(0, 101, 5)}) == 7
    for percent in range(5, 45, 5):
        assert "unlikely" in percent_in_words(percent)
        assert "unlikely" not in percent_in_words(100 - percent)
