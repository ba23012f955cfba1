"""A time line that reads on a telephone: to scale on top, in words below.

It is a list, not a drawing: days that are far apart and days that touch both keep their
words, text wraps by itself, and a reader who sees no picture hears the events in order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby, pairwise

import pandas as pd

from wayout.caption import Foot
from wayout.charts.figure import plain_sources
from wayout.charts.require import ChartError, need
from wayout.language import day_in_words, listed

# Each kind of event has its own shape of pin, in the order in which the kinds come.
SHAPES = ("round", "square", "diamond", "arch")
# Marks on the strip that are closer than this, in per cent of its length, become one.
TOUCH = 8.0
# A gap of more days than this is drawn broken.
FAR = 31


@dataclass(frozen=True)
class Event:
    """One thing that happened on one day."""

    number: int
    when: date
    what: str
    kind: str
    shape: str


@dataclass(frozen=True, repr=False)
class Timeline:
    """Events in order, with the gaps between them named.

    Attributes
    ----------
    title
        Stands above the events.
    events
        In order of time.
    foot
        Note, source line and the events as a table.
    """

    title: str
    events: tuple[Event, ...]
    foot: Foot

    @property
    def alternative(self) -> str:
        """The events and the gaps between them, in sentences."""
        said = [f"{self.title}."]
        for rows, gap in _days(self.events):
            said += [f"{after(gap)}."] if gap else []
            said.append(f"{day_in_words(rows[0].when)}: {listed([e.what for e in rows])}.")
        return " ".join(said)

    def __str__(self) -> str:
        return self.alternative

    def __repr__(self) -> str:
        return f"<Timeline: {self.title}>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self._html(), "text/plain": _plain(self)}

    def _html(self) -> str:
        items = "".join(_day(rows, gap) for rows, gap in _days(self.events))
        return (
            '<figure class="wo-figure wo-timeline">'
            f'<figcaption><p class="wo-chart-title">{escape(self.title)}</p>'
            f'<p class="wo-chart-unit">{escape(_span(self.events))}</p></figcaption>'
            f'{_strip(self.events)}<ol class="wo-days">{items}</ol>{self.foot.html()}</figure>'
        )


def timeline(
    events: pd.DataFrame, *, title: str, tables: Sequence[str], note: str = ""
) -> Timeline:
    """Put events in order of time, to scale on a strip and in words below it.

    Parameters
    ----------
    events
        One row an event: ``when`` (a day), ``what`` (a few words) and, if wanted, ``kind``
        (for instance visit, visitor, figure; four kinds at most).
    title
        Stands above.
    tables
        Names of the tables that the events came from, for the source line.
    note
        One sentence to stand under the events.

    Raises
    ------
    ChartError
        If a column is missing, a day cannot be read, or there are more than four kinds.
    """
    need(events, "when", "what")
    rows = events.assign(when=_read_days(events["when"]), kind=_kind(events))
    rows = rows.sort_values("when", kind="stable")
    shapes = _shapes(list(rows["kind"].unique()))
    made = tuple(
        Event(n, when.date(), str(what), kind, shapes[kind])
        for n, (when, what, kind) in enumerate(_records(rows), start=1)
    )
    return Timeline(title, made, Foot(tables, _twin(made), note))


def _records(rows: pd.DataFrame) -> Iterator[tuple[pd.Timestamp, object, str]]:
    return zip(rows["when"], rows["what"], rows["kind"], strict=True)


def _read_days(days: pd.Series) -> pd.Series:
    try:
        read = pd.to_datetime(days, format="ISO8601")
    except (ValueError, TypeError):
        raise ChartError("A day in column 'when' cannot be read: write it as 2023-12-07.") from None
    if read.isna().any():
        raise ChartError("An event has no day: fill column 'when' or leave the row out.")
    return read


def _kind(events: pd.DataFrame) -> pd.Series:
    if "kind" in events.columns:
        return events["kind"].fillna("").astype(str)
    return pd.Series("", index=events.index)


def _shapes(kinds: Sequence[str]) -> dict[str, str]:
    if len(kinds) > len(SHAPES):
        raise ChartError(f"{len(kinds)} kinds of event are too many: keep {len(SHAPES)} or fewer.")
    return dict(zip(kinds, SHAPES, strict=False))


def _days(events: Sequence[Event]) -> list[tuple[list[Event], int]]:
    """Return the events of each day, and how many days passed since the day before."""
    grouped = [list(rows) for _, rows in groupby(events, key=lambda event: event.when)]
    gaps = [(b[0].when - a[0].when).days for a, b in pairwise(grouped)]
    return list(zip(grouped, [0, *gaps], strict=True))


def _day(rows: Sequence[Event], gap: int) -> str:
    passed = f'<p class="wo-gap{_far(gap)}"><span>{after(gap)}</span></p>' if gap else ""
    when = rows[0].when
    said = "".join(map(_event, rows))
    same = f'<span class="wo-event-same">{len(rows)} on one day</span>' if len(rows) > 1 else ""
    return (
        f'<li class="wo-day">{passed}<p class="wo-when">'
        f'<time datetime="{when.isoformat()}">{day_in_words(when)}</time> {same}</p>'
        f'<ul class="wo-events">{said}</ul></li>'
    )


def _far(gap: int) -> str:
    return " wo-gap-far" if gap > FAR else ""


def _event(event: Event) -> str:
    kind = f' <span class="wo-event-kind">{escape(event.kind)}</span>' if event.kind else ""
    return (
        f'<li><span class="wo-event-pin wo-event-pin-{event.shape}">{event.number}</span> '
        f'<span class="wo-what">{escape(event.what)}{kind}</span></li>'
    )


def after(gap: int) -> str:
    """Return a gap in days as words: ``505 days later, about 1 year and 5 months``."""
    if gap < 62:
        return f"{gap} day{'s' * (gap > 1)} later"
    years, months = divmod(round(gap / 30.44), 12)
    parts = [f"{n} {word}{'s' * (n > 1)}" for n, word in ((years, "year"), (months, "month")) if n]
    return f"{gap} days later, about {listed(parts)}"


def _span(events: Sequence[Event]) -> str:
    first, last = events[0].when, events[-1].when
    span = f"{day_in_words(first)} to {day_in_words(last)}"
    return f"{span}: the strip is to scale, the list below it is not"


def _strip(events: Sequence[Event]) -> str:
    first, length = events[0].when, max((events[-1].when - events[0].when).days, 1)
    at = [100 * (event.when - first).days / length for event in events]
    marks = "".join(
        f'<span class="wo-strip-mark" style="left:{place:.2f}%">{escape(words)}</span>'
        for place, words in _clusters(at, events)
    )
    turns = "".join(
        f'<span class="wo-strip-turn" style="left:{100 * (turn - first).days / length:.2f}%">'
        f"{turn.year}</span>"
        for turn in _turns(first, events[-1].when)
    )
    return f'<div class="wo-strip" aria-hidden="true"><div>{turns}{marks}</div></div>'


def _turns(first: date, last: date) -> list[date]:
    return [date(y, 1, 1) for y in range(first.year + 1, last.year + 1)]


def _clusters(at: Sequence[float], events: Sequence[Event]) -> list[tuple[float, str]]:
    """Return place and number of each mark; marks that would touch become one: ``2–4``."""
    groups: list[list[int]] = []
    for i, place in enumerate(at):
        if groups and place - at[groups[-1][0]] < TOUCH:
            groups[-1].append(i)
        else:
            groups.append([i])
    return [(at[g[0]], _numbers([events[i].number for i in g])) for g in groups]


def _numbers(numbers: Sequence[int]) -> str:
    return f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else str(numbers[0])


def _plain(shown: Timeline) -> str:
    rows = [f"{e.number}. {day_in_words(e.when)}: {e.what}" for e in shown.events]
    return "\n".join([shown.title, *rows, f"Source: {plain_sources(shown.foot.tables)}."])


def _twin(events: Sequence[Event]) -> pd.DataFrame:
    gaps = [0, *((b.when - a.when).days for a, b in pairwise(events))]
    return pd.DataFrame(
        {
            "Number": [e.number for e in events],
            "Day": [day_in_words(e.when) for e in events],
            "What happened": [e.what for e in events],
            "Kind": [e.kind for e in events],
            "Days since the one before": gaps,
        }
    )
