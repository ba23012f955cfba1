"""The work file: what a learner answered, kept on disk and never lost."""
