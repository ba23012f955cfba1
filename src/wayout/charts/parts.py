"""Russia's trade by part of the world, with China and Türkiye taken out of theirs."""

import pandas as pd

from wayout import measures
from wayout.charts.bar_chart import bars
from wayout.charts.figure import Chart
from wayout.charts.require import need

TABLE = "partner_turnover"
NOTE = (
    "The list gives whole per cents for regions, so what is left of a region may be half a "
    "per cent more or less. Its Asia leaves out the Middle East and the neighbouring countries."
)


def parts_of_trade(listed: pd.DataFrame) -> Chart:
    """Draw the parts of Russia's trade in 2023, the largest first.

    ``listed`` is the table ``partner_turnover``.

    Raises `ChartError` if a column is missing, and `CourseError` if the list has no row, or
    several, for China, Türkiye, a region or the total.
    """
    need(listed, "kind", "name", "turnover_usd_bn", "share_pct")
    frame = measures.parts_of_trade(listed)[["part", "share_pct", "status"]]
    return bars(
        frame.round(1),
        x="part",
        y="share_pct",
        title="Parts of Russia's trade in 2023",
        unit="Per cent of all goods sold and bought",
        tables=[TABLE],
        estimate="status",
        note=NOTE,
    )
