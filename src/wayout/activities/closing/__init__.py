"""The closing cards: all dials in one picture, what was found so far, and the last word.

They grade nothing: they put side by side what the learner said in the lessons and what the tables
add, and leave the last word to the learner.
"""

from wayout.activities.closing.all_dials import dials
from wayout.activities.closing.findings import findings
from wayout.activities.closing.last_word import LAST_WORD, last_word

__all__ = ["ACTIVITIES", "dials", "findings", "last_word"]

ACTIVITIES = (LAST_WORD,)
