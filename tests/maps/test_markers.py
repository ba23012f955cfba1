import json

import folium
import pytest
from branca.element import MacroElement

from wayout.maps import Map, marks, pin


def test_an_empty_map_has_no_marks() -> None:
    assert marks(Map()) == []


def test_every_kind_of_mark_is_read_in_drawing_order() -> None:
    m = Map()
    pin(24.47, 54.37, "Abu Dhabi", colour="orange", number="1").add_to(m)
    folium.Marker([24.64, 46.77], popup="Riyadh").add_to(m)
    folium.CircleMarker([35.67, 51.42], color="Red", tooltip="Tehran").add_to(m)
    folium.Circle((55.75, 37.62), radius=1000, color="#D55E00", popup="Moscow").add_to(m)
    heads = ("latitude", "longitude", "label", "colour", "kind")
    assert [tuple(mark[head] for head in heads) for mark in marks(m)] == [
        (24.47, 54.37, "Abu Dhabi", "#ffa500", "pin"),
        (24.64, 46.77, "Riyadh", "#0072b2", "marker"),
        (35.67, 51.42, "Tehran", "#ff0000", "circle marker"),
        (55.75, 37.62, "Moscow", "#d55e00", "circle"),
    ]
    assert json.loads(json.dumps(marks(m))) == marks(m), "it can be kept as JSON"


@pytest.mark.parametrize(
    ("mark", "colour"),
    [
        (folium.CircleMarker([0, 0], color="black", fill_color="orange"), "#ffa500"),
        (folium.CircleMarker([0, 0], color="Blu"), "blu"),
        (folium.Marker([0, 0], icon=folium.Icon(color="red")), "#ff0000"),
        (folium.Marker([0, 0], icon=folium.Icon(color="darkpurple")), "#5b396b"),
        (folium.Marker([0, 0], icon=folium.DivIcon(html="x")), "#0072b2"),
    ],
)
def test_a_mark_has_the_colour_of_its_filling_or_icon(mark: MacroElement, colour: str) -> None:
    assert [found["colour"] for found in marks(Map().add_child(mark))] == [colour]


def test_the_tooltip_names_a_mark_before_the_popup_and_the_title() -> None:
    m = Map()
    folium.Marker([0, 0], tooltip="tip", popup="pop", title="title").add_to(m)
    folium.Marker([0, 0], popup="`pop`", title="title").add_to(m)
    folium.Marker([0, 0], title="title").add_to(m)
    folium.Marker([0, 0]).add_to(m)
    assert [mark["label"] for mark in marks(m)] == ["tip", "`pop`", "title", ""]


def test_marks_in_groups_and_of_a_plain_folium_map_are_read_too() -> None:
    m = folium.Map(tiles=None)
    group = folium.FeatureGroup("inner").add_to(m)
    pin(1, 2, "inside").add_to(group)
    pin(3, 4, "outside").add_to(m)
    assert [mark["label"] for mark in marks(m)] == ["inside", "outside"]


def test_a_marker_without_a_place_is_refused_in_a_sentence() -> None:
    m = Map()
    folium.Marker().add_to(m)
    with pytest.raises(ValueError, match="has no place"):
        marks(m)
