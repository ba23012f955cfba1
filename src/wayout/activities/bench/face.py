"""The map bench (W6), shown: one claim and its neighbours, drawn and as a list."""

from collections.abc import Callable, Collection
from typing import Any

from wayout.activities.bench.bench import CUT, START, Bench, known, shared
from wayout.activities.bench.differences import Difference, differences
from wayout.activities.bench.files import FORMS, drawn_in, written
from wayout.activities.bench.moves import BENCH, OWN, Drawn
from wayout.activities.bench.questions import question_cards
from wayout.activities.bench.shown import (
    Around,
    asked,
    groups,
    key_of,
    key_to_find,
    named_by,
    said,
)
from wayout.activities.face import Face, Fields, Reply, kept_line, received
from wayout.argument import SIGNS, Claim, LinkKind, Note
from wayout.argument.drawing import Plan, plan
from wayout.argument.drawing.scene import said_by
from wayout.errors import CourseError
from wayout.essay import EssayError
from wayout.language import mark, nearest
from wayout.tables.package import text
from wayout.work.activity import AnswerError
from wayout.work.session import current

MATE = "The map of a made-up classmate"
"""What stands where a file's name would: we drew it, with good steps and doubtful ones."""


def bench(claim: str = "") -> "BenchFace":
    """Return the map bench, with a claim in hand such as ``"way_out"``.

    Raises EssayError when the map has no such claim.
    """
    if claim and claim not in known():
        raise EssayError(f"The map has no claim '{claim}'. {nearest(str(claim), known())}")
    session = current()
    return BenchFace(shared(session.lesson, session.work), claim)


class BenchFace(Face):
    """A claim in hand, its neighbours, and all that can be done with them; and a file beside it."""

    template = "bench.html"

    def __init__(self, bench: Bench, claim: str = "") -> None:
        self.bench, self._first = bench, claim
        self._theirs: Drawn | None = None
        self._file = ""
        super().__init__(bench.work, f"bench {claim}".strip())

    def saved(self) -> Fields:
        """Return the claim in hand at first: the one asked for, or what was worked on last."""
        return Fields(claim=self._first or self.bench.last() or START, kind="for")

    def _hand(self, fields: Fields) -> Claim:
        """Return the claim in hand; one that is gone gives its place to the first one."""
        by = {one.id: one for one in self.bench.claims()}
        found = by.get(fields["claim"]) or by.get(self._first) or by.get(START)
        return found or next(iter(by.values()))  # the first may have given way to one of their own

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return the claim in hand with its picture and rows, the tools, and the whole map."""
        bench, hand = self.bench, self._hand(fields)
        claims = bench.claims()
        by = {one.id: one for one in claims}
        steps = self._steps(hand.id)
        around = Around(bench, hand.id, fields).neighbours()
        other, find = by.get(fields["other"]), self._to_find(hand.id, fields)
        fresh = next((one for one in find if not one.hints), None)
        return {
            "hand": hand,
            "source": said_by(hand),
            "own": hand.id.startswith(OWN),
            "groups": groups(claims),
            "others": groups(claims, hand.id),
            "other": other,
            "other_source": said_by(other) if other else "",
            "kinds": [one for one in SIGNS.items() if steps or one[0] != "undercut"],
            "steps": steps,
            "plan": self._plan(hand),
            "drawn_here": any((around.leads, around.against, around.above)),
            "around": around,
            "places": [
                *_ALONE,
                *((one, f"it works with {name}") for one, name in steps),
                *((f"{CUT}{one}", f"it does not let {name} count") for one, name in steps),
            ],
            "find": [one for one in find if one.hints or one is fresh],
            "find_count": len(find),
            "twins": [(one, by[one.own], known()[one.ours]) for one in self._twins(hand.id)],
            "matches": [(by[one.own], known()[one.ours]) for one in bench.matches()],
            "loops": bench.loops(),
            "faults": bench.faults(),
            "found": bench.report.links_found,
            "total": bench.report.links_total,
            "reasons": bench.report.reasons_found,
            "reasons_total": bench.report.reasons_total,
            "fair": bench.fair,
            "in_all": bench.in_all,
            "can_undo": bool(bench.log.done),
            "can_redo": bool(bench.log.undone),
            "cards": [(one.id, one.name) for one in question_cards().values()],
            "card": question_cards().get(fields["type"]),
            "forms": [(name, word) for name, (_, word, _) in FORMS.items()],
            "file": self._file,
            "differ": self._differences(),
            "now": self._now(),
        }

    # Pieces of the view -------------------------------------------------------------------------

    def _plan(self, hand: Claim) -> Plan:
        """Return the picture; a claim that is joined to nothing stands there alone."""
        map_ = self.bench.map
        return plan(map_ if hand in map_.claims else map_.plus(hand), hand.id)

    def _steps(self, name: str) -> list[tuple[str, str]]:
        """Return what leads to a claim, and what it is called in a choice."""
        drawn, titles = self.bench.drawn, {one.id: one.title for one in self.bench.map.claims}
        names = {key: shown for shown, key in self.bench.keys().items()}
        return [
            (one, f"{names[one]}: {_titles(drawn.reasons[one].premises, titles)}")
            if one in names
            else (one, titles[one])
            for one in self.bench.steps(name)
        ]

    def _notes_to_find(self, name: str) -> list[tuple[str, Note]]:
        return [(key_to_find(name, note), note) for note in self.bench.to_find(name)]

    def _to_find(self, name: str, fields: Fields) -> list[Any]:
        """Return what is still to find here."""
        notes = [
            said(key, note, asked(fields, key), first=0) for key, note in self._notes_to_find(name)
        ]
        return sorted(notes, key=lambda one: not one.hints)

    def _twins(self, name: str) -> list[Any]:
        drawn = self.bench.drawn
        here = {p for one in drawn.reasons.values() if one.conclusion == name for p in one.premises}
        return [one for one in self.bench.twins() if one.own in here]

    def _differences(self) -> list[Difference] | None:
        """Return the differences; a file names nothing that the learner still has to find."""
        if self._theirs is None:
            return None
        return differences(self.bench.drawn, self._theirs, self.bench.hidden())

    def _now(self) -> str:
        kept = self.work.latest(BENCH.kind)
        return kept_line(self.work, kept.when) if kept else "Nothing on your map yet."

    # Links and reasons --------------------------------------------------------------------------

    def do_go(self, fields: Fields, name: str) -> Reply:
        """Take another claim in hand."""
        fields["claim"] = self.bench.claim(name).id
        return Reply(focus="hand")

    def do_put(self, fields: Fields, _: str) -> Reply:
        """Put a link to the claim in hand on the map."""
        hand, other = self._hand(fields), self.bench.claim(fields["other"])
        kinds = {kind: sign for kind, sign in SIGNS.items() if kind == fields["kind"]}
        if not kinds:
            raise AnswerError("Choose first what it does: for, against, or does not bear on it.")
        ((kind, sign),) = kinds.items()
        if kind == "undercut":
            fresh = self.bench.cut(other.id, hand.id, fields["step"])
        else:
            fresh = self.bench.link(other.id, hand.id, kind)
        says = f"On your map: {sign}, “{other.title}”." if fresh else _THERE
        return Reply(says, forget=("other", "kind", "step"))

    def do_lay(self, fields: Fields, what: str) -> Reply:
        """Put a claim that was dragged where it was dropped: on a side, or on a step."""
        name, _, rest = what.partition(" ")
        how, _, step = rest.partition(" ")
        hand, other = self._hand(fields), self.bench.claim(name)
        if how == "on":
            raise AnswerError(_OBJECTION.format(mark(self.bench.claim(step).title)))
        if how == "cut":
            fresh, says = self.bench.cut(other.id, hand.id, step), "does not let a step count"
        elif how == "with":
            fresh, says = self.bench.work_with(other.id, hand.id, step), "works with a step"
        else:
            kind: LinkKind = "against" if how == "against" else "for"
            fresh, says = self.bench.link(other.id, hand.id, kind), f"speaks {kind} it"
        return Reply(f"On your map: “{other.title}” {says}." if fresh else _THERE)

    def do_take(self, fields: Fields, ends: str) -> Reply:
        """Take a link off the map."""
        source, _, target = ends.partition(" ")
        return _done(self.bench.take(source, target), "Taken off your map. Undo brings it back.")

    def do_join(self, fields: Fields, _: str) -> Reply:
        """Make one reason of the steps that are ticked."""
        ticked = [name for name in fields if name.startswith("join-") and fields[name]]
        hand = self._hand(fields)
        parts = [one for one in self.bench.steps(hand.id) if f"join-{hand.id}-{one}" in ticked]
        done = self.bench.join(hand.id, parts)
        return _done(done, "Joined: none of them is meant to lead there alone.", ticked)

    def do_apart(self, fields: Fields, key: str) -> Reply:
        """Let the premises of a reason speak each by itself."""
        return _done(self.bench.apart(key), "Taken apart: each speaks for the claim by itself now.")

    def do_drop(self, fields: Fields, what: str) -> Reply:
        """Take a premise out of a reason, or the whole reason."""
        key, _, premise = what.partition(" ")
        return _done(self.bench.drop(key, premise), "Taken out. Undo brings it back.")

    def do_add(self, fields: Fields, _: str) -> Reply:
        """Add a claim in the learner's own words."""
        hand = self._hand(fields)
        own = self.bench.add(fields["said"], hand.id, fields["where"])
        asked_now = [f"twin-{one.own}-{one.ours}" for one in self._twins(hand.id) if one.own == own]
        focus = asked_now[0] if asked_now else ""
        told = "Added in your words, and marked as yours."
        return Reply(told, forget=("said", "where"), focus=focus)

    def do_erase(self, fields: Fields, name: str) -> Reply:
        """Take a claim of the learner's off the map."""
        return _done(self.bench.erase(name), "Taken off your map, with its links.")

    def do_same(self, fields: Fields, what: str) -> Reply:
        """Keep whether the learner's words say the same as the course's."""
        own, _, rest = what.partition(" ")
        theirs, _, yes = rest.partition(" ")
        told = "Kept: yours stands for the course's." if yes else _OTHER
        return _done(self.bench.say_same(own, theirs, bool(yes)), told)

    def do_undo(self, fields: Fields, _: str) -> Reply:
        """Take the newest change back, and go to the claim that it is about."""
        return self._turned(fields, self.bench.undo, "The last change is taken back")

    def do_redo(self, fields: Fields, _: str) -> Reply:
        """Make the change again that was taken back last, and go to its claim."""
        return self._turned(fields, self.bench.redo, "Made again")

    def _turned(self, fields: Fields, turn: Callable[[], str | None], says: str) -> Reply:
        before, name = self.bench.drawn, turn()
        told = [f": {one.says}" for one in differences(before, self.bench.drawn)][:1]
        by = {one.id: one for one in self.bench.claims()}
        if name is None:
            return Reply(_NOTHING)
        if name not in by:
            return Reply(f"{says}{''.join(told)}.")
        fields["claim"] = name
        return Reply(f"{says}, at “{by[name].title}”{''.join(told)}.")

    # Hints --------------------------------------------------------------------------------------

    def do_hint(self, fields: Fields, key: str) -> Reply:
        """Give the next hint; what the last one names can be chosen from then on."""
        step = asked(fields, key) + 1
        notes = {key_of(part): note for part, note in self.bench.notes().items()}
        first = 1 if key in notes else 0
        notes |= self._notes_to_find(self._hand(fields).id)
        if key not in notes:
            raise AnswerError("This is no longer on the map.")
        every = len(notes[key].hints)
        shown = min(first + step, every)
        fields[key] = str(step)
        if shown == every:
            self.bench.show(named_by(notes[key]))
        return Reply(f"Hint {shown} of {every} is shown.")

    # Files --------------------------------------------------------------------------------------

    def do_export(self, fields: Fields, form: str) -> Reply:
        """Give the map to the browser as a file."""
        file = written(self.bench.drawn, self._hand(fields).id, form)
        return Reply(f"Your browser saves {file[0]} now, in its folder for downloads.", file=file)

    def do_open(self, fields: Fields, file: dict[str, Any]) -> Reply:
        """Show in what the map of a file differs from the learner's."""
        name = str(file["name"])
        try:
            return self._opened(name, received(file))
        except CourseError as error:
            return Reply(f"{name}: {error}", warns=True)

    def do_mate(self, fields: Fields, _: str) -> Reply:
        """Show in what the map of a classmate whom we made up differs from the learner's."""
        return self._opened(MATE, text("classmate"))

    def _opened(self, name: str, held: str) -> Reply:
        self._theirs, self._file = drawn_in(held), name
        count = len(differences(self.bench.drawn, self._theirs))
        return Reply(f"{name}: read, not kept. Differences: {count}.", focus="differ")

    def do_bring(self, fields: Fields, what: str) -> Reply:
        """Take one thing of the file's map onto the learner's."""
        found = self._differences() or []
        changes = [change for one in found if one.says == what for change in one.changes]
        if not changes:
            raise AnswerError("There is nothing to bring over from this file.")
        return _done(self.bench.put(*changes), "On your map now. Undo takes it off again.")

    def do_close(self, fields: Fields, _: str) -> Reply:
        """Put the file away."""
        self._theirs, self._file = None, ""
        return Reply("Put away: nothing of the file was kept but what you brought over.")


_ALONE = [("for", "it speaks for it by itself"), ("against", "it speaks against it by itself")]
_OBJECTION = (
    "{} is an objection and no step: ⊘ cuts a step to the claim in hand. To answer an objection, "
    "press “Go there” at it, and drop what speaks against it there."
)
_THERE = "That is on your map already."
_NOTHING = "There is nothing to take back or to make again."
_OTHER = "Kept: they say different things. You can choose the course's from the list now, too."


def _done(fresh: bool, says: str, forget: Collection[str] = ()) -> Reply:
    return Reply(says if fresh else "Nothing was changed.", forget=forget)


def _titles(names: Collection[str], titles: dict[str, str]) -> str:
    return ", ".join(titles.get(name, name) for name in names)
