"""Trade between China and Russia: levels, rises, rates, ranks."""

from functools import partial

import pandas as pd

from wayout import measures
from wayout.facts.registry import PERCENT, USD, USD_2023, Tables, add, rule
from wayout.language import listed

ANNUAL = "china_russia_annual"
TO_DATE = "china_russia_to_date"

YEARS = range(1992, 2026)
PRICED = range(1992, 2025)
PUBLISHED = range(2021, 2026)
JAN_NOV = (2018, 2021, 2022, 2023, 2024, 2025)


def headline(tables: Tables) -> "pd.Series[float]":
    """Return the one turnover a year that the course draws as its line, by year."""
    rows = measures.headline(tables[ANNUAL])
    return pd.Series(rows["usd_bn"].to_numpy(), index=rows["year"].to_numpy(), dtype=float)


def _changes(tables: Tables, column: str) -> "pd.Series[float]":
    rows = measures.changes(measures.headline(tables[ANNUAL]))
    return pd.Series(rows[column].to_numpy(), index=rows["year"].to_numpy(), dtype=float)


def year_total(year: int, tables: Tables) -> float:
    """Return trade between China and Russia in a year, China's count, billion US dollars."""
    return float(headline(tables).loc[year])


def _rise(year: int, tables: Tables) -> float:
    return float(_changes(tables, "rise_usd_bn").loc[year])


def _growth(year: int, tables: Tables) -> float:
    return float(_changes(tables, "growth_pct").loc[year])


def _to_date(year: int, month: int, column: str, tables: Tables) -> float:
    return float(measures.months(tables[TO_DATE], year, month)[column].iloc[0])


def _published_growth(year: int, tables: Tables) -> float:
    return _to_date(year, 12, "growth_pct", tables)


def _published_rise(year: int, tables: Tables) -> float:
    total = year_total(year, tables)
    return total - total / (1 + _published_growth(year, tables) / 100)


def _real(year: int, tables: Tables) -> float:
    prices = tables["prices"].set_index("year")["us_cpi"]
    return year_total(year, tables) * float(prices.loc[2023]) / float(prices.loc[year])


def _add_years() -> None:
    for year in YEARS:
        meaning = f"trade in goods between China and Russia in {year}, China's count"
        add(
            f"year_{year}",
            USD,
            meaning,
            f"headline turnover of {year}",
            partial(year_total, year),
            ANNUAL,
        )


def _add_changes() -> None:
    for year in YEARS[1:]:
        span = f"from {year - 1} to {year}"
        rise, rate = f"year_{year} - year_{year - 1}", f"100 x rise / year_{year - 1}"
        add(f"rise_{year}_usd_bn", USD, f"rise of trade {span}", rise, partial(_rise, year), ANNUAL)
        add(f"growth_{year}_pct", PERCENT, f"growth {span}", rate, partial(_growth, year), ANNUAL)


def _add_published() -> None:
    for year in PUBLISHED:
        meaning = f"growth of {year} as China's customs published it"
        how = f"growth_pct of January to December {year}"
        compute = partial(_published_growth, year)
        add(f"growth_{year}_pct_published", PERCENT, meaning, how, compute, TO_DATE)
        meaning = f"rise of {year} that the published growth stands for (its base was revised)"
        how = f"year_{year} - year_{year} / (1 + growth_{year}_pct_published / 100)"
        tables = (ANNUAL, TO_DATE)
        add(
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
        add(f"real_{year}", USD_2023, meaning, how, partial(_real, year), ANNUAL, "prices")


def _add_jan_nov() -> None:
    for year in JAN_NOV:
        meaning = f"trade from January to November {year}, China's count"
        meaning += ", worked back from a growth rate published later" * (year == 2024)
        how = f"turnover of {year} to month 11"
        compute = partial(_to_date, year, 11, "turnover_usd_bn")
        add(f"jan_nov_{year}", USD, meaning, how, compute, TO_DATE)


_add_jan_nov()


@rule(USD, "China's exports to Russia, January to November 2023", "exports to month 11", TO_DATE)
def _jan_nov_2023_exports(tables: Tables) -> float:
    return _to_date(2023, 11, "china_exports_usd_bn", tables)


@rule(USD, "China's imports from Russia, January to November 2023", "imports to month 11", TO_DATE)
def _jan_nov_2023_imports(tables: Tables) -> float:
    return _to_date(2023, 11, "china_imports_usd_bn", tables)


@rule(
    PERCENT,
    "growth of January to November 2023 over the same months of 2022, as published",
    "growth_pct of 2023 to month 11",
    TO_DATE,
)
def _jan_nov_2023_growth_published(tables: Tables) -> float:
    return _to_date(2023, 11, "growth_pct", tables)


@rule(
    PERCENT,
    "the same growth, computed from the two first releases",
    "100 x (jan_nov_2023 / jan_nov_2022 - 1)",
    TO_DATE,
)
def _jan_nov_2023_growth_computed(tables: Tables) -> float:
    before = _to_date(2022, 11, "turnover_usd_bn", tables)
    return 100 * (_to_date(2023, 11, "turnover_usd_bn", tables) / before - 1)


@rule(USD, "the essay's figure cut after one decimal", "jan_nov_2023, further digits cut", TO_DATE)
def _jan_nov_2023_cut(tables: Tables) -> float:
    return int(round(100 * _to_date(2023, 11, "turnover_usd_bn", tables)) // 10) / 10


@rule(USD, "the essay's figure rounded to one decimal", "jan_nov_2023, rounded", TO_DATE)
def _jan_nov_2023_rounded(tables: Tables) -> float:
    return round(_to_date(2023, 11, "turnover_usd_bn", tables), 1)


@rule(
    "million US dollars",
    "what is lost when the figure is cut after one decimal",
    "1000 x (jan_nov_2023 - jan_nov_2023_cut)",
    TO_DATE,
)
def _cut_off_gap_usd_mn(tables: Tables) -> float:
    return 1000 * (_to_date(2023, 11, "turnover_usd_bn", tables) - _jan_nov_2023_cut(tables))


@rule(
    PERCENT,
    "the same loss as a part of the figure",
    "100 x (jan_nov_2023 - jan_nov_2023_cut) / jan_nov_2023",
    TO_DATE,
)
def _cut_off_gap_pct(tables: Tables) -> float:
    return _cut_off_gap_usd_mn(tables) / 10 / _to_date(2023, 11, "turnover_usd_bn", tables)


@rule(
    USD,
    "how far January to November 2023 lies above the whole of 2022",
    "jan_nov_2023 - year_2022",
    TO_DATE,
    ANNUAL,
)
def _jan_nov_2023_above_2022(tables: Tables) -> float:
    return _to_date(2023, 11, "turnover_usd_bn", tables) - year_total(2022, tables)


@rule(USD, "trade from January to October 2023, China's count", "turnover to month 10", TO_DATE)
def _jan_oct_2023(tables: Tables) -> float:
    return _to_date(2023, 10, "turnover_usd_bn", tables)


@rule(
    USD,
    "trade in December 2023, roughly: the months before were revised later",
    "year_2023 - jan_nov_2023",
    ANNUAL,
    TO_DATE,
)
def _december_2023(tables: Tables) -> float:
    return year_total(2023, tables) - _to_date(2023, 11, "turnover_usd_bn", tables)


@rule(USD, "mean month of January to November 2023", "jan_nov_2023 / 11", TO_DATE)
def _monthly_mean_2023(tables: Tables) -> float:
    return _to_date(2023, 11, "turnover_usd_bn", tables) / 11


@rule(USD, "guess at the year 2023 from eleven months", "jan_nov_2023 / 11 x 12", TO_DATE)
def _full_year_guess_2023(tables: Tables) -> float:
    return 12 * _monthly_mean_2023(tables)


@rule(
    PERCENT,
    "how far the guess lies below the year as it came out",
    "100 x (year_2023 - full_year_guess_2023) / year_2023",
    TO_DATE,
    ANNUAL,
)
def _full_year_guess_error_pct(tables: Tables) -> float:
    total = year_total(2023, tables)
    return 100 * (total - _full_year_guess_2023(tables)) / total


_add_years()
_add_changes()
_add_published()
_add_real()


# Trade: ranks -------------------------------------------------------------------------------


def _growths(tables: Tables) -> "pd.Series[float]":
    return _changes(tables, "growth_pct")


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
        add(
            f"best_growth_year_since_{since}",
            "",
            f"year in which trade grew fastest, in per cent, {what}",
            f"year of the {how}",
            partial(_best_year, since),
            ANNUAL,
        )
        add(
            f"best_growth_pct_since_{since}",
            PERCENT,
            f"growth of the year in which trade grew fastest {what}",
            how,
            partial(_best_pct, since),
            ANNUAL,
        )


_add_best()


@rule("", "rank of 2023 by growth in per cent, 1993 to 2023", "1 + years that grew faster", ANNUAL)
def _growth_2023_rank(tables: Tables) -> int:
    return _rank(_growths(tables).loc[:2023], 2023)


@rule("years", "years from 1993 to 2022 that grew faster than 2023", "growth_2023_rank - 1", ANNUAL)
def _faster_years_count(tables: Tables) -> int:
    return _growth_2023_rank(tables) - 1


@rule(
    "",
    "the years since 2000 that grew faster than 2023, in order of time",
    "years 2000 to 2022 whose growth is above growth_2023_pct",
    ANNUAL,
)
def _faster_years_since_2000(tables: Tables) -> str:
    rates = _growths(tables).loc[2000:2022]
    return listed(str(year) for year in rates[rates > _growth(2023, tables)].index)


@rule("", "rank of 2023 by rise in dollars, 1993 to 2023", "1 + years with a larger rise", ANNUAL)
def _rise_2023_rank(tables: Tables) -> int:
    return _rank(_changes(tables, "rise_usd_bn").loc[:2023], 2023)


def _real_rises(tables: Tables) -> "pd.Series[float]":
    levels = pd.Series({year: _real(year, tables) for year in PRICED})
    return levels.diff().dropna()


@rule(
    USD_2023,
    "rise of trade from 2022 to 2023 in dollars of 2023",
    "real_2023 - real_2022",
    ANNUAL,
    "prices",
)
def _real_rise_2023_usd_bn(tables: Tables) -> float:
    return float(_real_rises(tables).loc[2023])


@rule(
    "",
    "rank of 2023 by rise in dollars of 2023, 1993 to 2023",
    "1 + years with a larger rise in dollars of 2023",
    ANNUAL,
    "prices",
)
def _real_rise_2023_rank(tables: Tables) -> int:
    return _rank(_real_rises(tables).loc[:2023], 2023)


@rule("", "rank of 2023 by level, 1992 to 2023", "1 + years with more trade", ANNUAL)
def _level_2023_rank(tables: Tables) -> int:
    return _rank(headline(tables).loc[:2023], 2023)


@rule("", "year with the most trade before 2023", "largest year_… up to 2022", ANNUAL)
def _year_before(tables: Tables) -> int:
    return int(str(headline(tables).loc[:2022].idxmax()))


@rule("", "year with the most trade in current dollars, 1992 to 2025", "largest year_…", ANNUAL)
def _top_year(tables: Tables) -> int:
    return int(str(headline(tables).idxmax()))


@rule(
    "",
    "year with the most trade in dollars of 2023, 1992 to 2024",
    "year of the largest real_…",
    ANNUAL,
    "prices",
)
def _top_year_real(tables: Tables) -> int:
    return max(PRICED, key=lambda year: _real(year, tables))
