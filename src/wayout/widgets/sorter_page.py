"""What the sentence sorter shows, as HTML: every word of a learner is escaped."""

from collections import Counter
from html import escape

from wayout.activities.sorter.agreement import Choice, Comparison, Difference
from wayout.activities.sorter.key import STATES, Feedback, State, key
from wayout.widgets.kit import line
from wayout.widgets.sorted_table import tag

_LONG = 8
_SHORT: dict[State, str] = {
    "agrees": "agrees with the key",
    "several": "several fair",
    "differs": "differs",
    "unanswered": "not sorted yet",
}
_FIRST = "Choose and save first. Then you see which readings the key accepts, and why."
_KEPT = "You may keep your choice, or change it above and save again. Both are kept."


def eyebrow(done: int, total: int) -> str:
    """Return the card's name and how much is sorted."""
    return f'<p class="wo-eyebrow"><strong>Sentence sorter</strong> {done} of {total} sorted</p>'


def head(number: int) -> str:
    """Return one sentence in our words, and the few words of the essay in question."""
    one = key()[number]
    return (
        f'<p class="wo-eyebrow"><strong>Sentence {number}</strong> of {len(key())}, '
        f"paragraph {one.paragraph}, in our words</p>"
        f'<p class="wo-claim">{escape(one.says)}</p>'
        f"<p>The essay's words in question: <q>{escape(one.quote)}</q></p>"
    )


def progress(states: dict[int, State], current: int) -> str:
    """Return how much is sorted: in words, and as a strip of numbered signs."""
    totals = Counter(states.values())
    cells = "".join(_cell(number, states[number], number == current) for number in states)
    named = [f"{STATES[s][0]} {words}: {totals[s]}" for s, words in _SHORT.items() if totals[s]]
    legend = "".join(f"<span>{one}</span> " for one in named)
    done = len(states) - totals["unanswered"]
    shown = f'<div class="wo-signs" aria-hidden="true">{cells}</div>'
    below = f'<p class="wo-quiet wo-legend">{legend}</p>' if done else line(_FIRST)
    return f"{eyebrow(done, len(states))}{shown}{below}"


def _cell(number: int, state: State, here: bool) -> str:
    mark = " data-here" if here else ""
    return f'<span data-state="{state}"{mark}><i>{number}</i>{STATES[state][0]}</span>'


def place(number: int, state: State) -> str:
    """Return a sentence's number with its state, as a sign and in words."""
    return f"{number} {STATES[state][0]} {_SHORT[state]}"


def _capital(html: str) -> str:
    """Begin the words after a sign with a capital letter."""
    sign, gap, words = html.partition("</span> ")
    return f"{sign}{gap}{words[0].upper()}{words[1:]}"


def verdict(said: Feedback) -> str:
    """Return what the key says of a choice; nothing before there is one."""
    if said.state == "unanswered":
        return ""
    rows = [("Kind", said.kind), ("Checking", said.checkable), ("Why", said.why)]
    rows += [("Words", said.words), ("Before", said.before)]
    shown = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in rows if text)
    return (
        f'<div class="wo-verdict" data-state="{said.state}"><p class="wo-verdict-head">'
        f"<strong>{_capital(tag(said.state))}</strong></p><dl>{shown}</dl>"
        f"{line(_KEPT) if said.state == 'differs' else ''}</div>"
    )


def pair(found: Comparison, name: str) -> str:
    """Return what a comparison with a file found: agreement, and the sentences to talk about."""
    plain = f"<p><strong>{escape(name)}</strong> {found.words()}</p>"
    kappa = f"{plain}<p>{escape(found.kappa_words())}</p>" if found.shared else plain
    if not found.differ:
        return kappa
    rows = "".join(_difference(difference) for difference in found.differ)
    number, unfolded = len(found.differ), " open" if len(found.differ) <= _LONG else ""
    named = f"{number} sentence{'s' if number > 1 else ''} you read differently at first"
    return (
        f"{kappa}<details{unfolded}><summary>Compare in pairs: {named}</summary>"
        f'<ol class="wo-pairs">{rows}</ol></details>'
    )


def _difference(one: Difference) -> str:
    fair = " Both readings are fair." if one.both_fair else ""
    return (
        f'<li value="{one.number}">{escape(key()[one.number].says)}<br>'
        f"You: <strong>{one.mine.kind}</strong>{_because(one.mine)}. "
        f"Your classmate: <strong>{one.theirs.kind}</strong>{_because(one.theirs)}.{fair}</li>"
    )


def _because(choice: Choice) -> str:
    return f" ({escape(choice.reason.rstrip('.'))})" if choice.reason else ""
