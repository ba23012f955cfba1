"""A time line that reads on a telephone: to scale on top, in words below.

It is a list, not a drawing: days that are far apart and days that touch both keep their
words, text wraps by itself, and a reader who sees no picture hears the events in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

import pandas as pd

from wayout.charts.figure import plain_sources
from wayout.charts.require import ChartError, need
from wayout.language import day_in_words, listed
from wayout.pages import render
from wayout.pages.caption import Caption

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
    """Events in order of time, with the gaps between them named; the caption has their table."""

    title: str
    events: tuple[Event, ...]
    caption: Caption

    @property
    def alternative(self) -> str:
        """The events and the gaps between them, in sentences."""
        said = [f"{self.title}."]
        for when, events, gap in self.days():
            said += [f"{after(gap)}."] if gap else []
            said.append(f"{day_in_words(when)}: {listed(event.what for event in events)}.")
        return " ".join(said)

    def days(self) -> list[tuple[date, list[Event], int]]:
        """Return each day, what happened on it, and how many days passed since the one before."""
        grouped = groupby(self.events, key=lambda event: event.when)
        found = [(when, list(events)) for when, events in grouped]
        gaps = [0, *((b - a).days for (a, _), (b, _) in pairwise(found))]
        return [(*one, gap) for one, gap in zip(found, gaps, strict=True)]

    def turns(self) -> list[tuple[float, int]]:
        """Return each year that begins on the strip, and where, in per cent."""
        years = range(self.events[0].when.year + 1, self.events[-1].when.year + 1)
        return [(self._at(date(year, 1, 1)), year) for year in years]

    def marks(self) -> list[tuple[float, str]]:
        """Return place and numbers of each mark; marks that would touch become one: ``2–4``."""
        groups: list[list[Event]] = []
        for event in self.events:
            if groups and self._at(event.when) - self._at(groups[-1][0].when) < TOUCH:
                groups[-1].append(event)
            else:
                groups.append([event])
        return [(self._at(group[0].when), _numbers(group)) for group in groups]

    def _at(self, when: date) -> float:
        first, last = self.events[0].when, self.events[-1].when
        return 100 * (when - first).days / max((last - first).days, 1)

    def __str__(self) -> str:
        return self.alternative

    def __repr__(self) -> str:
        return f"<Timeline: {self.title}>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        rows = [f"{e.number}. {day_in_words(e.when)}: {e.what}" for e in self.events]
        plain = "\n".join([self.title, *rows, plain_sources(self.caption.tables)])
        page = render(
            "charts/timeline.html", line=self, after=after, far=FAR, day_in_words=day_in_words
        )
        return {"text/html": page, "text/plain": plain}


def _numbers(group: Sequence[Event]) -> str:
    return "–".join(dict.fromkeys(str(event.number) for event in (group[0], group[-1])))


def after(gap: int) -> str:
    """Return a gap in days as words: ``505 days later, about 1 year and 5 months``."""
    if gap < 62:
        return f"{gap} day{'s' * (gap > 1)} later"
    years, months = divmod(round(gap / 30.44), 12)
    parts = [f"{n} {word}{'s' * (n > 1)}" for n, word in ((years, "year"), (months, "month")) if n]
    return f"{gap} days later, about {listed(parts)}"


def timeline(
    events: pd.DataFrame, *, title: str, tables: Sequence[str], note: str = ""
) -> Timeline:
    """Put events in order of time, to scale on a strip and in words below it.

    Each row is an event: ``when`` (a day), ``what`` (a few words) and, if wanted, ``kind`` (for
    instance visit, visitor, figure; four kinds at most). ``tables`` the events came from make the
    source line; ``note`` is one sentence to stand under it.

    Raises `ChartError` if a column is missing, a day cannot be read, or there are more than four
    kinds.
    """
    need(events, "when", "what")
    kinds = events["kind"].fillna("").astype(str) if "kind" in events.columns else ""
    rows = events.assign(when=_read_days(events["when"]), kind=kinds)
    rows = rows.sort_values("when", kind="stable")
    shapes = _shapes(list(rows["kind"].unique()))
    records = zip(rows["when"], rows["what"], rows["kind"], strict=True)
    made = tuple(
        Event(n, when.date(), str(what), kind, shapes[kind])
        for n, (when, what, kind) in enumerate(records, start=1)
    )
    return Timeline(title, made, Caption(tables, _table(made), note))


def _read_days(days: pd.Series) -> pd.Series:
    try:
        read = pd.to_datetime(days, format="ISO8601")
    except (ValueError, TypeError):
        raise ChartError("A day in column 'when' cannot be read: write it as 2023-12-07.") from None
    if read.isna().any():
        raise ChartError("An event has no day: fill column 'when' or leave the row out.")
    return read


def _shapes(kinds: Sequence[str]) -> dict[str, str]:
    if len(kinds) > len(SHAPES):
        raise ChartError(f"{len(kinds)} kinds of event are too many: keep {len(SHAPES)} or fewer.")
    return dict(zip(kinds, SHAPES, strict=False))


def _table(events: Sequence[Event]) -> pd.DataFrame:
    heads = ["Number", "Day", "What happened", "Kind", "Days since the one before"]
    gaps = [0, *((b.when - a.when).days for a, b in pairwise(events))]
    pairs = zip(events, gaps, strict=True)
    rows = [(e.number, day_in_words(e.when), e.what, e.kind, gap) for e, gap in pairs]
    return pd.DataFrame(rows, columns=heads)
