"""Forecasts: sealed before anything is told, scored by hand-worked values, nothing graded."""

import csv
import random
from dataclasses import replace
from fractions import Fraction

import pytest

from checkout import ROOT
from faces import Hand, values
from wayout.activities.forecasts import forecasts, results, scoring
from wayout.activities.forecasts import questions as asked
from wayout.activities.forecasts.answers import FEWEST, counting, is_sealed, opened
from wayout.activities.forecasts.results import ALWAYS_HALF, NO_CHANGE, YOU
from wayout.widgets.form import shown
from wayout.work.session import Session

with (ROOT / "data/tables/outcomes.csv").open(encoding="utf-8", newline="") as file:
    TABLE = {row["forecast"]: row for row in csv.DictReader(file)}
NAMES = [*TABLE]
CAME = {name: row["answer"] == "true" for name, row in TABLE.items()}
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


@pytest.fixture
def turned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turn every outcome into its opposite, with another figure, source and note."""
    other = {
        name: replace(one, answer=not one.answer, figure="9", known_on="-", source="?", note="",
                      addresses=(), contested=not one.contested, no_change=not one.no_change)
        for name, one in asked.outcomes().items()
    }  # fmt: skip
    for module in ("face", "results"):
        monkeypatch.setattr(f"wayout.activities.forecasts.{module}.outcomes", lambda: other)


def walk(work: Session) -> list[str]:
    """Return all pages of somebody who gives every forecast and seals them, and opens nothing."""
    hand, pages = Hand(forecasts()), []
    for name in NAMES:
        give(hand, **{name: 65})
        pages += [page() for page in PAGES]
    hand.press("seal")
    return pages + [page() for page in PAGES]


def test_a_page_is_the_same_whatever_came_of_it(
    opened: Session, request: pytest.FixtureRequest
) -> None:
    before = walk(opened)
    telling = ("source", "source_address", "note", "known_on")
    told = [row[key] for row in TABLE.values() for key in telling if row[key]]
    assert not [cell for cell in told if any(cell in page for page in before)]
    last = before[-2:]
    request.getfixturevalue("turned")
    assert [page() for page in PAGES] == last, "the page depends on what nobody has opened"


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
    page = PAGES[0]()
    assert "Contested: by another rule yes." not in page or "BRICS" in page
    assert "Your boldest miss" in page


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
