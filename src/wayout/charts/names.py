"""All that lessons draw, imported at once: this is where Altair comes in."""

from wayout.charts import renderer, theme
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

theme.theme()
renderer.enable()
