"""The three boards beside the same boards made of plain ipywidgets, in one run.

    python start.py run python benchmarks/boards.py            # all of it, some two minutes
    python start.py run python benchmarks/boards.py --kernel   # without a browser

The peer holds the same words and the same controls, each as the widget that ipywidgets has for it
(Dropdown, Button, Checkbox, Text, IntSlider, HTML), and does the same moves with the same plain
object behind it. It is no straw man: after a move it keeps each widget that is still needed and
sends only what has changed. Both boards stand in one notebook, on the whole map of the essay, and
take turns. A time runs from the press to the paint of the last change that it brings. The floor is
one Button that changes one Label, before and after all others: no card with Python behind it can be
faster here.
"""

import gc
import sys
from collections.abc import Callable, Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import cards as one_form
import ipywidgets as plain
import measured
from measured import OURS, Sample, milliseconds

ROUNDS, PRESSES, WARM_UP = 15, 20, 3
PEER = "plain ipywidgets"
BOARDS: tuple[tuple[str, ...], ...] = (("bench", "s09"), ("rivals",), ("standing", "essay"))
PATH = "lessons/boards.ipynb"
START = """import sys
sys.path[:0] = {!r}
import boards
from wayout import debate, start
start("05")"""
FLOOR = """import ipywidgets as plain
import measured
from measured import OURS, Sample, milliseconds
button, label = plain.Button(description="More"), plain.Label("0")
button.on_click(lambda _: setattr(label, "value", str(int(label.value) + 1)))
box = plain.VBox([button, label])
box.add_class("plain-floor")
box"""
# Waits until nothing has changed below an element for a while; then tells when the last change
# was painted, counted from the press.
PROBE = """() => {
  const painted = () => new Promise(done => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  }));
  window.arm = ([selector, type]) => {
    window.took = new Promise((done, fail) => {
      let start, last, quiet;
      addEventListener(type, event => { start = event.timeStamp; }, { capture: true, once: true });
      const watch = new MutationObserver(async () => {
        if (start === undefined) return;
        clearTimeout(quiet);
        last = painted();
        quiet = setTimeout(async () => { watch.disconnect(); done(await last - start); }, 250);
      });
      watch.observe(document.querySelector(selector),
        { subtree: true, childList: true, characterData: true });
      setTimeout(() => fail("nothing changed within ten seconds"), 10000);
    });
  };
}"""


class Parts(HTMLParser):
    """The parts of a card in order: words and pictures as HTML, and controls with their options."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[dict[str, Any]] = []
        self._words, self._picture, self._open = "", False, dict[str, Any]()
        self.feed(html)
        self._flush()

    def _flush(self) -> None:
        if self._words.strip():
            self.parts.append({"tag": "html", "name": "", "value": self._words})
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._picture |= tag == "svg"
        if self._picture:
            self._words += self.get_starttag_text() or ""
        elif tag == "option" and self._open:
            self._open["options"].append(["", given.get("value", "")])
            if "selected" in given:
                self._open["value"] = given.get("value", "")
        elif tag in ("button", "select", "textarea", "input") and given.get("type") != "hidden":
            self._flush()
            self._open = {"tag": tag, "value": "", "text": "", "options": [], "name": "", **given}
            self._open["on"] = "checked" in given
            self.parts.append(self._open)
            self._open = {} if tag == "input" else self._open

    def handle_endtag(self, tag: str) -> None:
        if self._picture:
            self._words += f"</{tag}>"
            self._picture = tag != "svg"
        elif tag == "summary" or tag in ("p", "li", "legend", "dd", "dt", "tr", "div"):
            self._words += "<br>" if self._words.strip() else ""
        self._open = {} if tag in ("button", "select", "textarea") else self._open

    def handle_data(self, data: str) -> None:
        if self._open.get("options"):
            self._open["options"][-1][0] += data
        elif self._open:
            self._open["text"] += data.strip()
        else:
            self._words += escape(data)


class Board(plain.VBox):  # type: ignore[misc]
    """A board of plain ipywidgets, with the same words, controls and moves as a card."""

    def __init__(self, face: Any) -> None:
        from wayout.widgets.form import Form, _open

        super().__init__()
        self.add_class(f"plain-{face.name.split()[0]}")
        self.card = Form(face)  # gives the words; it is not shown, and not drawn for others
        _open.discard(self.card)
        self._kept: dict[tuple[str, ...], Any] = {}
        self._busy, self._at = False, 1.0
        self._redraw()

    def _redraw(self) -> None:
        seen: dict[tuple[str, ...], int] = {}
        children, self._busy = [], True
        for part in Parts(self.card.html).parts:
            one = ("html",) if part["tag"] == "html" else (part["tag"], part["name"], _own(part))
            seen[one] = seen.get(one, 0) + 1
            key = (*one, str(seen[one]))
            self._kept[key] = self._kept.get(key) or self._made(part)
            _fill(self._kept[key], part)
            children.append(self._kept[key])
        if (*children,) != self.children:
            self.children = children
        self._busy = False

    def _made(self, part: dict[str, Any]) -> Any:
        name, kind = part["name"], part.get("type", part["tag"])
        if part["tag"] == "button":
            button = plain.Button(layout={"width": "auto"})
            button.on_click(lambda _: self._do(name, part["value"]))
            return button
        if part["tag"] == "html" or kind == "file":
            return plain.HTML()
        make = _KINDS.get(kind, plain.Text)
        box = make()
        box.part = part
        box.observe(lambda _: self._busy or self._do("draft"), "value")
        return box

    def _do(self, what: str, value: str = "") -> None:
        boxes = [box for box in self.children if hasattr(box, "part")]
        fields = {box.part["name"]: _held(box) for box in boxes if _held(box)}
        self._at += 1
        names = [box.part["name"] for box in boxes]
        sent = {"do": what, "value": value, "at": self._at, "fields": fields, "names": names}
        self.card._hear(None, sent)
        self._redraw()


_KINDS = {
    **{"select": plain.Dropdown, "range": plain.IntSlider, "textarea": plain.Textarea},
    **{"radio": plain.Checkbox, "checkbox": plain.Checkbox},
}


def _own(part: dict[str, Any]) -> str:
    """Return what tells a control from others of its name."""
    own = part["tag"] == "button" or part.get("type") in ("radio", "checkbox")
    return str(part["value"]) if own else ""


def _fill(widget: Any, part: dict[str, Any]) -> None:
    if isinstance(widget, plain.Button):
        widget.description = part["text"]
    elif isinstance(widget, plain.Dropdown):
        with widget.hold_sync():
            options = [(words or "…", value) for words, value in part["options"]]
            if [*widget.options] != options:
                widget.options = options
            widget.value = part["value"]
    elif isinstance(widget, plain.Checkbox):
        widget.value = part["on"]
    else:
        value = part["value"] or part.get("text", "")
        widget.value = int(value) if isinstance(widget, plain.IntSlider) else value


def _held(box: Any) -> str:
    if isinstance(box, plain.Checkbox):
        return str(box.part["value"]) if box.value else ""
    return str(box.value)


def main() -> None:
    options = measured.options(__doc__, None, "--kernel")
    rounds, presses = (2, 2) if options.quick else (ROUNDS, PRESSES)
    with measured.run(options, "anywidget", "ipywidgets") as samples, one_form._work_file() as work:
        _predict()
        samples += _kernel(rounds)
        if not options.kernel:
            samples += _browser(work, presses)


def _predict() -> None:
    """Predict what stands on the board, so that all of it is open; draw the strip of `start()`."""
    from faces import Hand
    from wayout.activities import maker
    from wayout.pages import render
    from wayout.widgets.start import Head

    render("head.html", head=Head("", 0, ()), style="", script="")

    hand = Hand(maker("standing")("essay"))
    hand.press("predict", "", **{f"said-{n}": "stands" for n in range(11)})
    hand.press("step", "all")


def _kernel(rounds: int) -> list[Sample]:
    from wayout.activities import maker
    from wayout.widgets.form import Form

    counted, timed = [], []
    for name, *words in BOARDS:
        makers: dict[str, Callable[[], Any]] = {
            OURS: lambda name=name, words=words: Form(maker(name)(*words)).still(),
            PEER: lambda name=name, words=words: Board(maker(name)(*words)),
        }
        for by, make in makers.items():
            models, times = _made(make, rounds)
            counted.append(Sample(f"models of {name}", by, "", (models,)))
            timed.append(Sample(f"make {name}", by, "ms", tuple(times)))
    return timed + counted


def _made(make: Callable[[], Any], rounds: int) -> tuple[int, list[float]]:
    """Return how many models a board is, and how many milliseconds it took each time."""
    from ipywidgets.widgets.widget import _instances

    times, models = [], 0
    for _ in range(rounds):
        before = set(_instances)
        gc.collect()
        boards: list[Any] = []
        times.append(milliseconds(lambda boards=boards: boards.append(make())))
        new = set(_instances) - before
        models = len(new) - 2 * isinstance(boards[0], Board)  # the hidden card gives the words only
        for key in new:
            _instances[key].close()
    return models, times


def _browser(work: Path, presses: int) -> list[Sample]:
    here = str(one_form.TESTS.parent / "benchmarks")
    cells = [START.format([here, str(one_form.TESTS)]), FLOOR]
    for name, *words in BOARDS:
        asked = ", ".join(map(repr, words))
        made = f"boards.Board(maker('{name}')({asked}))"
        cells += [f"debate.{name}({asked})", f"from wayout.activities import maker\n{made}"]
    with one_form.notebook_in_lab(work, PATH, cells) as notebook:
        if notebook is None:
            return []
        assert not notebook.errors(), notebook.errors()
        notebook.page.evaluate(PROBE)
        samples = [_floor(notebook.page, presses, "first")]
        for move in _moves():
            samples += _both(notebook.page, *move, presses)
            print(samples[-1].what, file=sys.stderr, flush=True)
        return [*samples, _floor(notebook.page, presses, "last")]


Move = Callable[[Any, int], None]


def _moves() -> Iterator[tuple[str, str, str, Move]]:
    """Yield what is done, on which board, which event begins it, and how it is done."""

    def choose(box: Any, n: int) -> None:
        box.locator("select").first.select_option(index=(3, 6)[n % 2])

    def press(*names: str) -> Move:
        return lambda box, n: (
            box.get_by_role("button", name=names[n % len(names)], exact=True)
            .locator("visible=true")
            .first.click()
        )

    def tick(box: Any, n: int) -> None:
        box.locator("input[type=checkbox]").nth(n // 2 % 5).evaluate("one => one.click()")

    yield "bench: another claim in hand", "bench", "change", choose
    yield "bench: undo and redo, saved", "bench", "click", press("Undo", "Redo")
    yield "rivals: next card, card before", "rivals", "click", press("Next card", "Card before")
    yield "standing: a point on or off", "standing", "click", tick
    yield "standing: another tab", "standing", "click", press("How strongly", "What stands")


def _floor(page: Any, presses: int, when: str) -> Sample:
    press: Move = lambda box, _: box.locator("button").click()  # noqa: E731
    times = _times(page, ".plain-floor", "click", press, presses)
    return Sample(f"floor, {when}", "a Button changes a Label", "ms", times)


def _both(page: Any, name: str, board: str, event: str, act: Move, presses: int) -> list[Sample]:
    places = {OURS: f".wo-live .wo-{board}", PEER: f".plain-{board}"}
    return [
        Sample(name, by, "ms", _times(page, place, event, act, presses))
        for by, place in places.items()
    ]


def _times(page: Any, place: str, event: str, act: Move, presses: int) -> tuple[float, ...]:
    """Return what a move takes on a board each time, in milliseconds."""
    box, times = page.locator(place).first, []
    box.scroll_into_view_if_needed()
    for number in range(presses + WARM_UP):
        page.evaluate("arm", [place, event])
        act(box, number)
        times.append(float(page.evaluate("() => window.took")))
    return (*times[WARM_UP:],)


if __name__ == "__main__":
    main()
