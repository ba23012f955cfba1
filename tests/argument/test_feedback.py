"""Our own map is mutated; each mutation has to be answered by its own message."""

import re
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import OURS

from calls import calls
from held import held
from wayout.argument import ArgumentMap, Claim, FormatError, Link, Reason, check, hints
from wayout.argument.accepted import AcceptedLink, read_accepted
from wayout.argument.feedback import Note, Report, compare
from wayout.argument.findings import Verdict
from wayout.paths import DATA
from wayout.tables.package import describe

TABLE = (DATA / describe("accepted_links")["path"]).read_text(encoding="utf-8")
ACCEPTED = read_accepted(TABLE)
COUNTED = [row for row in ACCEPTED if row.standing != "fair"]
DIVIDED = [
    row
    for row in ACCEPTED
    if row.link.kind == "for"
    and any({*row.sources} <= {*reason.premises} for reason in OURS.reasons_for(row.link.target))
]
FAIR = [row for row in ACCEPTED if row.standing == "fair" and row not in DIVIDED]
TENSIONS = {("s15", "care")}
"""Pairs of a premise and a conclusion that pull against each other and can both be true."""
EMPTY = replace(OURS, reasons=(), links=())
TITLES = OURS.titles()
LINKS = pytest.mark.parametrize("link", OURS.links, ids=lambda link: f"{link.source}-{link.target}")
REASONS = pytest.mark.parametrize("reason", OURS.reasons, ids=lambda reason: reason.id)


def report(mine: ArgumentMap) -> Report:
    return compare(mine, OURS, ACCEPTED)


def note(mine: ArgumentMap, part: Link | Reason) -> Note:
    """Return the one note on a part; that there is only one is half of the test."""
    found = [note for note in report(mine).notes if note.part is part]
    assert len(found) == 1
    return found[0]


def drawn(part: Link | Reason) -> Note:
    """Return the note on a part that stands alone on the map."""
    return note(EMPTY.plus(part), part)


def added(part: Link | Reason) -> Note:
    """Return the note on a part that is drawn beside all of ours."""
    return note(OURS.plus(part), part)


def state(found: Note) -> tuple[Verdict, object]:
    return found.verdict, found.about


def test_links_without_their_claims_are_loose_ends() -> None:
    bare = report(ArgumentMap((), (), OURS.links))
    assert (bare.links_found, bare.links_total) == (0, 23)
    assert {note.verdict for note in bare.notes} == {Verdict.LOOSE_END}
    bare = report(ArgumentMap((), OURS.reasons, ()))
    assert (bare.reasons_found, bare.reasons_total) == (0, 10)
    half = replace(OURS, claims=OURS.claims[:-1])
    gone = OURS.claims[-1].id
    loose = [note.part for note in report(half).notes if note.verdict is Verdict.LOOSE_END]
    assert loose == [link for link in OURS.links if gone in (link.source, link.target)]


# The table


def test_the_counted_links_are_the_links_of_our_map() -> None:
    assert {row.link for row in COUNTED} == set(OURS.links)
    assert len(COUNTED) == len(OURS.links) == 23


def test_links_held_by_the_essay_use_only_its_claims() -> None:
    for row in COUNTED:
        from_essay = OURS.claim(row.link.source).origin != "outside"
        assert (row.standing == "essay") is from_essay, row.link


def test_fair_links_are_on_our_map_in_no_form() -> None:
    pairs = {(link.source, link.target) for link in OURS.links}
    pairs |= {(p, reason.conclusion) for reason in OURS.reasons for p in reason.premises}
    for row in FAIR:
        assert (row.link.source, row.link.target) not in pairs - TENSIONS
        assert check(OURS.plus(row.link)) == []


def test_rows_are_unique_and_written_in_sentences() -> None:
    assert len({row.link for row in ACCEPTED}) == len(ACCEPTED)
    for row in ACCEPTED:
        assert row.look.endswith(("?", "."))
        assert row.why.endswith(".")
        assert not any(TITLES[source] in row.look for source in row.sources)


@pytest.mark.parametrize(("table", "line", "words"), held(__file__, "damaged"))
def test_a_damaged_table_is_refused_by_line(table: str, line: int, words: str) -> None:
    with pytest.raises(FormatError, match=words) as caught:
        read_accepted(eval(table))
    assert caught.value.line == line
    assert read_accepted(f"\ufeff{TABLE}") == ACCEPTED


# Nothing to mend

WHOLE = OURS.reason("Trade ties")
ODD = Link("two_of_three", "care", "for")
OWN = OURS.plus(Claim("Mine", "Oil got cheaper."), Link("Mine", "s03", "against"))


@pytest.mark.parametrize("row", FAIR, ids=lambda row: f"{row.link.source}-{row.link.target}")
def test_a_fair_link_is_called_fair_and_not_counted(row) -> None:
    assert drawn(row.link).verdict is Verdict.FAIR
    assert drawn(row.link).hints[0].endswith(row.why)
    assert report(EMPTY.plus(row.link)).links_found == 0


# Mutations of links


@LINKS
def test_a_dropped_link_is_still_to_find(link: Link) -> None:
    dropped = report(OURS.minus(link))
    (missing,) = dropped.to_find
    assert (missing.part, missing.verdict, dropped.links_found) == (link, Verdict.TO_FIND, 22)
    row = next(row for row in COUNTED if row.link == link)
    for told in (TITLES[link.source], row.why):
        assert told not in missing.hints[0] + missing.hints[1]
        assert told in missing.hints[2]
    for place, standing in (("from outside the essay", "outside"), ("essay itself", "essay")):
        assert (place in missing.hints[0]) is (row.standing == standing)


@LINKS
def test_a_reversed_link_is_told_to_turn(link: Link) -> None:
    turned = Link(link.target, link.source, link.kind)
    mine = OURS.minus(link).plus(turned)
    assert state(note(mine, turned)) == (Verdict.REVERSED, link)
    assert report(mine).to_find == ()


def other_kinds(link: Link) -> list[Link]:
    """Draw the same pair in every other way that a map allows."""
    if link.kind == "undercut":
        end = OURS.reason(link.target).conclusion
        return [Link(link.source, end, "for"), Link(link.source, end, "against")]
    return [replace(link, kind="against" if link.kind == "for" else "for")]


@LINKS
def test_a_link_of_another_kind_is_the_right_pair(link: Link) -> None:
    for other in other_kinds(link):
        mine = OURS.minus(link).plus(other)
        if link.source in chain(*(r.premises for r in OURS.reasons_for(other.target))):
            continue  # a premise drawn as an attack or alone: tested below
        assert state(note(mine, other)) == (Verdict.OTHER_KIND, link)
        assert report(mine).to_find == ()


@LINKS
def test_a_link_drawn_twice_is_there_already(link: Link) -> None:
    again = Link(link.source, link.target, link.kind)
    assert added(again).verdict is Verdict.TWICE
    assert report(OURS.plus(again)).links_found == 23


def test_a_loop_is_told_once_on_the_link_or_else_on_the_map() -> None:
    assert report(OURS.plus(Link("way_out", "s03", "for"))).faults == ()
    link = next(row.link for row in COUNTED if row.link.kind == "for")
    points = (OURS.claim(link.source), OURS.claim(link.target))
    small = ArgumentMap(points, (Reason("R", "", (link.target,), link.source),), (link,))
    assert Verdict.CIRCLE not in {note.verdict for note in report(small).notes}
    assert len(report(small).faults) == 1


# Who is who


def test_two_halves_of_a_reason_are_two_reasons() -> None:
    whole = OURS.reason("Trade ties")
    one = replace(whole, id="one", premises=whole.premises[:1])
    other = replace(whole, id="other", premises=whole.premises[1:])
    cuts = Link("other_aims", "one", "undercut"), Link("other_aims", "other", "undercut")
    mine = EMPTY.plus(one, other, *cuts)
    assert note(mine, cuts[1]).verdict is not Verdict.TWICE
    assert {note(mine, half).verdict for half in (one, other)} == {Verdict.NEEDS_PARTNER}


def test_claims_and_reasons_are_known_by_their_words_and_shown_by_our_titles() -> None:
    def other(name: str) -> str:
        return f"my {name}"

    claims = (Claim(other(c.id), f"{c.text.upper()}!", c.kind) for c in OURS.claims)
    reasons = (
        Reason(other(r.id), "", tuple(map(other, r.premises)), other(r.conclusion))
        for r in OURS.reasons
    )
    links = (Link(other(x.source), other(x.target), x.kind) for x in OURS.links)
    found = report(ArgumentMap(tuple(claims), tuple(reasons), tuple(links)))
    assert found.summary == report(OURS).summary
    assert not any("my " in hint for note in found.notes for hint in note.hints)


# Mutations of reasons


@REASONS
def test_a_dropped_reason_is_still_to_find(reason: Reason) -> None:
    mine = replace(OURS, reasons=tuple(r for r in OURS.reasons if r is not reason))
    mine = replace(mine, links=tuple(link for link in mine.links if link.kind != "undercut"))
    (missing,) = (n for n in report(mine).to_find if n.part == reason)
    assert f"'{TITLES[reason.conclusion]}'" in missing.hints[0]
    assert report(mine).reasons_found == 9


def led(reason: Reason) -> list[AcceptedLink]:
    """Return the rows whose premises lead where a reason of ours leads, without the others."""
    return [row for row in DIVIDED if row.link.target == reason.conclusion]


@REASONS
def test_each_premise_left_out_is_missed(reason: Reason) -> None:
    for premise in reason.premises:
        part = replace(reason, premises=tuple(p for p in reason.premises if p != premise))
        if any({*row.sources} <= {*part.premises} for row in led(reason)):
            continue  # the others lead there without it: tested below
        found = note(OURS.minus(reason).plus(part), part)
        assert state(found) == (Verdict.NEEDS_PARTNER, reason)
        assert found.hints[2] == f"The course puts '{TITLES[premise]}' beside these."
        assert TITLES[premise] not in found.hints[1]


@pytest.mark.parametrize("row", DIVIDED, ids=lambda row: row.link.source)
def test_premises_that_lead_there_without_the_others_are_fair(row: AcceptedLink) -> None:
    part = Reason("R", "", row.sources[::-1], row.link.target)
    found = report(EMPTY.plus(part))
    (fair,) = found.notes
    assert (fair.verdict, fair.about in OURS.reasons) == (Verdict.FAIR, True)
    assert (found.reasons_found, fair.about in {n.part for n in found.to_find}) == (0, False)


@REASONS
def test_a_premise_of_ones_own_is_never_taken_out_nor_another_demanded(reason: Reason) -> None:
    own = Claim("mine", "Somebody else sees it in another way.")
    for some in (reason.premises[:1], reason.premises[1:], reason.premises):
        part = replace(reason, premises=(*some, "mine"))
        found = note(EMPTY.plus(own, part), part)
        assert state(found) == (Verdict.SPLIT, reason)
        assert not re.search(r"mine|\b(Add|Join|Take out)\b", " ".join(found.hints))


@REASONS
def test_a_premise_too_many_is_spared(reason: Reason) -> None:
    more = replace(reason, premises=(*reason.premises, "two_of_three"))
    found = note(OURS.minus(reason).plus(more), more)
    assert state(found) == (Verdict.SPARE_PREMISE, reason)
    assert "'Two of three'" in found.hints[2]


@REASONS
def test_each_premise_drawn_alone_needs_its_partners_or_another_kind(reason: Reason) -> None:
    for premise in reason.premises:
        found = drawn(link := Link(premise, reason.conclusion, "for"))
        if any(row.link == link for row in DIVIDED):
            continue
        assert state(found) == (Verdict.NEEDS_PARTNER, reason)
        assert all(f"'{TITLES[partner]}'" in found.hints[2] for partner in reason.premises)
        attack = Link(premise, reason.conclusion, "against")
        if (premise, reason.conclusion) not in TENSIONS:
            assert state(drawn(attack)) == (Verdict.OTHER_KIND, reason)


@REASONS
def test_premise_and_conclusion_that_change_places_are_turned(reason: Reason) -> None:
    for premise in reason.premises:
        link = Link(reason.conclusion, premise, "for")
        for turned in (link, Reason("R", "", (reason.conclusion,), premise)):
            assert drawn(turned).verdict is Verdict.REVERSED, (premise, turned)


@REASONS
def test_a_reason_that_leads_elsewhere_or_comes_twice_is_told_so(reason: Reason) -> None:
    astray = replace(reason, conclusion="two_of_three")
    assert state(drawn(astray)) == (Verdict.OTHER_CONCLUSION, reason)
    again = replace(reason, id="again", premises=reason.premises[::-1])
    link = Link(reason.premises[0], reason.conclusion, "for")
    assert {added(again).verdict, added(link).verdict} == {Verdict.TWICE}


# The file of hints

FILE = held(hints.__file__)
CASES = {(verdict, case) for verdict in FILE if verdict != "words" for case in FILE[verdict]}
SETTLED = {Verdict.FOUND, Verdict.FAIR, Verdict.OWN, Verdict.LOOSE_END}
EXAMPLES = {(*case.split(),): eval(note_) for case, note_ in held(__file__, "examples").items()}
BLAME = re.compile(r"\b(wrong|error|false|incorrect|mistake|bad|fail\w*|stupid)\b", re.IGNORECASE)


def test_every_verdict_has_its_hints_and_every_case_an_example() -> None:
    assert {verdict for verdict, _ in CASES} == {verdict.name.lower() for verdict in Verdict}
    assert set(EXAMPLES) == CASES
    assert len({example.hints[0] for example in EXAMPLES.values()}) == len(CASES)


@pytest.mark.parametrize(("verdict", "case"), sorted(CASES))
def test_a_case_is_told_in_three_steps_with_everything_filled_in(verdict: str, case: str) -> None:
    example, steps = EXAMPLES[verdict, case], FILE[verdict][case]
    assert example.verdict is Verdict[verdict.upper()]
    assert len(steps) == (1 if example.verdict in SETTLED else 3)
    for hint, step in zip(example.hints, steps, strict=True):
        assert re.fullmatch(re.sub(r"\\\{\w+\\\}", ".*", re.escape(step)), hint), hint
        assert not re.search(r"[{}]|\bs\d\d\b|\w_\w", hint)


test_calls = calls(__file__, globals())

# Manners

ENDS = st.sampled_from([*TITLES, *(reason.id for reason in OURS.reasons), "nowhere", "{0}"])
DRAWN = st.builds(Link, ENDS, ENDS, st.sampled_from(["for", "against", "undercut"]))
BUILT = st.builds(
    Reason,
    st.sampled_from(["R", "S", "Trade ties"]),
    st.just(""),
    st.lists(ENDS, max_size=4).map(tuple),
    ENDS,
)
ANY_MAP = st.builds(
    lambda links, reasons: replace(EMPTY, links=tuple(links), reasons=tuple(reasons)),
    st.lists(DRAWN, max_size=6),
    st.lists(BUILT, max_size=3),
)


@given(ANY_MAP)
def test_every_part_of_any_map_gets_one_note_in_good_manners(mine: ArgumentMap) -> None:
    found = report(mine)
    assert [note.part for note in found.notes] == [*mine.links, *mine.reasons]
    spoken = [note.about for note in found.to_find]
    assert len(set(spoken)) == len(spoken)
    assert not set(spoken) & {note.about for note in found.notes}
    told = [n.part for n in found.notes if n.verdict is Verdict.CIRCLE and n.part in mine.links]
    loops = {TITLES.get(x.source) for x in told if x.source == x.target and x.kind == "for"}
    for fault in found.faults:
        assert not re.search(r"not on the map|only a reason|has no premise|is a reason;", fault)
        assert not any(fault.startswith(f"'{title}' is given as") for title in loops)
    for note_ in (*found.notes, *found.to_find):
        assert len(note_.hints) in (1, 3)
        for hint in note_.hints:
            assert not BLAME.search(hint)
            assert hint.endswith((".", "?"))
