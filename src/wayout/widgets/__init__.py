"""The interactive widgets, one file each: thin faces over plain objects."""

from wayout.widgets.change import change
from wayout.widgets.dial import dial
from wayout.widgets.work_bar import work_bar

__all__ = ["change", "dial", "work_bar"]
