"""What the charts of lesson 3 share: the one total a year, and the essay's figure."""

from calendar import month_abbr

import pandas as pd

from wayout import measures
from wayout.charts.layers import Words
from wayout.charts.require import ChartError, need, need_numbers, need_one_each
from wayout.language import exact, period

ANNUAL = "china_russia_annual"
TO_DATE = "china_russia_to_date"
TABLES = (ANNUAL, TO_DATE)
COUNTED = "exports plus imports of goods, China's count"
# The months that the essay's figure covers: the first eleven of 2023.
ESSAY = (2023, 11)


def headline(annual: pd.DataFrame) -> pd.DataFrame:
    """Return the one total a year that the course draws: ``year``, ``usd_bn``, ``status``."""
    need_numbers(need(annual, "headline", "year", "status"), "usd_bn")
    chosen = annual[annual["headline"].astype(bool)]
    if chosen.empty:
        raise ChartError("No row is marked as headline: pass load('china_russia_annual') uncut.")
    return measures.headline(need_one_each(chosen, "year"))


def essay_figure(to_date: pd.DataFrame) -> float:
    """Return the turnover of the essay's months, in billion US dollars."""
    need_numbers(need(to_date, "month", "year", "status"), "turnover_usd_bn")
    rows = measures.months(to_date, *ESSAY)
    if rows.empty:
        raise ChartError(f"No row covers {period(*ESSAY)}: pass a table that holds these months.")
    return float(rows["turnover_usd_bn"].iloc[0])


def essay_words(value: float) -> tuple[Words, Words]:
    """Return what stands at the essay's mark, figure and months, each long and short.

    The essay gives the figure cut after one decimal; here it stands as it was published.
    """
    said = exact(value)
    return (
        (f"The figure behind the essay: {said}", "Behind the essay:"),
        (period(*ESSAY), f"{said}, {month_abbr[1]} to {month_abbr[ESSAY[1]]}"),
    )
