"""Charts: each is one call in a lesson, drawn by JupyterLab itself without a network.

Importing this room makes Altair show *every* chart of the notebook that way, so that a
learner's own ``alt.Chart(...)`` needs nothing else.
"""

from wayout.charts import renderer, theme
from wayout.charts.bar_chart import bars
from wayout.charts.columns import ChartError
from wayout.charts.figure import Chart, Panel
from wayout.charts.line_chart import line
from wayout.charts.part_years import part_year
from wayout.charts.time_line import Timeline, timeline
from wayout.charts.year_growth import growth
from wayout.charts.year_totals import totals

__all__ = [
    "Chart",
    "ChartError",
    "Panel",
    "Timeline",
    "bars",
    "growth",
    "line",
    "part_year",
    "timeline",
    "totals",
]

theme.theme()
renderer.enable()
