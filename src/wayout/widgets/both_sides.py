"""The box of two sides: the best case for a claim and against it, as a page without Python."""

from collections.abc import Sequence
from html import escape

from wayout.activities.desk.both_sides import Sides, sides
from wayout.activities.desk.cards import SIGNS, Evidence
from wayout.language import listed
from wayout.widgets.kit import line

_NUMBERS = ("no", "one", "two", "three", "four", "five")


def both_sides(claim_id: str) -> "Box":
    """Return the best case for a claim and the best case against it, side by side.

    Parameters
    ----------
    claim_id
        Claim id, for instance ``"s09"``.

    Raises
    ------
    EssayError, SidesError
        When there is no such claim, or no evidence of one standard on both sides of it.
    """
    return Box(sides(claim_id))


class Box:
    """The face of two sides: static, so that it stays readable wherever a notebook is opened.

    Parameters
    ----------
    about
        The two sides.
    """

    def __init__(self, about: Sides) -> None:
        self.about = about

    def _repr_html_(self) -> str:
        about = self.about
        pro = _column("for", "The best case for it", about.pro)
        con = _column("against", "The best case against it", about.con)
        return (
            '<div class="wo-card wo-still wo-sides">'
            '<p class="wo-eyebrow"><strong>Both sides</strong></p>'
            f'<p class="wo-claim">{escape(about.claim.says)}</p>'
            f'<div class="wo-sides-pair">{pro}{con}</div>{line(self.chosen)}</div>'
        )

    def __repr__(self) -> str:
        about = self.about
        pro = _plain("for", about.pro)
        con = _plain("against", about.con)
        return "\n".join([f"Both sides: {about.claim.says}", *pro, *con, self.chosen])

    @property
    def chosen(self) -> str:
        """One sentence on how the cards were chosen."""
        size, (pro, con) = len(self.about.pro), self.about.left_out
        rest = f"; {_left(pro, con)}" if pro or con else ""
        return (
            f"Chosen by a rule: {_NUMBERS[size]} on each side, and on each side equally many from "
            "offices, news agencies and research; where several fit, those of the same kind, from "
            f"different pages and with a figure{rest}."
        )


def _left(pro: int, con: int) -> str:
    parts = [f"{number} {word}" for number, word in ((pro, "for"), (con, "against")) if number]
    return f"left out to keep the balance: {listed(parts)}"


def _column(bearing: str, title: str, found: Sequence[Evidence]) -> str:
    sign = SIGNS[bearing].split()[0]
    items = "".join(f"<li>{_item(one)}</li>" for one in found)
    return (
        f'<div class="wo-side wo-side-{bearing}"><p class="wo-side-name"><strong>'
        f'<span class="wo-side-sign">{sign}</span> {title}</strong></p><ol>{items}</ol></div>'
    )


def _item(one: Evidence) -> str:
    card = one.card
    figure = f'<p class="wo-side-figure">{escape(one.stated)}</p>' if one.figure else ""
    return (
        f"<p>{escape(card.says)}</p>{figure}{source_line(one)}"
        f'<p class="wo-quiet"><strong>It cannot show:</strong> {escape(card.cannot_show)}</p>'
    )


def source_line(one: Evidence) -> str:
    """Return who said it and who printed it, of what kind they are, and when: one paragraph."""
    address = escape(one.card.address)
    way = escape(one.way)
    named = f'<a href="{address}" target="_blank" rel="noopener">{way}</a>' if address else way
    return (
        f'<p class="wo-quiet wo-side-source">{named}, <span class="wo-side-when">'
        f'<span class="wo-side-kind">{escape(one.kind)}</span>, {one.dated}</span></p>'
    )


def _plain(bearing: str, found: Sequence[Evidence]) -> list[str]:
    return [f"{SIGNS[bearing]}: {_sentence(one)}" for one in found]


def _sentence(one: Evidence) -> str:
    figure = f" ({one.stated})" if one.figure else ""
    source = f"{one.way}, {one.kind}, {one.dated}"
    return f"{one.card.says}{figure} [{source}] It cannot show: {one.card.cannot_show}"
