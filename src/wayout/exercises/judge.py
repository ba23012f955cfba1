"""Judge one answer to one question: the same few lines in the notebook and beside a jail."""

from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from wayout.exercises.expectation import Expectation
from wayout.exercises.forms import (
    bare_number,
    foreign,
    list_form,
    nudge,
    ratio,
    readings,
    right_thought,
    right_value,
)
from wayout.exercises.plain import (
    JSON,
    Blank,
    NotData,
    describe,
    is_blank,
    is_map,
    plain,
    set_items,
    show,
    way_out,
)

Verdict: TypeAlias = Literal["right", "mistake", "form", "kind", "other", "blank"]


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer and what it shows about the way taken."""

    expected: Expectation
    says: str
    example: JSON


@dataclass(frozen=True)
class Question:
    """One question of an exercise, with everything the check may say.

    ``probe`` is the expression that reads the answer, such as ``answer_1``. ``because`` says why
    the right answer is right; ``solution`` is code, shown after three tries.
    """

    name: str
    probe: str
    expected: Expectation
    mistakes: tuple[Mistake, ...] = ()
    hints: tuple[str, ...] = ()
    because: str = ""
    solution: str = ""


@dataclass(frozen=True)
class Finding:
    """What one answer turned out to be.

    The verdict is right; mistake (one that can be named); form (written in another way than asked
    for, which is no wrong try); kind (not the kind of answer asked for); other (wrong in a way
    nobody listed); or blank. ``says`` is for the learner and may be empty. ``shown`` is the answer
    read back as text, ``answer`` as plain data, None where it is none. ``sound`` says that the
    value is right, however it is written: that is worth all points and no try. Without points,
    ``no_try`` is one that is none all the same, such as odds of 2:1; a kind is ``free``, not kept,
    if it is right but for its shape, or cannot be read. ``listed`` is which of the question's
    mistakes it is, from 1 on; 0 if none of them.
    """

    verdict: Verdict
    says: str = ""
    shown: str = ""
    answer: JSON = field(default=None)
    free: bool = False
    sound: bool = False
    no_try: bool = False
    listed: int = 0


def judge(question: Question, answer: object) -> Finding:
    """Return what ``answer`` is. Never raises, whatever the answer."""
    try:
        value = plain(answer)
    except Blank:
        return Finding("blank")
    except NotData as odd:
        return of_kind(question, odd.what, way_out(answer))
    if is_blank(value):
        return Finding("blank", "" if question.expected.kind == "marks" else _empty(value))
    found = _judge_data(question, value)
    tip = way_out(answer) if isinstance(value, list) else ""
    if tip and found.verdict in ("kind", "form") and not question.expected.fits(value):
        line = _wants(question, describe(answer), tip)  # a column, which is read as a list
        return replace(found, verdict="kind", says=line, free=True)
    return found


def of_kind(question: Question, what: str, tip: str = "") -> Finding:
    """Return the finding on an answer that is no plain data but ``what``, such as "a table"."""
    return Finding("kind", _wants(question, what, tip), free=True)


def _empty(value: JSON) -> str:
    """Return a sentence on brackets or quotation marks with nothing in between, or ""."""
    inside = value if set_items(value) is None else set_items(value)
    if inside and str(inside).strip():
        return ""
    return "Between your brackets or quotation marks stands nothing yet. Write your answer there."


def _judge_data(question: Question, value: JSON) -> Finding:
    letter, legible = foreign(value)
    found = _judge_value(question, value)
    if not legible and found.verdict in ("kind", "other"):
        return Finding("form", letter, found.shown, value)
    return replace(found, says=f"{found.says} {letter}".strip()) if letter else found


def _judge_value(question: Question, value: JSON) -> Finding:
    expected, shown = question.expected, show(value)
    if expected.accepts(value):
        return Finding("right", question.because, shown, value)
    for place, mistake in enumerate(question.mistakes, 1):
        if mistake.expected.accepts(value):
            return Finding("mistake", mistake.says, shown, value, listed=place)
    for number in readings(expected, value):
        read = _judge_value(question, number)
        if read.verdict in ("right", "mistake"):
            return replace(read, says=f"{read.says} I read your answer as {show(number)}.")
    if said := ratio(expected, value):  # never a try: it is another way to tell odds
        return Finding("form", said, shown, value, no_try=True)
    sound = right_value(expected, value)
    if said := nudge(expected, value):
        return Finding("form", said, shown, value, sound=sound)
    if not expected.fits(value):
        return _wrong_kind(question, _kind_of(value), value, _tip(question, value))
    if right_thought(expected, value):
        return Finding("form", list_form(expected, value), shown, value, sound=sound)
    if said := expected.named(value):
        return Finding("mistake", said, shown, value)
    return Finding("other", expected.remark(value), shown, value)


def _wrong_kind(question: Question, what: str, answer: JSON, tip: str) -> Finding:
    says, thought = _wants(question, what, tip), right_thought(question.expected, answer)
    free, sound = answer is None or thought, thought and not _unordered(question, answer)
    return Finding("kind", says, answer=answer, free=free, sound=sound, no_try=thought)


def _wants(question: Question, what: str, tip: str) -> str:
    return f"{question.name} wants {question.expected.wants}; you have {what}. {tip}".strip()


def _unordered(question: Question, value: JSON) -> bool:
    return set_items(value) is not None and "order" in question.expected.wants


def _tip(question: Question, value: JSON) -> str:
    expected = question.expected
    if _unordered(question, value):
        return "A set has no order. Square brackets make a list: `[...]`."
    if isinstance(value, str) and "number" in expected.wants:
        return bare_number(value, expected)
    return list_form(expected, value) or way_out(value)


def _kind_of(value: JSON) -> str:
    if isinstance(value, bool):
        return f"the value {value}"
    if isinstance(value, int | float):
        return f"the number {show(value)}"
    if isinstance(value, str):
        return f"the text {show(value, 60)}"
    if (items := set_items(value)) is not None:
        return describe(set(range(len(items))))
    return show(value) if is_map(value) else describe(value)


def complaints(question: Question) -> list[str]:
    """Return a sentence for each thing that makes ``question`` unfit for learners."""
    if not question.expected.judged:
        return []
    mistakes = (_mistake(question, number) for number in range(len(question.mistakes)))
    return [*_too_little(question), *filter(None, mistakes)]


def _too_little(question: Question) -> list[str]:
    parts: list[tuple[bool, str]] = [
        (len(question.hints) < 2, "needs two hints or more"),
        (len(question.mistakes) < 2, "needs two known mistakes or more"),
        (not question.because.strip(), "does not say why the answer is right (because=)"),
        (not all(hint.strip() for hint in question.hints), "has an empty hint"),
    ]
    return [line for wrong, line in parts if wrong]


def _mistake(question: Question, number: int) -> str:
    mistake, earlier = question.mistakes[number], question.mistakes[:number]
    shown = show(mistake.example, 60)
    if not mistake.says.strip():
        return f"says nothing about the mistake {shown}"
    if is_blank(mistake.example):
        return f"lists {shown} as a mistake; that is a blank answer"
    if question.expected.accepts(mistake.example):
        narrower = "give the answer a narrower expectation, such as near(..., digits=1)"
        return f"accepts {shown}, which it lists as a mistake: {narrower}"
    if not mistake.expected.accepts(mistake.example):
        return f"lists a mistake with an example, {shown}, that does not match it"
    if any(one.expected.accepts(mistake.example) for one in earlier):
        return f"never reaches the mistake {shown}: an earlier mistake accepts it too"
    return ""
