"""Forecasts: sealed before anything is told, scored by hand-worked values, nothing graded."""

import csv
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from io import StringIO

import pytest

from checkout import ROOT
from faces import Hand, values
from page import Page
from wayout.activities.closing import dials, findings
from wayout.activities.forecasts import forecasts, results, scoring
from wayout.activities.forecasts import questions as asked
from wayout.activities.forecasts.answers import FEWEST, FORECAST, counting, is_sealed, opened
from wayout.activities.forecasts.results import ALWAYS_HALF, NO_CHANGE, YOU
from wayout.activities.guess import GUESS, guess
from wayout.activities.guess.questions import questions as guessed
from wayout.activities.reveal import reveal
from wayout.course.exports import forecast_table
from wayout.course.my_page import page as my_page
from wayout.course.progress import progress
from wayout.room.picture import picture
from wayout.room.roll import Roll
from wayout.room.sheet import sheet
from wayout.tables import package
from wayout.widgets.form import shown
from wayout.work.entries import write
from wayout.work.session import Session

with (ROOT / "data/tables/outcomes.csv").open(encoding="utf-8", newline="") as file:
    TABLE = {row["forecast"]: row for row in csv.DictReader(file)}
NAMES = [*TABLE]
CAME = {name: row["answer"] == "true" for name, row in TABLE.items()}
READ = package._text
PAGES = [
    lambda: shown(forecasts()).page(live=True),  # type: ignore[union-attr]
    lambda: shown(forecasts()).still(),  # type: ignore[union-attr]
]


def give(hand: Hand, **said: int) -> None:
    for name, percent in said.items():
        hand.press("go", name)
        hand.press("save", **{f"percent-{name}": str(percent), f"percent-{name}-moved": "yes"})


# Scores ---------------------------------------------------------------------------------------

WORKED = [(50, True, "1/4"), (50, False, "1/4"), (90, True, "1/100"), (90, False, "81/100"),
          (100, True, "0"), (100, False, "1"), (0, False, "0"), (5, True, "361/400"),
          (35, False, "49/400")]  # fmt: skip


@pytest.mark.parametrize(("percent", "came", "score"), WORKED)
def test_a_brier_score_is_the_one_worked_out_by_hand(percent: int, came: bool, score: str) -> None:
    assert scoring.brier(percent, came) == Fraction(score)


def test_the_mean_is_that_of_the_parts_of_murphy() -> None:
    """Murphy (1973): reliability less resolution plus uncertainty, by each number that is said."""
    chance = random.Random(7)
    for _ in range(50):
        pairs = [(chance.randrange(0, 101, 5), chance.random() < 0.4) for _ in range(12)]
        base, n = Fraction(sum(came for _, came in pairs), 12), 12
        total = base * (1 - base)
        for said in {percent for percent, _ in pairs}:
            here = [came for percent, came in pairs if percent == said]
            share = Fraction(sum(here), len(here))
            total += len(here) * ((Fraction(said, 100) - share) ** 2 - (share - base) ** 2) / n
        assert scoring.mean(pairs) == total
        found = scoring.bands(pairs)
        assert sum(band.many for band in found) == n
        assert sum(band.came for band in found) == sum(came for _, came in pairs)
        assert all(band.low <= band.said <= band.high for band in found)


def test_the_boldest_miss_is_the_farthest_on_the_wrong_side() -> None:
    assert scoring.boldest_miss({}) is None
    assert scoring.boldest_miss({"a": (50, False), "b": (90, True)}) is None
    assert scoring.boldest_miss({"a": (55, False), "b": (20, True), "c": (70, False)}) == "b"


def test_each_percent_lies_in_one_band() -> None:
    for percent in range(101):
        assert len(scoring.bands([(percent, True)])) == 1


# Giving and sealing -----------------------------------------------------------------------------


def test_an_untouched_slider_is_no_answer_and_fifty_must_be_said(opened: Session) -> None:
    hand = Hand(forecasts())
    assert hand.sees()["word"] == "?"
    assert "no idea" in hand.refused("save")
    assert "So far: 0." in hand.refused("seal")
    hand.press("half")
    (kept,) = values(opened, "forecast")
    assert kept == {"of": NAMES[0], "percent": 50, "knew": False}
    assert hand.fields["at"] == NAMES[1], "the next one is in hand"


def test_the_last_forecast_before_the_seal_counts_and_later_ones_are_kept(opened: Session) -> None:
    hand = Hand(forecasts())
    give(hand, **dict.fromkeys(NAMES[:FEWEST], 70))
    give(hand, **{NAMES[0]: 80})
    hand.press("seal")
    give(hand, **{NAMES[0]: 5, NAMES[10]: 95})
    assert counting(opened.work)[NAMES[0]].percent == 80
    assert NAMES[10] not in counting(opened.work)
    assert [one["late"] for one in values(opened, "forecast") if one.get("late")] == [True, True]
    hand.press("go", NAMES[0])
    assert hand.sees()["later"] == ["5 %"]
    assert hand.sees()["given"].percent == 80


def test_nothing_opens_before_the_seal(opened: Session) -> None:
    hand = Hand(forecasts())
    assert "Seal" in hand.refused("open", NAMES[0])
    opened.work.add("outcome", {"of": NAMES[0]}, lesson="10")
    assert not hand.sees()["outcome"]
    hand.press("show")
    assert hand.sees()["outcome"], "a file of a friend told it, and the seal is there now"
    assert "no such question" in hand.refused("open", "s01")


def test_progress_counts_the_seal_and_no_late_forecast(opened: Session) -> None:
    def told() -> str:
        return progress(opened.work)[10].words()

    opened.work.add("opened", None, lesson="10")
    hand = Hand(forecasts())
    give(hand, **dict.fromkeys(NAMES[:FEWEST], 70))
    assert "Forecasts sealed: 0 of 1." in told()
    hand.press("seal")
    assert "Forecasts sealed: 1 of 1." in told()
    give(hand, **{NAMES[10]: 95})
    assert FORECAST.completed(opened.work) == {*NAMES[:FEWEST]}


def test_a_class_view_counts_forecasts_and_tells_no_outcome(opened: Session) -> None:
    give(Hand(forecasts()), **{NAMES[0]: 95})
    (entry,) = opened.work.entries("forecast")
    learners = [sheet("", write([replace(entry, id=f"{n}")], f"learner{n}").encode())
                for n in range(5)]  # fmt: skip
    for many, found in ((4, []), (5, [f"last forecast {NAMES[0]}"])):
        seen = picture(Roll(tuple(learners[:many]), files=many), lesson="10", grouped=False)
        items = [one for some in seen.sections for one in some.items if "forecast" in one.id]
        assert [one.id for one in items] == found
        assert [one.dots.rows for one in items if one.dots] == [(("95", 5),)] * len(found)
        assert not [one for one in items if one.bars or one.hides or one.lines]


def test_what_another_program_wrote_is_passed_over(opened: Session) -> None:
    odd = [None, 5, {"of": []}, {"of": NAMES[0]}, {"of": NAMES[0], "percent": True},
           {"of": NAMES[0], "percent": 101}, {"of": "x", "percent": 5}]  # fmt: skip
    for kind in ("forecast", "outcome", "sealed"):
        for value in odd:
            opened.work.add(kind, value, lesson="10")
    assert not counting(opened.work)
    assert not is_sealed(opened.work)
    assert Hand(forecasts()).sees()["many"] == 0


# Nothing is told too early ----------------------------------------------------------------------


def turned(entry: package.Entry) -> str:
    """Return a table as it might stand, had all come out otherwise after December 2023."""
    read = READ(entry)
    if entry["name"] == "outcomes":
        rows = [*csv.DictReader(StringIO(read))]
        other = {"true": "false", "false": "true"}
        text = StringIO()
        made = csv.DictWriter(text, rows[0])
        made.writeheader()
        for row in rows:
            signs = {key: other[row[key]] for key in ("answer", "no_change")}
            told = {"value": "9", "known_on": "2026-02-02", "source": "?", "source_address": "-"}
            made.writerow({**row, **signs, **told, "contested": "false", "note": ""})
        return text.getvalue()
    return read.replace("244.8", "144.8").replace("228.1", "328.1")


def pages(session: Session) -> list[str]:
    """Return all that somebody sees who has sealed, and opened nothing: cards, page, table."""
    cards = (forecasts(), findings(), findings(sealed=True), dials(), guess("trade_on"))
    drawn = [shown(one) for one in cards]
    page = my_page(session.work, "")
    folded = reveal("It fell to 228.1.", after="outcome *")
    return [
        *(one.page(live=True) for one in drawn),  # type: ignore[union-attr]
        *(one.still() for one in drawn),  # type: ignore[union-attr]
        *(page, forecast_table(session.work), shown(folded).html),  # type: ignore[union-attr]
    ]


def walk(session: Session) -> list[str]:
    """Return all pages of somebody who gives every forecast and seals them, and opens nothing."""
    hand = Hand(forecasts())
    GUESS.keep(session.work, {"of": "trade_on", "values": [200, 200]}, lesson="10")
    found = []
    for name in NAMES:
        give(hand, **{name: 65})
        found += [page() for page in PAGES]
    hand.press("seal")
    return found + pages(session)


@pytest.fixture
def caches() -> Iterator[Callable[[], None]]:
    """Forget what was read of the tables, now and at the end."""

    def forget() -> None:
        for one in (asked.questions, asked.outcomes, guessed):
            one.cache_clear()

    yield forget
    forget()


def test_a_page_is_the_same_whatever_came_of_it(
    opened: Session, caches: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = walk(opened)
    telling = ("source", "source_address", "note", "known_on")
    told = [row[key] for row in TABLE.values() for key in telling if row[key]]
    assert not [cell for cell in told if any(cell in page for page in before)]
    last = pages(opened)
    monkeypatch.setattr(package, "_text", turned)
    caches()
    assert asked.outcomes()["trade_2024_up"].answer is False
    assert guessed()["trade_on"].truth == (144.819, 328.105)
    assert pages(opened) == last, "a page depends on what nobody has opened"
    Hand(forecasts()).press("open", "all")
    assert not {*pages(opened)} & {*last} - {last[3], last[8]}, "all but the dials tell it now"


# Opening ------------------------------------------------------------------------------------------


def test_opened_one_by_one_each_tells_its_own_answer(opened: Session) -> None:
    hand = Hand(forecasts())
    give(hand, **dict.fromkeys(NAMES, 90))
    hand.press("seal")
    for number, name in enumerate(NAMES, 1):
        hand.press("go", name)
        assert not hand.sees()["outcome"]
        hand.press("open", name)
        told = hand.sees()["outcome"]
        assert told["about"].answer == CAME[name]
        assert told["about"].contested == (TABLE[name]["contested"] == "true")
        assert told["score"] == ("0.01" if CAME[name] else "0.81")
        assert sum(bool(cell["answer"]) for cell in hand.sees()["row"]) == number
    found = results.results(opened.work)
    yes = sum(CAME.values())
    assert found.scores[YOU] == Fraction(yes, 1200) + Fraction(81 * (12 - yes), 1200)
    assert found.scores[ALWAYS_HALF] == Fraction(1, 4)
    wrong = sum((row["no_change"] == "true") != CAME[name] for name, row in TABLE.items())
    assert found.scores[NO_CHANGE] == Fraction(wrong, 12) == Fraction(1, 3)
    assert found.done
    assert found.otherwise == found.scores[YOU] - Fraction(80 * 2, 1200), "two noes become yeses"
    card = Page(shown(forecasts()))  # type: ignore[arg-type]
    for name in NAMES:
        said = f"Contested: by another rule {'no' if CAME[name] else 'yes'}."
        contested = TABLE[name]["contested"] == "true"
        assert (said in card.press("go", name).seen.text) == contested
    assert "Your boldest miss" in card.seen.text


def test_what_was_known_is_kept_and_not_scored(opened: Session) -> None:
    hand = Hand(forecasts())
    give(hand, **dict.fromkeys(NAMES[1:FEWEST], 50))
    hand.press("go", NAMES[0])
    hand.press("half", **{f"knew-{NAMES[0]}": "yes"})
    hand.press("seal")
    hand.press("open", "all")
    found = results.results(opened.work)
    assert (found.many, found.knew, found.left) == (FEWEST - 1, 1, 0)
    assert found.scores[YOU] == found.scores[ALWAYS_HALF]
    assert "the same as “always 50 %”" in found.says()
    assert results.missed(opened.work, found).startswith("None of your forecasts")
    assert len(opened_names(opened)) == len(NAMES)


def test_a_boldest_miss_that_is_contested_says_so(opened: Session) -> None:
    hand = Hand(forecasts())
    give(hand, **{"saudi_brics": 95})
    hand.press("show")
    hand.press("open", "all")
    said = results.missed(opened.work, results.results(opened.work))
    assert said.startswith("Your boldest miss: “Will Saudi Arabia")
    assert "By another rule it would have been a hit." in said


def opened_names(session: Session) -> set[str]:
    return opened(session.work)


def test_whoever_forecasts_nothing_sees_outcomes_and_no_score(opened: Session) -> None:
    hand = Hand(forecasts())
    hand.press("show")
    hand.press("open", "all")
    seen = hand.sees()
    assert seen["outcome"]["score"] == ""
    assert seen["results"] is None
    assert results.results(opened.work).says() == ""


@pytest.mark.parametrize(("score", "text"), [("1/4", "0.25"), ("1/3", "0.333"), ("0", "0.00")])
def test_a_score_is_shown_with_two_or_three_places(score: str, text: str) -> None:
    assert results.shown(Fraction(score)) == text
