"""The essay's words: which sentences can be checked, how often a word, whose standpoint."""

from functools import partial

import pandas as pd

from wayout.essay import COUNTED
from wayout.facts.registry import Tables, add, rule
from wayout.language import listed

SENTENCES, NOTICED = "sentences", "noticed"
STANDPOINT = {"gratifying": "gratifying", "we_us": "we|us"}


def _numbers(rows: pd.DataFrame, column: str) -> str:
    return listed(str(number) for number in sorted(set(rows[column])))


def _accepted(column: str, tables: Tables) -> "pd.Series[list[str]]":
    return tables[SENTENCES][column].str.split(";")


# Kinds --------------------------------------------------------------------------------------


@rule("sentences", "sentences of the essay", "rows of sentences", SENTENCES)
def _sentences_total(tables: Tables) -> int:
    return len(tables[SENTENCES])


@rule(
    "sentences",
    "sentences for which more than one kind is a fair answer",
    "rows of sentences with several kinds",
    SENTENCES,
)
def _sentences_several_kinds_total(tables: Tables) -> int:
    return sum(len(fair) > 1 for fair in _accepted("kinds", tables))


# Could it be checked? -----------------------------------------------------------------------


def _checkable(tables: Tables) -> "pd.Series[bool]":
    """Whether every fair answer is yes or in part."""
    return _accepted("checkable", tables).map(lambda fair: "no" not in fair)


def _closed(tables: Tables) -> "pd.Series[bool]":
    """Whether no is the only fair answer."""
    return _accepted("checkable", tables).map(lambda fair: fair == ["no"])


def _open(tables: Tables) -> "pd.Series[bool]":
    """Whether no is one fair answer among several."""
    return ~_checkable(tables) & ~_closed(tables)


_ANSWERS = {
    "checkable": (_checkable, "that can be checked, at least in part", "without no"),
    "not_checkable": (_closed, "that cannot be checked", "with no alone"),
    "open": (
        _open,
        "of which fair readers may say that they can or cannot be checked",
        "with both",
    ),
}


def _count(which: str, tables: Tables) -> int:
    return int(_ANSWERS[which][0](tables).sum())


def _list(which: str, tables: Tables) -> str:
    return _numbers(tables[SENTENCES][_ANSWERS[which][0](tables)], "number")


def _add_answers() -> None:
    for which, (_, meaning, how) in _ANSWERS.items():
        name, how = f"sentences_{which}", f"rows of sentences, checkable {how}"
        meaning, count = f"sentences {meaning}", partial(_count, which)
        add(f"{name}_total", "sentences", meaning, how, count, SENTENCES)
        if which != "open":
            add(f"{name}_numbers", "", meaning, how, partial(_list, which), SENTENCES)


_add_answers()


# Words --------------------------------------------------------------------------------------


def _times(word: str, tables: Tables) -> int:
    return int(tables[SENTENCES][word].sum())


def _where(word: str, tables: Tables) -> str:
    rows = tables[SENTENCES]
    return _numbers(rows[rows[word] > 0], "number")


def _add_words() -> None:
    for word in COUNTED:
        meaning, how = f"how often the essay says {word}", f"sum of sentences, column {word}"
        add(f"word_{word}_total", "times", meaning, how, partial(_times, word), SENTENCES)
    for word in ("may", "must"):
        meaning, how = f"sentences that say {word}", f"rows of sentences with {word} above 0"
        add(f"word_{word}_sentences", "", meaning, how, partial(_where, word), SENTENCES)


_add_words()


def _concluding(tables: Tables) -> list[int]:
    cues = tables[SENTENCES]["cues"].str.split(";")
    said = cues.map(lambda words: "therefore" in words)
    return [int(number) for number in tables[SENTENCES].loc[said, "number"]]


@rule("", "first sentence that says therefore", "least number, cues hold therefore", SENTENCES)
def _first_therefore(tables: Tables) -> int:
    return min(_concluding(tables))


@rule("times", "sentences that say therefore", "rows whose cues hold therefore", SENTENCES)
def _therefore_total(tables: Tables) -> int:
    return len(_concluding(tables))


# What was noticed ---------------------------------------------------------------------------


def _noticed(what: str, tables: Tables) -> pd.DataFrame:
    rows = tables[NOTICED]
    return rows[rows["what"] == what]


def _standpoint(words: str, tables: Tables) -> str:
    rows = _noticed("standpoint", tables)
    return _numbers(rows[rows["words"].str.contains(rf"\b(?:{words})\b")], "sentence")


def _add_standpoints() -> None:
    for name, words in STANDPOINT.items():
        said = words.replace("|", " or ")
        meaning, how = f"sentences that say {said}", f"sentences of noticed, words hold {said}"
        compute = partial(_standpoint, words)
        add(f"standpoint_{name}_sentences", "", meaning, how, compute, NOTICED)


_add_standpoints()


# Roles --------------------------------------------------------------------------------------


def _roles(role: str, tables: Tables) -> int:
    return int((tables[SENTENCES]["role"] == role).sum())


def _roles_checkable(role: str, tables: Tables) -> int:
    chosen = (tables[SENTENCES]["role"] == role) & _checkable(tables)
    return int(chosen.sum())


def _add_roles() -> None:
    for role in ("premise", "conclusion"):
        how, count = f"rows of sentences with role {role}", partial(_roles, role)
        add(f"{role}s_total", "sentences", f"{role}s of the essay", how, count, SENTENCES)
        meaning, how = f"{role}s that can be checked, at least in part", f"{how} and without no"
        sure = partial(_roles_checkable, role)
        add(f"{role}s_checkable_total", "sentences", meaning, how, sure, SENTENCES)


_add_roles()
