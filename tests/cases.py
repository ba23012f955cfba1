"""Long tables of cases whose cells hold a line of Python, in TOML beside their test."""

import collections
import datetime
import decimal
import fractions
import math
from typing import Any

import numpy
import pandas

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
