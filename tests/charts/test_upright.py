import pandas as pd
import pytest

from wayout.charts.axes import YAxis
from wayout.charts.marks import columns
from wayout.charts.upright import place, standing, whole_numbers

YEARS = list(range(2015, 2026))
FIGURES = [68.0, 69.5, 84.1, 107.1, 110.8, 107.8, 146.9, 190.3, 240.1, 244.8, 228.1]


def points(figures: list[float] = FIGURES) -> pd.DataFrame:
    frame = pd.DataFrame({"year": YEARS, "usd_bn": figures})
    return columns(frame, "year", "usd_bn", pd.Series(["reported"] * len(frame)))


def placed(
    labels: dict[int, str], short: dict[int, str] | None = None, figures: list[float] = FIGURES
) -> pd.DataFrame:
    frame = points(figures)
    up = YAxis.over("usd_bn", frame["usd_bn"], 320)
    return place(frame, "year", "usd_bn", labels, up, short).set_index("text")


def test_labels_stand_where_no_column_is() -> None:
    rows = placed({2022: "rising", 2023: "below the top", 2024: "top", 2025: "after the top"})
    assert list(rows["side"]) == ["left", "left", "above-end", "right"]


@pytest.mark.parametrize(("short", "said"), [(None, ""), ({2025: "after"}, "after")])
def test_a_label_on_the_right_gives_way_where_it_is_narrow(short, said: str) -> None:
    rows = placed({2024: "top", 2025: "after the top"}, short)
    assert rows["short"].to_dict() == {"top": "top", "after the top": said}


@pytest.mark.parametrize("year", [2015, 2025])
@pytest.mark.parametrize("figures", [[-20.0, *FIGURES[1:-1], -30.0], [*range(-11, 0)]])
def test_a_label_of_a_fall_stands_below(year: int, figures: list[float]) -> None:
    assert list(placed({year: "fall"}, figures=figures)["side"]) == ["below"]


def test_an_axis_may_be_shared_a_missing_year_keeps_its_band_and_columns_may_hang() -> None:
    drawn = standing(points(), "year", "usd_bn", {2024: "top"}, gutters=(90.0, 40.0)).to_dict()
    end = drawn["layer"][0]["encoding"]["x"]["scale"]["range"][1]["expr"]
    assert end == "max(60, width - (width < 460 ? 40 : 90))"
    missing = whole_numbers(pd.Series([2013, 2015]), "year", 8, hangs=False)
    assert list(missing.domain) == [2013, 2014, 2015]
    spec = standing(points([-1.0, *FIGURES[1:]]), "year", "usd_bn", {}).to_dict()
    assert spec["layer"][0]["encoding"]["x"]["axis"]["domain"] is False
    assert spec["layer"][1]["mark"]["type"] == "rule"
