"""A real JupyterHub on this machine, and learners who come to it with nothing but HTTP."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import nbformat
import requests
import websocket

from checkout import IS_ROOT, ROOT, copy_to

PASSWORD = "one for the whole class"
CULLER = "the-culler-of-the-test"


@dataclass
class Hub:
    """A running hub: where it answers, the teacher's course, and the homes of learners."""

    url: str
    course: Path
    homes: Path
    process: "subprocess.Popen[bytes]"

    def commit(self, why: str) -> None:
        """Let the teacher hand out what stands in their course now."""
        who = ["-c", "user.name=Teacher", "-c", "user.email=teacher@school.invalid"]
        git(self.course, *who, "commit", "--quiet", "--all", "--message", why)

    def culls(self) -> set[str]:
        """Let the culler take a server for idle after a second; return whose it has stopped."""
        api = {"JUPYTERHUB_API_TOKEN": CULLER, "JUPYTERHUB_API_URL": f"{self.url}/hub/api"}
        words = ["-m", "jupyterhub_idle_culler", "--timeout=1", "--cull-every=1"]
        served = self._served()
        with subprocess.Popen([sys.executable, *words], env={**os.environ, **api}) as culler:
            try:
                _until(lambda: not self._served(), "no idle server was stopped")
            finally:
                culler.terminate()
        return served

    def _served(self) -> set[str]:
        told = requests.get(f"{self.url}/hub/api/users?state=active", timeout=30,
                            headers={"Authorization": f"token {CULLER}"})  # fmt: skip
        told.raise_for_status()
        return {user["name"] for user in told.json()}


@contextmanager
def running_hub(folder: Path) -> Iterator[Hub]:
    """Start a hub whose course is a copy of ours; stop it and all its servers afterwards."""
    course = copy_to(folder / "teacher")
    ports = [free_port() for _ in range(3)]
    hub = Hub(f"http://127.0.0.1:{ports[0]}", course, folder / "state" / "homes", None)  # type: ignore[arg-type]
    hub.commit("The course")
    config = folder / "jupyterhub_config.py"
    config.write_text(
        CONFIG.format(
            deployed=str(ROOT / "deploy" / config.name),
            ports=ports,
            culler=CULLER,
            root=["--allow-root"] if IS_ROOT else [],
        )
    )
    asked = {"WAYOUT_HUB": str(folder / "state"), "WAYOUT_HUB_PASSWORD": PASSWORD,
             "WAYOUT_HUB_COURSE": course.as_uri(), "WAYOUT_HUB_URL": hub.url}  # fmt: skip
    own = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "WAYOUT", "GIT_"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{own['PATH']}"
    with (folder / "hub.log").open("wb") as log:
        hub.process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(config)],
            cwd=folder, env={**own, **asked, "PATH": path}, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
        try:
            _until(lambda: _answers(hub), "the hub does not answer")
            yield hub
        except BaseException:
            print((folder / "hub.log").read_text("utf-8")[-3000:])
            raise
        finally:
            hub.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                hub.process.wait(30)
            with suppress(ProcessLookupError):
                os.killpg(hub.process.pid, signal.SIGKILL)
            hub.process.wait()


CONFIG = """
load_subconfig({deployed!r})
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{ports[1]}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{ports[2]}"
c.Spawner.http_timeout = c.Spawner.start_timeout = 120
c.JupyterHub.services[0]["api_token"] = {culler!r}
c.Spawner.args += {root}
# Another tool of the slow tests puts its own pages into every server: they cost seconds.
for page in ("assignment_list", "course_list", "formgrader", "validate_assignment"):
    c.Spawner.args += [f"--ServerApp.jpserver_extensions=nbgrader.server_extensions.{{page}}=False"]
"""


@dataclass
class Learner:
    """Somebody with a name and the password of the class, in a browser that draws nothing."""

    hub: Hub
    name: str
    web: requests.Session = field(default_factory=requests.Session)
    page: str = ""

    @property
    def home(self) -> Path:
        return self.hub.homes / self.name

    @property
    def course(self) -> Path:
        return self.home / "course"

    def comes(self, password: str = PASSWORD) -> bool:
        """Log in and ask for a server; return whether the hub let them in."""
        self.web.get(f"{self.hub.url}/hub/login")
        asked = {"username": self.name, "password": password, "_xsrf": self._mark("/hub/")}
        told = self.web.post(f"{self.hub.url}/hub/login", asked)
        return told.ok

    def waits(self) -> None:
        """Wait for the server and go to the page that the hub leads to."""
        _until(self._arrived, f"no server for {self.name}")

    def _arrived(self) -> bool:
        self.page = self.web.get(f"{self.hub.url}/hub/spawn").url
        return f"/user/{self.name}/" in self.page and "/hub/" not in self.page

    def pulls(self) -> str:
        """Do what the script of that page does: copy the course, or bring it up to date."""
        place, _, query = self.page.partition("?")
        assert place.endswith("/git-pull"), self.page
        told = self.web.get(f"{place}/api?{query}&_xsrf={self._mark()}")
        last = json.loads(told.text.strip().rpartition("data: ")[2])
        assert last["phase"] == "finished", told.text[-2000:]
        return told.text

    def asks(self, way: str, place: str, body: Any = None) -> Any:
        """Ask the learner's own server for something, as JupyterLab does."""
        told = self.web.request(way, f"{self._server}/api/{place}", json=body,
                                headers={"X-XSRFToken": self._mark()})  # fmt: skip
        told.raise_for_status()
        return told.json() if told.content else None

    def reads(self, path: str) -> nbformat.NotebookNode:
        """Open a notebook of the course."""
        return nbformat.from_dict(self.asks("GET", f"contents/course/{path}")["content"])

    def saves(self, path: str, notebook: nbformat.NotebookNode) -> None:
        """Press Ctrl + S."""
        self.asks("PUT", f"contents/course/{path}", {"type": "notebook", "content": notebook})

    @contextmanager
    def kernel(self, path: str) -> Iterator["Kernel"]:
        """Start the kernel of a notebook and end it afterwards."""
        place = {"path": f"course/{path}", "name": "", "type": "notebook"}
        made = self.asks("POST", "sessions", {**place, "kernel": {"name": "python3"}})
        address = f"{self._server}/api/kernels/{made['kernel']['id']}/channels"
        jar = "; ".join(f"{c.name}={c.value}" for c in self.web.cookies if self._is_mine(c.path))
        line = websocket.WebSocket()
        line.settimeout(60)
        for left in (2, 1, 0):  # on a busy machine the proxy may give up before a kernel answers
            try:
                line.connect(address.replace("http", "ws", 1), cookie=jar, origin=self.hub.url)
                break
            except websocket.WebSocketBadStatusException:
                if not left:
                    raise
        try:
            yield Kernel(line)
        finally:
            line.close()
            self.asks("DELETE", f"sessions/{made['id']}")

    @property
    def _server(self) -> str:
        return f"{self.hub.url}/user/{self.name}"

    def _is_mine(self, path: str) -> bool:
        return path in ("/", f"/user/{self.name}/")

    def _mark(self, path: str = "") -> str:
        return str(self.web.cookies.get("_xsrf", path=path or f"/user/{self.name}/") or "")


@dataclass
class Kernel:
    """The line to one kernel."""

    line: websocket.WebSocket

    def runs(self, code: str) -> list[nbformat.NotebookNode]:
        """Run code to its end and return its outputs, as a notebook keeps them."""
        name, outputs = uuid4().hex, []
        header = {"msg_id": name, "username": "", "session": name, "msg_type": "execute_request",
                  "version": "5.3", "date": ""}  # fmt: skip
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
        asked = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        self.line.send(json.dumps({**asked, "channel": "shell", "buffers": []}))
        while True:
            told = json.loads(self.line.recv())
            kind, ours = told["header"]["msg_type"], told["parent_header"].get("msg_id") == name
            if ours and kind in ("stream", "display_data", "execute_result", "error"):
                outputs.append(nbformat.v4.output_from_msg(told))
            if ours and kind == "status" and told["content"]["execution_state"] == "idle":
                return outputs


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def _answers(hub: Hub) -> bool:
    assert hub.process.poll() is None, "the hub has ended"
    try:
        return requests.get(f"{hub.url}/hub/api/", timeout=5).ok
    except requests.ConnectionError:
        return False


def _until(done: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 90
    while not done():
        if time.monotonic() > end:
            raise RuntimeError(f"{what} within 90 seconds")
        time.sleep(0.2)
