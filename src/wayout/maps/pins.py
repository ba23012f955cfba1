"""The course's marker: a pin with a sign, a name beside it, and a way in by keyboard."""

from html import escape

import folium

from wayout.maps.colours import hex_of, ink_on

ROUND, DIAMOND, HOLLOW, DOT = "round", "diamond", "hollow", "dot"
_SIZE = 30


class Pin(folium.Marker):
    """A marker that carries its name as text; see :func:`pin`.

    Attributes
    ----------
    label, detail
        Name of the place in bold, and lines under it; both plain text.
    colour
        ``#rrggbb``.
    number
        Up to three characters inside the pin.
    shape
        ``"round"``, ``"diamond"``, ``"hollow"`` (an empty diamond) or ``"dot"``.
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

    def sign(self) -> str:
        """Return the pin as SVG around the point (0, 0)."""
        shape = self._diamond() if self.shape in (DIAMOND, HOLLOW) else self._circle()
        return shape + self._number()

    def _circle(self) -> str:
        return f'<circle r="{self.radius:g}" fill="{self.colour}" stroke="#fff" stroke-width="2"/>'

    def _diamond(self) -> str:
        r = self.radius
        inside, rim = (self.colour, "#fff") if self.shape == DIAMOND else ("#fff", self.colour)
        return (
            f'<path d="M0-{r:g}L{r:g} 0 0 {r:g}-{r:g} 0Z" fill="{inside}" stroke="{rim}" '
            'stroke-width="2.5"/>'
        )

    def _number(self) -> str:
        if not self.number:
            return ""
        return (
            f'<text text-anchor="middle" y="4.5" font-size="13" font-weight="700" '
            f'fill="{ink_on(self.colour)}">{escape(self.number)}</text>'
        )

    def _icon(self) -> folium.DivIcon:
        half = _SIZE // 2
        detail = f"<small>{escape(self.detail)}</small>" if self.detail else ""
        html = (
            f'<svg viewBox="-{half} -{half} {_SIZE} {_SIZE}" aria-hidden="true">{self.sign()}</svg>'
            f'<i></i><span class="wo-tag" data-radius="{self.radius:g}">'
            f"<b>{escape(self.label)}</b>{detail}</span>"
        )
        return folium.DivIcon(
            html=html,
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

    Parameters
    ----------
    latitude, longitude
        Degrees; north and east are positive.
    label
        Plain text; signs such as ``<`` show as they are.
    colour
        A name such as ``"orange"`` or a code such as ``"#0072B2"``.
    number
        Up to three characters inside the pin, for instance ``"1"``.
    color
        The same as ``colour``, for whoever spells it so.

    Raises
    ------
    ValueError
        If the colour is no colour, or the number has more than three characters.
    """
    if len(str(number)) > 3:
        raise ValueError(f"'{number}' does not fit in a pin: write at most three characters.")
    return Pin(latitude, longitude, str(label), colour=color or colour, number=str(number))
