import copy
import json
import operator
import pickle
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from held import held
from wayout.work.entries import (
    FIRST,
    LAST,
    Entry,
    NewerFormatError,
    Reading,
    WorkError,
    moment,
    plain,
    read,
    write,
)

ENTRY = Entry("a1", "dial", "2026-11-22T14:03:00+00:00", "02", "way_out", {"percent": 60})

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


def test_a_file_holds_format_and_one_line_an_entry() -> None:
    text = write([ENTRY, ENTRY])
    assert json.loads(text)["format"] == 1
    assert [line[:12] for line in text.splitlines()[1:3]] == ['{"id": "a1",'] * 2


@given(json_values)
def test_what_is_written_reads_back_the_same(value: object) -> None:
    entry = Entry("x", "answer", "2026-11-22T14:03:00+00:00", "02", "", plain(value))
    text = write([entry])
    assert read(text.encode()).entries == [Entry(**json.loads(text)["entries"][0])]
    assert plain(plain(value)) == plain(value)


@pytest.mark.parametrize(
    "text", ["Привет, мир", "🧭 куда?", "half \ud83e of one", "a\u2028b", "x" * 10**6]
)
def test_text_of_every_kind_survives(text: str) -> None:
    (entry,) = read(write([Entry("x", "dial", ENTRY.when, "", "", text)]).encode()).entries
    assert entry.value == text


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


def test_numbers_of_numpy_become_plain_numbers() -> None:
    assert plain({"sum": np.int64(3), "mean": np.float64(0.5)}) == {"sum": 3, "mean": 0.5}


@pytest.mark.parametrize("value", [{1, 2}, float("nan"), float("inf"), object(), b"bytes"])
def test_what_json_cannot_hold_is_refused_in_a_sentence(value: object) -> None:
    with pytest.raises(WorkError, match="cannot be kept in a file"):
        plain(value)


def test_a_loop_and_a_very_deep_list_are_refused() -> None:
    loop: list[object] = []
    loop.append(loop)
    deep: object = 0
    for _ in range(60):
        deep = [deep]
    for value in (loop, deep):
        with pytest.raises(WorkError):
            plain(value)


DAMAGED = {
    "empty": "",
    "cut off": write([ENTRY])[:-20],
    "a list": "[]",
    "no entries": '{"format": 1}',
    "entries no list": '{"format": 1, "entries": 3}',
    "no format": '{"entries": []}',
    "deep": "[" * 100_000,
    "huge number": '{"format": 1, "entries": [' + "9" * 5000 + "]}",
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_text_is_not_whole(text: str) -> None:
    reading = read(text)
    assert (reading.entries, reading.whole) == ([], False)


@pytest.mark.parametrize("bad", held(__file__, "bad"))
def test_one_bad_entry_leaves_the_good_ones(bad: str) -> None:
    rows = [vars(ENTRY), {**vars(ENTRY), **json.loads(bad)}]
    reading = read(json.dumps({"format": 1, "entries": rows}))
    assert (reading.entries, reading.whole) == ([ENTRY], False)


def test_what_stands_twice_is_damage_and_all_of_it_is_read() -> None:
    rows = [vars(ENTRY), {**vars(ENTRY), "value": "other"}, vars(ENTRY)]
    reading = read(json.dumps({"format": 1, "entries": rows}))
    one, other = reading.entries
    assert (one, other.value, reading.whole) == (ENTRY, "other", False)
    assert (other.id != one.id, read(write(reading.entries))) == (True, Reading([one, other], True))
    assert read(json.dumps({"format": 1, "entries": rows})) == reading, "the same id each time"
    assert not read(write([ENTRY]).replace('"percent": 60', '"percent": 5, "percent": 60')).whole


@pytest.mark.parametrize("piece", ["\n", '{"id":', "{ ", "\n{", '"entries":[1],', " \n\t"])
def test_a_large_file_of_nothing_is_read_at_once(piece: str) -> None:
    began = time.process_time()
    assert read("{" + piece * (3_000_000 // len(piece)) + "}").entries == []
    assert time.process_time() - began < 5


def test_bytes_that_are_no_text_are_damage_and_a_windows_mark_is_not() -> None:
    assert not read(b"\xff\xfe\x00").whole
    assert read(b"\xef\xbb\xbf" + write([ENTRY]).encode()).entries == [ENTRY]


def test_a_later_format_is_named() -> None:
    with pytest.raises(NewerFormatError, match="newer version"):
        read('{"format": 2, "answers": {}}')


def test_moments_of_every_zone_compare() -> None:
    assert moment("2026-11-22T16:00:00+03:00") == datetime(2026, 11, 22, 13, tzinfo=UTC)
    assert moment("2026-11-22T13:00:00Z") == moment("2026-11-22T13:00:00")


@pytest.mark.parametrize("edge", [FIRST, LAST])
def test_the_first_and_the_last_moment_can_be_read_and_said_in_local_time(edge: datetime) -> None:
    assert moment(edge.isoformat()) == edge
    assert edge.astimezone(timezone(timedelta(hours=14))) == edge
