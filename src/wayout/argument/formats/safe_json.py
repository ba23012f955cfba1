"""JSON that does nothing in a page or a terminal, and that is what it should be when read."""

import json
import re

from wayout.argument.errors import FormatError
from wayout.argument.incoming import opened
from wayout.argument.references import UNHOLDABLE
from wayout.argument.sentences import refusal

Json = dict[str, object]

_ACTIVE = re.compile(f"[<>&{UNHOLDABLE}]")


def dumps(value: object) -> str:
    """Return a value as indented JSON that can stand inside a page's script element."""
    written = json.dumps(value, ensure_ascii=False, indent=1)
    return "\n".join(_ACTIVE.sub(_escape, line) for line in written.split("\n")) + "\n"


def loads(text: str, what: str) -> object:
    """Return the value of a JSON text; `FormatError` names the line where it is none."""
    try:
        return json.loads(opened(text))
    except json.JSONDecodeError as error:
        case = "page" if error.doc.lstrip().startswith("<") else "column"
        raise refusal("json", case, error.lineno, what=what, column=error.colno) from None
    except FormatError:
        raise
    except (ValueError, RecursionError):
        raise refusal("json", "large", what=what) from None


def as_object(value: object, what: str) -> Json:
    """Return a value that should be an object; `FormatError` says ``what`` is none."""
    if isinstance(value, dict):
        return value
    raise refusal("json", "object", what=what)


def as_list(value: object, what: str) -> list[object]:
    """Return a value that should be a list; `FormatError` says ``what`` is none."""
    if isinstance(value, list):
        return value
    raise refusal("json", "list", what=what)


def as_text(value: object, what: str) -> str:
    """Return a value that should be a text; `FormatError` says ``what`` is none."""
    if isinstance(value, str):
        return value
    raise refusal("json", "text", what=what)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
