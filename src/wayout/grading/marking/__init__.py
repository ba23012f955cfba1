"""Marking texts: one question over all learners, without names, in an order of the marker's own."""
