import copy
import json
import operator
import pickle
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calls import calls
from held import held
from wayout.work import entries
from wayout.work.entries import Entry, plain, read, write

ENTRY = Entry("a1", "dial", "2026-11-22T14:03:00+00:00", "02", "way_out", {"percent": 60})
LOOP: list[object] = []
LOOP.append(LOOP)

test_calls = calls(__file__, entries, globals())

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    # Any text at all, half emojis (lone surrogates) included.
    | st.text(st.characters(exclude_categories=[])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(json_values)
def test_what_is_written_reads_back_the_same(value: object) -> None:
    entry = Entry("x", "answer", "2026-11-22T14:03:00+00:00", "02", "", plain(value))
    text = write([entry])
    assert read(text.encode()).entries == [Entry(**json.loads(text)["entries"][0])]
    assert plain(plain(value)) == plain(value)


def test_what_is_kept_cannot_be_changed_and_a_copy_can() -> None:
    kept = plain({"why": ["a", {"b": 1}]})
    changes: list[Callable[[], object]] = [
        lambda: kept.update(why=[]), lambda: kept.pop("why"), lambda: kept["why"].append("c"),
        lambda: kept["why"][1].clear(), lambda: kept["why"].sort(), lambda: operator.ior(kept, {}),
        lambda: operator.iadd(kept["why"], []), lambda: operator.setitem(kept["why"], 0, "c"),
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(TypeError, match="cannot be changed"):
            change()
    assert kept == {"why": ["a", {"b": 1}]}
    for copied in (copy.deepcopy(kept), pickle.loads(pickle.dumps(kept))):
        copied["why"].append("c")
    dict(kept)["new"] = 1
    assert kept == {"why": ["a", {"b": 1}]}


@pytest.mark.parametrize("bad", held(__file__, "bad"))
def test_one_bad_entry_leaves_the_good_ones(bad: str) -> None:
    rows = [vars(ENTRY), {**vars(ENTRY), **json.loads(bad)}]
    reading = read(json.dumps({"format": 1, "entries": rows}))
    assert (reading.entries, reading.whole) == ([ENTRY], False)


@pytest.mark.parametrize("piece", ["\n", '{"id":', "{ ", "\n{", '"entries":[1],', " \n\t"])
def test_a_large_file_of_nothing_is_read_at_once(piece: str) -> None:
    began = time.process_time()
    assert read("{" + piece * (1_000_000 // len(piece)) + "}").entries == []
    assert time.process_time() - began < 2
