"""Every reader of other people's text, tried with texts that were made to hurt."""

import json
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import refusal

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
@pytest.mark.parametrize(
    "piece",
    [
        *("\\", "*", "[", "<", "#(", "(", " (1,", "&#", ".:", "/*\n", "//\n", "_ ", "–", " ", "\t"),
        *("\xa0", "[a]", "<a>", "(1) ", "1. ", "1.", "# ", "+ ", "\r", "\n", "\x00", '"', "{", "="),
        *("----\n", "(1) [a]\n", "    + [a]\n", "1.1. Pro: a\n", "[[", '{"a":', "9", ",", "\ud800"),
    ],
)
def test_a_piece_over_and_over_is_read_or_refused(read, piece: str) -> None:
    many = piece * (50_000 // len(piece))
    for before in ("", "[a]: ", "1. a\n", "===\n", "/*", ROW, '{"nodes": ', '{"x": "'):
        tried(read, before + many)


@EACH
@pytest.mark.parametrize("other", [b"[A]: a", None, 5])
def test_what_is_no_text_is_refused_in_a_sentence(read, other: object) -> None:
    with pytest.raises(FormatError, match="A text is read here"):
        read(other)


def nested(count: int) -> str:
    return "[a]: a\n" + "".join(f"{' ' * (i + 1)}+ [n{i}]: b\n" for i in range(count))


def graph(count: int) -> str:
    nodes = [{"nodeID": i, "type": "I", "text": "a"} for i in range(count)]
    nodes += [{"nodeID": count + i, "type": "CA", "text": ""} for i in range(count)]
    edges = [{"fromID": i, "toID": count + i} for i in range(count)]
    edges += [{"fromID": count + i, "toID": 0} for i in range(count)]
    return json.dumps({"nodes": nodes, "edges": edges})


def numbered(count: int) -> str:
    return "".join(f"({i}) [a]\n" for i in range(1, count))


LONG = {
    "claims": (argdown.read, lambda n: "".join(f"[n{i}]: a (9) #fact\n\n" for i in range(n))),
    "one claim": (argdown.read, lambda n: "[a]: a\n" + "b c\n" * n),
    "links": (argdown.read, lambda n: "[a]: a\n" + "    + [a]\n" * n),
    "depth": (argdown.read, lambda n: nested(n // 4)),
    "steps": (argdown.read, lambda n: f"[a]: a\n\n<R>\n\n{numbered(n)}----\n({n}) [a]"),
    "tags": (argdown.read, lambda n: "[a]: " + "#(" * n),
    "ranges": (argdown.read, lambda n: "[a]: a (" + "1-999," * n + "1)"),
    "points": (kialo.read, lambda n: "1. a\n" + "".join(f"1.{i}. Pro: a\n" for i in range(1, n))),
    "one point": (kialo.read, lambda n: "1. a\n" + "b\n" * n),
    "nodes": (aif.read, lambda n: graph(n // 4)),
    "lists": (claimreview.read, lambda n: json.dumps({"@graph": [{"@type": "Claim"}] * n})),
    "rows": (read_accepted, lambda n: ROW + "a,b,for,fair,x,y\n" * n),
}


@pytest.mark.parametrize(("read", "written"), LONG.values(), ids=LONG)
def test_twice_as_long_takes_twice_the_steps(read, written: Callable[[int], str]) -> None:
    once, twice = steps(read, written(2_000)), steps(read, written(4_000))
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
    assert any(fault.startswith("A circle") for fault in check(crowded(200)))
    once, twice = (steps(lambda _, n=n: check(crowded(n)), "") for n in (200, 400))
    assert twice < 2.3 * once


# Nesting, numbers and odd characters


@pytest.mark.parametrize("read", [aif.read, claimreview.read])
@pytest.mark.parametrize("depth", [900, 100_000])
@pytest.mark.parametrize("piece", ["[]", '{"nodes":}', '{"@graph":[]}', '{"AIF":}'])
def test_deep_nesting_is_refused(read, piece: str, depth: int) -> None:
    middle = len(piece) - piece.count("]") - piece.count("}")
    assert tried(read, piece[:middle] * depth + "1" + piece[middle:] * depth).endswith(".")


NUMBERS = ["9" * 5_000, "-" + "9" * 5_000, "1e999", "NaN", "١٢", "²", "0" * 400]
FRAMES = ["<a>\n\n({}) [x]\n----\n(2) [b]", "1. a\n1.{}. Pro: b", '{{"nodes": {}}}']


@EACH
@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[:9])
@pytest.mark.parametrize("frame", FRAMES)
def test_odd_numbers_raise_nothing_else(read, number: str, frame: str) -> None:
    tried(read, frame.format(number))


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (argdown.read, "[A]: a\nb\n    + [B]: c\n\n<R>\n\n(1) [A]\n----\n(2) [B]\n"),
        (kialo.read, "Discussion Title: T\n\n1. a\nb\n1.1. Pro: c\n"),
        (aif.read, graph(2).replace(", ", ",\n")),
        (read_accepted, ROW + 'a,b,for,fair,"x\ny",z\n'),
    ],
)
def test_line_ends_and_a_mark_of_byte_order_change_nothing(read, text: str) -> None:
    plain = read(text)
    for end in ("\r\n", "\r"):
        assert read(text.replace("\n", end)) == plain
        assert read("\ufeff" + text.replace("\n", end)) == plain


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    assert list(lines_of("\ufeffa\r\nb\rc\n\nd\u2028e\x0cf")) == [
        *((1, "a"), (2, "b"), (3, "c"), (4, "")),
        *((5, "d"), (5, "e"), (5, "f")),
    ]


ODD = st.text(
    st.sampled_from(
        "\ufeff\r\n\x00\x0b\x0c\x85\u2028\xa0\u200b\ud800\U0010ffff[]<>(){}\"',:.-–+_#1AI "
    )
)
PARTS = [
    *("[A]: a", "\n    + [B]: b", "<R>\n\n(1) [A]\n----\n(2) [A]", ROW, "a,b,for,fair,x,y\n"),
    *("1. a\n", "1.1. Pro: b\n", "-> See 1.", '{"nodeID": 1, "type": "I", "text": ""}'),
    *('{"nodes": [', '], "edges": []}'),
]


@EACH
@given(text=st.lists(ODD | st.sampled_from(PARTS)).map("".join))
@settings(max_examples=150)
def test_odd_characters_anywhere_are_read_or_refused_in_a_sentence(read, text: str) -> None:
    assert tried(read, text)[-1:] in ("", ".", "#'", "'")


@pytest.mark.parametrize(
    ("table", "line", "words"),
    [
        (ROW + "a,b,for,fair,x,y, z\n", 2, "put a text with commas in quotes"),
        (ROW + "a,b,for,fair,x," + "y" * 200_000, 2, "very long"),
        (ROW + 'a,b,for,fair,x,y\na,b,for,fair,"x,y\n\n', 3, "never ends"),
        (ROW + 'a,b,for,fair,"x\r\ny",z\r\na,b,four,fair,"x\ny",z\n', 4, "'four' is none of"),
    ],
)
def test_a_table_is_refused_in_the_row_of_the_fault(table: str, line: int, words: str) -> None:
    with pytest.raises(FormatError, match=words) as caught:
        read_accepted(table)
    assert caught.value.line == line
