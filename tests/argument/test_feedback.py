"""Our own map is mutated; each mutation has to be answered by its own message."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayout.argument import ArgumentMap, Claim, FormatError, Link, Reason, argdown, check
from wayout.argument.accepted import read_accepted
from wayout.argument.feedback import Note, Report, compare
from wayout.argument.findings import Verdict

ESSAY = Path(__file__).parents[2] / "data" / "essay"
OURS = argdown.read((ESSAY / "argument.argdown").read_text(encoding="utf-8"))
TABLE = (ESSAY / "accepted_links.csv").read_text(encoding="utf-8")
ACCEPTED = read_accepted(TABLE)
COUNTED = [row for row in ACCEPTED if row.standing != "fair"]
FAIR = [row for row in ACCEPTED if row.standing == "fair"]
EMPTY = replace(OURS, reasons=(), links=())
LINKS = pytest.mark.parametrize("link", OURS.links, ids=lambda link: f"{link.source}-{link.target}")
REASONS = pytest.mark.parametrize("reason", OURS.reasons, ids=lambda reason: reason.id)


def report(mine: ArgumentMap) -> Report:
    return compare(mine, OURS, ACCEPTED)


def note(mine: ArgumentMap, part: Link | Reason) -> Note:
    """Return the one note on a part; that there is only one is half of the test."""
    found = [note for note in report(mine).notes if note.part is part]
    assert len(found) == 1
    return found[0]


def replaced(old: Link | Reason, new: Link | Reason) -> ArgumentMap:
    return OURS.minus(old).plus(new)


# The table


def test_the_counted_links_are_the_links_of_our_map() -> None:
    assert {row.link for row in COUNTED} == set(OURS.links)
    assert len(COUNTED) == len(OURS.links) == 25


def test_links_held_by_the_essay_use_only_its_claims() -> None:
    for row in COUNTED:
        from_essay = OURS.claim(row.link.source).origin != "outside"
        assert (row.standing == "essay") is from_essay, row.link


def test_fair_links_are_on_our_map_in_no_form() -> None:
    pairs = {(link.source, link.target) for link in OURS.links}
    pairs |= {(p, reason.conclusion) for reason in OURS.reasons for p in reason.premises}
    for row in FAIR:
        assert (row.link.source, row.link.target) not in pairs
        assert check(OURS.plus(row.link)) == []


def test_rows_are_unique_and_written_in_sentences() -> None:
    assert len({row.link for row in ACCEPTED}) == len(ACCEPTED)
    for row in ACCEPTED:
        assert row.look.endswith(("?", "."))
        assert row.why.endswith(".")
        assert row.link.source not in row.look


@pytest.mark.parametrize(
    ("table", "line", "words"),
    [
        ("source,target,kind,standing,look\n", 1, "no column 'why'"),
        (TABLE.replace(",against,essay,", ",opposes,essay,", 1), 2, "'opposes' is none of for"),
        (TABLE.replace(",essay,", ",somewhere,", 1), 2, "'somewhere' is none of essay"),
        (TABLE.replace("Cores,Neighbours", ",Neighbours", 1), 3, "column 'source'"),
    ],
)
def test_a_damaged_table_is_refused_by_line(table: str, line: int, words: str) -> None:
    with pytest.raises(FormatError, match=words) as caught:
        read_accepted(table)
    assert caught.value.line == line


# Nothing to mend


def test_our_own_map_is_found_whole() -> None:
    ours = report(OURS)
    assert {note.verdict for note in ours.notes} == {Verdict.FOUND}
    assert ours.to_find == ours.faults == ()
    assert ours.summary == "25 of 25 links and 7 of 7 reasons found."


def test_an_empty_map_has_everything_still_to_find() -> None:
    empty = report(EMPTY)
    assert empty.notes == ()
    assert len(empty.to_find) == 32
    assert empty.summary == "0 of 25 links and 0 of 7 reasons found."
    assert len(empty.faults) == 1
    assert "37 more are joined to nothing yet" in empty.faults[0]


@pytest.mark.parametrize("row", FAIR, ids=lambda row: f"{row.link.source}-{row.link.target}")
def test_a_fair_link_is_called_fair_and_not_counted(row) -> None:
    fair = note(EMPTY.plus(row.link), row.link)
    assert fair.verdict is Verdict.FAIR
    assert fair.hints[0].startswith("Fair, though the essay does not say so: ")
    assert fair.hints[0].endswith(row.why)
    assert report(EMPTY.plus(row.link)).links_found == 0


# Mutations of links


@LINKS
def test_a_dropped_link_is_still_to_find(link: Link) -> None:
    dropped = report(OURS.minus(link))
    (missing,) = dropped.to_find
    assert (missing.part, missing.verdict) == (link, Verdict.TO_FIND)
    assert dropped.links_found == 24
    assert link.source not in missing.hints[0] + missing.hints[1]
    assert link.source in missing.hints[2]


@LINKS
def test_a_reversed_link_is_told_to_turn(link: Link) -> None:
    turned = Link(link.target, link.source, link.kind)
    mine = replaced(link, turned)
    found = note(mine, turned)
    assert (found.verdict, found.about) == (Verdict.REVERSED, link)
    assert found.hints[2].startswith("Turn it round: ")
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
        mine = replaced(link, other)
        found = note(mine, other)
        if link.source in chain(*(r.premises for r in OURS.reasons_for(other.target))):
            continue  # a premise drawn as an attack or alone: tested below
        assert (found.verdict, found.about) == (Verdict.OTHER_KIND, link)
        assert report(mine).to_find == ()


@LINKS
def test_a_link_drawn_twice_is_there_already(link: Link) -> None:
    again = Link(link.source, link.target, link.kind)
    found = note(OURS.plus(again), again)
    assert found.verdict is Verdict.TWICE
    assert report(OURS.plus(again)).links_found == 25


def test_a_loop_is_named_on_the_link_and_only_there() -> None:
    back = Link("Way out", "Record", "for")
    found = note(OURS.plus(back), back)
    assert found.verdict is Verdict.CIRCLE
    assert "'Record'" in found.hints[1]
    assert report(OURS.plus(back)).faults == ()


def test_a_loop_that_no_note_tells_is_told_on_the_map() -> None:
    link = next(row.link for row in COUNTED if row.link.kind == "for")
    points = (replace(OURS.claim(link.source)), replace(OURS.claim(link.target)))
    back = Reason("R", "", (link.target,), link.source)
    small = ArgumentMap(points, (back,), (link,))
    assert Verdict.CIRCLE not in {note.verdict for note in report(small).notes}
    (fault,) = report(small).faults
    assert fault.startswith("A circle: ")


def test_what_nothing_supports_is_asked_for_the_missing_step() -> None:
    odd = Link("Two of three", "Care", "for")
    found = note(OURS.plus(odd), odd)
    assert found.verdict is Verdict.NOT_SUPPORTED
    assert OURS.claim("Two of three").text.rstrip(". ") in found.hints[0]
    assert "'Two of three' is a fact, 'Care' is a claim about what ought to be" in found.hints[1]


@pytest.mark.parametrize(
    ("kind", "target", "words"),
    [
        ("for", "Care", "; therefore: "),
        ("against", "Care", "; but then not: "),
        ("undercut", "Trade ties", "; so the step to this does not count: "),
    ],
)
def test_each_kind_of_unsupported_link_is_read_aloud_as_what_it_is(kind, target, words) -> None:
    odd = Link("Two of three", target, kind)
    first = note(OURS.plus(odd), odd).hints[0]
    assert words in first
    assert ("therefore" in first) is (kind == "for")


@pytest.mark.parametrize(
    "reason",
    [
        Reason("Trade ties", "", ("Two of three", "Care"), "Linked"),
        Reason("Fear explains the trips", "", ("Record",), "Care"),
    ],
)
def test_what_a_reason_is_called_does_not_make_it_ours(reason: Reason) -> None:
    cut = Link("Other aims", reason.id, "undercut")
    mine = EMPTY.plus(reason, cut)
    assert note(mine, reason).about is None
    assert note(mine, cut).verdict is Verdict.OWN


def test_a_claim_reworded_out_of_recognition_is_the_learner_s_own() -> None:
    def reworded(text: str) -> ArgumentMap:
        changed = {"Record": replace(OURS.claim("Record"), text=text)}
        return replace(OURS, claims=tuple(changed.get(c.id, c) for c in OURS.claims))

    whole = report(OURS)
    assert report(reworded("Bananas are yellow.")).reasons_found < whole.reasons_found
    for text in ("", OURS.claim("Record").text.upper(), f"{OURS.claim('Record').text} Indeed"):
        assert report(reworded(text)).reasons_found == whole.reasons_found


def test_a_claim_with_the_name_of_our_reason_is_the_learner_s_own() -> None:
    mine = EMPTY.plus(Claim("Trade ties", "Oil got cheaper."), Link("Trade ties", "Care", "for"))
    assert note(mine, mine.links[0]).verdict is Verdict.OWN


def test_two_halves_of_a_reason_are_two_reasons() -> None:
    whole = OURS.reason("Trade ties")
    one = replace(whole, id="one", premises=whole.premises[:1])
    other = replace(whole, id="other", premises=whole.premises[1:])
    cuts = Link("Other aims", "one", "undercut"), Link("Other aims", "other", "undercut")
    mine = EMPTY.plus(one, other, *cuts)
    assert note(mine, cuts[1]).verdict is not Verdict.TWICE
    assert {note(mine, half).verdict for half in (one, other)} == {Verdict.NEEDS_PARTNER}


def test_a_spare_premise_is_spoken_of_beside_a_missing_one() -> None:
    whole = OURS.reason("Trade ties")
    part = replace(whole, premises=(*whole.premises[1:], "Two of three"))
    found = note(replaced(whole, part), part)
    assert found.verdict is Verdict.NEEDS_PARTNER
    assert found.hints[2] == (
        f"Add '{whole.premises[0]}'. Take out 'Two of three', or give it a link of its own."
    )


def test_premises_that_work_alone_are_told_apart() -> None:
    ends = [row.link for row in ACCEPTED if row.link.kind == "for"]
    target = next(x.target for x in ends if sum(x.target == y.target for y in ends) > 1)
    alone = tuple(link.source for link in ends if link.target == target)[:2]
    joined = Reason("R", "", alone, target)
    found = note(EMPTY.plus(joined), joined)
    assert found.verdict is Verdict.OTHER_KIND
    assert found.hints[2].startswith(f"These work alone: '{alone[0]}' and '{alone[1]}'.")


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Link("Care", "nowhere", "for"), "'nowhere' is not on the map."),
        (Reason("R", "", ("here",), "nowhere"), "'here' and 'nowhere' are not on the map."),
        (Reason("R", "", (), "Care"), "This reason has no premise yet."),
    ],
)
def test_a_loose_end_says_what_is_missing(part: Link | Reason, words: str) -> None:
    assert note(EMPTY.plus(part), part).hints[0].startswith(words)


def test_a_claim_that_attacks_itself_is_told() -> None:
    itself = Link("Two of three", "Two of three", "against")
    found = note(OURS.plus(itself), itself)
    assert found.verdict is Verdict.CIRCLE
    assert "back to the same claim" in found.hints[1]


def test_a_table_from_a_spreadsheet_program_is_read_or_refused_in_words() -> None:
    assert read_accepted(f"\ufeff{TABLE}") == ACCEPTED
    with pytest.raises(FormatError, match="separate them by commas"):
        read_accepted("\ufeffsource;target;kind;standing;look;why\n")


def test_a_cut_that_nothing_supports_is_asked_about_the_conclusion() -> None:
    odd = Link("Two of three", "Trade ties", "undercut")
    assert "'Linked'" in note(OURS.plus(odd), odd).hints[1]


def test_a_claim_of_ones_own_is_not_judged() -> None:
    mine = OURS.plus(Claim("Mine", "The oil price fell."), Link("Mine", "Record", "against"))
    assert note(mine, mine.links[-1]).verdict is Verdict.OWN


def test_an_attack_on_a_premise_drawn_as_a_cut_is_the_right_pair() -> None:
    cut = Link("Fourteen percent", "Fear explains the trips", "undercut")
    found = note(EMPTY.plus(cut), cut)
    assert found.verdict is Verdict.OTHER_KIND
    assert found.about == Link("Fourteen percent", "Region can replace China", "against")


# Mutations of reasons


@REASONS
def test_a_dropped_reason_is_still_to_find(reason: Reason) -> None:
    mine = replace(OURS, reasons=tuple(r for r in OURS.reasons if r is not reason))
    mine = replace(mine, links=tuple(link for link in mine.links if link.kind != "undercut"))
    missing = [n for n in report(mine).to_find if n.part == reason]
    assert len(missing) == 1
    assert f"'{reason.conclusion}'" in missing[0].hints[0]
    assert report(mine).reasons_found == 6


@REASONS
def test_each_premise_left_out_is_missed(reason: Reason) -> None:
    for premise in reason.premises:
        part = replace(reason, premises=tuple(p for p in reason.premises if p != premise))
        found = note(replaced(reason, part), part)
        assert (found.verdict, found.about) == (Verdict.NEEDS_PARTNER, reason)
        assert found.hints[2] == f"Add '{premise}'."
        assert premise not in found.hints[1]


@REASONS
def test_a_premise_too_many_is_spared(reason: Reason) -> None:
    more = replace(reason, premises=(*reason.premises, "Two of three"))
    found = note(replaced(reason, more), more)
    assert (found.verdict, found.about) == (Verdict.SPARE_PREMISE, reason)
    assert "'Two of three'" in found.hints[2]


@REASONS
def test_each_premise_drawn_alone_needs_its_partners(reason: Reason) -> None:
    for premise in reason.premises:
        alone = Link(premise, reason.conclusion, "for")
        found = note(EMPTY.plus(alone), alone)
        assert (found.verdict, found.about) == (Verdict.NEEDS_PARTNER, reason)
        for partner in reason.premises:
            assert f"'{partner}'" in found.hints[2]


@REASONS
def test_a_premise_drawn_against_is_the_right_pair(reason: Reason) -> None:
    for premise in reason.premises:
        attack = Link(premise, reason.conclusion, "against")
        if attack in OURS.links:
            continue  # the essay pulls against itself here
        found = note(EMPTY.plus(attack), attack)
        assert (found.verdict, found.about) == (Verdict.OTHER_KIND, reason)


@REASONS
def test_premise_and_conclusion_that_change_places_are_turned(reason: Reason) -> None:
    for premise in reason.premises:
        for turned in (
            Link(reason.conclusion, premise, "for"),
            Reason("R", "", (reason.conclusion,), premise),
        ):
            found = note(EMPTY.plus(turned), turned)
            assert found.verdict is Verdict.REVERSED, (premise, turned)


@REASONS
def test_premises_that_lead_elsewhere_are_told_where(reason: Reason) -> None:
    astray = replace(reason, conclusion="Two of three")
    found = note(EMPTY.plus(astray), astray)
    assert (found.verdict, found.about) == (Verdict.OTHER_CONCLUSION, reason)


@REASONS
def test_a_reason_built_twice_is_there_already(reason: Reason) -> None:
    again = replace(reason, id="again", premises=reason.premises[::-1])
    assert note(OURS.plus(again), again).verdict is Verdict.TWICE
    link = Link(reason.premises[0], reason.conclusion, "for")
    assert note(OURS.plus(link), link).verdict is Verdict.TWICE


def test_a_reason_of_one_premise_counts_as_the_link() -> None:
    single = Reason("R", "", ("China buys half",), "Linked")
    assert note(EMPTY.plus(single), single).verdict is Verdict.FOUND
    assert report(EMPTY.plus(single)).links_found == 1


@pytest.mark.parametrize(
    ("premise", "conclusion", "verdict"),
    [
        ("A third", "Linked", Verdict.OTHER_KIND),
        ("Linked", "China buys half", Verdict.REVERSED),
        ("Energy", "Linked", Verdict.OTHER_KIND),
        ("Record", "Linked", Verdict.NEEDS_PARTNER),
    ],
)
def test_a_reason_of_one_premise_is_answered_like_the_link(
    premise: str, conclusion: str, verdict: Verdict
) -> None:
    single = Reason("R", "", (premise,), conclusion)
    assert note(EMPTY.plus(single), single).verdict is verdict


def test_two_premises_are_never_taken_for_a_link() -> None:
    pair = Reason("R", "", ("A third", "Care"), "Linked")
    assert note(EMPTY.plus(pair), pair).verdict is Verdict.NOT_SUPPORTED


@pytest.mark.parametrize(
    "loose",
    [
        Link("Care", "nowhere", "for"),
        Link("nowhere", "Care", "for"),
        Reason("R", "", (), "Care"),
        Reason("R", "", ("Care",), "nowhere"),
    ],
)
def test_a_loose_end_is_shown(loose: Link | Reason) -> None:
    assert note(EMPTY.plus(loose), loose).verdict is Verdict.LOOSE_END


def test_a_hint_says_whether_to_look_inside_the_essay_or_outside() -> None:
    for row in COUNTED:
        first = report(OURS.minus(row.link)).to_find[0].hints[0]
        assert ("from outside the essay" in first) is (row.standing == "outside")
        assert ("in the essay itself" in first) is (row.standing == "essay")


def test_a_reason_under_another_name_can_be_cut() -> None:
    known = {reason.id: f"mine {n}" for n, reason in enumerate(OURS.reasons)}
    reasons = tuple(replace(reason, id=known[reason.id], title="") for reason in OURS.reasons)
    links = tuple(replace(link, target=known.get(link.target, link.target)) for link in OURS.links)
    assert report(replace(OURS, reasons=reasons, links=links)).summary.startswith("25 of 25")


def test_claims_are_known_by_their_words_too() -> None:
    def other(name: str) -> str:
        return f"my {name}"

    claims = tuple(
        replace(claim, id=other(claim.id), text=f"{claim.text.upper()}!") for claim in OURS.claims
    )
    reasons = tuple(
        Reason(r.id, "", tuple(map(other, r.premises)), other(r.conclusion)) for r in OURS.reasons
    )
    links = tuple(
        Link(other(x.source), x.target if x.kind == "undercut" else other(x.target), x.kind)
        for x in OURS.links
    )
    assert report(ArgumentMap(claims, reasons, links)).summary == report(OURS).summary


# Manners

BLAME = re.compile(r"\b(wrong|error|false|incorrect|mistake|bad|fail\w*|stupid)\b", re.IGNORECASE)
NAMES = [claim.id for claim in OURS.claims]
ENDS = st.sampled_from([*NAMES, *(reason.id for reason in OURS.reasons), "nowhere"])
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
    circles_told = {n.part for n in found.notes if n.verdict is Verdict.CIRCLE}
    for fault in found.faults:
        assert not re.search(r"not on the map|only a reason|has no premise|is a reason;", fault)
        assert not any(
            fault.startswith(f"'{p.source}' is given as")
            for p in circles_told
            if isinstance(p, Link)
        )
    for note_ in (*found.notes, *found.to_find):
        assert len(note_.hints) in (1, 3)
        for hint in note_.hints:
            assert not BLAME.search(hint)
            assert hint.endswith((".", "?"))


def every_mutation() -> dict[str, Callable[[], Note]]:
    link, reason = OURS.links[9], OURS.reasons[0]
    turned, other = Link(link.target, link.source, link.kind), replace(link, kind="against")
    again, back = replace(link), Link("Way out", "Record", "for")
    part = replace(reason, premises=reason.premises[1:])
    more = replace(reason, premises=(*reason.premises, "Care"))
    return {
        "reverse": lambda: note(replaced(link, turned), turned),
        "drop": lambda: report(OURS.minus(link)).to_find[0],
        "swap kind": lambda: note(replaced(link, other), other),
        "duplicate": lambda: note(OURS.plus(again), again),
        "loop": lambda: note(OURS.plus(back), back),
        "drop a premise": lambda: note(replaced(reason, part), part),
        "add a premise": lambda: note(replaced(reason, more), more),
    }


def test_each_mutation_has_a_message_of_its_own() -> None:
    notes = {name: make() for name, make in every_mutation().items()}
    assert len({note.verdict for note in notes.values()}) == len(notes)
    for step in (0, 2):
        assert len({note.hints[step] for note in notes.values()}) == len(notes)


def test_the_first_two_hints_do_not_give_the_answer_away() -> None:
    for row in COUNTED:
        dropped = report(OURS.minus(row.link)).to_find[0]
        assert row.why not in dropped.hints[0] + dropped.hints[1]
        assert dropped.hints[2].endswith(row.why)
