"""Long tables of cases whose cells hold a line of Python, in TOML beside their test."""

import collections
import datetime
import decimal
import fractions
import math
from typing import Any

import numpy
import pandas
import pytest

from walk import each

USUAL = {
    **{"math": math, "np": numpy, "pd": pandas},
    **vars(collections),
    **vars(datetime),
    **vars(decimal),
    **vars(fractions),
}


def made(code: str, /, **names: object) -> Any:
    """Return what a line of Python makes of these names, of numpy and pandas and of numbers."""
    return eval(code, {**USUAL, **names})


def refused(cases: dict[str, str], error: Any, **names: object) -> None:
    """Run each line of Python in a table: it raises, and says what stands beside it."""

    @each(cases)
    def check(code: str) -> None:
        with pytest.raises(error, match=cases[code]):
            made(code, **names)

    check()


def equal(cases: dict[str, Any], **names: object) -> None:
    """Run each line of Python in a table: it gives what stands beside it."""

    @each(cases)
    def check(code: str) -> None:
        assert made(code, **names) == cases[code], code

    check()
