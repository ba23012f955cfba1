"""What the picture says: counted by hand, the sample, groups, the page, the table, the command."""

import csv
import io
import json
import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from class_files import dial, foreign, put, roll, text, voters
from page import Page, Seen
from wayout import debate, paths
from wayout.activities import activities
from wayout.activities.guess import questions
from wayout.activities.yardstick.measures import MEASURES
from wayout.cli import app
from wayout.essay import KINDS, sentence
from wayout.exercises import stored
from wayout.exercises.judge import judge
from wayout.room import Room, RoomError, groups, make_sample
from wayout.room.dots import number_dots
from wayout.room.output import BOM, inert, page, table
from wayout.room.picture import _OWN, Picture, _Count, picture
from wayout.room.roll import Roll
from wayout.room.sample import PEOPLE
from wayout.room.sheet import NOT_YET, RIGHT, by_kind, known, words
from wayout.room.slips import Slip, slip, told
from wayout.room.tables import Item, Section, Talk
from wayout.widgets.start import head, start
from wayout.work.activity import NO_WORD, Activity, as_dict
from wayout.work.lessons import TEACHER, lessons
from wayout.work.session import Session, current

TALK = CliRunner()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    folder = make_sample(tmp_path_factory.mktemp("class"))
    return picture(Room(folder, 1).roll())


def items(seen: Picture, section: str) -> dict[str, Item]:
    return {one.id: one for some in seen.sections if some.id == section for one in some.items}


def seen(*said: dict[str, str], lesson: str = "") -> Picture:
    return picture(roll(*said), lesson=lesson, grouped=False)


def test_dials_are_counted_as_the_page_defines_it() -> None:
    before = ["100", "55", "50", NO_WORD, "45", "0"]
    after = ["90", "60", "80", "70", "45", NO_WORD]
    places = "last dial way_out before", "last dial way_out after", "mover way_out"
    rows = zip(before, after, ["figure"] * 6, strict=True)
    found = seen(*(dict(zip(places, row, strict=True)) for row in rows))
    one = items(found, "claims")["way_out"]
    assert [(bar.label, bar.words()) for bar in one.bars] == [
        ("Before the data", "+ agree 2, ? cannot say 2, − disagree 2 (of 6)"),
        ("After the data", "+ agree 4, ? cannot say 1, − disagree 1 (of 6)"),
    ]
    assert one.lines == (
        "After the data: ▲ 2 moved up, ▼ 1 moved down, = 1 stayed, ? 2 could not say.",
        "What moved them: a figure, a map or a chart 6.",
    )
    assert found.shared == ("Way out: + agree 4, ? cannot say 1, − disagree 1 (of 6)",)
    assert found.divided == ()
    again = [*zip(before[:3], after[:3], strict=True), ("45", "45"), ("0", "10")]
    moved = items(seen(*({"last dial way_out before": a, "last dial way_out after": b}
                         for a, b in again)), "claims")["way_out"]  # fmt: skip
    assert moved.lines == (
        "After the data: ▲ 3 moved up, ▼ 1 moved down, = 1 stayed. The middle of the class: about "
        "50 → 60.",
    )


@pytest.mark.parametrize(("late", "ends"), [(6, False), (9, False), (10, True), (20, True)])
def test_a_class_is_called_divided_or_shared_by_a_stage_that_half_of_it_reached(
    late: int, ends: bool
) -> None:
    """Twenty agree after the data; those who went on all disagree after the debate."""
    places = [f"last dial way_out {stage}" for stage in ("before", "after", "debate")]
    people = [dict.fromkeys(places[:2], "90") for _ in range(20)]
    for one in people[:late]:
        one[places[2]] = "10"
    found = seen(*people)
    (line,) = found.shared
    assert ("disagree 20" in line or f"disagree {late}" in line) == ends
    assert f"of {late if ends else 20}" in line
    moves = [one for one in items(found, "claims")["way_out"].lines if "▲" in one]
    assert [one.partition(":")[0] for one in moves] == ["After the data", "After the debate"]


def test_what_most_have_answered_comes_first_and_what_is_held_back_is_said() -> None:
    places = [f"last dial way_out {stage}" for stage in ("before", "after", "debate")]
    names = dict.fromkeys([*places, "mover way_out"], "70") | {"mover way_out": "card"}
    people = [names] * 13 + [{**dict.fromkeys(places[:2], "70"), "mover way_out": "card"}] * 15
    people += [{places[0]: "20", places[2]: "20", "mover way_out": "nothing"}] * 1
    one = items(seen(*people, {places[0]: "20"}), "claims")["way_out"]
    assert [(bar.label, bar.of) for bar in one.bars] == [
        ("Before the data", 28), ("After the data", 28),
    ]  # fmt: skip
    assert one.lines[1:] == (
        "“After the debate” is held back: beside what is shown, it would tell what fewer than five "
        "people said.",
        "What moved them: a card (a source) 28.",
    )


def test_a_middle_is_told_to_the_next_ten_and_of_no_fewer_than_the_bars_count() -> None:
    def lines(*pairs: tuple[str, str]) -> str:
        people = [{"last dial way_out before": a, "last dial way_out after": b} for a, b in pairs]
        return items(seen(*people), "claims")["way_out"].lines[0]

    assert lines(*[("65", "70")] * 5).endswith("The middle of the class: about 70 → 70.")
    for many in (1, 4):
        mute = [(NO_WORD, "20"), ("20", NO_WORD)] * 2
        said = lines(*[("65", "70")] * 5, *mute[:many])
        assert (
            said
            == f"After the data: ▲ 5 moved up, ▼ 0 moved down, = 0 stayed, ? {many} could not say."
        )
    assert lines(*[("65", "70")] * 5, *[(NO_WORD, "20")] * 5).endswith("about 70 → 70.")


@pytest.mark.parametrize(("right", "talks"), [(6, False), (7, True), (14, True), (15, False)])
def test_a_class_is_told_to_talk_between_35_and_70_per_cent(right: int, talks: bool) -> None:
    accepted, other = sentence(9).kinds[0], "no claim"
    assert other not in sentence(9).kinds
    said = [{"first sorted 9": accepted if n < right else other} for n in range(20)]
    found = seen(*said)
    named = [Talk("Sentence 9", 20, Slip(20 - right, f"“{other}”"))]
    assert found.talk == (named if talks else [])
    (bar,) = items(found, "sentences")["sentence 9"].bars
    assert [part.word for part in bar.parts] == [*KINDS], "no row tells by itself what is right"


def test_an_opinion_is_never_something_to_talk_about_as_right_or_wrong() -> None:
    dials = {f"last dial {one} before": "80" for one in ("way_out", "detail", "s09", "s08")}
    half = [dials if n % 2 else dict.fromkeys(dials, "20") for n in range(20)]
    assert seen(*half).talk == []
    assert len(seen(*half).divided) == 3


def test_guesses_lie_where_they_were_made_and_what_is_right_can_be_hidden() -> None:
    found = seen(*({"guess word_trade": str(n)} for n in (0, 4, 4, 20, 4)))
    dots = items(found, "guesses")["word_trade"].dots
    assert dots is not None
    assert dots.marks == ((0.0, 0.0, 1), (20.0, 0.0, 3), (100.0, 0.0, 1))
    assert dots.rows == (("0", 1), ("4", 3), ("20", 1))
    assert (dots.truth[0], dots.highest) == (0, 3)
    wide = number_dots({"a": "0", "b": "400", "c": "15", "d": "16"}, 0, 400, 1, 296)
    assert wide.rows == (("0 to 15", 2), ("16 to 31", 1), ("400 to 415", 1))
    assert max(at for at, _, _ in wide.marks) == 100
    html = page(found)
    hidden = [part.partition(">")[2] for part in html.split('class="wo-truth')[1:]]
    assert any("The essay says" in part for part in hidden)
    assert "The essay says “trade”" not in "".join(html.split('<p class="wo-truth')[::2])


def test_what_a_guess_waits_for_is_not_told_to_the_class() -> None:
    found = items(seen(*({"guess trade_on": f"{n}"} for n in (200, 240, 240, 250, 300))), "guesses")
    one, told = found["trade_on"], questions()["trade_on"]
    assert told.waits
    assert one.dots
    assert (one.hides, one.dots.truth[0] < 0) == ((), True)
    assert "┃" not in page(Picture(5, Roll(), (Section("g", "G", "", "", (one,)),)))


@pytest.mark.parametrize(("more", "counts"), [
    ({}, True), ({"knew": True}, False), ({"late": True}, False),
    ({"late": True, "knew": True}, False),
])  # fmt: skip
def test_a_forecast_that_came_late_or_from_knowing_is_none(
    more: dict[str, Any], counts: bool, tmp_path: Path
) -> None:
    for n in range(5):
        value = {"of": "saudi_brics", "percent": 5 * n, "knew": False} | (more if n == 4 else {})
        given = [("forecast", "10", "", {**value, "knew": False})] * bool(value["knew"])
        given.append(("forecast", "10", "", value))
        given += [("forecast", "10", "", value | {"percent": 90, "late": True})] if n < 4 else []
        put(tmp_path, f"{n}.json", text(f"l{n}", *given))
    found = items(picture(Room(tmp_path, 1).roll(), grouped=False), "others")
    shown = found.get("last forecast saudi_brics")
    rows = tuple((f"{5 * n}", 1) for n in range(5))
    assert (shown and shown.dots and shown.dots.rows) == (rows if counts else None)


def test_made_up_learners_never_help_a_real_one_over_the_limit(tmp_path: Path) -> None:
    make_sample(tmp_path, 4)
    assert Room(tmp_path, 1).roll().sample == 4
    put(tmp_path, "ada.json", text("ada", dial("way_out", "before", 10)))
    roll = Room(tmp_path, 1).roll()
    assert ([one.who for one in roll.learners], roll.sample) == (["ada"], 0)
    assert {one.why for one in roll.notes} == {
        "is of a made-up learner: not counted beside real ones"
    }
    assert picture(roll).sections == ()


def test_the_sample_answers_through_the_real_activities_and_says_what_it_is(
    sample: Picture, tmp_path: Path
) -> None:
    assert (sample.people, sample.roll.sample, sample.roll.notes) == (PEOPLE, PEOPLE, ())
    for section in sample.sections:
        assert section.items, section.id
    assert len(items(sample, "sentences")) == 6
    asked = {one.kind for one in activities()} & {"dial", "sorted", "guess", "verdict", "answer"}
    marks = {place.split()[1] for one in sample.roll.learners for place, _ in one.marks}
    assert asked <= marks | {"guess"}
    assert "made up" in page(sample)
    again = make_sample(tmp_path, 2)
    assert [one.marks for one in Room(again, 1).roll().learners] == [
        one.marks for one in sorted(sample.roll.learners, key=lambda s: s.who)[:2]
    ]


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An activity that says per cent, which no lesson asks for; what is kept of kinds is as new."""
    made: Activity[str] = Activity(
        "toy", lambda e: "x", lambda e: str(as_dict(e)["of"]), "Toys made",
        brief="percent", briefs=lambda: [*map(str, range(0, 101, 5))], asks=lambda: ["trade"],
    )  # fmt: skip
    monkeypatch.setattr("wayout.room.sheet.activities", lambda: (*activities(), made))
    for kept in (by_kind, known, words):
        kept.cache_clear()
    yield
    for kept in (by_kind, known, words):
        kept.cache_clear()


def test_a_new_activity_is_counted_without_a_line_here(
    toy: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = {"toy": ["trade"]}
    monkeypatch.setattr(_Count, "_named", lambda self, kind: named.get(kind, []))
    found = seen(*({"last toy trade": word} for word in ("5", "5", "70", "70", "95")))
    one = items(found, "others")["last toy trade"]
    assert one.title == "Toys made: trade"
    assert one.dots is not None
    assert one.dots.rows == (("5", 2), ("70", 2), ("95", 1))


def test_answers_and_questions_are_called_what_learners_see(sample: Picture) -> None:
    rows = {row.what: row.answer for row in sample.rows()}
    assert "Yardsticks saved: After the result" in rows
    told = {row.answer for row in sample.rows() if row.what.startswith("Yardsticks")}
    assert told <= {one.name for one in MEASURES}
    tried = [row.when for row in sample.rows() if row.what == "Exercise 2"]
    assert "Question 1: Count the countries" in tried
    assert "Exercise 2, question 1: Count the countries" in [one.title for one in sample.talk]


def tried(question: str, answer: Any, verdict: str = NOT_YET) -> tuple[str, str, str, Any]:
    return "answer", "03", "", {"question": question, "answer": answer, "verdict": verdict}


HOSTILE = '<img src=x onerror="alert(1)"> my own words'
TWICE = [tried("q1", 218.17), tried("q1", 19.8, RIGHT)]


@pytest.mark.parametrize(("answer", "slip"), [
    (218.17, Slip(5, "218.17", "That is the total for eleven months. The question asks for one "
                  "month.")),
    (7, Slip(5, "7")), (7.00001, Slip(5, "7")), (-3, Slip(5, "-3")),
    (HOSTILE, None), ([1, 2], None), (None, None), (True, None), ({"a set": [1]}, None),
    ("7" * 5000, None), ([7] * 5000, None), (10**400, None),
])  # fmt: skip
def test_a_wrong_answer_that_five_gave_is_named_and_no_words_of_a_learner(
    answer: Any, slip: Slip | None, tmp_path: Path
) -> None:
    for n in range(10):
        given = [tried("q1", answer)] if n < 5 else TWICE[1:]
        put(tmp_path, f"{n}.json", text(f"l{n}", *given))
    found = picture(Room(tmp_path, 1).roll(), grouped=False)
    assert [one.slip for one in found.talk] == [slip]
    html = page(found)
    assert HOSTILE not in html
    assert "my own words" not in html
    assert ("gave the same wrong answer" in html) == (slip is not None)
    assert "gave the same wrong answer" not in page(_without(found, tmp_path))


def _without(found: Picture, folder: Path) -> Picture:
    """Return the picture of the class in which one of the five gave another wrong answer."""
    put(folder, "0.json", text("l0", tried("q1", 0.123)))
    return picture(Room(folder, 1).roll(), grouped=False)


def test_a_slip_is_what_was_tried_first_and_its_words_are_hidden_with_what_is_right(
    tmp_path: Path,
) -> None:
    for n in range(12):
        put(tmp_path, f"{n}.json", text(f"l{n}", *TWICE[n % 2 :]))
    found = picture(Room(tmp_path, 1).roll(), grouped=False)
    (one,) = found.talk
    assert (one.of, one.slip and one.slip.count) == (12, 6)
    shown = page(found).partition("Talk about these now")[2].partition("<section")[0]
    open_, _, hidden = shown.partition('<p class="wo-truth')
    assert "6 gave the same wrong answer." in open_
    assert "218.17" not in open_
    assert "6 of 12 gave an answer such as 218.17 at first. The check says: That is" in hidden


def test_every_listed_mistake_is_known_again_from_what_the_file_keeps() -> None:
    for path in sorted(paths.ROOT.glob("exercises/checks/*.json")):
        for question in stored.read(path):
            for number, mistake in enumerate(question.mistakes, 1):
                kept = json.loads(json.dumps(judge(question, mistake.example).answer))
                place = f"{path.name[:2]} {question.name}"
                assert slip(place, kept) == f"m{number}", place
                assert told(place, f"m{number}", 5).says


def test_no_place_and_no_word_that_is_counted_is_called_by_its_name_in_the_file() -> None:
    for one in activities():
        if one.brief and one.kind not in _OWN:
            raw = {name for name in [*one.asks(), *one.every(), *one.briefs()] if "_" in name}
            assert raw <= one.titles().keys(), one.kind


def test_one_lesson_shows_its_own_questions(sample: Picture) -> None:
    one = picture(sample.roll, lesson="3", grouped=False)
    assert {*items(one, "claims")} == {"record"}
    assert {*items(one, "lessons")} == {"lesson 03"}
    whole = items(sample, "claims")["record"]
    assert items(one, "claims")["record"] == whole
    with pytest.raises(RoomError, match="There is no lesson"):
        picture(sample.roll, lesson="77")


def test_the_page_is_whole_sound_and_holds_no_name(sample: Picture) -> None:
    html = page(sample)
    body = html.partition("<main>")[2].partition("</main>")[0]
    found = Seen(body)
    assert all(given.get("aria-hidden") or given.get("aria-label")
               for tag, given in found.elements if tag == "svg")  # fmt: skip
    assert "http" not in body
    assert "src=" not in html
    assert not any(one.name in html or one.who in html for one in sample.roll.learners)
    for row in sample.rows():
        assert row.answer in found.text
    assert "location.reload" in page(sample, every=3)
    assert "location.reload" not in html


def test_below_five_nothing_is_shown() -> None:
    four = seen(*[{"last dial way_out before": "80"}] * 4)
    assert (four.sections, four.rows()) == ((), [])
    assert "Below five nothing is shown" in page(four)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1",
                                  "\ufeff=1", "|calc", "%0"])  # fmt: skip
def test_a_spreadsheet_computes_nothing(cell: str) -> None:
    assert inert(cell) == f"'{cell}"
    assert inert(f"a{cell}") == f"a{cell}"


def test_the_table_opens_in_a_spreadsheet(sample: Picture) -> None:
    text = table(sample)
    assert text.startswith(BOM)
    assert text.count("\r\n") == len(sample.rows()) + 1
    rows = list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))
    assert rows[0] == ["what", "when", "answer", "count", "of"]
    assert all(cell == inert(cell) for row in rows for cell in row)
    assert all(int(row[3]) <= int(row[4]) and int(row[4]) >= 5 for row in rows[1:])


# Groups -------------------------------------------------------------------------------------

CHANCE = np.random.default_rng(7)


def votes(table: np.ndarray) -> dict[str, dict[str, float]]:
    return {f"claim {m}": {f"p{n}": float(v) for n, v in enumerate(column) if not math.isnan(v)}
            for m, column in enumerate(table.T)}  # fmt: skip


def camps(people: int, statements: int, small: int = 0) -> np.ndarray:
    side = np.where(np.arange(people) < (small or people // 2), 1.0, -1.0)
    table = np.repeat(side[:, None], statements, axis=1)
    table[:, ::2] *= -1
    return np.where(CHANCE.random(table.shape) < 0.92, table, 0.0)


def test_two_planted_camps_are_found_and_told_in_words_without_counts_of_answers() -> None:
    found = groups.told(votes(camps(30, 8)))
    assert found[0] == (
        "Two groups of opinion came out again and again: group A (15 people) and group B "
        "(15 people)."
    )
    assert "mostly agree with “claim 0”" in " ".join(found)


@pytest.mark.parametrize("seed", range(6))
def test_noise_has_no_groups(seed: int) -> None:
    noise = np.random.default_rng(seed).choice([1.0, 0.0, -1.0], (30, 8), p=[0.45, 0.15, 0.4])
    assert groups.told(votes(noise)) == (groups.NOT_AGAIN,)


def test_groups_need_people_statements_and_five_in_each(monkeypatch: pytest.MonkeyPatch) -> None:
    assert groups.told(votes(camps(19, 8))) == (groups.TOO_FEW,)
    assert groups.told(votes(camps(30, 3))) == (groups.TOO_FEW,)
    assert groups.told(votes(camps(401, 4))) == (groups.TOO_MANY,)
    assert groups.told(votes(camps(30, 8, small=4))) == (groups.NOT_AGAIN,)
    monkeypatch.setattr(groups, "find_spec", lambda _: None)
    assert groups.told(votes(camps(30, 8))) == (groups.NEEDS,)


def test_what_all_groups_agree_on_is_counted_as_polis_counts_it() -> None:
    table = np.array([[1, 1], [1, -1], [0, -1], [1, 1], [np.nan, 1]])
    labels = np.array([0, 0, 0, 1, 1])
    # (2 + 1) / (3 + 2) * (1 + 1) / (1 + 2), and (1 + 1) / (3 + 2) * (2 + 1) / (2 + 2)
    assert groups.consensus(table, labels) == pytest.approx([3 / 5 * 2 / 3, 2 / 5 * 3 / 4])


# The command and the card --------------------------------------------------------------------


def test_the_command_writes_page_and_table(tmp_path: Path) -> None:
    out = tmp_path / "made" / "page.html"
    out.parent.mkdir()
    voters(tmp_path / "class", [10, 20, 70, 80, 90, 95])
    for name, content in foreign().items():
        put(tmp_path / "class", name, content)
    said = TALK.invoke(app, ["room", str(tmp_path / "class"), "--out", str(out), "--jobs", "1"])
    assert (said.exit_code, sorted(p.name for p in out.parent.iterdir())) == (
        0, ["page.csv", "page.html"],
    )  # fmt: skip
    assert said.output.startswith("Read 19 files: 8 learners counted and 13 with a note below.")
    assert "other.json" in out.read_text("utf-8")
    assert out.with_suffix(".csv").read_bytes().startswith(b"\xef\xbb\xbfwhat,")
    words = ["room", str(tmp_path / "class"), "--out", str(out), "--no-file-names", "--jobs", "1"]
    assert TALK.invoke(app, words).exit_code == 0
    assert "other.json" not in out.read_text("utf-8")


@pytest.mark.parametrize(("words", "code", "says"), [
    (["nowhere"], 1, "There is no folder"),
    (["."], 1, "No work file is there. Look for files whose names begin with my_work"),
    ([], 2, "Name one folder"),
    ([".", "--sample"], 2, "Name one folder"),
    (["--sample", "--out", "no/such/place.html"], 1, "cannot be written"),
    (["--sample", "--lesson", "99"], 1, "There is no lesson '99': there are 0 to 10."),
    (["--help"], 0, "made-up class"),
])  # fmt: skip
def test_the_command_says_what_is_wrong_and_shows_no_traceback(
    words: list[str], code: int, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = TALK.invoke(app, ["room", *words])
    assert said.exit_code == code
    assert says in " ".join(said.output.split())
    assert "Traceback" not in said.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no Ctrl-C to one program alone")
def test_live_a_page_follows_the_votes_in_fives_until_it_is_stopped(tmp_path: Path) -> None:
    voters(tmp_path, [70, 70, 70, 20, 20, 20])
    out = tmp_path / "page.html"
    command = [sys.executable, "-m", "wayout.cli", "room", str(tmp_path), "--live", "--every", "1",
               "--out", str(out)]  # fmt: skip
    code = "from wayout.cli import main; main()"
    with subprocess.Popen([sys.executable, "-c", code, *command[3:]], stdout=subprocess.PIPE,
                          env={**os.environ, "PYTHONUNBUFFERED": "1"}) as live:  # fmt: skip
        try:
            assert _until(out, "of 6<")
            put(tmp_path, "v6.json", text("voter6", dial("way_out", "before", 95)))
            put(tmp_path, "half.json", text("half", dial("way_out", "before", 95))[:70])
            assert _until(out, "One answer more waits until there are five")
            for n in range(7, 11):
                put(tmp_path, f"v{n}.json", text(f"voter{n}", dial("way_out", "before", 95)))
            assert _until(out, "of 11<")
            live.send_signal(signal.SIGINT)
            told, _ = live.communicate(timeout=30)
        finally:
            live.kill()  # a page that never came must not keep the test waiting
    assert live.returncode == 0
    assert told.strip().endswith(b"Ended. The page stays as it is.")
    assert "location.reload" not in out.read_text("utf-8")


def _until(path: Path, words: str) -> bool:
    for _ in range(300):
        if path.exists() and words in path.read_text("utf-8"):
            return True
        time.sleep(0.1)
    return False


def test_the_page_of_a_teacher_keeps_no_answer(opened: Session) -> None:
    start("class_view")
    assert current().work.path == opened.work.path
    assert not opened.work.path.exists()
    shown = head(None, opened.work, {}, Path(), TEACHER["class_view"])
    assert (shown.title, shown.notes) == ("The class view", ())
    assert all(one.path.parent.name == "lessons" for one in lessons())


def test_the_card_shows_the_sample_then_a_folder_and_follows_a_vote(
    opened: Session, tmp_path: Path
) -> None:
    card = Page(debate.class_view())
    assert "All of these 30 learners are made up" in card.seen.text
    assert "For you alone" not in card.seen.text
    card.press("read", folder=str(tmp_path / "nowhere"))
    assert card.status()[0].startswith("There is no folder")
    voters(tmp_path / "class", [10, 20, 70, 80, 90])
    card.press("read", folder=str(tmp_path / "class"))
    assert card.status()[0] == "Read 5 files: 5 learners counted."
    assert "+ agree 3 ? cannot say 0 − disagree 2 of 5" in card.seen.text
    voters(tmp_path / "class", [10, 20, 70, 80, 90, 95, 95])
    assert "of 5" in card.types(hide="yes").seen.text
    assert "Two answers more wait" in card.types(live="yes").seen.text
    assert "data-every" in card.card.html
    voters(tmp_path / "class", [10, 20, 70, 80, 90, *[95] * 6])
    assert "of 11" in card.types().seen.text
    voters(tmp_path / "class", [10, 20, 70, 80, 90, *[95] * 7])
    again = Page(debate.class_view())
    assert "One answer more waits" in again.press("read").seen.text
    assert opened.work.entries() == []
    assert not opened.work.path.exists()


def test_the_card_hides_what_is_right_until_it_is_asked_for(opened: Session) -> None:
    card = Page(debate.class_view())
    assert card.seen.held["hide"] == "yes"
    assert card.types(hide="").seen.held["hide"] == ""
    assert 'class="wo-room wo-hides"' in card.card.still()


def test_page_and_table_are_given_by_the_card(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, sent = debate.class_view(), list[Any]()
    monkeypatch.setattr(card, "send", sent.append)
    for button in ("page", "table"):
        Page(card).press(button)
        assert f"class_view.{'html' if button == 'page' else 'csv'}" in card.html
    (name, html), (csv_name, counts) = (one["file"] for one in sent)
    assert (name, csv_name) == ("class_view.html", "class_view.csv")
    assert "<!doctype html>" in html
    assert counts.startswith(BOM + "what,")


def test_a_folder_within_a_folder_shows_nobody_by_taking_away(
    opened: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads twenty files, then nineteen of them, must not learn what the twentieth says."""
    monkeypatch.setattr("wayout.room.face._guards", {})
    voters(tmp_path / "class" / "sub", [80] * 19)
    put(tmp_path / "class", "last.json", text("last", dial("way_out", "before", 10)))
    card = Page(debate.class_view())
    assert "of 20" in card.press("read", folder=str(tmp_path / "class")).seen.text
    assert "of 19" not in card.press("read", folder=str(tmp_path / "class" / "sub")).seen.text
    voters(tmp_path / "later", [80] * 19)
    put(tmp_path / "later", "last.json", text("last", dial("way_out", "before", 10)))
    put(tmp_path / "later", "new.json", text("new", dial("way_out", "before", 10)))
    later = card.press("read", folder=str(tmp_path / "later")).seen.text
    assert "of 20" in later, "what was shown of the same people may be shown again"
    assert "One answer more waits" in later


def test_the_card_makes_its_picture_once_and_groups_only_when_asked(
    opened: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = list[bool]()

    def noted(*words: Any, grouped: bool) -> Picture:
        made.append(grouped)
        return picture(*words, grouped=grouped)

    monkeypatch.setattr("wayout.room.face.picture", noted)
    card = Page(debate.class_view())
    assert "Not looked for yet" in card.types(names="yes").seen.text
    card.types(hide="")
    assert made == [False]
    assert "Groups are looked for from" not in card.seen.text
    voters(tmp_path, [70] * 5)
    card.press("read", folder=str(tmp_path))
    assert "Groups are looked for from 20 people" in card.press("groups").seen.text
    card.types(hide="yes")
    assert made == [False, False, True]
    assert "when the vote is over" in card.types(live="yes").seen.text
