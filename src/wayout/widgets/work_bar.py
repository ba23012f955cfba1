"""The work bar (W1): what is saved, take it home, bring it back."""

from base64 import b64encode
from typing import Any
from uuid import uuid4

import ipywidgets as W  # noqa: N812

from wayout.widgets.kit import Card, after, line, where
from wayout.work.entries import WorkError, answered
from wayout.work.session import current
from wayout.work.workfile import NAME, WorkFile

_FOLLOWED = 5.0
_GRAB = 'class="wo-grab" '
_TITLE = '<p class="wo-eyebrow"><strong>Your answers</strong></p>'
_LOAD = "Load answers from a file"
_HOLDS = (
    "The file holds every answer that you saved or checked, wrong tries too, with the words you "
    "typed. It does not hold the cells themselves: those stay in the notebook, so take the "
    "notebook along too."
)


def work_bar() -> "WorkBar":
    """Return the bar that shows what is saved and holds Download and Load."""
    return WorkBar(current().work)


class WorkBar(Card):
    """The face of the work file.

    Parameters
    ----------
    work
        The learner's answers.
    """

    def __init__(self, work: WorkFile) -> None:
        self._work = work
        self.saved = W.HTML()
        self.download = W.Button(description="Download my answers", button_style="primary")
        self.load = W.FileUpload(accept=".json", description=_LOAD, tooltip=_LOAD)
        self.said = W.HTML()
        self.said.add_class("wo-status")
        super().__init__(self._rows(), self._still, "wo-work-bar")
        self.download.on_click(self._on_download)
        self.load.observe(self._on_load, "value")
        self._show()
        self.follow(work, self._show, "work bar")

    def _rows(self) -> list[Any]:
        buttons = W.HBox([self.download, self.load])
        buttons.add_class("wo-buttons")
        return [W.HTML(_TITLE), self.saved, buttons, self.said, W.HTML(line(_HOLDS))]

    def _show(self) -> None:
        self.saved.value = self._state()

    def _state(self) -> str:
        number = answered(self._work.entries())
        kind = "wo-quiet" if self._work.state in ("new", "loaded") else "wo-warn"
        return f"<p>Answers so far: {number}.</p>{line(where(self._work), kind)}"

    def _on_download(self, _: Any) -> None:
        """Offer the newest answers; the page's script follows the link once, by itself."""
        content = b64encode(self._work.dumps().encode()).decode()
        offer = (
            "<p>Your browser saves the file now. If it does not, use this link: "
            f'<a {_GRAB}data-once="{uuid4().hex}" download="{NAME}" '
            f'href="data:application/json;base64,{content}">{NAME}</a></p>'
        )
        self.said.value = offer
        after(_FOLLOWED, lambda: self._rest(offer))

    def _rest(self, offer: str) -> None:
        """Leave the link and take its mark: a page loaded again must not follow it again."""
        if self.said.value == offer:
            self.said.value = offer.replace(_GRAB, "", 1)

    def _on_load(self, event: Any) -> None:
        if not event["new"]:
            return
        for file in event["new"]:
            self._take(str(file["name"]), bytes(file["content"]))
        self.load.value = ()

    def _take(self, name: str, content: bytes) -> None:
        known = {entry.id for entry in self._work.entries()}
        try:
            self._work.merge(content)
        except WorkError as error:
            self.said.value = line(f"{name}: {error}", "wo-warn")
            return
        fresh = [entry for entry in self._work.entries() if entry.id not in known]
        self.said.value = line(f"{name}: {_loaded(answered(fresh))}")

    def _still(self) -> str:
        return f"{_TITLE}{self._state()}<p>Run this cell to download or load answers.</p>"


def _loaded(number: int) -> str:
    if number == 0:
        return "Nothing new loaded: all answers in it were here already."
    return f"{number} new answer{'s' if number > 1 else ''} loaded."
