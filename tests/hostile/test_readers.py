"""Every reader of other people's text, tried with texts that were made to hurt."""

import json
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import refusal

from cases import made
from held import held
from wayout.argument import ArgumentMap, Claim, FormatError, Link, argdown, check, read_accepted
from wayout.argument.formats import aif, claimreview, kialo
from wayout.argument.incoming import LARGEST, lines_of

READERS = {
    "argdown": argdown.read,
    "aif": aif.read,
    "kialo": kialo.read,
    "claimreview": claimreview.read,
    "accepted": read_accepted,
}
EACH = pytest.mark.parametrize("read", READERS.values(), ids=READERS)
HELD = held(__file__)
ODD = st.text(st.sampled_from(HELD["odd"] + "\ud800"))
ROW = "source,target,kind,standing,look,why\n"


def tried(read: Callable[[str], object], text: str) -> str:
    """Return the sentence of a refusal, short and on one line; empty if the text is read."""
    error = refusal(read, text)
    sentence = str(error or "")
    assert len(sentence) < 1_500
    assert sentence.isprintable()
    assert not (error and error.line) or 1 <= error.line <= len(text) + 1
    return sentence


def steps(read: Callable[[str], object], text: str) -> int:
    """Count the calls, of Python and of C, that a reader makes; no clock is asked."""
    count = 0

    def note(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        tried(read, text)
    finally:
        sys.setprofile(None)
    return count


# Size


@EACH
@pytest.mark.parametrize("text", ["a" * (LARGEST + 1), "й" * (LARGEST // 2 + 1), "\n" * 3_000_000])
def test_more_than_two_megabytes_are_refused_in_a_sentence(read, text: str) -> None:
    assert "at most 2,000,000 are read" in tried(read, text)
    assert steps(read, text) < 200


@pytest.mark.slow
@EACH
@pytest.mark.parametrize("piece", [*HELD["pieces"], "\ud800"])
def test_a_piece_over_and_over_is_read_or_refused(read, piece: str) -> None:
    many = piece * (50_000 // len(piece))
    for before in ("", "[a]: ", "1. a\n", "===\n", "/*", ROW, '{"nodes": ', '{"x": "'):
        tried(read, before + many)


@EACH
@pytest.mark.parametrize("other", [b"[A]: a", None, 5])
def test_what_is_no_text_is_refused_in_a_sentence(read, other: object) -> None:
    with pytest.raises(FormatError, match="A text is read here"):
        read(other)


def graph(count: int) -> str:
    nodes = [{"nodeID": i, "type": "I", "text": "a"} for i in range(count)]
    nodes += [{"nodeID": count + i, "type": "CA", "text": ""} for i in range(count)]
    edges = [{"fromID": i, "toID": count + i} for i in range(count)]
    edges += [{"fromID": count + i, "toID": 0} for i in range(count)]
    return json.dumps({"nodes": nodes, "edges": edges})


TEXTS = {"ROW": ROW, "graph": graph, "json": json}


@pytest.mark.parametrize(("reader", "written"), HELD["long"].values(), ids=HELD["long"])
def test_twice_as_long_takes_twice_the_steps(reader: str, written: str) -> None:
    once, twice = (steps(READERS[reader], made(written, n=n, **TEXTS)) for n in (1_000, 2_000))
    assert twice < 2.3 * once + 200


def test_ranges_that_repeat_fill_no_memory() -> None:
    assert "repeats" in tried(argdown.read, "[a]: a (" + "1-999, " * 137_000 + "1)")
    (claim,) = argdown.read("[a]: a (1-999, " + "7, " * 1_500 + "9)").claims
    assert len(claim.sentences) == 999 + 1_501


def crowded(count: int) -> ArgumentMap:
    """Link each claim to the 40 after it, all round, so that there are many circles."""
    claims = tuple(Claim(f"c{i}", f"words {i}") for i in range(count))
    ends = [(i, (i + j) % count) for i in range(count) for j in range(1, 41)]
    return ArgumentMap(claims, (), tuple(Link(f"c{a}", f"c{b}", "for") for a, b in ends))


def test_a_crowded_map_is_checked_in_one_walk() -> None:
    assert any(fault.startswith("A circle") for fault in check(crowded(100)))
    once, twice = (steps(lambda _, n=n: check(crowded(n)), "") for n in (100, 200))
    assert twice < 2.3 * once


# Nesting, numbers and odd characters


@pytest.mark.parametrize("read", [aif.read, claimreview.read])
@pytest.mark.parametrize("depth", [900, 100_000])
@pytest.mark.parametrize("piece", ["[]", '{"nodes":}', '{"@graph":[]}', '{"AIF":}'])
def test_deep_nesting_is_refused(read, piece: str, depth: int) -> None:
    middle = len(piece) - piece.count("]") - piece.count("}")
    assert tried(read, piece[:middle] * depth + "1" + piece[middle:] * depth).endswith(".")


@EACH
@pytest.mark.parametrize("number", HELD["numbers"])
@pytest.mark.parametrize("frame", HELD["frames"])
def test_odd_numbers_raise_nothing_else(read, number: str, frame: str) -> None:
    tried(read, frame.format(eval(number)))


@pytest.mark.parametrize(("reader", "written"), HELD["lines"])
def test_line_ends_and_a_mark_of_byte_order_change_nothing(reader: str, written: str) -> None:
    read, text = READERS[reader], made(written, **TEXTS)
    plain = read(text)
    for end in ("\r\n", "\r"):
        assert read(text.replace("\n", end)) == plain
        assert read("\ufeff" + text.replace("\n", end)) == plain


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    assert list(lines_of("\ufeffa\r\nb\rc\n\nd\u2028e\x0cf")) == [
        *((1, "a"), (2, "b"), (3, "c"), (4, "")),
        *((5, "d"), (5, "e"), (5, "f")),
    ]


@EACH
@given(text=st.lists(ODD | st.sampled_from(HELD["parts"])).map("".join))
@settings(max_examples=2 * settings().max_examples)
def test_odd_characters_anywhere_are_read_or_refused_in_a_sentence(read, text: str) -> None:
    assert tried(read, text)[-1:] in ("", ".", "#'", "'")


@pytest.mark.parametrize(("table", "line", "words"), HELD["tables"])
def test_a_table_is_refused_in_the_row_of_the_fault(table: str, line: int, words: str) -> None:
    with pytest.raises(FormatError, match=words) as caught:
        read_accepted(made(table, **TEXTS))
    assert caught.value.line == line
