import pytest

from drawings import layers
from wayout.charts import ChartError, vote_distances
from wayout.charts.vote_distance import PANELS
from wayout.facts import fact
from wayout.tables.package import load

FRAME = load("un_distance")


def test_every_year_of_every_state_is_a_point_and_all_drawings_share_one_scale() -> None:
    chart = vote_distances(FRAME)
    assert [panel.heading for panel in chart.panels] == list(PANELS)
    tops = set()
    for spec, states in zip(chart.specs(), PANELS.values(), strict=True):
        (points,) = layers(spec, "point")
        rows = FRAME[FRAME["country"].isin(states)]
        assert len(points) == len(rows) == 33 * len(states)
        assert sorted(points["distance_to_russia"]) == sorted(rows["distance_to_russia"])
        tops.add(str(spec["layer"][0]["encoding"]["y"]["scale"]["domain"]))
    assert tops == {"[0.0, 3.0]"}


def test_the_words_hold_the_ends_and_the_highest_and_say_how_sure_a_place_is() -> None:
    chart = vote_distances(FRAME)
    china = chart.panels[0].alternative
    for year in ("1992", "2024", "highest"):
        assert f"{fact(f'un_distance_china_{year}').value:.2f}"[:3] in china
    half = (FRAME["position_high"] - FRAME["position_low"]).median() / 2
    assert f"sure to about {half:.1f} either way" in chart.caption.note
    assert chart.title.endswith("1992 to 2024")


def test_some_rows_make_a_smaller_chart_and_none_is_refused() -> None:
    chart = vote_distances(FRAME[FRAME["country"].isin(["China", "Japan"])])
    assert [panel.heading for panel in chart.panels] == ["China and India"]
    with pytest.raises(ChartError, match="none of China"):
        vote_distances(FRAME[FRAME["country"] == "Japan"])
    with pytest.raises(ChartError, match="no column"):
        vote_distances(FRAME.drop(columns="distance_to_russia"))
