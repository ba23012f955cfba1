"""The card of the page to print and of the zip, with the map of the trip on it."""

from typing import TYPE_CHECKING

from wayout.work.session import current

if TYPE_CHECKING:
    from wayout.widgets.form import Form, Still


def my_page() -> "Form | Still":
    """Return the card that makes a page to print, and all exports in one zip."""
    from wayout.course.keepsake import Keepsake
    from wayout.maps.december import picture_of_trip
    from wayout.widgets.form import shown

    return shown(Keepsake(current().work, picture_of_trip))
