"""``check("q1")``: tell a learner how an answer stands. It never raises and never scolds."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from types import FrameType
from typing import Any

from wayout.exercises import class_copy, stored
from wayout.exercises.endings import Ending, endings
from wayout.exercises.expect import expectation
from wayout.exercises.forms import right_thought
from wayout.exercises.judge import Finding, Mistake, Question, judge
from wayout.exercises.probe import NotRun, Stopped, ask, in_words, names_in, readable
from wayout.exercises.result import CheckResult, State
from wayout.exercises.tips import nearest
from wayout.exercises.tries import Standing, Tries
from wayout.exercises.written import Written

TRIES_TO_FOLD = 3
_UNSAID: Any = object()


def check(
    question: str = "",
    answer: Any = _UNSAID,
    expected: Any = _UNSAID,
    *,
    mistakes: Sequence[tuple[Any, ...]] = (),
    hints: Sequence[str] = (),
    because: str = "",
    accepts: Sequence[Any] = (),
    refuses: Sequence[Any] = (),
) -> CheckResult:
    """Say how the answer to a question stands.

    In an exercise, ``check("q1")`` looks up the stored check of the lesson that ``start`` began and
    reads the answer from the notebook. In a solution, everything is said in place. In a class copy
    it tells how the answer is read, and never whether it is right.

    ``expected`` is an expectation or a plain value. ``mistakes`` are pairs of a wrong answer and
    what to say to it; a third item gives an example where the expectation's own would not do. The
    ``hints``, two at least, are opened one by one; ``because`` says why the right answer is right.
    ``accepts`` and ``refuses`` are sample answers on which `wayout build` tries the question; they
    are not stored.

    Raises AssertionError, and only with ``WAYOUT_CHECKS=strict`` in the environment, when the
    answer is not right.
    """
    name = _called(question)
    try:
        copy, frame = class_copy.current(), sys._getframe(1)
        if copy is not None:
            card = class_copy.look(copy, name, frame.f_globals, frame.f_locals)
        elif expected is _UNSAID:
            card = _stored(name, answer, frame)
        else:
            made = compose(name, "", expected, mistakes, hints, because)
            finding = judge(made, readable(answer))
            card = _card(made, finding, Standing.alone(finding))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # whatever it is, the learner can do nothing with a trace
        card = CheckResult(name, "unknown", f"The check itself stopped: {in_words(error)}.")
    if os.environ.get("WAYOUT_CHECKS") == "strict" and not card.right:
        raise AssertionError(str(card))
    return card


def _called(question: object) -> str:
    """Return what was given as the name of a question as a short text, asking it nothing."""
    named = issubclass(type(question), str)
    return str.__str__(question)[:40] if named else "this question"


def compose(
    name: str,
    probe: str,
    expected: Any,
    mistakes: Sequence[tuple[Any, ...]] = (),
    hints: Sequence[str] = (),
    because: str = "",
    solution: str = "",
) -> Question:
    """Return the question that an author's check call describes.

    Raises ValueError if an expected value or a mistake is nothing that an answer can be.
    """
    known = tuple(_mistake(*entry) for entry in mistakes)
    whole = expectation(expected)
    return Question(name, probe, whole, known, tuple(hints), because, solution)


def _mistake(value: Any, says: str, *example: Any) -> Mistake:
    known = expectation(value)
    return Mistake(known, says, example[0] if example else known.example())


def _stored(name: str, answer: Any, frame: FrameType) -> CheckResult:
    """Look the question up, ask for the answer, judge it, remember the try."""
    try:
        tries = Tries.of_session()
        question = _find(name, tries.lesson)
        asked = answer is _UNSAID
        names = names_in(question.probe) if asked else []
        ended = endings.of(names)
        here = frame.f_globals, frame.f_locals
        given = ask(question.probe, *here) if asked else readable(answer)
    except stored.NoChecks as error:
        return CheckResult(name, "unknown", str(error.args[0]))
    except NotRun as missing:
        if ended is not None:
            return _stopped(question, ended, tries)
        says = _with(_RUN_FIRST.format(missing), _twin(names))
        return CheckResult(name, "blank", _with(says, tries.earlier(question.name)))
    except Stopped as error:
        return _helped(question, f"Your answer stops with an error. {error}.", tries)
    finding = judge(question, given)
    if ended is not None and not ended.taken and finding.verdict != "right":
        return _stopped(question, ended, tries)
    card = _card(question, finding, tries.note(question.name, finding))
    twin = "" if card.right else _twin(names)
    earlier = tries.earlier(question.name) if card.state == "blank" else ""
    return _amended(card, ended, _with(twin, earlier))


_RUN_FIRST = (
    "Run the cell above first: there is no `{}` yet. If that cell ended in a red box, your "
    "answer was not taken. Text needs quotation marks; a number stands alone."
)


def _helped(question: Question, says: str, tries: Tries) -> CheckResult:
    """Return the card for a try that gave no answer; it opens help like any other."""
    return _not_yet(question, says, "", tries.slip(question.name))


def _stopped(question: Question, ended: Ending, tries: Tries) -> CheckResult:
    """Return the card for a cell that ended in a red box; a right value in it is no wrong try."""
    sound = bool(ended.written) and right_thought(question.expected, ended.written)
    return _not_yet(question, ended.says, "", tries.slip(question.name, counts=not sound))


def _twin(names: list[str]) -> str:
    """Return a sentence on a name of the notebook that is nearly that of the answer, or ""."""
    near = next(((twin, name) for name in names if (twin := nearest(name, endings.names()))), None)
    return "You gave `{}` a value; the answer belongs in `{}`.".format(*near) if near else ""


def _amended(card: CheckResult, ended: Ending | None, earlier: str) -> CheckResult:
    """Add what the notebook knows beside the answer: a cell that stopped, an earlier answer."""
    if ended is None or (card.right and ended.taken):
        return replace(card, says=_with(card.says, earlier))
    if card.right:
        return replace(card, says=_with(card.says, ended.says))
    own = "" if card.state == "blank" else card.says
    return replace(card, says=_with(ended.says, _with(own, earlier)))


def _with(first: str, then: str) -> str:
    return f"{first} {then}".strip()


def _find(name: str, lesson: str) -> Question:
    if not lesson:
        raise stored.NoChecks("Run the first cell of this notebook, then this cell again.")
    known = {question.name: question for question in stored.read(stored.find(lesson))}
    if (found := known.get(name.strip().casefold())) is None:
        raise stored.NoChecks(f"This exercise has no such question. It has {', '.join(known)}.")
    return found


def _card(question: Question, finding: Finding, standing: Standing) -> CheckResult:
    """Choose how much help to give: mistake, hint 1, hint 2, then the solution."""
    if finding.verdict == "blank":
        return CheckResult(question.name, "blank", finding.says or question.expected.invitation)
    if isinstance(question.expected, Written):
        state: State = "written" if finding.verdict == "right" else "not-yet"
        says = f"{question.expected.counted(finding.answer)} People read it: no check judges it."
        return CheckResult(question.name, state, finding.says if state == "not-yet" else says)
    if finding.verdict == "right":
        said = finding.says, finding.shown
        return CheckResult(question.name, "right", *said, solution=question.solution)
    says = finding.says or "This is not the answer yet."
    return _not_yet(question, says, finding.shown, standing)


def _not_yet(question: Question, says: str, shown: str, standing: Standing) -> CheckResult:
    open_fold = standing.tries >= TRIES_TO_FOLD
    return CheckResult(
        question.name,
        "not-yet",
        says,
        shown,
        question.hints[: standing.hints],
        question.solution if open_fold else "",
        question.because if open_fold else "",
        standing.tries,
    )
