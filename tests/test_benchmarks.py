"""The benchmarks run, and what they write can be read; how fast things are is not tested."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "semantics.py"


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
