"""How long from moving the yardstick's slider until the change is painted, beside its peers.

    python -m pip install -e .[lab,test] ipyleaflet matplotlib plotly
    python benchmarks/yardstick.py

``--quick`` takes a few moves only, to see that all is in place.

The peers are the same thing as most notebooks make it: ``interact`` and a matplotlib picture; a
slider and a FigureWidget of plotly; a slider and marks on an empty map of ipyleaflet; a slider and
words in HTML, all plain ipywidgets. All stand in one notebook, in one JupyterLab, in one Chromium,
and take turns. A time runs from the moment of the key press or of the pointer's move to the first
task after the animation frame that shows the change; a picture counts once the browser has decoded
it. The first moves of each turn are not counted. ipyleaflet, matplotlib and plotly are no part of
the course: they are installed for this comparison only.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import measured
from measured import OURS, Sample

NEEDED = {
    "ipyleaflet": "python -m pip install ipyleaflet",
    "matplotlib": "python -m pip install matplotlib",
    "plotly": "python -m pip install plotly",
    "playwright": "python -m pip install -e .[test]",
    "jupyterlab": "python -m pip install -e .[lab]",
}
NOTEBOOK = "lessons/benchmark.ipynb"
WARM_UP = 3
REST = 250
OURS_CELL = """from wayout import debate, start
start("03")
debate.yardstick("before")"""
SHARED_CELL = """import ipywidgets as plain
from wayout.activities.yardstick.judging import side, state, verdicts
from wayout.activities.yardstick.measures import measure
from wayout.activities.yardstick.sources import readings

about = measure("exports")
answers = readings(about.id)

def words(threshold):
    said = ", ".join(f"{one.word}: {one.answer}" for one in verdicts(about, threshold))
    return f"{threshold}: {state(answers, threshold)}; {said}"

def box(name, change, *shown):
    slider = plain.IntSlider(value=30, min=0, max=100)
    slider.observe(lambda moved: change(moved.new), "value")
    made = plain.VBox([slider, *shown])
    made.add_class(name)
    return made"""
MATPLOTLIB_CELL = """%matplotlib inline
import matplotlib.pyplot as plt
from ipywidgets import IntSlider, interact

@interact(threshold=IntSlider(value=30, min=0, max=100))
def show(threshold):
    figure, axis = plt.subplots(figsize=(7, 3))
    for place, one in enumerate(answers):
        axis.plot([one.low, one.high], [place, place], "o-")
    axis.set_yticks(range(len(answers)), [side(one, threshold) for one in answers])
    axis.axvline(threshold, color="black")
    axis.set_xlim(0, 100)
    axis.set_title(words(threshold))
    plt.show()"""
PLOTLY_CELL = """import plotly.graph_objects as go
lines = [go.Scatter(x=[one.low, one.high], y=[n, n]) for n, one in enumerate(answers)]
figure = go.FigureWidget(lines, {"width": 700, "height": 300, "xaxis": {"range": [0, 100]}})
figure.add_vline(x=30)

def change(threshold):
    sides = [side(one, threshold) for one in answers]
    with figure.batch_update():
        figure.layout.shapes[0].x0 = figure.layout.shapes[0].x1 = threshold
        figure.layout.yaxis.tickvals = [*range(len(sides))]
        figure.layout.yaxis.ticktext = sides
        figure.layout.title.text = words(threshold)

change(30)
box("peer-plotly", change, figure)"""
LEAFLET_CELL = """from ipyleaflet import CircleMarker, Map
mark = CircleMarker(location=(0, 30), radius=8, color="black")
spots = [CircleMarker(location=(4 * n + 4, one.low), radius=6) for n, one in enumerate(answers)]

def change(threshold):
    mark.location = (0, threshold)
    for spot, one in zip(spots, answers):
        spot.color = "green" if side(one, threshold) == side(answers[0], threshold) else "red"

box("peer-leaflet", change, Map(center=(10, 50), zoom=3, layers=[mark, *spots]))"""
PLAIN_CELL = """text = plain.HTML(words(30))

def change(threshold):
    sides = "".join(f"<li>{side(one, threshold)}</li>" for one in answers)
    text.value = f"<p>{words(threshold)}</p><ul>{sides}</ul>"

box("peer-plain", change, text)"""
CELLS = (OURS_CELL, SHARED_CELL, MATPLOTLIB_CELL, PLOTLY_CELL, LEAFLET_CELL, PLAIN_CELL)
PROBE = """() => {
  const painted = () => new Promise(done => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  }));
  window.arm = ({ shown, type }) => {
    const state = () => {
      const it = document.querySelector(shown);
      const says = { FORM: "style", path: "d", IMG: "src" }[it?.tagName];
      return says ? it.getAttribute(says) : it?.textContent;
    };
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
      watch.observe(document.body,
        { subtree: true, childList: true, attributes: true, characterData: true });
      setTimeout(() => fail("nothing changed within ten seconds"), 10000);
    });
  };
}"""


@dataclass(frozen=True)
class Thing:
    """One of those compared: where its slider is, and what shows that it has changed."""

    name: str
    handle: str
    shown: str


THINGS = (
    Thing(OURS, "form.wo-yardstick input[type=range]", "form.wo-yardstick"),
    Thing("plain ipywidgets", ".peer-plain .noUi-handle", ".peer-plain .widget-html-content"),
    Thing("plotly", ".peer-plotly .noUi-handle", ".peer-plotly .gtitle"),
    Thing("ipyleaflet", ".peer-leaflet .noUi-handle", ".peer-leaflet path.leaflet-interactive"),
    Thing("interact and matplotlib", ".widget-interact .noUi-handle", ".widget-interact img"),
)
WAYS = ("keyboard", "drag")


# The notebook, the Lab and the browser


@contextmanager
def open_notebook() -> Iterator[Any]:
    """Open a notebook with all of them in it, run, in a Lab of its own."""
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
        print(f"Chromium {browser.version}.")
        browser.close()


def prepare(path: Path, work: Path) -> None:
    """Write the notebook, and a choice saved before, so that the card shows its result."""
    import nbformat

    from wayout.activities.yardstick.choice import Yardstick
    from wayout.work.workfile import WorkFile

    Yardstick("04", WorkFile(work)).save("before", "exports", 30, "for this measurement only")
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    kernel = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


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


def take_turns(page: Any, count: int, rounds: int) -> list[Sample]:
    found: dict[tuple[str, str], list[float]] = {}
    for _ in range(rounds):
        for way in WAYS:
            for thing in THINGS:
                times = measure(page, thing, way, count)
                found.setdefault((way, thing.name), []).extend(times)
    return [Sample(way, name, "ms", tuple(times)) for (way, name), times in found.items()]


def check_packages() -> None:
    for name, command in NEEDED.items():
        try:
            version(name)
        except PackageNotFoundError:
            sys.exit(f"{name} is not installed: {command} brings it.")


def main() -> None:
    options = measured.options(__doc__)
    check_packages()
    with measured.run(options, *NEEDED, "ipywidgets") as samples, open_notebook() as notebook:
        count, rounds = (4, 1) if options.quick else (12, 2)
        samples += take_turns(notebook.page, count, rounds)


if __name__ == "__main__":
    main()
