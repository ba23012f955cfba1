import subprocess
import sys
from pathlib import Path

import pytest

from calls import calls
from held import held
from wayout.exercises import expect, stored
from wayout.exercises.check import compose
from wayout.exercises.expect import mark, marks, one_of
from wayout.exercises.stored import NoChecks, find, questions, read, write

ORDER = compose("q2", "answer_2", ["Tehran", "Moscow"])

test_calls = calls(__file__, expect, stored, globals())


def test_a_lesson_finds_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "exercises" / "checks"
    folder.mkdir(parents=True)
    (folder / "02_who.json").write_bytes(write("02", [compose("q1", "a", 1.5), ORDER]))
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
    alone = [sys.executable, "-c", held(__file__, "alone"), str(tmp_path)]
    result = subprocess.run(alone, capture_output=True)
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
