"""The self-check: one line for each thing a lesson needs, and what to do where it fails."""

from dataclasses import dataclass

from wayout.course.health import Result, examine
from wayout.pages import render
from wayout.work.session import current
from wayout.work.workfile import WorkFile


def self_check(work: WorkFile | None = None) -> "SelfCheck":
    """Look at Python, packages, data, lessons and the work file: by default the session's."""
    return SelfCheck(examine(work or current().work))


@dataclass(frozen=True)
class SelfCheck:
    """What was looked at before work begins: one sentence each, and whether it is in order."""

    results: tuple[Result, ...]

    @property
    def fine(self) -> bool:
        """Whether everything works."""
        return all(good for good, _ in self.results)

    def headline(self) -> str:
        """Return ``"Everything works."``, or how much does not."""
        wrong = sum(not good for good, _ in self.results)
        if not wrong:
            return "Everything works."
        return f"{wrong} thing{'s need' if wrong > 1 else ' needs'} your attention."

    def _repr_html_(self) -> str:
        return str(render("self_check.html", check=self))

    def __str__(self) -> str:
        rows = [f"{'Fine' if good else 'To do'}: {text}" for good, text in self.results]
        return "\n".join([self.headline(), *rows])

    __repr__ = __str__
