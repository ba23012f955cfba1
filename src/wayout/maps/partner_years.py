"""Russia's partners year by year: values, shares and ranks, ready to be drawn and read out."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from wayout.errors import CourseError
from wayout.language import listed
from wayout.maps.capitals import main_towns
from wayout.maps.mercator import Point
from wayout.measures import one_way_only, partner_figures, world_totals
from wayout.tables.package import load

EXPORTS, IMPORTS, TURNOVER = "exports", "imports", "turnover"
FLOWS = (EXPORTS, IMPORTS, TURNOVER)
CALLED = {EXPORTS: "exports", IMPORTS: "imports", TURNOVER: "exports and imports together"}
_FIRST = 5
_NEEDED = ("year", "flow", "country_code", "country", "usd_bn", "status")
_ADVICE = 'Pass load("russia_partners") or some of its rows.'


@dataclass(frozen=True)
class Partner:
    """A country or territory that Russia trades with, and where its circle stands."""

    code: str
    name: str
    place: Point


@dataclass(frozen=True)
class Figure:
    """What the table says of one partner in one year and flow.

    In billion US dollars, and in per cent of Russia's total where it is known. Rank 1 is the
    largest; equal values share a rank. An estimate is the IMF's, not reported by Russia.
    """

    partner: Partner
    usd: float
    share: float | None
    rank: int
    estimate: bool


@dataclass(frozen=True)
class State:
    """One position of the controls: a year and a flow, partners from the largest down.

    ``total`` is Russia's trade with the whole world, in billion US dollars; ``half`` the number
    of partners without a turnover, because one of its two parts has no figure.
    """

    year: int
    flow: str
    figures: Sequence[Figure]
    total: float | None
    half: int = 0

    @property
    def title(self) -> str:
        """Year and flow in words."""
        return f"{self.year}, {CALLED[self.flow]}"

    @property
    def gap(self) -> str:
        """What to say of a partner without a figure here."""
        why = "a part of it" if self.flow == TURNOVER else "it"
        return f"{self.title}: no figure, because {why} is missing in the table."

    def sentence(self, unit: str) -> str:
        """Return the first partners, the total and the kind of figures, in ``usd`` or ``pct``."""
        if not self.figures:
            return f"{self.title}: the table has no figure. That does not mean zero."
        first = listed(f"{f.partner.name} {shown(f, unit)}" for f in self.figures[:_FIRST])
        parts = (f"{self.title}: {first}{self._whole(unit)}.", self._left_out(), self.kind())
        return " ".join(part for part in parts if part)

    def _whole(self, unit: str) -> str:
        whole = f"{self.total:,.1f}" if self.total is not None else ""
        if unit == "pct":
            return f" of {whole} billion US dollars in all" if whole else ""
        return " billion US dollars" + (f". All countries: {whole}" if whole else "")

    def _left_out(self) -> str:
        partners = "1 partner" if self.half == 1 else f"{self.half} partners"
        return f"Left out: {partners} with a figure for one way only." if self.half else ""

    def kind(self) -> str:
        """Say who made the figures."""
        kinds = {figure.estimate for figure in self.figures}
        if kinds == {True}:
            return "Estimates by the IMF: Russia published no figures by country for this year."
        return (
            "Some are estimates by the IMF." if True in kinds else "Russia reported these figures."
        )


class Years:
    """Every year and flow of the table ``russia_partners``, or of some of its rows.

    Raises `CourseError` if the frame lacks a column of the table, has no rows or none whose partner
    has a place, or holds what cannot be a partner's trade: two rows for one figure, another flow
    than exports and imports, or a figure that is below zero or infinite.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        codes = _checked(frame).drop_duplicates("country_code").sort_values("country")
        places = main_towns()
        found = dict(zip(codes["country_code"], codes["country"], strict=True))
        self.partners = [Partner(c, found[c], places[c]) for c in found if c in places]
        self.unplaced = [found[c] for c in found if c not in places]
        if not self.partners:
            raise CourseError(f"No place is known for {listed(self.unplaced)}. {_ADVICE}")
        self.years = range(int(frame["year"].min()), int(frame["year"].max()) + 1)
        self._placed = frame[frame["country_code"].isin(places)]

    @cached_property
    def states(self) -> dict[tuple[int, str], State]:
        """Every year, also one without rows, with every flow."""
        totals = load("russia_totals")
        whole, half, figures = world_totals(totals), one_way_only(self._placed), self._drawn(totals)
        return {
            (year, flow): State(
                year,
                flow,
                figures.get((year, flow), ()),
                whole.get((year, flow)),
                int(half.get(year, 0)) if flow == TURNOVER else 0,
            )
            for year in self.years
            for flow in FLOWS
        }

    @cached_property
    def newest_reported(self) -> int:
        """The last year whose figures Russia reported; the last year of all if there is none."""
        told = (s.year for s in self.states.values() if not all(f.estimate for f in s.figures))
        return max(told, default=self.years[-1])

    def first_flow(self, year: int) -> str:
        """Return the turnover where a year has it, and otherwise the flow that it has."""
        order = (TURNOVER, EXPORTS, IMPORTS)
        return next((f for f in order if self.states[year, f].figures), TURNOVER)

    def estimated(self, year: int) -> bool:
        """Say whether a figure of this year is an estimate."""
        return any(f.estimate for flow in FLOWS for f in self.states[year, flow].figures)

    def _drawn(self, totals: pd.DataFrame) -> dict[Any, list[Figure]]:
        """Return the figures of each year and flow that has some, the largest first."""
        found = partner_figures(self._placed, totals)
        codes, share = found["country_code"], found["share_pct"]
        found["partner"] = codes.map({partner.code: partner for partner in self.partners})
        found["name"] = codes.map({partner.code: partner.name for partner in self.partners})
        found["share_pct"] = share.astype(object).where(share.notna(), None)
        columns = ["partner", "usd_bn", "share_pct", "rank", "estimate"]
        groups = found.sort_values(["rank", "name"]).groupby(["year", "flow"])[columns]
        return {key: [Figure(*row) for row in rows.to_numpy()] for key, rows in groups}


def shown(figure: Figure, unit: str) -> str:
    """Write a figure in billion US dollars (``"usd"``) or per cent (``"pct"``)."""
    return in_pct(figure.share) if unit == "pct" else in_usd(figure.usd)


def in_usd(value: float) -> str:
    """Write billion US dollars: one decimal, and three below one billion."""
    return f"{value:,.1f}" if value >= 1 else f"{value:.3f}"


def in_pct(share: float | None) -> str:
    """Write a share; one that two decimals cannot show is not written as zero."""
    if share is None:
        return "no total known"
    if share < 0.01:
        return "under 0.01 %"
    return f"{share:.1f} %" if share >= 1 else f"{share:.2f} %"


def _checked(frame: pd.DataFrame) -> pd.DataFrame:
    lost = [name for name in _NEEDED if name not in frame.columns]
    if lost:
        raise CourseError(f"This table has no column '{lost[0]}'. {_ADVICE}")
    if frame.empty:
        raise CourseError(f"This table has no rows. {_ADVICE}")
    wrong = next((fault for fault in _faults(frame) if fault), "")
    if wrong:
        raise CourseError(f"{wrong} {_ADVICE}")
    return frame


def _faults(frame: pd.DataFrame) -> Iterable[str]:
    """Say one by one what in a table cannot be a partner's trade; an empty text is no fault."""
    for name in ("year", "usd_bn"):
        numeric = pd.api.types.is_numeric_dtype(frame[name])
        yield "" if numeric else f"Column '{name}' holds no numbers."
    yield "Column 'year' has an empty cell." if frame["year"].isna().any() else ""
    other = frame.loc[~frame["flow"].isin((EXPORTS, IMPORTS)), "flow"]
    yield from (f"There is no flow '{flow}' in a row: exports or imports." for flow in other[:1])
    odd = frame[(frame["usd_bn"] < 0) | (frame["usd_bn"] == math.inf)]
    yield from (f"No trade can be {usd:g} billion US dollars." for usd in odd["usd_bn"][:1])
    twice = frame[frame.duplicated(["year", "flow", "country_code"])]
    yield from (f"Two rows stand for {name} in one year and flow." for name in twice["country"][:1])
