"""First guess: say what you expect, then see it beside what the tables say.

Whoever commits to a guess reads the answer better (Kim, Reinecke, Hullman 2017, "Explaining the
Gap"). A guess is a few numbers: one on a scale, one a year for the rest of a line, latitude and
longitude for a place.
"""

from wayout.activities.guess.face import GUESS, SEEN, guess
from wayout.activities.guess.questions import questions

__all__ = ["ACTIVITIES", "GUESS", "SEEN", "guess", "questions"]

ACTIVITIES = (GUESS, SEEN)
