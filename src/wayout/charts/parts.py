"""Russia's trade by part of the world, with China and Türkiye taken out of theirs."""

import pandas as pd

from wayout.charts.bar_chart import bars
from wayout.charts.columns import need
from wayout.charts.figure import Chart
from wayout.facts.pick import one

TABLE = "partner_turnover"
# What is taken out of which region, and what is then left of it.
OUT = {
    "Asia": ("China", "Rest of Asia"),
    "Middle East": ("Türkiye", "Middle East without Türkiye"),
}
NOTE = (
    "The list gives whole per cents for regions, so what is left of a region may be half a "
    "per cent more or less. Its Asia leaves out the Middle East and the neighbouring countries."
)


def parts_of_trade(listed: pd.DataFrame) -> Chart:
    """Draw the parts of Russia's trade in 2023, the largest first.

    Parameters
    ----------
    listed
        The table ``partner_turnover``.

    Raises
    ------
    ChartError
        If a column is missing.
    """
    need(listed, "kind", "name", "turnover_usd_bn", "share_pct")
    return bars(
        parts(listed),
        x="part",
        y="share_pct",
        title="Parts of Russia's trade in 2023",
        unit="Per cent of all goods sold and bought",
        tables=[TABLE],
        estimate="status",
        note=NOTE,
    )


def parts(listed: pd.DataFrame) -> pd.DataFrame:
    """Return ``part``, ``share_pct`` and ``status``, the largest part first."""
    regions = listed[listed["kind"] == "region"]
    found = [row for region in regions["name"] for row in _split(listed, region)]
    frame = pd.DataFrame(found, columns=["part", "share_pct", "status"])
    return frame.round(1).sort_values("share_pct", ascending=False, ignore_index=True)


def _split(listed: pd.DataFrame, region: str) -> list[tuple[str, float, str]]:
    whole = one(listed, "share_pct", kind="region", name=region)
    if region not in OUT:
        return [(region, whole, "reported")]
    partner, rest = OUT[region]
    taken = share(listed, partner)
    return [(partner, taken, "computed"), (rest, whole - taken, "computed")]


def share(listed: pd.DataFrame, partner: str) -> float:
    """Return a partner's share of the total of the list, in per cent."""
    part = one(listed, "turnover_usd_bn", kind="partner", name=partner)
    return 100 * part / one(listed, "turnover_usd_bn", kind="total")
