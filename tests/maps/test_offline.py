from collections.abc import Callable

import folium
import pytest
from branca.colormap import LinearColormap
from branca.element import Element, MacroElement
from folium import plugins
from folium.raster_layers import ImageOverlay, WmsTileLayer

from wayout.maps import Map, pin
from wayout.maps.offline import as_text, left_out

NASTY = "<img src=x onerror=alert(1)> `${alert(2)}` {{ 7*7 }} {% x \\ </script>"

REMOTE: list[Callable[[], Element]] = [
    lambda: folium.TileLayer("OpenStreetMap"),
    lambda: WmsTileLayer("https://tiles.example/wms", "layer"),
    lambda: plugins.HeatMap([[1.0, 2.0, 1.0]]),
    lambda: plugins.MarkerCluster([[1.0, 2.0]]),
    lambda: ImageOverlay("https://tiles.example/x.png", [[0, 0], [1, 1]]),
    lambda: LinearColormap(["red", "blue"]),
]


@pytest.mark.parametrize("make", REMOTE)
def test_what_lives_on_the_internet_is_left_out_and_named(make: Callable[[], Element]) -> None:
    m, layer = Map(), make()
    m.add_child(layer)
    pin(1, 2, "still here").add_to(m)
    page, figure = m.page.render(), m._repr_html_()
    assert layer.get_name() not in page
    assert "still here" in page
    assert f"leaves out: {type(layer).__name__}." in figure
    assert layer in m._children.values()


def test_a_map_asked_for_tiles_draws_without_them() -> None:
    m = Map(tiles="OpenStreetMap")
    assert "openstreetmap.org" not in m.page.render()
    assert left_out(m.page) == ["TileLayer"]


def test_links_that_a_layer_puts_into_the_head_are_dropped() -> None:
    class Linking(MacroElement):
        def render(self, **kwargs: object) -> None:
            from branca.element import CssLink, JavascriptLink

            head = self.get_root().header  # type: ignore[attr-defined]
            head.add_child(JavascriptLink("https://cdn.example/x.js"), name="x")
            head.add_child(CssLink("https://cdn.example/x.css"), name="y")

    m = Map()
    m.add_child(Linking())
    assert "cdn.example" not in m.page.render()


def test_a_map_without_remote_layers_leaves_nothing_out() -> None:
    m = Map()
    folium.Marker([1, 2], icon=folium.Icon(color="red")).add_to(m)
    assert left_out(m.page) == []
    assert "leaves out" not in m._repr_html_()


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
    assert "d3." not in page.split("const wayout")[1]
    assert "L.geoJson" in page


@pytest.mark.parametrize(
    "make",
    [
        lambda: folium.Marker([1, 2], popup=NASTY),
        lambda: folium.Marker([1, 2], popup=folium.Popup(NASTY, parse_html=True)),
        lambda: folium.Marker([1, 2], tooltip=NASTY),
        lambda: folium.CircleMarker([1, 2], popup=NASTY, tooltip=NASTY),
        lambda: folium.PolyLine([(1, 2), (3, 4)], popup=NASTY, tooltip=NASTY),
        lambda: folium.Marker([1, 2], title=NASTY),
        lambda: pin(1, 2, NASTY),
    ],
)
def test_what_a_learner_writes_is_text(make: Callable[[], Element]) -> None:
    m = Map(title=NASTY, note=NASTY, alt=NASTY)
    m.add_child(make())
    layers = m.page.render().split("wayout.ground(")[1].split("wayout.done(")[0]
    assert "<img" not in layers
    assert "${" not in layers
    assert "7*7" in layers
    assert "<img src=x" not in m._repr_html_()


def test_text_survives_html_and_a_template_string() -> None:
    shown = as_text(NASTY)
    assert not set("<>`${}\\") & set(shown.replace("&lt;", "").replace("&gt;", ""))


def test_popups_of_html_elements_show_nothing_that_runs() -> None:
    m = Map()
    inner = folium.Html("<script>alert(1)</script>", script=True)
    folium.Marker([1, 2], popup=folium.Popup(inner)).add_to(m)
    assert "<script>alert(1)" not in m.page.render()
