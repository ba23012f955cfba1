"""The work bar (W1): what is saved, take it home, bring it back."""

from base64 import b64encode
from typing import Any
from uuid import uuid4

import ipywidgets as W  # noqa: N812

from wayout.entries import WorkError
from wayout.session import current
from wayout.widgets.kit import Card, line, where
from wayout.workfile import NAME, WorkFile

_TITLE = '<p class="wo-eyebrow"><strong>Your answers</strong></p>'


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
        self.load = W.FileUpload(accept=".json", description="Load answers from a file")
        self.said = W.HTML()
        self.said.add_class("wo-status")
        super().__init__(self._rows(), self._still, "wo-work-bar")
        self.download.on_click(self._on_download)
        self.load.observe(self._on_load, "value")
        self._show()
        work.watch(self._show)

    def _rows(self) -> list[Any]:
        buttons = W.HBox([self.download, self.load])
        buttons.add_class("wo-buttons")
        return [W.HTML(_TITLE), self.saved, buttons, self.said]

    def _show(self) -> None:
        self.saved.value = self._state()

    def _state(self) -> str:
        number = len(self._work.entries(kind="dial")) + len(self._work.entries(kind="answer"))
        kind = "wo-quiet" if self._work.state in ("new", "loaded") else "wo-warn"
        return f"<p>Answers so far: {number}.</p>{line(where(self._work), kind)}"

    def _on_download(self, _: Any) -> None:
        """Offer the newest answers; the page's script follows the link once, by itself."""
        content = b64encode(self._work.dumps().encode()).decode()
        self.said.value = (
            "<p>Your browser saves the file now. If it does not, use this link: "
            f'<a class="wo-grab" data-once="{uuid4().hex}" download="{NAME}" '
            f'href="data:application/json;base64,{content}">{NAME}</a></p>'
        )

    def _on_load(self, event: Any) -> None:
        if not event["new"]:
            return
        for file in event["new"]:
            self._take(str(file["name"]), bytes(file["content"]))
        self.load.value = ()

    def _take(self, name: str, content: bytes) -> None:
        try:
            number = self._work.merge(content)
        except WorkError as error:
            self.said.value = line(f"{name}: {error}", "wo-warn")
            return
        again = "" if number else " All of it was here already."
        self.said.value = line(f"{name}: {number} new answers loaded.{again}")

    def _still(self) -> str:
        return f"{_TITLE}{self._state()}<p>Run this cell to download or load answers.</p>"
