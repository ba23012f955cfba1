from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from wayout.caption import SERIES
from wayout.charts import ChartError, points
from wayout.tables.package import load

FRAME = pd.DataFrame(
    {
        "subject": ["China", "India", "Europe", "China"],
        "period": ["2023", "2023", "2023", "2021"],
        "value_low": [45.0, 40.0, 80.0, 20.0],
        "value_high": [50.0, 40.0, None, 20.0],
        "wording": ["", None, "more than", "about"],
        "status": ["reported", "reported", "reported", "estimate"],
        "counted_by": ["a minister", "a minister", "a minister", "an agency"],
    }
)
FINE: dict[str, Any] = {
    "of": ["subject", "period"],
    "title": "T",
    "unit": "Per cent",
    "tables": ("energy",),
}


def test_each_counter_has_a_panel_and_all_share_one_scale() -> None:
    chart = points(FRAME, **FINE)
    assert [p.heading for p in chart.panels] == [
        "Who says so: a minister",
        "Who says so: an agency",
    ]
    assert domains(chart.specs()) == {(0.0, 80.0)}


def domains(specs: list[dict[str, Any]]) -> set[tuple[float, ...]]:
    found = [layer["encoding"]["x"].get("scale", {}) for spec in specs for layer in spec["layer"]]
    return {tuple(scale["domain"]) for scale in found if "domain" in scale}


def test_nothing_joins_two_figures() -> None:
    for spec in points(FRAME, **FINE).specs():
        assert {layer["mark"]["type"] for layer in spec["layer"]} <= {
            "rule",
            "bar",
            "point",
            "text",
        }
        # The one rule is the dotted guide of each row: it carries no figure.
        guide = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "rule")
        assert list(pd.DataFrame(spec["datasets"][guide["data"]["name"]]).columns) == ["name"]


def test_a_range_is_a_bar_and_a_single_figure_a_point(drawn: Callable[..., pd.DataFrame]) -> None:
    spec = points(FRAME, **FINE).specs()[0]
    assert drawn(spec, "bar")[["name", "from", "to"]].values.tolist() == [["China, 2023", 45, 50]]
    assert list(drawn(spec, "point")["name"]) == ["India, 2023", "Europe, 2023"]


def test_a_figure_open_on_one_side_points_there(drawn: Callable[..., pd.DataFrame]) -> None:
    spec = points(FRAME, **FINE).specs()[0]
    assert list(drawn(spec, "point")["shape"]) == ["circle", "triangle-right"]
    assert "A triangle points" in points(FRAME, **FINE).foot.note
    assert points(FRAME[:2], note="Mind.", **FINE).foot.note == "Mind."
    below = FRAME.assign(value_low=[45, 40, float("nan"), 20], value_high=[50, 40, 10, 20])
    assert "triangle-left" in list(drawn(points(below, **FINE).specs()[0], "point")["shape"])


@pytest.mark.parametrize(
    ("low", "high", "wording", "text"),
    [
        (45, 50, "", "45 to 50"),
        (40, 40, "", "40"),
        (40, 40, "about", "about 40"),
        (80, None, "more than", "more than 80"),
        (None, 10, "did not exceed", "did not exceed 10"),
        (33, None, "more than a third", "33 (more than a third)"),
        (33, None, "", "at least 33"),
        (None, 9, None, "at most 9"),
        (-80, -80, "", "−80"),
    ],
)
def test_a_figure_is_written_as_it_was_told(
    low: float, high: float, wording: str, text: str
) -> None:
    frame = FRAME[:1].assign(value_low=[low], value_high=[high], wording=[wording])
    frame = frame.astype({"value_low": float, "value_high": float})
    assert f"China, 2023: {text} (reported)" in points(frame, **FINE).alternative


def test_estimates_are_open_and_named(drawn: Callable[..., pd.DataFrame]) -> None:
    chart = points(FRAME, **FINE)
    assert list(drawn(chart.specs()[1], "point")["fill"]) == ["#ffffff"]
    assert list(drawn(chart.specs()[0], "point")["fill"]) == [SERIES[0]] * 2
    assert chart.key[:2] == (("dot", "reported"), ("ring", "estimate"))
    assert list(chart.foot.twin["How the figure was made"])[-1] == "estimate"


def test_a_range_is_named_in_the_key_only_where_there_is_one() -> None:
    assert any("from the lowest" in words for _, words in points(FRAME, **FINE).key)
    assert points(FRAME[1:2], **FINE).key == (("dot", "reported"),)


def test_the_table_says_who_and_how() -> None:
    twin = points(FRAME, **FINE).foot.twin
    assert list(twin["Who says so"]) == list(FRAME["counted_by"])
    assert list(twin["As told"]) == ["45 to 50", "40", "more than 80", "about 20"]


def test_a_figure_that_nobody_signed_says_so() -> None:
    chart = points(FRAME.assign(counted_by=["a minister", "", float("nan"), "an agency"]), **FINE)
    assert chart.panels[1].heading == "Who says so: not named on the page"
    assert len(chart.panels) == 3


def test_columns_may_have_other_names() -> None:
    frame = FRAME.rename(columns={"value_low": "price", "counted_by": "port"}).drop(
        columns=["value_high", "wording"]
    )
    chart = points(frame, low="price", high="price", who="port", **FINE)
    assert chart.panels[1].heading == "Who says so: an agency"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"value_low": [None] * 4, "value_high": [None] * 4}, "There is no figure for China, 2023"),
        ({"value_low": [60.0, 40, 80, 20]}, "ends of China, 2023 have changed places"),
        ({"value_low": ["a"] * 4}, "holds no numbers"),
        ({"value_low": [45.0, 40, float("-inf"), 20]}, "'value_low' has an infinite figure"),
        ({"value_high": [50.0, 40, float("inf"), 20]}, "'value_high' has an infinite figure"),
        ({"subject": ["China"] * 4, "period": ["2023"] * 4}, "Two rows stand for who a minister"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(change: dict[str, Any], words: str) -> None:
    frame = FRAME.assign(**change)
    if None in change.get("value_high", []):
        frame = frame.astype({"value_low": float, "value_high": float})
    with pytest.raises(ChartError, match=words):
        points(frame, **FINE)


@pytest.mark.parametrize("of", [[], (), ""])
def test_a_figure_of_nothing_is_refused(of: Any) -> None:
    with pytest.raises(ChartError, match=r"at least one column in 'of'|no column ''"):
        points(FRAME, **FINE | {"of": of})


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ChartError, match="no column 'counted_by'"):
        points(FRAME.drop(columns="counted_by"), **FINE)
    with pytest.raises(ChartError, match="no rows"):
        points(FRAME[:0], **FINE)


@pytest.mark.parametrize("table", ["energy", "goods_points"])
def test_every_figure_of_the_tables_can_be_drawn(table: str) -> None:
    name = {"energy": "subject", "goods_points": "goods"}[table]
    frame = load(table)
    for _, rows in frame.groupby(["unit", "measure"]):
        once = rows.drop_duplicates(["counted_by", name, "period"])
        chart = points(once, of=[name, "period"], title="T", unit="U", tables=[table])
        assert len(chart.foot.twin) == len(once)
