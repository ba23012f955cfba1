"""The two files of a class: written, read again, and refused in a sentence where damaged."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import classroom
from wayout.grading import key as keys
from wayout.grading import row as rows
from wayout.grading.key import KeyFileError, Variant, Written
from wayout.grading.row import Mark, Row, RowError, Text

KEY = replace(
    classroom.key(),
    variants={
        "2023": classroom.key().variants[""],
        "2022": Variant({"year": 2022}, classroom.key().variants[""].asked[:2]),
    },
    people={"s02": "2022"},
    written=(Written("q9", "essay", "verdict", "What moved you? “…”", 5.0),),
)


def _question(part: Mark | Text) -> str:
    return part.question


MARKS = st.builds(
    Mark, st.text(), st.just("right"), st.floats(0, 9), st.just(9.0), st.text(), st.integers(),
    st.text(), st.none() | st.integers(0, 9),
)  # fmt: skip
TEXTS = st.builds(Text, st.text(), st.text(), st.integers())
ROWS = st.builds(
    Row, st.text(), st.text(), st.text(), st.sampled_from(["graded", "missing", "crashed"]),
    st.text(), st.text(), st.booleans(), st.lists(st.text()).map(tuple),
    st.lists(MARKS, unique_by=_question).map(tuple),
    st.lists(TEXTS, unique_by=_question).map(tuple),
    st.dictionaries(st.text(), st.integers() | st.text()), st.floats(0, 9),
)  # fmt: skip


def test_a_key_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "x.key.json"
    path.write_bytes(keys.dumps(KEY))
    assert keys.read(path) == KEY
    assert keys.dumps(keys.read(path)) == keys.dumps(KEY)


def test_the_person_chooses_the_variant() -> None:
    assert KEY.of("s02").settings == {"year": 2022}
    assert (KEY.knows("s02"), KEY.knows("nobody")) == (True, False)
    assert replace(KEY, people={}).knows("nobody")
    assert KEY.points() == 13.0


@pytest.mark.parametrize(
    "damage",
    [
        lambda body: body.clear(),
        lambda body: body.update(format=99),
        lambda body: body.update(variants=[]),
        lambda body: body["variants"]["2023"]["asked"].append({}),
        lambda body: body["variants"]["2023"]["asked"][0].update(expected={"kind": "none"}),
        lambda body: body.update(written=[{"name": "q9"}]),
        lambda body: body.update(cells=7),
        lambda body: body.update(cells={"q1": 7}),
        lambda body: body.update(name="../../evil"),
        lambda body: body.update(variants={}),
        lambda body: body.update(people={"s02": "none of them"}),
        lambda body: body.update(people={"../s02": "2022"}),
        lambda body: body["variants"]["2023"]["asked"][0].update(points=float("nan")),
        lambda body: body["variants"]["2023"]["asked"][0].update(points=-1),
        lambda body: body["variants"]["2023"]["asked"][0].update(probe="1 +"),
        lambda body: body["written"][0].update(points="5"),
    ],
)
def test_a_damaged_key_is_refused_in_a_sentence(tmp_path: Path, damage: Any) -> None:
    body = json.loads(keys.dumps(KEY))
    damage(body)
    path = tmp_path / "x.key.json"
    path.write_text(json.dumps(body))
    with pytest.raises(KeyFileError, match=r"x\.key\.json is "):
        keys.read(path)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b"7", b'{"format": 1}', b"[" * 99999])
def test_what_is_no_key_or_row_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.key.json"
    path.write_bytes(content)
    with pytest.raises(KeyFileError):
        keys.read(path)
    with pytest.raises(RowError):
        rows.parse(content)


def test_a_key_that_is_away_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="cannot be read"):
        keys.read(tmp_path / "none.key.json")


@given(ROWS)
def test_a_row_comes_back_as_it_was(row: Row) -> None:
    assert rows.parse(rows.dumps(row)) == row
    assert rows.dumps(row).isascii()


def test_only_a_graded_row_has_points() -> None:
    marks = (Mark("q1", "right", 2.0, 2.0), Mark("q2", "blank", 0.0, 1.0))
    row = Row("s01", "03", "r1", "graded", marks=marks)
    assert (row.points, row.of) == (2.0, 3.0)
    assert Row("s01", "03", "r1", "missing").points is None
    assert Row("s01", "03", "r1", "graded").points == 0
