"""Tables of cases that lie beside a test, under its name, as TOML."""

import tomllib
from pathlib import Path
from typing import Any


def held(test: str, name: str = "") -> Any:
    """Return the tables beside a test, given by its ``__file__``, or the one called ``name``."""
    found = tomllib.loads(Path(test).with_suffix(".toml").read_text("utf-8"))
    return found[name] if name else found
