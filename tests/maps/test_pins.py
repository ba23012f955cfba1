import folium
import pytest

from wayout.maps.pins import Pin, pin


def icon_html(marker: folium.Marker) -> str:
    assert isinstance(marker.icon, folium.DivIcon)
    return str(marker.icon.options["html"])


def test_a_pin_is_a_folium_marker_with_a_title_and_a_div_for_an_icon() -> None:
    marker = pin(24.47, 54.37, "Abu Dhabi", number="1")
    assert isinstance(marker, folium.Marker)
    assert marker.location == [24.47, 54.37]
    assert marker.options["title"] == "1 Abu Dhabi"
    assert ">1</text>" in icon_html(marker)
    assert "<b>Abu Dhabi</b>" in icon_html(marker)


def test_a_label_shows_as_it_was_written() -> None:
    html = icon_html(pin(0, 0, "<img src=x onerror=alert(1)>", number="<b>"))
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert "&lt;b&gt;</text>" in html


def test_up_to_three_characters_fit_and_are_dark_on_a_light_pin() -> None:
    assert ">10a</text>" in icon_html(pin(0, 0, "x", number="10a"))
    with pytest.raises(ValueError, match="'2023' does not fit in a pin"):
        pin(0, 0, "x", number="2023")
    assert 'fill="#000000">1<' in icon_html(pin(0, 0, "x", colour="#E69F00", number="1"))
    assert 'fill="#ffffff">1<' in icon_html(pin(0, 0, "x", colour="#0072B2", number="1"))


def test_shapes_differ_without_colour() -> None:
    shapes = ("round", "diamond", "hollow")
    signs = {shape: "".join(Pin(0, 0, "x", shape=shape).sign()) for shape in shapes}
    assert "<circle" in signs["round"]
    assert "<path" in signs["diamond"]
    assert signs["diamond"] != signs["hollow"]


def test_a_colour_may_be_spelt_either_way() -> None:
    for word in ("colour", "color"):
        assert 'fill="#ffa500"' in icon_html(pin(1, 2, "x", **{word: "Orange"}))
        with pytest.raises(ValueError, match="'oranje' is not a colour"):
            pin(1, 2, "x", **{word: "oranje"})
