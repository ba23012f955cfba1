"""What a learner sorted, beside the readings that the key accepts."""

from html import escape

import ipywidgets as W  # noqa: N812

from wayout.activities.sorter.agreement import Choice
from wayout.activities.sorter.choices import Count, Sorter
from wayout.activities.sorter.key import STATES, either, key, state
from wayout.widgets.kit import Card, line
from wayout.widgets.parts import scroll
from wayout.work.session import current

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
        self.follow(sorter.work, self._show, "sorted table")

    def _show(self) -> None:
        self.page.value = self._html()

    def _html(self) -> str:
        with self._sorter.at_once():
            agreement = self._sorter.agreement()
            head = _EYEBROW.format(agreement.done, agreement.total)
            if not agreement.done:
                return head + line(_NOTHING)
            tables = counts(self._sorter.counts()) + table(self._sorter.choices())
        return f"{head}<p>{escape(agreement.words())}</p>{tables}"


def counts(kinds: dict[str, Count]) -> str:
    """Return how often each kind was chosen and could have been, as an HTML table."""
    rows = "".join(_count(kind, count) for kind, count in kinds.items())
    note = line("The key often accepts more than one kind, so its column adds up to more.")
    body = f"<tbody>{rows}</tbody>"
    return scroll("How often each kind was chosen", _KINDS, body, "wo-counts") + note


def table(chosen: dict[int, Choice]) -> str:
    """Return the sorted sentences as an HTML table, folded if it is long.

    Parameters
    ----------
    chosen
        The choice that counts for each sentence, by its number.
    """
    rows = "".join(_row(choice) for choice in chosen.values())
    shown = scroll("Your choices beside the key", _COLUMNS, f"<tbody>{rows}</tbody>", "wo-sorted")
    if len(chosen) <= _LONG:
        return shown
    return f"<details><summary>All {len(chosen)} sentences, one by one</summary>{shown}</details>"


def tag(name: str) -> str:
    """Return a state as its sign and its words, as HTML."""
    sign, words = next(pair for known, pair in STATES.items() if known == name)
    return f'<span aria-hidden="true">{sign}</span> {words}'


def _row(choice: Choice) -> str:
    one = key()[choice.number]
    reason = f"<br>Because: {escape(choice.reason)}" if choice.reason else ""
    mine = f"<strong>{choice.kind}</strong><br>{_checked(choice.checkable)}{reason}"
    fair = f"<strong>{either(one.kinds)}</strong><br>{_checked(either(one.checkable))}"
    return (
        f'<tr><th scope="row">{one.number}. {escape(one.says)}</th>'
        f"<td>{mine}</td><td>{fair}</td><td>{tag(state(one.number, choice))}</td></tr>"
    )


def _checked(answer: str) -> str:
    return f'<span class="wo-quiet">checkable: {answer}</span>'


def _count(kind: str, count: Count) -> str:
    mine, fair = count.shares
    return (
        f'<tr><th scope="row">{kind}</th><td>{_bar(mine)}{count.mine}</td>'
        f"<td>{_bar(fair)}{count.fair}</td></tr>"
    )


def _bar(share: float) -> str:
    return (
        '<span class="wo-kind-bar" aria-hidden="true">'
        f'<span style="width: {share:.0%}"></span></span>'
    )
