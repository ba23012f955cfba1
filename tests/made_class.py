"""A made-up class after grading: answers right, wrong, blank and hostile, and texts to mark."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from wayout.exercises import stored
from wayout.exercises.judge import Question, judge
from wayout.grading import key as keys
from wayout.grading.key import Asked, Key, Variant, Written
from wayout.grading.marks import Given, MarkFile, Place
from wayout.grading.row import Mark, Row, Text, dumps
from wayout.grading.school import learner

HOSTILE = (
    "<script>alert(1)</script>",
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe",
    "a\x00b",
    "=HYPERLINK(1)",
    "'\"><img src=x onerror=alert(1)>",
    "x" * 200,
    "{{ 7 * 7 }}",
    "</style></title><b>",
    "\ud83d",
)
ESSAYS = (
    "",
    "China counted 218.17 billion dollars for January to November 2023. This matters because trade "
    "of that size binds both sides. Some say that a market is no friend, and that remains true.",
    "They are wrong.\n\nIn 2023 it was 99999.5 billion, and Россия said so. שלום <b>bold</b>",
)


def key(*, variants: int = 2, written: bool = True) -> Key:
    """Return a key of exercise 3, with two essays for people to mark."""
    asked = tuple(Asked(one, 2 if n % 2 else 1) for n, one in enumerate(_questions()))
    made = {str(2022 + n): Variant({"year": 2022 + n}, asked) for n in range(variants)}
    texts = (
        Written("q8", "essay-8", "best_case", "Write the best case for the seat that you like "
                "least, in 80 to 150 words.", 5, "One possible text."),
        Written("q9", "essay-9", "verdict", "What moved you? Write 80 to 150 words.", 3),
    )  # fmt: skip
    name = "03_exercise_how_big"
    return Key("03", name, "r-1234", made, texts if written else (),
               {f"p{n:03}": str(2022 + n % variants) for n in range(1000)})  # fmt: skip


def _questions() -> list[Question]:
    return stored.read(stored.find("03"))


def rows(made: Key, people: int, seed: int = 1) -> list[Row]:
    """Return a row for each of so many people; of thirty or more some could not be graded."""
    random = Random(seed)
    return [_row(made, f"p{n:03}", n, people, random) for n in range(people)]


def _row(made: Key, person: str, n: int, people: int, random: Random) -> Row:
    blank = Row(person, made.lesson, made.release, "graded", f"{made.name}.ipynb", "ab" * 32)
    if people >= 30 and n < 4:
        status = ("missing", "unreadable", "crashed", "other")[n]
        return replace(blank, status=status, notes=("Said for the teacher.",))
    skill = random.random()
    marks = tuple(_mark(one, skill, n, random) for one in made.of(person).asked)
    texts = tuple(
        Text(one.name, text, len(text.split()))
        for one in made.written
        for text in [random.choice(ESSAYS)]
    )
    notes = (f"A note with {HOSTILE[n % len(HOSTILE)]}",) if n % 7 == 0 else ()
    return replace(blank, marks=marks, texts=texts, notes=notes, late=n % 11 == 10,
                   seconds=round(0.2 + random.random(), 2))  # fmt: skip


def _mark(asked: Asked, skill: float, n: int, random: Random) -> Mark:
    one, chance = asked.question, random.random()
    if one.name == "q4" or chance < skill:
        answer: object = one.expected.example()
    elif chance < 0.8:
        answer = random.choice(one.mistakes).example
    elif chance < 0.9:
        return Mark(one.name, "other", 0, asked.points, f"“{HOSTILE[n % len(HOSTILE)]}”"[:200])
    elif chance < 0.95:
        return Mark(one.name, "stopped", 0, asked.points, says="Reading this answer failed.")
    else:
        answer = ...
    found = judge(one, answer)
    place = next((k for k, each in enumerate(one.mistakes) if each.says == found.says), None)
    right = found.verdict == "right" or found.sound
    return Mark(one.name, found.verdict, asked.points if right else 0, asked.points,
                found.shown[:200], found.answer, found.says, place)  # fmt: skip


def written(folder: Path, made: Key, people: int) -> tuple[Path, Path]:
    """Write a class into a folder; return the folder of its rows and the file of its key."""
    graded, place = folder / "graded", folder / f"{made.name}{keys.ENDING}"
    graded.mkdir(parents=True)
    place.write_bytes(keys.dumps(made))
    for row in rows(made, people):
        (graded / f"{row.person}.json").write_bytes(dumps(row))
    (graded / "run.json").write_text("{}")
    return graded, place


def places(made: Key, row: Row) -> Iterator[Place]:
    """Yield every place where somebody marks a person's texts."""
    for one in learner(row, made).essays:
        yield from one.places(row.person).values()


def marked(folder: Path, made: Key, people: int, name: str = "A", seed: int = 2, *,
           second: float = 0) -> None:  # fmt: skip
    """Mark the texts of every second person, or with ``second`` of every fourth."""
    random, file = Random(seed), MarkFile(folder / "marks", name, made.release, second)
    every = [*rows(made, people)]
    some = range(0, people, 4 if second else 2)
    said = ("Say who counted this.",)
    file.put({
        place: Given(random.randrange(4), said, HOSTILE[n % len(HOSTILE)].replace("\ud83d", ""))
        for n in some for place in places(made, every[n])
    })  # fmt: skip
