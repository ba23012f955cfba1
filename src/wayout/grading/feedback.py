"""What a learner gets back: one page each, without a trace of code and without a name."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wayout.errors import CourseError
from wayout.grading import collect
from wayout.grading.report import title
from wayout.grading.row import Mark
from wayout.grading.rubrics import Criterion
from wayout.grading.school import Essay, Learner, School
from wayout.grading.summary import is_right, mistake, of
from wayout.grading.tame import line, tame
from wayout.language import exact, listed
from wayout.pages import markdown, render
from wayout.pages.output import put

if TYPE_CHECKING:
    from markupsafe import Markup

MOODLE = "moodle.zip"
_AGAIN = "Nothing is lost, and this is no 0: hand in your file again, or ask your teacher for time."
_INSTEAD: dict[str, tuple[str, ...]] = {
    "missing": (
        "Your teacher has no file yet that is known to be yours.",
        "Open your notebook, run its last cell, download the file that it offers, and hand it in.",
        _AGAIN,
    ),
    "unreadable": (
        "What you handed in could not be read as a notebook. That happens when it is a file of "
        "another kind, such as one of Word, when a download breaks off, or when another program "
        "has changed the file.",
        "Open your notebook again, save it, run its last cell, and download the file anew.",
        _AGAIN,
    ),
    "crashed": (
        "Your file was opened, but its code could not be run to the end.",
        "In the menu of your notebook choose Kernel, then Restart Kernel and Run All Cells. Look "
        "for the first cell that stops or never ends, mend it, then save and download the file.",
        _AGAIN,
    ),
    "other": (
        "The file that you handed in belongs to another exercise.",
        "Look for the notebook of this one, run its last cell, and hand in the file it offers.",
        _AGAIN,
    ),
}
_SAYS = {
    "blank": "You left this one open. Try it now: nothing can go wrong.",
    "stopped": "The answer could not be read, because its cell stops with an error.",
    "lost": "The answer could not be read, because its cell ran for too long or ended Python.",
    "gone": "The cell of this answer is no longer in your notebook.",
    "form": "The value may well be meant right, but it is written in another form than asked for.",
    "kind": "This is another kind of answer than the question asks for.",
}
_WORDS = {"blank": "left open", "stopped": "not read", "lost": "not read", "gone": "not there"}


class FeedbackError(CourseError):
    """Pages that cannot be made as asked; the message says what to do."""


@dataclass(frozen=True)
class Answer:
    """One question as its learner sees it; what is empty is not shown."""

    title: str
    right: bool
    sign: str
    word: str
    points: str
    shown: str
    says: str
    hints: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class _Seen:
    title: str
    level: int | None
    sentence: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class _Text:
    title: str
    asks: "Markup"
    text: str
    points: str
    criteria: tuple[_Seen, ...]
    waits: str


def write(school: School, folder: Path, *, keep_answers: bool = False) -> list[Path]:
    """Write a page for each learner, named by the id; raises WriteError.

    With ``keep_answers`` no page says what is right or why, so the release can be used again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = pages(school, keep_answers=keep_answers)
    return [_put(folder / f"{person}.html", page) for person, page in made]


def pages(school: School, *, keep_answers: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the id and the page of each learner."""
    for one in school.learners:
        yield one.person, page(one, school, keep_answers=keep_answers)


def page(one: Learner, school: School, *, keep_answers: bool = False) -> str:
    """Return the page of one learner: one file without a script, everything escaped."""
    called = title(school.key)
    if one.row.status != "graded":
        return render("feedback.html", title=called, instead=_INSTEAD[one.row.status])
    known = one.points
    total = "" if known is None else f"Together: {exact(known)} of {exact(school.of)} points."
    return render(
        "feedback.html",
        title=called,
        instead=(),
        opening=_opening(one),
        late=one.row.late,
        answers=[answer(one, mark, keep=keep_answers) for mark in one.row.marks],
        essays=[_text(essay) for essay in one.essays],
        total=total,
    )


def zipped(pages: Mapping[str, str], folders: Mapping[str, str]) -> bytes:
    """Return the pages as the zip that Moodle takes for feedback files.

    ``folders`` holds, by id, the name of the folder in which Moodle gave the submission.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for person, name in sorted(folders.items()):
            if person in pages:
                entry = zipfile.ZipInfo(f"{name}/feedback.html", (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                made.writestr(entry, pages[person].encode())
    return out.getvalue()


def for_moodle(
    school: School, submitted: Path, out: Path, keep_answers: bool
) -> tuple[Path, tuple[str, ...]]:
    """Write the pages as a zip for Moodle; return it, and sentences on who is not in it.

    Raises FeedbackError where nothing says from which folders of Moodle the files came.
    """
    found = collect.read(submitted)
    named = {one.person: one.folder for one in found.people if one.folder} if found else {}
    if not named:
        raise FeedbackError(
            f"{submitted / collect.NAME} names no folder of Moodle: collect the zip that Moodle "
            "gives for all submissions, then return again."
        )
    counts = Counter(map(str.casefold, named.values()))
    folders = {who: name for who, name in named.items() if counts[name.casefold()] == 1}
    made = dict(pages(school, keep_answers=keep_answers))
    put(out / MOODLE, zipped(made, folders))
    left = [person for person in made if person not in named]
    twice = [person for person in named if person not in folders]
    told = {
        "no file of theirs was collected from a folder of Moodle": left,
        "their files came from one and the same folder of Moodle": twice,
    }
    return out / MOODLE, tuple(f"Not in it, since {why}: {listed(map(line, who))}."
                               for why, who in told.items() if who)  # fmt: skip


def strays(folder: Path, written: Iterable[Path]) -> list[str]:
    """Return the names of pages in a folder that are of an earlier run."""
    return sorted(path.name for path in {*folder.glob("*.html")} - {*written})


def _put(path: Path, content: str) -> Path:
    put(path, content)
    return path


def _opening(one: Learner) -> str:
    right = sum(map(is_right, one.row.marks))
    if not one.row.marks:
        return "Thank you for your work. Here is what somebody says who read it."
    if right == len(one.row.marks):
        others = " Somebody reads your text apart from that." if one.essays else ""
        return f"Thank you for your work. All answers that are compared are right.{others}"
    found = f"{right} of {len(one.row.marks)} answers are right"
    return f"Thank you for your work. {found}; for each of the others here is a way on."


def answer(one: Learner, mark: Mark, *, keep: bool) -> Answer:
    """Return one answer with what helps: the known mistake, hints, and why right is right."""
    asked, right = of(one, mark.question), is_right(mark)
    question = asked.question if asked else None
    word = "right" if right else _WORDS.get(mark.seen, "not yet")
    hints = question.hints if question and not right else ()
    because = question.because if question and not keep else ""
    return Answer(
        _titled(mark.question),
        right,
        "✓" if right else "○",
        word,
        f"{exact(mark.points)} of {exact(mark.of)} points",
        line(mark.shown),
        _says(one, mark, right=right),
        hints,
        because,
    )


def _says(one: Learner, mark: Mark, *, right: bool) -> str:
    """Return a sentence on an answer; what was said of a right one may hold why, so it stays."""
    if right:
        return "Its form is another than asked for; that costs nothing." * (mark.seen != "right")
    if said := mistake(one, mark):
        return line(said, 600)
    known = mark.says if mark.seen in ("other", "form", "kind", "stopped") else ""
    return line(known, 600) or _SAYS.get(mark.seen, "")


def _titled(name: str) -> str:
    return f"Question {name[1:]}" if name[:1] == "q" and name[1:].isdigit() else line(name)


def _text(essay: Essay) -> _Text:
    known, marked = essay.points, essay.points is not None
    points = "" if known is None else f"{exact(known)} of {exact(essay.written.points)} points"
    waits = "" if marked else "A person reads this text; that is not done yet."
    return _Text(
        _titled(essay.written.name),
        markdown(essay.written.asks),
        tame(essay.text.text).strip(),
        points,
        tuple(_seen(essay, one) for one in essay.rubric.criteria) if marked else (),
        waits,
    )


def _seen(essay: Essay, criterion: Criterion) -> _Seen:
    given = essay.given[criterion.name]
    sentence = "" if given.level is None else criterion.levels[given.level]
    return _Seen(criterion.title, given.level, sentence, tuple(tame(one) for one in given.said))
