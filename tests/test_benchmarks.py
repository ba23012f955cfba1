"""The benchmarks run, and what they write can be read; how fast things are is not tested.

The peer of the yardstick benchmark, matplotlib, is no part of the course: that benchmark is run
by hand as a whole, and here in its parts.
"""

import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from wayout.activities import cards

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "semantics.py"
YARDSTICK = SCRIPT.with_name("yardstick.py")


def test_the_semantics_benchmark_writes_a_table_and_a_picture(tmp_path: Path) -> None:
    pytest.importorskip("py_arg", reason="needs python-argumentation: pip install -e .[test]")
    picture = tmp_path / "times.svg"
    command = [sys.executable, str(SCRIPT), "--quick", "--out", str(picture)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "answers were equal" in done.stdout
    assert done.stdout.count("random graphs") >= 8
    title = ElementTree.parse(picture).getroot()[0].text
    assert title == "Time to answer, by number of points"


def test_the_benchmark_of_cards_draws_every_card_of_the_register() -> None:
    command = [sys.executable, str(SCRIPT.with_name("cards.py")), "--quick", "--kernel"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert {*cards()} <= {*done.stdout.split()}


def test_the_benchmark_of_boards_draws_each_beside_its_plain_peer() -> None:
    command = [sys.executable, str(SCRIPT.with_name("boards.py")), "--quick", "--kernel"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert {"bench", "rivals", "standing"} <= {*done.stdout.split()}


@pytest.mark.slow
def test_the_benchmark_of_a_class_reads_a_hundred_learners() -> None:
    command = [sys.executable, str(SCRIPT.with_name("room.py")), "--quick"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1].split()[0] == "100"


@pytest.fixture
def yardstick(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = spec_from_file_location("yardstick_benchmark", YARDSTICK)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


TITLE = "From slider to paint, in milliseconds"


def test_the_yardstick_benchmark_counts_and_draws_what_it_is_given(yardstick: ModuleType) -> None:
    times = tuple(float(number) for number in range(1, 41))
    rows = [
        yardstick.Row("yardstick card", "drag", times),
        yardstick.Row(yardstick.PEER, "drag", (9999.0,)),
    ]
    assert (rows[0].p50, rows[0].p95) == (20.5, 38.0)
    shown = yardstick.table(rows).splitlines()[1].split()
    assert shown == ["yardstick", "card,", "drag", "40", "20.5", "ms", "38.0", "ms", "40.0", "ms"]
    picture = ElementTree.fromstring(yardstick.picture(rows))
    assert picture[0].text == TITLE
    circles = [mark for mark in picture.iter() if mark.tag.endswith("circle")]
    assert len(circles) == len(times) + 1
    assert all(float(mark.attrib["cx"]) <= yardstick.WIDTH for mark in circles)


def test_the_yardstick_benchmark_says_what_is_missing(
    yardstick: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(yardstick, "version", nowhere)
    with pytest.raises(SystemExit, match=r"matplotlib is not installed: .* brings it"):
        yardstick.main([])
