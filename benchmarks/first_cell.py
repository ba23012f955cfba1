"""How long the first cell of a lesson takes, beside a cell that imports pandas and no more.

    python start.py run python benchmarks/first_cell.py

Each cell runs in a fresh kernel, and a time runs from its request to the kernel's word that it is
idle again; the start of the kernel stands apart. Cells take turns, after one round that is not
counted. The first chart of a lesson brings Altair in, so it stands beside ``import altair``; and
lesson 5 runs once more as it did before charts and maps waited until they are used.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import measured
from measured import ROOT, Sample, seconds

ROUNDS, LIMIT = 6, 120
LESSONS = {"02": "maps", "05": "charts", "10": "boards"}
PANDAS = "import pandas"
AT_ONCE = "\ncharts.Chart, maps.Map"
CHART = 'charts.parts_of_trade(load("partner_turnover"))'


def main() -> None:
    options = measured.options(__doc__)
    with (
        measured.run(options, "pandas", "altair", "folium", "ipykernel", "anywidget") as samples,
        tempfile.TemporaryDirectory() as folder,
    ):
        os.environ["WAYOUT_WORK"] = str(Path(folder) / "my_work.json")
        rounds = [_round() for _ in range((1 if options.quick else ROUNDS) + 1)][1:]
        for what, by in rounds[0]:
            times = tuple(each[what, by] for each in rounds)
            samples.append(Sample(what, by, "s", times))


def _round() -> dict[tuple[str, str], float]:
    times = {}
    with kernel() as (run, started):
        times["start of a kernel", "ipykernel"] = started
        times["first cell", PANDAS] = run(PANDAS)
    for number, shows in LESSONS.items():
        with kernel() as (run, _):
            times["first cell", f"lesson {int(number)}, with {shows}"] = run(first_cell(number))
            if shows == "charts":
                chart = run(CHART), run(CHART)
    with kernel() as (run, _):
        times["first cell", "lesson 5, all loaded at once"] = run(first_cell("05") + AT_ONCE)
    with kernel() as (run, _):
        run(PANDAS)
        times["first chart", "import altair, after pandas"] = run("import altair")
    times["first chart", "lesson 5, the first"] = chart[0]
    times["first chart", "lesson 5, the same again"] = chart[1]
    return times


def first_cell(number: str) -> str:
    """Return the first code cell of a lesson."""
    import nbformat

    path = next((ROOT / "lessons").glob(f"{number}_*.ipynb"))
    cells = nbformat.read(path, as_version=4).cells
    return next(str(cell.source) for cell in cells if cell.cell_type == "code")


@contextmanager
def kernel() -> Iterator[tuple[Any, float]]:
    """Start a kernel beside the lessons; give what runs a cell, and the seconds of the start."""
    made: list[Any] = []
    took = seconds(lambda: made.extend(measured.fresh_kernel()))
    manager, client = made

    def run(cell: str) -> float:
        said: list[Any] = []
        time = seconds(
            lambda: said.append(
                client.execute_interactive(cell, timeout=LIMIT, output_hook=lambda _: None)
            )
        )
        assert said[0]["content"]["status"] == "ok", said[0]["content"]
        return time

    try:
        yield run, took
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main()
