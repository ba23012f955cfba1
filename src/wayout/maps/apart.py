"""How far apart capitals lie: a line between the two of each pair, told apart by dashes."""

import pandas as pd
from folium import PolyLine

from wayout.maps.canvas import Map
from wayout.maps.pins import pin
from wayout.measures import distance_km

_LOOKS = (("blue", None, "Full line"), ("orange", "8 7", "Dashed line"))


def apart(capitals: pd.DataFrame, *pairs: tuple[str, str], title: str) -> Map:
    """Draw pairs of countries, one or two, by their capitals, and say how far apart these lie.

    Distances are ways on a round earth, to a hundred kilometres; the lines are schematic. Raises
    `KeyError` for a country that is not in the table ``capitals``.
    """
    places = capitals.set_index("country")
    rows = [(*(_seat(places, name) for name in pair), _km(places, *pair)) for pair in pairs]
    told = [
        f"{look[2]}: {one} to {other}, about {km:,} km."
        for look, (one, other, km) in zip(_LOOKS, rows, strict=False)
    ]
    m = Map(
        title=title,
        alt=f"Map ({title}). {' '.join(told)}",
        tables=("capitals",),
        table=pd.DataFrame(rows, columns=["From", "To", "Kilometres"]),
        note=" ".join(told),
    )
    for (colour, dashes, _), pair in zip(_LOOKS, pairs, strict=False):
        ends = [_place(places, name) for name in pair]
        PolyLine(ends, color="grey", weight=2, dash_array=dashes).add_to(m)
        for name, where in zip(pair, ends, strict=True):
            pin(*where, _seat(places, name), colour=colour).add_to(m)
    edges = places.loc[[name for pair in pairs for name in pair], ["latitude", "longitude"]]
    m.fit_bounds([(edges.min() - 8).tolist(), (edges.max() + 8).tolist()])
    return m


def _place(places: pd.DataFrame, name: str) -> tuple[float, float]:
    return float(places.at[name, "latitude"]), float(places.at[name, "longitude"])


def _seat(places: pd.DataFrame, name: str) -> str:
    return str(places.at[name, "capital"])


def _km(places: pd.DataFrame, one: str, other: str) -> int:
    return round(distance_km(_place(places, one), _place(places, other)) / 100) * 100
