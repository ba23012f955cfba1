"""Nobody is seen alone: every small class, every sum and difference of what is shown."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from class_files import roll
from wayout.room.guard import FEWEST, Guard, Shown, hold, split, waiting
from wayout.room.picture import Picture, picture
from wayout.work.activity import NO_WORD

Told = dict[str, list[set[tuple[str, str]]]]


def column(*people: int, word: str = "50") -> dict[str, str]:
    return {f"p{one}": word for one in people}


def gives_away(tables: list[set[tuple[str, str]]]) -> bool:
    """Whether some sum of tables, each taken once, twice, away or not, is about one to four."""
    people = sorted({one for table in tables for one in table})
    for signs in product((-2, -1, 0, 1, 2), repeat=len(tables)):
        weights = [sum(s for s, t in zip(signs, tables, strict=True) if one in t) for one in people]
        if 0 < sum(weight != 0 for weight in weights) < FEWEST:
            return True
    return False


def test_the_attack_of_this_test_finds_the_twentieth_person() -> None:
    twenty = set(column(*range(20)).items())
    assert gives_away([twenty, twenty - {("p7", "50")}])
    assert not gives_away([twenty, twenty - set(column(*range(5)).items())])


STATES = ("none", "before", "both", "all")


def classes(largest: int) -> Iterator[tuple[str, ...]]:
    """Every class up to a size: for each learner which moments of one dial are answered."""
    for size in range(largest + 1):
        yield from combinations_with_replacement(STATES, size)


def said(state: str) -> dict[str, str]:
    stages = {"none": (), "before": ("before",), "both": ("before", "after")}
    kept = stages.get(state, ("before", "after", "debate"))
    return {f"last dial way_out {stage}": "80" for stage in kept} | {"opened 01": "yes"}


def test_no_small_class_gives_anybody_away_by_what_its_page_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: Told = {}
    offer = Guard.offer

    def noted(self: Guard, question: str, columns: Shown) -> Shown:
        found = offer(self, question, columns)
        for name, table in found.items():
            shown.setdefault(name, []).append(set(table.items()))
        return found

    monkeypatch.setattr(Guard, "offer", noted)
    seen = 0
    for states in classes(12):
        shown.clear()
        found = picture(roll(*map(said, states)), lesson="01", grouped=False)
        assert bool(found.sections) == (len(states) >= FEWEST)
        assert all(len(table) >= FEWEST for tables in shown.values() for table in tables)
        assert not any(map(gives_away, shown.values())), states
        bars = [bar for some in found.sections for one in some.items for bar in one.bars]
        assert all(bar.of >= FEWEST for bar in bars)
        seen += len(bars)
    assert seen > 1000


def sizes(seen: Picture) -> set[int]:
    """How many people each number on a page is about, as whoever reads it can add up."""
    bars = {row.what + row.when: row.of for row in seen.rows()}
    added = Counter[str]()
    for row in seen.rows():
        added[row.what + row.when] += row.count
    assert added == bars
    lines = [line for some in seen.sections for one in some.items for line in one.lines]
    moves = [line.partition(".")[0] for line in lines if line.startswith("▲")]
    return {*bars.values(), *(sum(map(int, re.findall(r"\d+", line))) for line in moves)}


MUTE = {"all": ("80", "90"), "first": (NO_WORD, "90"), "last": ("80", NO_WORD), "once": ("80",)}


def test_no_two_numbers_that_a_page_tells_of_a_claim_differ_by_one_to_four_people() -> None:
    places = [f"last dial way_out {stage}" for stage in ("before", "after")]
    told = 0
    for size in range(FEWEST, 11):
        for who in combinations_with_replacement(MUTE, size):
            people = roll(*(dict(zip(places, MUTE[one], strict=False)) for one in who))
            seen = picture(people, lesson="01", grouped=False)
            claims = replace(seen, sections=seen.sections[:1])
            found = sizes(claims)
            if any("middle" in line for one in seen.sections[0].items for line in one.lines):
                found |= {who.count("all")}
                told += 1
            assert all(abs(a - b) >= FEWEST for a in {0, *found} for b in found if a != b), who
    assert told > 20


def test_what_the_class_has_seen_of_other_folders_is_known_of_each() -> None:
    whole, part = Guard(), column(*range(19))
    assert whole.offer("q", {"q": column(*range(20))})
    assert Guard(whole).offer("q", {"q": part}) == {}
    assert Guard(whole).offer("q", {"q": column(*range(21))})["q"] == column(*range(20))
    assert Guard(whole).offer("q", {"q": column(*range(30, 40))})["q"] == column(*range(30, 40))
    assert Guard(whole).offer("q", {"q": column(*range(15))})["q"] == column(*range(15))


def test_one_who_did_not_go_on_is_not_found_by_taking_away() -> None:
    people = [said("both")] * 19 + [said("before")]
    (claims, *_) = picture(roll(*people), lesson="01", grouped=False).sections
    assert [(bar.label, bar.of) for bar in claims.items[0].bars] == [
        ("Before the data", 19), ("After the data", 19),
    ]  # fmt: skip
    more = picture(roll(*people, *[said("before")] * 4), lesson="01", grouped=False)
    assert [bar.of for bar in more.sections[0].items[0].bars] == [24, 19, 19]


@given(st.lists(st.lists(st.integers(0, 2), min_size=9, max_size=9), max_size=4))
def test_while_a_class_votes_no_two_looks_give_anybody_away(looks: list[list[int]]) -> None:
    """At each look each of nine learners has said nothing, one word or another."""
    guard, shown = Guard(), list[set[tuple[str, str]]]()
    for look in looks:
        now = {f"p{n}": str(word) for n, word in enumerate(look) if word}
        for table in guard.offer("q", {"q": now}).values():
            shown += [set(table.items())]
    assert hold(reduce(split, map(dict, shown), {}))
    assert not gives_away(shown)


def test_new_answers_wait_for_five_and_the_page_says_so() -> None:
    guard, sizes = Guard(), []
    for many in range(13):
        shown = guard.offer("q", {"q": column(*range(many))}).get("q", {})
        sizes.append(len(shown))
    assert sizes == [0] * 5 + [5] * 5 + [10] * 3
    assert waiting(shown, column(*range(13))) == (
        "Three answers more wait until there are five to add."
    )
    assert waiting(shown, column(*range(11))).startswith("One answer more waits")
    assert waiting(shown, shown) == ""


def test_who_changes_an_answer_is_not_seen_to_do_so() -> None:
    guard = Guard()
    guard.offer("q", {"q": column(*range(10))})
    changed = column(*range(9)) | column(9, word="90")
    assert guard.offer("q", {"q": changed})["q"] == column(*range(10))
    gone = column(*range(9))
    assert waiting(column(*range(10)), gone) == (
        "Counted as before: some of these answers are no longer in the files."
    )
    assert guard.offer("q", {"q": gone})["q"] == column(*range(10))
    joined = column(*range(9), *range(10, 15)) | column(9, word="90")
    assert guard.offer("q", {"q": joined})["q"] == column(*range(15))
