import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cases import made
from held import held
from wayout import __version__
from wayout.cli import app
from wayout.pages import source_card
from wayout.tables import package

TALK = CliRunner()
HELP = """import sys; from wayout.cli import app
try: app(['--help'])
except SystemExit: pass
print('pandas' in sys.modules, 'nbformat' in sys.modules)"""
VERSION, source = f"wayout {__version__}", source_card.source
LEFT = len(package.load("visits")) - 3
FIRST = "\n".join(package.text("argument").splitlines()[:3])


@pytest.mark.parametrize(("words", "code", "begins", "ends"), held(__file__, "commands"))
def test_a_command_is_answered(words: str, code: int, begins: str, ends: str) -> None:
    said = TALK.invoke(app, words.split())
    assert said.exit_code == code
    assert said.output.startswith(made(begins, **globals()))
    assert said.output.endswith(f"{made(ends, **globals())}\n")


def test_help_names_the_commands_and_data_lists_every_table() -> None:
    said = TALK.invoke(app, ["--help"])
    assert said.exit_code == 0
    assert "build" in said.output
    assert "data" in said.output
    listed = TALK.invoke(app, ["data"]).output.splitlines()
    assert [line.split()[0] for line in listed] == package.names()


@pytest.mark.parametrize("check", [True, False])
def test_build_says_what_it_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: bool
) -> None:
    monkeypatch.setattr("wayout.paths.ROOT", tmp_path)
    arguments = ["build", "--check"] if check else ["build"]
    outside = TALK.invoke(app, arguments)
    assert outside.exit_code == 1
    assert outside.output.startswith("This works in the course folder only")
    (tmp_path / "solutions").mkdir()
    assert TALK.invoke(app, arguments).exit_code == 0
    (tmp_path / "exercises" / "checks").mkdir(parents=True)
    (tmp_path / "exercises" / "my notes.ipynb").write_text("{}")
    said = TALK.invoke(app, arguments)
    mine = "exercises/my notes.ipynb is worked on: it stays as it is."
    assert (said.exit_code, said.output.splitlines()[0]) == (0, mine)
    assert TALK.invoke(app, [*arguments, "--blank"]).exit_code == 1
    (tmp_path / "exercises" / "checks" / "02_old.json").write_text("{}")
    said = TALK.invoke(app, arguments)
    assert said.exit_code == 1
    assert "exercises/checks/02_old.json has no solution of its name." in said.output


def end_of(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def test_without_typer_one_sentence_is_printed() -> None:
    ended = end_of("import sys; sys.modules['typer'] = None; from wayout.cli import main; main()")
    assert (ended.returncode, ended.stdout) == (1, "")
    (sentence,) = ended.stderr.splitlines()
    assert sentence.startswith("The command `wayout` needs typer")


@pytest.mark.parametrize("pipe", ["cp1252", "utf-16"])
def test_a_pipe_of_any_encoding_is_written_to(pipe: str) -> None:
    code = "from wayout.cli import main; main()"
    command = [sys.executable, "-c", code, "data", "capitals", "--rows", "99"]
    surroundings = {**os.environ, "PYTHONIOENCODING": pipe, "PYTHONUTF8": "0"}
    ended = subprocess.run(command, capture_output=True, env=surroundings)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "Capital cities" in ended.stdout.decode(pipe)


def test_help_loads_no_table_room() -> None:
    ended = end_of(HELP)
    assert ended.stdout.splitlines()[-1] == "False False"
