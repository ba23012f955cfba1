"""Our map, texts that a learner might type, and maps made of them; shared by the tests."""

from collections.abc import Callable

import pytest
from hypothesis import strategies as st

from held import held
from wayout import essay
from wayout.argument import ArgumentMap, Claim, FormatError, Link, Reason

OURS = essay.argument_map()

HOSTILE = [
    *held(__file__, "hostile"),
    "a lone half: \ud800",
    "x" * 10_000,
    "[" * 1_000 + "\\" * 1_000 + "#" * 1_000 + " (1)" * 1_000,
]

EVERY_TEXT = pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:30]))


def with_text(text: str) -> ArgumentMap:
    """Put a text into every place of a map that a learner can write in."""
    name = text if text.strip() else "A"
    claims = (
        Claim(name, text, "norm", (9, 10), "outside"),
        Claim(f"{name}2", f"{text} ", "cause", (), "unstated"),
        Claim("Z", f" {text}."),
    )
    reason = Reason(f"r{name}", text, (name, f"{name}2"), "Z")
    links = (Link("Z", name, "for"), Link(name, "Z", "against"), Link("Z", reason.id, "undercut"))
    return ArgumentMap(claims, (reason,), links)


def refusal(read: Callable[[str], object], text: str) -> FormatError | None:
    """Return what a reader says to a text that it refuses."""
    try:
        read(text)
    except FormatError as error:
        return error
    return None


ANY = (
    st.text() | st.sampled_from(HOSTILE) | st.text(st.sampled_from("\\#*_[]<>{}()&;/=.:-+ 19\nvA"))
)
ID = ANY.filter(lambda name: name.strip())


@st.composite
def maps(draw: st.DrawFn) -> ArgumentMap:
    names = draw(st.lists(ID, min_size=1, max_size=6, unique=True))
    count = draw(st.integers(1, len(names)))
    ids, reason_ids = names[:count], names[count:]
    numbers = st.lists(st.integers(1, 40), max_size=3).map(tuple)
    kinds = st.sampled_from(["fact", "cause", "motive", "forecast", "norm", "concept"])
    origins = st.sampled_from(["essay", "unstated", "outside"])
    one = st.sampled_from(ids)
    some = st.lists(one, min_size=1, max_size=3).map(tuple)
    claims = [Claim(i, draw(ANY), draw(kinds), draw(numbers), draw(origins)) for i in ids]
    reasons = [Reason(r, draw(ANY), draw(some), draw(one)) for r in reason_ids]
    ends = [(i, kind) for i in ids for kind in ("for", "against")]
    ends += [(r, "undercut") for r in reason_ids]
    links = st.builds(lambda s, e: Link(s, e[0], e[1]), one, st.sampled_from(ends))
    drawn = draw(st.lists(links, max_size=5))
    return ArgumentMap(tuple(claims), tuple(reasons), tuple(drawn))
