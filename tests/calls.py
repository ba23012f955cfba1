"""Tables of calls in TOML beside a test: a line of Python, and what comes of it."""

from collections.abc import Callable, Mapping
from functools import cache
from types import ModuleType
from typing import Any

import pytest

from cases import made
from held import held


def calls(
    test: str, *where: ModuleType | Mapping[str, Any], fixtures: str = ""
) -> Callable[..., None]:
    """Return one test for each sentence of the table ``calls`` beside a test.

    A sentence has rows, which are tried in turn. A row is a line that is true, or gives something
    a name; or a line and the value that it gives; or a line, the error that it raises, and a
    pattern of what this says. A line knows the names of the modules or mappings in ``where``,
    what the table ``names`` makes of them, and these fixtures.
    """
    tables = held(test)

    @cache
    def shared() -> dict[str, Any]:
        names: dict[str, Any] = {}
        for one in where:
            names |= vars(one) if isinstance(one, ModuleType) else one
        for name, code in tables.get("names", {}).items():
            names[name] = made(code, **names)
        return names

    @pytest.mark.parametrize("sentence", tables["calls"])
    def check(sentence: str, request: pytest.FixtureRequest) -> None:
        names = {**shared(), **{name: request.getfixturevalue(name) for name in fixtures.split()}}
        for row in tables["calls"][sentence]:
            _try(*([row] if isinstance(row, str) else row), names=names)

    return check


def _try(code: str, *wanted: Any, names: dict[str, Any]) -> None:
    name, _, line = code.partition(" = ")
    if name.isidentifier():
        names[name] = made(line, **names)
    elif not wanted:
        assert made(code, **names) is True, code
    elif len(wanted) == 1:
        assert made(code, **names) == wanted[0], code
    else:
        error, words = wanted
        with pytest.raises(made(error, **names), match=words or None):
            made(code, **names)
