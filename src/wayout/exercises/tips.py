"""What to say to an error in a learner's cell: how to write what was meant."""

import builtins
import keyword
import re
import traceback
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

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
    ValueError: "A number is written with digits and one point, and without a unit.",
}
_TYPES = {
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


def tip(error: BaseException, code: str, names: Iterable[str]) -> str:
    """Return one or two sentences, or "" if nothing is known; ``names`` exist in the notebook."""
    if isinstance(error, IndentationError):
        if "expected an indented" in str(error.msg):
            return "A line that ends with a colon wants lines below it that begin with four blanks."
        return "Blanks at the start of a line mean something to Python. Begin it at the left edge."
    if isinstance(error, SyntaxError):
        return _syntax(str(error.msg), error.text or code)
    if isinstance(error, NameError) and error.name:
        near = nearest(error.name, [*names, *vars(builtins), *keyword.kwlist])
        asked = f"Did you mean `{near}`? " if near else ""
        return f'{asked}Text needs quotation marks: `"{error.name}"`.'
    if isinstance(error, KeyError | AttributeError) or type(error).__name__ == UNDEFINED:
        return _missing(error)
    if not isinstance(error, TypeError):
        says = _call(str(error), code) if "convertible to float" in str(error) else ""
        return says or next((says for kind, says in _KINDS.items() if isinstance(error, kind)), "")
    if says := _call(str(error), code):
        return says
    found = ((re.search(pattern, str(error)), says) for pattern, says in _TYPES.items())
    return next((says.format(*match.groups()) for match, says in found if match), "")


def _missing(error: BaseException) -> str:
    """Return what else there is, where a column, a key or a part of something is not there."""
    said = re.search(r"name '(.+)' is not defined", str(error))
    wanted = getattr(error, "name", None) or (said[1] if said else error.args and error.args[0])
    if not isinstance(wanted, str):
        return ""
    known = _parts(error)
    near = nearest(wanted, known)
    if near:
        column = (
            "the column " if near in getattr(getattr(error, "obj", None), "columns", ()) else ""
        )
        return f"Did you mean {column}`{near}`?"
    shown = [one for one in known if one[:1] != "_"][:8]
    return f"There are: {', '.join(shown)}." if shown and not hasattr(error, "obj") else ""


def _parts(error: BaseException) -> list[str]:
    """Return the columns, keys or names of the thing in which something was not found."""
    if hasattr(error, "obj"):
        return dir(error.obj)
    for frame, _ in reversed([*traceback.walk_tb(error.__traceback__)]):
        columns = getattr(frame.f_locals.get("self"), "columns", None)
        if columns is not None:
            return [one for one in columns if isinstance(one, str)]
    return _keys(error)


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
    right = GIVES.split(line)[-1].strip()
    signs = ((re.search(pattern, said), says) for pattern, says in _SIGNS.items())
    known = next((says.format(*match.groups()) for match, says in signs if match), "")
    if known and ("comma" not in said or not _NUMBERS.search(line)):
        return known
    written = (says for pattern, says in _WRITTEN.items() if re.search(pattern, right))
    if said == "invalid syntax" and (known := next(written, "")):
        return known
    odd = re.search(r"U\+([0-9A-F]+)", said)
    sign = chr(int(odd[1], 16)) if odd else "`" if "`" in right else ""
    if sign in ("²", "³"):
        return _POWER
    if re.search(r"\(.*\d\s*;\s*-?\d", line):
        return _SEMICOLON
    straight = latin(right)
    first = next((one for one in straight if one.isalnum()), "")
    if first.isdigit() and sign != "×" and not re.search(r"[\"'].*[^\W\d]", straight):
        found = numerals(right)
        if found or not sign:
            return _ALONE.format(f": `{found[0].code}`" if found else "")
    if sign and latin(sign) in ("'", '"'):
        inside = re.search(rf"{re.escape(sign)}[^“”„‟«»‘’‚\"']*[“”‟«»‘’\"']", line)
        shown = straight if sign in right or not inside else latin(inside[0])
        return f"Python knows straight quotation marks only: `{shown[:60]}`."
    if sign:
        return _odd(sign)
    return _ENDS if "string literal" in said else _ALONE.format("")


def _odd(sign: str) -> str:
    name = unicodedata.name(sign, "no name").lower()
    if unicodedata.category(sign) in ("Zs", "Cf", "Cc"):
        return f"A sign that cannot be seen stands in that line ({name}). Type the line again."
    plain = {"×": "*", "÷": "/"}.get(sign) or latin(sign)
    return f"Python has no use for “{sign}” ({name})." + f" Type `{plain}`." * plain.isascii()
