"""The class as a whole: learners' files read, counted without names, and drawn for a teacher."""

from wayout.room.face import class_view
from wayout.room.guard import Guard
from wayout.room.roll import Room, RoomError
from wayout.room.sample import make_sample

__all__ = ["Guard", "Room", "RoomError", "class_view", "make_sample"]
