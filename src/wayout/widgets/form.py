"""The one pattern of every card: a template, a plain object, and one message for each action.

ipywidgets keeps each part of a card, here and in the browser, until it is closed; a form is one
widget and its layout, whatever it holds. Handlers may run in another thread than the cells
(ipykernel's subshells), so one lock holds everything here together.
"""

import asyncio
import threading
from collections.abc import Callable, Collection
from hashlib import sha256
from importlib.resources import files
from typing import Any
from weakref import WeakSet

import anywidget
import traitlets
from IPython import get_ipython
from IPython.display import HTML, display

from wayout.activities.face import Face, Fields, Reply
from wayout.errors import CourseError
from wayout.pages import render
from wayout.work.workfile import WorkFile

Key = tuple[str, str]
Message = dict[str, Any]

# IPython's own are not typed.
_display: Callable[..., Any] = display
_html: Callable[[str], Any] = HTML
_FAULT = "Not saved: this card has a fault. What you typed is still here."
# What stands below a still card where a program runs none, or does not trust the notebook yet.
_STILL = "Cards are answered in JupyterLab or Notebook 7: open the page there and run its cells."
_FAR = 0.0
# How long the page is left alone with an answer, in seconds: it has painted it then.
_PAINT = 0.1
_quiet = 0.0
_turn = threading.RLock()
_acting = threading.local()
_open: "WeakSet[Form]" = WeakSet()
# Cards that may show less than the work file holds: living ones, and those of saved notebooks.
_behind: "WeakSet[Form]" = WeakSet()
_still_behind: "WeakSet[Form]" = WeakSet()
# What is entered and not saved, by work file and name of the card: a cell that runs again, and a
# page that is loaded again, finds it here. Only fields that differ from what is saved are kept.
_drafts: dict[Key, Fields] = {}


class Form(anywidget.AnyWidget):
    """A card: a face, its template, and what is entered and not saved."""

    _esm = files("wayout.widgets").joinpath("form.js").read_text("utf-8")
    html = traitlets.Unicode().tag(sync=True)
    heard = traitlets.Float().tag(sync=True)
    twin = traitlets.Unicode().tag(sync=True)  # whose still card in the page this one stands for

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self.key: Key = (str(face.work.path), face.name)
        self.twin = sha256(face.name.encode("utf-8", "replace")).hexdigest()[:16]
        self._reply = Reply()
        self._action = ""
        self._shown: dict[str, str] = {}
        self._twins: list[Any] = []
        self._twin = ""
        self.on_msg(self._hear)
        with _turn:
            _open.add(self)
            self.draw()
        face.work.watch(lambda: _follow(face.work), "forms")

    # Drawing ---------------------------------------------------------------------------------

    def page(self, *, live: bool) -> str:
        """Return the card as HTML: with controls, or as it stands in a saved notebook."""
        saved = self.face.saved()
        draft = _drafts.get(self.key, Fields()) if live else Fields()
        changed = {name for name, text in draft.items() if text != saved[name]}
        fields = Fields({**saved, **draft})
        words = self.face.view(fields, changed)
        reply = self._reply if live else Reply()
        about = {"fields": fields, "live": live, "reply": reply, "action": self._action}
        return render(self.face.template, **words, **about)

    def still(self) -> str:
        """Return the card as plain HTML, for saved notebooks and exports."""
        page = self.page(live=False)
        return f'<div class="wo-card wo-still wo-waits" data-twin="{self.twin}">{page}</div>'

    def draw(self, heard: float = _FAR) -> None:
        """Draw the card anew; what has not changed is not sent."""
        # One message: the page knows what it is an answer to.
        with _turn, self.face.work.still(), self.hold_sync():
            self.html, self.heard = self.page(live=True), max(heard, self.heard)

    def _draw_twin(self) -> None:
        """Bring what a saved notebook shows up to date."""
        if self._twins and self._twin != (now := self.still()):
            self._twin = now
            for twin in self._twins:
                twin.update(_html(now))

    # Hearing ---------------------------------------------------------------------------------

    def _hear(self, _: object, message: Message, __: object = None) -> None:
        with _turn, self.face.work.still():  # another notebook may write at any moment
            before = _state(self.face.work)
            fields = self._merged(message)
            reply = self._act(message, fields)
            self._keep(fields, reply.forget)
            self._note(message, reply)
            _draw(self, message["at"], twin=False)
            self._send_along(reply, steady=message.get("steady", False))
            self._leave_behind(changed=before != _state(self.face.work))
        _soon()

    def _merged(self, message: Message) -> Fields:
        """Return the fields that the page sent, and those of parts that it does not show now."""
        before = {**self.face.saved(), **_drafts.get(self.key, Fields())}
        return Fields({**before, **dict.fromkeys(message["names"], ""), **message["fields"]})

    def _act(self, message: Message, fields: Fields) -> Reply:
        action = getattr(self.face, f"do_{message['do']}", None)
        if action is None:
            return Reply()
        _acting.now = True
        try:
            return action(fields, message["value"]) or Reply()
        except CourseError as error:
            return Reply(f"Not saved. {error}", warns=True)
        except Exception:
            self.log.exception("A card failed")
            return Reply(_FAULT, warns=True)
        finally:
            _acting.now = False

    def _keep(self, fields: Fields, forget: Collection[str]) -> None:
        """Keep what is entered and differs from what is saved."""
        saved = self.face.saved()
        done = fields if "*" in forget else forget
        draft = {n: text for n, text in fields.items() if n not in done and text != saved[n]}
        _drafts.pop(self.key, None)
        if draft:
            _drafts[self.key] = Fields(draft)

    def _note(self, message: Message, reply: Reply) -> None:
        """Remember what to say, and where. A status is read out only when its text changes."""
        value = message["value"] if isinstance(message["value"], str) else ""
        action = f"{message['do']} {value}".strip()
        if reply.says and (reply.says, action) == (self._reply.says, self._action):
            reply = Reply(reply.says + "\u00a0", warns=reply.warns, focus=reply.focus)
        self._reply, self._action = reply, action

    def _leave_behind(self, *, changed: bool) -> None:
        """Note which other cards depend on this one: copies of it, or all of its work file."""
        near = 1 if changed else 2
        depend = [one for one in _open if one.key[:near] == self.key[:near]]
        _behind.update(one for one in depend if one is not self)
        _still_behind.update(depend if changed else ())

    def _send_along(self, reply: Reply, *, steady: bool) -> None:
        """Send what goes with an answer; a page whose keys wait for it hears in any case."""
        if steady:
            self.send({"focus": reply.focus, "steady": True})
        elif reply.focus:
            self.send({"focus": reply.focus})
        if reply.file[0]:
            self.send({"file": reply.file})

    # Showing ---------------------------------------------------------------------------------

    def _ipython_display_(self) -> None:
        """Show the still card, and below it the living one, which hides it while it lives."""
        with _turn, self.face.work.still():
            cell, run = _place()
            for old in [one for one in _open if one.key == self.key and one is not self]:
                if old._is_outdated(cell, run):
                    old._leave()
            self._shown[cell] = run
            self._twin = self.still()
            self._twins.append(_display(_html(self._twin), display_id=True))
            data, metadata = self._repr_mimebundle_() or ({}, {})
            _display({**data, "text/plain": _STILL}, metadata=metadata, raw=True)

    def _is_outdated(self, cell: str, run: str) -> bool:
        """Whether the only cell that shows this card runs again."""
        return bool(cell) and set(self._shown) == {cell} and self._shown[cell] != run

    def _leave(self) -> None:
        _open.discard(self)
        self.layout.close()
        self.close()


class Still:
    """A face without controls, as a page that needs no Python."""

    def __init__(self, face: Face) -> None:
        self.face = face

    def _repr_html_(self) -> str:
        with self.face.work.still():
            words = self.face.view(Fields(), ())
        return f'<div class="wo-card wo-still">{render(self.face.template, **words)}</div>'

    def __repr__(self) -> str:
        return str(self.face)


def shown(face: Face) -> Form | Still:
    """Return a card for a face; one that takes no answers and follows none needs no Python."""
    return Still(face) if face.static else Form(face)


def _soon() -> None:
    """Catch up between what else the kernel does, or at once where nothing runs later."""
    global _quiet
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        while _catch_up():
            pass
    else:
        _quiet = loop.time() + _PAINT
        loop.call_later(_PAINT, _go_on, loop)


def _go_on(loop: asyncio.AbstractEventLoop) -> None:
    """Draw a card that is behind, unless the page paints an answer; a press may come between."""
    if (wait := _quiet - loop.time()) > 0:
        loop.call_later(wait, _go_on, loop)
    elif _catch_up():
        loop.call_soon(_go_on, loop)


def _catch_up() -> bool:
    """Draw one card that is behind, and return whether there was one."""
    with _turn:
        one = next(iter(_behind | _still_behind), None)
        if one is None:
            return False
        live, twin = one in _behind, one in _still_behind
        _behind.discard(one)
        _still_behind.discard(one)
        if one in _open:
            _draw(one, live=live, twin=twin)
    return True


def _draw(one: Form, heard: float = _FAR, *, live: bool = True, twin: bool = True) -> None:
    """Draw one card of several: a card with a fault stays as it was, the others are drawn."""
    try:
        with _turn, one.face.work.still():
            if live:
                one.draw(heard)
            if twin:
                one._draw_twin()
    except Exception:
        one.log.exception("A card could not be drawn")
        one.heard = max(heard, one.heard)


def _state(work: WorkFile) -> tuple[int, int, str]:
    """Return what changes whenever a card of this work file may have to be drawn anew."""
    return len(work.entries()), work.unsaved, work.message


def _follow(work: WorkFile) -> None:
    """Draw all cards of a work file after an answer that no card gave, such as a check's."""
    if getattr(_acting, "now", False):
        return  # they are drawn when the action is over
    with _turn, work.still():
        for one in [one for one in _open if one.key[0] == str(work.path)]:
            _draw(one)


def _place() -> tuple[str, str]:
    """Return the ids of the running cell and of this run, as the page tells them."""
    kernel = getattr(get_ipython(), "kernel", None)  # JupyterLite's shell has no get_parent
    parent = (kernel and kernel.get_parent()) or {}
    cell = parent.get("metadata", {}).get("cellId", "")
    return str(cell), str(parent.get("header", {}).get("msg_id", ""))
