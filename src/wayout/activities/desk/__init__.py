"""The fact desk: cards on a claim, a verdict with two of them, and both sides at their best."""
