"""Build the sentence: choose a part for each slot, hear of each why, then write it yourself.

A match is built in the same way: each slot is a need, each part an answer, and nothing is written.
A machine cannot read a sentence, but it can judge a part that it knows. So the parts are judged,
and what a learner then writes freely is held against three criteria by the learner alone.
"""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from wayout.activities.face import UNSAVED, Face, Fields, Reply, kept_line
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
    says what the answers of a match mean; a sentence has none. ``title`` is what a match is called,
    ``by`` what its answers are held against. ``mirror`` is what to say to the
    parts of `mirrored`, which make a sentence that is true and not what was asked.
    """

    place: str
    says: str
    slots: tuple[Slot, ...]
    own: tuple[str, ...]
    how: str = ""
    mirror: str = ""
    mirrored: tuple[tuple[str, int], ...] = ()
    title: str = "Match need and door"
    by: str = "by our tables"

    def chosen(self, choice: Choice) -> list[Part | None]:
        """Return the part chosen for each slot, ``None`` where there is none yet."""
        numbered = [{str(n): part for n, part in enumerate(slot.parts)} for slot in self.slots]
        return [parts.get(choice.get(str(i), "")) for i, parts in enumerate(numbered)]

    def right(self, choice: Choice) -> bool:
        """Whether every slot holds a part that belongs there."""
        return all(part and part.right for part in self.chosen(choice))

    def turned(self, choice: Choice) -> bool:
        """Whether the parts make the true sentence that is the mirror of what was asked."""
        parts = dict(self.mirrored)
        named = {one.name: one.parts[parts[one.name]] for one in self.slots if one.name in parts}
        pairs = zip(self.slots, self.chosen(choice), strict=True)
        fits = (p == named[s.name] if s.name in named else p and p.right for s, p in pairs)
        return bool(named) and all(fits)

    def model(self) -> str:
        """Return a sentence of right parts."""
        return " ".join(next(p.says for p in slot.parts if p.right) for slot in self.slots)


@cache
def tasks() -> dict[str, Task]:
    """Return all sentences to build, by lesson and question."""
    return {place: _task(place, row) for place, row in tomllib.loads(text("build")).items()}


def _task(place: str, row: dict[str, Any]) -> Task:
    slots, own, mirror = map(_slot, row["slots"]), tuple(row["own"]), row.get("mirror", {})
    turned = tuple(mirror.get("parts", {}).items())
    named = {name: row[name] for name in ("how", "title", "by") if name in row}
    says = mirror.get("says", "")
    return Task(place, row["task"], tuple(slots), own, mirror=says, mirrored=turned, **named)


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
    "built", _built, _of, "Sentences and matches", every=lambda: tuple(tasks()), asks=tasks
)
WRITTEN: Activity[dict[str, Any]] = Activity("written", _written, _of)
ACTIVITIES = (BUILT, WRITTEN)


def build(question: str) -> "BuilderFace":
    """Return the card on which the sentence of a question, such as ``"q6"``, is built.

    Raises AnswerError when the exercise that is open has no such sentence.
    """
    session = current()
    place, known = f"{session.lesson} {question}", [p for p, t in tasks().items() if not t.how]
    if place not in known:
        raise AnswerError(f"There is no sentence to build at '{place}'. {nearest(place, known)}")
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


class PartsFace(Face):
    """Slots to choose from, and for each, once it is saved, the reason of the chosen part."""

    ask: ClassVar[str]

    def __init__(self, task: Task, work: WorkFile, lesson: str) -> None:
        self.task, self.lesson = task, lesson
        super().__init__(work, f"build {task.place}")

    def saved(self) -> Fields:
        """Return the parts chosen last."""
        return Fields({f"slot-{slot}": part for slot, part in self._choice().items()})

    def _choice(self) -> Choice:
        choice: Choice = self._last(BUILT) or {}
        return choice

    def _last(self, activity: Activity[Any]) -> Any:
        return next((one for _, one in reversed(activity.at(self.work, self.task.place))), None)

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the slots and what can be said of the choice that is saved."""
        saved = self._choice()
        checked = self.task.chosen(saved) if saved else []
        return {
            "task": self.task,
            "options": [
                [(str(i), part.says) for i, part in enumerate(one.parts)] for one in self.task.slots
            ],
            "checked": list(zip(self.task.slots, checked, strict=False)),
            "right": bool(saved) and self.task.right(saved),
            "turned": self.task.mirror if saved and self.task.turned(saved) else "",
            "now": self._now(changed, "slot-", BUILT, f"{self.ask}."),
        }

    def _now(
        self, changed: Collection[str], names: str | tuple[str, ...], of: Activity[Any], empty: str
    ) -> str:
        if any(name.startswith(names) for name in changed):
            return UNSAVED
        given = of.at(self.work, self.task.place)
        return kept_line(self.work, given[-1][0].when) if given else empty

    def do_check(self, fields: Fields, _: str) -> Reply:
        """Keep the chosen parts; the card then says of each why it fits or not."""
        choice = _choice(fields)
        chosen = zip(self.task.slots, self.task.chosen(choice), strict=True)
        empty = [slot.name for slot, part in chosen if not part]
        if empty:
            raise AnswerError(f"{self.ask} first: {', '.join(empty)}.")
        BUILT.keep(self.work, {"of": self.task.place, "choice": choice}, lesson=self.lesson)
        return Reply(forget=[name for name in fields if name.startswith("slot-")])


class BuilderFace(PartsFace):
    """The sentence that the parts make, and room for one's own."""

    template = "builder.html"
    ask = "Choose a part for each place"

    def saved(self) -> Fields:
        """Return the parts chosen last and the sentence written last."""
        fields = super().saved()
        if written := self._last(WRITTEN):
            ticks = {f"tick-{i}": "yes" for i in written["ticks"]}
            fields |= {"text": written["text"], **ticks}
        return fields

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the sentence as it stands too, and the learner's own."""
        return super().view(fields, changed) | {
            "sentence": " ".join(p.says if p else "…" for p in self.task.chosen(_choice(fields))),
            "own": self._now(changed, ("text", "tick-"), WRITTEN, "Not saved yet."),
            "written": self._last(WRITTEN),
        }

    def do_write(self, fields: Fields, _: str) -> Reply:
        """Keep the learner's own sentence and what they tick; nobody grades it."""
        said = reason(fields["text"], "Write your sentence first: three words at least.")
        ticks = [i for i in range(len(self.task.own)) if fields[f"tick-{i}"]]
        value = {"of": self.task.place, "text": said, "ticks": ticks}
        WRITTEN.keep(self.work, value, lesson=self.lesson)
        return Reply(forget=[n for n in fields if n == "text" or n.startswith("tick-")])


class MatchFace(PartsFace):
    """A need in each row, four answers to choose from, and for each a reason with its figures."""

    template = "match.html"
    ask = "Choose an answer in each row"

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the options of each need and how many answers are fair too."""
        seen = super().view(fields, changed)
        fair = sum(part is not None and part.right for _, part in seen["checked"])
        return seen | {"fair": fair}


def _choice(fields: Fields) -> Choice:
    names = (name for name in fields if name.startswith("slot-") and fields[name])
    return {name.removeprefix("slot-"): fields[name] for name in names}
