import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import ANY, EVERY_TEXT, maps, refusal, with_text

from calls import calls
from held import held
from wayout import argument
from wayout.argument import ArgumentMap, Claim, FormatError, argdown

HERE = Path(__file__).parent
MAP = (HERE.parents[1] / "data" / "essay" / "argument.argdown").read_text(encoding="utf-8")
ESSAY = json.loads((HERE / "reference" / "map.json").read_text(encoding="utf-8"))
CASES = json.loads((HERE / "reference" / "cases.json").read_text(encoding="utf-8"))
KINDS = {"support": "for", "attack": "against", "undercut": "undercut"}


# The reference: what the Argdown project's own parser makes of the same text


def decoded(text: str) -> str:
    """Put characters in place of their references."""
    return re.sub(r"&#(\d+);", lambda ref: chr(int(ref[1])), text)


def shown(text: str) -> str:
    """Put one space in place of several: the parser drops some after signs, we keep them."""
    return re.sub(" +", " ", text)


def without_tags(text: str, count: int) -> str:
    for _ in range(count):
        text = re.sub(r"[ \t]*#\S+[ \t]*$", "", text)
    return text.strip(" \t")


def numbered(text: str) -> tuple[str, tuple[int, ...]]:
    found = re.fullmatch(r"(.*?)[ \t]*\(([0-9, –-]+)\)", text, re.DOTALL)
    if not found:
        return text, ()
    spans = [part.replace("–", "-").split("-") for part in found[2].split(",")]
    return found[1], tuple(n for span in spans for n in range(int(span[0]), int(span[-1]) + 1))


def assert_same(map_: ArgumentMap, model: dict) -> None:
    """Compare a map with the parser's model, member by member and in order."""
    assert [claim.id for claim in map_.claims] == [decoded(c["name"]) for c in model["claims"]]
    for claim, other in zip(map_.claims, model["claims"], strict=True):
        said = without_tags(other["texts"][0], len(other["tags"]))
        text, sentences = numbered(said) if claim.sentences else (said, ())
        assert shown(decoded(text)) == shown(claim.text)
        assert claim.sentences == sentences
        tags = {claim.kind, claim.origin} - {"essay"}
        assert tags - set(other["tags"]) <= {"fact"}
        assert set(other["tags"]) <= tags
    assert [reason.id for reason in map_.reasons] == [decoded(r["name"]) for r in model["reasons"]]
    for reason, other in zip(map_.reasons, model["reasons"], strict=True):
        titles = [shown(decoded(text.strip(" \t"))) for text in other["texts"]]
        assert titles[:1] == ([shown(reason.title)] if reason.title else [])
        roles = [("premise", name) for name in reason.premises]
        steps = [(role, decoded(name)) for role, name in other["steps"]]
        assert steps == [*roles, ("main-conclusion", reason.conclusion)]
    theirs = {(KINDS[kind], decoded(a), decoded(b)) for kind, a, b, _ in model["links"]}
    ours = {(link.kind, link.source, link.target) for link in map_.links}
    assert ours == theirs


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_is_read_as_argdown_reads_it_or_refused(case: dict) -> None:
    if "refused" not in case:
        map_ = argdown.read(case["argdown"])
        assert_same(map_, case["parser"])
        assert argdown.read(argdown.write(map_)) == map_
        return
    with pytest.raises(FormatError) as caught:
        argdown.read(case["argdown"])
    assert str(caught.value).startswith(f"Line {case['line']}: ")
    assert case["refused"] in str(caught.value)
    assert caught.value.line == case["line"]


@pytest.mark.parametrize(("text", "line"), held(__file__, "backslashes"))
def test_a_backslash_stands_only_where_it_must(text: str, line: str) -> None:
    written = argdown.write(ArgumentMap((Claim("A", text),)))
    assert written == f"# Claims\n\n[A]: {line} #fact\n"


# Round trips


@EVERY_TEXT
def test_hostile_text_reads_back_equal(text: str) -> None:
    map_ = with_text(text)
    assert argdown.read(argdown.write(map_, title=text)) == map_


@given(maps(), ANY)
def test_any_map_reads_back_equal(map_: ArgumentMap, title: str) -> None:
    text = argdown.write(map_, title)
    assert argdown.read(text) == map_
    assert argdown.write(argdown.read(text), title) == text
    assert argdown.read(text.replace("\n", "\r\n")) == map_


TEXTS = st.lists(st.sampled_from(held(__file__, "lines")) | st.text(max_size=8), max_size=12).map(
    "\n".join
)


@given(TEXTS)
@settings(max_examples=5 * settings().max_examples)
def test_any_text_is_read_or_refused_by_line(text: str) -> None:
    if error := refusal(argdown.read, text):
        assert str(error).startswith(f"Line {error.line}: ")
        assert error.line in range(1, text.count("\n") + text.count("\r") + 2)
    else:
        assert argdown.read(argdown.write(argdown.read(text))) == argdown.read(text)


def test_long_texts_are_read_in_time_proportional_to_length() -> None:
    claims = (Claim(f"Claim {i}", "A sentence of ordinary length, (9).") for i in range(5_000))
    map_ = ArgumentMap(tuple(claims))
    assert argdown.read(argdown.write(map_)) == map_


@pytest.mark.parametrize(
    "text",
    ["[{0}]\n    + [B]: b", "[B]: b\n    + <{0}>", "[{0}]: b\n    _ [C]: c", "<{0}>\n    + [B]: b"],
)
def test_a_name_in_a_refusal_is_short_and_calm(text: str) -> None:
    with pytest.raises(FormatError) as caught:
        argdown.read(text.format("\u202e" + "x" * 10_000))
    assert len(str(caught.value)) < 300
    assert "\u202e" not in str(caught.value)


test_calls = calls(__file__, argument, globals())

ONE = "[A]: one\ntwo\n"


@pytest.mark.parametrize(("text", "line", "words"), held(__file__, "faults"))
def test_the_line_that_is_named_is_the_line_of_the_fault(text: str, line: int, words: str) -> None:
    error = refusal(argdown.read, eval(text))
    assert error is not None
    assert (error.line, words in str(error)) == (line, True), error
