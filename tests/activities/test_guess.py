"""First guess: what is guessed, what counts, and how a guess is set beside the truth."""

import re

import pytest

from faces import Hand
from held import held
from page import Seen
from wayout.activities import answered
from wayout.activities.builder import tasks
from wayout.activities.forecasts import answers
from wayout.activities.forecasts.questions import questions as asked
from wayout.activities.guess import GUESS, SEEN, guess, questions
from wayout.activities.guess.distance import outside_km
from wayout.activities.guess.picture import BOTTOM, LEFT, RIGHT, TOP, picture
from wayout.activities.reveal import RevealError, reveal
from wayout.activities.sorter.choices import Sorter
from wayout.activities.sorter.key import game
from wayout.essay import EssayError
from wayout.facts import fact
from wayout.measures import distance_km
from wayout.tables import package
from wayout.tables.package import load
from wayout.tables.shapes import land
from wayout.widgets.form import shown
from wayout.work.lessons import lessons
from wayout.work.session import Session

PAIR = ["two_of_three", "last_in_tehran"]
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
    assert "*" not in f"{about.ask} {about.found} {about.word}", "a card writes no Markdown"
    assert about.clip(about.truth) == about.truth, "a scale that leaves the truth out"
    for control in about.controls:
        assert ((control.high - control.low) / control.step).is_integer()
        assert (control.clip(-99_999), control.clip(99_999)) == (control.low, control.high)
        drawn = picture(about, about.truth, [c.name for c in about.controls], opened=True)
        x, y = drawn["true"][-1]
        assert LEFT <= x <= RIGHT
        assert TOP <= y <= BOTTOM
        assert drawn["true"] == drawn["mine"]


@pytest.mark.parametrize(("name", "values", "said"), held(__file__, "beside"))
def test_a_guess_is_set_beside_the_truth(name: str, values: list[float], said: str) -> None:
    assert questions()[name].compare(tuple(values)).endswith(said)


def test_the_way_round_the_earth() -> None:
    assert distance_km((0, 0), (0, 180)) == pytest.approx(20015, abs=1)
    assert distance_km((55.75, 37.62), (35.69, 51.39)) == pytest.approx(2466, abs=5)
    square = [[[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]],
               [[1.0, 1.0], [1.0, 3.0], [3.0, 3.0], [3.0, 1.0], [1.0, 1.0]]]]  # fmt: skip
    ways = {(0.5, 0.5): 0, (2, 2): 111, (2, 5): 111, (-3, 2): 334, (5, -1): 157}
    assert {place: round(outside_km(place, square)) for place in ways} == ways


def test_outlines_hold_the_capitals_but_for_those_on_a_coast_or_a_river() -> None:
    rows = load("capitals")[["country_code", "latitude", "longitude"]].itertuples(index=False)
    ways = [outside_km(place, dict(land())[code]) for code, *place in rows if code in dict(land())]
    assert (len(ways), sum(way > 0 for way in ways), max(ways) < 200) == (172, 11, True)


def test_the_package_names_the_lessons_that_ask() -> None:
    told = {one.number: one.asks.get("guess", ()) for one in lessons()}
    rows = {name: about.lesson for name, about in questions().items()}
    assert {name: number for number, names in told.items() for name in names} == rows
    assert set(package.describe("guesses")["lessons"]) == set(rows.values())
    assert set(package.describe("build")["lessons"]) == {place.split()[0] for place in tasks()}


def test_the_land_is_drawn_once_and_is_no_burden() -> None:
    about = questions()["odd_dot"]
    one, two = (picture(about, at, (), opened=False)["borders"] for at in ((0, 0), (10, 50)))
    assert one is two
    assert len(one) < 40_000
    rings = (one + picture(about, (0, 0), (), opened=False)["disputed"]).split("z")[:-1]
    assert all(re.fullmatch(r"M-?\d+ -?\d+l[-\d ]+\d", ring) for ring in rings), "no path is a dot"


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
    assert GUESS.answers(opened.work) == []
    again = Hand(guess("meeting"))
    assert again.sees()["picture"]["true"]
    assert again.sees()["now"] == "Shown without a guess."
    both = dict.fromkeys(("latitude-moved", "longitude-moved"), "yes")
    assert "seen the answer" in again.refused("guess", latitude="56", longitude="38", **both)
    assert len(SEEN.answers(opened.work)) == answered(opened.work.entries()) + 1 == 1


def test_findings_shown_without_a_guess_show_the_answer_too(opened: Session) -> None:
    Hand(reveal("Found.", "guess door")).press("show")
    assert Hand(guess("door")).sees()["opened"]
    assert Hand(reveal("Found.", "guess door")).sees()["opened"]


@pytest.mark.parametrize("odd", ["abc", "", "nan", "inf", "1e999", "9" * 9, "²", "<b>"])
def test_a_field_that_holds_no_number_is_as_if_not_moved(odd: str, opened: Session) -> None:
    hand = Hand(guess("chinas_share")).types(amount=odd, **{"amount-moved": "yes"})
    assert (hand.sees()["at"], hand.sees()["moved"]) == ({"amount": "50"}, [])
    assert "Move the slider first" in hand.refused("guess")


def test_a_guess_off_the_scale_is_brought_onto_it(opened: Session) -> None:
    Hand(guess("chinas_share")).press("guess", amount="900", **{"amount-moved": "yes"})
    assert GUESS.answers(opened.work) == [(100.0,)]
    opened.work.add("guess", {"of": "chinas_share", "values": [-3]}, lesson="02")
    assert GUESS.answers(opened.work) == [(100.0,), (0.0,)]


def test_findings_answer_the_answer_that_was_given(opened: Session) -> None:
    found = reveal("Found.", "verdict s01", {"holds": "You: *holds*.", "else": "You: other."})
    seen = [Hand(found).sees()]
    for outcome in ("holds", "does not hold"):
        value = {"outcome": outcome, "why": "I read it so.", "evidence": PAIR, "author": ""}
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


def test_findings_that_wait_for_a_guess_too_open_after_both(opened: Session) -> None:
    def found() -> Hand:
        return Hand(reveal("Found.", "dial s09 before", {"else": "You."}, also="guess door"))

    value = {"stage": "before", "percent": 30, "why": "I read it so.", "opposite": ""}
    opened.work.add("dial", value, lesson="03", claim="s09")
    assert (found().sees()["opened"], found().sees()["first"]) == (
        False,
        "Make your first guess above.",
    )
    Hand(guess("door")).press("show")
    assert found().sees()["opened"]
    assert "You." in str(found().sees()["yours"])
    with pytest.raises(RevealError):
        reveal("Found.", "dial s09 before", also="guess dor")


def test_findings_that_wait_for_one_answer_are_two_cards(opened: Session) -> None:
    one, other, again = (reveal(text, "dial s09 before").name for text in ("One.", "Two.", "One."))
    assert (one != other, one == again) == (True, True)


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(EssayError, match="no guess 'trade_lime'"):
        guess("trade_lime")


@pytest.mark.parametrize(("after", "key", "said"), held(__file__, "refused"))
def test_findings_that_could_never_open_or_speak_are_refused(
    after: str, key: str, said: str
) -> None:
    with pytest.raises(RevealError, match=said):
        reveal("x", after, {key: "y"} if key else None)


def test_findings_answer_a_guessed_number_and_say_so_only_where_they_do(opened: Session) -> None:
    told = {"0-0": "None.", "1-40": "After.", "else": "Before."}
    face = reveal("Found.", "guess figure_day", told)
    for days, said in (("0", "None."), ("7", "After."), ("-12", "Before.")):
        assert said in face.told(days)
    opened.work.add("guess", {"of": "figure_day", "values": [7]}, lesson="02")
    assert "After." in Hand(face).sees()["yours"]
    silent = Hand(reveal("Found.", "guess days_at_home")).sees()
    assert (silent["speaks"], silent["opened"]) == (False, False)


def test_findings_answer_what_counts_and_not_what_was_changed_too_late(opened: Session) -> None:
    told = {"0-45": "low", "50": "middle", "55-100": "high"}
    found = reveal("Found.", "dial s09 before", told)
    for stage, percent in (("before", 40), ("after", 60), ("before", 90)):
        value = {"stage": stage, "percent": percent, "why": "I read it so.", "opposite": ""}
        opened.work.add("dial", value, lesson="04", claim="s09")
    chosen = reveal("Found.", "yardstick before", {"exports": "sold", "else": "other"})
    for name in ("exports", "imports"):
        value = {"stage": "before", "measure": name, "threshold": 30, "why": "I read it so."}
        opened.work.add("yardstick", value, lesson="04")
    assert "low" in str(Hand(found).sees()["yours"])
    assert "sold" in str(Hand(chosen).sees()["yours"])


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


def test_a_line_that_waits_tells_nothing_before_all_forecasts_are_open(opened: Session) -> None:
    hand = Hand(guess("trade_on"))
    truth = [f"{value:.1f}" for value in questions()["trade_on"].truth]
    assert [label for _, label in hand.sees()["picture"]["xs"]] == ["2014", "2023", "2025"]
    drawn = {"x2024": "250", "x2024-moved": "yes", "x2025": "200", "x2025-moved": "yes"}
    for step in ("fresh", "shown", "guessed"):
        if step != "fresh":
            hand.press("show" if step == "shown" else "guess", **drawn)
        card = shown(guess("trade_on"))
        for page in (card.html, card.still()):  # type: ignore[union-attr]
            words = Seen(page).text
            assert not [told for told in ("by China's count", *truth) if told in words], step
        assert hand.sees()["picture"]["true"] == []
    assert not SEEN.answers(opened.work)
    answers.close(opened.work, "10")
    for name in asked():
        assert not hand.sees()["opened"]
        answers.open_one(opened.work, name, "10")
    assert truth[-1] in hand.sees()["compared"]
    assert hand.sees()["given"] == (250, 200)
