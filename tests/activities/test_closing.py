"""The closing cards: empty, half full and full; they grade nothing and write nothing."""

import pytest

from checkout import ROOT
from faces import Hand
from graduate import HOSTILE, learn
from wayout import essay
from wayout.activities.builder import BUILT, WRITTEN, tasks
from wayout.activities.closing import dials, findings, last_word
from wayout.activities.closing.all_dials import asked
from wayout.activities.closing.last_word import LAST_WORD, written
from wayout.activities.desk import known
from wayout.activities.desk.desk import Desk
from wayout.activities.dial.answers import Dial
from wayout.activities.forecasts.answers import SEAL, close, open_one
from wayout.activities.forecasts.questions import questions
from wayout.activities.guess import GUESS
from wayout.activities.sorter.choices import Sorter
from wayout.activities.yardstick.choice import Yardstick
from wayout.essay import sentences
from wayout.language import listed
from wayout.widgets.form import shown
from wayout.work.session import Session

WHY = "He flew to three capitals."


def test_the_dials_are_those_that_the_lessons_ask() -> None:
    first = {"way_out": "01", "detail": "02", "record": "03", "s09": "04", "s08": "05"}
    assert asked().items() >= first.items()
    assert [*asked().values()] == sorted(asked().values())
    assert (ROOT / "lessons" / "so_far.ipynb").exists()


def test_an_empty_file_is_told_kindly_and_nothing_is_written(opened: Session) -> None:
    told = Hand(dials()).sees()
    assert (told["rows"], told["table"]) == ([], [])
    missing = [f"{essay.claim(name).title} (lesson {int(n)})" for name, n in asked().items()]
    assert told["missing"] == listed(missing)
    seen = Hand(findings()).sees()
    assert not any(seen.values())
    for face in (dials(), findings()):
        assert "0 of" not in shown(face).still()  # type: ignore[union-attr]
    assert opened.work.entries() == []


def test_findings_of_lesson_10_wait_for_the_seal(opened: Session) -> None:
    desk = Desk("s09", "04", opened.work)
    used = [one.card.id for one in desk.cards[:2]]
    for one in used:
        desk.open(one)
    desk.give("holds", WHY, used)
    assert "fell by 6.9" in shown(findings()).html  # type: ignore[union-attr]
    waiting = shown(findings(sealed=True))
    for page in (waiting.html, waiting.still()):  # type: ignore[union-attr]
        assert "6.9" not in page
        assert "Seal your forecasts" in page
    SEAL.keep(opened.work, {"of": "forecasts"}, lesson="10")
    assert Hand(findings(sealed=True)).sees() == Hand(findings()).sees()


def test_a_guess_that_waits_is_told_when_all_forecasts_are_open(opened: Session) -> None:
    GUESS.keep(opened.work, {"of": "trade_on", "values": [300, 300]}, lesson="10")
    *_, last = questions()

    def told() -> list[bool]:
        pages = [shown(findings()).html, shown(findings()).still()]  # type: ignore[union-attr]
        return ["228" in page or "Draw the line to 2025" in page for page in pages]

    assert told() == [False, False]
    close(opened.work, "10")
    assert told() == [False, False]
    for name in [*questions()][:-1]:
        open_one(opened.work, name, "10")
    assert told() == [False, False]
    open_one(opened.work, last, "10")
    assert told() == [True, True]


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
    assert list(rows) == ["way_out", "record", "s01"]
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


def test_boards_map_rivals_and_forecasts_are_among_the_findings(opened: Session) -> None:
    learn(opened.work, HOSTILE)
    seen = Hand(findings()).sees()
    assert ("Five points about the trip: fall", "Other aims.") in seen["boards"]
    assert ("Five points about the trip: you expected", "1 of 5 points as they came out.") in (
        seen["boards"]
    )
    assert seen["map"][-1] == ("In your words:", HOSTILE)
    assert seen["rivals"][0][1] == "1 of 1 that you marked."
    assert "1 : 2, by your own numbers." in [said for _, said in seen["rivals"]]
    assert seen["forecasts"][0][1].startswith("Your mean score is 0.27")
    page = shown(findings()).html  # type: ignore[union-attr]
    assert "<script" not in page
    assert "<img" not in page


def test_a_last_word_is_counted_and_kept_however_short(opened: Session) -> None:
    hand = Hand(last_word())
    assert hand.refused("save", text=" … ") == "Write something first."
    for words, done in ((29, 0), (30, 1), (400, 1)):
        hand.press("save", text="word " * words)
        assert hand.sees()["words"].startswith(f"{words} words")
        assert len(LAST_WORD.completed(opened.work)) == done
    assert written(opened.work) == " ".join(["word"] * 400)
