"""The closing cards: empty, half full and full; they grade nothing and write nothing."""

import pytest

from checkout import ROOT
from faces import Hand
from wayout import essay
from wayout.activities.builder import BUILT, WRITTEN, tasks
from wayout.activities.closing import dials, findings
from wayout.activities.closing.all_dials import ASKED
from wayout.activities.desk import known
from wayout.activities.desk.desk import Desk
from wayout.activities.dial.answers import Dial
from wayout.activities.guess import GUESS
from wayout.activities.sorter.choices import Sorter
from wayout.activities.yardstick.choice import Yardstick
from wayout.course.lessons import lessons
from wayout.essay import sentences
from wayout.widgets.form import shown
from wayout.work.session import Session

WHY = "He flew to three capitals."


def test_the_dials_are_those_that_the_lessons_ask() -> None:
    asked = [(place.split()[0], one.number)
             for one in lessons() for place in one.activities.get("dial", ())]  # fmt: skip
    assert dict(asked[::-1]) == ASKED, "the first lesson that asks it"
    assert (ROOT / "lessons" / "so_far.ipynb").exists()


def test_an_empty_file_is_told_kindly_and_nothing_is_written(opened: Session) -> None:
    rows = Hand(dials()).sees()["rows"]
    assert [row.says[:21] for row in rows] == [
        f"No dial yet. Lesson {n}" for n in range(1, 1 + len(ASKED))
    ]
    seen = Hand(findings()).sees()
    assert not any(seen.values())
    for face in (dials(), findings()):
        assert "0 of" not in shown(face).still()  # type: ignore[union-attr]
    assert opened.work.entries() == []


def test_each_dial_is_a_row_from_the_first_answer_to_the_last(opened: Session) -> None:
    way, record = Dial("way_out", "01", opened.work), Dial("record", "03", opened.work)
    way.save("before", 70, WHY)
    way.save("after", 35, WHY, WHY, "figure", "<b>the map</b>")
    way.save("before", 10, WHY)
    record.save("before", 50, WHY)
    Dial("s01", "09", opened.work).save("before", None, "")
    for unknown in ("s99", ""):
        opened.work.add("dial", {"stage": "before", "percent": 60}, claim=unknown)
        opened.work.add("verdict", {"outcome": "holds", "why": WHY, "author": ""}, claim=unknown)
        assert not Hand(findings()).sees()["verdicts"]
    rows = {row.about.id: row for row in Hand(dials()).sees()["rows"]}
    assert list(rows) == [*ASKED, "s01"]
    assert rows["way_out"].says == "70 %, likely → 35 %, unlikely. ▼ 35 down"
    assert rows["way_out"].by == "a figure: <b>the map</b>"
    assert rows["record"].says == "50 %, half and half. One answer so far: no arrow yet."
    assert rows["s01"].says.startswith("I cannot say. One answer")
    page = shown(dials()).html  # type: ignore[union-attr]
    assert "<b>the map" not in page
    assert page.count("<circle") == 3


def test_findings_put_own_answers_beside_the_tables(opened: Session) -> None:
    desk = Desk("s01", "02", opened.work)
    used = ("iran_came_to_moscow", "last_in_tehran")
    for one in used:
        desk.open(one)
        desk.judge(one, "against")
    desk.give("cannot tell", WHY, used)
    desk.give("holds", "a <i>reason</i> of mine", used)
    GUESS.keep(opened.work, {"of": "chinas_share", "values": [60]}, lesson="04")
    GUESS.keep(opened.work, {"of": "chinas_share", "values": [30]}, lesson="04")
    Yardstick("04", opened.work).save("before", "exports", 28.0, WHY)
    seen = Hand(findings()).sees()
    assert [(one["group"], one["claim"].id) for one in seen["verdicts"]] == [
        ("You say that it holds", "s01")
    ]
    assert seen["verdicts"][0]["corrects"]
    desk.give("holds in part", "I read it so.", used)
    assert not Hand(findings()).sees()["verdicts"][0]["corrects"]
    assert "6 December 2023" in seen["verdicts"][0]["adds"][0]
    assert [said.startswith("You said 60;") for _, said in seen["guesses"]] == [True]
    assert seen["yardsticks"][0][1].startswith("China's share of Russia's exports: 28 %")
    desk.give("holds", "a <i>reason</i> of mine", used)
    assert "<i>reason" not in shown(findings()).html  # type: ignore[union-attr]


def test_sentences_needs_and_places_are_told_as_they_were_answered(opened: Session) -> None:
    for place in ("02 q6", "05 needs"):
        choice = {str(slot): "0" for slot in range(len(tasks()[place].slots))}
        BUILT.keep(opened.work, {"of": place, "choice": choice}, lesson=place[:2])
    GUESS.keep(opened.work, {"of": "odd_dot", "values": [60, 100]}, lesson="05")
    seen = Hand(findings()).sees()
    assert seen["built"][0][0] == "In exercise 2 you built, not all of it right yet:"
    assert len(seen["matched"]) == len(tasks()["05 needs"].slots)
    assert seen["guesses"][0][1].endswith("outside it. It is Uganda.")
    value = {"of": "02 q6", "text": "He was in <i>two</i> countries.", "ticks": []}
    WRITTEN.keep(opened.work, value, lesson="02")
    seen = Hand(findings()).sees()
    assert seen["built"] == [("In exercise 2 you wrote:", value["text"])]
    assert "<i>two" not in shown(findings()).html  # type: ignore[union-attr]


def test_kinds_of_sentences_are_told_kindly(opened: Session) -> None:
    sorter = Sorter("01", opened.work)
    facts = [one.number for one in sentences() if one.kinds == ("fact",)][:3]
    norms = [one.number for one in sentences() if one.kinds == ("norm",)][:3]
    for number in norms:
        sorter.sort(number, "fact")
    (parted,) = Hand(findings()).sees()["kinds"]
    assert "“norm” (3 of 3)" in parted, "nothing is called met that never was"
    for number in facts:
        sorter.sort(number, "fact")
    met, parted = Hand(findings()).sees()["kinds"]
    assert "“fact” (3 of 3)" in met
    assert "“norm” (3 of 3)" in parted


@pytest.mark.parametrize("claim", known.everything())
def test_what_the_tables_add_is_a_claim_of_the_data(claim: str) -> None:
    assert essay.claim(claim)
    assert {essay.claim(one).origin for one in known.adds(claim)} == {"outside"}
