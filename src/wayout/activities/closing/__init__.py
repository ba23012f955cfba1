"""The closing cards: all dials in one picture, and what was found so far; lesson 10 shows both too.

They ask for nothing and grade nothing: they put side by side what the learner said in the lessons
and what the tables add.
"""

from wayout.activities.closing.all_dials import dials
from wayout.activities.closing.findings import findings

__all__ = ["dials", "findings"]
