"""Charts: each is one call in a lesson, drawn by JupyterLab itself without a network.

A name is imported when it is first used, so that the first cell of a lesson does not wait for
Altair. From then on Altair shows *every* chart of the notebook that way; `widgets.own_chart`
sees to a learner's own ``alt.Chart(...)`` before.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wayout.charts.bar_chart import bars
    from wayout.charts.beside import beside_others
    from wayout.charts.figure import Chart, Panel
    from wayout.charts.hedge_steps import hedges
    from wayout.charts.line_chart import line
    from wayout.charts.mirror import mirror_shares
    from wayout.charts.pair_chart import pairs
    from wayout.charts.part_years import part_year
    from wayout.charts.partner_path import equal_partners
    from wayout.charts.parts import parts_of_trade
    from wayout.charts.point_chart import points
    from wayout.charts.require import ChartError
    from wayout.charts.time_line import Timeline, timeline
    from wayout.charts.vote_distance import vote_distances
    from wayout.charts.year_growth import growth
    from wayout.charts.year_totals import totals

__all__ = [
    "Chart",
    "ChartError",
    "Panel",
    "Timeline",
    "bars",
    "beside_others",
    "equal_partners",
    "growth",
    "hedges",
    "line",
    "mirror_shares",
    "pairs",
    "part_year",
    "parts_of_trade",
    "points",
    "timeline",
    "totals",
    "vote_distances",
]


def __getattr__(name: str) -> Any:
    """Import what lessons draw on first use."""
    if name not in __all__:
        raise AttributeError(f"wayout.charts has no '{name}'. It offers: {', '.join(__all__)}.")
    names = import_module("wayout.charts.names")
    globals().update({each: getattr(names, each) for each in __all__})
    return globals()[name]


def __dir__() -> list[str]:
    return __all__
