import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from wayout import __version__
from wayout.cli import app
from wayout.pages.source_card import source
from wayout.tables import package

TALK = CliRunner()


def test_the_version_is_printed() -> None:
    said = TALK.invoke(app, ["--version"])
    assert (said.exit_code, said.output) == (0, f"wayout {__version__}\n")


def test_help_names_the_commands() -> None:
    said = TALK.invoke(app, ["--help"])
    assert said.exit_code == 0
    assert "build" in said.output
    assert "data" in said.output


@pytest.mark.parametrize("check", [True, False])
def test_build_says_what_it_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: bool
) -> None:
    (tmp_path / "solutions").mkdir()
    monkeypatch.setattr("wayout.paths.ROOT", tmp_path)
    arguments = ["build", "--check"] if check else ["build"]
    assert TALK.invoke(app, arguments).exit_code == 0
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "02_old.ipynb").write_text("{}")
    said = TALK.invoke(app, arguments)
    assert said.exit_code == 1
    assert said.output == "exercises/02_old.ipynb has no solution any more: delete it.\n"


def test_build_outside_the_course_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wayout.paths.ROOT", tmp_path)
    said = TALK.invoke(app, ["build"])
    assert said.exit_code == 1
    assert said.output.startswith("This works in the course folder only")


def test_data_lists_every_table() -> None:
    said = TALK.invoke(app, ["data"])
    assert said.exit_code == 0
    assert [line.split()[0] for line in said.output.splitlines()] == package.names()


@pytest.mark.parametrize("name", ["visits", "borders", "argument"])
def test_data_shows_each_table_with_its_card(name: str) -> None:
    said = TALK.invoke(app, ["data", name, "--rows", "3"])
    assert said.exit_code == 0
    assert said.output.startswith(str(source(name)))


def test_data_says_how_many_rows_are_left() -> None:
    left = len(package.load("visits")) - 3
    said = TALK.invoke(app, ["data", "visits", "--rows", "3"])
    assert said.output.endswith(f"… and {left} more rows\n")


def test_an_unknown_table_is_one_sentence() -> None:
    said = TALK.invoke(app, ["data", "vists"])
    assert said.exit_code == 1
    assert said.output.startswith("There is no table 'vists'.")


def test_without_typer_one_sentence_is_printed() -> None:
    code = "import sys; sys.modules['typer'] = None; from wayout.cli import main; main()"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.startswith("The command `wayout` needs typer")
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize("pipe", ["cp1252", "cp437", "utf-8", "utf-16"])
def test_a_pipe_of_any_encoding_is_written_to(pipe: str) -> None:
    code = "from wayout.cli import main; main()"
    command = [sys.executable, "-c", code, "data", "capitals", "--rows", "99"]
    surroundings = {**os.environ, "PYTHONIOENCODING": pipe, "PYTHONUTF8": "0"}
    ended = subprocess.run(command, capture_output=True, env=surroundings)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "Capital cities" in ended.stdout.decode(pipe)


def test_help_loads_no_table_room() -> None:
    code = (
        "import sys; from wayout.cli import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "print('pandas' in sys.modules, 'nbformat' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.stdout.splitlines()[-1] == "False False"


def test_seal_finds_nothing_to_do_in_a_clean_course() -> None:
    said = TALK.invoke(app, ["data", "--seal"])
    assert said.exit_code == 0
    assert said.output == "Nothing has changed.\n"


def test_the_map_of_the_argument_can_be_read_in_the_terminal() -> None:
    said = TALK.invoke(app, ["data", "argument", "--rows", "2"])
    assert said.output.endswith("\n".join(package.text("argument").splitlines()[:2]) + "\n")
