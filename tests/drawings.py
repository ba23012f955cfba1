"""A look into the Vega-Lite specification of a chart, and at its colours."""

from typing import Any

import pandas as pd

Spec = dict[str, Any]


def layers(spec: Spec, mark: str) -> list[pd.DataFrame]:
    """The rows behind each layer with a mark of this kind; how it is drawn is in ``attrs``."""
    found = []
    for layer in spec["layer"]:
        if layer["mark"]["type"] == mark:
            name = layer.get("data", spec.get("data"))["name"]
            found.append(pd.DataFrame(spec["datasets"][name]))
            found[-1].attrs = layer["mark"] | {"channels": layer["encoding"]}
    return found


def drawn(spec: Spec, mark: str) -> pd.DataFrame:
    """The rows behind the first layer with a mark of this kind."""
    return layers(spec, mark)[0]


def written(spec: Spec) -> set[str]:
    """Every word that a specification writes into its drawing on a wide screen."""
    return {text for rows in layers(spec, "text") for text in rows["text"]}


def contrast(a: str, b: str) -> float:
    """Contrast of two colours as the Web Content Accessibility Guidelines define it."""
    bright, dim = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def across(spec: Spec) -> list[dict[str, Any]]:
    """The scale of the horizontal axis of each layer that has one."""
    channels = [layer["encoding"].get("x", {}) for layer in spec["layer"]]
    return [channel["scale"] for channel in channels if "scale" in channel]
