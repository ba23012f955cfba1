import json
from typing import Any

import altair as alt
import pandas as pd

from wayout import charts
from wayout.charts.renderer import MEDIA_TYPE, NO_ALTERNATIVE

FRAME = pd.DataFrame({"year": [2022, 2023], "usd_bn": [190.3, 240.1], "side": ["a", "b"]})


def own(**more: Any) -> alt.Chart:
    return alt.Chart(FRAME).mark_line().encode(x="year:Q", y="usd_bn:Q", **more)


def test_a_bare_chart_is_handed_over_in_the_form_that_lab_draws_with_its_description() -> None:
    assert charts.Chart
    data, metadata = own()._repr_mimebundle_()
    spec = data[MEDIA_TYPE]
    assert set(data) == {MEDIA_TYPE, "text/plain"}
    assert spec.pop("$schema").endswith("/vega-lite/v5.json")
    assert "http" not in json.dumps(spec), "nothing but the schema names an address"
    options = metadata[MEDIA_TYPE]["embed_options"]
    assert (options["renderer"], options["actions"]) == ("svg", False)
    described = own().properties(description="It rises.")
    assert described._repr_mimebundle_()[0]["text/plain"] == "It rises."
    assert own()._repr_mimebundle_()[0]["text/plain"] == NO_ALTERNATIVE


def test_a_chart_fills_its_cell_unless_it_has_a_width_or_several_views() -> None:
    made = (own(), own().properties(width=200), own() | own(), own(column="side:N"))
    widths = [chart._repr_mimebundle_()[0][MEDIA_TYPE].get("width") for chart in made]
    assert widths == ["container", 200, None, None]
