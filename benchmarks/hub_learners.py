"""What a learner costs on a JupyterHub: memory of a server with one lesson open, and CPU.

    python start.py test -m slow --co -q                   # once: installs JupyterHub
    python start.py run python benchmarks/hub_learners.py  # three learners; about a minute

With `--more 9` there are nine learners, to see that it grows evenly.

Learners come one after the other, and each runs the whole of lesson 5, the one with most charts.
Memory is PSS: what processes share is divided among them, so that the rows may be added. CPU is
what the server used until it answered, and what the lesson took. Linux only.
"""

import os
import re
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from statistics import median

HERE = Path(__file__).parents[1]
sys.path[:0] = [str(HERE / "tests"), str(HERE)]

from hub import Hub, Learner, running_hub  # noqa: E402  the tests' own, found by the line above

LESSON = "lessons/05_other_doors.ipynb"
PROC = Path("/proc")


def pss(pids: list[int]) -> float:
    """Return the memory of processes, in MB."""
    texts = [(PROC / str(pid) / "smaps_rollup").read_text("utf-8") for pid in pids]
    return sum(int(re.findall(r"(?m)^Pss:\s+(\d+)", text)[0]) for text in texts) / 1024


def seconds(pids: list[int]) -> float:
    """Return the CPU seconds that processes have used."""
    ticks = sum(int(ticks) for pid in pids for ticks in _fields(PROC / str(pid))[11:13])
    return ticks / os.sysconf("SC_CLK_TCK")


def those_of(hub: Hub, name: str = "") -> list[int]:
    """Return a learner's server and its kernels; without a name, the hub and what serves all."""
    found, parents = [hub.process.pid], {}
    for place in PROC.glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            parents[int(place.name)] = int(_fields(place)[1])
    for pid in found:
        found += sorted(child for child, parent in parents.items() if parent == pid)
    return [pid for pid in found if _owner(pid) == name]


def _fields(place: Path) -> list[str]:
    # After the name of the program, which may hold anything: state, parent, …, user, system.
    return (place / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()


def _owner(pid: int) -> str:
    text = (PROC / str(pid) / "environ").read_bytes().decode("utf-8", "replace")
    return "".join(re.findall(r"(?:^|\0)JUPYTERHUB_USER=([^\0]*)", text))


def comes_and_learns(hub: Hub, name: str) -> tuple[float, float, float, float]:
    """Return the CPU seconds of a start and of a lesson, the MB of the server and of the kernel."""
    learner = Learner(hub, name)
    learner.comes()
    learner.waits()
    start = seconds(those_of(hub, name))
    learner.pulls()
    with learner.kernel(LESSON) as kernel:
        for cell in learner.reads(LESSON).cells:
            if cell.cell_type == "code":
                kernel.runs(cell.source)
        server, *kernels = those_of(hub, name)
        return start, seconds(kernels), pss([server]), pss(kernels)


def main(words: list[str]) -> None:
    """Print a table."""
    people = int(words[1]) if words[:1] == ["--more"] else 3
    with tempfile.TemporaryDirectory() as folder, running_hub(Path(folder)) as hub:
        rows = [comes_and_learns(hub, f"learner{number}") for number in range(people)]
        print(f"the hub, its proxy and the culler: {pss(those_of(hub)):.0f} MB")
    print("learner  start, CPU s  lesson, CPU s  server, MB  kernel, MB")
    for number, row in enumerate(rows):
        print(f"{number:7}  {row[0]:12.1f}  {row[1]:13.1f}  {row[2]:10.0f}  {row[3]:10.0f}")
    middle = [median(column) for column in zip(*rows, strict=True)]
    print(
        f"{'median':>7}  {middle[0]:12.1f}  {middle[1]:13.1f}  {middle[2]:10.0f}  {middle[3]:10.0f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
