"""A question of an exercise: what was answered last, and how the check stood to it."""

from dataclasses import dataclass

from wayout.work.activity import Activity, as_dict
from wayout.work.entries import Entry


@dataclass(frozen=True)
class Answered:
    """One answer to one question, such as ``"q1"``, and whether the check called it right."""

    question: str
    right: bool


def _read(entry: Entry) -> Answered | None:
    question = as_dict(entry).get("question")
    if not isinstance(question, str):
        return None
    return Answered(question, entry.value.get("verdict") == "right")


ACTIVITY = Activity(
    "answer",
    _read,
    lambda entry: f"{entry.lesson} {entry.value['question']}",
    "Questions right",
    done=lambda answer: answer.right,
    brief="verdict",
)
ACTIVITIES = (ACTIVITY,)
