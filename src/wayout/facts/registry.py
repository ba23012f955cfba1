"""The register: all facts of ``data/facts.toml`` by name, read when the first is asked for."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from string import Formatter
from typing import Any

from wayout.errors import CourseError
from wayout.facts.origin import VERBS, Computed, LookUp, Made, Origin, written
from wayout.facts.pick import Tables, Value
from wayout.tables.package import text

PERCENT = "%"
Entry = Mapping[str, Any]
# A text that is one field and nothing else, such as "{year}" or "{span[first]}".
ALONE = re.compile(r"\{[a-z_\[\]]+\}")


class FactError(CourseError, LookupError):
    """A sentence asks for a figure that does not exist or cannot be written that way."""


@dataclass(frozen=True)
class FactSpec:
    """What a fact is: its unit (empty for a text), what it means, where its value comes from.

    It is rounded to so many ``places``; 0 and below make a whole number, None leaves it.
    """

    unit: str
    meaning: str
    origin: Origin
    places: int | None = None

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables it is computed from."""
        return self.origin.tables

    def compute(self, tables: Tables) -> Value:
        """Compute the value from tables by name."""
        value = written(self.origin.compute(tables))
        if self.places is None or isinstance(value, str):
            return value
        rounded = round(value, self.places)
        return rounded if self.places > 0 else int(rounded)


class _Register(Mapping[str, FactSpec]):
    """The facts of the course; the file is read once, on first use."""

    @cached_property
    def _specs(self) -> dict[str, FactSpec]:
        return read(text("facts"))

    def __getitem__(self, name: str) -> FactSpec:
        return self._specs[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._specs)

    def __len__(self) -> int:
        return len(self._specs)


FACTS: Mapping[str, FactSpec] = _Register()
"""Every fact by name, in the order of the file."""


def read(toml: str) -> dict[str, FactSpec]:
    """Read facts as ``data/facts.toml`` writes them.

    Raises `FactError` if the text is not TOML, or gives one name to two facts.
    """
    try:
        entries = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise FactError(
            f"data/facts.toml is damaged ({error}); take a fresh copy of it from the course."
        ) from error
    specs: dict[str, FactSpec] = {}
    for name, entry in (one for pair in entries.items() for one in members(*pair)):
        if name in specs:
            raise FactError(f"Two facts are called '{name}' in data/facts.toml: rename one.")
        specs[name] = _spec(entry, specs)
    return specs


def members(name: str, entry: Entry) -> Iterator[tuple[str, Entry]]:
    """Yield the members of a family by name, its choices filled in; or the one fact alone."""
    choices, only = entry.get("choices", {}), entry.get("only")
    written = {key: told for key, told in entry.items() if key not in ("choices", "only")}
    for picked in product(*map(_options, choices.values())):
        # A name is made of the words; so are the parts of a fact, which are names too.
        words = {choice: word for choice, (word, _) in zip(choices, picked, strict=True)}
        told = {choice: value for choice, (_, value) in zip(choices, picked, strict=True)}
        called = name.format(**words)
        if only is None or called in only:
            of = {key: words if key in VERBS else told for key in written}
            yield called, {key: _filled(part, of[key]) for key, part in written.items()}


def _options(choice: Any) -> list[tuple[Any, Any]]:
    """Return what a choice offers: the word for the name, and what it stands for elsewhere."""
    return list(choice.items()) if isinstance(choice, dict) else [(each, each) for each in choice]


def _filled(part: Any, told: Entry) -> Any:
    """Fill the choices into a text, a list or a table; a field alone keeps its type."""
    if isinstance(part, str):
        if "{" in part and ALONE.fullmatch(part):
            return Formatter().get_field(part[1:-1], (), told)[0]
        return part.format(**told) if "{" in part else part
    if isinstance(part, dict):
        return {key: _filled(each, told) for key, each in part.items()}
    return [_filled(each, told) for each in part] if isinstance(part, list) else part


def _spec(entry: Entry, specs: Mapping[str, FactSpec]) -> FactSpec:
    unit, meaning, places = entry.get("unit", ""), entry["meaning"], entry.get("places")
    return FactSpec(unit, meaning, _origin(entry, specs), places)


def _origin(entry: Entry, specs: Mapping[str, FactSpec]) -> Origin:
    if "compute" in entry:
        return Computed(entry["compute"], entry.get("with", {}), tuple(entry["tables"]))
    for verb in VERBS:
        if verb in entry:
            parts = (_origin(p, specs) if isinstance(p, dict) else p for p in entry[verb])
            return Made(verb, tuple(parts), specs)
    told = {key: entry[key] for key in ("column", "where", "upto", "take") if key in entry}
    return LookUp(entry["table"], **told)
