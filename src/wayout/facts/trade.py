"""Trade between China and Russia: prices, ranks, and a figure cut short."""

import pandas as pd

from wayout import measures
from wayout.facts.pick import Tables, one

ANNUAL = "china_russia_annual"
TO_DATE = "china_russia_to_date"


def headline(tables: Tables) -> "pd.Series[float]":
    """Return the one turnover a year that the course draws as its line, by year."""
    return _by_year(measures.headline(tables[ANNUAL]), "usd_bn")


def _by_year(frame: pd.DataFrame, column: str) -> "pd.Series[float]":
    return pd.Series(frame[column].to_numpy(), index=frame["year"].to_numpy(), dtype=float)


# Rises and rates ----------------------------------------------------------------------------


def _changes(tables: Tables, column: str) -> "pd.Series[float]":
    return _by_year(measures.changes(measures.headline(tables[ANNUAL])), column)


def best_year(tables: Tables, since: int) -> int:
    """Return the year in which trade grew fastest."""
    return int(str(_changes(tables, "growth_pct").loc[since:].idxmax()))


# Prices -------------------------------------------------------------------------------------


def real(tables: Tables, year: int) -> float:
    """Return the trade of a year in dollars of 2023."""
    prices = _by_year(tables["prices"], "us_cpi")
    return float(headline(tables).loc[year] * prices.loc[2023] / prices.loc[year])


# Ranks --------------------------------------------------------------------------------------


def rank(tables: Tables, what: str, year: int) -> int:
    """Return the place of a year among the years up to then, by level, rise or growth."""
    columns = {"rise": "rise_usd_bn", "growth": "growth_pct"}
    series = headline(tables) if what == "level" else _changes(tables, columns[what])
    return _rank(series, year)


def real_rise_rank(tables: Tables, year: int) -> int:
    """Return the place of a year among the years up to then, by rise at steady prices."""
    levels = pd.Series({each: real(tables, each) for each in headline(tables).loc[:year].index})
    return _rank(levels.diff().dropna(), year)


def _rank(series: "pd.Series[float]", year: int) -> int:
    return int((series.loc[:year] > series.loc[year]).sum()) + 1


# Eleven months of 2023 ----------------------------------------------------------------------


def cut(tables: Tables) -> float:
    """Return trade of eleven months without the digits after the first decimal."""
    whole = one(measures.months(tables[TO_DATE], 2023, 11), "turnover_usd_bn")
    return int(round(100 * whole) // 10) / 10
