"""Lesson 4, over the years: from how many equal partners Russia bought, and to how many it sold."""

from collections.abc import Iterator

import pandas as pd

from wayout import measures
from wayout.charts.beside import IMPLAUSIBLE
from wayout.charts.figure import Chart
from wayout.charts.line_chart import line
from wayout.charts.require import need, need_numbers

TABLE = "russia_partners"
FLOWS = {"imports": "What Russia buys (imports)", "exports": "What Russia sells (exports)"}
ALL, SURER = "all", "surer"
FORKS = 2021
NOTE = "From 2022 on the figures are estimates; “surer” leaves out those that cannot be right."


def equal_partners(partners: pd.DataFrame) -> Chart:
    """Draw how many equal partners would give the Herfindahl index of each year.

    ``partners`` is the table ``russia_partners``. Where rows of it are marked as implausible, a
    second line leaves them out.

    Raises `ChartError` if a column is missing.
    """
    need_numbers(need(partners, "year", "flow", "status"), "usd_bn")
    return line(
        pd.concat(_paths(partners), ignore_index=True),
        x="year",
        y="partners",
        by="counting",
        panels="direction",
        estimate="status",
        title="Russia: as if it had how many equal partners?",
        unit="Number of equal partners with the same Herfindahl index",
        tables=[TABLE],
        note=NOTE,
    )


def _paths(partners: pd.DataFrame) -> Iterator[pd.DataFrame]:
    likely = partners[partners["status"] != IMPLAUSIBLE]
    for flow, words in FLOWS.items():
        for counting, rows in ((ALL, partners), (SURER, likely[likely["year"] >= FORKS])):
            found = measures.concentration_by_year(rows, flow)
            years = found.assign(partners=1 / found["herfindahl"], direction=words)
            yield years.assign(counting=counting)
