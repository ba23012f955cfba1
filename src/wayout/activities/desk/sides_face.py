"""The box of both sides: the best case for a claim and the best case against it."""

from collections.abc import Collection
from typing import Any

from wayout.activities.desk.both_sides import Sides, sides, standard
from wayout.activities.desk.cards import SIGNS, Evidence
from wayout.activities.face import Face, Fields
from wayout.essay import BEARINGS
from wayout.language import counted, listed
from wayout.work.session import current


def both_sides(claim_id: str) -> "SidesFace":
    """Return the best case for a claim and the best case against it, side by side.

    Raises EssayError or SidesError as `sides` does.
    """
    return SidesFace(sides(claim_id))


class SidesFace(Face):
    """The best case for a claim and against it; it needs no Python once it is shown."""

    template = "both_sides.html"
    static = True

    def __init__(self, about: Sides) -> None:
        self.about = about
        super().__init__(current().work, f"both sides {about.claim.id}")

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return both columns and how their cards were chosen."""
        pro, con = self.about.pro, self.about.con
        columns = [
            ("for", "The best case for it", pro),
            ("against", "The best case against it", con),
        ]
        return {
            "claim": self.about.claim,
            "columns": columns,
            "signs": SIGNS,
            "chosen": self.chosen,
        }

    @property
    def chosen(self) -> str:
        """One sentence on how the cards were chosen."""
        left = [f"{n} {side}" for n, side in zip(self.about.left_out, BEARINGS, strict=False) if n]
        rest = f"; left out to keep the balance: {listed(left)}" if left else ""
        firm = sum(standard(one.card) == "firm" for one in self.about.pro)
        both = f"{counted(firm)} of them" if firm else "none"
        return (
            f"Chosen by a rule: {counted(len(self.about.pro))} on each side, {both} firm on each: "
            "counts of offices, agencies, research, media that no state owns. Where several fit, "
            f"those of the same kind, from different pages and with a figure{rest}."
        )

    def __str__(self) -> str:
        sides_ = (("for", self.about.pro), ("against", self.about.con))
        rows = [f"{SIGNS[side]}: {_sentence(one)}" for side, cards in sides_ for one in cards]
        return "\n".join([f"Both sides: {self.about.claim.says}", *rows, self.chosen])


def _sentence(one: Evidence) -> str:
    figure = f" ({one.stated})" if one.figure else ""
    source = f"{one.way}, {one.kind}, {one.dated}"
    return f"{one.card.says}{figure} [{source}] It cannot show: {one.card.cannot_show}"
