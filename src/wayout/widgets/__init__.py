"""What a notebook shows and hears: the one form for all cards, course map, self-check, first cell.

Lessons import this room as ``debate``. A card is made from its face: `wayout.activities` says
which there are.
"""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from IPython import get_ipython

from wayout import facts
from wayout.activities import cards, maker
from wayout.widgets.course_map import course_map
from wayout.widgets.keepsake import my_page
from wayout.widgets.self_check import self_check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wayout.facts import Prose
    from wayout.widgets.form import Form, Still

__all__ = ["class_view", "course_map", "mark_essays", "my_page", "say", "self_check", "submit"]


def say(
    text: str,
    after: str = "",
    answers: "Mapping[str, str] | None" = None,
    also: str = "",
    **extra: object,
) -> "Prose | Form | Still":
    """Fill figures into a sentence; with ``after``, fold it until that answer is given.

    See `wayout.facts.say` and `wayout.activities.reveal.reveal`.
    """
    if not after:
        return facts.say(text, **extra)
    return _card("reveal")(text, after, answers, also, **extra)


def class_view(folder: str = "") -> "Form | Still":
    """Show a teacher the class; see `wayout.room.face.class_view`."""
    from wayout.room.face import class_view as make
    from wayout.widgets.form import shown

    return shown(make(folder))


def submit() -> "Form | Still":
    """Hand in a class copy of an exercise; see `wayout.grading.hand_in.hand_in`."""
    from wayout.grading.hand_in import hand_in
    from wayout.widgets.form import shown

    return shown(hand_in(get_ipython()))


def mark_essays(
    graded: str = "", key: str = "", marker: str = "", second: float = 0
) -> "Form | Still":
    """Show a teacher the texts of a class; see `wayout.grading.marking.face.mark_essays`."""
    from wayout.grading.marking.face import mark_essays as make
    from wayout.widgets.form import shown

    return shown(make(graded, key, marker, second))


def __getattr__(name: str) -> "Callable[..., Form | Still]":
    """Return the function that shows a card; its module is imported when it is asked for."""
    if name not in cards():
        raise AttributeError(f"There is no card '{name}'. There are: {', '.join(__dir__())}.")
    return _card(name)


def _card(name: str) -> "Callable[..., Form | Still]":
    make = maker(name)

    @wraps(make)
    def show(*args: Any, **kwargs: Any) -> "Form | Still":
        from wayout.widgets.form import shown

        return shown(make(*args, **kwargs))

    return show


def __dir__() -> list[str]:
    return sorted([*__all__, *cards()])
