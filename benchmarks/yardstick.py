"""How long from moving the yardstick's slider until the change is painted, beside a peer.

    python -m pip install -e .[lab,test] matplotlib
    python benchmarks/yardstick.py --out yardstick.svg

Run it with nothing else at work: the last line says how busy the machine was. ``--quick`` takes a
few moves only, to see that all is in place.

The peer is the same thing as most notebooks make it: ``interact`` and a matplotlib picture. Both
stand in one notebook, in one JupyterLab, in one Chromium, and take turns. A time runs from the
moment of the key press or of the pointer's move to the first task after the animation frame that
shows the change; a picture counts once the browser has decoded it. The first moves of each turn
are not counted. matplotlib is no part of the course: it is installed for this comparison only.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from importlib.metadata import PackageNotFoundError, version
from math import ceil, log10
from pathlib import Path
from statistics import median
from typing import Any

PEER = "interact and matplotlib"
NEEDED = {
    "matplotlib": "python -m pip install matplotlib",
    "playwright": "python -m pip install -e .[test]",
    "jupyterlab": "python -m pip install -e .[lab]",
}
NOTEBOOK = "lessons/benchmark.ipynb"
WARM_UP = 3
REST = 250
OURS_CELL = """from wayout import debate, start
start("03")
debate.yardstick("before")"""
PEER_CELL = """%matplotlib inline
import matplotlib.pyplot as plt
from ipywidgets import IntSlider, interact
from wayout.activities.yardstick.judging import side, state, verdicts
from wayout.activities.yardstick.measures import measure
from wayout.activities.yardstick.sources import readings

about = measure("exports")
answers = readings(about.id)

@interact(threshold=IntSlider(value=30, min=0, max=100))
def show(threshold):
    figure, axis = plt.subplots(figsize=(7, 3))
    for place, one in enumerate(answers):
        axis.plot([one.low, one.high], [place, place], "o-")
    axis.set_yticks(range(len(answers)), [side(one, threshold) for one in answers])
    axis.axvline(threshold, color="black")
    axis.set_xlim(0, 100)
    words = ", ".join(f"{one.word}: {one.answer}" for one in verdicts(about, threshold))
    axis.set_title(f"{state(answers, threshold)}; {words}")
    plt.show()"""
PROBE = """() => {
  const painted = () => new Promise(done => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  }));
  window.arm = ({ shown, type }) => {
    const state = () => document.querySelector(shown)?.getAttribute(
      shown.endsWith("img") ? "src" : "style");
    const before = state();
    window.took = new Promise((done, fail) => {
      let start;
      addEventListener(type, event => { start = event.timeStamp; }, { capture: true, once: true });
      const watch = new MutationObserver(async () => {
        const now = state();
        if (start === undefined || !now || now === before) return;
        watch.disconnect();
        const picture = document.querySelector(shown);
        if (picture.decode) await picture.decode();
        done(await painted() - start);
      });
      watch.observe(document.body, { subtree: true, childList: true, attributes: true });
      setTimeout(() => fail("nothing changed within ten seconds"), 10000);
    });
  };
}"""


@dataclass(frozen=True)
class Thing:
    """One of the two: where its slider is, and what shows that it has changed."""

    name: str
    handle: str
    shown: str


THINGS = (
    Thing("yardstick card", "form.wo-yardstick input[type=range]", "form.wo-yardstick"),
    Thing(PEER, ".widget-interact .noUi-handle", ".widget-interact img"),
)
WAYS = ("keyboard", "drag")


@dataclass(frozen=True)
class Row:
    """The times of one thing moved in one way, in milliseconds."""

    thing: str
    way: str
    times: tuple[float, ...]

    def __str__(self) -> str:
        return f"{self.thing}, {self.way}"

    @property
    def p50(self) -> float:
        return median(self.times)

    @property
    def p95(self) -> float:
        return sorted(self.times)[ceil(0.95 * len(self.times)) - 1]


# The notebook, the Lab and the browser


@contextmanager
def open_notebook() -> Iterator[Any]:
    """Open a notebook with both things in it, run, in a Lab of its own."""
    course = Path(__file__).parents[1]
    sys.path[:0] = [str(course / at) for at in ("tests/browser", "tests", ".")]
    from lab import CHROMIUM, FLAGS, opened, running_lab
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        sys.exit(f"There is no Chromium at {CHROMIUM}: install the package chromium.")
    with (
        tempfile.TemporaryDirectory() as folder,
        running_lab(Path(folder)) as lab,
        sync_playwright() as library,
    ):
        prepare(lab.folder / NOTEBOOK, lab.work)
        browser = library.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with opened(browser, lab, NOTEBOOK) as notebook:
            notebook.run_all()
            notebook.page.evaluate(PROBE)
            yield notebook
        print(f"Chromium {browser.version}, {made_with()}.")
        browser.close()


def prepare(path: Path, work: Path) -> None:
    """Write the notebook, and a choice saved before, so that the card shows its result."""
    import nbformat

    from wayout.activities.yardstick.choice import Yardstick
    from wayout.work.workfile import WorkFile

    Yardstick("04", WorkFile(work)).save("before", "exports", 30, "for this measurement only")
    cells = [nbformat.v4.new_code_cell(cell) for cell in (OURS_CELL, PEER_CELL)]
    kernel = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


def busy() -> str:
    """Return how many programs waited for a processor in the last minute, where that is known."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} processors{load}"


def made_with() -> str:
    names = ("jupyterlab", "ipywidgets", "matplotlib")
    packages = ", ".join(f"{name} {version(name)}" for name in names)
    return f"Python {platform.python_version()}, {packages}"


# Measuring


def measure(page: Any, thing: Thing, way: str, count: int) -> list[float]:
    """Move one slider ``count`` times, and some more before; return the times that count."""
    handle = page.locator(thing.handle).locator("visible=true").first
    handle.scroll_into_view_if_needed()
    moves = by_key if way == "keyboard" else by_pointer
    times = [timed(page, thing, *move) for move in moves(page, handle, count + WARM_UP)]
    return times[WARM_UP:]


def timed(page: Any, thing: Thing, kind: str, move: Callable[[], None]) -> float:
    page.evaluate("arm", {"shown": thing.shown, "type": kind})
    move()
    took = float(page.evaluate("() => window.took"))
    page.wait_for_timeout(REST)  # Python hears of it afterwards, and must not disturb the next
    return took


def by_key(page: Any, handle: Any, count: int) -> Iterator[tuple[str, Callable[[], None]]]:
    handle.focus()
    for number in range(count):
        key = "ArrowRight" if number // 20 % 2 == 0 else "ArrowLeft"
        yield "keydown", lambda key=key: page.keyboard.press(key)


def by_pointer(page: Any, handle: Any, count: int) -> Iterator[tuple[str, Callable[[], None]]]:
    """Hold the handle and pull it to and fro, two steps of the slider at a time."""
    box = handle.bounding_box()
    # A slider of the browser's own holds its handle inside and says in numbers where it is.
    part = handle.evaluate("it => it.max ? (it.value - it.min) / (it.max - it.min) : 0.5")
    pull = 0.02 * handle.evaluate("it => (it.closest('.noUi-target') ?? it).clientWidth")
    x, y = box["x"] + box["width"] * part, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for number in range(count):
        x += pull if number // 10 % 2 == 0 else -pull
        yield "pointermove", lambda x=x: page.mouse.move(x, y)
    page.mouse.up()
    page.wait_for_timeout(REST)


def take_turns(page: Any, count: int, rounds: int) -> list[Row]:
    found: dict[tuple[str, str], list[float]] = {}
    for _ in range(rounds):
        for way in WAYS:
            for thing in THINGS:
                times = measure(page, thing, way, count)
                found.setdefault((thing.name, way), []).extend(times)
    return [Row(name, way, tuple(times)) for (name, way), times in found.items()]


# Showing


def table(rows: Sequence[Row]) -> str:
    lines = [("what moves", "n", "p50", "p95", "slowest")] + [
        (str(row), str(len(row.times)), ms(row.p50), ms(row.p95), ms(max(row.times)))
        for row in rows
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def ms(time: float) -> str:
    return f"{time:.1f} ms" if time < 100 else f"{time:.0f} ms"


WIDTH, LEFT, RIGHT, TOP, STRIP, BOTTOM = 860, 250, 30, 40, 58, 50
LOWEST, HIGHEST = 1.0, 3000.0
TICKS = (1, 3, 10, 30, 100, 300, 1000, 3000)
GOAL = 50
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #222 } .rule { stroke: #ddd }
.goal { stroke: #222; stroke-dasharray: 4 4 } .ground { fill: #fff } .dot { fill-opacity: 0.45 }
.ours { fill: #0072B2 } .peer { fill: #D55E00 } .p95 { stroke: #222; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
  text { fill: #ddd } .rule { stroke: #444 } .ground { fill: #111 }
  .goal, .p95 { stroke: #ddd } .ours { fill: #56B4E9 } .peer { fill: #E69F00 }
}
"""


def picture(rows: Sequence[Row]) -> str:
    """Return an SVG with a strip of dots a row; times on a logarithmic scale."""
    high = TOP + STRIP * len(rows) + BOTTOM
    strips = "".join(strip(row, TOP + STRIP * place) for place, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high}" role="img"'
        f' aria-labelledby="title desc"><title id="title">From slider to paint, in milliseconds'
        f'</title><desc id="desc">{escape(described(rows))}</desc><style>{STYLE}</style>'
        f'<rect class="ground" width="{WIDTH}" height="{high}"/>{scale(high)}{strips}</svg>\n'
    )


def described(rows: Sequence[Row]) -> str:
    """Return the picture in words."""
    return " ".join(
        f"{row}: half within {ms(row.p50)}, 95 of 100 within {ms(row.p95)}." for row in rows
    )


def across(time: float) -> float:
    share = log10(max(time, LOWEST) / LOWEST) / log10(HIGHEST / LOWEST)
    return LEFT + (WIDTH - LEFT - RIGHT) * min(share, 1)


def scale(high: int) -> str:
    end = high - BOTTOM
    rules = "".join(
        f'<line class="rule" x1="{across(tick):.1f}" x2="{across(tick):.1f}" y1="{TOP}"'
        f' y2="{end}"/><text x="{across(tick):.1f}" y="{end + 18}" text-anchor="middle">{tick}'
        "</text>"
        for tick in TICKS
    )
    x = across(GOAL)
    return (
        f'{rules}<line class="goal" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 8}" y2="{end}"/>'
        f'<text x="{x:.1f}" y="{TOP - 14}" text-anchor="middle">goal: {GOAL} ms</text>'
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{high - 10}" text-anchor="middle">'
        "milliseconds from moving the slider to the painted change</text>"
    )


def strip(row: Row, top: int) -> str:
    kind = "peer" if row.thing == PEER else "ours"
    middle = top + STRIP / 2
    dots = "".join(
        f'<circle class="dot {kind}" cx="{across(time):.1f}" cy="{middle + place % 5 * 3 - 6:.1f}"'
        ' r="3.5"/>'
        for place, time in enumerate(row.times)
    )
    x = across(row.p95)
    return (
        f'<text x="0" y="{middle - 2}">{escape(str(row))}</text>'
        f'<text x="0" y="{middle + 15}">p50 {ms(row.p50)}, p95 {ms(row.p95)}</text>{dots}'
        f'<line class="p95" x1="{x:.1f}" x2="{x:.1f}" y1="{top + 10}" y2="{top + STRIP - 10}"/>'
    )


def check_packages() -> None:
    for name, command in NEEDED.items():
        try:
            version(name)
        except PackageNotFoundError:
            sys.exit(f"{name} is not installed: {command} brings it.")


def main(arguments: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser(description="Time the yardstick's slider beside a peer.")
    options.add_argument("--out", type=Path, help="write the plot here, as SVG")
    options.add_argument("--quick", action="store_true", help="a few moves, one round")
    chosen = options.parse_args(arguments)
    check_packages()
    if chosen.out:  # now, and not after minutes of measuring
        chosen.out.parent.mkdir(parents=True, exist_ok=True)
        chosen.out.touch()
    before = busy()
    with open_notebook() as notebook:
        count, rounds = (4, 1) if chosen.quick else (24, 2)
        rows = take_turns(notebook.page, count, rounds)
    print(f"Time from moving the slider to the painted change.\n\n{table(rows)}")
    print(f"\nThe machine before: {before}; after: {busy()}.")
    if chosen.out:
        chosen.out.write_text(picture(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
