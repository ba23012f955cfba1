import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest

from held import held
from wayout.exercises.check import compose
from wayout.exercises.expect import mark, marks, near, one_of
from wayout.exercises.judge import Question
from wayout.exercises.stored import NoChecks, find, parse, questions, read, seal, unseal, write

MONTHLY = compose(
    "q1",
    "answer_1",
    near(19.83, tolerance=0.05),
    [(near(218.17, tolerance=0.5), "The total.")],
    ["One.", "Two."],
    "Because of 11 months.",
    "answer_1 = 218.17 / 11",
)
ORDER = compose("q2", "answer_2", ["Tehran", "Moscow"])


def test_questions_come_back_as_they_were() -> None:
    assert parse(write("02", [MONTHLY, ORDER])) == [MONTHLY, ORDER]


def test_the_bytes_are_always_the_same() -> None:
    content = write("02", [MONTHLY])
    assert content == write("02", [MONTHLY])
    assert content.endswith(b"}\n")
    assert list(json.loads(content)) == sorted(json.loads(content))


def test_sums_that_differ_in_the_last_bit_give_the_same_bytes() -> None:
    assert 0.1 + 0.2 != 0.3
    first, second = (Question("q1", "a", near(value)) for value in (0.1 + 0.2, 0.3))
    assert write("02", [first]) == write("02", [second])


def test_nothing_that_spoils_can_be_read_by_accident() -> None:
    text = write("02", [MONTHLY]).decode()
    for spoiler in ("19.83", "218.17", "The total", "One.", "11 months", "answer_1 ="):
        assert spoiler not in text
    assert "That is no protection." in json.loads(text)["note"]


def test_sealing_is_base64_of_json() -> None:
    assert json.loads(base64.b64decode(seal({"b": [1.5, None], "a": "é"}))) == {
        "a": "é",
        "b": [1.5, None],
    }
    assert unseal(seal([True, 2])) == [True, 2]


def test_a_lesson_finds_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "exercises" / "checks"
    folder.mkdir(parents=True)
    (folder / "02_who.json").write_bytes(write("02", [MONTHLY, ORDER]))
    (folder / "03_how.json").write_bytes(write("03", [ORDER]))
    monkeypatch.setattr("wayout.paths.ROOT", tmp_path)
    assert find("02").name == "02_who.json"
    assert questions("02") == ["q1", "q2"]
    assert questions("03") == ["q2"]
    assert questions("09") == []
    (folder / "02_who-Copy1.json").write_bytes(write("02", [ORDER]))
    with pytest.raises(NoChecks, match=r"02_who-Copy1\.json and 02_who\.json\. Move the copies"):
        find("02")


def test_reading_needs_no_other_import(tmp_path: Path) -> None:
    folder = tmp_path / "exercises" / "checks"
    folder.mkdir(parents=True)
    every = [ORDER, compose("q3", "a", one_of("Iran")), compose("q4", "a", marks(mark(1, 2)))]
    (folder / "02_who.json").write_bytes(write("02", every))
    code = (
        "import sys, pathlib; from wayout.exercises.stored import questions;"
        "print(*questions('02', pathlib.Path(sys.argv[1])))"
    )
    result = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True)
    assert result.stdout.decode().split() == ["q2", "q3", "q4"], result.stderr


@pytest.mark.parametrize("lesson", ["09", ""])
def test_a_missing_file_is_said_in_a_sentence(tmp_path: Path, lesson: str) -> None:
    with pytest.raises(NoChecks, match="Take a fresh copy"):
        find(lesson, tmp_path)


@pytest.mark.parametrize("content", held(__file__, "damaged"))
def test_a_damaged_file_is_said_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "02_who.json"
    path.write_bytes(eval(content))
    with pytest.raises(NoChecks, match=r"02_who\.json .* is missing or damaged"):
        read(path)
