"""Maps that need no internet.

``Map`` is a folium map; ``pin`` makes a marker with a readable name, ``capitals`` one on each
capital; ``marks`` reads back what is on a map; ``trip`` and ``visits`` are the two maps of lesson
2, ``partners`` that of lesson 5, ``apart`` that of lesson 6, ``votes`` and ``meeting`` two on how
states stand to each other.
"""

from wayout.maps.apart import apart
from wayout.maps.canvas import Map
from wayout.maps.capitals import capitals
from wayout.maps.december import december_map as trip
from wayout.maps.markers import marks
from wayout.maps.meeting import meeting
from wayout.maps.partners import partners
from wayout.maps.pins import pin
from wayout.maps.votes import votes
from wayout.maps.years import visits

__all__ = [
    "Map", "apart", "capitals", "marks", "meeting", "partners", "pin", "trip", "visits", "votes",
]  # fmt: skip
