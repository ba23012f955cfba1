"""environment.yml, constraints.txt, pyproject.toml and every import say the same thing."""

import ast
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from importlib import import_module
from importlib.metadata import distributions, packages_distributions
from pathlib import Path
from types import SimpleNamespace

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import sys_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

import start
from binder import ENVIRONMENT, PIP_LINES, base_packages
from checkout import ROOT, cells, copy_to, files, notebooks, uv
from conftest import opens_a_browser
from walk import each

NAMED = ("jupyterlab", "ipywidgets", "pandas", "folium", "nbval", "notebook")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@cache
def pins() -> list[Requirement]:
    """The lines of constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if not line.startswith("#")]


def pinned(name: str) -> list[str]:
    """The versions constraints.txt gives a package, one for each kind of Python."""
    same = [pin for pin in pins() if canonicalize_name(pin.name) == canonicalize_name(name)]
    return [next(iter(pin.specifier)).version for pin in same]


def declared(*extras: str) -> list[Requirement]:
    """The requirements of pyproject.toml with the extras named."""
    optional: dict[str, list[str]] = PROJECT["optional-dependencies"]
    lines = PROJECT["dependencies"] + [line for extra in extras for line in optional[extra]]
    return [Requirement(line) for line in lines]


ALL = declared(*PROJECT["optional-dependencies"])
OWNERS = packages_distributions()


@each(ALL)
def test_every_requirement_has_a_fitting_pin(requirement: Requirement) -> None:
    versions = pinned(requirement.name)
    assert versions, f"constraints.txt has no {requirement.name}"
    assert all(version in requirement.specifier for version in versions)


def test_pins_are_bare_and_bring_no_grammar_that_is_read_at_import() -> None:
    for pin in pins():
        assert pin.url is None
        assert [s.operator for s in pin.specifier] == ["=="], f"{pin} is not pinned"
    # jsonschema brings rfc3987-syntax from 4.25 on; it costs every kernel a second.
    assert not pinned("rfc3987-syntax")


def test_what_runs_here_is_what_is_pinned() -> None:
    here = {canonicalize_name(d.name): d.version for d in distributions()}
    wrong = {n: here[n] for n in here if pinned(n) and here[n] not in pinned(n)}
    assert not wrong, f"other versions than constraints.txt: {wrong}"


def test_environment_has_the_form_that_conda_and_binder_read_and_the_pins() -> None:
    pins = [f"{name}=={version}" for name in NAMED for version in pinned(name)]
    assert sorted(pins) == sorted(line for line in PIP_LINES if "==" in line)
    assert ENVIRONMENT["name"] == "wayout"
    assert ENVIRONMENT["channels"] == ["conda-forge"]
    python, pip, _ = ENVIRONMENT["dependencies"]
    assert re.fullmatch(r"python=3\.\d+", python), "two or more '=' or '>' make Binder take 3.10"
    assert pip == "pip"
    assert PIP_LINES[0] == "-c constraints.txt"
    assert PIP_LINES[-1] == "-e .[lab]"
    assert len(PIP_LINES) == len(NAMED) + 2
    conda = ENVIRONMENT["dependencies"][0].split("=")[1]
    assert f"{conda}.0" in SpecifierSet(PROJECT["requires-python"])
    assert f"{conda}.0" in SpecifierSet(start.PYTHONS)
    assert start.PYTHONS.startswith(PROJECT["requires-python"])


def imported(tree: ast.AST) -> set[str]:
    """The top-level packages that code imports."""
    names = [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    froms = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and not n.level]
    return {name.split(".")[0] for name in [*names, *(n.module or "" for n in froms)]}


def undeclared(names: set[str], *extras: str) -> dict[str, list[str]]:
    """The imports that no requirement covers."""
    own = {"__future__", "wayout", "start"} | set(sys.stdlib_module_names)
    known = {canonicalize_name(requirement.name) for requirement in declared(*extras)}
    # What another extra brings may not be here: then it goes by its own name, and Python's sign.
    owned = {name: OWNERS.get(name, [name, f"{name}-python"]) for name in names - own}
    return {n: o for n, o in owned.items() if not known & {canonicalize_name(x) for x in o}}


def code_of(notebook: Path) -> str:
    """The code of a notebook without the lines that only IPython reads."""
    code = "\n".join("".join(c["source"]) for c in cells(notebook) if c["cell_type"] == "code")
    return "\n".join(line for line in code.splitlines() if not line.lstrip().startswith(("%", "!")))


@each(notebooks())
def test_a_notebook_imports_what_the_course_brings(notebook: Path) -> None:
    assert not undeclared(imported(ast.parse(code_of(notebook))))


@pytest.mark.parametrize("room", ["src", "tests", "benchmarks"])
def test_code_imports_what_pyproject_declares(room: str) -> None:
    modules = [path for path in files() if path.parts[0] == room and path.suffix == ".py"]
    extras = {"src": ["lab", "teach", "cluster", "site", "lite"]}.get(
        room, list(PROJECT["optional-dependencies"])
    )
    names = {n for m in modules for n in imported(ast.parse((ROOT / m).read_text("utf-8")))}
    # A benchmark may open the Lab of the browser tests, and use another one.
    beside = [m for m in files() if room != "src" and m.parts[0] in ("tests", room)]
    siblings = {name for m in beside for name in (m.stem, m.parent.name)}
    assert not undeclared(names - siblings, *extras)


def test_binder_plans_conda_with_the_python_asked_for() -> None:
    plan = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "--user-id=1000"]
    plan += ["--user-name=reader", "."]
    told = subprocess.run(plan, cwd=ROOT, capture_output=True, text=True, check=True)
    text = told.stdout + told.stderr
    assert f"Building conda environment for {ENVIRONMENT['dependencies'][0]}" in text
    copied, filled = "COPY --chown=1000:1000 src/", "env update -p ${NB_PYTHON_PREFIX} --file"
    assert text.index(copied) < text.index(filled)


def configured(name: str) -> SimpleNamespace:
    c = SimpleNamespace(**{n: SimpleNamespace() for n in ("ServerApp", "LabApp", "HTMLExporter")})
    runpy.run_path(str(ROOT / "jupyter" / f"{name}.py"), {"get_config": lambda: c})
    return c


def test_jupyter_makes_pages_without_a_network_and_opens_the_first_from_anywhere() -> None:
    module, _, kind = configured("jupyter_config").HTMLExporter.preprocessors[0].rpartition(".")
    assert hasattr(import_module(module), kind)
    c = configured("jupyter_lab_config")
    assert c.ServerApp.root_dir == str(ROOT)
    assert (ROOT / c.LabApp.default_url.removeprefix("/lab/tree/")).exists()


def compile_pins(folder: Path, *words: str) -> None:
    """Let uv compile requirements without looking for other Pythons."""
    still = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    subprocess.run([uv(), "pip", "compile", *words, "--quiet"], cwd=folder, env=still, check=True)


@pytest.mark.slow
def test_pins_are_what_pyproject_compiles_to(tmp_path: Path) -> None:
    header = (ROOT / "constraints.txt").read_text("utf-8").splitlines()[1].lstrip("# ")
    for name in ("pyproject.toml", "constraints.txt", *PROJECT["license-files"]):
        shutil.copy(ROOT / name, tmp_path / name)
    compile_pins(tmp_path, *header.removeprefix("uv pip compile").split())
    fresh, kept = ((folder / "constraints.txt").read_text("utf-8") for folder in (tmp_path, ROOT))
    assert fresh == kept, f"constraints.txt is stale: run `python start.py run {header}`"


@pytest.mark.slow
@pytest.mark.parametrize("python", ["3.11", "3.14"])
@pytest.mark.parametrize("platform", ["windows", "macos", "aarch64-apple-darwin"])
def test_every_pin_has_a_ready_made_wheel(python: str, platform: str, tmp_path: Path) -> None:
    target = [f"--python-version={python}", f"--python-platform={platform}"]
    rule = ["--constraints=constraints.txt", "--only-binary=:all:"]
    rule += [f"--output-file={tmp_path / 'w'}"]
    compile_pins(ROOT, "pyproject.toml", "--all-extras", *target, *rule)


def fetched(extras: list[str], folder: Path) -> int:
    """Bytes of the wheels that uv takes here for some extras."""
    words = [f"--extra={extra}" for extra in extras] + ["-c", "constraints.txt"]
    lock = folder / f"pylock.{extras[-1]}.toml"
    compile_pins(ROOT, "pyproject.toml", *words, "--format=pylock.toml", f"--output-file={lock}")
    rank = {tag: place for place, tag in enumerate(sys_tags())}
    total = 0
    for package in tomllib.loads(lock.read_text("utf-8"))["packages"]:
        sizes = {}
        for wheel in package["wheels"]:
            tags = parse_wheel_filename(wheel["url"].rpartition("/")[2])[3]
            sizes[min(rank.get(tag, len(rank)) for tag in tags)] = wheel["size"]
        total += sizes[min(sizes)]
    return total


def kept(extras: list[str], folder: Path) -> int:
    """Bytes on disk of an environment with some extras, in whole blocks."""
    place = folder / extras[-1]
    for words in (["venv", place], ["pip", "install", "--python", place, "-c", "constraints.txt"]):
        course = ["-e", f".[{','.join(extras)}]"] if "pip" in words else ["-p", sys.executable]
        command = [uv(), *words, "--quiet", *course]
        subprocess.run(command, cwd=ROOT, env=start.environment(), check=True)
    return sum(path.lstat().st_blocks * 512 for path in place.rglob("*"))


# What a learner sets up, and the three that hold all others: each weight is in one of them.
WEIGHED = ("lab", "slow", "browser", "dev")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the weights are those on Linux")
@pytest.mark.parametrize("name", WEIGHED)
def test_an_extra_weighs_what_start_says(name: str, tmp_path: Path) -> None:
    extras = [extra for extra in start.WEIGHTS if extra in start.EXTRAS[name]]
    said = [sum(start.WEIGHTS[extra][column] for extra in extras) for column in (0, 1)]
    assert fetched(extras, tmp_path) / 1e6 == pytest.approx(said[0], rel=0.15)
    assert kept(extras, tmp_path) / 2**20 == pytest.approx(said[1], rel=0.15)


def test_each_extra_is_in_an_environment_that_is_weighed() -> None:
    assert {*start.WEIGHTS} - {"uv"} == {extra for name in WEIGHED for extra in start.EXTRAS[name]}


def test_a_learners_install_stays_light() -> None:
    assert start.WEIGHTS["lab"][1] <= 310, "320 MB at most, with room to spare"
    assert "typer" not in {requirement.name for requirement in declared("lab")}


def test_a_module_that_needs_a_browser_has_no_other_tests() -> None:
    # conftest.py passes over such modules where the extra `browser` is not installed.
    modules = [p for p in files() if p.parts[:1] == ("tests",) and p.name.startswith("test_")]
    live = [p for p in modules if opens_a_browser(ROOT / p) and p.parts[1] != "browser"]
    marks = re.compile(r"^pytestmark = (\[\s*)?pytest\.mark\.browser\b", re.M)
    assert not [path for path in live if not marks.search((ROOT / path).read_text("utf-8"))]


@pytest.mark.slow
def test_a_wheel_brings_everything_but_the_notebooks(tmp_path: Path) -> None:
    course = copy_to(tmp_path / "course")
    command = [uv(), "build", "--wheel", "--quiet", f"--out-dir={tmp_path}", str(course)]
    subprocess.run(command, env=start.environment(), check=True)
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    package = {f"{path.relative_to('src')}" for path in files() if path.parts[0] == "src"}
    data = {f"wayout/_{path}" for path in files() if path.parts[0] == "data"}
    assert not (package | data) - inside


@pytest.mark.slow
def test_the_pip_section_on_what_binder_has_brings_pins_and_settings_and_runs_lessons(
    tmp_path: Path,
) -> None:
    course, python = copy_to(tmp_path / "course"), tmp_path / "env" / start.BIN.name
    python /= start.PYTHON.name

    def run(*command: str | Path) -> str:
        quiet = {"capture_output": True, "text": True, "env": start.environment()}
        done = subprocess.run(command, cwd=course, **quiet)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return str(done.stdout)

    def packages() -> dict[str, str]:
        listed = run(python, "-m", "pip", "list", "--format=freeze").splitlines()
        return dict(line.split("==") for line in listed if "==" in line)

    # An environment like Binder's, filled by pip as conda fills it: conda writes the pip section
    # into a file beside environment.yml and runs pip from there.
    run(uv(), "venv", "--quiet", "--seed", "--python", start.PYTHONS, tmp_path / "env")
    run(uv(), "pip", "install", "--quiet", "--python", python, *base_packages())
    had = packages().items()
    listing = course / "condaenv.requirements.txt"
    listing.write_text("\n".join(PIP_LINES), "utf-8")
    # Python reads each package once here: to compile all of them would take longer.
    run(python, "-m", "pip", "install", "--quiet", "--no-compile", "-U", "-r", listing.name)
    run(python, "-m", "pip", "check")  # Notebook wants the JupyterLab of its own day
    found = packages()
    assert {name: found[name] for name in NAMED} == {name: pinned(name)[0] for name in NAMED}
    other = {(n, v) for n, v in found.items() if pinned(n) and v not in pinned(n)}
    assert other - had == set(), "what the course needs has our pins; the rest is Binder's own"
    settings = python.parents[1] / "etc" / "jupyter" / "jupyter_lab_config.py"
    load = "import sys; from traitlets.config.loader import PyFileConfigLoader as Loader; "
    show = "print(Loader(sys.argv[1]).load_config().ServerApp.root_dir)"
    assert run(python, "-c", load + show, settings).strip() == str(course)
    bare = ["-c", "pytest.ini", "--nbval-lax", "--nbval-current-env", "-p", "no:cacheprovider"]
    (course / "pytest.ini").write_text("[pytest]\n", "utf-8")
    few = [path for path in notebooks() if path.name.startswith(("05_other", "06_draw", "10_was"))]
    # All lessons run on these versions in the fast tests; what could be missing here is a package.
    assert " passed" in run(python, "-m", "pytest", "-q", *bare, *map(str, few))
