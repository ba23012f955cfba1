import dataclasses
from dataclasses import replace
from itertools import product

import pytest
import texts
from hypothesis import given
from hypothesis import strategies as st

from calls import calls
from held import held
from wayout import argument
from wayout.argument import ArgumentMap, AttackGraph, Claim, Link, MapError, Reason, attacks
from wayout.argument import checks as checking
from wayout.argument.checks import check, same_wording
from wayout.argument.errors import called
from wayout.argument.labels import labels

TRADE = Claim("Trade", "Trade reached a record.", "fact", (3,))
TIES = Claim("Ties", "Russia's economy is tied to China.", "cause", (9,))
RULE = Claim("Rule", "More trade means more dependence.", "cause", (), "unstated")
SHARE = Claim("Share", "China made about a third of the trade.", "fact", (), "outside")
WHY = Reason("Why ties", "", ("Trade", "Rule"), "Ties")
AGAINST = Link("Share", "Ties", "against")
MAP = ArgumentMap((TRADE, TIES, RULE, SHARE), (WHY,), (AGAINST,))


@pytest.mark.parametrize(("make", "words"), held(__file__, "unknown"))
def test_what_the_course_does_not_know_is_refused_in_words(make, words) -> None:
    with pytest.raises(MapError) as caught:
        eval(make)
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(("parts", "words"), held(__file__, "faults"))
def test_each_fault_has_its_own_sentence(parts: str, words: str) -> None:
    found = check(MAP.plus(*eval(parts)))
    assert any(words in fault for fault in found), found


def test_faults_speak_of_titles() -> None:
    named = tuple(replace(claim, title=f"The {claim.id.lower()}") for claim in MAP.claims)
    titled = replace(MAP, claims=named)
    for broken in (AGAINST, Link("Ties", "Trade", "for"), Link("Share", "Trade", "undercut")):
        said = " ".join(check(titled.plus(broken)))
        assert "'The trade'" in said or "'The ties'" in said
        assert not any(f"'{claim.id}'" in said for claim in MAP.claims)


def test_a_long_circle_is_found_without_deep_calls() -> None:
    ring = [Link(str(i), str((i + 1) % 5000), "for") for i in range(5000)]
    names = tuple(Claim(str(i), f"Point {i}.") for i in range(5000))
    assert len(check(ArgumentMap(names, (), tuple(ring)))) == 1


@given(st.text(), st.text())
def test_wording_ignores_case_and_punctuation_only(text: str, more: str) -> None:
    assert same_wording(text.upper().lower()) == same_wording(text.lower().upper().lower())
    assert same_wording(f"  {text}\n") == same_wording(text)
    assert same_wording("price") != same_wording("prices")


@given(st.text())
def test_a_name_never_upsets_its_sentence(name: str) -> None:
    shown = called(name)
    assert len(shown) <= 62
    assert shown.replace("\u200c", "").replace("\u200d", "").isprintable()


NAMES = st.sampled_from(["A", "B", "C", "R", "S", "", "elsewhere", "A\n]<b>"])
CLAIMS = st.builds(Claim, NAMES, st.text(max_size=5))
REASONS = st.builds(Reason, NAMES, st.just(""), st.lists(NAMES, max_size=3).map(tuple), NAMES)
LINKS = st.builds(Link, NAMES, NAMES, st.sampled_from(["for", "against", "undercut"]))
ANY_MAP = st.builds(
    ArgumentMap,
    st.lists(CLAIMS, max_size=5).map(tuple),
    st.lists(REASONS, max_size=3).map(tuple),
    st.lists(LINKS, max_size=5).map(tuple),
)


@given(ANY_MAP)
def test_any_map_however_broken_is_answered_in_sentences(map_: ArgumentMap) -> None:
    for fault in check(map_):
        assert fault.endswith(".")
        assert "\n" not in fault


# From a map to an attack graph


def grounded(graph: AttackGraph) -> dict[str, str]:
    return {node: label.value for node, label in labels(graph).items()}


test_calls = calls(__file__, dataclasses, texts, argument, checking, globals())

POINTS = ["A", "B", "C", "D", "E"]


@st.composite
def maps(draw: st.DrawFn) -> ArgumentMap:
    premises = st.lists(st.sampled_from(POINTS), min_size=1, max_size=2, unique=True)
    pairs = draw(st.lists(st.tuples(premises, st.sampled_from(POINTS)), max_size=4))
    reasons = tuple(Reason(f"r{i}", "", tuple(p), c) for i, (p, c) in enumerate(pairs))
    ends = st.sampled_from(
        [(name, kind) for name in POINTS for kind in ("for", "against")]
        + [(r.id, "undercut") for r in reasons]
    )
    drawn = draw(st.lists(st.tuples(st.sampled_from(POINTS), ends), max_size=8))
    links = tuple(Link(source, target, kind) for source, (target, kind) in drawn)
    return ArgumentMap(tuple(Claim(name, name) for name in POINTS), reasons, links)


def by_rule(map_: ArgumentMap) -> dict[str, str]:
    """Label a map by the rule alone: from all undecided, what can be said, until nothing is new."""
    word = dict.fromkeys([part.id for part in (*map_.claims, *map_.reasons)], "undecided")
    for _ in word:
        word = {name: _said(map_, name, word) for name in word}
    return word


def _said(map_: ArgumentMap, name: str, word: dict[str, str]) -> str:
    hits = [word[one.source] for one in map_.links_to(name) if one.kind != "for"]
    needs = [word[premise] for one in map_.reasons if one.id == name for premise in one.premises]
    support = [word[reason.id] for reason in map_.reasons_for(name)]
    support += [word[one.source] for one in map_.links_to(name) if one.kind == "for"]
    if "stands" in hits or "falls" in needs:
        return "falls"
    kept = not support or "stands" in support
    safe = {*hits} <= {"falls"} and {*needs} <= {"stands"}
    return "stands" if kept and safe else "undecided"


@given(maps(), st.booleans())
def test_the_graph_is_made_of_the_map_s_own_points(map_: ArgumentMap, rebuttals: bool) -> None:
    graph = attacks(map_, rebuttals)
    names = [claim.id for claim in map_.claims] + [reason.id for reason in map_.reasons]
    assert list(graph.nodes[: len(names)]) == names
    assert attacks(map_).attacks <= graph.attacks


def _same(map_: ArgumentMap) -> bool:
    rule = by_rule(map_)
    return {name: word for name, word in grounded(attacks(map_)).items() if name in rule} == rule


@given(maps())
def test_the_graph_keeps_the_rule_of_the_map(map_: ArgumentMap) -> None:
    assert _same(map_)


def test_each_of_the_smallest_maps_keeps_the_rule() -> None:
    claims, reasons = tuple(map(Claim, "ABC", "ABC")), (Reason("r", "", ("A",), "B"),)
    pairs = [("A", "B"), ("B", "A"), ("C", "A"), ("C", "B"), ("B", "C"), ("A", "A"), ("C", "r")]
    for kinds in product(("", "for", "against"), repeat=len(pairs)):
        drawn = [
            Link(a, b, "undercut" if b == "r" else kind)  # type: ignore[arg-type]
            for (a, b), kind in zip(pairs, kinds, strict=True)
            if kind
        ]
        assert _same(ArgumentMap(claims, reasons, tuple(drawn)))
