"""JupyterLite without a browser: its list, what is refused, its lock, nulls, the strip."""

import json
import re
import shlex
import sys
import tomllib
from collections.abc import Sequence
from http.client import BadStatusLine, IncompleteRead
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename
from typer.testing import CliRunner

from checkout import ROOT
from held import held
from wayout import paths
from wayout.anywhere import lite
from wayout.anywhere.lite import fetch, parts
from wayout.anywhere.lite.lock import open_wheel, plain, relock
from wayout.anywhere.lite.parts import LiteError, Part
from wayout.cli import app
from wayout.errors import CourseError
from wayout.exercises.ran import Ran
from wayout.widgets import nulls
from wayout.widgets.start import copy_head, head
from wayout.work.workfile import WorkFile

LISTED = {
    parse_wheel_filename(one.name)[0]: str(parse_wheel_filename(one.name)[1])
    for one in parts.parts()
    if one.name.endswith(".whl") and one.origin != "kernel"
}
LIST = held(__file__)


def lines(path: str) -> list[str]:
    return [line for line in (ROOT / path).read_text("utf-8").splitlines() if "==" in line]


def test_a_page_has_what_the_course_needs_in_the_pinned_versions() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [Requirement(line) for line in project["dependencies"]]
    assert all(LISTED[canonicalize_name(one.name)] in one.specifier for one in needed)
    pins: dict[str, set[str]] = {}
    for line in map(Requirement, (one for one in lines("constraints.txt") if one[0] != "#")):
        pins.setdefault(canonicalize_name(line.name), set()).add(str(line.specifier)[2:])
    other = {name for name, number in LISTED.items() if number not in pins.get(name, {number})}
    assert other == set(LIST["other_versions"])


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Part:
    """A list of one part, which pip brings as it should be."""
    part = Part("a-1-py3-none-any.whl", parts.sha256(b"right").hexdigest(), "pip")
    monkeypatch.setattr(fetch, "parts", lambda: [part])
    brings(monkeypatch, b"right")
    return part


def brings(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    def put(missing: Sequence[Part], folder: Path) -> None:
        for part in missing:
            (folder / part.name).write_bytes(content)

    monkeypatch.setitem(fetch._FETCH, "pip", put)


def test_what_is_at_hand_is_taken_and_the_rest_is_fetched_once(
    short: Part, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    cache = tmp_path / "cache"
    assert fetch.gather(cache, None, said.append) == {short.name: cache / short.name}
    assert said == [f"Fetching {short.name}"]
    brings(monkeypatch, b"another")
    assert fetch.gather(cache, None, said.append)[short.name].read_bytes() == b"right"
    (tmp_path / short.name).write_bytes(b"right")
    assert fetch.gather(cache, tmp_path, said.append)[short.name].parent == tmp_path
    assert len(said) == 1


@pytest.mark.parametrize("content", [b"wrong", b"", b"right "])
def test_another_file_under_the_name_is_refused_and_nothing_kept(
    short: Part, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    wheels, cache = tmp_path / "wheels", tmp_path / "cache"
    wheels.mkdir()
    (wheels / short.name).write_bytes(content)
    with pytest.raises(LiteError, match=f"{short.name} is not the file that the course knows"):
        fetch.gather(cache, wheels, str)
    brings(monkeypatch, content)
    with pytest.raises(LiteError, match="is not the file"):
        fetch.gather(cache, None, str)
    assert [*cache.iterdir()] == []
    (cache / short.name).write_bytes(content)  # torn on the disk: fetched anew
    brings(monkeypatch, b"right")
    assert fetch.gather(cache, None, str)[short.name].read_bytes() == b"right"


def test_a_missing_folder_and_a_network_that_fails_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LiteError, match="There is no folder"):
        fetch.gather(tmp_path, tmp_path / "none", str)
    monkeypatch.setattr(fetch, "_pyodides_own", lambda: (tmp_path / "none").as_uri())
    with pytest.raises(
        LiteError, match=r"fetch numpy.whl .* from file:.*/none/numpy.whl, .*wheels"
    ):
        fetch._of_pyodide([Part("numpy.whl", "", "pyodide")], tmp_path)
    with pytest.raises(LiteError, match=r"^It stopped \(it gave no reason\)\. Try again\.$"):
        fetch.run(["false"], "It stopped", "Try again.")


@pytest.mark.parametrize("error", [IncompleteRead(b"ab", 9), BadStatusLine("x"), TimeoutError()])
def test_a_torn_download_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def torn(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(fetch, "_pyodides_own", lambda: "https://pyodide.invalid/")
    monkeypatch.setattr(fetch.urllib.request, "urlopen", torn)
    with pytest.raises(LiteError, match="Try again, or fetch"):
        fetch._of_pyodide([Part("numpy.whl", "", "pyodide")], tmp_path)


def wheel(folder: Path, name: str, *needs: str, tag: str = "py3-none-any") -> Path:
    made = folder / f"{name}-1-{tag}.whl"
    asked = "".join(f"Requires-Dist: {need}\n" for need in needs)
    with ZipFile(made, "w") as file:
        file.writestr(f"{name}-1.dist-info/METADATA", f"Name: {name}\nVersion: 1\n{asked}")
        file.writestr(f"{name}-1.dist-info/RECORD", "")
        file.writestr(f"{name}/__init__.py", "")
        file.writestr(f"{name}/_quick.cp312-win_amd64.pyd", b"compiled")
        file.writestr("xstatic/pkg/leaf/__init__.py", "")
    return made


OWN = {"info": {"python": "3.12.7", "version": "0.27.7"}, "packages": {"old": {}}}


def test_the_lock_names_wheels_and_needs_inside_the_page(tmp_path: Path) -> None:
    asked = ("b>=1; python_version < '3.13'", "no; sys_platform == 'win32'", "more; extra == 'x'")
    found = [wheel(tmp_path, "A_a", *asked, "left"), wheel(tmp_path, "b")]
    lock = relock(OWN, found, ["left"])
    assert lock["info"] == OWN["info"]
    assert {name: one["depends"] for name, one in lock["packages"].items()} == {
        "a-a": ["b"],
        "b": [],
    }
    one = lock["packages"]["a-a"]
    assert one["imports"] == ["A_a", "xstatic.pkg.leaf"]
    assert (one["file_name"], one["sha256"]) == (found[0].name, parts.digest(found[0]))
    with pytest.raises(LiteError, match=r"a-a needs left, .* add its wheel"):
        relock(OWN, found, [])


def test_a_wheel_for_another_machine_loses_what_was_compiled(tmp_path: Path) -> None:
    (made := tmp_path / "made").mkdir()
    for tag in ("py3-none-any", "cp312-cp312-pyodide_2024_0_wasm32"):
        path = wheel(tmp_path, "a", tag=tag)
        assert plain(path, made) == path
    for tag in ("cp312-cp312-win_amd64", "cp312-cp312-manylinux_2_17_x86_64"):
        fresh = plain(wheel(tmp_path, "a", tag=tag), made)
        assert fresh == made / "a-1-py3-none-any.whl"
        names = ZipFile(fresh).namelist()
        assert "a/__init__.py" in names
        assert not [name for name in names if name.endswith(("pyd", "RECORD"))]
        assert open_wheel(fresh).key == "a"


class Page:
    """A page that drops what Python calls None, as JupyterLite's does; its own objects stay."""

    def __init__(self) -> None:
        self.got: list[Any] = []
        self.display_pub = self.displayhook = self
        self.data: Any = None
        self.metadata: Any = None

    def publish(self, data: Any, metadata: Any = None, **_: Any) -> None:
        self.got += [cut(data), cut(metadata)]

    def publish_msg(self, kind: str, data: Any = None, **_: Any) -> None:
        self.got += [kind, cut(data)]

    def write_format_data(self, data: Any, metadata: Any = None) -> None:
        self.data, self.metadata = data, metadata


class Own(dict[str, Any]):
    """An object of the page."""


def cut(value: Any) -> Any:
    if isinstance(value, Own) or not isinstance(value, dict):
        return value
    return {name: cut(one) for name, one in value.items() if one is not None}


def test_nulls_reach_the_page_in_charts_cards_and_values() -> None:
    page, bundle = Page(), {"legend": None, "marks": {"fill": None}}
    page.publish(bundle)
    assert page.got == [{"marks": {}}, None], "this is what has to be mended"
    for _ in range(2):
        nulls.keep_nulls(page, page, lambda text: Own(json.loads(text)))
    page.got.clear()
    page.publish(bundle, metadata={"a": None})
    page.publish_msg("comm_msg", {"state": {"html": None}})
    page.write_format_data(bundle, {"b": None})
    assert page.got == [bundle, {"a": None}, "comm_msg", {"state": {"html": None}}]
    assert cut(page.data) == bundle
    assert cut(page.metadata) == {"b": None}


@pytest.mark.parametrize("value", [{"b": b"bytes"}, {"n": float("nan")}, {}, None, "text", [None]])
def test_what_json_cannot_say_goes_as_it_was(value: Any) -> None:
    assert nulls.whole(value, pytest.fail) is value


def test_a_course_is_found_around_a_notebook(root: Path, tmp_path: Path) -> None:
    (course := tmp_path / "drive" / "lessons").mkdir(parents=True)
    (tmp_path / "drive" / paths.FIRST).write_text("{}")
    (deep := tmp_path / "drive" / "class" / "of mine").mkdir(parents=True)
    for folder in (course, course.parent, deep):
        assert paths.course_around(folder) == course.parent
    assert paths.course_around(tmp_path / "elsewhere") is None


def test_the_strip_in_a_page_says_where_answers_live(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = WorkFile(tmp_path / "my_work.json")
    plainly = head(None, work, {}, tmp_path).notes
    monkeypatch.setattr(paths, "IN_PAGE", True)
    (more,) = set(head(None, work, {}, tmp_path).notes) - set(plainly)
    assert re.search(r"kept in this browser.*Download my answers", more[1])
    _, (_, of_copy) = copy_head(None, {}).notes
    assert re.search(r"kept in this browser.*Download my submission", of_copy)


def test_a_cell_that_ran_in_a_page_is_the_cell_that_was_saved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for in_page, code in ((False, "a = 1\n"), (True, "a = 1")):
        monkeypatch.setattr(paths, "IN_PAGE", in_page)
        ran = Ran()
        ran._begins(SimpleNamespace(raw_cell="a = 1\n"))
        assert [one.code for one in ran.runs()] == [code]


def test_the_front_page_leads_to_every_lesson_and_exercise() -> None:
    links = re.findall(r'path=([^"]+)"', lite.front_page())
    found = {link.replace("%2F", "/") for link in links}
    notebooks = [*ROOT.glob("lessons/*.ipynb"), *ROOT.glob("exercises/*_exercise_*.ipynb")]
    assert found == {path.relative_to(ROOT).as_posix() for path in notebooks}


def test_a_build_ends_before_it_harms_anything(root: Path, tmp_path: Path) -> None:
    (mine := tmp_path / "mine").mkdir()
    (mine / "jupyter-lite.json").write_text("{}")
    with pytest.raises(CourseError, match="holds something else"):
        lite.build(root, mine, tmp_path / "cache", None, pytest.fail)
    with pytest.raises(CourseError, match="somebody has typed"):  # for want of a mark
        lite.build(root, tmp_path / "new", tmp_path / "cache", None, pytest.fail)
    assert not (tmp_path / "cache").exists()


def test_the_command_says_what_it_needs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("wayout.cli.lite.find_spec", lambda _: None)
    said = CliRunner().invoke(app, ["lite", "--out", str(tmp_path / "site")])
    assert (said.exit_code, "start.py run wayout lite" in said.output) == (1, True)


def test_the_command_that_it_prints_takes_a_name_with_a_space(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("wayout.cli.lite.find_spec", bool)
    monkeypatch.setattr(lite, "build", lambda *_: 1)
    for name in ("my course", "course"):
        said = CliRunner().invoke(app, ["lite", "--out", name]).output
        assert shlex.split(said.splitlines()[-1])[-1] == name


def test_links_between_notebooks_stay_in_their_page(tmp_path: Path) -> None:
    (page := tmp_path / "index.html").write_text("<head><title></title></head><body></body>")
    lite.stay(page)
    assert re.fullmatch(
        r"<head><title></title><script>.*stopImmediate.*</script></head><body></body>",
        page.read_text("utf-8"), re.DOTALL,
    )  # fmt: skip


def test_a_page_has_the_settings_of_the_course_and_the_light_of_the_system() -> None:
    """The schema of JupyterLab knows the setting by this name."""
    own = json.loads((ROOT / "jupyter" / "overrides.json").read_text("utf-8"))
    at = "@jupyterlab/apputils-extension"
    assert lite.settings(ROOT) == {**own, f"{at}:themes": {"adaptive-theme": True}}
    schemas = Path(sys.prefix, "share", "jupyter", "lab", "schemas", at)
    schema = json.loads((schemas / "themes.json").read_text("utf-8"))
    assert schema["properties"]["adaptive-theme"]["type"] == "boolean"
