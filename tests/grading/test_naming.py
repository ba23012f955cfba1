"""Whose file it is: by what platforms and people write into names, and never by a guess."""

from calls import calls
from wayout.grading.naming import Names, Whose, copy_number, said, slug
from wayout.grading.roster import Person

CLASS = (
    Person("A-7", "Zoë Müller-Ortiz", "zoe.mueller@school.org", login="zmo"),
    Person("10423", "Ada Lovelace", "lovelace@school.org"),
    Person("10424", "Ada Lovelace King", "king@school.org"),
    Person("1", "Łucja Żak"),
    Person("2", "O’Neill, Søren"),
    Person("n1", "Max Meyer"),
    Person("n2", "Max Meyer"),
    Person("881"),
    Person("u03", "Li"),
)
_NAMES = Names(CLASS, "03_exercise_how_big")


def whose(path: str) -> Whose:
    parts = tuple(path.split("/"))
    return _NAMES.whose(parts, said(parts))


def who(path: str) -> str:
    """Return the id, or what is said of several or of none."""
    found = whose(path)
    return found.person or "|".join(found.may) or found.why


def own(path: str) -> str:
    parts = tuple(path.split("/"))
    return slug(parts, said(parts), "03_exercise_how_big")


test_calls = calls(
    __file__, {"who": who, "whose": whose, "own": own, "said": said, "copy_number": copy_number}
)
