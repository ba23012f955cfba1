"""Whose file it is: by what platforms and people write into names, and never by a guess."""

from calls import calls
from wayout.grading.naming import Names, Whose, copy_number, said, strangers
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


def own(*paths: str, before: dict[str, str] | None = None) -> str:
    """Return the ids of strangers, or what is said of those that are nobody."""
    files = [(parts, said(parts)) for parts in (tuple(path.split("/")) for path in paths)]
    found = strangers(files, "03_exercise_how_big", before or {})
    return "|".join(one.person or one.why for one in found)


def _who(path: str, *people: Person) -> Whose:
    parts = tuple(path.split("/"))
    return Names(people, "03_exercise_how_big").whose(parts, said(parts))


def threes(path: str, *, sure: bool = False) -> str:
    """Return whose a file is in a class with numbers, the one of the exercise among them."""
    found = _who(path, Person("3", "Cy Lee"), Person("4", "Di Fo"))
    return found.why if sure else found.person or "|".join(found.may) or found.why


def blind(path: str) -> str:
    people = (Person("Participant 123", "Ann"), Person("Participant 124"), Person("7", "Cy"))
    found = _who(path, *people)
    return found.person or found.why


test_calls = calls(
    __file__,
    {"who": who, "whose": whose, "own": own, "said": said, "copy_number": copy_number,
     "threes": threes, "blind": blind},
)  # fmt: skip
