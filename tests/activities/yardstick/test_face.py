"""The card of a yardstick and the grid of all of them: each state, on both scales."""

from typing import Any

import pytest

from faces import Hand
from held import held
from wayout.activities.face import UNSAVED
from wayout.activities.yardstick import yardstick, yardstick_grid
from wayout.activities.yardstick.measures import MEASURES, STEPS, YEARS, measure
from wayout.activities.yardstick.shown import _LOOKS, result, slider, told
from wayout.activities.yardstick.sources import readings
from wayout.work.session import Session

WHY = "a quarter is a lot"
EACH = pytest.mark.parametrize("about", MEASURES, ids=lambda about: about.id)

pytestmark = pytest.mark.usefixtures("opened")


def at(stage: str = "before") -> Hand:
    return Hand(yardstick(stage))


def choose(hand: Hand, name: str, step: int, why: str = WHY) -> Hand:
    scale = slider(measure(name))
    return hand.types(measure=name, why=why, **{scale: str(step), f"{scale}-moved": "yes"})


def save(stage: str, name: str, step: int, why: str = WHY) -> Hand:
    hand = choose(at(stage), name, step, why)
    hand.press("save")
    return hand


def values(opened: Session) -> list[tuple[str, str, float]]:
    found = [entry.value for entry in opened.work.entries("yardstick")]
    return [(v["stage"], v["measure"], v["threshold"]) for v in found]


@EACH
@pytest.mark.parametrize("stage", ["before", "after"])
def test_a_measure_brings_its_scale_and_no_result_before_the_first_choice(
    about: Any, stage: str
) -> None:
    seen = choose(at(stage), about.id, 40).sees()
    assert (seen["slider"], seen["result"], seen["lead"]) == (slider(about), None, "")
    assert list(seen["words"]) == [str(step) for step in range(STEPS + 1)]
    assert (len(seen["ends"]), bool(seen["marks"])) == (3, about.unit == "index")
    assert seen["now"] == UNSAVED


@pytest.mark.parametrize(("name", "middle"), [("exports", "50 %"), ("spread_imports", "0.50")])
def test_a_slider_that_never_moved_is_no_choice(opened: Session, name: str, middle: str) -> None:
    hand = at()
    assert f"For {middle}, move it away and back." in hand.refused("save", measure=name, why=WHY)
    other = "percent" if name == "spread_imports" else "index"
    hand.refused("save", **{f"{other}-moved": "yes"})
    assert values(opened) == []
    choose(hand, name, 50).press("save")
    assert len(values(opened)) == 1


@pytest.mark.parametrize(("name", "step", "threshold", "state"), held(__file__, "saved"))
def test_saving_keeps_the_choice_on_its_scale_and_shows_the_result(
    opened: Session, name: str, step: int, threshold: float, state: str
) -> None:
    hand = save("before", name, step)
    seen = hand.sees()
    assert values(opened) == [("before", name, threshold)]
    assert (seen["exploring"], seen["result"]["state"], bool(seen["lead"])) == (True, state, True)
    again = at().fields
    assert (again["measure"], again[slider(measure(name))]) == (name, str(step))


def test_after_saving_the_slider_tries_out_and_the_choice_stays(opened: Session) -> None:
    hand = save("before", "exports", 28)
    kept = hand.sees()["now"]
    assert choose(hand, "exports", 60).sees()["result"]["state"] == "under"
    assert choose(hand, "gdp", 60).sees()["result"]["answers"][0]["figure"] == "11.9 %"
    assert choose(hand, "spread_imports", 7).sees()["result"]["state"] == "over"
    assert (hand.sees()["now"], len(values(opened))) == (kept, 1)
    reply = hand.press("reopen")
    assert (reply.focus, hand.sees()["exploring"], hand.sees()["now"]) == ("why", False, kept)
    assert hand.fields == {**hand.face.saved(), "reopened": "yes"}, "what was tried is forgotten"
    assert (hand.fields["measure"], hand.fields["percent"]) == ("exports", "28")


def test_a_late_change_stands_beside_the_first_choice_or_is_called_off(opened: Session) -> None:
    hand = save("before", "exports", 40)
    hand.press("reopen")
    reply = choose(hand, "oil", 20).press("cancel")
    assert (reply.focus, hand.sees()["exploring"], len(values(opened))) == ("reopen", True, 1)
    assert (hand.fields["measure"], hand.fields["percent"]) == ("exports", "40")
    hand.press("reopen")
    choose(hand, "oil", 20, "oil is what matters").press("save")
    assert [name for _, name, _ in values(opened)] == ["exports", "oil"]
    seen = hand.sees()
    assert hand.fields["measure"] == seen["saved"].measure == "exports"
    assert seen["exploring"]
    assert seen["lead"].startswith("Your first answer:")
    assert [row[1] for row in seen["history"]] == [measure("exports").name, measure("oil").name]


def test_the_second_card_starts_at_the_first_choice_and_shows_both(opened: Session) -> None:
    second = choose(at("after"), "exports", 28)
    assert "go back to “Before the result”" in second.refused("save")
    save("before", "exports", 28)
    second = at("after")
    fields = [second.fields[name] for name in ("measure", "percent", "why")]
    assert fields == ["exports", "28", ""]
    assert (second.sees()["exploring"], second.sees()["result"]["state"]) == (False, "edge")
    choose(second, "spread_imports", 25).press("save")
    assert [row[2] for row in second.sees()["history"]] == ["28 %", "0.25"]
    assert (choose(second, "imports", 45).sees()["lead"], second.sees()["now"]) == ("", UNSAVED)
    second.press("save")
    assert second.sees()["lead"].startswith("Saved.")
    assert values(opened)[1:] == [("after", "spread_imports", 0.25), ("after", "imports", 45)]


def test_a_file_with_a_later_choice_only_takes_a_first_one_and_marks_it(opened: Session) -> None:
    value = {"stage": "after", "measure": "oil", "threshold": 40, "why": WHY}
    opened.work.add("yardstick", value)
    seen = at().sees()
    assert (seen["saved"], seen["shows"], seen["exploring"]) == (None, True, False)
    hand = save("before", "exports", 28)
    assert (hand.sees()["saved"].late, hand.sees()["exploring"]) == (True, True)
    assert "marked as late too" in hand.press("reopen").says
    save("after", "imports", 45)
    assert at("after").sees()["saved"].measure == "imports"


@EACH
def test_each_answer_stands_on_the_scale_with_its_kind_and_side(about: Any) -> None:
    found, looks = result(about, 30), {"estimate": "wo-guess", "computed": "wo-ring"}
    for one, answer in zip(readings(about.id), found["answers"], strict=True):
        assert answer["figure"] == one.figure(about.unit)
        assert answer["look"] == looks.get(one.status, "")
        assert 0 <= float(answer["left"]) <= float(answer["left"]) + float(answer["width"]) <= 100
    assert [year["year"] for year in found["years"]] == [year for year in YEARS if year != 2023]
    for year in found["years"]:
        assert bool(year["said"]) == bool(readings(about.id, year["year"])), "a gap is not zero"


def test_an_open_answer_is_not_called_missing_or_below() -> None:
    assert told(readings("imports", 2022), 60).startswith("? Cannot tell.")
    assert "no figure" in told((), 60)
    (open_year,) = (y for y in result(measure("imports"), 60)["years"] if y["year"] == 2022)
    assert (open_year["said"], open_year["state"]) == ("29.8 % or more", "missing")


def part(name: str, year: int = 2023) -> dict[str, Any]:
    grids = {grid["year"]: grid["parts"] for grid in Hand(yardstick_grid()).sees()["grids"]}
    (found,) = (one for one in grids[year] if one["name"] == measure(name).name)
    return dict(found)


def test_the_grid_waits_for_a_choice_and_then_holds_every_answer_of_every_year() -> None:
    assert Hand(yardstick_grid()).sees()["grids"] == []
    save("before", "exports", 30)
    seen = Hand(yardstick_grid()).sees()
    assert [grid["year"] for grid in seen["grids"]] == [2023, 2021, 2022, 2024]
    for about in MEASURES:
        for year in YEARS:
            rows = part(about.id, year)["rows"]
            figures = [one.figure(about.unit) for one in readings(about.id, year)]
            assert [row["figure"] for row in rows if row["reading"]] == figures
            assert len(rows) == max(1, len(figures)), "a gap has a row"
            assert bool(part(about.id, year)["summed"]) == bool(figures)


def test_the_learners_own_choices_and_borrowed_lines_are_marked() -> None:
    save("before", "exports", 28)
    assert part("exports")["summed"] == "“most”: 4 no. “over-dependent”: 2 yes, 2 no."
    assert "if you used the same line here (28 %): " in part("imports")["summed"]
    assert [bool(part(name)["mine"]) for name in ("exports", "imports")] == [True, False]
    assert "of China here" in part("other_side")["turned"]
    index = part("spread_imports")["summed"]
    assert index == "“most”: 2 cannot tell. “over-dependent”: 2 cannot tell."
    save("after", "spread_imports", 25)
    assert part("spread_imports")["mine"] == "after the result, from 0.25"
    assert "cannot tell" not in part("spread_imports")["summed"].split("“over-")[1]
    save("after", "other_side", 4)
    assert part("other_side")["turned"] == ""
    assert "of Russia here" in part("exports")["turned"]


def test_the_picture_holds_each_answer_and_each_line_on_its_scale() -> None:
    save("before", "exports", 30)
    save("after", "spread_imports", 25)
    for year in YEARS:
        for about in MEASURES:
            one, answers = part(about.id, year), readings(about.id, year)
            assert [dot["look"] for dot in one["dots"]] == [_LOOKS[a.status] for a in answers]
            for dot, answer in zip(one["dots"], answers, strict=True):
                assert float(dot["left"]) == pytest.approx(
                    answer.low / about.threshold(60) * 100, abs=0.01
                )
                assert float(dot["left"]) + float(dot["width"]) <= 100
            assert one["line"] == ("41.67" if about.unit == "index" else "50.00")
    assert part("imports")["words"][1][1:] == ("holds", "✓ yes")
    assert part("exports")["words"] == [
        ("most", "not", "✗ no"), ("over-dependent", "edge", "≈ on the edge"),
    ]  # fmt: skip
    assert (part("oil", 2022)["extent"], part("oil", 2022)["dots"]) == (
        "no figure in our tables",
        [],
    )
    save("after", "turnover", 80)
    assert part("turnover")["line"] == "80.00"
