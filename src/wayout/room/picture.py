"""The picture of a class: what the register of activities asks, counted through the guard.

Claims, sentences, guesses and verdicts have a section of their own. Every other activity that says
its answers in a word gets its counts in the last one, so a new activity needs no line here.
"""

import json
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from wayout import paths
from wayout.activities.desk import known as tables_say
from wayout.activities.dial.answers import ACTIVITY as DIAL
from wayout.activities.dial.answers import MOVERS, NAMES, STEP
from wayout.activities.guess import questions
from wayout.activities.question import ACTIVITY as QUESTION
from wayout.activities.sorter.choices import ACTIVITY as SORTED
from wayout.activities.sorter.key import game
from wayout.essay import KINDS, OUTCOMES, Claim, every_claim, sentence
from wayout.language import counted, either, listed, marks
from wayout.room import groups
from wayout.room.dots import found, guessed, middle, number_dots
from wayout.room.guard import FEWEST, Column, Guard, Shown, waiting
from wayout.room.roll import Roll, RoomError
from wayout.room.sheet import NOT_YET, RIGHT, by_kind, known, words
from wayout.room.tables import (
    AGREE,
    CANNOT,
    DEFINED,
    DISAGREE,
    TALK,
    Bar,
    Item,
    Part,
    Row,
    Section,
    is_number,
    middles,
    move,
    moved,
    rows,
    side,
    sides,
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
    def talk(self) -> list[str]:
        """What to talk about now, that on which the class is most at odds first."""
        every = [(one, bar) for some in self.sections for one in some.items for bar in one.bars]
        ranked = sorted((abs(bar.right - sum(TALK) / 2), one.title, _small(bar.label))
                        for one, bar in every if bar.talk)  # fmt: skip
        return [", ".join(filter(None, told)) for _, *told in ranked[:_MOST_TALK]]

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


class Columns:
    """What each learner says at each place, by who they are; made once for a picture.

    A word is kept as a number, four bytes a learner and place, so that ten thousand fit.
    """

    def __init__(self, roll: Roll) -> None:
        self.who = [one.who for one in roll.learners]
        self._words = [""]
        self._codes: dict[str, array[int]] = {}
        known: dict[str, int] = {}
        for number, one in enumerate(roll.learners):
            for place, word in one.marks:
                if place not in self._codes:
                    self._codes[place] = array("I", bytes(4 * len(self.who)))
                code = known.setdefault(word, len(self._words))
                self._words += [word] if code == len(self._words) else []
                self._codes[place][number] = code

    def at(self, place: str) -> Column:
        """Return what learners say at a place."""
        codes = zip(self.who, self._codes.get(place, ()), strict=False)
        return {who: self._words[code] for who, code in codes if code}

    def among(self, place: str, words: Sequence[str]) -> Column:
        """Return what learners say at a place, where it is one of some words."""
        return {who: word for who, word in self.at(place).items() if word in words}


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
    told = [(item.title, item.bars[-1]) for item in claims]
    sections = (
        Section("claims", "How far they agree", DEFINED, _NONE, claims),
        Section("sentences", "How they sorted the six sentences", _FIRST_KIND, _NONE,
                tuple(count.sentences())),
        Section("guesses", "Where the first guesses lay", _GUESSED, _NONE, tuple(count.guesses())),
        Section("checks", "Verdicts and exercises", _FIRST_TRY, _NONE,
                (*count.verdicts(), *count.answers())),
        Section("others", "Other answers", "", _NONE, tuple(count.others())),
        Section("lessons", "How far they are", "Of all learners in the picture.", _NONE,
                tuple(count.lessons())),
    )  # fmt: skip
    found = groups.told(count.opinions) if grouped else (_LATER,)
    most = _most(told, _divided, 1 / 3), _most(told, _shared, 2 / 3)
    return Picture(people, roll, sections, *most, found)


_HELD = "“{}” is held back: beside what is shown, it would tell what fewer than five people said."
_LATER = "Groups of opinion are looked for when the vote is over."
_NONE = f"Nothing yet that {counted(FEWEST)} or more have answered."
_FIRST_KIND = "The first choice of each learner, made before the key was shown."
_GUESSED = "One mark for each guess. Nobody is graded on a guess."
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
    told: list[tuple[str, Bar]], share: Callable[[Bar], float], floor: float
) -> tuple[str, ...]:
    """Return the claims with the largest shares, each with its numbers."""
    ranked = sorted(told, key=lambda one: (-share(one[1]), one[0]))
    kept = [(title, bar) for title, bar in ranked if share(bar) >= floor]
    return tuple(f"{title}: {bar.words()}" for title, bar in kept[:_MOST_NAMED])


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


_Twice = tuple[list[tuple[Bar, str, str]], dict[str, str]]


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
        for name in asked:
            if name in about and (bars := [*self._claim_bars(about[name])]):
                yield self._claim(about[name], bars)

    def _claim(self, about: Claim, bars: list[tuple[Bar, str, str]]) -> Item:
        lines = [line for _, line, _ in bars if line]
        told = {bar.label for bar, _, _ in bars}
        many = {stage: self.columns.at(f"last dial {about.id} {stage}") for stage in NAMES}
        lines += [_HELD.format(NAMES[stage]) for stage, column in many.items()
                  if len(column) >= FEWEST and NAMES[stage] not in told]  # fmt: skip
        here = {who for stage in ("after", "debate") if NAMES[stage] in told for who in many[stage]}
        named = self.columns.at(f"mover {about.id}")
        mine = {who: word for who, word in named.items() if who in here}
        movers, _ = self._one(f"mover {about.id}", mine)
        if movers:
            said = rows("", movers, MOVERS).parts
            lines.append(f"What moved them: {listed(f'{MOVERS[p.word]} {p.count}' for p in said)}.")
        waits = next((wait for _, _, wait in bars if wait), "")
        shown = tuple(bar for bar, _, _ in bars)
        return Item(about.id, about.title, about.says, shown, tuple(lines), waits=waits)

    def _claim_bars(self, about: Claim) -> Iterator[tuple[Bar, str, str]]:
        """Yield bars of a claim: of all who have one answer alone, then of those who have two.

        What they show as each person's last answer is noted, for groups of opinion.
        """
        name, place = about.id, f"last dial {about.id}"
        first = self.columns.at(f"{place} before")
        later = {stage: self.columns.at(f"{place} {stage}") for stage in ("after", "debate")}
        most = sorted(later, key=lambda stage: -len(first.keys() & later[stage].keys()))
        guard, found, last_words = self.guard, dict[str, _Twice](), dict[str, str]()
        for stage in most:  # what most have answered must not wait for what few have
            found[stage] = self._twice_turned(guard, name, stage, first, later[stage])
        bars: list[tuple[Bar, str, str]] = []
        for stage in later:
            some, words = found[stage]
            bars += some
            last_words |= words
        same = any(words.keys() == first.keys() for _, words in found.values())
        alone = {} if same else guard.offer(f"{name} alone", {f"{name} before": first})
        for column in alone.values():
            label = NAMES["before"] + (", all who answered" if bars else "")
            bars.insert(0, (sides(label, column), "", waiting(column, first)))
            last_words = {**column, **last_words}
        if last_words:
            said = {who: _VALUE[side(word)] for who, word in last_words.items()}
            self.opinions[about.title] = said
        yield from bars

    def _twice_turned(
        self, guard: Guard, name: str, stage: str, first: Column, later: Column
    ) -> _Twice:
        """Return the bars of all who turned a dial at first and at a later stage, and what waits.

        With them comes what each person said last.
        """
        who = [one for one in first if one in later]
        both = {f"{name} before": {one: first[one] for one in who}}
        both[f"{name} {stage}"] = {one: later[one] for one in who}
        both[f"{name} moves {stage}"] = {one: move(first[one], later[one]) for one in who}
        shown = guard.offer(f"{name} {stage}", both) if who else {}
        if not shown:
            return [], {}
        a, b, moves = shown.values()
        stands = self._middles(guard, shown)
        last = replace(sides(NAMES[stage], b), middle=stands)
        wait = waiting(b, both[f"{name} {stage}"])
        return [(sides(NAMES["before"], a), "", ""), (last, moved(moves, stands), wait)], dict(b)

    def _middles(self, guard: Guard, shown: Shown) -> tuple[float, ...]:
        """Return the middles of all who gave two numbers, if those who did not are none or five."""
        (before, a), (after, b), (moves, said) = shown.items()
        known = [one for one, sign in said.items() if sign != "?"]
        pair = {before: {one: a[one] for one in known}, after: {one: b[one] for one in known}}
        fits = bool(known) and guard.offer(f"{moves} middle", pair) == pair
        return middles(pair.values()) if fits else ()

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
                    bars.append(_tried(_headings(one.number).get(asked, name), first))
                    now.append(f"{name.lower()} {_tried('', last).parts[0].count} of {len(last)}")
                    waits = waits or wait
            if bars:
                title = f"Exercise {one.number.lstrip('0')}"
                lines = (f"Right by now: {listed(now)}.",)
                yield Item(f"exercise {one.number}", title, "", tuple(bars), lines, waits=waits)

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


_VALUE = {AGREE: 1.0, DISAGREE: -1.0, CANNOT: 0.0}
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
