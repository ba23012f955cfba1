"""The key of a release: what the teacher keeps and no released folder holds."""

import ast
import json
import math
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from wayout.errors import CourseError
from wayout.exercises.judge import Question
from wayout.exercises.plain import JSON
from wayout.exercises.stored import closed, opened
from wayout.grading.reading import DAMAGED
from wayout.grading.roster import unsafe

FORMAT = 1
ENDING = ".key.json"


class KeyFileError(CourseError):
    """A key that is missing, damaged, or of another version of the course."""


@dataclass(frozen=True)
class Asked:
    """A question that is compared, and how many points its right answer gets."""

    question: Question
    points: float


@dataclass(frozen=True)
class Written:
    """A question that people mark.

    ``cell`` is the id of the cell that holds the text, which `exercises.written.text_in` reads from
    its source; ``rubric`` is the name of its rubric, ``asks`` the task in the learner's words,
    ``points`` what full marks are worth, ``least`` and ``most`` how many words are asked for,
    ``model`` one possible text, shown to whoever marks.
    """

    name: str
    cell: str
    rubric: str
    asks: str
    points: float
    least: int = 0
    most: int = 0
    model: str = ""


@dataclass(frozen=True)
class Variant:
    """The questions under one choice of settings, such as ``{"year": 2022}``."""

    settings: dict[str, JSON]
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Key:
    """A release of one exercise.

    ``name`` is the exercise's file without its ending, ``release`` a mark that each released
    notebook carries. ``variants`` go by name; ``people`` says who has which, by the id of the
    roster: in such a release nobody else has one. ``cells`` are the ids of the cells that the
    release gave out, in order, each with its source as it was given.
    """

    lesson: str
    name: str
    release: str
    variants: dict[str, Variant]
    written: tuple[Written, ...] = ()
    people: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)

    def knows(self, person: str) -> bool:
        """Tell if it is said which questions a person has."""
        return not self.people or person in self.people

    def of(self, person: str) -> Variant:
        """Return the questions of one person, whatever a submission says of itself.

        Of somebody whom the key does not know (`knows`) they are the first ones: never to be
        graded with.
        """
        return self.variants[self.people.get(person, next(iter(self.variants)))]

    def points(self) -> float:
        """Return how many points there are, without what people mark."""
        return sum(one.points for one in next(iter(self.variants.values())).asked)


def dumps(key: Key) -> bytes:
    """Return a key as the bytes of its file; the same key gives the same bytes."""
    body = {
        "format": FORMAT,
        "note": "The answers. Keep this file; never put it into a folder that learners see.",
        "lesson": key.lesson,
        "name": key.name,
        "release": key.release,
        "variants": {name: _out(one) for name, one in key.variants.items()},
        "written": [vars(one) for one in key.written],
        "people": key.people,
        "cells": key.cells,
    }
    return f"{json.dumps(body, indent=1, ensure_ascii=False, allow_nan=False)}\n".encode()


def mark(key: Key) -> str:
    """Return the SHA-256 of a key as hex, by which rows tell what they were graded with."""
    return sha256(dumps(key)).hexdigest()


def read(path: Path) -> Key:
    """Return the key in a file; raises KeyFileError with what to do."""
    try:
        body: dict[str, Any] = json.loads(path.read_bytes())
        if body["format"] != FORMAT:
            says = f"{path.name} is a key of another version of the course: make the release anew."
            raise KeyFileError(says)
        made = Key(
            str(body["lesson"]),
            str(body["name"]),
            str(body["release"]),
            {name: _in(one) for name, one in body["variants"].items()},
            tuple(Written(**one) for one in body["written"]),
            dict(body["people"]),
            dict(body["cells"]),
        )
        _checked(made)
        return made
    except OSError as error:
        raise KeyFileError(f"{path} cannot be read ({error.strerror or error}).") from None
    except (*DAMAGED, SyntaxError, MemoryError):
        raise KeyFileError(
            f"{path.name} is damaged, or no key. A key ends in {ENDING} and lies beside the folder "
            "that `wayout release` made."
        ) from None


def _checked(key: Key) -> None:
    """Raise ValueError where a key does not hold together, or its name leads out of a folder."""
    asked = [one for variant in key.variants.values() for one in variant.asked]
    points = [*(one.points for one in asked), *(one.points for one in key.written)]
    for one in asked:
        ast.parse(one.question.probe, mode="eval")
    fits = (
        key.variants
        and not unsafe(key.name)
        and {*key.people.values()} <= {*key.variants}
        and all(isinstance(one, (int, float)) and 0 <= one < math.inf for one in points)
        and all(isinstance(one, str) for pair in key.cells.items() for one in pair)
        and not any(map(unsafe, key.people))
    )
    if not fits:
        raise ValueError(key.name)


def _out(variant: Variant) -> dict[str, Any]:
    asked = [{**opened(one.question), "points": one.points} for one in variant.asked]
    return {"settings": variant.settings, "asked": asked}


def _in(parts: dict[str, Any]) -> Variant:
    asked = (Asked(closed(one), float(one["points"])) for one in parts["asked"])
    return Variant(dict(parts["settings"]), tuple(asked))
