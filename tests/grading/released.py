"""The key of a real exercise, made in memory from its solution, for tests that need no release."""

from functools import cache

from wayout import paths
from wayout.exercises import source, stored
from wayout.grading.key import Asked, Key, Variant

NAME = "03_exercise_how_big"


@cache
def key(name: str = NAME) -> Key:
    solution = source.read(paths.ROOT / "solutions" / f"{name}.ipynb")
    checks = (paths.ROOT / "exercises" / "checks" / f"{name}.json").read_bytes()
    labels = [cell["metadata"].get("nbgrader", {}) for cell in solution.cells]
    points = {one["grade_id"]: one["points"] for one in labels if one.get("grade")}
    judged = [one for one in stored.parse(checks) if one.expected.judged]
    asked = tuple(Asked(one, points[one.name]) for one in judged)
    cells = {cell["id"]: cell["source"] for cell in source.exercise(solution)["cells"]}
    return Key(solution.lesson, name, "r1", {"default": Variant({}, asked)}, cells=cells)
