from typing import Any

import folium

from calls import calls
from wayout.exercises import probe
from wayout.exercises.probe import ask, in_words, readable


class MuteError(Exception):
    def __str__(self) -> str:
        raise RuntimeError


def doing(body: str) -> dict[str, Any]:
    """Return a notebook with a function ``f`` of this body."""
    notebook: dict[str, Any] = {}
    exec(f"def f():\n    {body}", notebook)
    return notebook


test_calls = calls(__file__, probe, globals())


def test_an_error_without_words_is_named_by_kind() -> None:
    assert in_words(MuteError()) == "MuteError"
    assert in_words(ValueError("two\nlines")) == "ValueError: two lines"
    assert len(in_words(ValueError("x" * 5000))) < 250


def test_a_map_is_read_as_its_markers() -> None:
    drawn = folium.Map(location=(50, 40))
    folium.Marker((55.75, 37.62), tooltip="Moscow").add_to(drawn)
    found: Any = ask("my_map", {"my_map": drawn})
    assert [(m["latitude"], m["longitude"]) for m in found] == [(55.75, 37.62)]
    assert readable(3) == 3
