"""What the benchmarks share: options, times, tables, and one shape of results.

A benchmark is a script that works alone:

    options = measured.options(__doc__)
    with measured.run(options, "pandas") as samples:
        samples += [Sample("first cell", "the course", "s", times)]

It prints its table, and with ``--json FILE`` keeps the samples and their setting.
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
OURS = "the course"
# The page says of a load above this that others worked beside.
QUIET = 1.0


@dataclass(frozen=True)
class Sample:
    """All values of one thing, measured in one way.

    Samples that share ``what`` stand beside each other: the first is what the others are
    compared with.
    """

    what: str
    by: str
    unit: str
    values: tuple[float, ...]

    @property
    def middle(self) -> float:
        return median(self.values)


def options(doc: str | None, arguments: Sequence[str] | None = None, *more: str) -> Any:
    """Read the options that each benchmark has; ``more`` are switches of its own."""
    asked = argparse.ArgumentParser(description=(doc or "").partition("\n")[0])
    asked.add_argument("--json", type=Path, help="keep the results in this file")
    asked.add_argument("--quick", action="store_true", help="a few rounds, to see that it works")
    for switch in more:
        asked.add_argument(switch, action="store_true")
    return asked.parse_args(arguments)


@contextmanager
def run(chosen: Any, *packages: str) -> Iterator[list[Sample]]:
    """Give a list to fill; then print it as a table, and keep it where ``--json`` says."""
    samples: list[Sample] = []
    setting = _setting(packages, quick=chosen.quick)
    sums, began = _sums(), time.perf_counter()
    yield samples
    setting |= {"took_s": round(time.perf_counter() - began)}
    sums += _sums()
    setting |= {"load_after": _load(), "sum_ms": [rounded(min(sums)), rounded(max(sums))]}
    print(text(samples))
    print(said(setting))
    if chosen.json:
        chosen.json.parent.mkdir(parents=True, exist_ok=True)
        chosen.json.write_text(dumps(setting, samples), "utf-8", newline="\n")


def dumps(setting: dict[str, Any], samples: Iterable[Sample]) -> str:
    """Return results as JSON with a line for each sample."""
    lines = [json.dumps(_row(sample), ensure_ascii=False) for sample in samples]
    made = json.dumps(setting, ensure_ascii=False)
    return f'{{"setting": {made},\n"samples": [\n' + ",\n".join(lines) + "\n]}\n"


def read(path: Path) -> tuple[dict[str, Any], list[Sample]]:
    """Return what `dumps` wrote."""
    held = json.loads(path.read_text("utf-8"))
    return held["setting"], [
        Sample(**{**row, "values": tuple(row["values"])}) for row in held["samples"]
    ]


def _row(sample: Sample) -> dict[str, Any]:
    return asdict(sample) | {"values": [rounded(value) for value in sample.values]}


def rounded(value: float) -> float:
    """Return a number with three digits that count."""
    return float(f"{value:.3g}")


# Times


def seconds(action: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def milliseconds(action: Callable[[], object]) -> float:
    """Return the milliseconds that something takes."""
    return 1000 * seconds(action)


def in_turns(
    actions: dict[str, Callable[[], float]], rounds: int, what: str, unit: str
) -> list[Sample]:
    """Let alternatives take turns; each returns its own value, so that a set-up is not timed."""
    values: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            values[name].append(action())
    return [Sample(what, name, unit, tuple(found)) for name, found in values.items()]


def fresh_kernel() -> tuple[Any, Any]:
    """Return the manager and the client of a kernel that has started beside the lessons."""
    made: tuple[Any, Any] = import_module("jupyter_client.manager").start_new_kernel(
        cwd=str(ROOT / "lessons"), stderr=subprocess.DEVNULL
    )
    return made


def call(*words: str, cwd: Path = ROOT, **environment: str) -> str:
    """Run a program and return what it prints; stop with what it says where it fails."""
    done = subprocess.run(
        words, cwd=cwd, env={**os.environ, **environment},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"{' '.join(words)} failed:\n{(done.stdout + done.stderr)[-2000:]}")
    return done.stdout


# The setting


def _setting(packages: Iterable[str], *, quick: bool) -> dict[str, Any]:
    return {
        "date": date.today().isoformat(),
        "machine": f"{os.cpu_count()} cores ({_processor()}), {platform.system()}",
        "python": platform.python_version(),
        "versions": {name: version(name) for name in packages},
        "load_before": _load(),
        "quick": quick,
    }


def _processor() -> str:
    try:
        found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    except OSError:
        found = None
    return found[1] if found else platform.machine()


def _load() -> float | None:
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def _sums() -> list[float]:
    """Take the same sum 20 times: how far these times differ tells how busy the machine is."""
    return [milliseconds(lambda: sum(range(300_000))) for _ in range(20)]


def said(setting: dict[str, Any]) -> str:
    """Return the setting in sentences."""
    year, month, day = map(int, setting["date"].split("-"))
    versions = [f"Python {setting['python']}"]
    versions += [f"{name} {number}" for name, number in setting["versions"].items()]
    busy = (setting["load_before"] or 0) > QUIET
    loaded = " **Other programs worked beside: trust the ratios, not the times.**" if busy else ""
    quick = " **A quick run, to see that it works: no result.**" if setting["quick"] else ""
    least, most = setting["sum_ms"]
    return (
        f"Measured on {day} {date(year, month, day):%B %Y} in {setting['took_s']} s on "
        f"{setting['machine']}; {', '.join(versions)}. Load at the start "
        f"{setting['load_before']}, at the end {setting['load_after']}; one and the same sum took "
        f"{least:g} to {most:g} ms.{loaded}{quick}"
    )


# Tables

HEADS = ("what", "by", "median", "least – most", "n", "times the first")


def rows(samples: Sequence[Sample]) -> list[tuple[str, ...]]:
    """Return a row of words a sample; the first of those that share ``what`` names it."""
    firsts: dict[str, Sample] = {}
    made = []
    for one in samples:
        first = firsts.setdefault(one.what, one)
        spread = f"{number(min(one.values))} – {number(max(one.values))}"
        ratio = "" if one is first else f"{number(one.middle / first.middle)} ×"
        middle = f"{number(one.middle)} {one.unit}".strip()
        what = one.what if one is first else ""
        made.append((what, one.by, middle, spread, str(len(one.values)), ratio))
    return made


def number(value: float) -> str:
    """Return a number as a table shows it: three digits that count, thousands apart."""
    if abs(value) >= 100 or value == round(value):
        return f"{float(f'{value:.3g}'):,.0f}"
    return f"{value:.3g}"


def text(samples: Sequence[Sample]) -> str:
    """Return a table for a terminal."""
    lines = [HEADS, *rows(samples)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def markdown(samples: Sequence[Sample]) -> str:
    """Return a table for a page."""
    lines = ["| " + " | ".join(cells) + " |" for cells in [HEADS, *rows(samples)]]
    return "\n".join([lines[0], "| --- | --- | ---: | ---: | ---: | ---: |", *lines[1:]])
