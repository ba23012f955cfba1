"""The map bench (W6), without its face: a learner's own map of the essay's argument.

The claims of the essay and from outside lie ready; premises that the essay leaves unsaid, and that
no earlier lesson has spoken of, are for the learner to find and to word. Whatever is drawn stays,
and what there is to say of it comes from `wayout.argument.feedback`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from wayout import essay
from wayout.activities.bench.moves import (
    BENCH,
    OWN,
    Change,
    Drawn,
    Joined,
    Log,
    Move,
    changed,
    own_id,
    place,
    reason_id,
    replayed,
)
from wayout.argument import (
    AcceptedLink,
    ArgumentMap,
    Claim,
    Link,
    LinkKind,
    Note,
    Reason,
    Report,
    Verdict,
    compare,
)
from wayout.argument.checks import check_whole, circles, same_wording
from wayout.work.activity import AnswerError, reason
from wayout.work.workfile import WorkFile

LONGEST_CLAIM = 300
"""How many characters a claim of the learner's may have."""
MOST_PARTS = 300
"""How many claims, reasons and links a map of the learner's may have."""
CUT = "cut "
"""How a place begins at which a claim does not let a step count."""
START = "s09"
"""The claim in hand when nothing is drawn yet."""
LESSON = "06"
"""The lesson that asks for what the essay leaves unsaid."""


@cache
def ours() -> ArgumentMap:
    """Return the course's map of the essay."""
    return essay.argument_map()


@cache
def accepted() -> tuple[AcceptedLink, ...]:
    """Return the links that may be drawn."""
    return essay.accepted_links()


@cache
def known() -> Mapping[str, Claim]:
    """Return the claims of the course's map by id."""
    return {claim.id: claim for claim in ours().claims}


@cache
def unsaid() -> frozenset[str]:
    """Return the claims that stay hidden until the learner has looked for them."""
    listed = essay.every_claim()
    return frozenset(c.id for c in listed if c.origin == "unstated" and c.lesson >= LESSON)


@dataclass(frozen=True)
class Twin:
    """A claim of the learner's, and one that the course words as its own at the same place."""

    own: str
    ours: str


def as_map(drawn: Drawn, standing_in: bool = False) -> ArgumentMap:
    """Return what is drawn as a map: the claims that are used, and all of the learner's own.

    With ``standing_in``, a claim that says the same as one of the course gives its place to it;
    links and reasons stay in order and number.
    """

    def seat(name: str) -> str:
        return drawn.stands_for(name) if standing_in else name

    used = {*map(seat, drawn.used() | {*drawn.own})}
    claims = [claim for claim in ours().claims if claim.id in used]
    claims += [_own_claim(drawn, name) for name in drawn.own if name in used]
    names = {key: reason_name(drawn, key) for key in drawn.reasons}
    reasons = [
        Reason(names[key], "", tuple(map(seat, one.premises)), seat(one.conclusion))
        for key, one in drawn.reasons.items()
    ]
    links = [
        Link(seat(source), names.get(target, seat(target)), kind)
        for (source, target), kind in drawn.links.items()
    ]
    return ArgumentMap(tuple(claims), tuple(reasons), tuple(links))


def _own_claim(drawn: Drawn, name: str) -> Claim:
    return Claim(name, drawn.own[name], "fact", (), "unstated", f"Mine {drawn.numbers[name]}")


def reason_name(drawn: Drawn, key: str) -> str:
    """Return what a reason is called, such as ``"Reason 2"``."""
    return f"Reason {drawn.numbers[key]}"


class Bench:
    """A learner's map, from the moves in the work file; each change of it is kept as a move."""

    def __init__(self, lesson: str, work: WorkFile) -> None:
        self.lesson, self.work = lesson, work
        self._version, self._seen = -1, tuple[str, ...]()
        self._moves: dict[str, Move | None] = {}
        self._log = Log()
        self._map = self._compared = ArgumentMap()
        self._report: Report | None = None

    # What there is ----------------------------------------------------------------------------

    def _read(self) -> None:
        """Make the moves anew if there are others than before."""
        if (version := self.work.version) == self._version:
            return
        self._version, entries = version, self.work.entries(BENCH.kind)
        if (seen := tuple(one.id for one in entries)) != self._seen:
            self._moves |= {one.id: BENCH.read(one) for one in entries if one.id not in self._moves}
            moves = ((name, move) for name in seen if (move := self._moves[name]))
            self._log = replayed(moves, known(), self._log)
            self._map = as_map(self._log.drawn)
            self._compared = as_map(self._log.drawn, standing_in=True)
            self._report, self._seen = None, seen

    @property
    def log(self) -> Log:
        """Return what comes of all moves."""
        self._read()
        return self._log

    @property
    def drawn(self) -> Drawn:
        """Return what is drawn."""
        return self.log.drawn

    @property
    def map(self) -> ArgumentMap:
        """Return the learner's map, with the claims that are used and the learner's own."""
        self._read()
        return self._map

    @property
    def report(self) -> Report:
        """Return what there is to say of the map; links and reasons in the order of `map`."""
        self._read()
        if self._report is None:
            self._report = compare(self._compared, ours(), accepted())
        return self._report

    def claims(self) -> list[Claim]:
        """Return the claims that can be chosen: the course's, without what is hidden, and own."""
        drawn, hidden = self.drawn, self.hidden()
        own = [_own_claim(drawn, name) for name in drawn.own]
        taken = {drawn.stands_for(name) for name in drawn.own}
        free = [one for one in ours().claims if one.id not in hidden | (taken - drawn.used())]
        return [*free, *own]

    def claim(self, name: str) -> Claim:
        """Return a claim that can be chosen; AnswerError says what to do if it is none."""
        for one in self.claims():
            if one.id == name:
                return one
        raise AnswerError("Choose a claim from the list first.")

    def hidden(self) -> set[str]:
        """Return the claims that the learner has not found, or been shown, or asked about."""
        drawn, log = self.drawn, self.log
        asked = {entry.claim for entry in self.work.entries("dial")}
        answered = {theirs for _, theirs in drawn.same}
        return {*unsaid()} - log.shown - asked - answered - drawn.used()

    def last(self) -> str:
        """Return the claim that was worked on last, empty if there is none."""
        log, there = self.log, {*known(), *self.drawn.own}
        places = (place(log.moves[name].changes, log.drawn) for name in reversed(log.done))
        return next((name for name in places if name in there), "")

    def newest(self) -> tuple[str, str] | str:
        """Return what was put on the map last: the ends of a link, or the id of a reason."""
        log = self.log
        changes = log.moves[log.done[-1]].changes if log.done else ()
        for sort, *parts in reversed(changes):
            if sort == "link" and parts[2]:
                return parts[0], parts[1]
            if sort == "reason" and parts[2]:
                return str(parts[0])
        return ""

    def keys(self) -> dict[str, str]:
        """Return the ids of the reasons by what they are called."""
        return {reason_name(self.drawn, key): key for key in self.drawn.reasons}

    def notes(self) -> dict[tuple[str, str] | str, Note]:
        """Return what there is to say, by the ends of a link or by the id of a reason."""
        notes, drawn = self.report.notes, self.drawn
        parts: list[tuple[str, str] | str] = [*drawn.links, *drawn.reasons]
        return dict(zip(parts, notes, strict=True))

    def to_find(self, name: str) -> list[Note]:
        """Return what is still to be found that bears on a claim, or on a reason for it."""
        here = {name, self.drawn.stands_for(name)}
        here |= {one.id for one in ours().reasons if one.conclusion in here}
        found = []
        for note in self.report.to_find:
            end = note.part.conclusion if isinstance(note.part, Reason) else note.part.target
            found += [note] if end in here else []
        return found

    @property
    def fair(self) -> int:
        """Return how many links and reasons are the learner's own: fair, or with own claims."""
        yours = {Verdict.FAIR, Verdict.OWN, Verdict.SPLIT}
        return sum(note.verdict in yours for note in self.report.notes)

    @property
    def in_all(self) -> int:
        """Return how many links and reasons are found, or the learner's own."""
        return self.report.links_found + self.report.reasons_found + self.fair

    def loops(self) -> list[tuple[Claim, ...]]:
        """Return each circle of reasons, claim by claim, its first claim again at its end."""
        by = {claim.id: claim for claim in self.map.claims}
        return [tuple(by[name] for name in circle) for circle in circles(self.map)]

    def faults(self) -> list[str]:
        """Return what is to be said of the map as a whole, without its circles: see `loops`."""
        self._read()
        return check_whole(self._compared, circles(self._compared))

    def twins(self) -> list[Twin]:
        """Return own premises that may say what the course says is unsaid at the same place."""
        notes, drawn = self.notes(), self.drawn
        found = []
        for key, one in drawn.reasons.items():
            about = notes[key].about
            if isinstance(about, Reason):
                found += [Twin(*pair) for pair in _pairs(drawn, one, about)]
        return [twin for twin in dict.fromkeys(found) if (twin.own, twin.ours) not in drawn.same]

    def matches(self) -> list[Twin]:
        """Return own claims of which the learner says that they say the same as the course's."""
        return [Twin(*ends) for ends, yes in self.drawn.same.items() if yes]

    # What a learner does ------------------------------------------------------------------------

    def put(self, *changes: Change) -> bool:
        """Make changes and keep them as one move; return whether anything came of them."""
        now = self.drawn
        after = changed(now, changes, known())
        if after == now:
            if any(entry.kind == BENCH.kind for entry in self.work.loaded()):
                # What came with a loaded file can be undone; this is the learner's and stays.
                self._keep({"put": [list(change) for change in changes]})
            self._save()
            return False
        more = [len(now.own), len(now.links), len(now.reasons)]
        if (count := _size(after)) > MOST_PARTS and count > sum(more):
            raise AnswerError(f"A map can hold {MOST_PARTS} parts, and this would be {count}.")
        self._keep({"put": [list(change) for change in changes]})
        return True

    def link(self, source: str, target: str, kind: LinkKind) -> bool:
        """Let a claim speak for or against another; the newer of two kinds counts."""
        if self.claim(source).id == self.claim(target).id:
            raise AnswerError("A claim is no answer to itself. Choose another claim.")
        return self.put(("link", source, target, kind))

    def cut(self, source: str, conclusion: str, step: str) -> bool:
        """Let a claim show that a step to a conclusion does not bear on it.

        ``step`` is a reason, or a claim with a link 'for', which then becomes a reason of its own.
        """
        self.claim(source)
        return self.put(*self._cut(source, conclusion, step))

    def _cut(self, source: str, conclusion: str, step: str) -> list[Change]:
        if step not in self.steps(conclusion) or source == step:
            raise AnswerError(
                "“Does not bear on it” is said of a step. Choose which step to this claim it cuts;"
                " if there is none yet, put one on the map first."
            )
        if step not in self.drawn.reasons:
            made, key = self._new(conclusion, [step])
            return [("link", step, conclusion, ""), made, ("link", source, key, "undercut")]
        return [("link", source, step, "undercut")]

    def work_with(self, source: str, conclusion: str, step: str) -> bool:
        """Let a claim lead to a conclusion together with a step to it."""
        if self.claim(source).id in (conclusion, step):
            raise AnswerError("A claim cannot work together with itself. Choose another claim.")
        alone = [("link", source, conclusion, "")]
        return self.put(*alone, *self._placed(source, conclusion, step))

    def take(self, source: str, target: str) -> bool:
        """Take a link off the map."""
        return self.put(("link", source, target, ""))

    def join(self, conclusion: str, parts: Iterable[str]) -> bool:
        """Make one reason of steps to a conclusion: of claims that speak for it, and of reasons."""
        drawn, chosen = self.drawn, [*dict.fromkeys(parts)]
        steps = [one for one in chosen if one in self.steps(conclusion)]
        if len(steps) < 2 or len(steps) < len(chosen):
            raise AnswerError("Tick at least two points for this claim that only work together.")
        reasons = [one for one in steps if one in drawn.reasons]
        premises = [one for step in steps for one in self._premises(step)]
        drops = [("link", one, conclusion, "") for one in steps if one not in reasons]
        if not reasons:
            return self.put(*drops, self._new(conclusion, premises)[0])
        first, *others = reasons
        moved = [
            ("link", source, first, "undercut")
            for (source, target) in drawn.links
            if target in others
        ]
        gone: list[Change] = [("reason", one, conclusion, []) for one in others]
        return self.put(*drops, *moved, *gone, ("reason", first, conclusion, premises))

    def apart(self, key: str) -> bool:
        """Let each premise of a reason speak for its conclusion by itself."""
        joined = self._joined(key)
        singles = [("link", one, joined.conclusion, "for") for one in joined.premises]
        return self.put(("reason", key, joined.conclusion, []), *singles)

    def drop(self, key: str, premise: str = "") -> bool:
        """Take a premise out of a reason; without one, the whole reason."""
        joined = self._joined(key)
        left = [one for one in joined.premises if premise and one != premise]
        return self.put(("reason", key, joined.conclusion, left))

    def add(self, text: str, conclusion: str, where: str) -> str:
        """Add a claim in the learner's words and return its id.

        ``where`` is ``"for"`` or ``"against"`` the conclusion, a step that it works with, or `CUT`
        and a step that it does not let count.
        """
        said = " ".join(reason(text, "Write a whole claim: three words at least.").split())
        if len(said) > LONGEST_CLAIM:
            raise AnswerError(
                f"{len(said):,} characters: a claim is one sentence, {LONGEST_CLAIM} at most."
            )
        self._refuse_known(said)
        self.claim(conclusion)
        name = own_id(said)
        if name == conclusion:
            raise AnswerError("That is the claim itself. Write what it needs beside what is said.")
        self.put(("claim", name, said), *self._placed(name, conclusion, where))
        return name

    def erase(self, own: str) -> bool:
        """Take a claim of the learner's off the map, with all that is joined to it."""
        return self.put(("claim", own, ""))

    def say_same(self, own: str, theirs: str, yes: bool) -> bool:
        """Keep whether a learner's premise says the same as the course's."""
        return self.put(("same", own, theirs, yes))

    def show(self, names: Collection[str]) -> None:
        """Keep that some hidden claims were shown to the learner."""
        if fresh := sorted({*names} & self.hidden()):
            self._keep({"shown": fresh})

    def undo(self) -> str | None:
        """Take the newest move back; return the claim it is about, or None if there is no move."""
        return self._turn("undo", self.log.done)

    def redo(self) -> str | None:
        """Make the move again that was undone last; return the claim it is about, or None."""
        return self._turn("redo", self.log.undone)

    def _turn(self, how: str, moves: Sequence[str]) -> str | None:
        if not moves:
            return None
        before, changes = self.drawn, self.log.moves[moves[-1]].changes
        self._keep({how: moves[-1]})
        return place(changes, before, self.drawn)

    # Pieces -------------------------------------------------------------------------------------

    def steps(self, conclusion: str) -> list[str]:
        """Return what leads to a claim: ids of reasons, then of claims with a link 'for'."""
        drawn = self.drawn
        reasons = [key for key, one in drawn.reasons.items() if one.conclusion == conclusion]
        singles = [s for (s, t), kind in drawn.links.items() if (t, kind) == (conclusion, "for")]
        return [*reasons, *singles]

    def _placed(self, name: str, conclusion: str, where: str) -> list[Change]:
        if where in ("for", "against"):
            return [("link", name, conclusion, where)]
        if where.startswith(CUT):
            return self._cut(name, conclusion, where.removeprefix(CUT))
        if where not in self.steps(conclusion):
            raise AnswerError("Choose first what your premise works together with.")
        if where in self.drawn.reasons:
            return [("reason", where, conclusion, [*self._premises(where), name])]
        return [("link", where, conclusion, ""), self._new(conclusion, [where, name])[0]]

    def _new(self, conclusion: str, premises: Sequence[str]) -> tuple[Change, str]:
        key = reason_id(Joined(conclusion, tuple(premises)), self.drawn.numbers)
        return ("reason", key, conclusion, [*premises]), key

    def _premises(self, step: str) -> tuple[str, ...]:
        joined = self.drawn.reasons.get(step)
        return joined.premises if joined else (step,)

    def _joined(self, key: str) -> Joined:
        if key not in self.drawn.reasons:
            raise AnswerError("This reason is no longer on the map.")
        return self.drawn.reasons[key]

    def _refuse_known(self, said: str) -> None:
        words = same_wording(said)
        for one in self.claims():
            if not one.id.startswith(OWN) and same_wording(one.text) == words:
                raise AnswerError(f"These are the words of “{one.title}”. Choose it from the list.")

    def _keep(self, value: dict[str, object]) -> None:
        # Whether it is the same again was asked before; `Activity.keep` would read every move.
        self.work.add(BENCH.kind, value, lesson=self.lesson)

    def _save(self) -> None:
        """Try the disk again, if it refused before."""
        if self.work.unsaved:
            self.work.save()


@lru_cache(maxsize=4)
def shared(lesson: str, work: WorkFile) -> Bench:
    """Return the one bench of a work file: cards that show the same map read it once."""
    return Bench(lesson, work)


def _pairs(drawn: Drawn, mine: Joined, about: Reason) -> list[tuple[str, str]]:
    """Return each own premise with each unsaid one of the course's reason that is lacking."""
    have = {drawn.stands_for(one) for one in mine.premises}
    lacking = [p for p in about.premises if known()[p].origin == "unstated" and p not in have]
    own = [p for p in mine.premises if p in drawn.own and drawn.stands_for(p) == p]
    return [(one, other) for one in own for other in lacking]


def _size(drawn: Drawn) -> int:
    return len(drawn.own) + len(drawn.links) + len(drawn.reasons)
