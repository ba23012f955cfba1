"""Phrases that the author of a question about facts may want to refuse: see `sentence`."""

from collections.abc import Iterable

from wayout.exercises.words import fold

FIRST_YEAR, LAST_YEAR = 1990, 2035
YEARS = tuple(str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1))
# May and March are also verbs, so these two count beside a number only.
MONTHS = (
    *("January", "February", "April", "June", "July", "August"),
    *("September", "October", "November", "December"),
    *(f"{day} March|May" for day in range(1, 32)),
    *(f"March|May {year}" for year in (*range(1, 32), *YEARS)),
)
OPINION = (
    *("I", "I'm", "I've", "I'd", "me", "my", "mine", "myself"),
    *("we think|believe|find|feel|hate|love", "in our|my opinion|view|eyes"),
)
VERDICTS = (
    *("foolish*", "stupid*", "silly", "idiot*", "crazy", "mad", "madly", "dumb"),
    *("wise", "wisely", "clever*", "brilliant*", "bravely", "cowardly", "shameful*", "shameless*"),
    *("sadly", "luckily", "fortunately", "unfortunately", "thankfully", "hopefully"),
    *("terribl*", "horribl*", "disgust*", "wonderful*", "evil", "lying", "liar", "propaganda"),
    *("rightly", "wrongly", "ridiculous*", "pathetic*", "desperate*"),
)


def except_for(phrases: Iterable[str], *kept: str) -> list[str]:
    """Return ``phrases`` without those in ``kept``, each once."""
    spared = {fold(phrase) for phrase in kept}
    return [phrase for phrase in dict.fromkeys(phrases) if fold(phrase) not in spared]
