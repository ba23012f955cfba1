"""How often a question was tried, kept in the learner's work file."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wayout.exercises.judge import Finding
from wayout.exercises.plain import JSON, show
from wayout.work.entries import moment

KIND = "answer"
MAX_KEPT = 4000


@dataclass(frozen=True)
class Standing:
    """How many different wrong answers a question got, and how many hints are open.

    A known mistake is named instead of opening a hint.
    """

    tries: int = 0
    hints: int = 0

    @classmethod
    def alone(cls, finding: Finding) -> "Standing":
        """Return the standing of an answer of which nothing earlier is known."""
        return cls(1, int(finding.verdict == "other"))


@dataclass(frozen=True)
class Tries:
    """The tries of one lesson, such as "02" (empty before ``start``), and its work file, if any."""

    lesson: str
    work: Any

    @classmethod
    def of_session(cls) -> "Tries":
        """Return the tries of the lesson that ``start`` began in this notebook."""
        from wayout.work import session  # asked late: a solution needs no session

        now = session.current()
        return cls(now.lesson, now.work)

    def note(self, question: str, finding: Finding) -> Standing:
        """Remember an answer; return how far help has come with it.

        A blank is no try, and neither is an answer in another form than asked for or one that
        cannot be read. The same wrong answer again, as after Run All, is no new try.
        """
        if finding.verdict == "blank":
            return Standing()
        try:
            past = self._past(question)
            if finding.free or finding.verdict == "form":
                return _stood(past)
            standing = _standing(past, finding)
            self._keep(past, question, finding, standing)
        except Exception:  # an answer is judged even when it cannot be remembered
            return Standing.alone(finding)
        return standing

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
