"""The class: release an exercise, collect what comes back, grade it as data, mark, report, return.

Two files tie the steps together, and both are plain JSON: the `Key` that a release makes and the
teacher keeps, and one `Row` for each learner. What a submission runs is jailed; what comes out of
the jail is data and is compared outside it.
"""
