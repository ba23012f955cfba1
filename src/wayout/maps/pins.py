"""The course's marker: a pin with a sign, a name beside it, and a way in by keyboard."""

import folium
from markupsafe import Markup

from wayout.maps.colours import hex_of, ink_on
from wayout.maps.markup import shape
from wayout.pages import render

ROUND, DIAMOND, HOLLOW, DOT = "round", "diamond", "hollow", "dot"
_SIZE = 30


class Pin(folium.Marker):
    """A marker that carries its name as text; see :func:`pin`.

    ``label`` and ``detail``, both plain text, are the name of the place in bold and lines under
    it; ``more`` is what its note says, if not the same. The shape is one of the four above.
    """

    def __init__(
        self,
        latitude: float,
        longitude: float,
        label: str,
        *,
        detail: str = "",
        colour: str = "#0072B2",
        number: str = "",
        shape: str = ROUND,
        more: str = "",
    ) -> None:
        self.label, self.detail, self.number, self.shape = label, detail, number, shape
        self.colour = hex_of(colour)
        second = detail.replace("\n", ", ")
        spoken = ". ".join(part for part in (f"{number} {label}".strip(), second) if part)
        # The folium way to a keyboard stop with a name: a title, and an icon that is a div.
        super().__init__(
            [latitude, longitude], popup=more or spoken, icon=self._icon(), title=spoken
        )

    @property
    def radius(self) -> float:
        """Half the width of the sign, in pixels."""
        return {DOT: 6.0, ROUND: 12.0 if self.number else 8.0}.get(self.shape, 11.0)

    def sign(self) -> list[Markup]:
        """Return the pin as SVG around the point (0, 0)."""
        middle = {"text_anchor": "middle", "y": 4.5, "font_size": 13, "font_weight": 700}
        text = shape("text", self.number, **middle, fill=ink_on(self.colour))
        return [self._shape(), text] if self.number else [self._shape()]

    def _shape(self) -> Markup:
        r, white = f"{self.radius:g}", "#fff"
        if self.shape not in (DIAMOND, HOLLOW):
            return shape("circle", r=r, fill=self.colour, stroke=white, stroke_width=2)
        inside, rim = (self.colour, white) if self.shape == DIAMOND else (white, self.colour)
        path = f"M0-{r}L{r} 0 0 {r}-{r} 0Z"
        return shape("path", d=path, fill=inside, stroke=rim, stroke_width=2.5)

    def _icon(self) -> folium.DivIcon:
        half = _SIZE // 2
        return folium.DivIcon(
            html=str(render("maps/icon.html", pin=self)),
            icon_size=(_SIZE, _SIZE),
            icon_anchor=(half, half),
            popup_anchor=(0, -half + 4),
            class_name="wo-pin",
        )


def pin(
    latitude: float,
    longitude: float,
    label: str,
    *,
    colour: str = "#0072B2",
    number: str = "",
    color: str = "",
) -> folium.Marker:
    """Make a marker with a readable name that the keyboard reaches.

    Add it to a map with ``.add_to(m)`` like any folium marker. The name stands beside the pin,
    where it covers nothing. Tab reaches the pin, Enter opens its note.

    ``latitude`` and ``longitude`` are degrees; north and east are positive. ``colour`` (or
    ``color``) is a name such as ``"orange"`` or a code such as ``"#0072B2"``; ``number`` is up to
    three characters inside the pin.

    Raises `ValueError` if the colour is no colour, or the number has more characters.
    """
    if len(str(number)) > 3:
        raise ValueError(f"'{number}' does not fit in a pin: write at most three characters.")
    return Pin(latitude, longitude, str(label), colour=color or colour, number=str(number))
