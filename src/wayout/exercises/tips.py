"""What to say to an error in a learner's cell: how to write what was meant."""

import builtins
import keyword
import re
import traceback
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from wayout.exercises.numerals import numerals
from wayout.words import latin

ALIKE = 0.75
GIVES = re.compile(r"(?<![=!<>])=(?!=)")
"""The sign that gives a name its value, and no comparison."""
_ALONE = "A number stands alone, with a point and no unit{}. Text needs quotation marks."
_COMMA = "Did you write a decimal comma? Python wants a point: `{}`."
_POWER = "“To the power of” is `**`, such as `2**3`."
_SEMICOLON = "Between two numbers Python wants a comma and a blank: `39.93, 116.39`."
_NUMBERS = re.compile(r"^[^\"'(\[{]*\d[^\"'(\[{]*$")
UNDEFINED = "UndefinedVariableError"
"""What pandas calls a name that a query does not find among the columns."""
_KINDS: dict[type[BaseException], str] = {
    ZeroDivisionError: "Nothing can be divided by zero. Look at what stands after the `/`.",
    IndexError: "There are fewer than that. Counting begins at 0, and the last one is `[-1]`.",
    FileNotFoundError: 'There is no such file. `load("…")` opens the tables of the course.',
    ModuleNotFoundError: "That package is not here, and this course does not need it.",
    AssertionError: "What stands behind `assert` is not true.",
}
_SAID = {
    "could not convert|convertible to float|invalid literal": (
        "A number is written with digits and one point, and without a unit."
    ),
    "cannot assign without a target": "To compare, write `==`; a single `=` gives a name a value.",
    "truth value of an? |r?(and|or)_'|for [&|]:": (
        "To join two comparisons of columns write `&` (and) or `|` (or), with round brackets "
        "around each: `(a == 1) & (b == 2)`."
    ),
    "only concatenate str|'int' and 'str'|'float' and 'str'|'str' and ": (
        "A text and a number cannot be put together with a sign. `str(…)` makes a number a text, "
        "`float(…)` makes a text a number."
    ),
    r"missing \d+ required .*?: (.+)": "Something is missing between the round brackets: {}.",
    r"unexpected keyword argument '(\w+)'": "It takes nothing called `{}`. Look at the spelling.",
    "takes .* but .* given": "There is more between the round brackets than it can take.",
    "object is not callable": (
        "Round brackets behind a name start something. Is a `*` missing before them, or was that "
        "name given a value of its own?"
    ),
    "not subscriptable": "Square brackets pick from a list or a table, and this is neither.",
}
_SIGNS = {
    r"'(.)' was never closed": "The bracket `{}` has no partner: close it in that line.",
    r"unmatched '(.)'": "The bracket `{}` has no partner: open it before, or take it away.",
    "does not match opening": "Two brackets do not fit each other: what opens round, closes round.",
    "expected ':'": "A line that begins with `for`, `if` or `def` ends with a colon.",
    r"Maybe you meant '=='": "To compare, write `==`. A single `=` wants one name on its left.",
    r"Missing parentheses in call to '(\w+)'": "`{}` wants round brackets around what follows.",
    "incomplete input": "A bracket or a quotation mark that was opened is not closed.",
    "forgot a comma": "A comma or a sign is missing between two things.",
}
_WRITTEN = {
    r"[\[{(][^\])}]*;": "Commas part the things between brackets, not semicolons.",
    r"^[\w.]+\s*:\s*\d": "To divide, write `/`.",
}
_ENDS = (
    "A text begins and ends with the same mark. One with an apostrophe in it needs double "
    "quotation marks at both ends."
)


_QUERY = "Inside a query, text needs quotation marks of its own: `{}`."
_ROW = (
    "It looks for a row of that name. Square brackets alone pick a column, and `query` picks rows."
)
_PLAIN = re.compile(r"[^\W_][\w .,:-]{,39}")
_LISTED = re.compile(r"^(?:None of )?(?:\[Index\()?\['([^']+)'.* (?:in|axis|columns)\b")
"""What pandas says of several names that are not there; the first of them."""


def tip(error: BaseException, code: str, names: Iterable[str]) -> str:
    """Return one or two sentences, or "" if nothing is known; ``names`` exist in the notebook."""
    if isinstance(error, IndentationError):
        if "expected an indented" in str(error.msg):
            return "A line that ends with a colon wants lines below it that begin with four blanks."
        return "Blanks at the start of a line mean something to Python. Begin it at the left edge."
    if isinstance(error, SyntaxError):
        says = _syntax(str(error.msg), error.text or code)
        vague = in_query(error) and says == _ALONE.format("")
        return _QUERY.format("country == 'Iran'") if vague else says
    if isinstance(error, NameError) and error.name:
        near = nearest(error.name, [*names, *vars(builtins), *keyword.kwlist])
        asked = f"Did you mean `{near}`? " if near else ""
        return f'{asked}Text needs quotation marks: `"{error.name}"`.'
    if type(error).__name__ == UNDEFINED:
        quoted = _QUERY.format(f"'{sought(error)}'") if sought(error) else ""
        return f"{_missing(error)} {quoted}".strip()
    if isinstance(error, KeyError | AttributeError):
        return _missing(error)
    said = str(error)
    summed = isinstance(error, TypeError) or "convertible to float" in said
    if summed and (says := _call(said, code)):
        return says
    found = ((re.search(pattern, said), says) for pattern, says in _SAID.items())
    kinds = (says for kind, says in _KINDS.items() if isinstance(error, kind))
    return next((says.format(*match.groups()) for match, says in found if match), next(kinds, ""))


def in_query(error: BaseException) -> bool:
    """Say whether Python could not read the text of a query, which stands in no line of a cell."""
    return isinstance(error, SyntaxError) and error.filename == "<unknown>"


def sought(error: BaseException) -> str:
    """Return the name, key or column that was not there, or "" unless it is short and plain."""
    said = re.search(r"name '(.+)' is not defined", str(error))
    wanted = getattr(error, "name", None) or (said[1] if said else [*error.args, ""][0])
    listed = _LISTED.search(wanted) if isinstance(wanted, str) else None
    shown = listed[1] if listed else wanted
    plain = isinstance(shown, str | int) and _PLAIN.fullmatch(str(shown))
    return str(shown) if plain else ""


def is_missing(error: BaseException) -> bool:
    """Say whether an error of a part, a key or a column tells that it is not there."""
    return not isinstance(error, AttributeError) or " has no attribute " in str(error)


def _missing(error: BaseException) -> str:
    """Return what else there is, where a column, a key or a part of something is not there."""
    wanted = sought(error)
    if not wanted or not is_missing(error):
        return ""
    known = _parts(error)
    near = nearest(wanted, known)
    if near:
        column = (
            "the column " if near in getattr(getattr(error, "obj", None), "columns", ()) else ""
        )
        return f"Did you mean {column}`{near}`?"
    shown = [one for one in known if one[:1] != "_"][:8]
    if shown and not hasattr(error, "obj"):
        return f"There are: {', '.join(shown)}."
    return _ROW if not known and _index(error) is not None else ""


def _parts(error: BaseException) -> list[str]:
    """Return the columns, keys or names of the thing in which something was not found."""
    if hasattr(error, "obj"):
        return dir(error.obj)
    index = _index(error)
    if index is None:
        return _keys(error)
    return [one for one in index if isinstance(one, str)]


def _index(error: BaseException) -> Any:
    """Return the names of rows or columns among which pandas looked, or None."""
    frames = reversed([*traceback.walk_tb(error.__traceback__)])
    selves: list[Any] = [frame.f_locals.get("self") for frame, _ in frames]
    looked = next((one for one in selves if hasattr(type(one), "get_loc")), None)
    tables = (one.columns for one in selves if hasattr(type(one), "columns"))
    return next(tables, None) if looked is None else looked


def _keys(error: BaseException) -> list[str]:
    """Return the text keys of the dicts of the notebook in which a key was looked up."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    held = frames[-1].f_locals.values() if frames else ()
    books = [one for one in held if type(one) is dict and error.args[0] not in one]
    return [key for book in books[-1:] for key in book if isinstance(key, str)]


def _call(said: str, code: str) -> str:
    """Return what was meant by a sum, or by what stands between the brackets of a call."""
    if "^" in code and ("for ^" in said or "'xor'" in said):
        return _POWER
    comma = re.search(r"(?<![\w.])\d+,\d+", code)
    if comma:
        return _COMMA.format(comma[0].replace(",", "."))
    if said.startswith("pin() takes") and "positional" in said:
        return 'Say what the fourth is: `colour="blue"`.'
    return ""


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the one of ``names`` that looks most like ``name``, with the same digits, or ""."""
    looks = {latin(one).casefold(): one for one in names if one != name and one[:1] != "_"}
    near = get_close_matches(latin(name).casefold(), looks, 1, ALIKE)
    found = looks[near[0]] if near else ""
    digits = (re.sub(r"\D", "", one) for one in (found, name))
    return found if next(digits) in ("", next(digits)) else ""


def _syntax(said: str, line: str) -> str:
    """Return what the first rule that knows this says; the surest rules stand first."""
    right = GIVES.split(line)[-1].strip()
    return next(filter(None, (rule(said, line, right) for rule in _RULES)))


def _told(said: str, line: str, _: str) -> str:
    """Go by Python's own words, unless they may take a decimal comma for a missing one."""
    if "comma" in said and _NUMBERS.search(line):
        return ""
    signs = ((re.search(pattern, said), says) for pattern, says in _SIGNS.items())
    return next((says.format(*match.groups()) for match, says in signs if match), "")


def _habit(said: str, _: str, right: str) -> str:
    """Know what is written as it is outside Python, where Python has no words for it."""
    known = (says for pattern, says in _WRITTEN.items() if re.search(pattern, right))
    return next(known, "") if said == "invalid syntax" else ""


def _sign(said: str, right: str) -> str:
    """Return the sign that Python cannot read, or ""."""
    odd = re.search(r"U\+([0-9A-F]+)", said)
    return chr(int(odd[1], 16)) if odd else "`" if "`" in right else ""


def _power(said: str, _: str, right: str) -> str:
    return _POWER if _sign(said, right) in ("²", "³") else ""


def _pair(_said: str, line: str, _: str) -> str:
    return _SEMICOLON if re.search(r"\(.*\d\s*;\s*-?\d", line) else ""


def _number(said: str, _: str, right: str) -> str:
    """Know a number that has a unit, a comma or words behind it."""
    straight, sign = latin(right), _sign(said, right)
    first = next((one for one in straight if one.isalnum()), "")
    if not first.isdigit() or sign == "×" or re.search(r"[\"'].*[^\W\d]", straight):
        return ""
    if found := numerals(right):
        return _ALONE.format(f": `{found[0].code}`")
    return "" if sign else _ALONE.format("")


def _quotes(said: str, line: str, right: str) -> str:
    """Know the quotation marks of a printed text."""
    sign = _sign(said, right)
    if not sign or latin(sign) not in ("'", '"'):
        return ""
    inside = re.search(rf"{re.escape(sign)}[^“”„‟«»‘’‚\"']*[“”‟«»‘’\"']", line)
    shown = latin(right) if sign in right or not inside else latin(inside[0])
    return f"Python knows straight quotation marks only: `{shown[:60]}`."


def _rest(said: str, _: str, right: str) -> str:
    if sign := _sign(said, right):
        return _odd(sign)
    return _ENDS if "string literal" in said else _ALONE.format("")


_RULES = (_told, _habit, _power, _pair, _number, _quotes, _rest)


def _odd(sign: str) -> str:
    name = unicodedata.name(sign, "no name").lower()
    if unicodedata.category(sign) in ("Zs", "Cf", "Cc"):
        return f"A sign that cannot be seen stands in that line ({name}). Type the line again."
    plain = {"×": "*", "÷": "/"}.get(sign) or latin(sign)
    return f"Python has no use for “{sign}” ({name})." + f" Type `{plain}`." * plain.isascii()
