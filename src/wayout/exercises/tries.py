"""How often a question was tried, kept in the learner's work file."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wayout.exercises.judge import Finding
from wayout.exercises.plain import JSON, show
from wayout.work.entries import moment

KIND = "answer"
MAX_KEPT = 4000


@dataclass(frozen=True)
class Standing:
    """How many tries a question got, and how many hints are open.

    A known mistake and an error are named instead of opening a hint; from the second try on,
    whatever it was, one hint at least is open for each try but the first.
    """

    tries: int = 0
    hints: int = 0

    @classmethod
    def alone(cls, finding: Finding) -> "Standing":
        """Return the standing of an answer of which nothing earlier is known."""
        return cls(1, int(finding.verdict == "other"))

    def after(self, slips: int) -> "Standing":
        """Return it with so many tries more that gave no new answer."""
        tries = self.tries + slips
        opened = self.hints + slips if self.hints else 0
        return Standing(tries, max(opened, tries - 1))


@dataclass(frozen=True)
class Tries:
    """The tries of one lesson, such as "02" (empty before ``start``), and its work file, if any.

    The file keeps different answers. A try that gives no new one, such as an error in the cell or
    the same answer again, is counted in ``slips`` for as long as the kernel lives; ``checked``
    holds the questions of which a check ran since ``start``, which Run All runs anew.
    """

    lesson: str
    work: Any
    checked: set[str] = field(default_factory=set)
    slips: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of_session(cls) -> "Tries":
        """Return the tries of the lesson that ``start`` began in this notebook."""
        from wayout.work import session  # asked late: a solution needs no session

        now = session.current()
        return cls(now.lesson, now.work, now.checked, now.slips)

    def note(self, question: str, finding: Finding) -> Standing:
        """Remember an answer; return how far help has come with it.

        A blank is no try. An answer in another form than asked for, one that cannot be read, and
        the same wrong answer again are tries that the file does not keep; that Run All runs a check
        again is no try, nor is a right value in a wrong form.
        """
        if finding.verdict == "blank":
            return Standing()
        try:
            past = self._past(question)
            if finding.sound or finding.no_try:
                return self._slipped(question, _stood(past), slip=False)
            if finding.free or finding.verdict == "form":
                return self.slip(question)
            standing = _standing(past, finding)
            new = standing.tries > _stood(past).tries
            self._keep(past, question, finding, standing)
        except Exception:  # an answer is judged even when it cannot be remembered
            return Standing.alone(finding)
        if finding.verdict == "right":
            return standing
        return self._slipped(question, standing, slip=not new and question in self.checked)

    def slip(self, question: str, *, counts: bool = True) -> Standing:
        """Count a try that gave no answer, such as a cell that stopped; return how it stands.

        One that holds the right value, such as a number between curly quotes, does not count.
        """
        try:
            stood = _stood(self._past(question))
        except Exception:  # see `note`
            stood = Standing()
        return self._slipped(question, stood, slip=counts)

    def _slipped(self, question: str, stood: Standing, *, slip: bool) -> Standing:
        key = f"{self.lesson} {question}"
        self.slips[key] += slip
        self.checked.add(question)
        return stood.after(self.slips[key])

    def earlier(self, question: str) -> str:
        """Return a sentence on an answer that the work file holds, the latest right one, or ""."""
        try:
            entries = self.work.entries(kind=KIND, lesson=self.lesson)
            own = [entry for entry in entries if _belongs(entry.value, question)]
            best = [entry for entry in own if entry.value.get("verdict") == "right"] or own
            return _told(best[-1].value, moment(best[-1].when)) if best else ""
        except Exception:  # whatever stands in the file, the card must be shown
            return ""

    def _past(self, question: str) -> list[dict[str, JSON]]:
        values = [entry.value for entry in self.work.entries(kind=KIND, lesson=self.lesson)]
        return [value for value in values if _belongs(value, question)]

    def _keep(
        self, past: list[dict[str, JSON]], question: str, finding: Finding, standing: Standing
    ) -> None:
        value = {
            "question": question,
            "answer": _kept(finding.answer),
            "verdict": "right" if finding.verdict == "right" else "not yet",
            "tries": standing.tries,
            "hints": standing.hints,
        }
        # What came with a loaded file may be taken out again: the learner's own answer stays.
        loaded = any(entry.value is past[-1] for entry in self.work.loaded()) if past else False
        if not past or past[-1] != value or loaded:
            self.work.add(KIND, value, lesson=self.lesson)


def _belongs(value: Any, question: str) -> bool:
    return isinstance(value, dict) and value.get("question") == question


def _told(value: dict[str, Any], when: datetime) -> str:
    day = when.astimezone()
    answer = value["answer"]
    long = isinstance(answer, dict) and "too long to keep" in answer
    given = "a long answer" if long else show(answer)
    passed = value["verdict"] == "right"
    verdict, counts = ("right", " It still counts.") if passed else ("not yet right", "")
    return (
        f"You answered this on {day.day} {day:%B}: {given} ({verdict}).{counts} Your work file "
        "keeps answers, not the cells of a notebook. To go on from yours, write it here again."
    )


def _standing(past: list[dict[str, JSON]], finding: Finding) -> Standing:
    before = _stood(past)
    if finding.verdict == "right":
        return before
    new = _print(_kept(finding.answer)) not in _wrong(past)
    more = new and finding.verdict == "other"
    return Standing(before.tries + new, before.hints + more)


def _stood(past: list[dict[str, JSON]]) -> Standing:
    opened = [hints for entry in past if isinstance(hints := entry.get("hints"), int)]
    return Standing(len(_wrong(past)), max(opened, default=0))


def _wrong(past: list[dict[str, JSON]]) -> set[str]:
    return {_print(entry.get("answer")) for entry in past if entry.get("verdict") != "right"}


def _kept(answer: JSON) -> JSON:
    text = _print(answer)
    if len(text) <= MAX_KEPT:
        return answer
    return {"too long to keep": hashlib.sha256(text.encode()).hexdigest()[:16]}


def _print(answer: JSON) -> str:
    return json.dumps(answer, sort_keys=True)
