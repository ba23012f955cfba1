"""The interactive widgets, one file each: thin faces over plain objects."""

from wayout.widgets.change import change
from wayout.widgets.course_map import course_map
from wayout.widgets.dial import dial
from wayout.widgets.self_check import self_check
from wayout.widgets.work_bar import work_bar

__all__ = ["change", "course_map", "dial", "self_check", "work_bar"]
