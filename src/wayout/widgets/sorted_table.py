"""What a learner sorted, beside the readings that the key accepts."""

from html import escape

import ipywidgets as W  # noqa: N812

from wayout.reading_key import STATES, either, key
from wayout.readings import Choice
from wayout.session import current
from wayout.sorting import Sorter
from wayout.widgets.kit import Card, line

_LONG = 8
_NOTHING = "Nothing sorted yet. Save a choice in the sentence sorter: then you see it here."
_EYEBROW = '<p class="wo-eyebrow"><strong>What you sorted</strong> {} of {} sentences</p>'
_COLUMNS = ("Sentence", "You", "The key accepts", "How they stand")
_KINDS = ("Kind of claim", "You chose it", "The key accepts it")


def sorted_table() -> "SortedTable":
    """Return the learner's choices beside the key, and how often each kind was chosen."""
    session = current()
    return SortedTable(Sorter(session.lesson, session.work))


class SortedTable(Card):
    """The face of all choices; it follows the work file.

    Parameters
    ----------
    sorter
        Whose choices it shows.
    """

    def __init__(self, sorter: Sorter) -> None:
        self._sorter = sorter
        self.page = W.HTML()
        super().__init__([self.page], self._html, "wo-sorted-table")
        self._show()
        sorter.work.watch(self._show, "sorted table")

    def _show(self) -> None:
        self.page.value = self._html()

    def _html(self) -> str:
        agreement = self._sorter.agreement()
        head = _EYEBROW.format(agreement.done, agreement.total)
        if not agreement.done:
            return head + line(_NOTHING)
        return (
            f"{head}<p>{escape(agreement.words())}</p>{counts(self._sorter)}{table(self._sorter)}"
        )


def counts(sorter: Sorter) -> str:
    """Return how often each kind was chosen and could have been, as an HTML table."""
    rows = "".join(
        f'<tr><th scope="row">{kind}</th><td>{_bar(mine, sorter)}</td><td>{_bar(fair, sorter)}</td>'
        "</tr>"
        for kind, (mine, fair) in sorter.counts().items()
    )
    note = line("The key often accepts more than one kind, so its column adds up to more.")
    return _scroll("How often each kind was chosen", _KINDS, rows, "wo-counts") + note


def table(sorter: Sorter) -> str:
    """Return the sorted sentences as an HTML table, folded if it is long."""
    chosen = sorter.choices()
    rows = "".join(_row(choice, sorter) for choice in chosen.values())
    shown = _scroll("Your choices beside the key", _COLUMNS, rows, "wo-sorted")
    if len(chosen) <= _LONG:
        return shown
    return f"<details><summary>All {len(chosen)} sentences, one by one</summary>{shown}</details>"


def tag(state: str) -> str:
    """Return a state as its sign and its words, as HTML."""
    sign, words = next(pair for name, pair in STATES.items() if name == state)
    return f'<span aria-hidden="true">{sign}</span> {words}'


def _row(choice: Choice, sorter: Sorter) -> str:
    one = key()[choice.number]
    reason = f"<br>Because: {escape(choice.reason)}" if choice.reason else ""
    mine = f"<strong>{choice.kind}</strong><br>{_checked(choice.checkable)}{reason}"
    fair = f"<strong>{either(one.kinds)}</strong><br>{_checked(either(one.checkable))}"
    state = tag(sorter.state(one.number))
    return (
        f'<tr><th scope="row">{one.number}. {escape(one.says)}</th>'
        f"<td>{mine}</td><td>{fair}</td><td>{state}</td></tr>"
    )


def _checked(answer: str) -> str:
    return f'<span class="wo-quiet">checkable: {answer}</span>'


def _bar(number: int, sorter: Sorter) -> str:
    share = number / max(1, *(n for pair in sorter.counts().values() for n in pair))
    return (
        f'<span class="wo-bar" aria-hidden="true"><span style="width: {share:.0%}"></span></span>'
        f"{number}"
    )


def _scroll(name: str, columns: tuple[str, ...], rows: str, kind: str) -> str:
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    return (
        f'<div class="wo-scroll {kind}" tabindex="0" role="region" aria-label="{name}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
