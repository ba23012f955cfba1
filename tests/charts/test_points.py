from typing import Any

import pandas as pd
import pytest

from cases import refused
from drawings import across, drawn, layers
from held import held
from walk import each
from wayout.charts import Chart, ChartError, points
from wayout.charts.theme import PAPER
from wayout.pages.caption import SERIES
from wayout.tables.package import load

HELD = held(__file__)
FRAME = pd.DataFrame(HELD["frame"])
FRAME.loc[1, "wording"] = None
FINE: dict[str, Any] = {"title": "T", "unit": "Per cent", "tables": ("energy",)}
NAN = float("nan")
NAMES = ["subject", "period"]


def chart(frame: pd.DataFrame = FRAME, **more: Any) -> Chart:
    return points(frame, **({"of": NAMES} | FINE | more))


def test_each_counter_has_a_panel_and_all_share_one_scale() -> None:
    headings = [panel.heading for panel in chart().panels]
    assert headings == ["Who says so: a minister", "Who says so: an agency"]
    scales = [scale for spec in chart().specs() for scale in across(spec)]
    assert {tuple(scale["domain"]) for scale in scales} == {(0.0, 80.0)}


def test_nothing_joins_two_figures_a_range_is_a_bar_and_a_single_figure_a_point() -> None:
    for spec in chart().specs():
        kinds = {layer["mark"]["type"] for layer in spec["layer"]}
        assert kinds <= {"rule", "bar", "point", "text"}
        # The one rule is the dotted guide of each row: it carries no figure.
        (guide,) = layers(spec, "rule")
        assert list(guide.columns) == ["name"]
    spec = chart().specs()[0]
    assert drawn(spec, "bar")[["name", "from", "to"]].values.tolist() == [["China, 2023", 45, 50]]
    assert list(drawn(spec, "point")["name"]) == ["India, 2023", "Europe, 2023"]


def test_a_figure_open_on_one_side_points_there() -> None:
    assert list(drawn(chart().specs()[0], "point")["shape"]) == ["circle", "triangle-right"]
    assert "A triangle points" in chart().caption.note
    assert chart(FRAME[:2], note="Mind.").caption.note == "Mind."
    below = FRAME.assign(value_low=[45, 40, NAN, 20], value_high=[50, 40, 10, 20])
    assert "triangle-left" in list(drawn(chart(below).specs()[0], "point")["shape"])


@each(HELD["written"])
def test_a_figure_is_written_as_it_was_told(text: str) -> None:
    low, high, wording = HELD["written"][text]
    frame = FRAME[:1].assign(value_low=[low], value_high=[high])
    frame = frame.astype({"value_low": float, "value_high": float})
    frame["wording"] = pd.Series([wording], dtype="str")
    assert f"China, 2023: {text} (reported)" in chart(frame).alternative


def test_estimates_are_open_and_the_key_names_what_there_is() -> None:
    reported, estimated = (drawn(spec, "point") for spec in chart().specs())
    assert list(estimated["fill"]) == [PAPER]
    assert list(reported["fill"]) == [SERIES[0]] * 2
    assert chart().key[:2] == (("dot", "reported"), ("ring", "estimate"))
    assert any("from the lowest" in words for _, words in chart().key)
    assert chart(FRAME[1:2]).key == (("dot", "reported"),)


def test_the_table_says_who_and_how_and_where_nobody_signed() -> None:
    table = chart().caption.table
    assert list(table["How the figure was made"])[-1] == "estimate"
    assert list(table["Who says so"]) == list(FRAME["counted_by"])
    assert list(table["As told"]) == ["45 to 50", "40", "more than 80", "about 20"]
    found = chart(FRAME.assign(counted_by=["a minister", "", NAN, "an agency"]))
    assert found.panels[1].heading == "Who says so: not named on the page"
    assert len(found.panels) == 3
    found = chart(FRAME.drop(columns="wording"))
    assert list(found.caption.table["As told"]) == ["45 to 50", "40", "at least 80", "20"]


def test_what_cannot_be_drawn_is_said() -> None:
    refused(HELD["refused"], ChartError, **globals())


@pytest.mark.parametrize(("table", "name"), [("energy", "subject"), ("goods_points", "goods")])
def test_every_figure_of_the_tables_can_be_drawn(table: str, name: str) -> None:
    for _, rows in load(table).groupby(["unit", "measure"]):
        once = rows.drop_duplicates(["counted_by", name, "period"])
        assert len(chart(once, of=[name, "period"]).caption.table) == len(once)
