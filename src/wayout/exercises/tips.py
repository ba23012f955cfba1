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
    if not isinstance(error, TypeError):
        return ""
    if "^" in code and "for ^" in str(error):
        return "“To the power of” is `**`, such as `2**3`."
    comma = re.search(r"(?<![\w.])\d+,\d+", code)
    return _COMMA.format(comma[0].replace(",", ".")) if comma else ""


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
    straight = latin(right)
    first = next((one for one in straight if one.isalnum()), "")
    if first.isdigit() and sign != "×" and not re.search(r"[\"'].*[^\W\d]", straight):
        found = numerals(right)
        if found or not sign:
            return _ALONE.format(f": `{found[0].code}`" if found else "")
    if sign and latin(sign) in ("'", '"'):
        return f"Python knows straight quotation marks only: `{straight[:60]}`."
    if sign:
        return _odd(sign)
    return _ENDS if "string literal" in said else _ALONE.format("")


def _odd(sign: str) -> str:
    name = unicodedata.name(sign, "no name").lower()
    if unicodedata.category(sign) in ("Zs", "Cf", "Cc"):
        return f"A sign that cannot be seen stands in that line ({name}). Type the line again."
    plain = "*" if sign == "×" else latin(sign)
    return f"Python has no use for “{sign}” ({name})." + f" Type `{plain}`." * plain.isascii()
