"""Circles whose area stands for a value, and what says how much an area is."""

from dataclasses import dataclass
from math import floor, log10, sqrt

import folium

from wayout.caption import SERIES
from wayout.maps.mercator import Point, View
from wayout.maps.page import Script

# Radius of the largest circle and of the smallest dot, in pixels of a wide frame.
LARGEST, SMALLEST = 38.0, 1.5


@dataclass(frozen=True)
class Scale:
    """How large a circle is for a value.

    Attributes
    ----------
    top
        The largest value there is.
    """

    top: float

    def radius(self, value: float) -> float:
        """Return the radius that makes the area proportional to the value, in pixels."""
        return max(SMALLEST, LARGEST * sqrt(max(value, 0.0) / self.top))

    def samples(self) -> list[float]:
        """Return three round values for a legend, the largest first."""
        top = _round_down(0.6 * self.top)
        return [top, top / 5, top / 20]

    def least(self) -> float:
        """Return the value below which every circle is the smallest dot."""
        return self.top * (SMALLEST / LARGEST) ** 2


class Bubble(folium.CircleMarker):
    """A circle at a place. A script draws it on the live map, :mod:`picture` on the still one.

    Attributes
    ----------
    named
        Its name stands beside it.
    detail
        A line under the name.
    dashed
        Dashed and hollow: an estimate.
    """

    def __init__(
        self, place: Point, radius: float, label: str, detail: str, *, named: bool, dashed: bool
    ) -> None:
        blue = SERIES[0]
        super().__init__(
            list(place), radius=radius, tooltip=label, color=blue, fill=True, fill_color=blue
        )
        self.radius, self.label, self.detail = radius, label, detail
        self.named, self.dashed = named, dashed

    def render(self, **_: object) -> str:
        """Add nothing to the page: the script that moves the circles draws them too."""
        return ""


class Strip(Script):
    """A script with a bar under the map, which the still picture shows in its own way."""

    def still(self, view: View) -> str:
        """Return the bar of the still picture as SVG."""
        raise NotImplementedError


def legend_svg(scale: Scale, *, dashed: bool) -> str:
    """Draw the sample circles with their numbers, side by side from (0, 0) to the right.

    The middles of the circles are on one line at height 0.
    """
    parts, x, kind = "", 0.0, "p a" if dashed else "p"
    for value in scale.samples():
        r = scale.radius(value)
        parts += f'<circle class="{kind}" cx="{x + r:.1f}" cy="0" r="{r:.1f}"/>'
        parts += f'<text class="m" x="{x + 2 * r + 5:.1f}" y="4">{value:g}</text>'
        x += 2 * r + 12 + 8 * len(f"{value:g}")
    return parts


def _round_down(value: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20, 50 … that is not above ``value``."""
    size = 10.0 ** floor(log10(value))
    return max(step * size for step in (1, 2, 5) if step * size <= value * (1 + 1e-9))
