"""What lies on a board: the essay's from its map, and graphs to practise on, by their numbers."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, permutations, product

import pytest
from attack_graphs import every_graph, sample

from wayout.activities.standing.board import MOST, Board, Point, _cut, boards, of_map
from wayout.activities.standing.picture import picture
from wayout.activities.standing.practice import FEWEST, LETTERS, variant
from wayout.activities.standing.shown import ends, flipped, in_words, slips, steps, weighed
from wayout.argument import ArgumentMap, AttackGraph, Claim, GraphError, Link, Reason, attacks
from wayout.argument.labels import Label, labels
from wayout.argument.semantics import preferred, without
from wayout.argument.strength import strengths
from wayout.essay import argument_map
from wayout.tables.package import text

W, O, T = "Fear explains the trips", "other_aims", "several_aims"  # noqa: E741
F, G = "fourteen_percent", "fast_growth"
EACH = pytest.mark.parametrize("name", boards())


# The essay's boards -----------------------------------------------------------------------------


def test_the_example_is_the_one_worked_out_by_hand() -> None:
    board = boards()["example"]
    assert {*board.arrows} == {(O, W), (T, O), (F, W), (F, G), (G, F)}
    found = {node: label.name for node, label in labels(board.graph).items()}
    shown = {node: found[node] for node in board.names}
    assert shown == {W: "UNDECIDED", O: "OUT", T: "IN", F: "UNDECIDED", G: "UNDECIDED"}
    assert {*preferred(board.graph)} == {frozenset({T, F}), frozenset({T, G, W})}
    bases = {point.id: (point.base or 0) / 100 for point in board.points}
    weighed = strengths(bases, [pair for pair in board.against if pair != (F, G)], board.favour)
    # By hand: O = .7 (1 - .8) = .14, F = .6 (1 - .4) = .36, W = .5 (1 - .14) (1 - .36).
    assert [round(weighed[node].final, 4) for node in (O, F, W)] == [0.14, 0.36, 0.2752]


def test_the_essays_board_ends_as_lesson_8_tells() -> None:
    board, late = boards()["essay"], "figure_came_later"
    assert labels(board.graph)[W] is Label.OUT
    assert [n for n in board.graph.attackers(W) if labels(board.graph)[n] is Label.IN] == [late]
    answered = AttackGraph((*board.graph.nodes, "new"), board.attacks | {("new", late)})
    assert {a for a, b in board.arrows if b == W} == {late, O}
    for other in (without(board.graph, [late]), answered):
        assert labels(other)[W] is Label.UNDECIDED
    alike = strengths(dict.fromkeys(board.names, 0.5), board.against, board.favour, None, [W])
    # Both premises hold only together: the weaker is 'Linked', .5 - .5 (.75 - .5) = .375.
    assert [alike[node].final for node in ("s09", W)] == [0.375, 0.375]


def test_the_example_flips_as_lesson_8_asks() -> None:
    board = boards()["example"]
    ends_ = {n: labels(without(board.graph, [n])).get(W) for n in board.names}
    assert ends_ == {W: None, O: Label.UNDECIDED, T: Label.OUT, F: Label.IN, G: Label.OUT}


@EACH
def test_of_what_is_not_shown_only_the_want_of_a_reason_bears_on_what_is(name: str) -> None:
    board = boards()[name]
    assert len(board.points) <= 12
    bearing = {a for a, b in board.attacks if a in board.hidden and b in board.names}
    assert bearing <= board.lacking.keys()
    assert {(helper, helper) for helper in bearing} <= board.attacks


@EACH
def test_a_board_says_what_its_part_of_the_map_says(name: str) -> None:
    """To leave out what settles by itself changes no label, whatever is switched off."""
    board, row = boards()[name], tomllib.loads(text("boards"))[name]
    whole = attacks(_cut(argument_map(), {*row["points"], *row["through"]}), rebuttals=True)
    for off in [[], *([one] for one in board.names), *map(list, combinations(board.names, 2))]:
        found, wanted = labels(without(board.graph, off)), labels(without(whole, off))
        assert all(found[n] is wanted[n] for n in board.names if n not in off)


@EACH
def test_each_point_is_bound_to_another_and_no_pair_is_for_and_against(name: str) -> None:
    board = boards()[name]
    assert {end for pair in (*board.arrows, *board.favour) for end in pair} == board.names.keys()
    assert not {*board.against} & {*board.favour}
    assert {end for pair in (*board.against, *board.favour) for end in pair} <= board.names.keys()


# A whole map ------------------------------------------------------------------------------------


def test_a_whole_map_says_what_the_projection_says() -> None:
    map_ = argument_map()
    board, whole = of_map(map_, "mine", "Mine"), attacks(map_, rebuttals=True)
    assert all(labels(board.graph)[n] is labels(whole)[n] for n in board.names)
    assert board.names.keys() <= {part.id for part in (*map_.claims, *map_.reasons)}
    drawn = {(one.source, one.target) for one in map_.links if one.kind != "for"}
    assert all(pair in drawn or pair[::-1] in board.arrows for pair in board.arrows)
    assert picture(board, {}, ()) == {}


def test_an_undercut_weighs_on_the_reason_and_no_helper_is_a_point() -> None:
    map_ = ArgumentMap(
        tuple(Claim(name, name.upper()) for name in "abcde"),
        (Reason("r", "", ("a", "b"), "c"), Reason("q", "", ("e",), "c")),
        (Link("d", "r", "undercut"), Link("e", "d", "for"), Link("e", "d", "against")),
    )
    board = of_map(map_, "mine", "Mine")
    assert board.against == (("d", "r"), ("e", "d"))
    assert board.favour == (("e", "q"), ("r", "c"), ("q", "c"))
    assert ([one.base for one in board.points], board.rest) == ([50] * 5, ("a", "b"))
    assert board.needs == {"r": ("a", "b"), "q": ("e",)}
    assert {p.says for p in board.points if p.id in "rq"} == {"From a and b to c.", "From e to c."}


def test_a_cut_reason_or_a_premise_switched_off_leaves_the_claim_open() -> None:
    home = ArgumentMap(
        tuple(Claim(name, name) for name in ("outside", "never", "home", "lent")),
        (Reason("bike", "", ("outside", "never"), "home"),),
        (Link("lent", "bike", "undercut"),),
    )
    board = of_map(home, "mine", "Mine")
    told = steps(board)[-1]
    assert (told["ids"], board.rest) == (("home",), ("outside", "never"))
    assert told["said"][0].startswith("'home' is undecided, because no reason for it is left on")
    falls = dict.fromkeys(("home", "bike"), "falls")
    assert slips(board, falls | {"lent": "stands"}) == [
        "You let 'home' fall, but you let no reason for it stand: then it would be open."
    ]
    assert [one["name"] for one in flipped(board, board.without(["lent"]))] == ["home", "bike"]
    doubted = replace(home, links=(*home.links, Link("lent", "never", "against")))
    board = of_map(replace(doubted, links=doubted.links[1:]), "mine", "Mine")
    off = flipped(board, board.without(["lent", "never"]))
    why = "'bike' is undecided, because 'never', which it needs, is switched off."
    assert (off[-1]["name"], off[-1]["why"]) == ("bike", why)
    assert [in_words(board, pair, "speaks for") for pair in board.favour] == [
        "'bike' needs 'never'", "'bike' speaks for 'home'",
    ]  # fmt: skip


def test_a_circle_of_reasons_is_left_open_and_a_lost_name_is_refused() -> None:
    claims = (Claim("a", "A"), Claim("b", "B"))
    circle = ArgumentMap(claims, (Reason("r", "", ("a",), "b"), Reason("q", "", ("b",), "a")))
    board = of_map(circle, "mine", "")
    assert (board.arrows, {*labels(board.graph).values()}) == ((), {Label.UNDECIDED})
    assert [end & board.names.keys() for end in ends(board.graph)] == [board.names.keys()]
    with pytest.raises(GraphError, match="nowhere"):
        of_map(replace(circle, links=(Link("nowhere", "a", "against"),)), "mine", "")


def test_a_mark_changes_with_points_and_attacks_alone() -> None:
    board = boards()["example"]
    assert board.mark == replace(board, title="Another", weighs=False).mark
    assert board.mark != replace(board, attacks=board.attacks - {(O, W)}).mark
    assert board.mark != replace(board, points=board.points[1:]).mark


# Practice ---------------------------------------------------------------------------------------


def all_complete(graph: AttackGraph) -> list[set[str]]:
    """Return all complete positions, by trying every set: the definition, and nothing else."""
    found = []
    for size in range(len(graph.nodes) + 1):
        for some in map(set, combinations(graph.nodes, size)):
            hit = {b for a, b in graph.attacks if a in some}
            safe = {n for n in graph.nodes if all(a in hit for a, b in graph.attacks if b == n)}
            if not hit & some and safe == some:
                found.append(some)
    return found


def by_definition(graph: AttackGraph) -> tuple[dict[str, Label], list[set[str]]]:
    complete = all_complete(graph)
    sure = min(complete, key=len)
    hit = {b for a, b in graph.attacks if a in sure}
    found = {n: Label.IN if n in sure else Label.OUT if n in hit else Label.UNDECIDED
             for n in graph.nodes}  # fmt: skip
    return found, [one for one in complete if not any(one < other for other in complete)]


@pytest.mark.parametrize("size", range(FEWEST, len(LETTERS) + 1))
def test_a_variant_asks_something_and_its_answers_follow_from_the_definition(size: int) -> None:
    for seed in range(40 if size < 8 else 6):
        one = variant(seed, size)
        expected, fair = by_definition(one.graph)
        assert one.labels == expected
        assert sorted(map(sorted, one.positions)) == sorted(map(sorted, fair))
        assert set(expected.values()) == set(Label)
        assert 2 <= len(fair) <= 4
        for point in one.graph.nodes:
            after, _ = by_definition(without(one.graph, [point]))
            changed = {n: (expected[n], new) for n, new in after.items() if new is not expected[n]}
            assert one.flips(point) == changed


def test_a_number_gives_the_same_graph_for_ever_and_others_give_others() -> None:
    assert variant(1).says == (
        "A attacks E. B attacks C. C attacks B. C attacks E. D attacks E. E attacks A."
    )
    assert len({variant(seed).graph for seed in range(200)}) > 150
    assert variant(7, 9).board.graph == variant(7, 9).graph
    with pytest.raises(ValueError, match="5 to 10 points"):
        variant(1, 4)


def test_fair_ends_worked_out_part_by_part_are_the_engines() -> None:
    graphs = [*every_graph(2), *every_graph(3), *sample(4, 300), *sample(7, 150)]
    graphs += [variant(seed, 10).graph for seed in range(20)]
    assert [ends(graph) for graph in graphs] == [preferred(graph) for graph in graphs]


# Steps and loops --------------------------------------------------------------------------------

GRAPHS = [*every_graph(2), *every_graph(3), *sample(6, 150)]


def laid(graph: AttackGraph) -> Board:
    points = tuple(Point(node, node) for node in graph.nodes)
    weighs = tuple(sorted(graph.attacks))
    return Board("practice", "", points, graph.attacks, weighs=True, against=weighs)


def test_steps_settle_each_point_once_and_name_only_what_is_settled_so_far() -> None:
    for graph in GRAPHS:
        found, standing, fallen = labels(graph), set[str](), set[str]()
        told = steps(laid(graph))
        assert sorted(node for one in told for node in one["ids"]) == sorted(graph.nodes)
        for one in told:
            standing |= {n for n in one["ids"] if found[n] is Label.IN}
            for node, said in zip(one["ids"], one["said"], strict=True):
                named = {*re.findall(r"'(\w+)'", said)} - {node}
                if " stands: " in said:
                    assert named == {*graph.attackers(node)} <= fallen
                elif " falls: " in said:
                    assert named == {*graph.attackers(node)} & standing
                else:
                    assert found[node] is Label.UNDECIDED
                    assert " is undecided, because " in said
            fallen |= {n for n in one["ids"] if found[n] is Label.OUT}


def test_each_slip_names_what_somebody_said_of_an_attacker_or_an_attacker_that_came_otherwise() -> (
    None
):
    words = [label.value for label in Label]
    for graph in [*every_graph(2), *sample(3, 60), *sample(4, 20)]:
        found = {node: label.value for node, label in labels(graph).items()}
        for some in product(words, repeat=len(graph.nodes)):
            said = dict(zip(graph.nodes, some, strict=True))
            missed = [node for node in said if said[node] != found[node]]
            for node, told in zip(missed, slips(laid(graph), said), strict=True):
                named = re.findall(r"'(\w+)'", told)
                standing = [n for n in graph.attackers(node) if said[n] == "stands"]
                open_ = [n for n in graph.attackers(node) if said[n] == "undecided"]
                if told.startswith("It is right that"):
                    assert named[0] == node
                    assert said[named[1]] != found[named[1]]
                    assert told.endswith(f"But '{named[1]}' {_verb(found[named[1]])}.")
                else:
                    assert named == [node, *(standing or open_)]
                    assert ("nothing attacks it" in told) == (not graph.attackers(node))


def _verb(word: str) -> str:
    return f"is {word}" if word == "undecided" else word


def test_each_loop_is_a_loop_and_leaving_arrows_out_comes_to_an_end() -> None:
    for graph in GRAPHS:
        board = laid(graph)
        bases, cut = dict.fromkeys(graph.nodes, 0.5), list[int]()
        while loop := (found := weighed(board, bases, (), cut)).get("loop"):
            ends = [board.against[number] for number, _ in loop]
            assert {a for a, _ in ends} == {b for _, b in ends}
            assert not {number for number, _ in loop} & {*cut}
            cut.append(loop[0][0])
        kept = [pair for number, pair in enumerate(board.against) if number not in cut]
        expected = {node: one.final for node, one in strengths(bases, kept).items()}
        assert {node: row["final"] for node, row in found["rows"].items()} == expected


# The picture ------------------------------------------------------------------------------------


def crowd(count: int) -> ArgumentMap:
    """Return a map in which each claim speaks against the next, and the first against itself."""
    names = [f"claim number {n} of them" for n in range(count)]
    pairs = [*zip(names, [*names[1:], names[0]], strict=True), (names[0], names[0])]
    links = (Link(a, b, "against") for a, b in dict.fromkeys(pairs))
    return ArgumentMap(tuple(Claim(name, "x") for name in names), (), tuple(links))


def boxes(drawn: dict[str, object]) -> Iterator[tuple[float, float]]:
    yield from ((one["x"], one["y"]) for one in drawn["boxes"])  # type: ignore[index, attr-defined]


@pytest.mark.parametrize("count", range(1, MOST + 1))
@pytest.mark.parametrize("tall", [False, True])
def test_boxes_lie_apart_on_the_page_and_arrows_end_at_their_edges(count: int, tall: bool) -> None:
    board = of_map(crowd(count), "mine", "")
    drawn = picture(board, labels(board.graph), (), tall=tall)
    if tall and count <= 8:
        assert drawn == {}, "small boards fit a narrow screen as they are"
        return
    places = [*boxes(drawn)]
    for x, y in places:
        assert 0 <= x <= drawn["width"] - 100
        assert 0 <= y <= drawn["height"] - 70
    for (x, y), (u, v) in combinations(places, 2):
        assert abs(x - u) >= 100 or abs(y - v) >= 70
    at = dict(zip(board.names, places, strict=True))
    for (_, target), arrow in zip(board.arrows, drawn["arrows"], strict=True):
        tip = [*map(float, arrow["head"].split()[1].split(","))]
        x, y = at[target]
        on_side = min(abs(tip[0] - x), abs(tip[0] - x - 100)) < 0.2
        on_level = min(abs(tip[1] - y), abs(tip[1] - y - 70)) < 0.2
        assert on_side or on_level
        assert x - 0.2 <= tip[0] <= x + 100.2
        assert y - 0.2 <= tip[1] <= y + 70.2


def test_no_arrow_runs_behind_a_box_that_is_not_its_own() -> None:
    every = ["abcdefghijklmnop"[:count] for count in range(2, MOST + 1)]
    crowded = [laid(AttackGraph(tuple(some), frozenset(permutations(some, 2)))) for some in every]
    for board, tall in [*((one, False) for one in crowded), (boards()["essay"], True)]:
        drawn = picture(board, {}, (), tall=tall)
        at = dict(zip(board.names, boxes(drawn), strict=True))
        for ends_, arrow in zip(board.arrows, drawn["arrows"], strict=True):
            a, b, c, d, e, f = map(float, re.findall(r"[\d.]+", arrow["line"]))
            for step in range(1, 30):
                t = step / 30
                x, y = ((1 - t) ** 2 * p + 2 * t * (1 - t) * q + t * t * r
                        for p, q, r in ((a, c, e), (b, d, f)))  # fmt: skip
                inside = {n for n, (u, v) in at.items() if u <= x <= u + 100 and v <= y <= v + 70}
                assert inside <= {*ends_}


def test_too_many_points_and_none_are_not_drawn() -> None:
    assert picture(of_map(crowd(MOST + 1), "mine", ""), {}, ()) == {}
    assert picture(of_map(ArgumentMap(), "mine", ""), {}, ()) == {}
