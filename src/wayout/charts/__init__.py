"""Charts: each is one call in a lesson, drawn by JupyterLab itself without a network.

This room makes Altair show *every* chart of the notebook that way. A lesson loads it when it draws
its first chart; `widgets.own_chart` sees to a learner's own ``alt.Chart(...)`` before.
"""

from wayout.charts import renderer, theme
from wayout.charts.bar_chart import bars
from wayout.charts.beside import beside_others
from wayout.charts.figure import Chart, Panel
from wayout.charts.hedge_steps import hedges
from wayout.charts.line_chart import line
from wayout.charts.mirror import mirror_shares
from wayout.charts.pairs import pairs
from wayout.charts.part_years import part_year
from wayout.charts.partner_path import equal_partners
from wayout.charts.parts import parts_of_trade
from wayout.charts.points import points
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
