"""Build the sentence: choose a part for each slot, hear of each why, then write it yourself.

A match is built in the same way: each slot is a need, each part an answer, and nothing is written.
A machine cannot read a sentence, but it can judge a part that it knows. So the parts are judged,
and what a learner then writes freely is held against three criteria by the learner alone.
"""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from wayout.activities.face import Face, Fields, Reply, kept_line
from wayout.facts import say
from wayout.language import nearest
from wayout.tables.package import text
from wayout.work.activity import Activity, AnswerError, as_dict, reason
from wayout.work.entries import Entry
from wayout.work.session import current
from wayout.work.workfile import WorkFile

Choice = dict[str, str]
"""For each slot, by its number as a text, the number of the chosen part."""


@dataclass(frozen=True)
class Part:
    """One part that a slot can be filled with, figures filled in.

    ``right``: whether it belongs into a true and careful sentence; ``why`` says why, or why not.
    """

    says: str
    right: bool
    why: str


@dataclass(frozen=True)
class Slot:
    """One place of the sentence, or one need, and what can stand there.

    ``tells`` is what the tables say of a need.
    """

    name: str
    parts: tuple[Part, ...]
    tells: str = ""


@dataclass(frozen=True)
class Task:
    """One sentence to build, asked at ``place``: lesson and question, such as ``"02 q6"``.

    ``says`` is what is asked, ``own`` what to look for in the sentence one then writes. ``how``
    says what the answers of a match mean; a sentence has none.
    """

    place: str
    says: str
    slots: tuple[Slot, ...]
    own: tuple[str, ...]
    how: str = ""

    def chosen(self, choice: Choice) -> list[Part | None]:
        """Return the part chosen for each slot, ``None`` where there is none yet."""
        named = [(slot.parts, choice.get(str(i), "")) for i, slot in enumerate(self.slots)]
        return [p[int(n)] if n.isdecimal() and int(n) < len(p) else None for p, n in named]

    def right(self, choice: Choice) -> bool:
        """Whether every slot holds a part that belongs there."""
        return all(part and part.right for part in self.chosen(choice))

    def model(self) -> str:
        """Return a sentence of right parts."""
        return " ".join(next(p.says for p in slot.parts if p.right) for slot in self.slots)


@cache
def tasks() -> dict[str, Task]:
    """Return all sentences to build, by lesson and question."""
    return {place: _task(place, row) for place, row in tomllib.loads(text("build")).items()}


def _task(place: str, row: dict[str, Any]) -> Task:
    return Task(
        place, row["task"], tuple(map(_slot, row["slots"])), tuple(row["own"]), row.get("how", "")
    )


def _slot(row: dict[str, Any]) -> Slot:
    return Slot(row["name"], tuple(map(_part, row["parts"])), str(say(row.get("tells", ""))))


def _part(row: dict[str, str]) -> Part:
    why = row.get("right") or row["wrong"]
    return Part(str(say(row["says"])), "right" in row, str(say(why)))


def _is_known(entry: Entry) -> bool:
    place = as_dict(entry).get("of")
    return isinstance(place, str) and place in tasks()


def _built(entry: Entry) -> Choice | None:
    choice = as_dict(entry).get("choice")
    if not _is_known(entry) or not isinstance(choice, dict):
        return None
    return {str(slot): str(part) for slot, part in choice.items()}


def _written(entry: Entry) -> dict[str, Any] | None:
    value = as_dict(entry)
    whole = isinstance(value.get("text"), str) and isinstance(value.get("ticks"), list)
    return value if _is_known(entry) and whole else None


def _of(entry: Entry) -> str:
    return str(entry.value["of"])


BUILT: Activity[Choice] = Activity(
    "built", _built, _of, "Sentences and matches", every=lambda: tuple(tasks())
)
WRITTEN: Activity[dict[str, Any]] = Activity("written", _written, _of)
ACTIVITIES = (BUILT, WRITTEN)


def build(question: str) -> "BuilderFace":
    """Return the card on which the sentence of a question, such as ``"q6"``, is built.

    Raises AnswerError when the exercise that is open has no such sentence.
    """
    session = current()
    place = f"{session.lesson} {question}"
    if place not in tasks():
        raise AnswerError(f"There is no sentence to build at '{place}'. {nearest(place, tasks())}")
    return BuilderFace(tasks()[place], session.work, session.lesson)


def match(name: str) -> "MatchFace":
    """Return the card on which needs and answers are matched, such as ``"needs"``.

    Raises AnswerError when there is no such match.
    """
    known = {place.split()[1]: task for place, task in tasks().items() if task.how}
    if name not in known:
        raise AnswerError(f"There is nothing to match named '{name}'. {nearest(name, known)}")
    session = current()
    return MatchFace(known[name], session.work, session.lesson)


class BuilderFace(Face):
    """Slots to choose from, the sentence they make, a reason for each, and room for one's own."""

    template = "builder.html"
    first = "Choose a part for each place"

    def __init__(self, task: Task, work: WorkFile, lesson: str) -> None:
        self.task, self.lesson = task, lesson
        super().__init__(work, f"build {task.place}")

    def saved(self) -> Fields:
        """Return the parts chosen last and the sentence written last."""
        fields = Fields({f"slot-{slot}": part for slot, part in self._choice().items()})
        if written := self._last(WRITTEN):
            ticks = {f"tick-{i}": "yes" for i in written["ticks"]}
            fields |= {"text": written["text"], **ticks}
        return fields

    def _last(self, activity: Activity[Any]) -> Any:
        given = [one for entry, one in activity.pairs(self.work) if _of(entry) == self.task.place]
        return given[-1] if given else None

    def _choice(self) -> Choice:
        choice: Choice = self._last(BUILT) or {}
        return choice

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the slots, the sentence as it stands, and what can be said of the saved one."""
        choice, saved = _choice(fields), self._choice()
        checked = self.task.chosen(saved) if saved else []
        return {
            "task": self.task,
            "sentence": " ".join(p.says if p else "…" for p in self.task.chosen(choice)),
            "checked": list(zip(self.task.slots, checked, strict=False)),
            "right": bool(saved) and self.task.right(saved),
            "now": self._now(changed, "slot-", BUILT, f"{self.first}."),
            "own": self._now(changed, ("text", "tick-"), WRITTEN, "Not saved yet."),
            "written": self._last(WRITTEN),
        }

    def _now(
        self, changed: Collection[str], names: str | tuple[str, ...], of: Activity[Any], empty: str
    ) -> str:
        if any(name.startswith(names) for name in changed):
            return "Changed, not saved yet."
        entries = [entry for entry, _ in of.pairs(self.work) if _of(entry) == self.task.place]
        return kept_line(self.work, entries[-1].when) if entries else empty

    def do_check(self, fields: Fields, _: str) -> Reply:
        """Keep the chosen parts; the card then says of each why it fits or not."""
        choice = _choice(fields)
        empty = [
            s.name for s, p in zip(self.task.slots, self.task.chosen(choice), strict=True) if not p
        ]
        if empty:
            raise AnswerError(f"{self.first} first: {', '.join(empty)}.")
        BUILT.keep(self.work, {"of": self.task.place, "choice": choice}, lesson=self.lesson)
        return Reply(forget=[name for name in fields if name.startswith("slot-")])

    def do_write(self, fields: Fields, _: str) -> Reply:
        """Keep the learner's own sentence and what they tick; nobody grades it."""
        said = reason(fields["text"], "Write your sentence first: three words at least.")
        ticks = [i for i in range(len(self.task.own)) if fields[f"tick-{i}"]]
        value = {"of": self.task.place, "text": said, "ticks": ticks}
        WRITTEN.keep(self.work, value, lesson=self.lesson)
        return Reply(forget=[n for n in fields if n == "text" or n.startswith("tick-")])


class MatchFace(BuilderFace):
    """A need in each row, four answers to choose from, and for each a reason with its figures."""

    template = "match.html"
    first = "Choose an answer for each need"

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return what a sentence to build has, the options of each need, and how many are fair."""
        seen, slots = super().view(fields, changed), self.task.slots
        options = [[(str(i), part.says) for i, part in enumerate(one.parts)] for one in slots]
        fair = sum(part is not None and part.right for _, part in seen["checked"])
        return seen | {"options": options, "fair": fair}


def _choice(fields: Fields) -> Choice:
    names = (name for name in fields if name.startswith("slot-") and fields[name])
    return {name.removeprefix("slot-"): fields[name] for name in names}
