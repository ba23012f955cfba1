"""A made-up class of thirty, answered through the real activities, to try the picture with.

Everything is drawn from one seed. The files say of themselves that they are made up: the random
number in each begins with ``sample-``, and the page says so wherever they go.
"""

from functools import cache
from pathlib import Path
from random import Random

from wayout.activities.builder import BUILT, tasks
from wayout.activities.desk.desk import Desk, desks
from wayout.activities.dial.answers import MOVERS, Dial
from wayout.activities.guess import GUESS, questions
from wayout.activities.guess.questions import Control
from wayout.activities.question import ACTIVITY as QUESTION
from wayout.activities.rivals.reasons import DEFENCE, explanations, keep_defence
from wayout.activities.sorter.choices import Sorter
from wayout.activities.sorter.key import game
from wayout.activities.yardstick.choice import Yardstick
from wayout.activities.yardstick.measures import MEASURES
from wayout.essay import KINDS, sentence
from wayout.exercises import stored
from wayout.exercises.judge import Question
from wayout.exercises.plain import JSON
from wayout.room.roll import SAMPLE
from wayout.work.entries import Reading
from wayout.work.held import Held
from wayout.work.lessons import Lesson, lessons
from wayout.work.workfile import WorkFile

PEOPLE, SEED = 30, 2023
_WHY = "This is a made-up answer."


def make_sample(folder: Path, people: int = PEOPLE, seed: int = SEED) -> Path:
    """Write the files of a made-up class into a folder, which is made, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, people + 1):
        path = folder / f"my_work ({number}).json"
        path.write_text(_learner(folder, number, Random(f"{seed} {number}")), "utf-8")
    return folder


def _learner(folder: Path, number: int, chance: Random) -> str:
    """Return the work file of one made-up learner as text."""
    work = Held(Reading([], whole=True), folder / f"never written {number}")
    work.owner = f"{SAMPLE}{number:03}"
    side = 1 if number % 5 < 3 else -1
    for one in lessons()[: chance.choice((3, 5, 6, 6, 99, 99, 99))]:
        work.add("opened", None, lesson=one.number)
        _answer(one, work, side, chance)
    return work.dumps()


def _answer(one: Lesson, work: WorkFile, side: int, chance: Random) -> None:
    asked = one.asks
    for name in asked.get("guess", ()):
        pairs = zip(questions()[name].controls, questions()[name].truth, strict=True)
        values = [_near(control, true, chance) for control, true in pairs]
        GUESS.keep(work, {"of": name, "values": values}, lesson=one.number)
    if "sorted" in asked:
        _sort(Sorter(one.number, work), chance)
    for place in asked.get("dial", ()):
        _turn(place, one, work, side, chance)
    for name in asked.get("verdict", ()):
        _judge(name, one, work, chance)
    for stage in asked.get("yardstick", ()):
        measure = chance.choice(MEASURES)
        Yardstick(one.number, work).save(stage, measure.id, measure.threshold(30), _WHY)
    if DEFENCE.kind in asked:
        keep_defence(work, chance.choice(explanations()).id, _WHY, one.number)
    for place in asked.get("answer", ()):
        _try(place, work, chance)
    for place in asked.get("built", ()):
        if chance.random() < 0.7:
            right = {str(n): str(next(k for k, part in enumerate(slot.parts) if part.right))
                     for n, slot in enumerate(tasks()[place].slots)}  # fmt: skip
            BUILT.keep(work, {"of": place, "choice": right}, lesson=one.number)


def _near(control: Control, true: float, chance: Random) -> float:
    """Return a guess somewhere between what is true and the middle of the scale."""
    middle = (2 * true + control.low + control.high) / 4
    drawn = chance.gauss(middle, (control.high - control.low) / 9)
    return control.clip(round(drawn / control.step) * control.step)


def _sort(sorter: Sorter, chance: Random) -> None:
    for number in game():
        fair = chance.random() < 0.3 + 0.1 * (number % 5)
        kind = chance.choice(sentence(number).kinds if fair else KINDS)
        sorter.sort(number, kind, "in part")


def _turn(place: str, one: Lesson, work: WorkFile, side: int, chance: Random) -> None:
    """Save one dial: the class falls into two camps on most claims, and data moves some."""
    claim, stage = place.split()
    dial = Dial(claim, one.number, work)
    last = dial.answer("before") if stage != "before" else None
    if chance.random() < 0.06 or (stage != "before" and last is None):
        if stage == "before":
            dial.save(stage, None, "")
        return
    lean = side if len(claim) % 2 else -side
    middle = 50 + 25 * lean if last is None or last.percent is None else last.percent + 5
    percent = 5 * round(min(100, max(0, chance.gauss(middle, 14))) / 5)
    mover = chance.choice([*MOVERS]) if stage != "before" else ""
    dial.save(stage, percent, _WHY, _WHY if stage != "before" else "", mover, _WHY)


def _judge(name: str, one: Lesson, work: WorkFile, chance: Random) -> None:
    if name not in desks():
        return
    desk = Desk(name, one.number, work)
    cards = [card.card.id for card in desk.cards[:2]]
    for card in cards:
        desk.open(card)
    outcome = chance.choice(("holds", "holds in part", "does not hold", "does not hold"))
    desk.give(outcome, _WHY, cards)


def _try(place: str, work: WorkFile, chance: Random) -> None:
    """Try a question until it is right, or give up."""
    number, question = place.split(maxsplit=1)
    hard = 0.25 + 0.06 * (len(place) * int(question[1:]) % 11)
    for tries in range(1, 4):
        right = chance.random() < hard
        verdict = "right" if right else "not yet"
        answer = tries if right else _wrong(number, question, f"{work.owner} {tries}")
        value = {"question": question, "answer": answer, "verdict": verdict, "tries": tries}
        QUESTION.keep(work, value | {"hints": 0}, lesson=number)
        if right:
            return


def _wrong(lesson: str, question: str, seed: str) -> JSON:
    """Return a mistake that the exercise lists, the first ones more often than the others."""
    known = next(one for one in _checks(lesson) if one.name == question).mistakes
    chance = Random(f"{seed} {lesson} {question}")
    return known[int(len(known) * chance.random() ** 2)].example


@cache
def _checks(lesson: str) -> list[Question]:
    return stored.read(stored.find(lesson))
