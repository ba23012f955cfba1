"""What a clone of the course holds, and what it must not hold."""

import os
import re
from pathlib import Path

import yaml

from checkout import ROOT, cells, committed, files, notebooks
from held import held
from walk import each

HELD = held(__file__)
OURS = notebooks()
REGISTRIES = ["".join(parts) for parts in HELD["registries"]]
ELSEWHERE = re.compile(r"""(?<![\w.:/])/(?:work|root|home|opt|mnt|srv|tmp|Users)/|[A-Z]:\\""")
LINK = re.compile(r"""\]\(\s*<?([^)\s>]+)|(?:src|href)=["']([^"']+)["']""")


def text(path: Path) -> str:
    """The words of a file; nothing for a picture, of a notebook what its cells say."""
    if path.suffix == ".ipynb":
        found = cells(path) if path in OURS else []
        return "\n".join("".join(cell["source"]) for cell in found)
    try:
        return (ROOT / path).read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_nothing_hides_environment_yml() -> None:
    assert [name for name in HELD["hiders"] if (ROOT / name).exists()] == []


def test_no_registry_and_nothing_outside_the_checkout_is_named() -> None:
    texts = {str(path): text(path) for path in files()}
    named = {path: [r for r in REGISTRIES if r in told] for path, told in texts.items()}
    assert not {path: found for path, found in named.items() if found}
    elsewhere = {path: ELSEWHERE.findall(told) for path, told in texts.items()}
    assert not {path: found for path, found in elsewhere.items() if found}
    links = [path for path in files() if (ROOT / path).is_symlink()]
    assert not [path for path in links if ROOT not in (ROOT / path).resolve().parents]


def prose(path: Path) -> str:
    """The Markdown of a page or of a notebook."""
    if path.suffix == ".ipynb":
        return "\n".join("".join(c["source"]) for c in cells(path) if c["cell_type"] == "markdown")
    return text(path)


def pages() -> list[Path]:
    """Every notebook and every Markdown page."""
    rooms = [ROOT, *sorted(p for p in ROOT.glob("[!.]*") if p.is_dir())]
    found = [page for room in rooms for page in sorted(room.glob("*.md"))]
    return [*OURS, *(page.relative_to(ROOT) for page in found)]


@each(pages())
def test_links_between_files_lead_somewhere(page: Path) -> None:
    found = ["".join(pair).split("#")[0] for pair in LINK.findall(prose(page))]
    near = [link for link in found if link and not re.match(r"[a-z]+:", link)]
    targets = {link: (ROOT / page.parent / link).resolve() for link in near}
    assert not [link for link, to in targets.items() if not to.exists() or ROOT not in to.parents]


@each(OURS)
def test_a_notebook_is_committed_without_outputs_and_personal_metadata(notebook: Path) -> None:
    found = committed(notebook)
    code = [cell for cell in found["cells"] if cell["cell_type"] == "code"]
    assert not [c["id"] for c in code if c["outputs"] or c["execution_count"] is not None]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    about = {"kernelspec": kernel, "language_info": {"name": "python"}}
    assert {**found["metadata"], "wayout": {}} == {**about, "wayout": {}}


@each(OURS)
def test_the_cells_of_a_notebook_have_stable_names_and_code_is_short(notebook: Path) -> None:
    names = [cell["id"] for cell in cells(notebook)]
    assert len(names) == len(set(names))
    assert not [n for n in names if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f-]+)?", n)], "name the cells"
    code = {c["id"]: "".join(c["source"]) for c in cells(notebook) if c["cell_type"] == "code"}
    # A check in solutions/ carries its hints and known mistakes; in exercises/ it is one line.
    keys = "check(" if notebook.parts[0] == "solutions" else "no exception"
    long = {name: source.count("\n") + 1 for name, source in code.items() if keys not in source}
    assert not {name: lines for name, lines in long.items() if lines > 12}


def test_every_notebook_has_its_place() -> None:
    lessons = {p.name for p in notebooks() if p.parts[0] == "lessons"}
    solutions = {p.name for p in notebooks() if p.parts[0] == "solutions"}
    assert {name.replace("_exercise_", "_", 1) for name in solutions} <= lessons
    assert all("_exercise_" in name for name in solutions), "tabs of a lesson and its exercise"
    assert solutions <= {p.name for p in (ROOT / "exercises").iterdir()}
    assert len(files()) > len(lessons) >= 3


ONCE = {
    "how Colab gets the course": r"%pip install",
    "what Lite weighs": r"\d+ MB in \d+ files",
    "a badge for Binder": r"mybinder\.org/badge_logo\.svg",
}


@each(ONCE)
def test_what_was_tried_or_measured_stands_on_one_page(what: str) -> None:
    told = {str(path): text(path) for path in files() if path.suffix == ".md"}
    found = [name for name, said in told.items() if re.search(ONCE[what], said)]
    assert len(found) == 1, f"{what}: {found}"


def test_licences_are_there_and_say_what_they_cover() -> None:
    code, content = text(Path("LICENSE")), text(Path("LICENSE-CONTENT"))
    assert code.startswith("BSD 3-Clause License")
    assert "Redistribution and use in source and binary forms" in code
    assert "creativecommons.org/licenses/by/4.0/" in content
    assert "data/datapackage.json" in content
    holders = {re.search(r"Copyright \(c\) \d{4}, (.+)", t)[1] for t in (code, content)}  # type: ignore[index]
    assert holders == {"The A Way Out? contributors"}


def test_citation_readme_and_ci_agree_with_the_package() -> None:
    citation = yaml.safe_load(text(Path("CITATION.cff")))
    project = text(Path("pyproject.toml"))
    assert f'version = "{citation["version"]}"' in project
    assert f'license = "{citation["license"]}"' in project
    readme, ci = text(Path("README.md")), text(Path(".ci/run"))
    assert "python start.py lab" in readme
    assert "python start.py test" in readme
    assert re.search(r"python start\.py test$", ci, re.M)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_citation_has_what_its_format_asks_for_and_the_changelog_begins_with_its_version() -> (
    None
):
    citation = yaml.safe_load(text(Path("CITATION.cff")))
    assert {"cff-version", "message", "title", "authors"} <= citation.keys() <= {*HELD["citation"]}
    assert (citation["cff-version"], citation["type"]) == ("1.2.0", "software")
    assert all(person.get("name") or person.get("family-names") for person in citation["authors"])
    newest = re.search(r"^## (\S+?),", text(Path("CHANGELOG.md")), re.MULTILINE)
    assert newest
    assert newest[1] == citation["version"]


FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"))


@each(FORMS)
def test_a_form_for_an_issue_asks_in_parts_that_its_platform_knows(path: Path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    assert form.keys() == {"name", "description", "labels", "body"}
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    names = [part["id"] for part in asked]
    assert len({*names}) == len(names)
    assert {part["type"] for part in asked} <= {"checkboxes", "dropdown", "input", "textarea"}
    assert all(part["attributes"]["label"] for part in asked)
    assert any(part.get("validations", {}).get("required") for part in asked)
    told = re.findall(r"(?:docs|data)/[\w/]+\.\w+", path.read_text("utf-8"))
    assert all((ROOT / place).exists() for place in told)


def test_hooks_use_only_what_is_installed() -> None:
    config = yaml.safe_load(text(Path(".pre-commit-config.yaml")))
    hooks = [hook for repo in config["repos"] for hook in repo["hooks"]]
    assert {repo["repo"] for repo in config["repos"]} == {"local"}
    assert {hook["language"] for hook in hooks} == {"system"}
    assert all(hook["entry"].startswith("python start.py run ") for hook in hooks)
