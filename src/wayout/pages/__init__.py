"""Pages and cards: one set of templates that escape by themselves, and one look for all of them.

A template gets plain values and never HTML: whatever a learner typed is text on the page. Only
`render` and `markdown` make HTML, and mark their results as safe to stand inside another template.
"""

import re
import sys
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from wayout.language import LONGEST
from wayout.pages import spoken

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment
    from markupsafe import Markup

MEDIA_TYPE = "application/vnd.vegalite.v5+json"
"""What a drawing of Vega-Lite is called in a notebook, in the version that JupyterLab brings."""

_HALF = re.compile("[\ud800-\udfff]")


def render(template: str, **words: Any) -> "Markup":
    """Fill in a file of `pages/templates`; a missing word is an error, Markdown is not escaped.

    Half an emoji cannot be sent to a page; the sign for what cannot be shown stands in its place.
    """
    from markupsafe import Markup

    drawn = _HALF.sub("\ufffd", environment().get_template(template).render(words))
    return Markup(drawn if template.endswith(".md") else spoken.translated(drawn))


@cache
def environment() -> "Environment":
    """Return the one environment; jinja2 is imported when the first page is drawn."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("wayout.pages"),
        autoescape=lambda name: not (name or "").endswith(".md"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_compiled(),
    )
    made.globals["longest"] = LONGEST
    return made


def _compiled() -> "BytecodeCache | None":
    """Return where a kernel finds the templates that another compiled: beside Python's own.

    Where that folder is missing, or cannot be read or written, each kernel compiles what it draws.
    """
    from jinja2 import FileSystemBytecodeCache, __version__
    from jinja2.bccache import Bucket

    class Cache(FileSystemBytecodeCache):
        def load_bytecode(self, bucket: Bucket) -> None:
            with suppress(OSError):
                super().load_bytecode(bucket)

        def dump_bytecode(self, bucket: Bucket) -> None:
            with suppress(OSError):
                super().dump_bytecode(bucket)

    if sys.dont_write_bytecode:
        return None
    # What comes of a template depends on jinja2, and on how it is set up above.
    setup = crc32(Path(__file__).read_bytes() + __version__.encode())
    folder = Path(cache_from_source(__file__)).parent
    return Cache(str(folder), f"%s-{setup:08x}.jinja")


def markdown(text: str) -> "Markup":
    """Return Markdown of the course as HTML, with tables; a tag in it is shown, not used."""
    from markupsafe import Markup

    return Markup(_markdown()(text))


@cache
def _markdown() -> Any:
    import mistune

    return mistune.create_markdown(escape=True, plugins=["table"])


def style() -> str:
    """Return every style sheet of the course, in alphabetical order, as one element."""
    found = [file for file in (files("wayout.pages") / "styles").iterdir() if file.is_file()]
    # By its path: the room of arguments itself is not needed to show how its figures look.
    drawing = files("wayout") / "argument" / "drawing"
    sheets = [drawing / "figure.css", drawing / "picture.css"]
    sheets += sorted(found, key=lambda file: file.name)
    return "<style>" + "\n".join(sheet.read_text("utf-8") for sheet in sheets) + "</style>"
