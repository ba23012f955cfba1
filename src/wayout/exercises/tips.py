"""What to say to an error in a learner's cell: how to write what was meant."""

import builtins
import keyword
import re
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
_ENDS = (
    "A text begins and ends with the same mark. One with an apostrophe in it needs double "
    "quotation marks at both ends."
)


def tip(error: BaseException, code: str, names: Iterable[str]) -> str:
    """Return one or two sentences, or "" if nothing is known; ``names`` exist in the notebook."""
    if isinstance(error, IndentationError):
        return "Blanks at the start of a line mean something to Python. Begin it at the left edge."
    if isinstance(error, SyntaxError):
        return _syntax(str(error.msg), error.text or code)
    if isinstance(error, NameError) and error.name:
        near = nearest(error.name, [*names, *vars(builtins), *keyword.kwlist])
        asked = f"Did you mean `{near}`? " if near else ""
        return f'{asked}Text needs quotation marks: `"{error.name}"`.'
    if isinstance(error, AttributeError):
        return _column(error)
    known = isinstance(error, TypeError) or "convertible to float" in str(error)
    return _call(str(error), code) if known else ""


def _column(error: AttributeError) -> str:
    """Return the column of a table that was meant; asked of pandas' own tables alone."""
    if type(error.obj).__module__.partition(".")[0] != "pandas":
        return ""
    near = nearest(str(error.name), map(str, getattr(error.obj, "columns", ())))
    return f"Did you mean the column `{near}`?" if near else ""


def _call(said: str, code: str) -> str:
    """Return what was meant by a sum, or by what stands between the brackets of a call."""
    if "^" in code and ("for ^" in said or "'xor'" in said):
        return _POWER
    comma = re.search(r"(?<![\w.])\d+,\d+", code)
    if comma:
        return _COMMA.format(comma[0].replace(",", "."))
    if said.startswith("pin()") and "positional" in said:
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
    plain = "*" if sign == "×" else latin(sign)
    return f"Python has no use for “{sign}” ({name})." + f" Type `{plain}`." * plain.isascii()
