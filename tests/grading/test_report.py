"""The report, the scores and the pages to return: counted by hand, escaped, nothing given away."""

import csv
import io
import json
import math
import os
import re
import zipfile
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from made_class import HOSTILE, key, marked, places, rows, written
from wayout.cli import app
from wayout.exercises import stored
from wayout.exercises.judge import judge
from wayout.exercises.plain import show
from wayout.grading import collect, feedback
from wayout.grading import key as keys
from wayout.grading.collect import Collected, Handed
from wayout.grading.key import Asked, Key, Variant
from wayout.grading.marks import Given, MarkFile, Marks, Place
from wayout.grading.report import page, scores
from wayout.grading.report import write as write_report
from wayout.grading.row import Mark, Row, dumps, parse
from wayout.grading.school import School, SchoolError, learner, read_school
from wayout.grading.summary import askings, levels, nobody_missed, points, seconds, stopped
from wayout.grading.tame import line, tame
from wayout.pages.output import inert

KEY = key()


def school(found: list[Row], made: Key = KEY, marks: tuple[Marks, ...] = ()) -> School:
    return School(made, tuple(learner(row, made, marks) for row in found), marks)


def small(*answers: tuple[object, ...]) -> School:
    """Return a class that answered the first questions of exercise 3, without texts."""
    asked = tuple(Asked(one, 1) for one in stored.read(stored.find("03"))[: len(answers[0])])
    made = Key("03", "03_x", "r", {"a": Variant({}, asked)})
    found = []
    for n, given in enumerate(answers):
        marks = []
        for one, answer in zip(asked, given, strict=True):
            finding = judge(one.question, answer)
            right = finding.verdict == "right"
            known = [k for k, m in enumerate(one.question.mistakes) if m.says == finding.says]
            place = known[0] if known else None
            marks.append(Mark(one.question.name, finding.verdict, float(right), 1, finding.shown,
                              finding.answer, finding.says, place))  # fmt: skip
        found.append(Row(f"s{n}", "03", "r", "graded", marks=tuple(marks), seconds=n / 10))
    return school(found, made)


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [f"{k}={v}" for k, v in attrs if k in ("src", "href", "action", "srcset")]
        self.links += [k for k, _ in attrs if k.startswith("on")]


def harmless(html: str) -> None:
    """Assert that a page has no script, asks for nothing, and steers no terminal."""
    seen = _Tags(html)
    assert not {*seen.tags} & {"script", "img", "iframe", "link", "form", "object", "b"}
    assert seen.links == []
    assert not re.search(r"url\(|@import|[\x00-\x08\x0b-\x1f\u202e\ud800-\udfff]", html)
    assert html.count("<style>") == html.count("</style>") == 1
    html.encode()


# Counting ----------------------------------------------------------------------------------


def test_a_small_class_counted_by_hand() -> None:
    made = small((19.83, 0.877), (218.17, 0.877), (218.17, ...), (19.83, 238.0036364),
                 (18.18083333, 0.877), (7, 0.877))  # fmt: skip
    one, two = askings(made)
    assert (one.right, one.of, one.blank) == (2, 6, 0)
    assert (two.right, two.of, two.blank) == (4, 6, 1)
    assert [(other.count, other.shown) for other in one.others] == [
        (2, "218.17"), (1, "18.18083333"), (1, "7")]  # fmt: skip
    assert "eleven months" in one.others[0].says
    assert one.others[2].says == ""
    x, y = [1, 0, 0, 1, 0, 0], [1, 1, 0, 0, 1, 1]
    assert one.tells == pytest.approx(np.corrcoef(x, y)[0, 1])
    assert points(made) == ((0.0, 1), (1.0, 4), (2.0, 1))
    html = page(made, {})
    assert "<strong>2</strong> answered <bdi>218.17</bdi>: <bdi>That is the total" in html
    assert nobody_missed((one, two)) == ()


def test_what_cannot_be_told_is_blank() -> None:
    four = [(19.83, 0.877), (218.17, 0.877), (19.83, 1), (19.83, 0.877)]
    assert [one.tells for one in askings(small(*four))] == [None, None]
    same = askings(small(*[(19.83, 0.877)] * 6))
    assert [one.tells for one in same] == [None, None]
    assert nobody_missed(same) == ("q1", "q2")
    assert seconds(small((19.83,))) is None
    nobody = school([Row("a", "03", KEY.release, "missing")])
    assert [one.share for one in askings(nobody)] == [None] * 7
    harmless(page(nobody, {}))


def test_variants_keep_their_answers_apart() -> None:
    q1 = askings(school(rows(KEY, 30)))[0]
    assert all(re.search(r"\(year 202[23]\)$", one.shown) for one in q1.others)


def test_one_mistake_counts_once_over_all_variants() -> None:
    learners = school(rows(KEY, 30)).graded
    wrong = [(one, mark) for one in learners if (mark := one.mark("q1")) and mark.seen == "mistake"]
    kinds = Counter(mark.says for _, mark in wrong)
    years = {one.variant.settings["year"] for one, _ in wrong}
    others = [one for one in askings(school(rows(KEY, 30)))[0].others if one.says]
    assert len(years) == 2
    assert {one.says: one.count for one in others} == kinds
    assert "218.17 (year 2022) and 218.17 (year 2023)" in {
        " and ".join(sorted(one.shown.split(" and "))) for one in others}  # fmt: skip


def test_item_rest_correlation_is_that_of_numpy() -> None:
    made = school(rows(KEY, 60, seed=7))
    for one in askings(made):
        own = [mark.points for each in made.graded if (mark := each.mark(one.name))]
        rest = [(each.row.points or 0) - own[n] for n, each in enumerate(made.graded)]
        if one.tells is None:
            assert len({*own}) == 1
        else:
            assert one.tells == pytest.approx(np.corrcoef(own, rest)[0, 1])


def test_levels_are_counted_with_those_that_wait(tmp_path: Path) -> None:
    graded, _ = written(tmp_path, KEY, 30)
    marked(tmp_path, KEY, 30)
    found = levels(read_school(graded, KEY, tmp_path / "marks"))
    assert len(found) == 10
    assert {sum(one.counts) for one in found} == {13}
    assert {one.waiting for one in found} == {13}


# The page and the table --------------------------------------------------------------------


@pytest.mark.parametrize("people", [3, 30])
def test_the_page_of_a_class_is_one_file_that_asks_for_nothing(tmp_path: Path, people: int) -> None:
    graded, _ = written(tmp_path, KEY, people)
    marked(tmp_path, KEY, people)
    marked(tmp_path, KEY, people, "B", 5, second=0.2)
    made = read_school(graded, KEY, tmp_path / "marks")
    html = page(made, {})
    harmless(html)
    assert "Kappa" in html
    assert "Mia" not in html
    names = {"p001": "Mia <b>Ö</b>\u202e"}
    assert "Mia &lt;b&gt;Ö" in page(made, names)
    harmless(page(made, names))


def test_every_hostile_answer_is_text_on_every_page() -> None:
    for text in HOSTILE:
        mark = Mark("q1", "other", 0, 1, text, text, text)
        row = Row("p001", "03", KEY.release, "graded", text, marks=(mark,), notes=(text,))
        made = school([row])
        harmless(page(made, {"p001": text}))
        harmless(feedback.page(made.learners[0], made))
        for cells in csv.reader(io.StringIO(scores(made, {"p001": text}))):
            assert all(inert(cell) == cell for cell in cells)


def test_scores_hold_a_row_a_person_and_no_zero_that_nobody_got(tmp_path: Path) -> None:
    graded, _ = written(tmp_path, KEY, 30)
    marked(tmp_path, KEY, 30)
    made = read_school(graded, KEY, tmp_path / "marks")
    found = [*csv.DictReader(io.StringIO(scores(made, {}).removeprefix("\ufeff")))]
    assert [row["id"] for row in found] == [one.person for one in made.learners]
    assert "name" not in found[0]
    for row, one in zip(found, made.learners, strict=True):
        assert row["state"] == one.state
        assert (row["points"] == "") == (one.points is None)
        if one.points is not None:
            parts = [float(row[f"q{n}"]) for n in range(1, 10)]
            assert sum(parts) == pytest.approx(float(row["points"]), abs=1e-3)
        if one.row.status != "graded":
            assert {row[f"q{n}"] for n in range(1, 10)} == {""}


def test_one_bad_row_never_stops_a_class(tmp_path: Path) -> None:
    graded, _ = written(tmp_path, KEY, 6)
    (graded / "p000.json").write_bytes(b"\0" * 9)
    (graded / "p001.json").write_bytes(b"[" * 200_000)
    (graded / "p002.json").unlink()
    (graded / "p002.json").symlink_to("/etc/passwd")
    foreign = replace(rows(KEY, 6)[3], release="other")
    (graded / "p003.json").write_bytes(dumps(foreign))
    (graded / "twice.json").write_bytes(dumps(rows(KEY, 6)[4]))
    (graded / "away.json").write_bytes(dumps(replace(rows(KEY, 6)[4], person="../../x")))
    (graded / "long.json").write_bytes(dumps(replace(rows(KEY, 6)[4], person="😀" * 90)))
    made = read_school(graded, KEY)
    assert [one.person for one in made.learners] == ["p004", "p005"]
    assert len(made.notes) == 7
    for path in graded.glob("p*.json"):
        path.unlink()
    for name in ("away", "twice", "long"):
        (graded / f"{name}.json").unlink()
    with pytest.raises(SchoolError, match="no graded work"):
        read_school(graded, KEY)
    with pytest.raises(SchoolError, match="wayout grade"):
        read_school(tmp_path / "nowhere", KEY)


def _row(**parts: Any) -> bytes:
    body = json.loads(dumps(rows(KEY, 6)[0]))
    return json.dumps({**body, **parts}).encode()


def _mark(**parts: Any) -> dict[str, Any]:
    first, *others = json.loads(_row())["marks"]
    return {"marks": [{**first, **parts}, *others]}


def _text(**parts: Any) -> dict[str, Any]:
    first, *others = json.loads(_row())["texts"]
    return {"texts": [{**first, **parts}, *others]}


ODD: tuple[Any, ...] = ("1", None, [], {}, math.nan, math.inf, -1, True, 10**400)
NO_TEXT: tuple[Any, ...] = (None, [], 1)
NO_ROWS: list[dict[str, Any]] = [
    *({name: value} for name in ("person", "lesson", "release", "status", "file", "mark", "late",
                                 "notes", "marks", "texts", "settings", "seconds")
      for value in (None, 1, [1], {"a": 1}) if (name, value) not in (("seconds", 1),
                                                                     ("settings", {"a": 1}))),
    {"status": "splendid"}, {"seconds": math.nan}, {"seconds": math.inf}, {"seconds": -1},
    {"seconds": 10**400}, {"seconds": True}, {"late": "no"}, {"notes": "abc"}, {"notes": {"a": 1}},
    *(_mark(points=one) for one in ODD), _mark(points=1000), _mark(of=0),
    *(_mark(of=one) for one in ODD), _mark(seen="splendid"), _mark(extra=1),
    *(_mark(**{name: one}) for name in ("question", "seen", "shown", "says") for one in NO_TEXT),
    *(_mark(mistake=one) for one in ("0", math.nan, True, {})),
    {"marks": [*_mark()["marks"], _mark()["marks"][0]]},
    *(_text(**{name: one}) for name in ("question", "text") for one in NO_TEXT),
    *(_text(words=one) for one in ("1", math.nan, True)), {"texts": _text()["texts"][:1] * 2},
]  # fmt: skip


@pytest.mark.parametrize("parts", NO_ROWS, ids=lambda parts: repr(parts)[:60])
def test_a_row_of_wrong_kinds_is_named_and_left_out(tmp_path: Path, parts: dict[str, Any]) -> None:
    assert parse(_row()).points is not None
    (tmp_path / "bad.json").write_bytes(_row(**parts))
    (tmp_path / "good.json").write_bytes(_row(person="p004"))
    made = read_school(tmp_path, KEY)
    assert [one.person for one in made.learners] == ["p004"]
    [note] = made.notes
    assert note.startswith("bad.json")
    harmless(page(made, {}))


@pytest.mark.parametrize("content", [
    b"", b"null", b"[]", b"7", b'"x"', b'{"format": 1}', b'{"format": [1]}', b"\xff\xfe\x00",
    b"[" * 200_000, b'{"a":' * 50_000, b"NaN", b"1" * 5000,
])  # fmt: skip
def test_no_file_beside_the_rows_stops_a_class(tmp_path: Path, content: bytes) -> None:
    graded, _ = written(tmp_path, KEY, 5)
    marked(tmp_path, KEY, 5)
    for place in (graded / "x.json", graded / "run.json", graded / "._p000.json",
                  tmp_path / "marks" / "x.json"):  # fmt: skip
        place.write_bytes(content)
    os.mkfifo(graded / "pipe.json")  # whoever opens it waits for ever
    os.mkfifo(tmp_path / "marks" / "pipe.json")
    (graded / "folder.json").mkdir()
    (tmp_path / "marks" / "folder.json").mkdir()
    made = read_school(graded, KEY, tmp_path / "marks")
    assert len(made.learners) == 5
    assert sorted(note.split()[0] for note in made.notes if ".json" in note.split()[0]) == [
        "folder.json", "folder.json:", "pipe.json", "pipe.json:", "x.json:"]  # fmt: skip
    assert "The marks in x.json are damaged." in made.notes
    harmless(page(made, {}))


def test_marks_of_nobody_here_are_in_no_table(tmp_path: Path) -> None:
    graded, _ = written(tmp_path, KEY, 4)
    text = rows(KEY, 4)[1].texts[0].text
    for name, level, second in (("A", 3, 0), ("B", 0, 0.2)):
        MarkFile(tmp_path / "marks", name, KEY.release, second).put(
            {Place.of(question, person, criterion, text): Given(level)
             for question in ("q8", "<b>") for person in ("p001", "\u202egone")
             for criterion in ("case", "none")}
        )  # fmt: skip
    made = read_school(graded, KEY, tmp_path / "marks")
    assert [len(one.given) for one in made.marks] == [1, 1]
    html = page(made, {})
    assert "<bdi>p001</bdi>, q8, case" in html
    assert "gone" not in html


def test_only_those_of_the_last_run_are_reported(tmp_path: Path) -> None:
    graded, _ = written(tmp_path, KEY, 6)
    run = {"rows": {f"p{n:03}": "stamp" for n in (0, 1, 3, 5, 9)}}
    (graded / "run.json").write_text(json.dumps(run))
    made = read_school(graded, KEY)
    assert [one.person for one in made.learners] == ["p000", "p001", "p003", "p005"]
    assert [note.split(":")[0] for note in made.notes] == [
        "p002 and p004 left out", "p009 has no row that can be read"]  # fmt: skip
    assert "p002 and p004 left out: the last run of <code>wayout grade</code>" in page(made, {})


def test_another_key_is_refused_and_a_part_of_another_is_named(tmp_path: Path) -> None:
    graded, _ = written(tmp_path, KEY, 30)
    for other in (replace(KEY, release="r-other"), replace(KEY, lesson="04")):
        with pytest.raises(SchoolError, match=r"p000\.json.*25 more were graded with another key"):
            read_school(graded, other)
    year, one = next(iter(KEY.variants.items()))
    changed = replace(one, asked=(replace(one.asked[0], points=50), *one.asked[1:]))
    points = replace(KEY, variants={**KEY.variants, year: changed})
    made = read_school(graded, points)
    assert {one.variant == changed for one in made.graded} == {False}
    assert len(made.notes) == 1


def test_the_error_of_a_cell_is_told_to_the_teacher_and_its_learner() -> None:
    found = rows(KEY, 9)
    error = 'The cell of this answer stops with an error: NameError: <b>A</b>. Use `"A"`.'
    stopped = [(Mark("q4", "stopped", 0, 1, says=error if n < 6 else f"Other {n}."),
                *one.marks[1:]) for n, one in enumerate(found)]  # fmt: skip
    made = school([replace(one, marks=m) for one, m in zip(found, stopped, strict=True)])
    [asked] = (one for one in askings(made) if one.name == "q4")
    assert asked.lost[0] == (6, error)
    assert sum(count for count, _ in asked.lost) == 9
    assert asked.others == ()
    for html in (page(made, {}), feedback.page(made.learners[0], made)):
        harmless(html)
        assert "NameError: &lt;b&gt;A&lt;/b&gt;. Use <code>&#34;A&#34;</code>." in html


def test_who_stopped_is_told_by_what_was_lost_and_nobody_by_a_clock() -> None:
    found = rows(KEY, 6)
    slow = replace(found[0], seconds=900.0)
    first, *others = found[1].marks
    lost = replace(found[1], marks=(replace(first, seen="lost", points=0), *others))
    made = school([slow, lost, *found[2:]])
    assert stopped(made) == (("p001", first.question),)
    html = page(made, {"p001": "Zoë <b>"})
    assert "900" not in html
    assert "Much slower" not in html
    assert "Zoë &lt;b&gt; (p001)</bdi>: " in html


def test_five_hundred_are_reported(tmp_path: Path) -> None:
    graded, _ = written(tmp_path, KEY, 500)
    made = read_school(graded, KEY)
    assert len(made.learners) == 500
    assert [path.name for path in write_report(made, tmp_path / "report")] == [
        "class.html", "scores.csv"]  # fmt: skip


# Pages to return ---------------------------------------------------------------------------


def _hidden(text: str, html: str) -> bool:
    """Say whether a text of the key stands on a page, as text or as it would be escaped."""
    plain = re.sub(r"<[^>]+>", "", html)
    return len(text) > 3 and text in plain.replace("&#34;", '"').replace("&#39;", "'")


@pytest.mark.parametrize("lesson", [f"{n:02}" for n in range(1, 11)])
def test_no_page_gives_code_away_and_kept_answers_stay_kept(lesson: str) -> None:
    asked = tuple(Asked(one, 1) for one in stored.read(stored.find(lesson)))
    made = Key(lesson, f"{lesson}_x", "r", {"a": Variant({}, asked)})
    for n in range(3):
        marks = []
        for one in asked:
            known = one.question.mistakes
            finding = judge(one.question, known[n % len(known)].example if known else ...)
            place = n % len(known) if finding.verdict == "mistake" else None
            marks.append(Mark(one.question.name, finding.verdict, 0, 1, finding.shown[:200],
                              None, finding.says, place))  # fmt: skip
        row = Row("a", lesson, "r", "graded", marks=tuple(marks))
        open_page, kept = (
            feedback.page(learner(row, made), school([row], made), keep_answers=keep)
            for keep in (False, True)
        )
        sections = (re.findall("<section.*?</section>", html, re.S) for html in (open_page, kept))
        for one, mark, *both in zip(asked, marks, *sections, strict=True):
            question, (told, held) = one.question, both
            for html in both:
                assert "Traceback" not in html
                assert not _hidden(question.solution, html)
                assert not re.search(rf">[^<]*\b{re.escape(question.probe)}\b *==", html)
            right = show(question.expected.example(), 500)
            assert not _hidden(question.because, kept)
            assert not question.because or _hidden(question.because.replace("`", ""), told)
            if len(right) > 3 and right not in mark.shown:
                says = " ".join((*question.hints, *(each.says for each in question.mistakes)))
                assert right in says or not _hidden(right, held)


def test_a_right_answer_says_why_unless_answers_are_kept() -> None:
    made = small((19.83,))
    one = made.learners[0]
    because = made.key.of("s0").asked[0].question.because
    assert because in feedback.page(one, made)
    assert because not in feedback.page(one, made, keep_answers=True)


def test_all_right_is_said_of_what_is_compared_alone() -> None:
    right = [replace(mark, seen="right", points=mark.of) for mark in rows(KEY, 6)[1].marks]
    made = school([replace(rows(KEY, 6)[1], marks=tuple(right))])
    html = feedback.page(made.learners[0], made)
    assert "All answers that are compared are right. Somebody reads your text apart" in html


@pytest.mark.parametrize("status", ["missing", "unreadable", "crashed", "other"])
def test_who_was_not_graded_gets_a_page_that_says_what_to_do(status: str) -> None:
    row = Row("p1", "03", KEY.release, status, notes=("Traceback: boom",))  # type: ignore[arg-type]
    made = school([row])
    html = feedback.page(made.learners[0], made)
    harmless(html)
    assert "no 0" in html
    assert "hand in" in html
    assert "boom" not in html
    assert "points" not in html


def test_levels_come_back_with_their_sentences_once_all_are_given(tmp_path: Path) -> None:
    graded, _ = written(tmp_path, KEY, 6)
    file = MarkFile(tmp_path / "marks", "A", KEY.release)
    some = [*places(KEY, rows(KEY, 6)[1])]
    file.put(dict.fromkeys(some[:4], Given(2, ("Good.",), "<i>own</i>")))
    half = read_school(graded, KEY, tmp_path / "marks")
    html = feedback.page(half.learners[1], half)
    assert html.count("not done yet") == 2
    assert "Good." not in html
    file.put(dict.fromkeys(some, Given(2, ("Good.",), "<i>own</i>")))
    whole = read_school(graded, KEY, tmp_path / "marks")
    html = feedback.page(whole.learners[1], whole)
    assert html.count("level 2 of 3") == html.count("Good.") == 10
    assert "The wording is neutral, with a slip or two." in html
    assert "&lt;i&gt;own" in html
    assert "p001" not in html


def test_moodle_takes_the_pages_in_its_own_folders(tmp_path: Path) -> None:
    graded, place = written(tmp_path, KEY, 6)
    run = ["return", str(graded), "--key", str(place), "--out", str(tmp_path / "f"), "--moodle"]
    failed = CliRunner().invoke(app, run)
    assert failed.exit_code == 1
    assert "names no folder of Moodle" in failed.output
    folder = "Öz Mia_12345_assignsubmission_file_"
    people = (Handed("p001", "collected", folder=folder), Handed("p002", "collected"))
    (tmp_path / "submitted").mkdir()
    told = Collected("03", KEY.name, KEY.release, people=people)
    (tmp_path / "submitted" / collect.NAME).write_bytes(collect.dumps(told))
    done = CliRunner().invoke(app, run)
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "f" / "moodle.zip") as made:
        assert made.namelist() == [f"{folder}/feedback.html"]
        assert made.read(made.namelist()[0]) == (tmp_path / "f" / "p001.html").read_bytes()
    assert "Not in it, since no file of theirs was collected from a folder of Moodle" in done.output
    assert "p002" in done.output
    both = (*people, Handed("p003", "collected", folder=folder.upper()))
    told = replace(told, people=(*both, Handed("p004", "collected", folder="Eve_1_assign_file_")))
    (tmp_path / "submitted" / collect.NAME).write_bytes(collect.dumps(told))
    done = CliRunner().invoke(app, run)
    assert "p001 and p003" in done.output
    with zipfile.ZipFile(tmp_path / "f" / "moodle.zip") as made:
        assert made.namelist() == ["Eve_1_assign_file_/feedback.html"]


def test_a_page_from_before_is_named(tmp_path: Path) -> None:
    graded, place = written(tmp_path, KEY, 5)
    run = ["return", str(graded), "--key", str(place), "--out", str(tmp_path / "f")]
    assert "from before" not in CliRunner().invoke(app, run).output
    (graded / "p003.json").unlink()
    done = CliRunner().invoke(app, run)
    assert done.exit_code == 0
    assert "not of this class now: p003.html. Do not hand these back." in done.output


# The commands ------------------------------------------------------------------------------


def test_the_commands_do_it_all_and_say_what_is_wrong(tmp_path: Path) -> None:
    graded, place = written(tmp_path, KEY, 30)
    marked(tmp_path, KEY, 30)

    def run(*words: str, code: int = 0) -> str:
        found = CliRunner().invoke(app, [words[0], str(graded), "--key", str(place), *words[1:]])
        assert found.exit_code == code, found.output
        assert "Traceback" not in found.output
        return found.output

    assert "13 graded, 13 needs marking" in run("report", "--out", str(tmp_path / "r"))
    roster = tmp_path / "roster.csv"
    roster.write_text("id;name\np005;Zoë Öz\n", "cp1252")
    run("report", "--out", str(tmp_path / "r"), "--names", str(roster))
    assert "Zoë Öz (p005)" in (tmp_path / "r" / "class.html").read_text()
    assert "30 pages" in run("return", "--out", str(tmp_path / "f"))
    assert "q8: 13 of 26 texts marked by A." in run("mark", "--marker", "A")
    assert "q9: 0 of 6 texts" in run("mark", "--marker", "B", "--second-marker", "20%")
    table = tmp_path / "m.csv"
    run("mark", "--marker", "A", "--csv", str(table))
    assert "C is a first marker." in run("mark", "--marker", "C", "--from-csv", str(table))
    second = str(tmp_path / "b.csv")
    run("mark", "--marker", "D", "--second-marker", "20%", "--csv", second)
    assert "reads 20 % again" in run("mark", "--marker", "D", "--from-csv", second)
    assert "one table" in run("mark", "--csv", str(table), "--from-csv", str(table), code=1)
    assert "Took over 0 marks" in run("mark", "--marker", "A", "--from-csv", str(table))
    assert "no share" in run("mark", "--second-marker", "x", code=1)
    assert "name" in run("mark", "--marker", "../x", code=1)
    assert "cannot be used" in run("mark", "--from-csv", str(tmp_path / "none"), code=1)
    assert "Name one of" in run("export", code=2)
    assert "cannot" in run("report", "--out", str(roster), code=1)
    place.write_text("{")
    assert "damaged" in run("report", code=1)
    place.write_bytes(keys.dumps(key(written=False)))
    assert "no text" in run("mark")


def test_for_root_one_sentence_says_why_the_card_does_not_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graded, place = written(tmp_path, KEY, 4)
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)
    monkeypatch.setattr("subprocess.call", pytest.fail)
    done = CliRunner().invoke(app, ["mark", str(graded), "--key", str(place), "--open"])
    assert done.exit_code == 1
    assert "JupyterLab does not start for root" in done.output


def test_a_table_taken_over_by_another_marker_names_who_marked_twice(tmp_path: Path) -> None:
    graded, place = written(tmp_path, KEY, 30)
    marked(tmp_path, KEY, 30)
    table = tmp_path / "m.csv"
    base = ["mark", str(graded), "--key", str(place)]
    assert CliRunner().invoke(app, [*base, "--marker", "A", "--csv", str(table)]).exit_code == 0
    table.write_bytes(re.sub(rb",3(?=,)", b",0", table.read_bytes()))
    done = CliRunner().invoke(app, [*base, "--marker", "A", "--csv", str(table)])
    assert done.exit_code == 1
    assert "is there already" in done.output
    done = CliRunner().invoke(app, [*base, "--marker", "C", "--from-csv", str(table)])
    assert done.exit_code == 0, done.output
    told = CliRunner().invoke(app, ["report", *base[1:], "--out", str(tmp_path / "r")]).output
    assert "A and C gave different levels to texts of p" in told


def test_strangers_text_is_tamed() -> None:
    assert tame("a\r\nb\rc\x1b[0m\u202e\ud800\t") == "a\nb\nc\ufffd[0m\ufffd\ufffd\t"
    assert tame("שלום العربية 你好 👩‍👩‍👧") == "שלום العربية 你好 👩‍👩‍👧"
    assert len(line("x" * 999)) == 200
