"""How long nbval takes for every notebook, beside starting as many kernels that run nothing.

    python start.py run python benchmarks/suite.py

One after the other, without helpers: all lessons, exercises and solutions as pytest runs them,
then a kernel started and ended for each of them. What lies between the two is what the notebooks
do and what nbval and pytest add.
"""

import os
import sys
import tempfile
from pathlib import Path

import measured
from measured import ROOT, Sample, seconds

ROOMS = ("lessons", "exercises", "solutions")


def main() -> None:
    options = measured.options(__doc__)
    found = sorted(path for room in ROOMS for path in (ROOT / room).glob("*.ipynb"))
    notebooks = found[:1] if options.quick else found
    what = f"{len(notebooks)} notebooks"
    with measured.run(options, "nbval", "pytest", "ipykernel", "jupyter_client") as samples:
        bare = seconds(lambda: [_kernel() for _ in notebooks])
        samples += [
            Sample(what, "kernels that run nothing", "s", (bare,)),
            Sample(what, "the course, every cell, under nbval", "s", (_whole(notebooks),)),
        ]


def _kernel() -> None:
    manager, client = measured.fresh_kernel()
    client.stop_channels()
    manager.shutdown_kernel()


def _whole(notebooks: list[Path]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WAYOUT_WORK"] = str(Path(folder) / "my_work.json")
        words = ["-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *map(str, notebooks)]
        return seconds(lambda: measured.call(sys.executable, *words))


if __name__ == "__main__":
    main()
