"""Errors that speak: the message is one sentence on what was wrong and what to do."""


class CourseError(Exception):
    """An error a learner can mend; a notebook shows its sentence and no traceback."""

    def _render_traceback_(self) -> list[str]:
        # The name is IPython's: it asks an error for its own lines before it makes any.
        return [str(self)]
