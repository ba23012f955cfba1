import json

import folium
import pytest

from cases import made
from held import held
from walk import each
from wayout.maps import Map, marks, pin


def test_every_kind_of_mark_is_read_in_drawing_order() -> None:
    m = Map()
    assert marks(m) == []
    pin(24.47, 54.37, "Abu Dhabi", colour="orange", number="1").add_to(m)
    folium.Marker([24.64, 46.77], popup="Riyadh").add_to(m)
    folium.CircleMarker([35.67, 51.42], color="Red", tooltip="Tehran").add_to(m)
    folium.Circle((55.75, 37.62), radius=1000, color="#D55E00", popup="Moscow").add_to(m)
    heads = ("latitude", "longitude", "label", "colour", "kind")
    assert [[mark[head] for head in heads] for mark in marks(m)] == held(__file__, "drawn")
    assert json.loads(json.dumps(marks(m))) == marks(m), "it can be kept as JSON"
    m = folium.Map(tiles=None)
    group = folium.FeatureGroup("inner").add_to(m)
    pin(1, 2, "inside").add_to(group)
    pin(3, 4, "outside").add_to(m)
    assert [mark["label"] for mark in marks(m)] == ["inside", "outside"]


@each(held(__file__, "colours").items())
def test_a_mark_has_the_colour_of_its_filling_or_icon(one: tuple[str, str]) -> None:
    m = Map().add_child(made(one[0], folium=folium))
    assert [found["colour"] for found in marks(m)] == [one[1]]


def test_the_tooltip_names_a_mark_before_the_popup_and_the_title() -> None:
    m = Map()
    folium.Marker([0, 0], tooltip="tip", popup="pop", title="title").add_to(m)
    folium.Marker([0, 0], popup="`pop`", title="title").add_to(m)
    folium.Marker([0, 0], title="title").add_to(m)
    folium.Marker([0, 0]).add_to(m)
    assert [mark["label"] for mark in marks(m)] == ["tip", "`pop`", "title", ""]
    folium.Marker().add_to(m)
    with pytest.raises(ValueError, match="has no place"):
        marks(m)
