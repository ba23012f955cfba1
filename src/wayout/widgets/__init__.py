"""The interactive widgets, one file each: thin faces over plain objects."""

from wayout.widgets.both_sides import both_sides
from wayout.widgets.change import change
from wayout.widgets.course_map import course_map
from wayout.widgets.dial import dial
from wayout.widgets.fact_desk import fact_desk
from wayout.widgets.self_check import self_check
from wayout.widgets.sorted_table import sorted_table
from wayout.widgets.sorter import sorter
from wayout.widgets.work_bar import work_bar
from wayout.widgets.yardstick import yardstick
from wayout.widgets.yardstick_grid import yardstick_grid

__all__ = [
    "both_sides",
    "change",
    "course_map",
    "dial",
    "fact_desk",
    "self_check",
    "sorted_table",
    "sorter",
    "work_bar",
    "yardstick",
    "yardstick_grid",
]
