"""JSON whose text does nothing anywhere: in a page, in a terminal or in another reader."""

import json
import re

from wayout.argument.errors import FormatError
from wayout.argument.references import UNHOLDABLE

_ACTIVE = re.compile(f"[<>&{UNHOLDABLE}]")


def dumps(value: object) -> str:
    """Return a value as indented JSON that can stand inside a page's script element."""
    written = json.dumps(value, ensure_ascii=False, indent=1)
    return "\n".join(_ACTIVE.sub(_escape, line) for line in written.split("\n")) + "\n"


def loads(text: str, what: str) -> object:
    """Return the value of a JSON text; `FormatError` names the line where it is none."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        problem = f"it stops making sense at column {error.colno}"
        raise FormatError(f"This is not {what}; {problem}.", error.lineno) from None
    except (ValueError, RecursionError):
        raise FormatError(f"This is not {what}; a number or a nesting is too large.") from None


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
