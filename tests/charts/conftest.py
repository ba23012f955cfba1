"""What the tests of the charts share: a look into a Vega-Lite specification."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

Spec = dict[str, Any]
Data = Callable[[Spec, str], pd.DataFrame]


@pytest.fixture
def drawn() -> Data:
    """The rows behind the first layer of a specification with a mark of the kind asked for."""

    def rows(spec: Spec, mark: str) -> pd.DataFrame:
        layer = next(layer for layer in spec["layer"] if layer["mark"]["type"] == mark)
        return pd.DataFrame(spec["datasets"][layer.get("data", spec.get("data"))["name"]])

    return rows


@pytest.fixture
def written() -> Callable[[Spec], set[str]]:
    """Every word that a specification writes into its drawing on a wide screen."""

    def words(spec: Spec) -> set[str]:
        layers = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
        rows = [row for layer in layers for row in spec["datasets"][layer["data"]["name"]]]
        return {row["text"] for row in rows}

    return words
