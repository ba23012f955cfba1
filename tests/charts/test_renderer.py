import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest

from wayout import charts
from wayout.charts.renderer import FOLDED, MEDIA_TYPE, NO_ALTERNATIVE

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


def test_a_folded_chart_gets_a_width_where_it_would_take_that_of_its_cell() -> None:
    vl_convert = pytest.importorskip("vl_convert")
    for chart, fills in ((own(), True), (own().properties(width=200), False)):
        data, metadata = chart._repr_mimebundle_()
        patch = metadata[MEDIA_TYPE]["embed_options"].get("patch", [])
        assert [one["path"] for one in patch] == [one["path"] for one in FOLDED if fills]
        made = vl_convert.vegalite_to_vega(data[MEDIA_TYPE], vl_version="5.20")
        signals = made.get("signals", [])
        assert [one["name"] for one in signals[:1]] == (["width"] if fills else [])
        assert not fills or len(signals[0]["on"]) == 1


LATE = """
import sys
from IPython.core.interactiveshell import InteractiveShell
from wayout import charts, maps, start
shell = InteractiveShell.instance()
start("02")
assert not {"altair", "folium"} & set(sys.modules), "the first cell waits for what draws"
import altair
own = altair.Chart(altair.Data(values=[])).mark_bar()
data, metadata = shell.display_formatter.format(own | own)
assert set(data) == {"application/vnd.vegalite.v5+json", "text/plain"}, data
from wayout.charts.points import points
assert charts.points is points
assert "folium" not in sys.modules
assert maps.Map.__mro__[1].__module__ == "folium.folium"
"""


def test_altair_waits_for_the_first_chart_and_a_learners_own_is_shown_all_the_same(
    tmp_path: Path,
) -> None:
    subprocess.run(
        [sys.executable, "-c", LATE],
        env={**os.environ, "WAYOUT_WORK": str(tmp_path / "work.json")}, check=True,
    )  # fmt: skip
