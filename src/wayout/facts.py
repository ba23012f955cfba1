"""Named figures for prose: each is computed from the tables when it is asked for.

A lesson writes ``say("Trade reached {jan_nov_2023:.1f} billion dollars.")``. No figure in a
lesson is typed by hand, so a sentence and its table cannot part ways.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from string import Formatter
from typing import TypeVar

import pandas as pd

from wayout.data import in_words, load, nearest
from wayout.errors import CourseError

Tables = Mapping[str, pd.DataFrame]
Value = int | float | str
Compute = Callable[[Tables], Value]
_Given = TypeVar("_Given", bound=Callable[[Tables], Value])

ANNUAL = "china_russia_annual"
TO_DATE = "china_russia_to_date"
USD = "billion US dollars"
USD_2023 = "billion US dollars of 2023"
PERCENT = "%"


class FactError(CourseError, LookupError):
    """A sentence asks for a figure that does not exist or cannot be written that way."""


@dataclass(frozen=True)
class Fact:
    """A named figure.

    Attributes
    ----------
    name
        How a sentence asks for it.
    value
        The figure, not rounded; or a text, such as a date in words.
    unit
        ``"billion US dollars"``, ``"%"``, ``"days"`` …; empty for a text.
    meaning
        What it is, in words.
    tables
        The tables it is computed from.
    formula
        How it is computed, in words.
    """

    name: str
    value: Value
    unit: str
    meaning: str
    tables: tuple[str, ...]
    formula: str

    def __str__(self) -> str:
        return _plain(self.value, self.unit)

    def __format__(self, spec: str) -> str:
        return format(self.value, spec) if spec else str(self)


@dataclass(frozen=True)
class Prose:
    """A sentence with its figures filled in; a notebook shows it as Markdown."""

    markdown: str
    plain: str

    def __str__(self) -> str:
        return self.plain

    def _repr_markdown_(self) -> str:
        return self.markdown


def names() -> list[str]:
    """Return the names of all facts, in the order of their subjects."""
    return list(_RULES)


def fact(name: str) -> Fact:
    """Compute one named figure.

    Raises
    ------
    FactError
        If no fact has that name; the message names the nearest ones.
    """
    return _compute(name, _Shelf())


def say(text: str, **extra: object) -> Prose:
    """Fill the figures into a sentence.

    Parameters
    ----------
    text
        Markdown with fields: ``{jan_nov_2023}`` or, with a number format,
        ``{jan_nov_2023:.1f}``.
    extra
        Further values by name; they come before facts. Their text is shown as it is, never
        as Markdown or HTML.

    Returns
    -------
    Prose
        Shows itself as Markdown in a notebook, as plain text when printed.

    Raises
    ------
    FactError
        If a field is unknown or its number format does not fit; one sentence.
    """
    shelf = _Shelf()
    pieces = [_piece(field, shelf, extra) for field in _fields(text)]
    return Prose("".join(mark for mark, _ in pieces), "".join(plain for _, plain in pieces))


# Filling sentences --------------------------------------------------------------------------


class _Shelf(dict[str, pd.DataFrame]):
    """Reads each table once, when it is first needed."""

    def __missing__(self, name: str) -> pd.DataFrame:
        self[name] = load(name)
        return self[name]


def _compute(name: str, tables: Tables) -> Fact:
    if name not in _RULES:
        raise FactError(f"There is no fact '{name}'. {nearest(name, _RULES)}")
    rule = _RULES[name]
    return Fact(name, rule.compute(tables), rule.unit, rule.meaning, rule.tables, rule.formula)


def _plain(value: object, unit: str = "") -> str:
    if not isinstance(value, float):
        return str(value)
    if unit == PERCENT:
        return f"{value:.1f}"
    return f"{value:.2f}".rstrip("0").rstrip(".")


Field = tuple[str, str | None, str]


def _fields(text: str) -> Iterable[Field]:
    try:
        return [(literal, name, spec or "") for literal, name, spec, _ in Formatter().parse(text)]
    except ValueError as error:
        message = f"A brace stands alone in '{text}': write {{{{ or }}}} for a plain brace."
        raise FactError(message) from error


def _piece(field: Field, shelf: _Shelf, extra: Mapping[str, object]) -> tuple[str, str]:
    literal, name, spec = field
    if name is None:
        return literal, literal
    if name not in extra:
        written = _written(name, _known(name, shelf, extra), spec)
        return literal + written, literal + written
    written = _written(name, extra[name], spec)
    return literal + _harmless(written), literal + written


def _known(name: str, shelf: _Shelf, extra: Mapping[str, object]) -> Fact:
    if name not in _RULES:
        known = [*extra, *_RULES]
        raise FactError(f"There is no fact '{name}' to fill in. {nearest(name, known)}")
    return _compute(name, shelf)


def _written(name: str, value: object, spec: str) -> str:
    if not spec and not isinstance(value, Fact):
        return _plain(value)
    try:
        return format(value, spec)
    except (ValueError, TypeError) as error:
        message = f"The field '{{{name}:{spec}}}' does not fit the value '{value}'."
        raise FactError(f"{message} Write {{{name}}} alone, or a format such as :.1f.") from error


def _harmless(text: str) -> str:
    return re.sub(r"([\\`*_\[\]#|~$])", r"\\\1", escape(" ".join(text.split())))


# The registry -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Rule:
    unit: str
    meaning: str
    formula: str
    tables: tuple[str, ...]
    compute: Compute


_RULES: dict[str, _Rule] = {}


def _add(name: str, unit: str, meaning: str, formula: str, compute: Compute, *tables: str) -> None:
    _RULES[name] = _Rule(unit, meaning, formula, tables, compute)


def _rule(unit: str, meaning: str, formula: str, *tables: str) -> Callable[[_Given], _Given]:
    """Register a function under its own name, without the underscore."""

    def register(compute: _Given) -> _Given:
        _add(compute.__name__[1:], unit, meaning, formula, compute, *tables)
        return compute

    return register


# Trade: what the tables say -----------------------------------------------------------------

YEARS = range(1992, 2026)
PRICED = range(1992, 2025)
PUBLISHED = range(2021, 2026)
JAN_NOV = (2018, 2021, 2022, 2023, 2024, 2025)
VISITED = range(2021, 2026)


def headline(tables: Tables) -> "pd.Series[float]":
    """Return the one turnover a year that the course draws as its line, by year."""
    frame = tables[ANNUAL]
    chosen = frame[frame["headline"]]
    return pd.Series(chosen["usd_bn"].to_numpy(), index=chosen["year"].to_numpy(), dtype=float)


def _year(year: int, tables: Tables) -> float:
    return float(headline(tables).loc[year])


def _rise(year: int, tables: Tables) -> float:
    return _year(year, tables) - _year(year - 1, tables)


def _growth(year: int, tables: Tables) -> float:
    return 100 * _rise(year, tables) / _year(year - 1, tables)


def _to_date(year: int, month: int, column: str, tables: Tables) -> float:
    frame = tables[TO_DATE]
    row = frame[(frame["year"] == year) & (frame["month"] == month)]
    return float(row[column].iloc[0])


def _published_growth(year: int, tables: Tables) -> float:
    return _to_date(year, 12, "growth_pct", tables)


def _published_rise(year: int, tables: Tables) -> float:
    total = _year(year, tables)
    return total - total / (1 + _published_growth(year, tables) / 100)


def _real(year: int, tables: Tables) -> float:
    prices = tables["prices"].set_index("year")["us_cpi"]
    return _year(year, tables) * float(prices.loc[2023]) / float(prices.loc[year])


def _add_years() -> None:
    for year in YEARS:
        meaning = f"trade in goods between China and Russia in {year}, China's count"
        _add(
            f"year_{year}",
            USD,
            meaning,
            f"headline turnover of {year}",
            partial(_year, year),
            ANNUAL,
        )


def _add_changes() -> None:
    for year in YEARS[1:]:
        span = f"from {year - 1} to {year}"
        rise, rate = f"year_{year} - year_{year - 1}", f"100 x rise / year_{year - 1}"
        _add(
            f"rise_{year}_usd_bn", USD, f"rise of trade {span}", rise, partial(_rise, year), ANNUAL
        )
        _add(f"growth_{year}_pct", PERCENT, f"growth {span}", rate, partial(_growth, year), ANNUAL)


def _add_published() -> None:
    for year in PUBLISHED:
        meaning = f"growth of {year} as China's customs published it"
        how = f"growth_pct of January to December {year}"
        compute = partial(_published_growth, year)
        _add(f"growth_{year}_pct_published", PERCENT, meaning, how, compute, TO_DATE)
        meaning = f"rise of {year} that the published growth stands for (its base was revised)"
        how = f"year_{year} - year_{year} / (1 + growth_{year}_pct_published / 100)"
        tables = (ANNUAL, TO_DATE)
        _add(
            f"rise_{year}_usd_bn_published",
            USD,
            meaning,
            how,
            partial(_published_rise, year),
            *tables,
        )


def _add_real() -> None:
    for year in PRICED:
        meaning = f"trade of {year} in dollars of 2023, by consumer prices in the United States"
        how = f"year_{year} x price index of 2023 / price index of {year}"
        _add(f"real_{year}", USD_2023, meaning, how, partial(_real, year), ANNUAL, "prices")


def _add_jan_nov() -> None:
    for year in JAN_NOV:
        meaning = f"trade from January to November {year}, China's count"
        meaning += ", worked back from a growth rate published later" * (year == 2024)
        how = f"turnover of {year} to month 11"
        compute = partial(_to_date, year, 11, "turnover_usd_bn")
        _add(f"jan_nov_{year}", USD, meaning, how, compute, TO_DATE)


_add_jan_nov()


@_rule(USD, "China's exports to Russia, January to November 2023", "exports to month 11", TO_DATE)
def _jan_nov_2023_exports(tables: Tables) -> float:
    return _to_date(2023, 11, "china_exports_usd_bn", tables)


@_rule(USD, "China's imports from Russia, January to November 2023", "imports to month 11", TO_DATE)
def _jan_nov_2023_imports(tables: Tables) -> float:
    return _to_date(2023, 11, "china_imports_usd_bn", tables)


@_rule(
    PERCENT,
    "growth of January to November 2023 over the same months of 2022, as published",
    "growth_pct of 2023 to month 11",
    TO_DATE,
)
def _jan_nov_2023_growth_published(tables: Tables) -> float:
    return _to_date(2023, 11, "growth_pct", tables)


@_rule(
    PERCENT,
    "the same growth, computed from the two first releases",
    "100 x (jan_nov_2023 / jan_nov_2022 - 1)",
    TO_DATE,
)
def _jan_nov_2023_growth_computed(tables: Tables) -> float:
    before = _to_date(2022, 11, "turnover_usd_bn", tables)
    return 100 * (_to_date(2023, 11, "turnover_usd_bn", tables) / before - 1)


@_rule(USD, "the essay's figure cut after one decimal", "jan_nov_2023, further digits cut", TO_DATE)
def _jan_nov_2023_cut(tables: Tables) -> float:
    return int(round(100 * _to_date(2023, 11, "turnover_usd_bn", tables)) // 10) / 10


@_rule(USD, "the essay's figure rounded to one decimal", "jan_nov_2023, rounded", TO_DATE)
def _jan_nov_2023_rounded(tables: Tables) -> float:
    return round(_to_date(2023, 11, "turnover_usd_bn", tables), 1)


@_rule(
    "million US dollars",
    "what is lost when the figure is cut after one decimal",
    "1000 x (jan_nov_2023 - jan_nov_2023_cut)",
    TO_DATE,
)
def _cut_off_gap_usd_mn(tables: Tables) -> float:
    return 1000 * (_to_date(2023, 11, "turnover_usd_bn", tables) - _jan_nov_2023_cut(tables))


@_rule(
    PERCENT,
    "the same loss as a part of the figure",
    "100 x (jan_nov_2023 - jan_nov_2023_cut) / jan_nov_2023",
    TO_DATE,
)
def _cut_off_gap_pct(tables: Tables) -> float:
    return _cut_off_gap_usd_mn(tables) / 10 / _to_date(2023, 11, "turnover_usd_bn", tables)


@_rule(
    USD,
    "how far January to November 2023 lies above the whole of 2022",
    "jan_nov_2023 - year_2022",
    TO_DATE,
    ANNUAL,
)
def _jan_nov_2023_above_2022(tables: Tables) -> float:
    return _to_date(2023, 11, "turnover_usd_bn", tables) - _year(2022, tables)


@_rule(USD, "trade from January to October 2023, China's count", "turnover to month 10", TO_DATE)
def _jan_oct_2023(tables: Tables) -> float:
    return _to_date(2023, 10, "turnover_usd_bn", tables)


@_rule(
    USD,
    "trade in December 2023, roughly: the months before were revised later",
    "year_2023 - jan_nov_2023",
    ANNUAL,
    TO_DATE,
)
def _december_2023(tables: Tables) -> float:
    return _year(2023, tables) - _to_date(2023, 11, "turnover_usd_bn", tables)


@_rule(USD, "mean month of January to November 2023", "jan_nov_2023 / 11", TO_DATE)
def _monthly_mean_2023(tables: Tables) -> float:
    return _to_date(2023, 11, "turnover_usd_bn", tables) / 11


@_rule(USD, "guess at the year 2023 from eleven months", "jan_nov_2023 / 11 x 12", TO_DATE)
def _full_year_guess_2023(tables: Tables) -> float:
    return 12 * _monthly_mean_2023(tables)


@_rule(
    PERCENT,
    "how far the guess lies below the year as it came out",
    "100 x (year_2023 - full_year_guess_2023) / year_2023",
    TO_DATE,
    ANNUAL,
)
def _full_year_guess_error_pct(tables: Tables) -> float:
    total = _year(2023, tables)
    return 100 * (total - _full_year_guess_2023(tables)) / total


_add_years()
_add_changes()
_add_published()
_add_real()


# Trade: ranks -------------------------------------------------------------------------------


def _growths(tables: Tables) -> "pd.Series[float]":
    return 100 * headline(tables).sort_index().pct_change().dropna()


def _best_year(since: int, tables: Tables) -> int:
    return int(str(_growths(tables).loc[since:].idxmax()))


def _best_pct(since: int, tables: Tables) -> float:
    return float(_growths(tables).loc[since:].max())


def _rank(series: "pd.Series[float]", year: int) -> int:
    return int((series > series.loc[year]).sum()) + 1


def _add_best() -> None:
    for since in (1992, 2000):
        what = f"among all years since {since}"
        how = f"largest growth_…_pct since {max(since, 1993)}"
        _add(
            f"best_growth_year_since_{since}",
            "",
            f"year in which trade grew fastest, in per cent, {what}",
            f"year of the {how}",
            partial(_best_year, since),
            ANNUAL,
        )
        _add(
            f"best_growth_pct_since_{since}",
            PERCENT,
            f"growth of the year in which trade grew fastest {what}",
            how,
            partial(_best_pct, since),
            ANNUAL,
        )


_add_best()


@_rule("", "rank of 2023 by growth in per cent, 1993 to 2023", "1 + years that grew faster", ANNUAL)
def _growth_2023_rank(tables: Tables) -> int:
    return _rank(_growths(tables).loc[:2023], 2023)


@_rule(
    "years", "years from 1993 to 2022 that grew faster than 2023", "growth_2023_rank - 1", ANNUAL
)
def _faster_years_count(tables: Tables) -> int:
    return _growth_2023_rank(tables) - 1


@_rule(
    "",
    "the years since 2000 that grew faster than 2023, in order of time",
    "years 2000 to 2022 whose growth is above growth_2023_pct",
    ANNUAL,
)
def _faster_years_since_2000(tables: Tables) -> str:
    rates = _growths(tables).loc[2000:2022]
    return _listed(str(year) for year in rates[rates > _growth(2023, tables)].index)


@_rule("", "rank of 2023 by rise in dollars, 1993 to 2023", "1 + years with a larger rise", ANNUAL)
def _rise_2023_rank(tables: Tables) -> int:
    return _rank(headline(tables).sort_index().diff().dropna().loc[:2023], 2023)


@_rule("", "rank of 2023 by level, 1992 to 2023", "1 + years with more trade", ANNUAL)
def _level_2023_rank(tables: Tables) -> int:
    return _rank(headline(tables).sort_index().loc[:2023], 2023)


@_rule("", "year with the most trade before 2023", "largest year_… up to 2022", ANNUAL)
def _year_before(tables: Tables) -> int:
    return int(str(headline(tables).sort_index().loc[:2022].idxmax()))


@_rule("", "year with the most trade in current dollars, 1992 to 2025", "largest year_…", ANNUAL)
def _top_year(tables: Tables) -> int:
    return int(str(headline(tables).idxmax()))


@_rule(
    "",
    "year with the most trade in dollars of 2023, 1992 to 2024",
    "year of the largest real_…",
    ANNUAL,
    "prices",
)
def _top_year_real(tables: Tables) -> int:
    return max(PRICED, key=lambda year: _real(year, tables))


# Visits -------------------------------------------------------------------------------------


def country_visits(tables: Tables) -> pd.DataFrame:
    """Return one row for each country on each trip, in order of time."""
    stops = tables["visits"].sort_values(["start", "trip", "leg"])
    return stops.drop_duplicates(["trip", "country_code"])


def _visits_in(year: int, tables: Tables) -> int:
    return int((country_visits(tables)["start"].dt.year == year).sum())


def _countries_in(year: int, tables: Tables) -> str:
    frame = country_visits(tables)
    chosen = frame[frame["start"].dt.year == year]["country"]
    return _listed(dict.fromkeys(_called(country) for country in chosen))


def _region_in(region: str, year: int, tables: Tables) -> int:
    frame = country_visits(tables)
    return int(((frame["region"] == region) & (frame["start"].dt.year == year)).sum())


def _visits_to(column: str, place: str, tables: Tables) -> int:
    return int((country_visits(tables)[column] == place).sum())


def _listed(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _called(country: str) -> str:
    return f"the {country}" if country.startswith("United") else country


_REGIONS = {
    "post_soviet": "post-Soviet",
    "east_asia": "East Asia",
    "middle_east": "Middle East",
    "south_asia": "South and South-East Asia",
    "europe": "Europe",
    "north_america": "North America",
    "africa": "Africa",
}


def _add_visits() -> None:
    for year in VISITED:
        span = f"in {year}" + " from 16 June on" * (year == 2021)
        rows = f"rows of visits with start in {year}, one a trip and country"
        meaning = f"countries visited {span}, each once a trip"
        _add(f"visits_{year}", "country visits", meaning, rows, partial(_visits_in, year), "visits")
        meaning = f"the countries visited {span}, in order of time, each once"
        _add(f"visits_{year}_countries", "", meaning, rows, partial(_countries_in, year), "visits")
        meaning = f"of the visits {span}, those in the Middle East"
        compute = partial(_region_in, "Middle East", year)
        how = f"{rows}, region Middle East"
        _add(f"visits_middle_east_{year}", "country visits", meaning, how, compute, "visits")


def _add_places() -> None:
    for key, region in _REGIONS.items():
        _add(
            f"visits_{key}_total",
            "country visits",
            f"country visits from June 2021 to 2025, region: {region}",
            f"rows of visits with region {region}, one a trip and country",
            partial(_visits_to, "region", region),
            "visits",
        )
    for key, code in {"china": "CHN", "iran": "IRN"}.items():
        _add(
            f"visits_{key}_total",
            "country visits",
            f"visits to {key.capitalize()} from June 2021 to 2025",
            f"rows of visits with country {code}, one a trip",
            partial(_visits_to, "country_code", code),
            "visits",
        )


_add_visits()
_add_places()


@_rule("trips", "foreign trips from June 2021 to 2025", "different trip numbers", "visits")
def _trips_total(tables: Tables) -> int:
    return int(tables["visits"]["trip"].nunique())


@_rule("stops", "stops on those trips", "rows of visits", "visits")
def _legs_total(tables: Tables) -> int:
    return len(tables["visits"])


@_rule("country visits", "countries on those trips, each once a trip", "trip and country", "visits")
def _visits_total(tables: Tables) -> int:
    return len(country_visits(tables))


@_rule("stops", "stops with a day that no page confirmed", "date_status unconfirmed", "visits")
def _unconfirmed_total(tables: Tables) -> int:
    return int((tables["visits"]["date_status"] == "unconfirmed").sum())


@_rule("", "all country visits by region, most first", "count of visits by region", "visits")
def _visits_by_region(tables: Tables) -> str:
    counts = country_visits(tables)["region"].value_counts(sort=False).sort_index()
    ordered = sorted(counts.items(), key=lambda pair: -int(pair[1]))
    return ", ".join(f"{region} {count}" for region, count in ordered)


# Dates --------------------------------------------------------------------------------------


def _gulf_trip(tables: Tables) -> pd.Timestamp:
    frame = tables["visits"]
    return pd.Timestamp(frame[frame["country_code"] == "ARE"]["start"].iloc[0])


def _tehran(tables: Tables) -> pd.Timestamp:
    frame = tables["visits"]
    return pd.Timestamp(frame[frame["city"] == "Tehran"]["start"].iloc[0])


def _raisi(tables: Tables) -> pd.Timestamp:
    frame = tables["visitors"]
    visitor = frame[frame["visitor"] == "Ebrahim Raisi"]
    return pd.Timestamp(visitor["start"].max())


def _release(month: int, tables: Tables) -> pd.Timestamp:
    frame = tables[TO_DATE]
    row = frame[(frame["year"] == 2023) & (frame["month"] == month)]
    return pd.Timestamp(row["released"].iloc[0])


def _gap_2023(tables: Tables) -> tuple[pd.Timestamp, pd.Timestamp]:
    frame = country_visits(tables)
    first = frame[frame["start"].dt.year == 2023]["start"].min()
    return pd.Timestamp(frame[frame["end"] < first]["end"].max()), pd.Timestamp(first)


@_rule("", "day on which the figure for eleven months came out", "released, month 11", TO_DATE)
def _release_date(tables: Tables) -> str:
    return in_words(_release(11, tables))


@_rule("", "day on which the figure for ten months came out", "released, month 10", TO_DATE)
def _release_date_jan_oct(tables: Tables) -> str:
    return in_words(_release(10, tables))


@_rule("", "day of the trip to Abu Dhabi and Riyadh", "start of the stop in the UAE", "visits")
def _trip_date(tables: Tables) -> str:
    return in_words(_gulf_trip(tables))


@_rule("", "day of Putin's visit to Tehran", "start of the stop in Tehran", "visits")
def _tehran_date(tables: Tables) -> str:
    return in_words(_tehran(tables))


@_rule("", "day on which Iran's president was in Moscow", "last start of his visits", "visitors")
def _raisi_date(tables: Tables) -> str:
    return in_words(_raisi(tables))


@_rule("", "first day of the first trip of 2023", "first start in 2023", "visits")
def _first_trip_2023_date(tables: Tables) -> str:
    return in_words(_gap_2023(tables)[1])


@_rule("", "last day of the last trip of 2023", "last end in 2023", "visits")
def _last_trip_2023_date(tables: Tables) -> str:
    ends = tables["visits"]["end"]
    return in_words(pd.Timestamp(ends[ends.dt.year == 2023].max()))


@_rule("", "last day of the last trip before that", "last end before it", "visits")
def _last_trip_2022_date(tables: Tables) -> str:
    return in_words(_gap_2023(tables)[0])


@_rule(
    "days",
    "days between the last trip of 2022 and the first of 2023",
    "first_trip_2023_date - last_trip_2022_date",
    "visits",
)
def _days_without_trip(tables: Tables) -> int:
    last, first = _gap_2023(tables)
    return (first - last).days


@_rule(
    "days",
    "days from the visit to Tehran to the trip to the Gulf",
    "trip_date - tehran_date",
    "visits",
)
def _tehran_to_trip_days(tables: Tables) -> int:
    return (_gulf_trip(tables) - _tehran(tables)).days


@_rule(
    "days",
    "days from the trip to the release of the eleven-month figure",
    "release_date - trip_date",
    "visits",
    TO_DATE,
)
def _trip_to_release_days(tables: Tables) -> int:
    return (_release(11, tables) - _gulf_trip(tables)).days


# The pages on Iran --------------------------------------------------------------------------


def _pages(bearing: str, tables: Tables) -> int:
    return int((tables["iran_check"]["bearing"] == bearing).sum())


@_rule("pages", "pages compared on the visit to Iran", "rows of iran_check", "iran_check")
def _iran_pages_total(tables: Tables) -> int:
    return len(tables["iran_check"])


def _add_bearings() -> None:
    for bearing in ("against", "consistent", "context"):
        _add(
            f"iran_pages_{bearing}",
            "pages",
            f"of those pages, the ones marked {bearing}",
            f"rows of iran_check with bearing {bearing}",
            partial(_pages, bearing),
            "iran_check",
        )


_add_bearings()
