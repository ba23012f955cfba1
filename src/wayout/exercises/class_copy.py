"""A class copy of an exercise: its checks say how an answer is read, and never whether it is right.

The first cell of a copy tells all that is needed, ``start("03", release="…", asks={"q1":
"answer_1: one number"})``, so that one notebook file is enough. No stored check is read here.
"""

from dataclasses import dataclass, field

from wayout.exercises.endings import endings
from wayout.exercises.plain import JSON, Blank, NotData, is_blank, is_map, is_number, plain, show
from wayout.exercises.probe import Names, NotRun, Stopped, ask, names_in
from wayout.exercises.result import CheckResult
from wayout.language import count_words, in_figures, listed

_TEXT = "a text of"
GOES = "It goes to your teacher."


@dataclass(frozen=True)
class ClassCopy:
    """An open class copy: ``name`` is that of its file, without the ending.

    ``asks`` says of each question what it reads and what kind of answer it wants.
    """

    lesson: str
    release: str
    name: str
    asks: dict[str, tuple[str, str]] = field(default_factory=dict)


_open: ClassCopy | None = None


def begin(lesson: str, release: str, asks: dict[str, str], name: str = "") -> None:
    """Open a class copy, or with an empty ``release`` leave the one that was open."""
    global _open
    parts = {name: text.partition(": ") for name, text in asks.items()}
    given = {name: (probe, wants) for name, (probe, _, wants) in parts.items()}
    file = name or f"{lesson}_exercise"
    _open = ClassCopy(lesson, release, file, given) if release else None


def current() -> ClassCopy | None:
    """Return the class copy that ``start`` opened in this kernel, None in any other notebook."""
    return _open


def look(copy: ClassCopy, question: str, names: Names, own: Names | None = None) -> CheckResult:
    """Return the card of one question of a class copy: read, not answered, or of another kind."""
    name = question.strip().casefold()
    if name not in copy.asks:
        says = f"This exercise has no such question. It has {listed(copy.asks)}."
        return CheckResult(question, "unknown", says)
    probe, wants = copy.asks[name]
    ended = endings.of(names_in(probe))
    try:
        value = plain(ask(probe, names, own))
    except NotRun as missing:
        says = ended.says if ended else f"Run the cell above first: there is no `{missing}` yet."
        return CheckResult(name, "blank", says)
    except Stopped as error:
        return CheckResult(name, "kind", f"Your answer stops with an error. {error}.")
    except Blank:
        return CheckResult(name, "blank", ended.says if ended else f"{name} wants {wants}.")
    except NotData as odd:
        return CheckResult(name, "kind", f"{name} wants {wants}; you have {odd.what}. {GOES}")
    if ended is not None and not ended.taken:
        return CheckResult(name, "kind", ended.says, show(value))
    return _read(name, wants, value)


def _read(name: str, wants: str, value: JSON) -> CheckResult:
    if is_blank(value):
        return CheckResult(name, "blank", f"{name} wants {wants}.")
    if wants.startswith(_TEXT) and isinstance(value, str):
        number = count_words(value)
        said = f"{in_figures(number, 'word')}; {name} wants {wants}. {GOES}"
        return CheckResult(name, "read", f"I read {said}")
    if not _fits(wants, value):
        return CheckResult(name, "kind", f"{name} wants {wants}. {_HELP} {GOES}", show(value))
    return CheckResult(name, "read", f"I read this as your answer. {GOES}", show(value))


_HELP = "This is of another kind, or written in another way: look at it once more."


def _fits(wants: str, value: JSON) -> bool:
    """Tell whether an answer is of the kind asked for, as far as its words say it."""
    listing = isinstance(value, list) or (isinstance(value, dict) and len(value) == 1)
    kinds = {
        "number": is_number(value),
        "text": isinstance(value, str),
        "True or False": isinstance(value, bool),
        "a list": listing and not is_map(value),
        "a map": is_map(value),
    }
    asked = [kind for kind in kinds if kind in wants]
    return not asked or any(kinds[kind] for kind in asked)
