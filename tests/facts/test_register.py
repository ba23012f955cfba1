"""``data/facts.toml``: every field is known, every table, row and function it names is there."""

import inspect
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pandas as pd
import pytest

from wayout import facts
from wayout.facts import FACTS, FactError, registry
from wayout.facts.origin import TAKES, VERBS, Computed, LookUp, Made, function
from wayout.facts.pick import BOUNDS
from wayout.tables import package

ENTRIES = tomllib.loads(package.text("facts"))
TYPES = {"unit": str, "meaning": str, "places": int, "choices": dict, "only": list}
WAYS = {
    "table": {"table": str, "column": str, "where": dict, "upto": str, "take": str},
    "compute": {"compute": str, "with": dict, "tables": list},
    **{verb: {verb: list} for verb in VERBS},
}
Specs = list[tuple[str, Any]]


class Shelf(dict[str, pd.DataFrame]):
    """The tables of the course, which remember for which of them somebody asked."""

    def __missing__(self, name: str) -> pd.DataFrame:
        self[name] = package.load(name)
        return self[name]


def of(kind: type) -> Specs:
    """The origins of one kind, also those inside another, each with the name of its fact."""
    found = [(name, one) for name, spec in FACTS.items() for one in within(spec.origin)]
    return [(name, one) for name, one in found if isinstance(one, kind)]


def within(origin: Any) -> Iterator[Any]:
    yield origin
    for part in getattr(origin, "parts", ()):
        yield from () if isinstance(part, str | int | float) else within(part)


@pytest.mark.parametrize(("name", "entry"), ENTRIES.items(), ids=ENTRIES)
def test_an_entry_has_one_origin_and_fields_that_are_known(name: str, entry: Any) -> None:
    (way,) = WAYS.keys() & entry.keys()
    known = TYPES | WAYS[way]
    assert {key: type(value) for key, value in entry.items()}.items() <= known.items()
    assert {"meaning", way} <= entry.keys()
    offered = [f"{{{choice}" in name for choice in entry.get("choices", {})]
    assert all(offered)
    found = [member for member, _ in registry.members(name, entry)]
    assert sorted(found) == sorted(entry.get("only", found)) != []


def test_a_name_fits_a_sentence_and_a_meaning_stands_on_its_own() -> None:
    for name, spec in FACTS.items():
        assert re.fullmatch("[a-z][a-z0-9_]*", name)
        assert len(spec.meaning) > 10, name
        assert not re.search(r"[{}\[\]]|\.$|^the same", spec.unit + spec.meaning), name


def test_no_two_facts_and_no_two_families_mean_the_same() -> None:
    assert len({spec.meaning for spec in FACTS.values()}) == len(FACTS)


def test_a_look_up_names_columns_and_values_that_are_there() -> None:
    shelf = Shelf()
    for name, origin in of(LookUp):
        frame = origin.frame(shelf)
        columns = [*origin.where, *filter(None, (origin.column, origin.upto))]
        assert set(columns) <= set(frame.columns), name
        assert origin.take in ("", "count", *TAKES), name
        assert bool(origin.column) == (origin.take != "count"), name
        for column, wanted in origin.where.items():
            if isinstance(wanted, dict):
                assert set(wanted) <= set(BOUNDS), name
                continue
            values = wanted if isinstance(wanted, list) else [wanted]
            # No trip went to Africa, which is the fact.
            known = {*frame[column], *(["Africa"] if name == "visits_africa_total" else [])}
            assert set(values) <= known, (name, column)


def test_every_part_is_a_fact_or_a_number_and_one_is_a_fact() -> None:
    for name, origin in of(Made):
        made = [part for part in origin.parts if not isinstance(part, int | float)]
        assert len(origin.parts) == 2, name
        assert made, name
        assert {part for part in made if isinstance(part, str)} <= set(FACTS), name


def test_functions_and_facts_are_there_for_each_other() -> None:
    for name, origin in of(Computed):
        inspect.signature(function(origin.named)).bind({}, **origin.told), name
    offered = {one for module in _modules() for one in _functions(module)}
    assert {origin.named for _, origin in of(Computed)} == offered


def _modules() -> Iterator[Any]:
    for module in iter_modules(facts.__path__):
        yield import_module(f"wayout.facts.{module.name}")


def _functions(module: Any) -> Iterator[str]:
    """Public functions of a module that take the tables, but for those the room hands on."""
    for name, one in inspect.getmembers(module, inspect.isfunction):
        takes = next(iter(inspect.signature(one).parameters), "") == "tables"
        handed_on = name.startswith("_") or name in facts.__all__
        if takes and not handed_on and one.__module__ == module.__name__:
            yield f"{module.__name__.rpartition('.')[2]}.{name}"


def test_every_fact_computes_from_the_tables_it_names() -> None:
    loaded: dict[str, pd.DataFrame] = {}
    for name, spec in FACTS.items():
        shelf = Shelf({table: loaded[table] for table in spec.tables if table in loaded})
        value = spec.compute(shelf)
        assert type(value) in (int, float, str), name
        assert value == value, name
        assert value != "", name
        assert set(shelf) == set(spec.tables), name
        loaded |= shelf


def test_what_is_wrong_with_the_file_is_said_in_a_sentence() -> None:
    with pytest.raises(FactError, match=r"data/facts.toml is damaged .* take a fresh copy"):
        registry.read("[x")
    twice = '["a_{x}"]\nmeaning = "x"\ntable = "x"\nchoices = { x = ["b"] }\n'
    with pytest.raises(FactError, match=r"Two facts are called 'a_b' in data/facts.toml"):
        registry.read(twice + '[a_b]\nmeaning = "x"\ntable = "x"\n')
