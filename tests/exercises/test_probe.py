from typing import Any

import folium
import pytest

from wayout.exercises.probe import NotRun, Stopped, ask, in_words, names_in, readable


def test_an_expression_is_read_where_the_names_live() -> None:
    assert ask("answer_1 * 2", {"answer_1": 3}) == 6
    assert ask("a + b", {"a": 1, "b": 1}, {"b": 5}) == 6


@pytest.mark.parametrize(
    "probe", ["answer", "round(answer, 1)", "answer['a'][0]", "(other, answer)"]
)
def test_a_blank_name_makes_the_whole_probe_blank(probe: str) -> None:
    assert ask(probe, {"answer": ..., "other": 1}) is ...


def test_the_local_name_hides_the_global_one() -> None:
    assert ask("a", {"a": ...}, {"a": 1}) == 1


def test_a_missing_name_means_that_a_cell_was_not_run() -> None:
    with pytest.raises(NotRun, match="answer_9"):
        ask("answer_9 + 1", {})


def test_a_missing_name_in_the_learners_own_code_is_their_error() -> None:
    notebook: dict[str, Any] = {}
    exec("def mean():\n    return totl / 11", notebook)
    with pytest.raises(Stopped, match="NameError: name 'totl' is not defined"):
        ask("mean()", notebook)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("raise KeyError('year')", "KeyError: 'year'"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("raise GeneratorExit", "GeneratorExit"),
        ("return f()", "RecursionError: maximum recursion depth exceeded"),
        ("return 1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_what_the_learners_code_raises_is_named(body: str, words: str) -> None:
    notebook: dict[str, Any] = {}
    exec(f"def f():\n    {body}", notebook)
    with pytest.raises(Stopped) as caught:
        ask("f()", notebook)
    assert str(caught.value).startswith(words)


def test_a_keyboard_interrupt_passes() -> None:
    notebook: dict[str, Any] = {}
    exec("def f():\n    raise KeyboardInterrupt", notebook)
    with pytest.raises(KeyboardInterrupt):
        ask("f()", notebook)


def test_an_error_without_words_is_named_by_kind() -> None:
    class MuteError(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    assert in_words(MuteError()) == "MuteError"
    assert in_words(ValueError("two\nlines")) == "ValueError: two lines"
    assert len(in_words(ValueError("x" * 5000))) < 250


def test_names_are_listed_once() -> None:
    assert sorted(names_in("round(a, 1) + a + b.c")) == ["a", "b", "round"]


def test_a_map_is_read_as_its_markers() -> None:
    drawn = folium.Map(location=(50, 40))
    folium.Marker((55.75, 37.62), tooltip="Moscow").add_to(drawn)
    found: Any = ask("my_map", {"my_map": drawn})
    assert [(m["latitude"], m["longitude"]) for m in found] == [(55.75, 37.62)]
    assert readable(3) == 3
