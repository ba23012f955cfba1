"""Long tables of cases: they stand in a TOML file beside their test, which has its name."""

import collections
import datetime
import decimal
import fractions
import math
import tomllib
from pathlib import Path
from typing import Any

import numpy
import pandas


def cases(test: str, table: str) -> list[Any]:
    """Return a table from the TOML file beside the file ``test``, a row a case."""
    text = Path(test).with_suffix(".toml").read_text("utf-8")
    found: list[Any] = tomllib.loads(text)[table]
    return found


USUAL = {
    **{"math": math, "np": numpy, "pd": pandas},
    **vars(collections),
    **vars(datetime),
    **vars(decimal),
    **vars(fractions),
}


def made(code: str, **names: object) -> Any:
    """Return what a line of Python makes of these names, of numpy and pandas and of numbers."""
    return eval(code, {**USUAL, **names})
