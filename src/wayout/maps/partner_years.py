"""Russia's partners year by year: values, shares and ranks, ready to be drawn and read out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wayout.data import load
from wayout.errors import CourseError
from wayout.maps.mercator import Point
from wayout.wording import listed

EXPORTS, IMPORTS, TURNOVER = "exports", "imports", "turnover"
FLOWS = (EXPORTS, IMPORTS, TURNOVER)
CALLED = {EXPORTS: "exports", IMPORTS: "imports", TURNOVER: "exports and imports together"}
_FIRST = 5
_NEEDED = ("year", "flow", "country_code", "country", "usd_bn", "status")
_ADVICE = 'Pass load("russia_partners") or some of its rows.'
# Main towns of territories that the table of capitals does not have, in whole and half degrees.
_TOWNS: dict[str, Point] = {
    "ABW": (12.5, -70.0),
    "BMU": (32.5, -65.0),
    "FLK": (-51.5, -58.0),
    "FRO": (62.0, -7.0),
    "GIB": (36.0, -5.5),
    "GRL": (64.0, -51.5),
    "HKG": (22.5, 114.0),
    "MAC": (22.0, 113.5),
    "NCL": (-22.5, 166.5),
    "NRU": (-0.5, 167.0),
    "PSE": (32.0, 35.0),
}


@dataclass(frozen=True)
class Partner:
    """A country or territory that Russia trades with, and where its circle stands."""

    code: str
    name: str
    place: Point


@dataclass(frozen=True)
class Figure:
    """What the table says of one partner in one year and flow.

    Attributes
    ----------
    usd
        Billion US dollars.
    share
        Per cent of Russia's total of that year and flow; ``None`` where no total is known.
    rank
        1 for the largest; equal values share a rank.
    estimate
        Estimated by the IMF, not reported by Russia.
    """

    partner: Partner
    usd: float
    share: float | None
    rank: int
    estimate: bool


@dataclass(frozen=True)
class State:
    """One position of the controls: a year and a flow, partners from the largest down.

    Attributes
    ----------
    total
        Russia's trade with the whole world in this year and flow, billion US dollars.
    half
        Number of partners without a turnover, because one of its two parts has no figure.
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
        """Return the first partners, the total and the kind of figures.

        Parameters
        ----------
        unit
            ``"usd"`` or ``"pct"``.
        """
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
    """Every year and flow of a table of partners.

    Parameters
    ----------
    frame
        The table ``russia_partners``, or some of its rows.

    Raises
    ------
    CourseError
        If the frame lacks a column of the table or has no rows.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._cells = _cells(_checked(frame))
        codes = frame.drop_duplicates("country_code").sort_values("country")
        places = _places()
        pairs = zip(codes["country_code"], codes["country"], strict=True)
        found = dict(pairs)
        self.partners = [Partner(c, found[c], places[c]) for c in found if c in places]
        self.unplaced = [found[c] for c in found if c not in places]
        self.years = range(int(frame["year"].min()), int(frame["year"].max()) + 1)

    @cached_property
    def states(self) -> dict[tuple[int, str], State]:
        """Every year, also one without rows, with every flow."""
        return {(year, flow): self._state(year, flow) for year in self.years for flow in FLOWS}

    @cached_property
    def newest_reported(self) -> int:
        """The last year whose figures Russia reported; the last year of all if there is none."""
        reported = {year for year, *_, status in _flat(self._cells) if status == "reported"}
        return max(reported or self.years)

    def first_flow(self, year: int) -> str:
        """Return the turnover where a year has it, and otherwise the flow that it has."""
        order = (TURNOVER, EXPORTS, IMPORTS)
        return next((f for f in order if self.states[year, f].figures), TURNOVER)

    def _state(self, year: int, flow: str) -> State:
        totals = _totals()
        total = totals.get((year, flow))
        values = {p: v for p in self.partners if (v := self._value(year, flow, p.code))}
        usd = pd.Series({p.code: value for p, (value, _) in values.items()}, dtype=float)
        ranks = usd.rank(ascending=False, method="min")
        figures = [
            Figure(p, v, 100 * v / total if total else None, int(ranks[p.code]), estimate)
            for p, (v, estimate) in values.items()
        ]
        figures.sort(key=lambda f: (f.rank, f.partner.name))
        return State(year, flow, figures, total, self._half(year) if flow == TURNOVER else 0)

    def _value(self, year: int, flow: str, code: str) -> tuple[float, bool] | None:
        """Return value and whether it is an estimate; nothing where a part is missing."""
        flows = (EXPORTS, IMPORTS) if flow == TURNOVER else (flow,)
        cells = [self._cells.get((year, part, code)) for part in flows]
        known = [cell for cell in cells if cell]
        if len(known) < len(cells):
            return None
        return sum(usd for usd, _ in known), any(status != "reported" for _, status in known)

    def _half(self, year: int) -> int:
        ways = [{p.code for p in self.partners if self._value(year, f, p.code)} for f in FLOWS[:2]]
        return len(ways[0] ^ ways[1])


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
    return frame


_Cells = Mapping[tuple[int, str, str], tuple[float, str]]


def _cells(frame: pd.DataFrame) -> _Cells:
    columns = (frame[name] for name in ("year", "flow", "country_code", "usd_bn", "status"))
    rows = zip(*columns, strict=True)
    # A value that is not there, or not a number, is a gap and not a zero.
    return {(int(y), f, c): (float(v), s) for y, f, c, v, s in rows if pd.notna(v)}


def _flat(cells: _Cells) -> Iterator[tuple[int, str, str, float, str]]:
    for (year, flow, code), (usd, status) in cells.items():
        yield year, flow, code, usd, status


def _places() -> dict[str, Point]:
    first = load("capitals").drop_duplicates("country_code")
    rows = zip(first["country_code"], first["latitude"], first["longitude"], strict=True)
    return {**_TOWNS, **{code: (float(lat), float(lon)) for code, lat, lon in rows}}


def _totals() -> dict[tuple[int, str], float]:
    frame = load("russia_totals")
    imf = frame[frame["source"] == "IMF"]
    rows = zip(imf["year"], imf["flow"], imf["usd_bn"], strict=True)
    found = {(int(year), flow): float(usd) for year, flow, usd in rows}
    both = {y for y, _ in found if {(y, EXPORTS), (y, IMPORTS)} <= found.keys()}
    return found | {(y, TURNOVER): found[y, EXPORTS] + found[y, IMPORTS] for y in both}
