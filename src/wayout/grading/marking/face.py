"""The card of a marker: a text without a name, its rubric, and a file that is written each time."""

import json
import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from wayout.activities.face import Face, Fields, Reply
from wayout.errors import CourseError
from wayout.grading import key as keys
from wayout.grading.key import Written
from wayout.grading.marking.figures import figures, looking
from wayout.grading.marking.queue import Piece, done, queue, share
from wayout.grading.marks import Given, MarkFile, Marks, Place
from wayout.grading.rubrics import LEVELS, Criterion, Rubric, rubric
from wayout.grading.school import School, read_school
from wayout.grading.tame import tame
from wayout.language import LONGEST, in_figures
from wayout.pages import markdown
from wayout.work.session import current
from wayout.work.workfile import WorkFile

SETTINGS = "WAYOUT_MARKING"
"""The variable in which `wayout mark --open` hands on what the card is to show."""
MARKER = "marker"
_ASK = "Type the folder that `wayout grade` made, and the key, then press “Read the texts”."


def mark_essays(graded: str = "", key: str = "", marker: str = "", second: float = 0) -> "MarkFace":
    """Return the card for marking texts; ``second`` is the share that a second marker reads."""
    told = {"graded": graded, "key": key, "marker": marker, "second": f"{second:g}", "marks": ""}
    if not graded:
        told |= json.loads(os.environ.get(SETTINGS, "{}"))
    return MarkFace(current().work, Fields(told))


class MarkFace(Face):
    """Fields for the files, then one text at a time; it asks a learner nothing."""

    template = "mark.html"

    def __init__(self, work: WorkFile, told: Fields) -> None:
        super().__init__(work, "mark_essays")
        self._told = told
        self._school: School | None = None
        self._file: MarkFile | None = None
        self._marks: Marks | None = None
        self._second = 0.0
        self._question = ""
        self._at: dict[str, int] = {}
        self._queues: dict[str, tuple[Piece, ...]] = {}
        self._heard: dict[str, str] = {}  # what the page sent last of each comment
        self._says = _ASK
        if told["graded"]:
            self._open(told)

    # What is shown ---------------------------------------------------------------------------

    def saved(self) -> Fields:
        """Return the files that are open, and what the marker wrote on the text that is shown."""
        fields = Fields({**self._told, "question": self._question})
        if (piece := self._piece()) is not None:
            for one in self._rubric().criteria:
                fields[_own(one, piece)] = self._given(piece, one).own
        return fields

    def view(self, fields: Fields, changed: Collection[str]) -> dict[str, Any]:
        """Return one text with its rubric, or what to do first."""
        piece = self._piece()
        shown = self._shown(piece) if piece else {}
        return {"now": self._says, "piece": piece, "opened": self._school is not None, **shown}

    def _shown(self, piece: Piece) -> dict[str, Any]:
        every, criteria = self._queue(), self._rubric().criteria
        ready = looking()
        known = ready.result() if ready.done() and not ready.exception() else None
        assert self._school is not None
        return {
            "written": self._written(),
            "asks": markdown(self._written().asks),
            "rubric": self._rubric(),
            "questions": [(one.name, one.name) for one in self._school.key.written],
            "text": tame(piece.text).strip(),
            "of": len(every),
            "done": sum(self._done(one) for one in every),
            "rows": [(one, self._given(piece, one), _own(one, piece)) for one in criteria],
            "figures": figures(piece.text, known) if known is not None else None,
            "second": self._second,
            "levels": LEVELS,
        }

    def _written(self) -> Written:
        assert self._school is not None
        every = self._school.key.written
        return next((one for one in every if one.name == self._question), every[0])

    def _rubric(self) -> Rubric:
        return rubric(self._written().rubric)

    def _queue(self) -> tuple[Piece, ...]:
        if self._school is None or self._marks is None or not self._school.key.written:
            return ()
        name = self._written().name
        if name not in self._queues:
            self._queues[name] = queue(self._school, name, self._marks.marker, self._second)
        return self._queues[name]

    def _piece(self) -> Piece | None:
        every = self._queue()
        return every[min(self._at.get(self._question, 0), len(every) - 1)] if every else None

    def _given(self, piece: Piece, criterion: Criterion) -> Given:
        assert self._marks is not None
        return self._marks.given.get(self._place(piece, criterion), Given())

    def _place(self, piece: Piece, criterion: Criterion) -> Place:
        return piece.place(self._written().name, criterion.name)

    def _done(self, piece: Piece) -> bool:
        assert self._marks is not None
        return done(piece, self._written(), self._marks)

    # What is pressed -------------------------------------------------------------------------

    def do_read(self, fields: Fields, _: str) -> Reply:
        """Read the folder and the key that were typed."""
        self._write(fields)
        told = Fields({name: fields[name].strip().strip("\"'") for name in self._told})
        if not told["graded"] or not told["key"]:
            return Reply(_ASK, warns=True, focus="key" if told["graded"] else "graded")
        return self._open(told)

    def do_draft(self, fields: Fields, _: str) -> None:
        """Keep a comment while it is typed; another question is shown at once."""
        self._write(fields)
        wanted = fields["question"]
        if self._school and wanted in [one.name for one in self._school.key.written]:
            self._question = wanted

    def do_level(self, fields: Fields, value: str) -> Reply:
        """Give a level, as in ``"figures 2"``, or take it back with a line; then go on."""
        name, _, said = value.partition(" ")
        known = {str(level): level for level in LEVELS}
        level = known.get(said)
        return self._change(fields, name, level=level)

    def do_comment(self, fields: Fields, value: str) -> Reply:
        """Add a ready comment, as in ``"figures 0"``, or take it away."""
        name, _, at = value.partition(" ")
        return self._change(fields, name, comment=int(at))

    def do_keep(self, fields: Fields, _: str) -> Reply:
        """Keep the comments that were typed."""
        self._write(fields)
        return self._kept()

    def do_go(self, fields: Fields, value: str) -> Reply:
        """Go to the next text, the one before, or the next that is not marked wholly."""
        self._write(fields)
        every, here = self._queue(), self._at.get(self._question, 0)
        if value == "unmarked":
            order = [*range(here + 1, len(every)), *range(here + 1)]
            found = next((place for place in order if not self._done(every[place])), None)
            if found is None:
                return Reply("All texts are marked.", forget=(*self._heard,))
            there = found
        else:
            there = here + (1 if value == "next" else -1)
            if not 0 <= there < len(every):
                return Reply("This is the last text." if value == "next" else "This is the first.")
        self._at[self._question] = there
        says = f"Text {there + 1} of {len(every)}."
        return Reply(says, forget=(*self._heard,), focus=self._focus(0))

    def _change(
        self, fields: Fields, name: str, *, level: int | None = None, comment: int | None = None
    ) -> Reply:
        piece = self._piece()
        criteria = self._rubric().criteria if piece else ()
        place = next((n for n, one in enumerate(criteria) if one.name == name), None)
        if piece is None or place is None:
            return Reply(_ASK, warns=True)
        one, given = criteria[place], self._own(fields, piece, criteria[place])
        if comment is None:
            made = replace(given, level=level)
            focus = self._focus(place + 1) if level is not None else ""
        else:
            made, focus = replace(given, comments=_toggled(one, given, comment)), ""
        self._write(fields, {self._place(piece, one): made})
        return replace(self._kept(), focus=focus)

    def _focus(self, place: int) -> str:
        """Return the button that takes the keyboard: the level of a criterion, or the way on."""
        piece, criteria = self._piece(), self._rubric().criteria
        if piece is None or place >= len(criteria):
            return "go=next"
        level = self._given(piece, criteria[place]).level
        return f"level={criteria[place].name} {level or 0}"

    def _own(self, fields: Fields, piece: Piece, one: Criterion) -> Given:
        name, given = _own(one, piece), self._given(piece, one)
        text = fields.get(name)
        same = text is None or text == self._heard.get(name, given.own)
        return given if text is None or same else replace(given, own=text[:LONGEST])

    def _write(self, fields: Fields, more: dict[Place, Given] | None = None) -> None:
        """Write what was typed on the text that is shown, and more; nothing if nothing is new."""
        piece = self._piece()
        if piece is None or self._file is None or self._marks is None:
            return
        typed = {
            self._place(piece, one): self._own(fields, piece, one)
            for one in self._rubric().criteria
        }
        shown, wanted = self._marks.given, {**typed, **(more or {})}
        news = {p: one for p, one in wanted.items() if one != shown.get(p, Given())}
        if news:
            self._marks = self._file.put(news, shown)
        self._heard |= {name: fields[name] for one in self._rubric().criteria
                        if (name := _own(one, piece)) in fields}  # fmt: skip

    def _kept(self) -> Reply:
        assert self._file is not None
        place = f"{self._file.path.parent.name}/{self._file.path.name}"
        return Reply(f"Saved to {place}.", forget=(*self._heard,))

    def _open(self, told: Fields) -> Reply:
        try:
            second = share(told["second"])
            graded = Path(told["graded"]).expanduser().resolve()
            school = read_school(graded, keys.read(Path(told["key"]).expanduser()))
            marker = told["marker"] or MARKER
            folder = Path(told["marks"]).expanduser() if told["marks"] else graded.parent / "marks"
            file = MarkFile(folder, marker, school.key.release, second)
            marks = file.begin()
        except CourseError as error:
            self._says = str(error)
            return Reply(self._says, warns=True)
        except (OSError, ValueError):  # such as a name of more letters than a disk takes
            self._says = "One of these places cannot be read. Look for a slip in its name."
            return Reply(self._says, warns=True)
        self._school, self._file, self._marks = school, file, marks
        self._second = marks.second
        self._told, self._queues, self._heard = told, {}, {}
        self._question = school.key.written[0].name if school.key.written else ""
        self._at = {one.name: 0 for one in school.key.written}
        looking()
        self._says = self._found(file.note)
        self._to_unmarked()
        return Reply(self._says, forget=(*told,), focus=self._focus(0) if self._piece() else "")

    def _found(self, note: str) -> str:
        assert self._school is not None
        if not self._school.key.written:
            return "This exercise has no text that people mark."
        return f"{note} {in_figures(len(self._queue()), 'text')} to read.".strip()

    def _to_unmarked(self) -> None:
        every = self._queue()
        here = next((n for n, one in enumerate(every) if not self._done(one)), 0)
        self._at[self._question] = here


def _own(one: Criterion, piece: Piece) -> str:
    """Return the name of a comment's field; with the text's number, none is taken for another."""
    return f"own-{one.name}-{piece.number}"


def _toggled(one: Criterion, given: Given, at: int) -> tuple[str, ...]:
    wanted = set(given.comments) ^ {one.comments[at]}
    others = [each for each in given.comments if each not in one.comments]
    return (*(each for each in one.comments if each in wanted), *others)
