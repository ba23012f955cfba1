"""Keep JSON's null on its way from Python in a browser page to that page.

The kernel of JupyterLite turns None into JavaScript's undefined, and what is undefined is left
out: a chart whose legend is None gets a legend, a mark that is hollow is drawn filled, and a card
cannot be set back to nothing. So what is shown or sent goes over as the page's own objects.
"""

import json
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

Parse = Callable[[str], Any]


def in_this_page(shell: Any) -> None:
    """Keep nulls in the page in which this runs; ``shell`` is IPython's own object."""
    page, comm = import_module("js"), import_module("pyodide_kernel.comm")  # there alone
    keep_nulls(shell, comm.Comm, page.JSON.parse)


def keep_nulls(shell: Any, comm: Any, parse: Parse) -> None:
    """Let all that a notebook shows, and all that its cards say, keep its nulls.

    ``comm`` is the class through which cards speak, ``parse`` the page's ``JSON.parse``. A second
    call changes nothing.
    """
    _wrap(shell.display_pub, "publish", parse)
    _wrap(comm, "publish_msg", parse)
    hook = shell.displayhook
    if not hasattr(hook.write_format_data, "__wrapped__"):
        write = hook.write_format_data

        @wraps(write)
        def write_whole(*args: Any, **kwargs: Any) -> None:
            write(*args, **kwargs)
            hook.data, hook.metadata = whole(hook.data, parse), whole(hook.metadata, parse)

        hook.write_format_data = write_whole


def _wrap(owner: Any, name: str, parse: Parse) -> None:
    """Let a method hand on each dictionary that it gets as an object of the page."""
    plain = getattr(owner, name)
    if hasattr(plain, "__wrapped__"):
        return

    @wraps(plain)
    def hand_on(*args: Any, **kwargs: Any) -> Any:
        given = {name: whole(value, parse) for name, value in kwargs.items()}
        return plain(*(whole(value, parse) for value in args), **given)

    setattr(owner, name, hand_on)


def whole(value: Any, parse: Parse) -> Any:
    """Return a dictionary as an object of the page; anything else, or bytes in it, as it is."""
    if not value or not isinstance(value, dict):
        return value
    try:
        return parse(json.dumps(value, allow_nan=False))
    except (TypeError, ValueError):  # bytes, or a number that JSON does not know
        return value
