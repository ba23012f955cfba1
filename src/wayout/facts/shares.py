"""How large a partner is: shares, the answers of others, two counts of one trade, slips."""

import re

import pandas as pd

from wayout import measures
from wayout.facts.pick import Tables, row, rows
from wayout.facts.trade import ANNUAL
from wayout.language import day_in_words, listed

PARTNERS = "russia_partners"
TOTALS = "russia_totals"
ANSWERS = "share_estimates"
LIST = "partner_turnover"
MIRROR = "mirror"
SLIPS = "slips"


# Shares -------------------------------------------------------------------------------------


def of_china(tables: Tables, year: int) -> float:
    """Return Russia's share of China's trade, per cent."""
    return measures.share_of_china(tables[ANNUAL], tables["china_totals"], year)


def who_answers(tables: Tables, flow: str, end: str, period: str = "") -> str:
    """Return who gives the lowest or highest answer for 2023, and that it is an estimate."""
    column = {"lowest": "share_pct_low", "highest": "share_pct_high"}[end]
    wanted = {"year": 2023, "flow": flow} | ({"period": period} if period else {})
    frame = rows(tables[ANSWERS], **wanted)
    extreme = frame[column].min() if end == "lowest" else frame[column].max()
    who, when, status = rows(frame, **{column: extreme}).iloc[0][["who", "period", "status"]]
    said = f"{who}, an estimate" if status == "estimate" else str(who)
    return said if when == "whole year" else f"{said} for {when}"


# The list of the largest partners -----------------------------------------------------------


def _first_five(tables: Tables) -> pd.DataFrame:
    return rows(tables[LIST], kind="partner").nlargest(5, "turnover_usd_bn")


def top_five(tables: Tables) -> float:
    """Return trade with the five largest partners together, billion US dollars."""
    return float(_first_five(tables)["turnover_usd_bn"].sum())


def top_five_names(tables: Tables) -> str:
    """Return the names of the five largest partners, largest first."""
    return listed(_first_five(tables)["name"])


# Two counts of one trade --------------------------------------------------------------------


def gap(tables: Tables, end: str, first: int, last: int) -> float:
    """Return the lowest or highest gap of some years: China's total above Russia's, per cent."""
    both = rows(tables[MIRROR], direction="both ways")
    wide = both.pivot(index="year", columns="told_by", values="usd_bn")
    gaps = (100 * (wide["China"] / wide["Russia"] - 1)).dropna().loc[first:last]
    return float(gaps.min() if end == "lowest" else gaps.max())


# What pages print ---------------------------------------------------------------------------


def printed(tables: Tables, slip: int, unit: str) -> float:
    """Return the figure that a page prints in front of a unit, by the number of the slip."""
    text = str(row(tables[SLIPS], number=slip)["printed"])
    found = re.search(rf"([\d.]+) {unit}", text)
    if found is None:
        raise LookupError(f"no figure in {unit} in '{text}'")
    return float(found.group(1))


def page_date(tables: Tables, slip: int) -> str:
    """Return the day of the page, in words, by the number of the slip."""
    return day_in_words(str(row(tables[SLIPS], number=slip)["date"]))
