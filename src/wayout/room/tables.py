"""What a picture of the class is made of: bars, dots and items, with their numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from wayout.activities.dial.answers import STEP
from wayout.room.dots import Dots
from wayout.room.guard import FEWEST
from wayout.room.slips import Slip
from wayout.work.activity import NO_WORD

AGREE, DISAGREE, CANNOT = "agree", "disagree", "cannot say"
SIGNS = {AGREE: "+", DISAGREE: "−", CANNOT: "?"}
MOVES = {"▲": "moved up", "▼": "moved down", "=": "stayed", "?": "could not say"}
DEFINED = (
    "Above 50 counts as agree, below 50 as disagree; 50 itself and “I cannot say” count as cannot "
    "say. Of a claim that may be true or not, agree means: more likely true than not."
)
TALK = (0.35, 0.70)
"""Between these shares of right answers, talking in pairs helps most."""


@dataclass(frozen=True)
class Part:
    """How many gave one answer. ``right`` tells whether it is one that we accept, if we say so."""

    word: str
    count: int
    sign: str = ""
    right: bool = False


@dataclass(frozen=True)
class Bar:
    """How the people who answered one thing are spread over its answers.

    ``stacked`` parts stand in one line, in an order of their own; others in a row each. If
    ``judged``, some answers are right and the others are not, and ``slips`` are wrong ones that
    five or more gave. ``middle`` is where the middle of the same people stood before and stands
    now, in per cent, of a dial that was answered twice.
    """

    label: str
    parts: tuple[Part, ...]
    stacked: bool = True
    judged: bool = False
    middle: tuple[float, ...] = ()
    slips: tuple[Slip, ...] = ()

    @property
    def of(self) -> int:
        """How many answered."""
        return sum(part.count for part in self.parts)

    def share(self, word: str) -> float:
        """Return the share of one answer, from 0 to 1."""
        return sum(part.count for part in self.parts if part.word == word) / max(self.of, 1)

    @property
    def shares(self) -> list[tuple[Part, float]]:
        """Each part with how long it is, in per cent of the line."""
        return [(part, round(100 * part.count / max(self.of, 1), 2)) for part in self.parts]

    @property
    def right(self) -> float:
        """The share of answers that we accept."""
        return sum(part.count for part in self.parts if part.right) / max(self.of, 1)

    @property
    def talk(self) -> bool:
        """Whether so many are right that talking in pairs helps most."""
        low, high = TALK
        return self.judged and low <= self.right <= high

    @property
    def commonest(self) -> Slip | None:
        """The wrong answer that most gave, if five or more did."""
        rows = () if self.stacked else self.parts
        others = (Slip(part.count, f"“{part.word}”") for part in rows if not part.right)
        every = (one for one in (*self.slips, *others) if one.count >= FEWEST)
        return max(every, key=lambda one: one.count, default=None)

    def words(self) -> str:
        """Return the bar in words."""
        some = [f"{part.sign} {part.word} {part.count}".strip() for part in self.parts]
        return f"{', '.join(some)} (of {self.of})"


@dataclass(frozen=True)
class Item:
    """One thing that was asked: its bars or dots, and sentences to them.

    ``hides`` are sentences that tell the right answer. ``waits`` says how many answers are
    not counted yet while a class votes.
    """

    id: str
    title: str
    says: str = ""
    bars: tuple[Bar, ...] = ()
    lines: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    dots: Dots | None = None
    waits: str = ""


@dataclass(frozen=True)
class Talk:
    """Something to talk about now: what it is called, of how many, the commonest wrong answer."""

    title: str
    of: int
    slip: Slip | None


@dataclass(frozen=True)
class Section:
    """Some items under one title; ``empty`` is said where there is none yet."""

    id: str
    title: str
    says: str
    empty: str
    items: tuple[Item, ...] = field(default=())


@dataclass(frozen=True)
class Row:
    """One count in words, as the table and the CSV have it."""

    what: str
    when: str
    answer: str
    count: int
    of: int


def table(item: Item) -> list[Row]:
    """Return every count of an item."""
    found = [
        Row(item.title, bar.label, part.word, part.count, bar.of)
        for bar in item.bars
        for part in bar.parts
    ]
    if item.dots:
        of = sum(many for _, many in item.dots.rows)
        found += [Row(item.title, "", word, many, of) for word, many in item.dots.rows]
    return found


def side(word: str) -> str:
    """Return on which side of a dial an answer stands."""
    if word == NO_WORD or int(word) == 50:
        return CANNOT
    return AGREE if int(word) > 50 else DISAGREE


def sides(label: str, column: Mapping[str, str]) -> Bar:
    """Return how many agree, cannot say and disagree."""
    found = [side(word) for word in column.values()]
    order = (AGREE, CANNOT, DISAGREE)
    return Bar(label, tuple(Part(one, found.count(one), SIGNS[one]) for one in order))


def rows(
    label: str, column: Mapping[str, str], order: Iterable[str], right: Iterable[str] = ()
) -> Bar:
    """Return how many gave each of some answers, a row for each that was given.

    Where some are ``right``, the bar is judged, and each answer has its row: a row without anybody
    must not tell what is right.
    """
    found, fair = [*column.values()], {*right}
    parts = (Part(one, found.count(one), right=one in fair) for one in order)
    return Bar(label, tuple(p for p in parts if p.count or fair), False, bool(fair))


def move(before: str, after: str) -> str:
    """Return how a dial moved between two answers, as a sign of `MOVES`."""
    if NO_WORD in (before, after):
        return "?"
    return "=" if int(before) == int(after) else "▲" if int(before) < int(after) else "▼"


def moved(moves: Mapping[str, str], middle: tuple[float, ...]) -> str:
    """Return how many moved which way, and where the middle of the class stands."""
    found = Counter(moves.values())
    said = [f"{sign} {found[sign]} {word}" for sign, word in MOVES.items()
            if found[sign] or sign != "?"]  # fmt: skip
    told = f" The middle of the class: about {' → '.join(f'{m:g}' for m in middle)}."
    return f"{', '.join(said)}.{told if middle else ''}"


def middles(columns: Iterable[Mapping[str, str]]) -> tuple[float, ...]:
    """Return the middle of each column to the next ten, so that it is nobody's own answer."""
    return tuple(10.0 * int(median(map(int, one.values())) / 10 + 0.5) for one in columns)


def is_number(words: Iterable[str]) -> bool:
    """Tell whether all of some words are per cent, but for "I cannot say"."""
    some = {*words} - {NO_WORD}
    return bool(some) and all(word.isdecimal() and int(word) <= 20 * STEP for word in some)
