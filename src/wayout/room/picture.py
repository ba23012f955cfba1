"""The picture of a class: what the register of activities asks, counted through the guard.

Claims, sentences, guesses and verdicts have a section of their own. Every other activity that says
its answers in a word gets its counts in the last one, so a new activity needs no line here.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from wayout import paths
from wayout.activities.desk import known as tables_say
from wayout.activities.dial.answers import ACTIVITY as DIAL
from wayout.activities.dial.answers import STEP
from wayout.activities.guess import questions
from wayout.activities.question import ACTIVITY as QUESTION
from wayout.activities.sorter.choices import ACTIVITY as SORTED
from wayout.activities.sorter.key import game
from wayout.essay import KINDS, OUTCOMES, every_claim, sentence
from wayout.language import counted, either, listed, marks
from wayout.room import groups
from wayout.room.claims import Turned
from wayout.room.columns import Columns
from wayout.room.dots import found, guessed, middle, number_dots
from wayout.room.guard import FEWEST, Column, Guard, waiting
from wayout.room.roll import Roll, RoomError
from wayout.room.sheet import NOT_YET, RIGHT, by_kind, known, words
from wayout.room.slips import Slip, told
from wayout.room.tables import (
    AGREE,
    DEFINED,
    DISAGREE,
    TALK,
    Bar,
    Item,
    Part,
    Row,
    Section,
    Talk,
    is_number,
    rows,
    table,
)
from wayout.work.lessons import Lesson, lessons

_MOST_NAMED, _MOST_TALK, _MOST_NOTES = 3, 8, 200
_OWN = (DIAL.kind, SORTED.kind, QUESTION.kind, "verdict")
"""Kinds of answers that have a section of their own."""


@dataclass(frozen=True)
class Picture:
    """What a class said: sections, and the sentences above them.

    ``people`` is how many learners count; below `FEWEST` there are no sections.
    """

    people: int
    roll: Roll
    sections: tuple[Section, ...] = ()
    divided: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    @property
    def talk(self) -> list[Talk]:
        """What to talk about now, that on which the class is most at odds first."""
        every = [(one, bar) for some in self.sections for one in some.items for bar in one.bars]
        some = [(abs(bar.right - sum(TALK) / 2), one.title, _small(bar.label), bar)
                for one, bar in every if bar.talk]  # fmt: skip
        ranked = sorted(some, key=lambda one: one[:3])[:_MOST_TALK]
        return [Talk(", ".join(filter(None, told)), bar.of, bar.commonest)
                for _, *told, bar in ranked]  # fmt: skip

    @property
    def head(self) -> str:
        """How many count, or why nothing is shown."""
        if not self.people:
            return "No learner's file has been read yet."
        people = f"{counted(self.people, 'learner').capitalize()} in the picture."
        if self.enough:
            return (
                f"{people} A question is counted when {counted(FEWEST)} or more have answered it."
            )
        return f"{people} Below {counted(FEWEST)} nothing is shown, so that nobody is seen alone."

    def rows(self) -> list[Row]:
        """Return every count in words."""
        return [row for some in self.sections for one in some.items for row in table(one)]

    def notes(self, names: bool = True) -> list[tuple[str, str, str]]:
        """Return what was found with some files: name, reason, and the name of another file.

        Without ``names`` there are numbers, and no other file is named.
        """
        notes = self.roll.notes[:_MOST_NOTES]
        left = len(self.roll.notes) - len(notes)
        told = [(one.name if names else f"File {number}", one.why, one.other if names else "")
                for number, one in enumerate(notes, 1)]  # fmt: skip
        return [*told, *([(f"{left} more files", "have notes, too", "")] if left else [])]

    @property
    def enough(self) -> bool:
        """Whether there are people enough for a picture."""
        return self.people >= FEWEST


def picture(
    roll: Roll, guard: Guard | None = None, lesson: str = "", *, grouped: bool = True
) -> Picture:
    """Return the picture of a class, of one lesson's questions or of all.

    Groups of opinion are looked for if ``grouped``: not while a class votes.

    There is no choosing among people: each question is counted once, of all who answered it. Raises
    RoomError when there is no such lesson.
    """
    people = len(roll.learners)
    if people < FEWEST:
        return Picture(people, roll)
    count = _Count(Columns(roll), guard, _asked(lesson))
    claims = tuple(count.claims())
    ends = [(item.title, item.bars[-1]) for item in claims]
    sections = (
        Section("claims", "How far they agree", DEFINED, _NONE, claims),
        Section("sentences", "How they sorted the six sentences", _FIRST_KIND, _NONE,
                tuple(count.sentences())),
        Section("guesses", "Where the first guesses lay", _GUESSED, _NONE, tuple(count.guesses())),
        Section("checks", "Verdicts and exercises", _FIRST_TRY, _NONE,
                (*count.verdicts(), *count.answers())),
        Section("others", "Other answers", _LAST, _NONE, tuple(count.others())),
        Section("lessons", "How far they are", "Of all learners in the picture.", _NONE,
                tuple(count.lessons())),
    )  # fmt: skip
    found = groups.told(count.opinions) if grouped else (_LATER,)
    most = _most(ends, _divided, 1 / 3), _most(ends, _shared, 2 / 3)
    return Picture(people, roll, sections, *most, found)


_LATER = "Groups of opinion are looked for when the vote is over."
_NONE = f"Nothing yet that {counted(FEWEST)} or more have answered."
_FIRST_KIND = "The first choice of each learner, made before the key was shown."
_GUESSED = "One mark for each guess. Nobody is graded on a guess."
_LAST = (
    "The last answer of each learner. A forecast counts if it was given before the seal, by "
    "somebody who did not know what came."
)
_FIRST_TRY = "First verdicts and first tries, before any help."


def _asked(lesson: str) -> list[Lesson]:
    every = lessons()
    number = lesson.zfill(2) if lesson else ""
    chosen = [one for one in every if number in ("", one.number)]
    if not chosen and every:
        raise RoomError(
            f"There is no lesson {lesson!r}: there are {every[0].number.lstrip('0') or '0'} to "
            f"{every[-1].number.lstrip('0')}."
        )
    return chosen


def _divided(bar: Bar) -> float:
    return min(bar.share(AGREE), bar.share(DISAGREE))


def _shared(bar: Bar) -> float:
    return max(bar.share(AGREE), bar.share(DISAGREE))


def _most(
    ends: list[tuple[str, Bar]], share: Callable[[Bar], float], floor: float
) -> tuple[str, ...]:
    """Return the claims with the largest shares, each with its numbers."""
    ranked = sorted(ends, key=lambda one: (-share(one[1]), one[0]))
    kept = [(title, bar) for title, bar in ranked if share(bar) >= floor]
    return tuple(f"{title}: {bar.words()}" for title, bar in kept[:_MOST_NAMED])


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


class _Count:
    """Counts each thing that the lessons ask, for one picture."""

    def __init__(self, columns: Columns, guard: Guard | None, asked: list[Lesson]) -> None:
        self.columns, self.asked, self._guard = columns, asked, guard
        self.opinions: dict[str, dict[str, float]] = {}

    @property
    def guard(self) -> Guard:
        """The guard of a page that lives, or a new one for each thing that is asked."""
        return Guard() if self._guard is None else self._guard

    def _named(self, kind: str) -> list[str]:
        """Return the places of a kind that these lessons ask for, in their order."""
        named = [place for one in self.asked for place in one.asks.get(kind, ())]
        return list(dict.fromkeys(by_kind()[kind].meant(named) if "*" in named else named))

    def _one(self, question: str, column: Column) -> tuple[Column, str]:
        """Return what may be counted of one column, and what waits."""
        shown = self.guard.offer(question, {question: column}).get(question, {})
        return shown, waiting(shown, column) if shown else ""

    # Claims ----------------------------------------------------------------------------------

    def claims(self) -> Iterator[Item]:
        """Yield each claim that a dial asks for, with its bars before and after."""
        asked = list(dict.fromkeys(place.split()[0] for place in self._named(DIAL.kind)))
        about = {one.id: one for one in every_claim()}
        for one in (
            Turned(about[name], self.columns, self.guard) for name in asked if name in about
        ):
            if one.bars:
                self.opinions[one.about.title] = one.opinions
                yield one.item()

    # Sentences, guesses, verdicts, exercises --------------------------------------------------

    def sentences(self) -> Iterator[Item]:
        """Yield how each sentence of the game was sorted at first."""
        if not self._named(SORTED.kind):
            return
        for number in game():
            question = f"first sorted {number}"
            shown, waits = self._one(question, self.columns.at(question))
            if shown:
                one = sentence(number)
                bar = rows("", shown, KINDS, one.kinds)
                yield Item(f"sentence {number}", f"Sentence {number}", one.says, (bar,),
                           hides=(f"The key accepts {either(marks(one.kinds))}.",),
                           waits=waits)  # fmt: skip

    def guesses(self) -> Iterator[Item]:
        """Yield where the first guesses lay."""
        for name in self._named("guess"):
            shown, waits = self._one(f"guess {name}", self.columns.at(f"guess {name}"))
            if shown and name in questions():
                one = questions()[name]
                lines = [] if one.kind == "place" else [middle(one, shown)]
                yield Item(name, f"Guess of lesson {one.lesson.lstrip('0') or '0'}", one.ask, (),
                           tuple(lines), tuple(found(one, shown)), dots=guessed(one, shown),
                           waits=waits)  # fmt: skip

    def verdicts(self) -> Iterator[Item]:
        """Yield the first verdicts on each claim; right or not for claims of fact alone."""
        about = {one.id: one for one in every_claim()}
        for name in self._named("verdict"):
            if name not in about:
                continue
            fair = [one for one in OUTCOMES if not tables_say.correction(name, one)]
            judged = about[name].kind == "fact" and len(fair) < len(OUTCOMES)
            first, last, waits = self._twice("verdict", name, OUTCOMES)
            if first:
                bars = [rows(label, column, OUTCOMES, fair if judged else ())
                        for label, column in (("", first), ("now", last))]  # fmt: skip
                hides = (f"The tables leave room for {either(marks(fair))}.",) if judged else ()
                yield Item(f"verdict {name}", f"Verdict on “{about[name].title}”",
                           about[name].says, tuple(bars[: 1 + (first != last)]), hides=hides,
                           waits=waits)  # fmt: skip

    def answers(self) -> Iterator[Item]:
        """Yield how many had each question of an exercise right at the first try."""
        for one in self.asked:
            bars, now, waits = [], [], ""
            for place in one.asks.get(QUESTION.kind, ()):
                first, last, wait = self._twice(QUESTION.kind, place, _RIGHT)
                if first:
                    asked = place.split()[-1]
                    name = f"Question {asked.removeprefix('q')}"
                    bar = _tried(_headings(one.number).get(asked, name), first)
                    bars.append(replace(bar, slips=self._slips(place, first)))
                    now.append(f"{name.lower()} {_tried('', last).parts[0].count} of {len(last)}")
                    waits = waits or wait
            if bars:
                title = f"Exercise {one.number.lstrip('0')}"
                lines = (f"Right by now: {listed(now)}.",)
                yield Item(f"exercise {one.number}", title, "", tuple(bars), lines, waits=waits)

    def _slips(self, place: str, among: Column) -> tuple[Slip, ...]:
        """Return the wrong answers that five or more of some people gave at first."""
        name, given = f"slip {place}", self.columns.at(f"slip {place}")
        column = {who: given.get(who, "") for who in among}
        many = Counter(self.guard.offer(name, {name: column}).get(name, {}).values())
        same = [one for one in many.most_common() if one[0] and one[1] >= FEWEST]
        return tuple(told(place, word, count) for word, count in same[:_MOST_NAMED])

    def _twice(self, kind: str, place: str, order: Sequence[str]) -> tuple[Column, Column, str]:
        """Return first and last answers of the same people, and what waits."""
        names = {when: f"{when} {kind} {place}" for when in ("first", "last")}
        now = {name: self.columns.among(name, order) for name in names.values()}
        shown = self.guard.offer(f"{kind} {place}", now)
        if not shown:
            return {}, {}, ""
        first, last = (shown[name] for name in names.values())
        return first, last, waiting(last, now[names["last"]])

    # The rest --------------------------------------------------------------------------------

    def others(self) -> Iterator[Item]:
        """Yield the answers of every other activity that says them in a word."""
        for kind, one in by_kind().items():
            named = set(self._named(kind))
            for place in sorted(named & known(kind)) if one.brief and kind not in _OWN else ():
                question = f"last {kind} {place}"
                shown, waits = self._one(question, self.columns.at(question))
                if not shown:
                    continue
                titles = one.titles()
                title = f"{one.label or kind.capitalize()}: {_title(titles, place)}"
                numbers = {who: word for who, word in shown.items() if word.isdecimal()}
                if is_number(words(kind)) and numbers:
                    yield Item(
                        question, title, dots=number_dots(numbers, 0, 100, STEP), waits=waits
                    )
                else:
                    bar = rows("", shown, sorted(words(kind)))
                    named_parts = tuple(replace(p, word=_title(titles, p.word)) for p in bar.parts)
                    yield Item(question, title, "", (replace(bar, parts=named_parts),), waits=waits)

    def lessons(self) -> Iterator[Item]:
        """Yield how many have not begun a lesson, have begun it, and have done all of it."""
        for one in self.asked:
            steps = [f"done {kind} {place}" for kind, places in one.asks.items()
                     if kind in by_kind() and by_kind()[kind].label
                     for place in by_kind()[kind].meant(places)]  # fmt: skip
            done = Counter(who for step in steps for who in self.columns.at(step))
            opened = self.columns.at(f"opened {one.number}")
            state = {
                who: _STATES[2 if steps and done[who] == len(steps)
                             else who in opened or done[who] > 0]
                for who in self.columns.who
            }  # fmt: skip
            shown, waits = self._one(f"lesson {one.number}", state)
            if shown:
                found = Counter(shown.values())
                signs = zip(_STATES[::-1], "✓◐○", strict=True)
                bar = Bar("", tuple(Part(word, found[word], sign) for word, sign in signs))
                title = f"{one.number.lstrip('0') or '0'}. {one.title}"
                yield Item(f"lesson {one.number}", title, "", (bar,), waits=waits)


_STATES = ("not begun", "begun", "all done")
_RIGHT = (RIGHT, NOT_YET)


def _title(titles: Mapping[str, str], name: str) -> str:
    return titles.get(name, name.replace("_", " "))


@cache
def _headings(exercise: str) -> dict[str, str]:
    """Return what each question of an exercise is headed, such as ``"Question 1: Two names"``."""
    found = dict[str, str]()
    for path in paths.ROOT.glob(f"exercises/{exercise}_*.ipynb"):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        text = "\n".join("".join(one["source"]) for one in cells if one["cell_type"] == "markdown")
        found |= {f"q{n}": f"Question {n}: {title}" for n, title in _HEADING.findall(text)}
    return found


_HEADING = re.compile(r"^## (\d+)\. (.+?)\s*$", re.MULTILINE)


def _tried(label: str, column: Column) -> Bar:
    found = Counter(column.values())
    parts = Part(RIGHT, found[RIGHT], "✓", right=True), Part(NOT_YET, found[NOT_YET], "·")
    return Bar(label, parts, judged=True)
