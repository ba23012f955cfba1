"""Forecasts: what was asked on 7 December 2023, what a learner expected, and what came of it.

A forecast is a number in per cent. All are sealed by one press and then opened one by one; what
came of a question is sent nowhere before that. The Brier score sets the forecasts beside two who
know nothing: one who always says 50 %, and one for whom nothing changes.
"""

from wayout.activities.forecasts.answers import FORECAST, OUTCOME, SEAL
from wayout.activities.forecasts.face import forecasts

__all__ = ["ACTIVITIES", "forecasts"]

ACTIVITIES = (FORECAST, SEAL, OUTCOME)
