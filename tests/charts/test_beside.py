from functools import cache
from itertools import combinations
from typing import Any

import pandas as pd
import pytest

from cases import refused
from drawings import drawn, layers, written
from held import held
from wayout.charts import Chart, ChartError, beside_others
from wayout.charts.beside import FLOWS, LINE, NARROWEST, STEP, stacked
from wayout.charts.scales import width_of
from wayout.charts.theme import OTHERS
from wayout.facts import fact
from wayout.pages.caption import SERIES
from wayout.tables.package import load

WORLD = load("concentration")
PARTNERS = load("russia_partners")
EACH = pytest.mark.parametrize("flow", FLOWS)


@cache
def chart(**more: Any) -> Chart:
    return beside_others(WORLD, PARTNERS, **more)


def labels(one: Chart) -> pd.DataFrame:
    """Every label with the stretch of the axis, from ``left`` to ``right``, that it may cover."""
    found = layers(one.specs()[0], "text")
    rows = pd.concat([each.assign(back=each.attrs["align"] == "right") for each in found])
    wide = rows["text"].map(width_of) / NARROWEST
    return rows.assign(left=rows["x"] - wide * rows["back"], right=rows["x"] + wide * ~rows["back"])


@EACH
def test_every_country_is_one_dot_in_its_step(flow: str) -> None:
    rows = WORLD[WORLD["flow"] == flow]
    dots = stacked(rows, ["RUS", "BLR"])
    assert sorted(dots["country_code"]) == sorted(rows["country_code"])
    assert ((dots["x"] - dots["herfindahl"]).abs() <= STEP / 2 + 1e-9).all()
    assert not dots.duplicated(["x", "y"]).any()
    assert (dots.groupby("x")["y"].max() == dots.groupby("x").size() - 0.5).all()
    for own in dots[dots["named"]].itertuples():
        assert own.y == dots.loc[dots["x"] == own.x, "y"].max(), "its name has room above it"


def test_russia_is_blue_and_the_unnamed_are_grey() -> None:
    dots = drawn(chart().specs()[0], "point")
    russia = dots["label"].str.startswith("Russia:")
    assert set(dots.loc[russia, "colour"]) == {SERIES[0]}
    assert len(dots[dots["colour"] == OTHERS]) == len(dots) - 4


@EACH
def test_the_labels_and_the_places_told_are_those_of_the_facts(flow: str) -> None:
    named = {
        "Russia 2024, estimate": f"herfindahl_{flow}_2024",
        "without doubtful rows": f"herfindahl_{flow}_2024_without_implausible",
        "median": f"median_herfindahl_{flow}_2019",
    }
    index = WORLD[WORLD["flow"] == flow].set_index("country")["herfindahl"]
    words = {f"{name}: {fact(key).value:.2f}" for name, key in named.items()}
    words |= {f"{name}: {index[name]:.2f}" for name in ("Mexico", "Mongolia", "Belarus", "Russia")}
    assert written(chart(flow=flow).specs()[0]) == words
    others = WORLD[(WORLD["flow"] == flow) & (WORLD["country_code"] != "RUS")]["herfindahl"]
    told, number = chart(flow=flow).alternative, len(others)
    for end in ("", "_without_implausible"):
        below = (others < fact(f"herfindahl_{flow}_2024{end}").value).sum()
        assert f"above {below} of the {number} other countries" in told


@EACH
@pytest.mark.parametrize(
    "named", [(), ("RUS", "MEX", "MNG", "BLR"), ("RUS", "DEU", "CHN", "USA", "BTN", "IND", "CAN")]
)
def test_no_label_lies_on_another_or_on_a_heap_or_outside_the_drawing(
    flow: str, named: tuple[str, ...]
) -> None:
    drawing = chart(flow=flow, named=named)
    for one, two in combinations(labels(drawing).itertuples(), 2):
        apart = one.right <= two.left or two.right <= one.left
        assert apart or abs(one.level - two.level) >= LINE - 1e-9, (one.text, two.text)
    heaps = stacked(WORLD[WORLD["flow"] == flow], ["RUS"]).groupby("x")["y"].max()
    top = drawing.specs()[0]["layer"][0]["encoding"]["y"]["scale"]["domain"][1]
    for row in labels(drawing).itertuples():
        under = heaps[(heaps.index >= row.left) & (heaps.index <= row.right)]
        assert max([0.0, *under]) <= row.level < top
        assert 0 <= row.left < row.right <= 1


def test_a_year_without_estimates_is_not_called_one() -> None:
    plain = chart(year=2021)
    assert "Russia 2021: 0.09" in written(plain.specs()[0])
    assert plain.key[1] == ("ring", "Russia in 2021, reported")
    assert chart().key[1] == ("ring", "Russia in 2024, estimate")
    assert len(plain.caption.table) == len(chart().caption.table) - 1
    assert "cannot be right" not in plain.caption.note


def test_the_lesson_is_right_about_mexico_and_the_note_gives_both_rings() -> None:
    keys = ("herfindahl_imports_2024", "herfindahl_imports_2024_without_implausible")
    with_all, without = (float(fact(key).value) for key in keys)
    mexico = float(fact("mexico_imports_herfindahl_2019").value)
    assert mexico - 0.02 < with_all < mexico < without - 0.04
    assert f"{with_all:.2f} with them, {without:.2f} without" in chart().caption.note


def test_the_table_has_every_country_with_russia_later_on_top() -> None:
    table = chart().caption.table
    assert len(table) == fact("countries_imports_2019").value + 2
    assert list(table["Country"][:2]) == ["Russia 2024", "Russia 2024, without doubtful rows"]
    assert table["Herfindahl index"].iloc[2:].is_monotonic_decreasing


def test_what_is_not_in_the_tables_is_answered() -> None:
    refused(held(__file__, "refused"), ChartError, **globals())
