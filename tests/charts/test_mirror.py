import re
from typing import Any

import pandas as pd
import pytest

from wayout.caption import SERIES
from wayout.charts import Chart, ChartError, mirror_shares
from wayout.charts.mirror import BESIDE, HALF, NARROWEST, gutter
from wayout.charts.scales import width_of
from wayout.facts import fact
from wayout.tables.package import load

ANSWERS = load("share_estimates")
ANNUAL = load("china_russia_annual")
TOTALS = load("china_totals")
FLOWS = ("turnover", "exports", "imports")


def chart(**more: Any) -> Chart:
    return mirror_shares(ANSWERS, ANNUAL, TOTALS, **more)


def points(spec: dict[str, Any]) -> pd.DataFrame:
    rows = [row for rows in spec["datasets"].values() for row in rows if "share" in row]
    return pd.DataFrame(rows).drop_duplicates().reset_index(drop=True)


def scales(spec: dict[str, Any]) -> list[dict[str, Any]]:
    across = (layer["encoding"].get("x", {}) for layer in spec["layer"])
    return [x["scale"] for x in across if "scale" in x]


def test_both_sides_of_one_trade_are_the_figures_of_the_facts() -> None:
    mine, theirs = map(points, chart().specs())
    assert mine["low"].min() == fact("share_2023_lowest_pct").value
    assert mine["high"].max() == fact("share_2023_highest_pct").value
    assert list(theirs["high"]) == pytest.approx([fact("share_of_china_2023_pct").value])


@pytest.mark.parametrize(
    ("flow", "other", "held"), [("exports", "imports", 5.05), ("imports", "exports", 3.28)]
)
def test_what_russia_sells_is_what_china_buys(flow: str, other: str, held: float) -> None:
    mine, theirs = map(points, chart(flow=flow).specs())
    assert mine["low"].min() == fact(f"share_{flow}_2023_lowest_pct").value
    assert mine["high"].max() == fact(f"share_{flow}_2023_highest_pct").value
    assert list(theirs["high"]) == pytest.approx([held], abs=0.005)
    headings = [panel.heading for panel in chart(flow=flow).panels]
    assert headings == [f"China's share of Russia's {flow}", f"Russia's share of China's {other}"]


@pytest.mark.parametrize("flow", FLOWS)
def test_every_answer_of_the_year_is_drawn_once_highest_first(flow: str) -> None:
    asked = ANSWERS[(ANSWERS["flow"] == flow) & (ANSWERS["year"] == 2023)]
    drawn = points(chart(flow=flow).specs()[0])
    assert sorted(drawn["who"]) == sorted(asked["who"])
    assert drawn["high"].is_monotonic_decreasing
    assert drawn["label"].is_unique


def test_estimates_say_so_on_the_drawing_and_are_dashed_and_hollow() -> None:
    drawn = points(chart(flow="imports").specs()[0]).set_index("who")
    for who in ("Bank of Finland", "International Monetary Fund"):
        assert drawn.loc[who, "text"].endswith(", estimate")
        assert drawn.loc[who, "look"] == "dashed"
        assert drawn.loc[who, "fill"] != drawn.loc[who, "colour"]
    assert drawn.loc["Gaidar Institute", "fill"] == SERIES[0]
    signs = ["dot", "ring", "dashed-line"]
    assert [sign for sign, _ in chart(flow="imports").key] == signs


def test_a_part_year_names_its_months_and_shortens_them_where_it_is_narrow() -> None:
    drawn = points(chart().specs()[0]).set_index("who")
    assert drawn.loc["Gaidar Institute", "text"] == "Gaidar Institute, January to October"
    assert drawn.loc["Gaidar Institute", "short"] == "Gaidar Institute, Jan to Oct"
    assert drawn.loc["International Monetary Fund", "text"] == (
        "International Monetary Fund, estimate"
    )


def test_a_range_is_told_as_a_range() -> None:
    drawn = points(chart().specs()[0]).set_index("who")
    assert drawn.loc["Head of Russia's customs", "share"] == "31 to 32.4 %"
    assert drawn.loc["Gaidar Institute", "share"] == "32.0 %"


@pytest.mark.parametrize("flow", FLOWS)
def test_both_sides_are_drawn_on_one_scale_that_ends_at_half(flow: str) -> None:
    found = [scale for spec in chart(flow=flow).specs() for scale in scales(spec)]
    assert all(scale == found[0] for scale in found)
    assert found[0]["domain"] == [0, HALF]
    assert max(points(spec)["high"].max() for spec in chart(flow=flow).specs()) <= HALF


@pytest.mark.parametrize("flow", FLOWS)
def test_on_a_telephone_every_share_has_room_beside_its_point(flow: str) -> None:
    rows = pd.concat([points(spec) for spec in chart(flow=flow).specs()])
    plot = NARROWEST - gutter(rows)
    for high, share in zip(rows["high"], rows["share"], strict=True):
        assert high / HALF * plot + BESIDE + width_of(share, 12) <= NARROWEST + 1e-6


def test_the_alternative_and_the_table_tell_every_answer() -> None:
    one = chart()
    for who in ANSWERS.query("flow == 'turnover' and year == 2023")["who"]:
        assert who in one.alternative
    assert "Russia's share of China's trade" in one.alternative
    twin = one.foot.twin
    assert len(twin) == 6
    assert list(twin.loc[twin["What"] == "Russia's share of China's trade", "Share"]) == ["4.0 %"]
    assert set(twin["How the figure was made"]) == {
        "reported",
        "computed from published figures",
        "estimate",
    }


def test_an_earlier_year_can_be_drawn() -> None:
    mine, theirs = map(points, chart(year=2021).specs())
    assert set(mine["high"]) == {17.7}
    assert list(theirs["high"]) == pytest.approx([fact("share_of_china_2021_pct").value])


def test_an_open_answer_is_a_point_at_its_lower_end() -> None:
    drawn = points(chart(flow="imports", year=2022).specs()[0])
    assert list(drawn["low"]) == list(drawn["high"]) == [33.0]
    assert list(drawn["share"]) == ["33 % or more"]


def test_a_hedge_stands_with_its_figure() -> None:
    drawn = points(chart().specs()[0]).set_index("who")
    assert drawn.loc["Russia's deputy prime minister", "share"] == "almost 32.1 %"


@pytest.mark.parametrize("flow", FLOWS)
def test_the_years_that_are_offered_can_be_drawn(flow: str) -> None:
    with pytest.raises(ChartError) as caught:
        chart(flow=flow, year=1999)
    offered = [int(year) for year in re.findall(r"\d{4}", str(caught.value)) if year != "1999"]
    assert offered
    for year in range(2010, 2030):
        if year in offered:
            assert points(chart(flow=flow, year=year).specs()[0])["high"].notna().all()
        else:
            with pytest.raises(ChartError, match=" or ".join(map(str, offered))):
                chart(flow=flow, year=year)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"flow": "oil"}, "choose turnover, exports or imports"),
        ({"year": 2019}, "No answer in the table is about turnover in 2019"),
        ({"flow": "exports", "year": 2021}, "no imports of China from Russia in 2021: choose 2023"),
        ({"flow": "exports", "year": 2022}, "No answer .* about exports in 2022: choose 2023"),
        ({"flow": "imports", "year": 2021}, "choose 2022 or 2023"),
    ],
)
def test_what_cannot_be_drawn_is_answered_with_a_sentence(more: dict[str, Any], words: str) -> None:
    with pytest.raises(ChartError, match=words):
        chart(**more)


def test_a_year_that_china_has_no_total_for_is_named() -> None:
    with pytest.raises(ChartError, match="no trade of China with Russia in 2023"):
        mirror_shares(ANSWERS, ANNUAL[ANNUAL["year"] != 2023], TOTALS)
    with pytest.raises(ChartError, match="no trade of China with Russia in 2023"):
        mirror_shares(ANSWERS, ANNUAL, TOTALS[TOTALS["year"] != 2023])


def test_title_and_note_can_be_replaced() -> None:
    one = chart(title="T", note="N")
    assert (one.title, one.foot.note) == ("T", "N")


def test_no_layer_is_without_marks() -> None:
    ranged, plain = chart().specs()
    assert len(ranged["layer"]) == len(plain["layer"]) + 2
    assert not any("transform" in layer for layer in plain["layer"])
