"""Marking: rubrics, files that lose nothing, an order without names, the card, the spreadsheet."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faces import Hand
from made_class import ESSAYS, HOSTILE, key, marked, places, rows, written
from wayout.exercises import stored
from wayout.grading.agreement import agreements, gaps, kappa
from wayout.grading.marking import sheet
from wayout.grading.marking.face import mark_essays
from wayout.grading.marking.figures import figures
from wayout.grading.marking.queue import ShareError, queue, share
from wayout.grading.marks import Given, MarkFile, Marks, MarksError, Place, first, load_all
from wayout.grading.row import dumps
from wayout.grading.rubrics import RubricError, rubric, rubrics
from wayout.grading.school import School, learner, read_school
from wayout.grading.tame import cell
from wayout.pages import render
from wayout.pages.output import inert
from wayout.widgets.form import Form
from wayout.work.session import Session

KEY = key()
HERE = Place("q8", "p001", "figures", "ab")


def school(people: int = 30, marks: tuple[Marks, ...] = ()) -> School:
    return School(KEY, tuple(learner(row, KEY, marks) for row in rows(KEY, people)), marks)


def test_rubrics_are_complete_and_take_no_side() -> None:
    assert {*rubrics()} >= {"best_case", "verdict"}
    for one in rubrics().values():
        assert 4 <= len(one.criteria) <= 5
        for criterion in one.criteria:
            said = [*criterion.levels, *criterion.comments]
            assert len(criterion.levels) == 4
            assert 4 <= len(criterion.comments) <= 6
            assert len({*said}) == len(said)
            assert all(re.fullmatch(r"[A-ZÄÖÜ“].*[.?]", sentence) for sentence in said)
            named = r"Russia|China|Iran|Putin|Ukraine|West|\b(?:pro|anti)\b|agree with"
            assert not re.search(named, " ".join(said))
    with pytest.raises(RubricError, match="best_case"):
        rubric("best_cas")


def test_every_text_of_the_course_has_its_rubric() -> None:
    for lesson in ("09", "10"):
        asked = [one.expected for one in stored.read(stored.find(lesson))]
        for one in asked:
            assert one.kind != "written" or rubric(one.rubric)  # type: ignore[attr-defined]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=40))
@settings(deadline=None, max_examples=40)
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    cohen = pytest.importorskip("sklearn.metrics").cohen_kappa_score
    one, other = zip(*pairs, strict=True)
    if len({*one, *other}) == 1:
        assert kappa(one, other) is None  # scikit-learn divides by zero here
    else:
        assert kappa(one, other) == pytest.approx(cohen(one, other))


def test_gaps_are_the_largest_first() -> None:
    a = Marks("A", "r", 0, {Place("q8", f"p{n}", "case", "ab"): Given(3) for n in range(8)})
    b = Marks("B", "r", 0.2, {Place("q8", f"p{n}", "case", "ab"): Given(n % 4) for n in range(8)})
    assert [(one.place.person, one.size) for one in gaps((a, b))] == [
        ("p0", 3), ("p4", 3), ("p1", 2), ("p5", 2), ("p2", 1)]  # fmt: skip
    assert [(one.texts, one.same) for one in agreements((a, b))] == [(8, 2)]
    assert agreements((a,)) == gaps((a,)) == ()


# Files -------------------------------------------------------------------------------------


def test_marks_come_back_and_nothing_is_lost(tmp_path: Path) -> None:
    one, other = (MarkFile(tmp_path, "A", "r") for _ in range(2))
    one.put({HERE: Given(2, ("Good.",), "eigen \ud83d שלום")})
    other.put({Place("q8", "p002", "figures", "ab"): Given(0)})
    assert one.read().given[HERE] == Given(2, ("Good.",), "eigen \ud83d שלום")
    assert len(one.read().given) == 2
    one.put({HERE: Given()})
    assert HERE not in other.read().given


def test_two_pages_change_only_what_was_pressed_in_each(tmp_path: Path) -> None:
    file, other = (MarkFile(tmp_path, "A", "r") for _ in range(2))
    seen = file.put({HERE: Given(1, ("a", "b"), "mine")}).given
    other.put({HERE: Given(3, ("b", "c"), "mine")})
    for new, held in (
        (Given(1, ("a", "b"), "theirs"), Given(3, ("b", "c"), "theirs")),
        (Given(1, ("a", "b", "d"), "mine"), Given(3, ("b", "c", "d"), "theirs")),
        (Given(1, ("a",), "mine"), Given(3, ("c", "d"), "theirs")),
        (Given(None, ("a", "b"), "mine"), Given(None, ("c", "d"), "theirs")),
        (Given(1, ("a", "b"), ""), Given(None, ("c", "d"), "")),
    ):
        assert file.put({HERE: new}, seen).given[HERE] == held


@pytest.mark.parametrize("content", [
    b"", b"{", b"\0" * 40, b"[" * 100_000, b'{"format": 2}', b'{"format": 1}',
    b'{"format":2,"marker":"A","release":"r","second":0,"given":[{"question":"q","person":"p",'
    b'"criterion":"c","text":"t","level":7,"comments":[],"own":""}]}',
    b'{"format":2,"marker":"A","release":"r","second":0,"given":[{"question":"q","person":"p",'
    b'"criterion":"c","text":"t","level":true,"comments":[],"own":""}]}',
    b'{"format":2,"marker":"A","release":"r","second":"0","given":[]}',
    b'{"format":2,"marker":"A","release":"r","second":NaN,"given":[]}',
    b'{"format":2,"marker":"A","release":"r","second":true,"given":[]}',
    b'{"format":2,"marker":["A"],"release":"r","second":0,"given":[]}',
    b'{"format":2,"marker":"A","release":"r","second":0,"given":{"a":1}}',
    b'{"format":2,"marker":"A","release":"r","second":0,"given":[{"question":"q","person":"p",'
    b'"criterion":"c","text":"t","level":1,"comments":"abc","own":""}]}',
    b'{"format":2,"marker":"A","release":"r","second":0,"given":[{"question":"q","person":["p"],'
    b'"criterion":"c","text":"t","level":1,"comments":[],"own":""}]}',
])  # fmt: skip
def test_damaged_marks_are_kept_beside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "A.json").write_bytes(content)
    assert load_all(tmp_path) == ((), ("The marks in A.json are damaged.",))
    file = MarkFile(tmp_path, "A", "r")
    assert file.read().given == {}
    assert (tmp_path / "A.damaged-1.json").read_bytes() == content
    assert "A.damaged-1.json" in file.note
    file.put({HERE: Given(1)})
    assert load_all(tmp_path)[1] == ()


def test_marks_of_another_release_and_odd_names_are_refused(tmp_path: Path) -> None:
    MarkFile(tmp_path, "A", "other").put({HERE: Given(1)})
    with pytest.raises(MarksError, match="another release"):
        MarkFile(tmp_path, "A", "r").put({HERE: Given(2)})
    for name in ("", "../x", "a/b", "CON", "a\nb", "B.damaged-1", "b.Damaged-20"):
        with pytest.raises(MarksError):
            MarkFile(tmp_path, name, "r")
    (tmp_path / "file").write_text("")
    with pytest.raises(MarksError, match="cannot be written"):
        MarkFile(tmp_path / "file", "A", "r").put({HERE: Given(2)})


def test_the_first_marker_counts_before_the_second() -> None:
    main, second = Marks("Z", "r", 0, {HERE: Given(None, (), "?")}), Marks("A", "r", 0.2, {})
    second.given[HERE] = Given(1)
    assert first((main, second), HERE) == Given(1)
    main.given[HERE] = Given(3)
    assert first((main, second), HERE) == Given(3)


def test_who_is_second_is_settled_when_the_file_is_made(tmp_path: Path) -> None:
    MarkFile(tmp_path, "B", "r", 0.2).put({HERE: Given(1)})
    assert MarkFile(tmp_path, "B", "r").read().second == 0.2
    MarkFile(tmp_path, "B", "r").put({Place("q8", "p002", "case", "ab"): Given(2)})
    assert load_all(tmp_path)[0][0].second == 0.2
    MarkFile(tmp_path, "B", "r", 0.3).put({HERE: Given(2)})
    assert load_all(tmp_path)[0][0].second == 0.3
    MarkFile(tmp_path, "A", "r").put({HERE: Given(3)})
    with pytest.raises(MarksError, match="begun by a first marker"):
        MarkFile(tmp_path, "A", "r", 0.2).put({HERE: Given(0)})
    assert first(load_all(tmp_path)[0], HERE) == Given(3)


@pytest.mark.parametrize("names", [("A", "B"), ("B", "A")])
def test_two_first_markers_are_told_and_none_is_chosen(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    graded, _ = written(tmp_path, KEY, 6)
    every = [place for row in rows(KEY, 6)[1:3] for place in places(KEY, row)]
    for name, level in zip(names, (3, 1), strict=True):
        MarkFile(tmp_path / "marks", name, KEY.release).put(dict.fromkeys(every, Given(level)))
    made = read_school(graded, KEY, tmp_path / "marks")
    [note] = made.notes
    assert note.startswith("A and B gave different levels to texts of p001 and p002, and")
    assert [one.points for one in made.learners[1].essays] == [None, None]
    MarkFile(tmp_path / "marks", names[1], KEY.release).put(dict.fromkeys(every, Given(3)))
    made = read_school(graded, KEY, tmp_path / "marks")
    assert made.notes == ()
    assert [one.points for one in made.learners[1].essays] == [5, 3]


def test_a_second_marker_stays_one_before_the_first_level(tmp_path: Path) -> None:
    MarkFile(tmp_path, "B", "r", 0.2).begin()
    MarkFile(tmp_path, "C", "r").begin()
    for name, part in (("B", 0.2), ("C", 0)):
        MarkFile(tmp_path, name, "r").put({HERE: Given(1)})
        assert MarkFile(tmp_path, name, "r").read().second == part


def test_a_marker_may_be_called_after_damage(tmp_path: Path) -> None:
    MarkFile(tmp_path, "B.damaged", "r").put({HERE: Given(2)})
    assert first(load_all(tmp_path)[0], HERE) == Given(2)


def test_levels_do_not_count_for_a_text_that_nobody_read(tmp_path: Path) -> None:
    graded, _ = written(tmp_path, KEY, 6)
    marked(tmp_path, KEY, 6)
    marks, row = tmp_path / "marks", rows(KEY, 6)[2]
    assert read_school(graded, KEY, marks).notes == ()
    texts = (row.texts[0], replace(row.texts[1], text="Never read by anybody."))
    (graded / "p002.json").write_bytes(dumps(replace(row, texts=texts)))
    made = read_school(graded, KEY, marks)
    assert [note.split(" after")[0] for note in made.notes] == ["p002 handed in another text"]
    assert made.learners[2].state == "needs marking"
    assert [one.points is None for one in made.learners[2].essays] == [False, True]
    (graded / "p002.json").write_bytes(dumps(row))
    assert read_school(graded, KEY, marks).learners[2].state == "graded"


def test_a_copy_of_a_file_of_marks_is_a_marker_of_its_own(tmp_path: Path) -> None:
    MarkFile(tmp_path, "A", "r").put({HERE: Given(3)})
    copy = tmp_path / "A (1).json"
    copy.write_bytes((tmp_path / "A.json").read_bytes())
    assert [one.marker for one in load_all(tmp_path)[0]] == ["A", "A (1)"]
    assert first(load_all(tmp_path)[0], HERE) == Given(3)


def test_an_unmarked_criterion_leaves_no_points(tmp_path: Path) -> None:
    graded, _ = written(tmp_path, KEY, 6)
    file = MarkFile(tmp_path / "marks", "A", KEY.release)
    one, *others = places(KEY, rows(KEY, 6)[1])
    file.put({place: Given(3) for place in others})
    found = read_school(graded, KEY, tmp_path / "marks").learners[1]
    assert [essay.points for essay in found.essays] == [None, 3]
    assert found.state == "needs marking"
    assert found.points is None
    file.put({one: Given(0)})
    found = read_school(graded, KEY, tmp_path / "marks").learners[1]
    assert [essay.points for essay in found.essays] == [4, 3]
    assert found.points == (found.row.points or 0) + 7


# The order ---------------------------------------------------------------------------------


def test_each_marker_has_an_order_of_his_own_that_stays() -> None:
    made = school()
    a, b = (queue(made, "q8", name) for name in "AB")
    assert a == queue(made, "q8", "A")
    assert [one.person for one in a] != [one.person for one in b]
    assert {one.person for one in a} == {one.person for one in b}
    assert len(a) == 26
    empty = [not one.text for one in a]
    assert empty == sorted(empty)


def test_the_second_marker_reads_the_same_part_whatever_the_name() -> None:
    made = school()
    some = queue(made, "q8", "B", 0.2)
    assert len(some) == 6  # a fifth of 26, rounded up
    assert {one.person for one in some} == {one.person for one in queue(made, "q8", "C", 0.2)}
    assert {one.person for one in some} < {one.person for one in queue(made, "q8", "C", 0.5)}


@pytest.mark.parametrize(("text", "part"), [
    ("20%", 0.2), ("20", 0.2), ("0.2", 0.2), ("", 0), ("0", 0), (" 100 % ", 1), ("1%", 0.01),
])  # fmt: skip
def test_shares(text: str, part: float) -> None:
    assert share(text) == pytest.approx(part)


@pytest.mark.parametrize("text", ["much", "-1", "200%", "nan", "inf", "20 of 30"])
def test_no_shares(text: str) -> None:
    with pytest.raises(ShareError, match="20%"):
        share(text)


def test_numbers_in_a_text_are_looked_up_and_not_judged() -> None:
    known = [(7.0, "seven"), (218.17, "trade"), (1234.5, "a thousand"), (99000.0, "many")]
    text = "In 2023: 218.17, 218,2; 1,234.5 and 218.3, 0.7, 7, 99,000, x9, ٢١٨٫ ٧, 8 on 1e5"
    assert [(one.written, one.where) for one in figures(text, known)] == [
        ("2023", "a year"), ("218.17", "trade"), ("218,2", "trade"), ("1,234.5", "a thousand"),
        ("218.3", ""), ("0.7", ""), ("7", "seven"), ("99,000", "many"), ("٢١٨", "trade"),
        ("٧", "seven"), ("8", ""),
    ]  # fmt: skip
    assert len(figures("9 ".join(map(str, range(5000))), known)) == 40


# The card ----------------------------------------------------------------------------------


@pytest.fixture
def hand(opened: Session, tmp_path: Path) -> Hand:
    graded, place = written(tmp_path, KEY, 30)
    return Hand(mark_essays(str(graded), str(place), "A"))


def held(tmp_path: Path, name: str = "A") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((tmp_path / "marks" / f"{name}.json").read_text())[
        "given"
    ]
    return found


def again(hand: Hand) -> None:
    hand.fields = hand.face.saved()


def test_levels_are_saved_at_once_and_the_focus_goes_on(hand: Hand, tmp_path: Path) -> None:
    names = [one.name for one in rubric("best_case").criteria]
    for n, name in enumerate(names):
        reply = hand.press("level", f"{name} {n % 4}")
        assert reply.focus == (f"level={names[n + 1]} 0" if n < 4 else "go=next")
        assert len(held(tmp_path)) == n + 1
    assert hand.sees()["done"] == 1
    first_text = hand.sees()["piece"]
    hand.press("go", "next")
    again(hand)
    assert hand.sees()["piece"].number == 2
    assert hand.press("level", "case none").focus == ""
    hand.press("go", "before")
    again(hand)
    assert hand.sees()["piece"] == first_text
    hand.press("level", "case none")
    assert hand.sees()["done"] == 0
    assert "last" not in hand.press("go", "before").says


def test_a_comment_is_kept_while_it_is_typed_and_stays_with_its_text(
    hand: Hand, tmp_path: Path
) -> None:
    hand.press("draft", **{"own-case-1": "Half a sent"})
    hand.press("comment", "case 1")
    hand.press("comment", "case 0")
    [entry] = held(tmp_path)
    bank = rubric("best_case").criteria[0].comments
    assert entry["own"] == "Half a sent"
    assert entry["comments"] == [*bank[:2]]
    assert entry["level"] is None
    hand.press("go", "next", **{"own-case-1": "Half a sentence."})
    hand.press("draft", **{"own-case-1": "typed too late, for a text that is not shown"})
    assert [one["own"] for one in held(tmp_path)] == ["Half a sentence."]
    hand.press("go", "before")
    again(hand)
    hand.press("comment", "case 1", **{"own-case-1": ""})
    assert [(one["comments"], one["own"]) for one in held(tmp_path)] == [([bank[0]], "")]


def test_a_card_that_was_open_longer_takes_nothing_back(hand: Hand, tmp_path: Path) -> None:
    place = str(next(tmp_path.glob("*.key.json")))
    late = Hand(mark_essays(str(tmp_path / "graded"), place, "A"))
    again(late)
    hand.press("level", "case 3")
    hand.press("comment", "case 0")
    hand.press("draft", **{"own-case-1": "hello"})
    assert "own-case-1" in late.press("comment", "case 1", **{"own-case-1": ""}).forget
    late.press("level", "figures 2", **{"own-case-1": ""})
    bank = rubric("best_case").criteria[0].comments
    kept = {one["criterion"]: (one["level"], one["comments"], one["own"]) for one in held(tmp_path)}
    assert kept == {"case": (3, [*bank[:2]], "hello"), "figures": (2, [], "")}
    again(late)
    assert late.fields["own-case-1"] == "hello"


def test_the_next_unmarked_text_is_found(hand: Hand, tmp_path: Path, opened: Session) -> None:
    marked(tmp_path, KEY, 30)
    fresh = Hand(mark_essays(str(tmp_path / "graded"), str(next(tmp_path.glob("*.key.json"))), "A"))
    assert fresh.sees()["done"] == 13
    seen = set()
    for _ in range(13):
        piece = fresh.sees()["piece"]
        seen.add(piece.number)
        for one in rubric("best_case").criteria:
            fresh.press("level", f"{one.name} 1")
        fresh.press("go", "unmarked")
        again(fresh)
    assert len(seen) == 13
    assert fresh.press("go", "unmarked").says == "All texts are marked."
    fresh.press("draft", question="q9")
    assert fresh.sees()["rubric"].name == "verdict"


def test_a_second_marker_sees_a_part_and_nothing_of_the_first(
    hand: Hand, tmp_path: Path, opened: Session
) -> None:
    marked(tmp_path, KEY, 30)
    place = next(tmp_path.glob("*.key.json"))
    seen = Hand(mark_essays(str(tmp_path / "graded"), str(place), "B", 0.2)).sees()
    assert (seen["of"], seen["done"]) == (6, 0)
    assert all(given == Given() for _, given, _ in seen["rows"])


def test_no_name_and_no_markup_of_a_learner_reaches_the_card(hand: Hand) -> None:
    form = Form(hand.face)
    people = {one.person for one in hand.face._queue()}  # type: ignore[attr-defined]
    for _ in range(26):
        html = form.page(live=True)
        assert "<b>bold</b>" not in html
        assert not [person for person in people if person in html]
        hand.press("go", "next")
        again(hand)
    still = form.page(live=False)
    assert not [text for text in ESSAYS if text and text[:15] in still]


def test_keys_work_at_once_after_reading(opened: Session, tmp_path: Path) -> None:
    graded, place = written(tmp_path, KEY, 6)
    card = Hand(mark_essays())
    assert card.press("read", graded=str(graded), key=str(place)).focus == "level=case 0"
    html = Form(card.face).page(live=True)
    assert 'name="level" value="case 0"' in html
    assert "click one of its levels" in html


def test_what_is_missing_is_said(opened: Session, tmp_path: Path) -> None:
    card = Hand(mark_essays())
    assert card.press("read").focus == "graded"
    assert (
        "There is no folder"
        in card.press(
            "read", graded=str(tmp_path / "none"), key=str(written(tmp_path, KEY, 3)[1])
        ).says
    )
    assert "cannot be read" in card.press("read", graded=str(tmp_path), key="none").says
    assert card.press("level", "case 2").warns
    assert "piece" in card.sees()
    assert render("mark.html", **card.sees(), fields=card.fields, live=True, reply=card.press("go"),
                  action="")  # fmt: skip
    nothing = key(written=False)
    graded, place = written(tmp_path / "plain", nothing, 3)
    assert "no text" in card.press("read", graded=str(graded), key=str(place)).says


# The spreadsheet ---------------------------------------------------------------------------


def test_a_table_comes_back_as_it_went(tmp_path: Path) -> None:
    graded, _ = written(tmp_path, KEY, 30)
    marked(tmp_path, KEY, 30)
    made, marks = read_school(graded, KEY), MarkFile(tmp_path / "marks", "A", KEY.release).read()
    table = sheet.table(made, marks)
    assert sheet.changes(table.encode(), made, marks) == {}
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]
    assert not re.search(r"p\d{3}", table)
    empty = Marks("A", KEY.release, 0, {})
    back = sheet.changes(table.encode("utf-16"), made, empty)
    levels = {place: one.level for place, one in back.items()}
    assert levels == {place: one.level for place, one in marks.given.items() if place in levels}
    assert len(levels) == 130  # thirteen people of 26 with ten criteria each


def _sheet(made: School, marker: str = "A") -> list[dict[str, str]]:
    text = sheet.table(made, Marks(marker, KEY.release, 0, {})).removeprefix(sheet.BOM)
    return [*csv.DictReader(io.StringIO(text, newline=""))]


def _bytes(table: list[dict[str, str]], delimiter: str = ",", codec: str = "utf-8") -> bytes:
    out = io.StringIO()
    made = csv.DictWriter(out, [*table[0]], delimiter=delimiter, lineterminator="\r\n")
    made.writeheader()
    made.writerows(table)
    return out.getvalue().encode(codec, "replace")


def _wanted(person: str) -> int:
    return int(person[1:]) % 4


def _filled(made: School, marker: str = "A") -> list[dict[str, str]]:
    """Return the table with a level for each person, the same for all criteria."""
    codes = {sheet.code(KEY.release, question, piece): piece.person
             for question, _, piece in sheet._pieces(made, marker)}  # fmt: skip
    table = _sheet(made, marker)
    for row in table:
        level = f"{_wanted(codes[row['code']])}"
        row |= {name: level for name in [*row][5:] if row[name] == ""
                and not name.startswith("comment")}  # fmt: skip
    return table


@pytest.mark.parametrize(("marker", "taker", "people"), [
    ("A", "A", 30), ("A", "A", 31), ("A", "B", 30), ("B", "A", 33), ("marker", "C", 40),
])  # fmt: skip
@pytest.mark.parametrize(("delimiter", "codec"), [(",", "utf-8"), (";", "cp1252")])
def test_levels_stay_with_their_learner_whoever_takes_them_over(
    marker: str, taker: str, people: int, delimiter: str, codec: str
) -> None:
    table = _filled(school(), marker)
    table.reverse()
    late = School(KEY, (*school().learners, *school(people).learners[30:]))
    assert len(late.learners) == people
    marks = Marks(taker, KEY.release, 0, {})
    found = sheet.changes(_bytes(table, delimiter, codec), late, marks)
    assert len(found) == 26 * 10
    assert all(one.level == _wanted(place.person) for place, one in found.items())


def test_a_second_markers_table_comes_back_without_its_share() -> None:
    marks = Marks("B", KEY.release, 0.2, {})
    text = sheet.table(school(), marks).replace("\r\n", "\n")
    assert len(_filled(school())) > text.count("\nb")
    assert sheet.changes(text.encode(), school(), Marks("B", KEY.release, 0, {})) == {}


def _swap(table: list[dict[str, str]], *names: str) -> None:
    one = next(row for row in table if "China" in row["text"])
    other = next(row for row in table if "They are wrong" in row["text"])
    for name in names:
        one[name], other[name] = other[name], one[name]


def test_what_does_not_belong_together_is_refused() -> None:
    for names in (["code"], ["text"], ["code", "question"], ["text", "case"]):
        table = _filled(school())
        _swap(table, *names)
        with pytest.raises(sheet.SheetError, match=r"Row \d+: code, question and text do not"):
            sheet.changes(_bytes(table), school(), Marks("A", KEY.release, 0, {}))
    table = _filled(school())
    for row in table:
        row["text"] = ""  # a table made smaller: its codes alone bind it
    assert sheet.changes(_bytes(table), school(), Marks("A", KEY.release, 0, {}))


def test_a_text_that_was_handed_in_anew_keeps_no_level_of_the_old_one() -> None:
    made = school()
    at, one = next((n, one) for n, one in enumerate(made.learners) if one.row.texts)
    texts = tuple(replace(each, text=f"{each.text} More.") for each in one.row.texts)
    anew = learner(replace(one.row, texts=texts), KEY)
    other = School(KEY, (*made.learners[:at], anew, *made.learners[at + 1 :]))
    with pytest.raises(sheet.SheetError, match=r"Row \d+: no text here has.*take this row"):
        sheet.changes(_bytes(_filled(made)), other, Marks("A", KEY.release, 0, {}))


def test_a_code_is_no_number_and_names_nobody() -> None:
    codes = [row["code"] for row in _sheet(school())]
    assert len({*codes}) == len(codes) == 52
    assert all(re.fullmatch("[b-df-hj-np-tv]{10}", one) for one in codes)
    assert codes != [row["code"] for row in _sheet(school(), "B")]
    assert {*codes} == {row["code"] for row in _sheet(school(), "B")}


@pytest.mark.parametrize(("cell", "level"), [
    ("2", 2), ("2.0", 2), ("2,0", 2), ("0", 0), ("'3", 3), ("", None),
])  # fmt: skip
def test_levels_as_spreadsheets_write_them(cell: str, level: int | None) -> None:
    table = _sheet(school())[:1]
    table[0] |= {"figures": cell}
    found = sheet.changes(_bytes(table, ";", "cp1252"), school(), Marks("A", KEY.release, 0, {}))
    assert [one.level for one in found.values()] == ([] if level is None else [level])


@pytest.mark.parametrize(("cells", "says"), [
    ({"case": "4"}, r"Row 3, case: '4' is no level"),
    ({"figures": "-1"}, r"Row 3, figures: '-1' is no level"),
    ({"case": "2.5"}, r"Row 3, case: '2.5'"),
    ({"case": "two"}, r"Row 3, case: 'two'"),
    ({"code": "99"}, r"Row 3: no text here has the code '99'"),
    ({"code": ""}, r"Row 3: no text here has the code ''"),
    ({"question": "q1"}, r"Row 3: code, question and text"),
    (None, r"Row 3 is of the same text as row 2"),
])  # fmt: skip
def test_a_wrong_row_is_named_and_nothing_is_taken(cells: dict[str, str] | None, says: str) -> None:
    one, other = _sheet(school())[:2]
    table = [{**one, "case": "1"}, {**one, "case": "2"} if cells is None else {**other, **cells}]
    with pytest.raises(sheet.SheetError, match=says):
        sheet.changes(_bytes(table), school(), Marks("A", KEY.release, 0, {}))


def test_a_filled_table_is_not_written_over(tmp_path: Path) -> None:
    place, none = tmp_path / "marks.csv", Marks("A", KEY.release, 0, {})
    sheet.spare(place, school(), none)
    place.write_bytes(_bytes(_sheet(school())))
    sheet.spare(place, school(), none)
    for content in (_bytes(_filled(school())), b"something else"):
        place.write_bytes(content)
        with pytest.raises(sheet.SheetError, match="--from-csv"):
            sheet.spare(place, school(), none)


@pytest.mark.parametrize("text", ["a;=1+1", "a\n=1+1", "a\t-1", ';"=1', "\u200b=1+1", "a; +1",
                                  "x;\n@y", "\ufeff=1", ";＝1"])  # fmt: skip
def test_no_part_of_a_cell_begins_a_formula(text: str) -> None:
    for part in re.split("[;\t\n]", cell(text)):
        assert inert(part.lstrip('\u200b "')) == part.lstrip('\u200b "')


def test_a_table_without_its_columns_is_refused() -> None:
    for content in (b"", b"a,b\n1,2\n", b"\xff\xfe", HOSTILE[0].encode()):
        with pytest.raises(sheet.SheetError, match=r"Row 1: the columns code, .* are missing"):
            sheet.changes(content, school(), Marks("A", KEY.release, 0, {}))
