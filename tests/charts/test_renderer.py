import json
from typing import Any

import altair as alt
import pandas as pd
import pytest

from wayout import charts
from wayout.charts.renderer import MEDIA_TYPE, NO_ALTERNATIVE

FRAME = pd.DataFrame({"year": [2022, 2023], "usd_bn": [190.3, 240.1], "side": ["a", "b"]})


def own(**more: Any) -> alt.Chart:
    return alt.Chart(FRAME).mark_line().encode(x="year:Q", y="usd_bn:Q", **more)


def test_a_bare_chart_is_handed_over_in_the_form_that_lab_draws_itself() -> None:
    assert charts.Chart
    data, metadata = own()._repr_mimebundle_()
    assert set(data) == {MEDIA_TYPE, "text/plain"}
    assert data[MEDIA_TYPE]["$schema"].endswith("/vega-lite/v5.json")
    options = metadata[MEDIA_TYPE]["embed_options"]
    assert (options["renderer"], options["actions"]) == ("svg", False)


def test_nothing_but_the_schema_names_an_address() -> None:
    spec = own()._repr_mimebundle_()[0][MEDIA_TYPE]
    spec.pop("$schema")
    assert "http" not in json.dumps(spec)


def test_the_text_is_the_description_or_says_how_to_give_one() -> None:
    described = own().properties(description="It rises.")
    assert described._repr_mimebundle_()[0]["text/plain"] == "It rises."
    assert own()._repr_mimebundle_()[0]["text/plain"] == NO_ALTERNATIVE


def test_a_chart_without_a_width_fills_its_cell() -> None:
    assert own()._repr_mimebundle_()[0][MEDIA_TYPE]["width"] == "container"
    narrow = own().properties(width=200)
    assert narrow._repr_mimebundle_()[0][MEDIA_TYPE]["width"] == 200


@pytest.mark.parametrize("chart", [own() | own(), own(column="side:N")])
def test_charts_of_several_views_keep_their_own_width(chart: alt.TopLevelMixin) -> None:
    spec = chart._repr_mimebundle_()[0][MEDIA_TYPE]
    assert spec.get("width") != "container"
