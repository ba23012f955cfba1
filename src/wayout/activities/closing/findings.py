"""What was found so far: verdicts, sentences, needs, yardsticks and guesses, by the tables."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from wayout.activities.builder import BUILT, WRITTEN, Task, tasks
from wayout.activities.closing import drawn
from wayout.activities.desk import known
from wayout.activities.desk.consequence import corrected
from wayout.activities.desk.desk import VERDICT, Desk
from wayout.activities.face import Face, Fields
from wayout.activities.forecasts.answers import all_open, is_sealed
from wayout.activities.guess import GUESS, questions
from wayout.activities.guess.questions import Question, Values
from wayout.activities.sorter.choices import Sorter
from wayout.activities.yardstick.choice import NAMES, Yardstick
from wayout.essay import claim, every_claim, sentence
from wayout.work.session import current
from wayout.work.workfile import WorkFile

GROUPS = {
    "holds": "You say that it holds",
    "holds in part": "You say that it holds in part",
    "does not hold": "You say that it does not hold",
    "cannot tell": "You say that you cannot tell",
}
FEWEST = 3
"""From so many sentences on, a kind is called one that the learner mostly read as the key does."""


def findings(sealed: bool = False) -> "FindingsFace":
    """Return the card of what was found so far.

    With ``sealed`` it opens when the forecasts are sealed: some boards and desks tell what came.
    """
    return FindingsFace(current().work, sealed=sealed)


class FindingsFace(Face):
    """Short lists; an empty one says where its answers come from."""

    template = "findings.html"

    def __init__(self, work: WorkFile, *, sealed: bool = False) -> None:
        self.sealed = sealed
        super().__init__(work, "findings sealed" if sealed else "findings")

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return what the learner said, and beside it what the tables say."""
        if self.sealed and not is_sealed(self.work):
            return {"waits": True}
        sorter = Sorter("", self.work)
        return {
            "waits": False,
            "verdicts": verdicts(self.work),
            "boards": drawn.board_lines(self.work),
            "map": drawn.map_lines(self.work),
            "rivals": drawn.rival_lines(self.work),
            "forecasts": drawn.forecast_lines(self.work),
            "sorted": sorter.agreement().words() if sorter.made() else "",
            "kinds": _kinds(sorter),
            "built": _built(self.work, matches=False),
            "matched": _built(self.work, matches=True),
            "yardsticks": _yardsticks(self.work),
            "guesses": _guesses(self.work),
        }


def verdicts(work: WorkFile) -> list[dict[str, Any]]:
    """Return the newest verdict on each claim with its group and what the tables add."""
    found = []
    for name in {entry.claim for entry, _ in VERDICT.pairs(work)}:
        desk = Desk(name, "", work)
        last = desk.verdicts()[-1]
        about = {"group": GROUPS[last.outcome], "claim": desk.claim, "why": last.why}
        adds = [claim(one).says for one in known.adds(name)]
        found.append({**about, "adds": adds, "corrects": corrected(desk)})
    places, groups = {one.id: n for n, one in enumerate(every_claim())}, [*GROUPS.values()]
    return sorted(found, key=lambda one: (groups.index(one["group"]), places[one["claim"].id]))


def _kinds(sorter: Sorter) -> list[str]:
    """Return on which kinds of sentences the learner and the key mostly meet, and mostly part."""
    fits, every = Counter[str](), Counter[str]()
    for number, choice in sorter.choices().items():
        kinds = sentence(number).kinds
        every[kinds[0]] += 1
        fits[kinds[0]] += choice.kind in kinds
    told = [kind for kind, many in every.items() if many >= FEWEST]
    if not told:
        return []
    best = max(told, key=lambda kind: fits[kind] / every[kind])
    worst = min(told, key=lambda kind: fits[kind] / every[kind])
    said = [f"You and the key met most often on {_of(best, fits, every)}."] if fits[best] else []
    if fits[worst] < every[worst] and (worst != best or not said):
        parted = f"You parted most often on {_of(worst, fits, every, parted=True)}"
        said.append(f"{parted}: look at one of them again, it may be the key that is too strict.")
    return said


def _of(kind: str, fits: Counter[str], every: Counter[str], *, parted: bool = False) -> str:
    many = every[kind] - fits[kind] if parted else fits[kind]
    return f"sentences of the kind “{kind}” ({many} of {every[kind]})"


def _built(work: WorkFile, *, matches: bool) -> list[tuple[str, str]]:
    """Return each sentence as it was built or written last, or each need with its answer."""
    asked = [task for task in tasks().values() if bool(task.how) == matches]
    return [row for task in asked for row in (_matched if matches else _sentence)(task, work)]


def _sentence(task: Task, work: WorkFile) -> list[tuple[str, str]]:
    number = task.place.split()[0].lstrip("0")
    built, written = BUILT.at(work, task.place), WRITTEN.at(work, task.place)
    if written:
        return [(f"In exercise {number} you wrote:", written[-1][1]["text"])]
    if not built:
        return []
    said = " ".join(part.says if part else "…" for part in task.chosen(built[-1][1]))
    open_ = "" if task.right(built[-1][1]) else ", not all of it right yet"
    return [(f"In exercise {number} you built{open_}:", said)]


def _matched(task: Task, work: WorkFile) -> list[tuple[str, str]]:
    given = BUILT.at(work, task.place)
    chosen = zip(task.slots, task.chosen(given[-1][1]), strict=True) if given else ()
    fair = {True: "fair by the tables", False: "not by our tables"}
    return [(f"{slot.name}:", f"{p.says} ({fair[p.right]})") for slot, p in chosen if p]


def _yardsticks(work: WorkFile) -> list[tuple[str, str]]:
    chosen = Yardstick("", work)
    kept = [(NAMES[stage], chosen.kept(stage)) for stage in NAMES]
    return [(name, f"{one.about.name}: {one.about.in_words(one.threshold)}")
            for name, one in kept if one]  # fmt: skip


def _guesses(work: WorkFile) -> list[tuple[str, str]]:
    """Return each first guess, in the order of the lessons, compared with the tables.

    One that waits is told when all forecasts are open.
    """
    first = {entry.value["of"]: values for entry, values in reversed(GUESS.pairs(work))}
    shut = not all_open(work)
    asked = [one for name, one in questions().items() if name in first and not (one.waits and shut)]
    return [(one.ask, _told(one, first[one.id])) for one in sorted(asked, key=lambda q: q.lesson)]


def _told(question: Question, values: Values) -> str:
    """Return the comparison; of a place, also which place it was."""
    said = question.compare(values)
    return f"{said} {question.found}" if question.kind == "place" else said
