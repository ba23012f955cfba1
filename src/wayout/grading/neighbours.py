"""Answers that are right for somebody else's variant: told to the teacher, no points hang on it."""

from collections.abc import Iterable, Iterator

from wayout.exercises.settings import named
from wayout.grading import compare
from wayout.grading.key import Key, Variant
from wayout.grading.row import Mark
from wayout.language import listed

LEAST = 2
"""So many answers have to fit another variant: a single one may be chance."""
_NAMED = 3


def notes(key: Key, person: str, marks: Iterable[Mark]) -> Iterator[str]:
    """Yield a sentence where what is wrong for a person is right for the variant of others."""
    own = key.of(person)
    wrong = {one.question: one for one in marks if one.points < one.of and one.answer is not None}
    others = [(name, one) for name, one in key.variants.items() if one is not own]
    found = [(name, one, [*_right(one, wrong)]) for name, one in others]
    if not found:
        return
    name, variant, right = max(found, key=lambda one: len(one[2]))
    if len(right) >= LEAST:
        who = [one for one, has in key.people.items() if has == name]
        has = f", which {listed(who, _NAMED)} {'has' if len(who) == 1 else 'have'}" if who else ""
        which = f"{named(variant.settings)}{has}"
        yield (
            f"{listed(right)} are wrong here and right for the variant {which}: "
            "was the notebook of somebody else answered?"
        )


def _right(variant: Variant, wrong: dict[str, Mark]) -> Iterator[str]:
    for asked in variant.asked:
        name = asked.question.name
        if name in wrong and compare.mark(asked, {"answer": wrong[name].answer}).points > 0:
            yield name
