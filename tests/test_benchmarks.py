"""The benchmarks run, and the page says what they found; how fast things are is not tested.

The peers of the yardstick benchmark, matplotlib and plotly, are no part of the course: that
benchmark is run by hand.
"""

import subprocess
import sys
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from wayout.activities import cards

HERE = Path(__file__).parents[1] / "benchmarks"
NAMES = [part["name"] for part in tomllib.loads((HERE / "page.toml").read_text("utf-8"))["part"]]


def ran(name: str, *words: str) -> str:
    command = [sys.executable, str(HERE / f"{name}.py"), "--quick", *words]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The module that makes the page."""
    sys.path.insert(0, str(HERE))
    spec = spec_from_file_location("all_benchmarks", HERE / "all.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.path.remove(str(HERE))
    return module


def test_one_command_measures_keeps_and_writes_the_page(tmp_path: Path, bench: ModuleType) -> None:
    pytest.importorskip("py_arg", reason="needs python-argumentation: pip install -e .[test]")
    said = ran("all", "--only", "semantics", "work_file", "--out", str(tmp_path))
    assert "answers were equal" in said
    page = (tmp_path / "README.md").read_text("utf-8")
    assert page.count("A quick run") == page.count("*Again*") == 2
    setting, samples = bench.measured.read(tmp_path / "results" / "semantics.json")
    assert {sample.by for sample in samples} == {"the course", "python-argumentation"}
    assert all(f"| {cell} |" in page for row in bench.measured.rows(samples) for cell in row[1:3])
    assert setting["versions"]["python-argumentation"] in page
    (tmp_path / "results" / "semantics.json").unlink()
    assert bench.page(tmp_path).count("## ") == 1


def test_the_page_says_what_the_kept_results_say(bench: ModuleType) -> None:
    assert bench.page(HERE) == (HERE / "README.md").read_text("utf-8")
    kept = {path.stem for path in (HERE / "results").glob("*.json")}
    assert kept <= {*NAMES}
    assert all((HERE / f"{name}.py").exists() for name in NAMES)
    for name in kept:
        setting, samples = bench.measured.read(HERE / "results" / f"{name}.json")
        assert samples
        assert not setting["quick"], f"{name} was kept from a quick run"
    drawn = {name for name in kept if bench.PARTS[name].get("plot")}
    assert {path.stem for path in (HERE / "results").glob("*.svg")} == drawn
    for name in drawn:
        picture = (HERE / "results" / f"{name}.svg").read_text("utf-8")
        assert bench.stamp(name, HERE) in picture, f"{name}.svg is of another run"
        assert "prefers-color-scheme:dark" in picture


def test_a_table_counts_what_it_is_given(bench: ModuleType) -> None:
    sample = bench.measured.Sample
    rows = bench.measured.rows(
        [
            sample("open", "ours", "ms", (1.0, 2.0, 30.0)),
            sample("open", "theirs", "ms", (5.0, 7.0)),
            sample("close", "theirs", "MB", (12345.0,)),
        ]
    )
    assert rows == [
        ("open", "ours", "2 ms", "1 – 30", "3", ""),
        ("", "theirs", "6 ms", "5 – 7", "2", "3 ×"),
        ("close", "theirs", "12,300 MB", "12,300 – 12,300", "1", ""),
    ]


def test_the_benchmark_of_cards_draws_every_card_of_the_register() -> None:
    assert {*cards()} <= {*ran("cards", "--kernel").split()}


def test_the_benchmark_of_boards_draws_each_beside_its_plain_peer() -> None:
    said = ran("boards", "--kernel").split()
    assert {"bench", "rivals", "standing", "ipywidgets"} <= {*said}


@pytest.mark.slow
def test_the_benchmark_of_a_class_reads_a_hundred_learners() -> None:
    assert "100 learners, s to read" in ran("room")
