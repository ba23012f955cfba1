"""The card that makes the page to print, and the zip of everything."""

from base64 import b64encode
from collections.abc import Callable, Collection
from typing import Any

from wayout.activities.face import Face, Fields, Reply
from wayout.course import exports, my_page
from wayout.work.workfile import WorkFile

_SAVES = "Your browser saves {} now, in its folder for downloads."
LONGEST_NAME = 60


class Keepsake(Face):
    """Two buttons; a name stands on the page only if it is typed here, and is not kept.

    ``trip`` draws the map of the trip as SVG.
    """

    template = "keepsake.html"

    def __init__(self, work: WorkFile, trip: Callable[[], str]) -> None:
        self.trip = trip
        super().__init__(work, "keepsake")

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return nothing: the card is always the same."""
        return {}

    def _page(self, fields: Fields) -> str:
        return my_page.page(self.work, self.trip(), fields["name"][:LONGEST_NAME])

    def do_page(self, fields: Fields, _: str) -> Reply:
        """Give the page to the browser."""
        file = (my_page.NAME, self._page(fields))
        return Reply(_SAVES.format(my_page.NAME) + " Open it, then print it.", file=file)

    def do_zip(self, fields: Fields, _: str) -> Reply:
        """Give everything to the browser, in one file."""
        whole = b64encode(exports.zipped(self.work, self._page(fields))).decode("ascii")
        file = (exports.ZIP, f"data:application/zip;base64,{whole}")
        return Reply(_SAVES.format(exports.ZIP), file=file)
