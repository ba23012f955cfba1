"""What a lesson asks of a learner's map, and how far the map has come, in a word a goal."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from wayout.activities.bench.bench import Bench, ours, shared, unsaid
from wayout.activities.bench.moves import BENCH
from wayout.argument import Reason, Verdict
from wayout.work.session import open_lesson
from wayout.work.workfile import WorkFile

MAP = "map"
"""The goal that is reached as soon as anything is drawn; its word is how many links and reasons are
found, or fair and the learner's own."""
SAME, OWN, NEW, OURS = "same", "own", "new", "ours"
"""How what is unsaid in a reason was named: in own words that say the same as the course's, in own
words otherwise, in own words that were not yet compared with the course's, or in the course's."""
FOUND, OTHER = "found", "other"
"""How a reason is cut: as on the course's map, or in another way."""


def with_gaps() -> tuple[Reason, ...]:
    """Return the reasons of the course's map in which something hidden is unsaid."""
    return tuple(one for one in ours().reasons if {*one.premises} & unsaid())


def goals() -> list[str]:
    """Return all goals: the map, each reason with a gap, and each of these that can be cut."""
    names = [one.id for one in with_gaps()]
    return [MAP, *names, *(f"cut {name}" for name in names)]


def reached(work: WorkFile) -> Mapping[str, str]:
    """Return the goals that a learner's map has reached, each with its word."""
    bench = shared(open_lesson(), work)
    with work.still():
        if not (bench.drawn.links or bench.drawn.reasons):
            return {}
        told = [(MAP, str(min(bench.in_all, 99)))]
        for key, note in bench.notes().items():
            if isinstance(key, str) and isinstance(note.about, Reason):
                told += [*_named(bench, key, note.about), *_cut(bench, key, note.about)]
        # Two reasons may be about one of the course's: the better word counts.
        found = dict(sorted(told, key=lambda one: _BEST.index(one[1]) if one[1] in _BEST else 0))
        return {name: word for name, word in found.items() if name in goals()}


_BEST = [OTHER, OURS, NEW, OWN, SAME, FOUND]


def _named(bench: Bench, key: str, about: Reason) -> Iterator[tuple[str, str]]:
    """Return how what is unsaid was named in a reason of the learner's, if it was."""
    drawn, gaps = bench.drawn, {*about.premises} & unsaid()
    premises = drawn.reasons[key].premises
    own = [one for one in premises if one in drawn.own]
    new = {twin.own for twin in bench.twins()}
    if any(drawn.stands_for(one) in gaps for one in own):
        yield about.id, SAME
    elif own:
        yield about.id, NEW if new & {*own} else OWN
    elif gaps & {*premises}:
        yield about.id, OURS


def _cut(bench: Bench, key: str, about: Reason) -> Iterator[tuple[str, str]]:
    notes = bench.notes()
    cuts = [notes[ends].verdict for ends in bench.drawn.links if ends[1] == key]
    if cuts:
        yield f"cut {about.id}", FOUND if Verdict.FOUND in cuts else OTHER


ACTIVITIES = (
    replace(
        BENCH,
        asks=goals,
        briefs=lambda: [SAME, OWN, NEW, OURS, FOUND, OTHER, *map(str, range(100))],
        told=reached,
    ),
)
