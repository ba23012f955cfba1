"""A roster is read however a school program wrote it, and refused in one sentence."""

from calls import calls
from wayout.grading import roster

test_calls = calls(__file__, roster, fixtures="tmp_path")
