"""Circles whose area stands for a value, and what says how much an area is."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, log10, sqrt

import folium
from markupsafe import Markup

from wayout.maps.markup import shape
from wayout.maps.mercator import Point
from wayout.pages.caption import SERIES

# Radius of the largest circle and of the smallest dot, in pixels of a wide frame.
LARGEST, SMALLEST = 38.0, 1.5


@dataclass(frozen=True)
class Scale:
    """How large a circle is for a value; ``top`` is the largest value there is."""

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

    Where it is ``named``, name and ``detail`` stand beside it; ``dashed`` and hollow is an
    estimate.
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


def legend(scale: Scale, left: float, middle: float, *, dashed: bool) -> Iterator[Markup]:
    """Draw the sample circles with their numbers, side by side from ``left``, on one line."""
    for value in scale.samples():
        r = scale.radius(value)
        at = {"cx": f"{left + r:.1f}", "cy": middle, "r": f"{r:.1f}"}
        yield shape("circle", class_="p a" if dashed else "p", **at)
        yield shape("text", f"{value:g}", class_="m", x=f"{left + 2 * r + 5:.1f}", y=middle + 4)
        left += 2 * r + 12 + 8 * len(f"{value:g}")


def _round_down(value: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20, 50 … that is not above ``value``."""
    size = 10.0 ** floor(log10(value))
    return max(step * size for step in (1, 2, 5) if step * size <= value * (1 + 1e-9))
