"""A real JupyterLab and a real Chromium, for the browser tests.

The server runs on a copy of the notebooks, so that Lab's own saving never touches the
checkout. Every request that would leave this machine is refused and remembered.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nbformat
from playwright.sync_api import Browser, ConsoleMessage, Frame, Locator, Page, Route, expect

from checkout import IS_ROOT, ROOT
from held import held

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
READY = (
    "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel"
    "?.status === 'idle'"
)
_SHOWN = "path => window.jupyterapp?.shell?.currentWidget?.context?.path === path"
_AWAY = """async () => {
    const shown = jupyterapp.shell.currentWidget;
    await shown.sessionContext.shutdown();
    shown.dispose();
}"""
HOME = {"127.0.0.1", "localhost", ""}
# Lab's own words on a machine without its optional services; none of them is about a lesson.
NOT_OURS = ("favicon", "ResizeObserver loop", "/lab/api/", "/lsp/", "jupyterlab-server")
# What the extra `lite` brings for JupyterLite is also found by Lab, which has no use for it.
NOT_OURS += ("Shared module @jupyterlite/services doesn't exist",)


@dataclass
class Lab:
    """A running JupyterLab: where it answers, and the folder it serves."""

    url: str
    token: str
    folder: Path
    work: Path
    window: "Notebook | None" = None
    """The window that the next notebook may take, see `opened`."""

    def address(self, notebook: str) -> str:
        return f"{self.url}/lab/workspaces/test/tree/{notebook}?reset&token={self.token}"


@contextmanager
def running_lab(folder: Path) -> Iterator[Lab]:
    """Start JupyterLab on a copy of the course in ``folder``; stop it afterwards."""
    for name in ("lessons", "exercises", "solutions"):
        shutil.copytree(ROOT / name, folder / name)
    lab = Lab(f"http://127.0.0.1:{free_port()}", "wayout", folder, folder / "my_work.json")
    with serving(lab, _command(lab), _environment(lab)):
        yield lab


@contextmanager
def serving(lab: Lab, command: Sequence[str | Path], environment: dict[str, str]) -> Iterator[None]:
    """Start a server in its folder and wait until it answers; stop it afterwards."""
    log = (lab.folder / "lab.log").open("w")
    server = subprocess.Popen(command, cwd=lab.folder, env=environment, stdout=log, stderr=log)
    try:
        _wait_until_it_answers(lab, server, lab.folder / "lab.log")
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def _command(lab: Lab) -> list[str]:
    root = ["--allow-root"] if IS_ROOT else []
    port = lab.url.rpartition(":")[2]
    options = [
        "--no-browser",
        f"--port={port}",
        "--ip=127.0.0.1",
        f"--IdentityProvider.token={lab.token}",
        f"--ServerApp.root_dir={lab.folder}",
        "--LabApp.expose_app_in_browser=True",
        "--ServerApp.port_retries=0",
    ]
    return [sys.executable, "-m", "jupyterlab", *options, *root]


def _environment(lab: Lab) -> dict[str, str]:
    # A home of its own: no setting of the person who runs the tests reaches Lab.
    home = lab.folder / "home"
    home.mkdir()
    bare = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "BINDER"))}
    return bare | {
        "HOME": str(home),
        "WAYOUT_WORK": str(lab.work),
        "JUPYTER_PLATFORM_DIRS": "1",
        "PYTHONUNBUFFERED": "1",
    }


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def _wait_until_it_answers(lab: Lab, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{lab.url}/api/status?token={lab.token}", timeout=2)
            return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError(f"JupyterLab did not answer within a minute:\n{log.read_text()[-3000:]}")


@dataclass
class Notebook:
    """One notebook open in Lab, with what the browser heard and asked for meanwhile."""

    page: Page
    path: str
    left_home: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def panel(self) -> Locator:
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    def do(self, command: str, **arguments: object) -> None:
        """Run one of Lab's own commands, as its menus do."""
        script = "([c, a]) => window.jupyterapp.commands.execute(c, a).then(() => null)"
        self.page.evaluate(script, [command, arguments])

    def run_all(self) -> None:
        """Run every cell and wait for the last one."""
        self.do("notebook:run-all-cells")
        self.wait_idle()
        self.page.wait_for_timeout(300)  # drawings follow their output by a frame or two

    def answered(self) -> None:
        """Wait until Python has answered every card that asked; only then it stands as it stays."""
        expect(self.page.locator(".wo-sent")).to_have_count(0, timeout=20_000)

    def theme(self, name: str) -> None:
        """Change Lab's theme and wait until its colours are there."""
        self.do("apputils:change-theme", theme=f"JupyterLab {name.title()}")
        self.page.wait_for_selector(
            f'body[data-jp-theme-name="JupyterLab {name.title()}"]', state="attached"
        )
        self.page.wait_for_timeout(150)

    def reload(self) -> None:
        """Save the page, load it again, and wait for its kernel."""
        self.do("docmanager:save")  # it is over when the file is written
        self.page.reload()
        self.there()

    def there(self) -> None:
        """Wait for the notebook and its kernel."""
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60_000)
        self.page.wait_for_function(READY, timeout=60_000)

    def wait_idle(self) -> None:
        self.page.wait_for_function(
            held(__file__, "idle"),
            timeout=90_000,
        )

    def restart(self) -> None:
        """Restart the kernel without running anything."""
        self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()"
        )
        self.wait_idle()

    def errors(self) -> list[str]:
        """Tracebacks on the page."""
        kinds = ("application/vnd.jupyter.stderr", "application/vnd.jupyter.error")
        selector = ", ".join(f"[data-mime-type='{kind}']" for kind in kinds)
        return [text for text in self.panel.locator(selector).all_inner_texts() if text.strip()]

    def maps(self) -> list[Frame]:
        """The live maps, in order, each as a frame."""
        handles = self.panel.locator("iframe").element_handles()
        return [frame for handle in handles if (frame := handle.content_frame())]


def write_notebook(lab: Lab, path: str, cells: Sequence[str]) -> None:
    """Put a notebook of some code cells into the folder that Lab serves."""
    kernel = {"name": "python3", "display_name": "Python 3"}
    made = [nbformat.v4.new_code_cell(cell) for cell in cells]
    notebook = nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": kernel})
    nbformat.write(notebook, lab.folder / path)


@contextmanager
def opened(
    browser: Browser, lab: Lab, path: str, *, width: int = 1280, alone: bool = False
) -> Iterator[Notebook]:
    """Open one notebook where the one before it was closed: loading Lab takes half of a test.

    A test that loads the page again, loses its Python or changes the window is ``alone`` in one of
    its own. Nobody opens anything in a window in which a test failed.
    """
    notebook = (None if alone else lab.window) or _window(browser)
    if not alone:
        lab.window = None
    try:
        _show(notebook, lab, path, width)
        yield notebook
        if not alone:
            notebook.page.evaluate(_AWAY)
            lab.window = notebook
    finally:
        if lab.window is not notebook:
            _shut_down(notebook.page)
            notebook.page.context.close()


def _window(browser: Browser) -> Notebook:
    """Open an empty window in a fresh browser context."""
    context = browser.new_context(accept_downloads=True)
    notebook = overheard(context.new_page(), "")
    context.route("**/*", lambda route: _stay_home(route, notebook))
    return notebook


def _show(notebook: Notebook, lab: Lab, path: str, width: int) -> None:
    """Open a notebook in a window that is new, or looks like new."""
    notebook.page.set_viewport_size({"width": width, "height": 900})
    if notebook.path:
        notebook.left_home.clear()
        notebook.complaints.clear()
        notebook.theme("light")
        notebook.page.evaluate("() => jupyterapp.shell.expandLeft()")
        notebook.do("docmanager:open", path=path)
    else:
        notebook.page.goto(lab.address(path))
    notebook.path = path
    notebook.page.wait_for_function(_SHOWN, arg=path, timeout=60_000)
    notebook.there()


def overheard(page: Page, path: str) -> Notebook:
    """Return a page in which what the browser complains of is heard."""
    notebook = Notebook(page, path)
    page.on("console", lambda message: _listen(message, notebook))
    page.on("pageerror", lambda error: notebook.complaints.append(f"page error: {error}"))
    return notebook


def _shut_down(page: Page) -> None:
    page.evaluate("() => window.jupyterapp?.serviceManager?.sessions?.shutdownAll()")


def _stay_home(route: Route, notebook: Notebook) -> None:
    address = route.request.url
    if urlsplit(address).scheme in {"data", "blob"} or urlsplit(address).hostname in HOME:
        route.continue_()
        return
    notebook.left_home.append(address)
    route.abort()


def _listen(message: ConsoleMessage, notebook: Notebook) -> None:
    where = message.location.get("url", "")
    if message.type == "error" and not any(s in message.text + where for s in NOT_OURS):
        notebook.complaints.append(f"{message.text} ({where})")


def card(notebook: Notebook, name: str, place: int = 0) -> Locator:
    """Return a card that lives, by its name."""
    return notebook.panel.locator(f".wo-live .wo-{name}").nth(place)


def button(box: Locator, name: str) -> Locator:
    return box.get_by_role("button", name=name, exact=True)


def press(notebook: Notebook, *keys: str) -> None:
    """Press keys as quickly as a hand does."""
    for key in keys:
        notebook.page.keyboard.press(key)
        notebook.page.wait_for_timeout(60)


def entries(lab: Lab, kind: str) -> list[Any]:
    """Return what the work file holds of a kind."""
    stored = json.loads(lab.work.read_text(encoding="utf-8"))
    return [entry["value"] for entry in stored["entries"] if entry["kind"] == kind]


def write_cell(notebook: Notebook, name: str, text: str) -> None:
    """Put a text into the cell of this id, as one who types it."""
    notebook.page.evaluate(held(__file__, "write"), [name, text])


def submit(notebook: Notebook, name: str) -> dict[str, str]:
    """Press the button that hands in; return the cells of the file that comes, by id."""
    with notebook.page.expect_download(timeout=15_000) as waiting:
        notebook.panel.locator('.wo-hand-in [name="download"]').click()
    assert waiting.value.suggested_filename == f"{name}.ipynb"
    made = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in made["cells"]}
