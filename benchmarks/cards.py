"""What each card costs: widget models, time in the kernel, and time from a press to the paint.

    python start.py run python benchmarks/cards.py            # all of it
    python start.py run python benchmarks/cards.py --kernel   # without a browser

Models are counted beside what a card of the five-lesson course was made of, before it stood on the
one form.
"""

import gc
import os
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import measured
from measured import OURS, Sample, milliseconds

ROUNDS = 15
PRESSES = 40
# Models of a card, as counted before.
BEFORE = {"dial": 37, "sorter": 97, "fact_desk": 230, "yardstick": 52}
TESTS = Path(__file__).parents[1] / "tests"
PATH = "lessons/benchmark.ipynb"
CELLS = ('from wayout import debate, start\nstart("04")', "debate.yardstick('before')",
         "debate.sorter()", "debate.fact_desk('s01')", "debate.bench('s09')")  # fmt: skip
# Waits for a change below an element, then for the frame that paints it.
PROBE = """() => {
  const painted = () => new Promise(done => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  }));
  window.arm = ([selector, type]) => {
    window.took = new Promise((done, fail) => {
      let start;
      addEventListener(type, event => { start = event.timeStamp; }, { capture: true, once: true });
      const watch = new MutationObserver(async () => {
        if (start === undefined) return;
        watch.disconnect();
        done(await painted() - start);
      });
      watch.observe(document.querySelector(selector),
        { subtree: true, childList: true, characterData: true, attributes: true });
      setTimeout(() => fail("nothing changed within ten seconds"), 10000);
    });
  };
}"""


def main() -> None:
    options = measured.options(__doc__, None, "--kernel")
    rounds, presses = (2, 4) if options.quick else (ROUNDS, PRESSES)
    with measured.run(options, "anywidget", "ipywidgets") as samples, _work_file() as work:
        samples += _kernel(rounds)
        if not options.kernel:
            samples += _browser(work, presses)


@contextmanager
def _work_file() -> Iterator[Path]:
    """Keep answers of the tests' own in a file, so that each card has something to show."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "my_work.json"
        path.write_bytes((TESTS / "kept" / "my_work.json").read_bytes())
        os.environ["WAYOUT_WORK"] = str(path)
        sys.path[:0] = [str(TESTS)]
        _answer()
        _draw_the_essays_map(path)
        yield path


def _answer() -> None:
    """Give each card of the register an answer, as its test does."""
    from faces import ASKED, Hand
    from wayout.activities import maker
    from wayout.work import session
    from wayout.work.activity import AnswerError

    session.begin("02")
    held = tomllib.loads((TESTS / "activities" / "test_register.toml").read_text("utf-8"))
    for name in (*held["pressed"], "build", "match"):
        hand = Hand(maker(name)(*ASKED.get(name, ())))
        slots = {f"slot-{n}": "0" for n, _ in enumerate(hand.sees().get("options", ()))}
        for button, value, fields in held["pressed"].get(name, [("check", "", slots)]):
            with suppress(AnswerError):  # the file has an answer already
                hand.press(button, value, **fields)


def _draw_the_essays_map(path: Path) -> None:
    """Put the whole map of the essay on the bench: no learner's is larger soon."""
    from wayout.activities.bench.bench import Bench, ours
    from wayout.activities.bench.files import changes_of
    from wayout.work.workfile import WorkFile

    Bench("06", WorkFile(path)).put(*changes_of(ours()))


def _kernel(rounds: int) -> Iterator[Sample]:
    from faces import ASKED
    from wayout.activities import cards

    counted = {}
    for name in cards():
        counted[name], times = _made(name, ASKED.get(name, ()), rounds)
        yield Sample(f"make {name}", OURS, "ms", tuple(times))
    yield Sample("models of a card", OURS, "", (*counted.values(),))
    for name, before in BEFORE.items():
        yield Sample(f"models of {name}", OURS, "", (counted[name],))
        yield Sample(f"models of {name}", "before the one form", "", (before,))


def _made(name: str, words: tuple[Any, ...], rounds: int) -> tuple[int, list[float]]:
    """Return how many models a card is, and how long it took to make and draw it each time."""
    from ipywidgets.widgets.widget import _instances

    from wayout import widgets as debate
    from wayout.widgets.form import Form

    times, models = [], 0
    for _ in range(rounds):
        before = set(_instances)
        gc.collect()
        made: list[Any] = []

        def make(made: list[Any] = made) -> None:
            made.append(getattr(debate, name)(*words))
            made[0].still() if isinstance(made[0], Form) else made[0]._repr_html_()

        times.append(milliseconds(make))
        card = made[0]
        models = len(set(_instances) - before)
        if isinstance(card, Form):
            card._leave()
    return models, times


@contextmanager
def notebook_in_lab(work: Path, path: str, cells: Sequence[str]) -> Iterator[Any]:
    """Give a notebook that has run in Lab with a copy of a work file; None without Chromium."""
    sys.path[:0] = [str(TESTS / "browser"), str(TESTS.parent)]
    from lab import CHROMIUM, FLAGS, opened, running_lab, write_notebook
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        print(f"There is no Chromium at {CHROMIUM}: install the package chromium.")
        yield None
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        running_lab(Path(folder)) as lab,
        sync_playwright() as library,
    ):
        lab.work.write_bytes(work.read_bytes())
        write_notebook(lab, path, cells)
        browser = library.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with opened(browser, lab, path) as notebook:
            notebook.run_all()
            yield notebook
        browser.close()


def _browser(work: Path, presses: int) -> list[Sample]:
    with notebook_in_lab(work, PATH, CELLS) as notebook:
        if notebook is None:
            return []
        notebook.page.evaluate(PROBE)
        return list(_moves(notebook.page, presses))


def _moves(page: Any, presses: int) -> Iterator[Sample]:
    yard, sorter, desk = ".wo-live .wo-yardstick", ".wo-live .wo-sorter", ".wo-live .wo-desk"
    slider = page.locator(f"{yard} input[type=range]")
    turns = [page.locator(f"{sorter} .wo-tiles button[value='{n}']") for n in ("11", "9")]
    fold = page.locator(f"{desk} button[name=turn]").first
    bench = ".wo-live .wo-bench"
    hand = page.locator(f"{bench} select[name=claim]")
    turned = [page.locator(f"{bench} button[name={name}]") for name in ("undo", "redo")]
    done: list[tuple[str, str, str, Callable[[int], None]]] = [
        ("slider, to its words and line", f"{yard} .wo-words", "keydown", _arrows(slider)),
        ("slider, to Python's answer", f"{yard} .wo-verdicts", "keydown", _jumps(slider)),
        (
            "sorter, to the next sentence",
            f"{sorter} .wo-landing",
            "click",
            lambda n: turns[n % 2].click(),
        ),
        ("fact desk, card folded and unfolded", desk, "click", lambda _: fold.click()),
        (
            "map bench, another claim in hand",
            bench,
            "input",
            lambda n: hand.select_option(("s15", "s09")[n % 2]),
        ),
        ("map bench, undo and redo", bench, "click", lambda n: turned[n % 2].click()),
    ]
    for name, place, event, act in done:
        times = [_timed(page, place, event, act, number) for number in range(presses)][2:]
        yield Sample(f"press to paint: {name}", OURS, "ms", tuple(times))


def _arrows(slider: Any) -> Callable[[int], None]:
    return lambda n: slider.press("ArrowRight" if n // 10 % 2 == 0 else "ArrowLeft")


def _jumps(slider: Any) -> Callable[[int], None]:
    """Move from one end of the scale to the other: the answers change sides each time."""
    return lambda n: slider.press("Home" if n % 2 else "End")


def _timed(page: Any, place: str, event: str, act: Callable[[int], None], number: int) -> float:
    page.locator(place).first.scroll_into_view_if_needed()
    page.evaluate("arm", [place, event])
    act(number)
    took = float(page.evaluate("() => window.took"))
    page.wait_for_timeout(150)  # what follows must not disturb the next
    return took


if __name__ == "__main__":
    main()
