"""Whoever follows the advice of Argdown's reader ends with a text that is read."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mending import followed
from texts import refusal

from held import held
from wayout.argument import ArgumentMap, Link, argdown

CASES = json.loads((Path(__file__).parent / "reference" / "cases.json").read_text("utf-8"))
REFUSED = [case for case in CASES if "refused" in case]
LINES = [*held(__file__, "lines"), "", "", "", "(" + "1" * 5_000 + ") [A]"]
TEXTS = st.lists(st.sampled_from(LINES), min_size=1, max_size=14).map("\n".join)


@given(TEXTS, st.booleans())
@settings(max_examples=4 * settings().max_examples)
def test_advice_that_is_followed_makes_any_text_right(text: str, as_sign: bool) -> None:
    map_ = argdown.read(followed(text, argdown.read, as_sign))
    assert isinstance(map_, ArgumentMap)


@pytest.mark.parametrize(("text", "drawn"), held(__file__, "links"))
def test_advice_that_is_followed_keeps_the_links(text: str, drawn: str) -> None:
    links = argdown.read(followed(text, argdown.read)).links
    assert len(links) == text.count("[") - 1
    assert eval(drawn, {"Link": Link}) in (None, list(links))


@pytest.mark.parametrize("text", ["+ [A]", "# H\n\n    + [A]: a", "  <_ [A]: a\n  - [B]: b"])
def test_a_link_at_the_top_is_not_told_to_go_up(text: str) -> None:
    error = refusal(argdown.read, text)
    assert "write that above it" in str(error)
    assert argdown.read(followed(text, argdown.read)).links


@pytest.mark.parametrize("as_sign", [False, True])
@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["name"])
def test_advice_that_is_followed_makes_each_case_right(case: dict, as_sign: bool) -> None:
    assert argdown.read(followed(case["argdown"], argdown.read, as_sign)).claims
