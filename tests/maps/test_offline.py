import re

import folium
import pytest
from branca.colormap import LinearColormap
from branca.element import CssLink, JavascriptLink, MacroElement
from folium import plugins, raster_layers

from cases import made
from held import held
from wayout.maps import Map, pin
from wayout.maps.offline import as_text, left_out

NASTY = "<img src=x onerror=alert(1)> `${alert(2)}` {{ 7*7 }} {% x \\ </script>"
HELD = held(__file__)
ROOM = {**vars(raster_layers), "folium": folium, "plugins": plugins, "pin": pin, "NASTY": NASTY}
ROOM |= {"LinearColormap": LinearColormap}


@pytest.mark.parametrize("code", HELD["remote"])
def test_what_lives_on_the_internet_is_left_out_and_named(code: str) -> None:
    m, layer = Map(), made(code, **ROOM)
    m.add_child(layer)
    pin(1, 2, "still here").add_to(m)
    page, figure = m.page.render(), m._repr_html_()
    assert layer.get_name() not in page
    assert "still here" in page
    assert f"leaves out: {type(layer).__name__}." in figure
    assert layer in m._children.values()


def test_tiles_that_are_asked_for_are_left_out_and_without_remote_layers_nothing_is() -> None:
    m = Map(tiles="OpenStreetMap")
    assert "openstreetmap.org" not in m.page.render()
    assert left_out(m.page) == ["TileLayer"]
    m = Map()
    folium.Marker([1, 2], icon=folium.Icon(color="red")).add_to(m)
    assert left_out(m.page) == []
    assert "leaves out" not in m._repr_html_()


def test_links_that_a_layer_puts_into_the_head_are_dropped() -> None:
    class Linking(MacroElement):
        def render(self, **kwargs: object) -> None:
            head = self.get_root().header  # type: ignore[attr-defined]
            head.add_child(JavascriptLink("https://cdn.example/x.js"), name="x")
            head.add_child(CssLink("https://cdn.example/x.css"), name="y")

    m = Map()
    m.add_child(Linking())
    assert "cdn.example" not in m.page.render()


def test_a_choropleth_keeps_its_areas_and_loses_its_scale() -> None:
    square = [[[0, 0], [1, 0], [1, 1], [0, 0]]]
    area = {"type": "Feature", "id": "a", "geometry": {"type": "Polygon", "coordinates": square}}
    layer = folium.Choropleth(
        {"type": "FeatureCollection", "features": [area, {**area, "id": "b"}]},
        data={"a": 1, "b": 5},
        bins=3,
    )
    m = Map()
    m.add_child(layer)
    page = m.page.render()
    assert not re.search(r"\bd3\.", page.split("const wayout")[1])
    assert "L.geoJson" in page


@pytest.mark.parametrize("code", HELD["written"])
def test_what_a_learner_writes_is_text(code: str) -> None:
    m = Map(title=NASTY, note=NASTY, alt=NASTY)
    m.add_child(made(code, **ROOM))
    layers = m.page.render().split("wayout.ground(")[1].split("wayout.done(")[0]
    assert "<img" not in layers
    assert "${" not in layers
    assert "7*7" in layers
    assert "<img src=x" not in m._repr_html_()


def test_text_survives_html_and_a_template_string_and_no_popup_runs() -> None:
    shown = as_text(NASTY)
    assert not set("<>`${}\\") & set(shown.replace("&lt;", "").replace("&gt;", ""))
    m = Map()
    inner = folium.Html("<script>alert(1)</script>", script=True)
    folium.Marker([1, 2], popup=folium.Popup(inner)).add_to(m)
    assert "<script>alert(1)" not in m.page.render()
