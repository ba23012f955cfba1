"""Settings of a solution: one cell of plain assignments that its texts, code and answers follow.

A solution that has variants says so in its metadata, under ``wayout.settings``::

    {"allowed": [{"year": 2023}, {"year": 2022}], "rename": {"eleven_months": "so_far"}}

The first of the allowed ones is the course's own, and the cell with the id ``settings`` gives it:
``year = 2023``, then whatever follows from it, such as ``before = year - 1``. The names of this
cell are for the rest of the notebook: check cells use them as they are; in other code the exercise
has the value in place of the name, and of ``@name`` in a query; in a text the value stands between
two marks, ``<!-- year -->2023<!-- /year -->``, which the exercise does not have. ``rename`` says
which names of the code would be wrong in a variant.
"""

import ast
import io
import json
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wayout.errors import CourseError
from wayout.language import listed

CELL = "settings"
Cell = dict[str, Any]
Setting = dict[str, Any]
_MARK = re.compile(r"<!-- (\w+) -->(.*?)<!-- /\1 -->", re.DOTALL)


class SettingError(CourseError):
    """A setting that an exercise does not have; the message names those that it has."""


@dataclass(frozen=True)
class Settings:
    """Which settings a solution may have, and under which of them it stands: ``now``.

    ``values`` are all names that its cell gives, ``allowed`` is empty where there is no cell.
    """

    allowed: tuple[Setting, ...] = ()
    now: Setting = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)


def settled(plan: dict[str, Any], cells: list[Cell], wanted: Setting | None) -> Settings:
    """Put ``wanted`` (by default the course's own) into the cells of a solution.

    Raises ValueError where the cell, the marks in texts or the plan say different things.
    """
    allowed = tuple(dict(one) for one in plan["allowed"])
    own, now = allowed[0], allowed[0] if wanted is None else wanted
    cell = next((one for one in cells if one["id"] == CELL), None)
    if cell is None:
        raise ValueError(f"the metadata has settings, and no cell has the id '{CELL}'.")
    if any(set(one) != set(own) for one in allowed) or now not in allowed:
        raise ValueError(f"the settings {now} are none that the metadata allows.")
    given = {**_values(cell["source"])}
    if wrong := [name for name, value in own.items() if given.get(name) != value]:
        raise ValueError(f"the cell '{CELL}' does not give {listed(wrong)} as the metadata does.")
    cell["source"] = _with(cell["source"], now)
    values = _values(cell["source"])
    if any(values[name] != value for name, value in now.items()):
        raise ValueError(f"each setting has a line of its own in the cell '{CELL}'.")
    for one in (one for one in cells if one["cell_type"] == "markdown"):
        one["source"] = _MARK.sub(lambda found: _told(found, given, values), one["source"])
    if now != own:
        _rename(cells, dict(plan.get("rename", {})))
    return Settings(allowed, now, values)


def _values(source: str) -> dict[str, Any]:
    for node in ast.parse(source).body:
        if not isinstance(node, ast.Assign):
            raise ValueError(f"the cell '{CELL}' holds plain assignments alone: `year = 2023`.")
    names: dict[str, Any] = {"__builtins__": {}}
    exec(compile(source, CELL, "exec"), names)
    del names["__builtins__"]
    return names


def _with(source: str, now: Setting) -> str:
    """Return the source with the values of ``now``, each of which has its line alone."""
    lines = source.splitlines()
    for node in ast.parse(source).body:
        name = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(name, ast.Name) and name.id in now:
            lines[node.lineno - 1] = f"{name.id} = {now[name.id]!r}"
    return "\n".join(lines)


def _told(found: re.Match[str], given: dict[str, Any], values: dict[str, Any]) -> str:
    name, text = found.groups()
    if name not in given or str(given[name]) != text:
        raise ValueError(f"'{text}' stands between marks of '{name}'; the settings say otherwise.")
    return f"<!-- {name} -->{values[name]}<!-- /{name} -->"


def _rename(cells: list[Cell], names: dict[str, str]) -> None:
    for cell in cells:
        for old, new in names.items():
            cell["source"] = re.sub(rf"\b{re.escape(old)}\b", new, cell["source"])


def unmarked(text: str) -> str:
    """Return a text without the marks of settings: what stood between them stays."""
    return _MARK.sub(r"\2", text)


def inlined(code: str, values: dict[str, Any]) -> str:
    """Return code with each name of the settings replaced by its value."""
    if not values or not any(name in code for name in values):
        return code
    lines = code.splitlines(keepends=True)
    for (row, first), (_, last), text in reversed([*_places(code, values)]):
        line = lines[row - 1]
        lines[row - 1] = line[:first] + text + line[last:]
    named = "|".join(map(re.escape, values))
    return re.sub(rf"@({named})\b", lambda found: repr(values[found[1]]), "".join(lines))


def _places(code: str, values: dict[str, Any]) -> Iterator[tuple[Any, Any, str]]:
    """Yield where a name stands that is a value of the settings, no attribute and no keyword."""
    tokens = [*tokenize.generate_tokens(io.StringIO(code).readline)]
    for before, token, after in zip([None, *tokens], tokens, tokens[1:], strict=False):
        if token.type != tokenize.NAME or token.string not in values:
            continue
        if (before is None or before.string not in (".", "@")) and after.string != "=":
            value = values[token.string]
            said = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
            yield token.start, token.end, said


def named(setting: Setting) -> str:
    """Return a setting as `chosen` reads it, such as "month=9 year=2022"; "own" for none."""
    return " ".join(f"{name}={value}" for name, value in setting.items()) or "own"


def chosen(allowed: tuple[Setting, ...], wanted: list[str]) -> list[Setting]:
    """Return the allowed settings that hold all of ``wanted``, such as ["year=2022"].

    Raises SettingError with the allowed values where there is none.
    """
    pairs = [one.casefold().partition("=") for one in wanted]
    asked = {(name.strip(), value.strip()) for name, _, value in pairs}
    fits = [one for one in allowed or ({},) if asked <= _pairs(one)]
    if fits:
        return fits
    said = " ".join(wanted).strip() or "An empty text"
    if not allowed:
        raise SettingError(f"{said}: this exercise has no settings, so leave out --set.")
    raise SettingError(f"{said} is none of its settings. Allowed: {listed(map(named, allowed))}.")


def _pairs(setting: Setting) -> set[tuple[str, str]]:
    return {(name.casefold(), str(value).casefold()) for name, value in setting.items()}
