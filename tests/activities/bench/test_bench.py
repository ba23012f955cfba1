"""The map bench without its face: moves, undo, what is joined, what feedback says, files."""

import json
from collections.abc import Iterator
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wayout import essay
from wayout.activities.bench import learner_map
from wayout.activities.bench.bench import (
    CUT,
    LONGEST_CLAIM,
    MOST_PARTS,
    Bench,
    accepted,
    as_map,
    known,
    ours,
    unsaid,
)
from wayout.activities.bench.differences import differences
from wayout.activities.bench.files import FORMS, changes_of, drawn_in, written
from wayout.activities.bench.goals import ACTIVITIES, MAP, goals, reached
from wayout.activities.bench.moves import BENCH, Drawn, Move, changed, own_id, replayed
from wayout.activities.dial.answers import ACTIVITY as DIAL
from wayout.argument import (
    AcceptedLink,
    ArgumentMap,
    Claim,
    Link,
    Reason,
    Verdict,
    compare,
    read_accepted,
)
from wayout.argument.checks import require_whole
from wayout.argument.drawing.scene import scene
from wayout.errors import CourseError
from wayout.paths import DATA
from wayout.tables.package import describe
from wayout.work.activity import AnswerError
from wayout.work.session import Session
from wayout.work.workfile import WorkFile

MINE = "Whoever trades with one partner alone leans on it."
HIDDEN = "more_trade_more_dependence"
ASKED = {"stage": "before", "percent": 60, "why": "", "opposite": ""}
SOME = ("s03", "s08", "s09", "s05", "way_out")
QUIET = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def bench(opened: Session) -> Bench:
    return Bench("06", opened.work)


def whole(bench: Bench) -> Bench:
    """Draw the course's map on a bench."""
    bench.put(*changes_of(ours()))
    return bench


def test_the_accepted_links_are_those_of_their_table() -> None:
    table = (DATA / describe("accepted_links")["path"]).read_text("utf-8")
    assert essay.accepted_links() == read_accepted(table)


def test_what_is_unsaid_and_no_earlier_lesson_speaks_of_is_hidden_until_it_is_found(
    bench: Bench,
) -> None:
    assert HIDDEN in unsaid()
    assert unsaid() == {c.id for c in ours().claims if c.origin == "unstated"} - {
        "way_out", "region_can_replace_china",
    }  # fmt: skip
    offered = {claim.id for claim in bench.claims()}
    assert offered == set(known()) - unsaid()
    with pytest.raises(AnswerError, match="Choose a claim from the list"):
        bench.link(HIDDEN, "s09", "for")
    bench.show([HIDDEN, "s09", "nothing"])
    bench.show([HIDDEN])
    assert bench.hidden() == {*unsaid()} - {HIDDEN}
    assert [entry.value for entry in bench.work.entries("bench")] == [{"shown": [HIDDEN]}]
    assert bench.undo() is None, "what was seen was seen"


# Feedback: each way to go wrong has its own word --------------------------------------------------


def test_the_whole_map_is_found_and_nothing_is_left_to_say(bench: Bench) -> None:
    whole(bench)
    report = bench.report
    assert report.summary == "23 of 23 links and 10 of 10 reasons found."
    assert {note.verdict for note in bench.notes().values()} == {Verdict.FOUND}
    assert (report.to_find, bench.faults(), bench.loops()) == ((), [], [])
    assert len(bench.map.claims) == len(ours().claims)


LINKS = [row.link for row in accepted() if row.standing != "fair"]
PLAIN = [link for link in LINKS if link.kind != "undercut"]


@pytest.mark.parametrize("link", LINKS, ids=lambda link: f"{link.source}-{link.target}")
def test_a_link_that_is_dropped_is_to_be_found_at_its_claim(bench: Bench, link: Link) -> None:
    key = whole(bench).keys()
    by_name = {reason.id: name for name, reason in zip(key, ours().reasons, strict=True)}
    target = key[by_name[link.target]] if link.target in by_name else link.target
    assert bench.take(link.source, target)
    conclusions = {reason.id: reason.conclusion for reason in ours().reasons}
    here = bench.to_find(conclusions.get(link.target, link.target))
    assert [note.part for note in here] == [link]
    assert bench.report.links_found == 22
    assert len(here[0].hints) == 3


@pytest.mark.parametrize("link", PLAIN, ids=lambda link: f"{link.source}-{link.target}")
def test_a_link_turned_round_or_of_another_kind_has_its_own_word(bench: Bench, link: Link) -> None:
    other = "for" if link.kind == "against" else "against"
    bench.link(link.source, link.target, other)
    assert bench.notes()[link.source, link.target].verdict is Verdict.OTHER_KIND
    bench.take(link.source, link.target)
    bench.link(link.target, link.source, link.kind)
    assert bench.notes()[link.target, link.source].verdict is Verdict.REVERSED
    assert len(bench.notes()[link.target, link.source].hints) == 3


@pytest.mark.parametrize("reason", ours().reasons, ids=lambda reason: reason.id)
def test_a_reason_lacks_each_premise_until_it_is_there(bench: Bench, reason: Reason) -> None:
    bench.show(unsaid())
    first, *more = reason.premises
    bench.link(first, reason.conclusion, "for")
    ends = first, reason.conclusion
    assert bench.notes()[ends].verdict is Verdict.NEEDS_PARTNER
    for premise in more:
        bench.link(premise, reason.conclusion, "for")
        bench.join(reason.conclusion, bench.steps(reason.conclusion))
        (note,) = bench.notes().values()
        ended = {Verdict.FOUND} if premise == more[-1] else {Verdict.NEEDS_PARTNER, Verdict.FAIR}
        assert note.verdict in ended
    assert bench.report.reasons_found == 1


FAIR = [row for row in accepted() if row.standing == "fair" and len(row.sources) == 1]


@pytest.mark.parametrize("row", FAIR, ids=lambda row: f"{row.link.source}-{row.link.target}")
def test_a_fair_link_is_kept_and_not_counted(bench: Bench, row: AcceptedLink) -> None:
    bench.show(unsaid())
    cut = tuple(reason for reason in ours().reasons if reason.id == row.link.target)
    bench.put(*changes_of(ArgumentMap(ours().claims, cut, (row.link,))))
    (ends,) = bench.drawn.links
    note = bench.notes()[ends]
    assert (note.verdict, bench.report.links_found) == (Verdict.FAIR, 0)


def test_a_loop_is_named_claim_by_claim(bench: Bench) -> None:
    circle = ("mixed", "care", "equal")
    for source, target in zip(circle, (*circle[1:], circle[0]), strict=True):
        bench.link(source, target, "for")
    (loop,) = bench.loops()
    assert loop[0] == loop[-1]
    assert {claim.id for claim in loop} == {*circle}
    assert not [fault for fault in bench.faults() if "circle" in fault], "it is said once"
    bench.take("mixed", "care")
    assert bench.loops() == []


# What is unsaid, in the learner's own words -------------------------------------------------------


def linked(bench: Bench) -> str:
    """Join three premises for a claim and return the reason."""
    for premise in ("s03", "imports", "s08"):
        bench.link(premise, "s09", "for")
    bench.join("s09", bench.steps("s09"))
    (key,) = bench.steps("s09")
    return key


@pytest.mark.parametrize("yes", [True, False])
def test_the_learner_judges_whether_it_says_the_same(bench: Bench, yes: bool) -> None:
    own = bench.add(MINE, "s09", linked(bench))
    (twin,) = bench.twins()
    assert (twin.own, twin.ours) == (own, HIDDEN)
    bench.say_same(own, HIDDEN, yes)
    assert bench.twins() == []
    assert bench.report.reasons_found == int(yes)
    offered = [claim.id for claim in bench.claims()]
    assert (HIDDEN in offered, own in offered) == (not yes, True)
    assert bench.map.claim(own).text == MINE, "the learner's words stay"
    bench.undo()
    assert [bench.twins(), bench.report.reasons_found] == [[twin], 0]


def test_a_claim_of_ones_own_is_one_sentence_in_new_words(bench: Bench) -> None:
    text = known()["s03"].text
    for said, where, told in [
        ("too short", "for", "three words"),
        ("word " * (LONGEST_CLAIM // 5 + 1), "for", f"{LONGEST_CLAIM} at most"),
        (text.upper(), "for", "words of “Record”"),
        (MINE, "", "works together with"),
        (MINE, "s03", "works together with"),
    ]:
        with pytest.raises(AnswerError, match=told):
            bench.add(said, "s09", where)
    assert bench.work.entries("bench") == []
    own = bench.add(f"  {MINE}\n", "s09", "against")
    assert bench.drawn.own == {own: MINE}
    again = bench.add(MINE.upper(), "s09", "against")
    assert again == own, "the same words, the same claim"
    with pytest.raises(AnswerError, match="the claim itself"):
        bench.add(MINE, own, "for")


def test_own_words_stand_beside_a_single_point_or_in_a_reason(bench: Bench) -> None:
    bench.link("s03", "s09", "for")
    own = bench.add(MINE, "s09", "s03")
    (reason,) = bench.map.reasons
    assert (reason.premises, bench.map.links) == (("s03", own), ())
    assert bench.notes()[bench.keys()[reason.id]].verdict is Verdict.SPLIT
    bench.erase(own)
    assert bench.map.reasons[0].premises == ("s03",)
    assert bench.drawn.own == {}


def test_own_words_can_be_what_does_not_let_a_step_count(bench: Bench) -> None:
    bench.link("s03", "s09", "for")
    own = bench.add(MINE, "s09", f"{CUT}s03")
    assert bench.map.links == (Link(own, "Reason 1", "undercut"),)
    with pytest.raises(AnswerError, match="which step"):
        bench.add("It is not so.", "s09", f"{CUT}s08")
    assert len(bench.drawn.own) == 1, "what is refused leaves nothing behind"


@pytest.mark.parametrize(("yes", "word"), [(None, "new"), (False, "own"), (True, "same")])
def test_goals_tell_how_what_is_unsaid_was_named(bench: Bench, yes: bool | None, word: str) -> None:
    assert reached(bench.work) == {}
    key = linked(bench)
    assert reached(bench.work) == {MAP: "0"}
    own = bench.add(MINE, "s09", key)
    if yes is not None:
        bench.say_same(own, HIDDEN, yes)
    assert reached(bench.work)["Trade ties"] == word
    bench.cut("other_aims", "s09", key)
    assert reached(bench.work)["cut Trade ties"] == "other"
    assert {*reached(bench.work)} <= {*goals()}
    (activity,) = ACTIVITIES
    assert activity.completed(bench.work) == {*reached(bench.work)}
    assert {*reached(bench.work).values()} <= {*activity.briefs()}


def test_of_two_reasons_for_the_same_the_better_word_counts(bench: Bench) -> None:
    own = bench.add(MINE, "s09", linked(bench))
    bench.say_same(own, HIDDEN, True)
    bench.put(("reason", "reason-2", "s09", ["s03", HIDDEN]))
    assert reached(bench.work)["Trade ties"] == "same"


# Joining, cutting, taking apart -------------------------------------------------------------------


def test_a_cut_of_a_single_point_makes_it_a_reason_and_needs_one(bench: Bench) -> None:
    for step in ("", "s08", "reason-x"):
        with pytest.raises(AnswerError, match="which step"):
            bench.cut("later_fall", "s09", step)
    bench.link("s03", "s09", "for")
    with pytest.raises(AnswerError, match="which step"):
        bench.cut("s03", "s09", "s03")
    bench.cut("later_fall", "s09", "s03")
    assert bench.map.reasons == (Reason("Reason 1", "", ("s03",), "s09"),)
    assert bench.map.links == (Link("later_fall", "Reason 1", "undercut"),)
    (key,) = bench.steps("s09")
    assert [box.name for box in scene(bench.map, "s09").for_it[0].cuts] == ["Later fall"]
    bench.drop(key, "s03")
    assert (bench.map.reasons, bench.map.links) == ((), ())


def test_a_premise_can_pull_against_its_own_step(bench: Bench) -> None:
    DIAL.keep(bench.work, ASKED, lesson="06", claim="neighbours_rule")
    bench.link("cores", "s15", "for")
    bench.work_with("neighbours_rule", "s15", "cores")
    (key,) = bench.steps("s15")
    bench.cut("cores", "s15", key)
    assert {note.verdict for note in bench.report.notes} == {Verdict.FOUND}
    assert (bench.report.links_found, bench.report.reasons_found) == (1, 1)
    assert reached(bench.work) == {
        MAP: "2", "Neighbours compete": "ours", "cut Neighbours compete": "found",
    }  # fmt: skip


def test_reasons_that_are_joined_keep_what_cuts_them_and_can_be_taken_apart(bench: Bench) -> None:
    key = linked(bench)
    bench.cut("later_fall", "s09", key)
    bench.link("china_buys_half", "s09", "for")
    bench.cut("no_limits", "s09", "china_buys_half")
    bench.join("s09", bench.steps("s09"))
    (reason,) = bench.map.reasons
    assert reason.premises == ("s03", "imports", "s08", "china_buys_half")
    assert [(link.source, link.target) for link in bench.map.links] == [
        ("later_fall", "Reason 1"), ("no_limits", "Reason 1"),
    ]  # fmt: skip
    bench.apart(key)
    assert {*bench.map.links} == {Link(one, "s09", "for") for one in reason.premises}
    assert bench.map.reasons == ()
    for few in ([], ["s03"], ["s03", "s03"], ["s03", "s05"]):
        with pytest.raises(AnswerError, match="at least two"):
            bench.join("s09", few)


def test_one_claim_does_one_thing_to_another(bench: Bench) -> None:
    assert bench.link("s06", "s08", "for")
    assert bench.link("s06", "s08", "against")
    assert not bench.link("s06", "s08", "against")
    assert bench.map.links == (Link("s06", "s08", "against"),)
    assert len(bench.work.entries("bench")) == 2, "the same again is no second entry"
    with pytest.raises(AnswerError, match="no answer to itself"):
        bench.link("s06", "s06", "for")


def test_a_map_that_is_full_says_so(bench: Bench) -> None:
    pairs = list(permutations([c.id for c in bench.claims()], 2))[:MOST_PARTS]
    bench.put(*(("link", *pair, "for") for pair in pairs))
    with pytest.raises(AnswerError, match=f"can hold {MOST_PARTS} parts, and this would be"):
        bench.add(MINE, pairs[0][0], "against")
    assert bench.take(*pairs[0])


# Undo, redo, restart, two files -------------------------------------------------------------------

STEPS = st.one_of(
    st.tuples(st.just("link"), st.sampled_from(SOME), st.sampled_from(SOME),
              st.sampled_from(["for", "against"])),
    st.tuples(st.just("take"), st.sampled_from(SOME), st.sampled_from(SOME)),
    st.tuples(st.just("join"), st.sampled_from(SOME)),
    st.tuples(st.just("cut"), st.sampled_from(SOME), st.sampled_from(SOME), st.integers(0, 2)),
    st.tuples(st.just("apart"), st.integers(0, 2)),
    st.tuples(st.just("drop"), st.integers(0, 2), st.integers(0, 2)),
    st.tuples(st.just("add"), st.sampled_from([MINE, "Nobody likes it.", "It <b>is</b> so."]),
              st.sampled_from(SOME), st.integers(0, 3)),
    st.tuples(st.just("erase"), st.integers(0, 2)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)  # fmt: skip


def act(bench: Bench, step: tuple[object, ...]) -> None:
    """Do what a learner might do next; what is refused is kept in ``says``."""
    says = list[str]()
    name, *rest = step
    reasons, own = [*bench.drawn.reasons, "reason-x"], [*bench.drawn.own, "own-x"]
    try:
        if name == "join":
            bench.join(rest[0], bench.steps(rest[0]))  # type: ignore[arg-type]
        elif name == "cut":
            steps = [*bench.steps(rest[1]), ""]  # type: ignore[arg-type]
            bench.cut(rest[0], rest[1], steps[rest[2] % len(steps)])  # type: ignore
        elif name == "add":
            places = ["for", "against", *bench.steps(rest[1])]  # type: ignore[arg-type]
            bench.add(rest[0], rest[1], places[rest[2] % len(places)])  # type: ignore
        elif name == "apart":
            bench.apart(reasons[rest[0] % len(reasons)])  # type: ignore[operator]
        elif name == "drop":
            key = reasons[rest[0] % len(reasons)]  # type: ignore[operator]
            premises = [*(bench.drawn.reasons[key].premises if key != "reason-x" else ()), ""]
            bench.drop(key, premises[rest[1] % len(premises)])  # type: ignore[operator]
        elif name == "erase":
            bench.erase(own[rest[0] % len(own)])  # type: ignore[operator]
        else:
            getattr(bench, str(name))(*rest)
    except AnswerError as refusal:
        says.append(str(refusal))
    assert all(one.endswith(".") for one in says), "a sentence"


@pytest.fixture
def count() -> Iterator[int]:
    """Count the files of a test."""
    return iter(range(10_000))


@QUIET
@given(steps=st.lists(STEPS, max_size=30))
def test_whatever_is_done_the_map_is_whole_and_every_step_can_be_taken_back(
    steps: list[tuple[object, ...]], tmp_path: object, count: Iterator[int]
) -> None:
    path = tmp_path / f"{next(count)}.json"  # type: ignore[operator]
    bench, past, future = Bench("06", WorkFile(path)), [Drawn()], list[Drawn]()
    for step in steps:
        act(bench, step)
        # A second account of undo and redo: two stacks of what was drawn.
        if step[0] == "undo" and len(past) > 1:
            future.append(past.pop())
        elif step[0] == "redo" and future:
            past.append(future.pop())
        elif step[0] not in ("undo", "redo") and bench.drawn != past[-1]:
            past, future = [*past, bench.drawn], []
        assert bench.drawn == past[-1]
        require_whole(bench.map)
        assert len(bench.notes()) == len(bench.map.links) + len(bench.map.reasons)
        assert bench.report.links_found <= 23
    again = Bench("06", WorkFile(path))
    assert (again.drawn, again.log) == (bench.drawn, bench.log), "a restart"
    for form in ("argdown", "aif", "mermaid", "svg"):
        if bench.drawn.used():
            read = drawn_in(written(bench.drawn, "s09", form)[1])
            assert differences(bench.drawn, read) == differences(read, bench.drawn) == []
    if BENCH.pairs(bench.work):
        assert differences(drawn_in(bench.work.dumps()), bench.drawn) == []
    while bench.undo() is not None:
        require_whole(bench.map)
    assert not bench.map.links + bench.map.reasons
    while bench.redo() is not None:
        pass
    assert bench.drawn == (future[0] if future else past[-1])


def test_two_files_of_one_learner_are_joined_in_the_order_of_time(tmp_path: object) -> None:
    here, there = (WorkFile(tmp_path / f"{n}.json") for n in "ab")  # type: ignore[operator]
    one = Bench("06", here)
    one.link("s03", "s09", "for")
    there.merge(here.dumps(), mine=True)
    two = Bench("06", there)
    two.link("s08", "s09", "for")
    two.join("s09", ["s03", "s08"])
    one.link("s06", "s08", "against")
    one.undo()
    here.merge(there.dumps(), mine=True)
    there.merge(here.dumps(), mine=True)
    assert one.drawn == two.drawn
    assert [reason.premises for reason in one.map.reasons] == [("s03", "s08")]
    assert one.map.links == ()


def test_a_move_that_nothing_is_left_for_does_nothing() -> None:
    moves = [
        Move((("link", "s03", "s09", "for"), ("link", "own-1", "s09", "for"))),
        Move((("link", "s06", "reason-1", "undercut"), ("reason", "reason-1", "x", ["s03"]))),
        Move((("same", "own-1", "s09", True), ("claim", "own-2", ""), ("link", "x", "y", ""))),
        Move(undo="never"),
        Move(redo="0"),
    ]
    log = replayed(((str(n), move) for n, move in enumerate(moves)), known())
    assert as_map(log.drawn).links == (Link("s03", "s09", "for"),)
    assert (as_map(log.drawn).reasons, log.done, log.undone) == ((), ("0", "1", "2"), ())


NAMES = st.sampled_from(["s03", "s08", "s09", "own-1", "own-2", "reason-1", "reason-2", "", "x"])
CHANGES = st.one_of(
    st.tuples(st.just("link"), NAMES, NAMES, st.sampled_from(["for", "against", "undercut", ""])),
    st.tuples(st.just("claim"), st.sampled_from(["own-1", "own-2"]),
              st.sampled_from(["A b c.", " "])),
    st.tuples(st.just("reason"), st.sampled_from(["reason-1", "reason-2"]), NAMES,
              st.lists(NAMES, max_size=3)),
    st.tuples(st.just("same"), NAMES, NAMES, st.booleans()),
)  # fmt: skip


@given(st.lists(CHANGES, max_size=25))
def test_whatever_another_program_wrote_down_the_map_stays_whole(changes: list[object]) -> None:
    drawn = Drawn()
    for change in changes:
        drawn = changed(drawn, [change], known())  # type: ignore[list-item]
        for standing_in in (False, True):
            require_whole(as_map(drawn, standing_in))
        assert {*drawn.own, *drawn.reasons} <= {*drawn.numbers}
        assert len({theirs for (_, theirs), yes in drawn.same.items() if yes}) == sum(
            drawn.same.values()
        )
    report = compare(as_map(drawn, standing_in=True), ours(), accepted())
    assert len(report.notes) == len(drawn.links) + len(drawn.reasons)


# Files ------------------------------------------------------------------------------------------


def test_each_form_holds_the_whole_map_again_but_kialo_what_bears_on_one_claim(
    bench: Bench,
) -> None:
    whole(bench).add("A claim with % & <b>{{ signs }}</b> \u202e and #tags.", "s09", "against")
    for form, (end, *_) in FORMS.items():
        name, text = written(bench.drawn, "s09", form)
        assert name == f"my_map.{end}"
        found = differences(bench.drawn, drawn_in("\ufeff" + text))
        assert form == "kialo" or found == []
    lost = {
        one.where
        for one in differences(bench.drawn, drawn_in(written(bench.drawn, "s09", "kialo")[1]))
    }
    assert lost == {"theirs", "mine"}
    kept = drawn_in(written(bench.drawn, "s09", "kialo")[1])
    assert kept.links["a_third_of_trade", "s09"] == "against"
    assert kept.links["s03", "s09"] == "for", "a premise is a point of its own there"
    assert own_id("A claim with % & <b>{{ signs }}</b> \u202e and #tags.") in kept.own


REFUSED = {
    "": "holds no map",
    "nothing at all": "has no name",
    "{": "AIF in JSON",
    '{"nodes": [], "edges": 3}': "list in square brackets",
    '{"format": 1, "course": "A Way Out?", "entries": []}': "No map was begun",
    "<svg></svg>": "carries no map",
    "<svg><metadata>////</metadata></svg>": "damaged",
    "flowchart BT\n": "carries no map",
    "1. One.\n1.2.1. Pro: x": "has no point",
    "\ufffdPNG\0": "not text in UTF-8",
    "[A]: One.\n    + [A]": "“A” speaks to itself",
    "[A]: One.\n    + [B]: Two.\n    - [A]": "“A” speaks to itself",
    "[A]: One.\n    + [B]: one": "“B” speaks to itself, or to a claim in the same words",
    "[A]: One.\n\n<R>\n\n(1) [A]\n(2) [B]: Two.\n----\n(3) [A]": "“A” speaks to itself",
    "[A]: One.\n    + [B]: Two.\n    - [B]": "“B” speaks in two ways to “A”",
    "1. One.\n1.1. Pro: One.": "speaks to itself",
    "[A]: " + "word " * 61 + "\n    + [B]: So it is.": "“A” has 304 characters",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_file_that_holds_no_map_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(CourseError, match=REFUSED[text]):
        drawn_in(text)


def test_a_map_that_is_too_large_or_an_empty_one_is_refused(bench: Bench) -> None:
    points = "".join(f"1.{n}. Pro: Point {n}.\n" for n in range(MOST_PARTS))
    with pytest.raises(AnswerError, match="at most"):
        drawn_in(f"1. Thesis.\n{points}")
    mute = Claim("A", ""), Claim("B", "So it is.")
    with pytest.raises(AnswerError, match="“A” has no words"):
        changes_of(ArgumentMap(mute, (), (Link("B", "A", "for"),)))
    for form, told in (("argdown", "Nothing is on your map"), ("png", "one of the forms")):
        with pytest.raises(AnswerError, match=told):
            written(bench.drawn, "s09", form)
    bench.link("s03", "s05", "for")
    with pytest.raises(AnswerError, match="Kialo's text begins"):
        written(bench.drawn, "s09", "kialo")
    assert "<svg" in written(bench.drawn, "s09", "svg")[1]


def test_mermaid_obeys_nothing_that_a_learner_wrote(bench: Bench) -> None:
    bench.add('%%{init: {"theme": "dark"}}%% is a claim', "s09", "against")
    text = written(bench.drawn, "s09", "mermaid")[1]
    assert "%%{" not in text
    assert text.count("%%") == 1


# Two maps -----------------------------------------------------------------------------------------


def test_what_is_taken_over_makes_the_maps_the_same(bench: Bench) -> None:
    theirs = changed(Drawn(), changes_of(ours()), known())
    bench.link("later_fall", "s09", "for")
    bench.link("s03", "s05", "for")
    found = differences(bench.drawn, theirs)
    assert [one.where for one in found] == ["theirs"] * 32 + ["both"] + ["mine"]
    (both,) = [one for one in found if one.where == "both"]
    assert both.says.startswith("− against: “Later fall” speaks against “Linked”")
    assert both.other.startswith("+ for: “Later fall” speaks for “Linked”")
    for one in found:
        bench.put(*one.changes)
    assert [one.where for one in differences(bench.drawn, theirs)] == ["mine"]
    back = differences(theirs, bench.drawn)
    assert [(one.where, one.says) for one in back] == [("theirs", found[-1].says)]


@QUIET
@given(one=st.lists(STEPS, max_size=12), two=st.lists(STEPS, max_size=12))
def test_differences_of_any_two_maps_can_all_be_taken_over(
    one: list[tuple[object, ...]], two: list[tuple[object, ...]], tmp_path: object,
    count: Iterator[int],
) -> None:  # fmt: skip
    mine, theirs = (
        Bench("06", WorkFile(tmp_path / f"{next(count)}.json"))
        for _ in "ab"  # type: ignore
    )
    for bench, steps in ((mine, one), (theirs, two)):
        for step in steps:
            act(bench, step)
    found = differences(mine.drawn, theirs.drawn)
    assert len(found) == len(differences(theirs.drawn, mine.drawn))
    mine.put(*(change for each in found for change in each.changes))
    assert {each.where for each in differences(mine.drawn, theirs.drawn)} <= {"mine"}
    require_whole(mine.map)


def test_other_cards_can_go_on_with_the_map(opened: Session) -> None:
    assert learner_map().links == ()
    Bench("06", opened.work).link("s06", "s08", "against")
    assert learner_map().links == (Link("s06", "s08", "against"),)


def test_moves_are_short_and_plain_in_the_file(bench: Bench) -> None:
    bench.link("s06", "s08", "against")
    bench.undo()
    (put, undo) = bench.work.entries("bench")
    assert json.dumps(put.value) == '{"put": [["link", "s06", "s08", "against"]]}'
    assert undo.value == {"undo": put.id}
    assert (put.lesson, put.claim) == ("06", "")


# Files and what is unsaid -------------------------------------------------------------------------


def test_ones_own_words_come_back_as_ones_own_though_the_course_says_the_same(bench: Bench) -> None:
    bench.add(known()[HIDDEN].text, "s09", linked(bench))
    for form in ("argdown", "aif", "mermaid", "svg"):
        assert differences(bench.drawn, drawn_in(written(bench.drawn, "s09", form)[1])) == []


def test_a_file_does_not_name_what_is_still_to_find(bench: Bench) -> None:
    theirs = changed(Drawn(), changes_of(ours()), known())
    says = " ".join(one.says for one in differences(bench.drawn, theirs, bench.hidden()))
    assert not [name for name in unsaid() if known()[name].title in says]
    assert says.count("a premise that nobody says") >= len(unsaid())


def test_a_claim_that_denies_ours_under_our_name_is_another_claim() -> None:
    denied = known()["s09"].text.replace("cannot", "can")
    found, _ = drawn_in(f"[s09]: {denied}\n    + [B]: So it is.").own.values()
    assert found == denied


def test_a_link_drawn_again_after_loading_stays_when_the_loading_is_undone(
    bench: Bench, tmp_path: object
) -> None:
    other = Bench("06", WorkFile(tmp_path / "other.json"))  # type: ignore[operator]
    other.link("s03", "s09", "for")
    bench.work.merge(other.work.dumps())
    assert not bench.link("s03", "s09", "for")
    bench.work.undo()
    assert bench.map.links == (Link("s03", "s09", "for"),)
