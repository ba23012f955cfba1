"""The sentence sorter: what kind of claim each sentence makes, by learner, key and classmate."""
