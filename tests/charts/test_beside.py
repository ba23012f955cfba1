from collections.abc import Callable
from itertools import combinations
from typing import Any

import pandas as pd
import pytest

from wayout.caption import SERIES
from wayout.charts import Chart, ChartError, beside_others
from wayout.charts.beside import FLOWS, LINE, NARROWEST, STEP, stacked
from wayout.charts.scales import width_of
from wayout.charts.theme import OTHERS
from wayout.facts import fact
from wayout.tables.package import load

WORLD = load("concentration")
PARTNERS = load("russia_partners")


def chart(**more: Any) -> Chart:
    return beside_others(WORLD, PARTNERS, **more)


def texts(one: Chart) -> pd.DataFrame:
    spec = one.specs()[0]
    layers = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    rows = [
        row | {"end": layer["mark"]["align"] == "right"}
        for layer in layers
        for row in spec["datasets"][layer["data"]["name"]]
    ]
    return pd.DataFrame(rows)


@pytest.mark.parametrize("flow", FLOWS)
def test_every_country_is_one_dot_in_its_step(flow: str) -> None:
    rows = WORLD[WORLD["flow"] == flow]
    dots = stacked(rows, ["RUS"])
    assert sorted(dots["country_code"]) == sorted(rows["country_code"])
    assert ((dots["x"] - dots["herfindahl"]).abs() <= STEP / 2 + 1e-9).all()
    assert not dots.duplicated(["x", "y"]).any()
    assert (dots.groupby("x")["y"].max() == dots.groupby("x").size() - 0.5).all()


def test_a_named_country_stands_on_top_of_its_heap() -> None:
    dots = stacked(WORLD[WORLD["flow"] == "imports"], ["RUS", "BLR"])
    for code in ("RUS", "BLR"):
        own = dots.loc[dots["country_code"] == code].iloc[0]
        assert own["y"] == dots.loc[dots["x"] == own["x"], "y"].max()


def test_russia_is_blue_and_the_unnamed_are_grey(drawn: Callable[..., pd.DataFrame]) -> None:
    dots = drawn(chart().specs()[0], "point")
    russia = dots["label"].str.startswith("Russia:")
    assert set(dots.loc[russia, "colour"]) == {SERIES[0]}
    assert len(dots[dots["colour"] == OTHERS]) == len(dots) - 4


@pytest.mark.parametrize("flow", FLOWS)
def test_the_labels_are_the_figures_of_the_facts(
    flow: str, written: Callable[..., set[str]]
) -> None:
    own = f"Russia 2024, estimate: {fact(f'herfindahl_{flow}_2024').value:.2f}"
    index = WORLD[WORLD["flow"] == flow].set_index("country")["herfindahl"]
    named = {f"{name}: {index[name]:.2f}" for name in ("Mexico", "Mongolia", "Belarus", "Russia")}
    median = f"median: {fact(f'median_herfindahl_{flow}_2019').value:.2f}"
    without = fact(f"herfindahl_{flow}_2024_without_implausible").value
    likely = f"without doubtful rows: {without:.2f}"
    assert written(chart(flow=flow).specs()[0]) == {own, likely, median, *named}


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize(
    "named", [(), ("RUS", "MEX", "MNG", "BLR"), ("RUS", "DEU", "CHN", "USA", "BTN", "IND", "CAN")]
)
def test_no_label_lies_on_another_even_where_it_is_narrow(
    flow: str, named: tuple[str, ...]
) -> None:
    for one, two in combinations(texts(chart(flow=flow, named=named)).itertuples(), 2):
        spans = [
            (row.x - wide, row.x) if row.end else (row.x, row.x + wide)
            for row in (one, two)
            for wide in [width_of(row.text) / NARROWEST]
        ]
        apart = spans[0][1] <= spans[1][0] or spans[1][1] <= spans[0][0]
        assert apart or abs(one.level - two.level) >= LINE - 1e-9, (one.text, two.text)


@pytest.mark.parametrize("flow", FLOWS)
def test_labels_stand_clear_of_the_heaps_and_inside_the_drawing(flow: str) -> None:
    one = chart(flow=flow)
    heaps = stacked(WORLD[WORLD["flow"] == flow], ["RUS"]).groupby("x")["y"].max()
    top = one.specs()[0]["layer"][0]["encoding"]["y"]["scale"]["domain"][1]
    for row in texts(one).itertuples():
        wide = width_of(row.text) / NARROWEST
        left = row.x - wide if row.end else row.x
        under = heaps[(heaps.index >= left) & (heaps.index <= left + wide)]
        assert row.level >= max([0.0, *under])
        assert row.level < top
        assert left >= 0
        assert left + wide <= 1


def test_a_year_without_estimates_is_not_called_one() -> None:
    assert "Russia 2021: 0.09" in set(texts(chart(year=2021))["text"])
    assert chart(year=2021).key[1] == ("ring", "Russia in 2021, reported")
    assert chart().key[1] == ("ring", "Russia in 2024, estimate")
    assert len(chart(year=2021).foot.twin) == len(chart().foot.twin) - 1
    assert "cannot be right" not in chart(year=2021).foot.note


def test_the_lesson_is_right_about_mexico() -> None:
    with_all, without, mexico = (
        float(fact(name).value)
        for name in (
            "herfindahl_imports_2024",
            "herfindahl_imports_2024_without_implausible",
            "mexico_imports_herfindahl_2019",
        )
    )
    assert mexico - 0.02 < with_all < mexico < without - 0.04


def test_the_note_gives_both_figures_of_the_rings() -> None:
    with_them, without = (
        fact(f"herfindahl_imports_2024{end}").value for end in ("", "_without_implausible")
    )
    assert f"{with_them:.2f} with them, {without:.2f} without" in chart().foot.note


@pytest.mark.parametrize("flow", FLOWS)
def test_the_alternative_says_how_many_lie_below(flow: str) -> None:
    others = WORLD[(WORLD["flow"] == flow) & (WORLD["country_code"] != "RUS")]["herfindahl"]
    all_of_them = len(others)
    name = f"herfindahl_{flow}_2024"
    below = (others < fact(name).value).sum()
    likely = (others < fact(f"{name}_without_implausible").value).sum()
    told = chart(flow=flow).alternative
    assert f"above {below} of the {all_of_them} other countries" in told
    assert f"above {likely} of the {all_of_them} other countries" in told


def test_the_table_twin_has_every_country_with_russia_later_on_top() -> None:
    twin = chart().foot.twin
    assert len(twin) == fact("countries_imports_2019").value + 2
    assert list(twin["Country"][:2]) == ["Russia 2024", "Russia 2024, without doubtful rows"]
    assert twin["Herfindahl index"].iloc[2:].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"flow": "turnover"}, "choose exports or imports"),
        ({"named": ["RUS", "XXX"]}, "No imports in the table for XXX"),
        ({"year": 2030}, "Russia's partners in 2030 are not in the table: choose 2013 to 2024"),
    ],
)
def test_what_is_not_in_the_tables_is_answered_with_a_sentence(
    more: dict[str, Any], words: str
) -> None:
    with pytest.raises(ChartError, match=words):
        chart(**more)


def test_a_country_twice_is_answered_with_a_sentence() -> None:
    with pytest.raises(ChartError, match="Two rows stand for country_code"):
        beside_others(pd.concat([WORLD, WORLD]), PARTNERS)
