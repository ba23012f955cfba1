"""What ran in this notebook: the latest code of each cell, by the id that Jupyter gives it."""

import time
from dataclasses import dataclass
from typing import Any

from wayout import paths

UNKNOWN = "ran-"
"""How a cell is called to which Jupyter gave no id."""


@dataclass(frozen=True)
class Run:
    """A cell as it ran last: its code, and when, in seconds since 1970."""

    cell: str
    code: str
    when: float


class Ran:
    """The latest run of each cell, in the order in which the cells ran first."""

    def __init__(self) -> None:
        self._shell: Any = None
        self._runs: dict[str, Run] = {}

    def listen(self, shell: Any) -> None:
        """Hear of each cell that ``shell``, IPython's own object, runs from now on."""
        if shell is not None and shell is not self._shell:
            self._shell = shell
            shell.events.register("pre_run_cell", self._begins)

    def runs(self) -> list[Run]:
        """Return what ran since the first cell did."""
        return [*self._runs.values()]

    def _begins(self, info: Any) -> None:
        code, cell = str(info.raw_cell or ""), getattr(info, "cell_id", None)
        if paths.IN_PAGE:  # JupyterLite's kernel ends each cell with a line break of its own
            code = code.removesuffix("\n")
        if code.strip() and getattr(info, "store_history", True):
            name = str(cell or f"{UNKNOWN}{len(self._runs) + 1}")
            self._runs[name] = Run(name, code, time.time())


ran = Ran()
