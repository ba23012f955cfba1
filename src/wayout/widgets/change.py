"""What moved: the answers to one claim as dots on a line, and the same as a table."""

from html import escape
from itertools import pairwise

import ipywidgets as W  # noqa: N812

from wayout.activities.dial import NAMES, Answer, Change, Dial, in_words
from wayout.essay import Claim, claim
from wayout.widgets.kit import Card, line
from wayout.widgets.parts import scroll
from wayout.work.session import current

_ROW = 56
_QUARTER = " wo-quarter"  # left out where it is narrow
_WAIT = "Save the dials on this claim, before and after: then you see here what moved."
_COLUMNS = ("Moment", "Your reason", "Answer", "Moved", "The other way")


def change(name: str) -> "ChangeCard":
    """Return the picture and the table of what moved on one claim.

    Parameters
    ----------
    name
        Claim id, for instance ``"way_out"``.

    Raises
    ------
    EssayError
        When there is no such claim.
    """
    session, about = current(), claim(name)
    return ChangeCard(Dial(about.id, session.lesson, session.work), about)


class ChangeCard(Card):
    """The face of a dial's change table; it follows the work file.

    Parameters
    ----------
    belief
        The dial whose answers it shows.
    about
        The claim's words.
    """

    def __init__(self, belief: Dial, about: Claim) -> None:
        self._belief, self._about = belief, about
        self.page = W.HTML()
        super().__init__([self.page], self._html, "wo-change")
        self._show()
        self.follow(belief.work, self._show, f"change {belief.claim}")

    def _show(self) -> None:
        self.page.value = self._html()

    def _html(self) -> str:
        rows = self._belief.changes()
        head = (
            '<p class="wo-eyebrow"><strong>What moved you?</strong></p>'
            f'<p class="wo-claim">{escape(self._about.says)}</p>'
        )
        if not rows:
            return head + line("Nothing to show yet. " + _WAIT)
        shown = picture(rows, self._about.kind) + table(rows, self._about.kind)
        return head + shown + (line(_WAIT) if len({row.answer.stage for row in rows}) == 1 else "")


def picture(rows: list[Change], kind: str = "fact") -> str:
    """Return the answers that count, one row each: their names, and beside them an SVG.

    In it stands a dot at each number, and a line from dot to dot. The names have a column of
    their own, so that no line runs through them.

    Parameters
    ----------
    rows
        The change table.
    kind
        Kind of claim, for the wording.
    """
    answers = [row.answer for row in rows if not row.answer.late]
    names = "".join(map(_name, answers))
    dots = "".join(_dot(place, answer) for place, answer in enumerate(answers))
    said = "; ".join(f"{NAMES[a.stage]}: {in_words(a.percent, kind)}" for a in answers)
    return (
        f'<div class="wo-path"><div class="wo-rows" aria-hidden="true">{names}</div>'
        f'<svg role="img" aria-label="{escape(said)}" width="100%" '
        f'height="{_ROW * len(answers) + 24}">{_axis(len(answers))}{_joins(answers)}{dots}'
        "</svg></div>"
    )


def table(rows: list[Change], kind: str = "fact") -> str:
    """Return the change table as HTML, late changes included, every word escaped."""
    body = "".join(_table_row(row, kind) for row in rows)
    return scroll("Your answers as a table", _COLUMNS, f"<tbody>{body}</tbody>", "wo-moves")


def moved(move: int | None) -> str:
    """Return a move in words, with its sign: ``"▲ 15 up"``, ``"▼ 5 down"``, ``"not moved"``."""
    if move is None:
        return "–"
    if move == 0:
        return "not moved"
    return f"▲ {move} up" if move > 0 else f"▼ {-move} down"


def _axis(rows: int) -> str:
    bottom = _ROW * rows
    ticks = "".join(
        f'<line class="wo-tick" x1="{x}%" x2="{x}%" y1="4" y2="{bottom}"/>'
        f'<text class="wo-scale{_QUARTER if x % 50 else ""}" x="{x}%" y="{bottom + 18}">'
        f"{x} %</text>"
        for x in (0, 25, 50, 75, 100)
    )
    return ticks


def _joins(answers: list[Answer]) -> str:
    given = [(place, a.percent) for place, a in enumerate(answers) if a.percent is not None]
    return "".join(
        f'<line class="wo-join" x1="{one}%" y1="{_y(i)}" x2="{other}%" y2="{_y(j)}"/>'
        for (i, one), (j, other) in pairwise(given)
    )


def _name(answer: Answer) -> str:
    number = "cannot say" if answer.percent is None else f"{answer.percent} %"
    return f"<p>{NAMES[answer.stage]}:<br><strong>{number}</strong></p>"


def _dot(place: int, answer: Answer) -> str:
    if answer.percent is None:
        return ""
    return f'<circle class="wo-dot" cx="{answer.percent}%" cy="{_y(place)}" r="8"/>'


def _y(place: int) -> int:
    return _ROW * place + _ROW // 2


def _table_row(row: Change, kind: str) -> str:
    answer = row.answer
    moment = NAMES[answer.stage] + (" (changed later)" if answer.late else "")
    said, change = in_words(answer.percent, kind), moved(row.move)
    cells = (answer.why or "–", said, change, answer.opposite or "–")
    rest = "".join(
        f'<td data-word="{word}">{escape(cell)}</td>'
        for word, cell in zip(_COLUMNS[1:], cells, strict=True)
    )
    return f'<tr><th scope="row">{moment}</th>{rest}</tr>'
