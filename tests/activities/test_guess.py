"""First guess: what is guessed, what counts, and how a guess is set beside the truth."""

import pytest

from faces import Hand
from wayout.activities import guess as module
from wayout.activities.guess import BOTTOM, GUESS, LEFT, RIGHT, TOP, guess, picture, questions
from wayout.activities.reveal import RevealError, reveal
from wayout.activities.sorter.choices import Sorter
from wayout.activities.sorter.key import game
from wayout.essay import EssayError
from wayout.facts import fact
from wayout.tables.package import load
from wayout.work.session import Session

LINE = {f"x{year}": str(90 + year - 2015) for year in range(2015, 2024)}
MOVED = {f"{name}-moved": "yes" for name in LINE}


def test_what_is_true_is_what_the_tables_say() -> None:
    share, line, meeting = (questions()[n] for n in ("chinas_share", "trade_line", "meeting"))
    assert share.truth == (fact("share_of_china_2023_pct").value,)
    rows = load("china_russia_annual").query("headline and 2015 <= year <= 2023")
    assert list(line.truth) == list(rows["usd_bn"])
    assert [c.name for c in line.controls] == list(LINE)
    assert [x for x, _ in line.known] == list(range(2000, 2015))
    assert meeting.truth == (55.7522, 37.6155)


@pytest.mark.parametrize("name", questions())
def test_truth_and_scale_fit(name: str) -> None:
    about = questions()[name]
    assert about.clip(about.truth) == about.truth, "a scale that leaves the truth out"
    for control in about.controls:
        assert ((control.high - control.low) / control.step).is_integer()
        assert (control.clip(-999), control.clip(999)) == (control.low, control.high)
        drawn = picture(about, about.truth, [c.name for c in about.controls], opened=True)
        x, y = drawn["true"][-1]
        assert LEFT <= x <= RIGHT
        assert TOP <= y <= BOTTOM
        assert drawn["true"] == drawn["mine"]


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("chinas_share", (60,), "You said 60; it is 4.0: your guess lies 56.0 above it."),
        ("chinas_share", (4,), "You said 4; it is 4.0. That is very near."),
        ("trade_line", (*[0] * 8, 200), "it is 240.1: your guess lies 40.1 below it."),
        ("meeting", (35.7, 51.4), "Your place lies about 2,463 km from it."),
        ("meeting", (56, 38), "There."),
    ],
)
def test_a_guess_is_set_beside_the_truth(name: str, values: tuple[float], said: str) -> None:
    assert questions()[name].compare(values).endswith(said)


def test_the_way_round_the_earth() -> None:
    assert module.distance_km((0, 0), (0, 180)) == pytest.approx(20015, abs=1)
    assert module.distance_km((55.75, 37.62), (35.69, 51.39)) == pytest.approx(2466, abs=5)


def test_the_line_is_drawn_to_its_end_and_the_first_one_counts(opened: Session) -> None:
    hand = Hand(guess("trade_line"))
    some = {name: MOVED[name] for name in list(MOVED)[:7]}
    assert hand.refused("guess", **LINE, **some).endswith("Still missing: 2022, 2023.")
    hand.press("guess", **LINE, **MOVED)
    first = opened.work.dumps()
    again = Hand(guess("trade_line"))
    again.press("guess", **dict.fromkeys(LINE, "0"), **MOVED)
    assert (opened.work.dumps(), again.sees()["given"][-1]) == (first, 98)


def test_what_is_shown_without_a_guess_is_no_guess(opened: Session) -> None:
    hand = Hand(guess("meeting"))
    assert not hand.sees()["picture"]["true"]
    hand.press("show")
    assert hand.sees()["picture"]["true"]
    assert GUESS.answers(opened.work) == []


def test_a_guess_off_the_scale_is_brought_onto_it(opened: Session) -> None:
    Hand(guess("chinas_share")).press("guess", amount="900", **{"amount-moved": "yes"})
    assert GUESS.answers(opened.work) == [(100.0,)]
    opened.work.add("guess", {"of": "chinas_share", "values": [-3]}, lesson="02")
    assert GUESS.answers(opened.work) == [(100.0,), (0.0,)]


def test_findings_answer_the_answer_that_was_given(opened: Session) -> None:
    found = reveal("Found.", "verdict s01", {"holds": "You: *holds*.", "else": "You: other."})
    seen = [Hand(found).sees()]
    for outcome in ("holds", "does not hold"):
        value = {"outcome": outcome, "why": "I read it so.", "evidence": [], "author": ""}
        opened.work.add("verdict", value, lesson="02", claim="s01")
        seen.append(Hand(found).sees())
    assert [(one["opened"], str(one["yours"]).strip()) for one in seen] == [
        (False, ""),
        (True, "<p>You: <em>holds</em>.</p>"),
        (True, "<p>You: other.</p>"),
    ]


@pytest.mark.parametrize(
    ("percent", "told"), [(45, "low"), (50, "middle"), (55, "high"), (100, "high"), (None, "else")]
)
def test_findings_answer_a_number_by_its_range(
    opened: Session, percent: int | None, told: str
) -> None:
    answers = {"0-45": "low", "50": "middle", "55-100": "high", "else": "else"}
    found = reveal("Found.", "dial record before", answers)
    value = {"stage": "before", "percent": percent, "why": "I read it so.", "opposite": ""}
    opened.work.add("dial", value, lesson="03", claim="record")
    assert told in str(Hand(found).sees()["yours"])


def test_findings_that_wait_for_one_answer_are_two_cards(opened: Session) -> None:
    one, other, again = (reveal(text, "dial s09 before").name for text in ("One.", "Two.", "One."))
    assert (one != other, one == again) == (True, True)


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(EssayError, match="no guess 'trade_lime'"):
        guess("trade_lime")
    for after in ("gues chinas_share", "answer q1", "dial"):
        with pytest.raises(RevealError, match="No card keeps"):
            reveal("x", after)


def test_findings_of_the_six_wait_for_all_of_them(opened: Session) -> None:
    all_six, one = (
        reveal("Found.", "sorted *"),
        reveal("Found.", "sorted 11", {"fact": "As a fact."}),
    )
    firsts = [Hand(face).sees()["first"] for face in (all_six, one)]
    assert firsts == ["Sort the sentences above.", "Sort sentence 11 above."]
    for number in game():
        assert not Hand(all_six).sees()["opened"]
        Sorter("01", opened.work).sort(number, "fact")
    assert Hand(all_six).sees()["opened"]
    assert "As a fact." in str(Hand(one).sees()["yours"])
