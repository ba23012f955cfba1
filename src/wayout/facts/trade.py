"""Trade between China and Russia: rises, rates, ranks, prices, and a figure cut short."""

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


def _total(tables: Tables, year: int) -> float:
    return float(headline(tables).loc[year])


# Rises and rates ----------------------------------------------------------------------------


def _changes(tables: Tables, column: str) -> "pd.Series[float]":
    return _by_year(measures.changes(measures.headline(tables[ANNUAL])), column)


def rise(tables: Tables, year: int) -> float:
    """Return how much was added to the year before, billion US dollars."""
    return float(_changes(tables, "rise_usd_bn").loc[year])


def growth(tables: Tables, year: int) -> float:
    """Return the change over the year before, per cent."""
    return float(_changes(tables, "growth_pct").loc[year])


def published_rise(tables: Tables, year: int) -> float:
    """Return the rise that the growth stands for which the customs office published."""
    total = _total(tables, year)
    published = one(measures.months(tables[TO_DATE], year, 12), "growth_pct")
    return total - total / (1 + published / 100)


def growth_in_yuan(tables: Tables, year: int) -> float:
    """Return the change over the year before in yuan, each year at its average rate."""
    after, before = (_in_yuan(tables, each) for each in (year, year - 1))
    return 100 * (after / before - 1)


def _in_yuan(tables: Tables, year: int) -> float:
    rate = one(tables["rates"], "units_per_usd", currency_code="CNY", year=year)
    return _total(tables, year) * rate / 1000


def best_year(tables: Tables, since: int) -> int:
    """Return the year in which trade grew fastest."""
    return int(str(_changes(tables, "growth_pct").loc[since:].idxmax()))


def best_growth(tables: Tables, since: int) -> float:
    """Return the growth of that year, per cent."""
    return float(_changes(tables, "growth_pct").loc[since:].max())


# Prices -------------------------------------------------------------------------------------


def real(tables: Tables, year: int) -> float:
    """Return the trade of a year in dollars of 2023."""
    prices = tables["prices"].set_index("year")["us_cpi"]
    return _total(tables, year) * float(prices.loc[2023]) / float(prices.loc[year])


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


def _eleven_months(tables: Tables) -> float:
    return one(measures.months(tables[TO_DATE], 2023, 11), "turnover_usd_bn")


def cut(tables: Tables) -> float:
    """Return trade of eleven months without the digits after the first decimal."""
    return int(round(100 * _eleven_months(tables)) // 10) / 10


def cut_off(tables: Tables) -> float:
    """Return what is lost by the cut, million US dollars."""
    return 1000 * (_eleven_months(tables) - cut(tables))


def cut_off_share(tables: Tables) -> float:
    """Return what is lost by the cut as a part of the figure, per cent."""
    return cut_off(tables) / 10 / _eleven_months(tables)


def guess_error(tables: Tables) -> float:
    """Return how far eleven months carried on to twelve lie below the year, per cent of it."""
    total = _total(tables, 2023)
    return 100 * (total - 12 * (_eleven_months(tables) / 11)) / total
