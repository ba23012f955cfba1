"""Exercises: what is right, how people write it (numbers, names, map marks), check and build.

``expect`` says what is right, ``check`` tells the learner, ``build`` makes the files. Solutions are
the only copy that a person edits: from each, ``build`` makes the exercise and the stored checks
that ``check("q1")`` reads.
"""
