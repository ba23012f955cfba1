import re
from functools import cache
from typing import Any

import pandas as pd
import pytest

from cases import refused
from drawings import across, layers
from held import held
from wayout.charts import Chart, ChartError, mirror_shares
from wayout.charts.mirror import BESIDE, HALF, NARROWEST, _clear, gutter
from wayout.charts.scales import width_of
from wayout.charts.theme import SIZE
from wayout.facts import fact
from wayout.pages.caption import SERIES
from wayout.tables.package import load

ANSWERS = load("share_estimates")
ANNUAL = load("china_russia_annual")
TOTALS = load("china_totals")
FLOWS = ("turnover", "exports", "imports")
HELD = held(__file__)
EACH = pytest.mark.parametrize("flow", FLOWS)


@cache
def chart(**more: Any) -> Chart:
    return mirror_shares(ANSWERS, ANNUAL, TOTALS, **more)


@cache
def sides(**more: Any) -> list[pd.DataFrame]:
    """The points of both panels."""
    return [layers(spec, "point")[-1].set_index("who") for spec in chart(**more).specs()]


@EACH
def test_both_sides_of_one_trade_are_the_figures_of_the_facts(flow: str) -> None:
    """What Russia sells is what China buys."""
    mine, theirs = sides(flow=flow)
    part = "" if flow == "turnover" else f"{flow}_"
    assert mine["low"].min() == fact(f"share_{part}2023_lowest_pct").value
    assert mine["high"].max() == fact(f"share_{part}2023_highest_pct").value
    what, share, whose = HELD["sides"][flow]
    assert list(theirs["high"]) == pytest.approx([share], abs=0.005)
    headings = [f"China's share of Russia's {what}", f"Russia's share of China's {whose}"]
    assert [panel.heading for panel in chart(flow=flow).panels] == headings
    asked = ANSWERS[(ANSWERS["flow"] == flow) & (ANSWERS["year"] == 2023)]
    assert sorted(mine.index) == sorted(asked["who"]), "every answer of the year, once"
    assert mine["high"].is_monotonic_decreasing
    assert mine["label"].is_unique


def test_estimates_say_so_on_the_drawing_and_are_dashed_and_hollow() -> None:
    drawn = sides(flow="imports")[0]
    for who in ("Bank of Finland", "International Monetary Fund"):
        assert drawn.loc[who, "text"].endswith(", estimate")
        assert drawn.loc[who, "look"] == "dashed"
        assert drawn.loc[who, "fill"] != drawn.loc[who, "colour"]
    assert drawn.loc["Gaidar Institute", "fill"] == SERIES[0]
    signs = ["dot", "ring", "dashed-line"]
    assert [sign for sign, _ in chart(flow="imports").key] == signs


def test_a_part_year_names_its_months_and_an_answer_is_told_as_it_was_given() -> None:
    drawn = sides()[0]
    assert drawn.loc["Gaidar Institute", "text"] == "Gaidar Institute, January to October"
    assert drawn.loc["Gaidar Institute", "short"] == "Gaidar Institute, Jan to Oct"
    whole = drawn.loc["International Monetary Fund", "text"]
    assert whole == "International Monetary Fund, estimate"
    shares = sides()[0]["share"]
    assert shares["Head of Russia's customs"] == "31 to 32.4 %"
    assert shares["Gaidar Institute"] == "32.0 %"
    assert shares["Russia's deputy prime minister"] == "almost 32.1 %"
    opened = sides(flow="imports", year=2022)[0]
    assert list(opened["low"]) == list(opened["high"]) == [33.0]
    assert list(opened["share"]) == ["33 % or more"]


@EACH
def test_both_sides_share_one_scale_and_every_share_has_room_on_a_telephone(flow: str) -> None:
    found = [scale for spec in chart(flow=flow).specs() for scale in across(spec)]
    assert all(scale == found[0] for scale in found)
    assert found[0]["domain"] == [0, HALF]
    assert max(side["high"].max() for side in sides(flow=flow)) <= HALF
    rows = pd.concat(sides(flow=flow))
    plot = NARROWEST - gutter(rows)
    for high, share in zip(rows["high"], rows["share"], strict=True):
        assert high / HALF * plot + BESIDE + width_of(share, 12) <= NARROWEST + 1e-6


def test_the_alternative_and_the_table_tell_every_answer() -> None:
    one = chart()
    for who in ANSWERS.query("flow == 'turnover' and year == 2023")["who"]:
        assert who in one.alternative
    assert "Russia's share of China's trade" in one.alternative
    table = one.caption.table
    assert len(table) == 6
    assert list(table.loc[table["What"] == "Russia's share of China's trade", "Share"]) == ["4.0 %"]
    made = {"reported", "computed from published figures", "estimate"}
    assert set(table["How the figure was made"]) == made


def test_an_earlier_year_can_be_drawn() -> None:
    mine, theirs = sides(year=2021)
    assert set(mine["high"]) == {17.7}
    assert list(theirs["high"]) == pytest.approx([fact("share_of_china_2021_pct").value])


@EACH
def test_the_years_that_are_offered_can_be_drawn(flow: str) -> None:
    with pytest.raises(ChartError) as caught:
        chart(flow=flow, year=1999)
    offered = [int(year) for year in re.findall(r"\d{4}", str(caught.value)) if year != "1999"]
    assert offered
    for year in range(2010, 2030):
        if year in offered:
            assert sides(flow=flow, year=year)[0]["high"].notna().all()
        else:
            with pytest.raises(ChartError, match=" or ".join(map(str, offered))):
                chart(flow=flow, year=year)


def test_what_cannot_be_drawn_is_answered() -> None:
    refused(HELD["refused"], ChartError, **globals())


def test_no_layer_is_without_marks_as_it_would_be_an_empty_picture() -> None:
    ranged, plain = chart().specs()
    assert len(ranged["layer"]) == len(plain["layer"]) + 2
    assert not any("transform" in layer for layer in plain["layer"])


def test_a_stroke_at_one_half_gives_way_to_a_share_written_across_it() -> None:
    points = pd.DataFrame(
        {"share": ["almost 32.1 %", "4.0 %", "45 to 50 %"], "high": [32.1, 4, 50]}
    )
    wide = [width_of(text, SIZE) + BESIDE for text in points["share"]]
    far = [wide[0] / (1 - 32.1 / HALF), wide[1] / (1 - 4 / HALF), 0]
    assert list(_clear(points)) == pytest.approx(far)
