"""Which texts a marker reads, and in which order: stable, anonymous, another for each marker."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from math import ceil

from wayout.errors import CourseError
from wayout.grading.key import Written
from wayout.grading.marks import Given, Marks, Place
from wayout.grading.rubrics import rubric
from wayout.grading.school import School


class ShareError(CourseError):
    """A share of texts that is none."""


@dataclass(frozen=True)
class Piece:
    """One text as its marker sees it: a number in place of a person; ``person`` is not shown."""

    number: int
    person: str
    text: str
    words: int

    def place(self, question: str, criterion: str) -> Place:
        """Return what a level of it is given for."""
        return Place.of(question, self.person, criterion, self.text)


def queue(school: School, question: str, marker: str, second: float = 0) -> tuple[Piece, ...]:
    """Return the texts of one question in the marker's order, empty ones last.

    With ``second``, a share from 0 to 1, only the part that two people read.
    """
    texts = {
        one.person: essay.text
        for one in school.graded
        for essay in one.essays
        if essay.written.name == question
    }
    wanted = overlap(texts, school.key.release, question, second) if second else texts

    def place(person: str) -> tuple[bool, str]:
        empty = not texts[person].text.strip()
        return empty, _hash(marker, school.key.release, question, person)

    order = sorted(wanted, key=place)
    return tuple(
        Piece(number, person, texts[person].text, texts[person].words)
        for number, person in enumerate(order, 1)
    )


def done(piece: Piece, written: Written, marks: Marks) -> bool:
    """Say whether a text has a level for each criterion."""
    names = (one.name for one in rubric(written.rubric).criteria)
    given = (marks.given.get(piece.place(written.name, name), Given()) for name in names)
    return all(one.level is not None for one in given)


def overlap(people: Iterable[str], release: str, question: str, share: float) -> frozenset[str]:
    """Return the people whose text two markers read: the share of them, chosen by a hash."""
    ranked = sorted(people, key=lambda person: _hash("second", release, question, person))
    return frozenset(ranked[: ceil(share * len(ranked) - 1e-9)])


def share(text: str) -> float:
    """Return a share such as ``20%``, ``20`` or ``0.2`` as a number from 0 to 1.

    Raises ShareError for what is none.
    """
    try:
        number = float(text.strip().removesuffix("%").strip() or 0)
    except ValueError:
        number = -1
    part = number if 0 <= number <= 1 and "%" not in text else number / 100
    if 0 <= part <= 1:
        return part
    raise ShareError(f"“{text[:20]}” is no share of the texts: write one such as 20%.")


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
